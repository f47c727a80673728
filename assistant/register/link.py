"""What a link between two entries is, and what tells of an entry or a row what it follows or leaves open."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.register.held import HeldRegister
from assistant.register.limbs import Limb
from assistant.register.references import Reference, references_in, references_in_row
from corpus.dates import printed_dates
from corpus.models import Passage, PassageKind
from corpus.register import Entry, EntryKind, Result
from corpus.text import readable


class LinkKind(StrEnum):
    """How a later entry, or what a later paper says, follows an earlier one."""

    RESPONSE_TO = "response_to"  # an executive's answer to a recommendation
    REPLIES_TO = "replies_to"  # what members asked to be told
    TRACKS = "tracks"  # a row of a tracker
    TAKEN_AFTER_DEFERRAL = "taken_after_deferral"
    CALL_IN_OF = "call_in_of"
    RECONSIDERS = "reconsiders"  # decided again after it was referred back
    CORRECTS = "corrects"
    ADOPTS = "adopts"  # agreed as it was recommended
    FOLLOWS = "follows"  # came back, or is told of
    BESIDE = "beside"  # of the same meeting: a supplementary question, a motion as amended, the minute that an answer points to

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class Sure(StrEnum):
    PROVEN = "proven"
    PROBABLE = "probable"  # never told as a fact


@dataclass(frozen=True, slots=True)
class Follow:
    """The later end: a passage, the entry of it or of its item where there is one, and the words that say it: [start, end) of its page."""

    passage: Passage
    entry: Entry | None
    start: int
    end: int
    text: str

    @property
    def day(self) -> datetime.date:
        assert self.passage.meeting.date is not None
        return self.passage.meeting.date


@dataclass(frozen=True, slots=True)
class Link:
    """From an earlier entry, or one limb of it, to what follows it. `why` says the evidence in a few words."""

    earlier: Entry
    limb: Limb
    later: Follow
    kind: LinkKind
    sure: Sure
    why: str


STATUS = re.compile(r"\b(?:status|state|rag)\b", re.I)  # of the header of a column
_ROW_NUMBER = re.compile(r"(?:[A-Z]{1,5}[\s/-]?\d{1,4}(?:[/.-]\d{1,4}){0,2}|\d{2,4}[/-]\d{1,4})[a-z]?")  # A24/19 ; B12 ; T/62 ; SF-36
_BESIDE = re.compile(
    r"\b(?:ref|reference|no|owner|lead|officer|responsible|whom|who|due|deadline|target|date|on|when|meeting|minute|status|state|rag"
    r"|update|progress|position|answer|response|outcome|comments?|reply|result|notes?|latest|next\s+step)\b",
    re.I,
)  # of the header of a column that does not say what was asked
DUE = re.compile(r"\b(?:due|deadline|target|by\s+when|complete\s+by|next)\b", re.I)  # of the header of a column of days to come
BRIEF = 48  # characters: a cell of a date or a minute
_A_DATE = re.compile(r"\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\bmin(?:ute)?\b", re.I)
_A_SENTENCE = re.compile(
    r"\b(?!(?:and|of|the|min|minute|meeting|no|at|on)\b)[a-z][\w’']{0,30}+\s[^\d]{0,200}\b\d{1,2}\s{1,3}[A-Z]"
)  # Fund the worker to 31 March
_PUT_OFF = re.compile(
    r"\b(?:be|is|was|were)\s+(?:deferred|postponed|adjourned)\b|\b(?:deferred|postponed)\s+(?:to|until|for|pending)\b", re.I
)
_MINUTES = re.compile(
    r"\bminutes\s+of\s+(?:the\s+)?(?:last\s+|previous\s+|special\s+|extraordinary\s+|ordinary\s+)*(?:meetings?|proceedings)|\bcorrect\s+records?\b|\btrue\s+(?:and\s+(?:correct|accurate)\s+)?record",
    re.I,
)
_CORRECTION = re.compile(
    r"\b(?:subject\s+to|with\s+the)\b[^.]{0,60}\b(?:correct|amend|addition|words?|alter|insert|delet|replac|chang)|\b(?:correct|amend)(?:ed|ion|ment)s?\b|\bas\s+amended\b",
    re.I,
)


def result_of(entry: Entry) -> Result | None:
    return entry.result.value if entry.result else None


def defers(entry: Entry, limb: Limb) -> bool:
    """Whether a meeting put off what a limb says: all of it, or `(a) that the decision on a charge be deferred to September`."""
    return result_of(entry) is Result.DEFERRED or (entry.kind is EntryKind.RESOLUTION and _PUT_OFF.search(limb.text) is not None)


def follows_up(entry: Entry | None, passage: Passage) -> bool:
    """Whether a passage is a row that follows up something earlier, with how it stands: a tracker's, whatever it is headed."""
    if passage.kind is not PassageKind.TABLE_ROW:
        return False
    return (entry is not None and entry.kind is EntryKind.TRACKER_ROW) or any(STATUS.search(cell.header) for cell in passage.cells)


def number_of_row(row: Passage) -> str:
    """The number that a tracker calls a row by, in its first cell: `21/07`, `A24/19`; a plain figure is a count."""
    first = next((readable(cell.text).strip() for cell in row.cells if cell.in_row), "")
    return first if _ROW_NUMBER.fullmatch(first) else ""


def asked_in_row(row: Passage) -> str:
    """The cells of a tracker's row that say what was asked: not its number, its date, who is to do it, or what came of it."""
    cells = [
        readable(cell.text)
        for cell in row.cells
        if cell.in_row and not _BESIDE.search(cell.header) and not _ROW_NUMBER.fullmatch(readable(cell.text).strip())
    ]
    told = [cell for cell in cells if not (len(cell) < BRIEF and _A_DATE.search(cell) and not _A_SENTENCE.search(cell))]
    return " ".join(told) or row.said


def approves_minutes(text: str) -> bool:
    """`RESOLVED that the minutes of the meeting held on 4 May be confirmed` is no matter of its own."""
    return _MINUTES.search(text) is not None


def corrects_minutes(text: str, day: datetime.date) -> bool:
    """Whether an approval of the minutes of that day corrects them: `subject to the words … being replaced in minute 25 of 14 May`.

    Of the minutes of several days approved together those are corrected that are named again with the correction; all where none is.
    """
    match = _CORRECTION.search(text)
    if match is None:
        return False
    named = {date.day for date in printed_dates(text[match.start() :])}
    return not named or day in named


def references_of(passage: Passage, register: HeldRegister) -> tuple[Reference, ...]:
    """The earlier meetings that a passage refers to; a row may be of the meeting that its column is headed with."""
    if passage.id not in register.references:
        met = passage.meeting.date
        assert met is not None
        meetings = register.meets_of(passage.meeting.council, None)
        if passage.kind is PassageKind.TABLE_ROW:
            cells = [f"{cell.header}: {cell.text}" if cell.header else cell.text for cell in passage.cells if not DUE.search(cell.header)]
            register.references[passage.id] = tuple(references_in_row(cells, register.table_head(passage), met, meetings))
        else:
            register.references[passage.id] = tuple(references_in(passage.text, met, meetings))
    return register.references[passage.id]
