"""Minutes and questions of an earlier meeting bound into a pack: where they stand, and whose they are."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.dates import dates_in
from corpus.models import Meeting, PaperKind
from corpus.text import readable
from ingest.layout.blocks import Block, Shape
from ingest.layout.head import HeadLine
from ingest.meetings.kinds import meeting_kind
from ingest.meetings.meeting_date import MeetingDate, meeting_date
from ingest.meetings.names import body_named, council_named, same_title
from ingest.meetings.setting import place_named, time_named
from ingest.patterns import LABELLED_DATE, MEETING_ENDED, MINUTES_HEADING, QUESTIONS_HEADING

_HEAD = 8  # blocks in which bound-in minutes name their meeting
_PRESENT_WITHIN = 14  # blocks in which they say who was there
_ABOVE = 7  # blocks at the top of a page that can stand over their heading
_LONGEST_HEADING = 45  # words
_SHORT = 24  # words of a block of headings
_PRESENT = re.compile(
    r"^[^\w\n]*(?:[\w’' -]{0,50}\s)?present\b[^.:]{0,40}(?::|\||$)|^[^\w\n]*attend(?:ance|ees)\b", re.I | re.M
)  # Members present:
_NO_HEADING = re.compile(
    r"\bpage\s+\d|\bprepared\s+(?:as|by|in)\b|\bto\s+be\s+(?:approved|confirmed)\b|\battached\b", re.I
)  # Minutes – page 2
_BODY = re.compile(r"\b(?:committee|panel|cabinet|council|board)\b", re.I)
_ORGANISATION = re.compile(
    r"\b(?:corporation|trust|association|society|partnership|company|ltd|limited|inc|llp|architects|engineers|federation|agency|foundation|library|museum)\b",
    re.I,
)  # whose meeting it was, where it was no body of the pack's council


@dataclass(frozen=True, slots=True)
class Bound:
    """Blocks [first, last) that belong to another meeting than the paper's own."""

    first: int
    last: int
    meeting: Meeting


def bound_meetings(blocks: Sequence[Block], own: Meeting, kind: PaperKind, item_titles: Sequence[str]) -> list[Bound]:
    """Minutes and questions of an earlier meeting bound into a paper, with the meeting that each belongs to.

    They begin at a heading that names minutes or questions with a date of its own. Minutes end where the meeting
    ended; both end at a heading of the paper's own: an agenda item, a report's cover, questions without a date.
    Of minutes whose date is a slip that nothing settles the meeting has no date: the paper's is not theirs.
    """
    if kind in (PaperKind.MINUTES, PaperKind.PUBLIC_QUESTIONS, PaperKind.ANNUAL_REPORT) or own.date is None:
        return []
    found: list[Bound] = []
    first: int | None = None
    meeting = own
    ended = False
    for i, block in enumerate(blocks):
        other = _heads_other_meeting(blocks, i, own)
        own_again = first is not None and (_heads_own_part(block, item_titles, own) or (ended and _on_new_page(blocks, i)))
        start = _with_lines_above(blocks, i, first) if other is not None else i
        if first is not None and (other is not None or own_again):
            found.append(Bound(first, start, meeting))
            first = None
        if other is not None:
            first, meeting, ended = start, other, False
        if first is not None and MEETING_ENDED.search(block.text[-120:]):
            ended = True
    if first is not None:
        found.append(Bound(first, len(blocks), meeting))
    return found


def _heads_other_meeting(blocks: Sequence[Block], i: int, own: Meeting) -> Meeting | None:
    """The meeting named by a heading of minutes or questions, where it is not the paper's own.

    `Minutes of the meeting of the Panel held on Tuesday 4 May 2021`, in one line or over the next few.
    """
    text = readable(blocks[i].text)
    if blocks[i].shape is Shape.ROW or blocks[i].words > _LONGEST_HEADING:
        return None
    if _heads_minutes(blocks[i]):
        return _meeting_of_minutes(blocks, i, own)
    if QUESTIONS_HEADING.search(text) and _names_questions(blocks[i], text):
        day = dates_in(text)[0][1]
        return (
            _other_meeting([HeadLine(text, blocks[i].page)], MeetingDate(day, naming=(text,)), own) if own.date and day < own.date else None
        )
    return None


def _heads_minutes(block: Block) -> bool:
    """Whether a block is a heading of minutes, by itself or below the name of whose they are."""
    lines = [line for raw in block.text.split("\n") if (line := readable(raw))]
    if _NO_HEADING.search(" ".join(lines)):
        return False
    if MINUTES_HEADING.match(lines[0]) if lines else False:
        return True
    below = next((i for i, line in enumerate(lines) if line[0].isupper() and MINUTES_HEADING.match(line)), None)
    return below is not None and block.words <= _SHORT and all(not line[-1].islower() or line[0].isupper() for line in lines[:below])


def _meeting_of_minutes(blocks: Sequence[Block], i: int, own: Meeting) -> Meeting | None:
    near = [block for block in blocks[i : i + _PRESENT_WITHIN] if block.page == blocks[i].page]
    if not any(_PRESENT.search(_readable_lines(block)) for block in near):
        return None
    above = blocks[_with_lines_above(blocks, i, None) : i]
    head = [*above, *(block for block in near[:_HEAD] if block.words < _LONGEST_HEADING)]
    lines = [HeadLine(line, block.page) for block in head for line in _lines_of(block)]
    when = meeting_date(lines, [], PaperKind.MINUTES, day_first=True)
    if when.day is None and not when.warnings:
        when = next((MeetingDate(day, naming=(line.text,)) for line in lines for _, day in dates_in(line.text)), when)
    if when.day is None:
        return _other_meeting(lines, when, own) if when.warnings else None
    return _other_meeting(lines, when, own) if own.date and when.day < own.date else None


def _lines_of(block: Block) -> Iterator[str]:
    """The lines of a block; of a row with labels among its cells, each label with its value: `Date: 4 May 2021`."""
    for raw in block.text.split("\n"):
        cells = [readable(cell) for cell in raw.split("\t")]
        labelled = [f"{label} {value}" for label, value in itertools.pairwise(cells) if label.endswith(":")]
        yield from (line for line in labelled or [readable(raw)] if line)


def _readable_lines(block: Block) -> str:
    return "\n".join(readable(line) for line in block.text.split("\n"))


def _names_questions(block: Block, text: str) -> bool:
    """Whether a block heads questions put to a meeting, with its date: `Supplementary questions to the Panel 11 October 2022`."""
    if not dates_in(text):
        return False
    return block.shape is Shape.HEADING or (block.words < 25 and _BODY.search(text) is not None and not text.endswith("."))


def _other_meeting(lines: Sequence[HeadLine], when: MeetingDate, own: Meeting) -> Meeting:
    """The meeting that the lines name: of the paper's own body and council, unless they name others."""
    head = [line.text for line in lines]
    named = council_named(head, "\n".join(head))
    if named and own.council and named.startswith(own.council):
        named = own.council  # Township of Elm Recreation Committee: the council's name runs on into the committee's
    body = body_named(head, named or own.council, PaperKind.REPORT)
    elsewhere = named != own.council if named else any(_ORGANISATION.search(line) for line in head)
    if body is None and not elsewhere:
        body = own.body
    is_own_body = body is not None and own.body is not None and same_title(body, own.body)
    return Meeting(
        council=named or (own.council if is_own_body else None),
        body=body,
        date=when.day,
        time=time_named(when.naming, head) if when.day else None,
        place=place_named(when.naming, head) if when.day else None,
        kind=meeting_kind(head),
    )


def _with_lines_above(blocks: Sequence[Block], i: int, first: int | None) -> int:
    """The first block of a part headed at i: what stands over its heading at the top of its page belongs to it."""
    nearest = range(i, max(i - _ABOVE, 0) - 1, -1)
    top = next((at for at in nearest if at == 0 or blocks[at - 1].page != blocks[at].page), i)
    above = blocks[top:i]
    own = top > (first if first is not None else 0) and len(above) <= _ABOVE and all(block.words <= _SHORT for block in above)
    return top if own else i


def _heads_own_part(block: Block, item_titles: Sequence[str], own: Meeting) -> bool:
    text = readable(block.text)
    if LABELLED_DATE.match(text) and any(day == own.date for _, day in dates_in(text)):
        return True
    if block.shape is not Shape.HEADING:
        return False
    if re.match(r"(?:report\s+(?:of|by|to)\b|appendix\b|annex\b|(?:agenda\s+)?item\s+\d)", text, re.I):
        return not MINUTES_HEADING.match(text)
    if QUESTIONS_HEADING.search(text) and len(text.split()) > 2 and not dates_in(text) and not text.isupper():
        return not re.match(r"\W*\d", text)  # `109. Questions from the public` is a minute of the bound-in meeting
    return not re.match(r"\W*\d", text) and any(same_title(text, title) for title in item_titles)


def _on_new_page(blocks: Sequence[Block], i: int) -> bool:
    return i > 0 and blocks[i].page != blocks[i - 1].page
