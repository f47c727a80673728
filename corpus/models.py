"""The records that pass between the rooms: papers, meetings, items, pages and passages.

Pages are 1-based. Spans are characters of the page's cleaned text: `page.text[start:end]`.
Dates are ISO (`2023-07-07`) in data; the screen shows them as 7 July 2023.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from corpus.text import as_sentences, readable


class PaperKind(StrEnum):
    """What sort of paper it is, as its own pages say."""

    AGENDA_PACK = "agenda_pack"  # an agenda with its reports
    AGENDA = "agenda"  # an agenda or notice of meeting alone
    MINUTES = "minutes"
    REPORT = "report"
    ANNUAL_REPORT = "annual_report"
    PUBLIC_QUESTIONS = "public_questions"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind in plain words, for the screen: `agenda_pack` -> `Agenda pack`."""
        return self.value.replace("_", " ").capitalize()


class PaperStatus(StrEnum):
    """What a paper says of its own standing. A paper that says nothing has none."""

    DRAFT = "draft"  # draft or unconfirmed minutes, a draft agenda
    CONFIRMED = "confirmed"  # confirmed, approved or signed as a correct record
    AMENDED = "amended"  # an amended or revised agenda, a supplement that replaces
    CORRECTED = "corrected"  # minutes put right after they were published
    CANCELLED = "cancelled"  # the meeting did not take place


class MeetingKind(StrEnum):
    ORDINARY = "ordinary"  # a regular meeting, said to be one
    SPECIAL = "special"  # special, extraordinary or emergency
    ANNUAL = "annual"
    JOINT = "joint"


class PassageKind(StrEnum):
    """The shape of a passage, which decides how it is quoted."""

    PARAGRAPH = "paragraph"
    LIST = "list"  # an opening sentence with its entries, or a run of entries of a long list
    TABLE_ROW = "table_row"
    RESOLUTION = "resolution"  # what a meeting resolved, agreed or recommended, or was asked to


class DecisionKind(StrEnum):
    """What sort of decision a passage holds."""

    RESOLUTION = "resolution"  # resolved, agreed, approved, noted
    RECOMMENDATION = "recommendation"  # put to a meeting by a report, or by a meeting to another body
    ACTION = "action"  # somebody was asked to do something
    INFORMATION_REQUEST = "information_request"  # members asked to be told something


class DecisionResult(StrEnum):
    CARRIED = "carried"
    LOST = "lost"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


class Presence(StrEnum):
    """How a person took part in a meeting."""

    PRESENT = "present"  # a member, present
    APOLOGIES = "apologies"
    ABSENT = "absent"
    IN_ATTENDANCE = "in_attendance"  # officers, guests, members of other bodies
    PUBLIC = "public"


class PartKind(StrEnum):
    """A part of a paper that a person would point at."""

    AGENDA_ITEM = "agenda_item"
    MINUTE = "minute"
    REPORT = "report"
    APPENDIX = "appendix"
    CHAPTER = "chapter"
    QUESTION = "question"
    MINUTES = "minutes"  # minutes of another meeting, bound in
    QUESTIONS = "questions"  # public questions of another meeting, bound in


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of one body. Anything that the pages do not say is None."""

    council: str | None = None
    body: str | None = None
    date: datetime.date | None = None
    time: str | None = None
    place: str | None = None
    kind: MeetingKind | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person whom minutes name: `Cllr Ann Ode`, `Chair`, present. `note` tells who came late or left: `arrived late, 7:08 p.m.`"""

    name: str
    presence: Presence
    role: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote as the page words it, with the numbers where it gives them; of a table of votes, as its rows count: `3 for, 1 against`."""

    text: str
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a passage decides or asks for. A draft is a form prepared before the meeting: it decides nothing."""

    kind: DecisionKind
    draft: bool = False
    number: str | None = None
    mover: str | None = None
    seconder: str | None = None
    vote: Vote | None = None
    result: DecisionResult | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of an agenda or a numbered minute: `412`, `Home to school transport`."""

    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of one page's cleaned text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page as it is displayed: shares (0 to 1) of its width from the left and of its height from the top."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Characters [start, end) of the page's text that stand in one box: a line, or a row of a ruled table."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read.

    `number` is the page of the file, `printed` the number that the page itself carries.
    `reader` is what read it, with its version: pages of one paper may have several.
    `headings` are the lines that the reader saw set as headings (bold, larger, or marked up).
    `lines` say where on the page its text stands; empty for kinds of file without places.
    """

    number: int
    text: str
    reader: str
    printed: str | None = None
    headings: tuple[Span, ...] = ()
    lines: tuple[PlacedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """A part of what a table's row says, readable: `2019/20: 1,870 (tonnes)` has a header, a text and a unit.

    `header` is empty where there is none or it cannot be told, `unit` where header or text say it. `under` names the group rows that
    a row's own name stands under: `Secondary schools` of `Secondary schools, Attendance`. `in_row` is False for what the table says
    of the row elsewhere: a group, a name that reaches down from a merged cell above, a note.
    """

    header: str
    text: str
    unit: str = ""
    under: str = ""
    in_row: bool = True

    @property
    def said(self) -> str:
        said = f"{self.header}: {self.text}" if self.header else self.text
        said = f"{said} ({self.unit})" if self.unit else said
        return f"{self.under}, {said}" if self.under else said


def row_said(cells: Iterable[TableCell]) -> str:
    """A row spelt out: `Stannick. 2019/20: 2,140. 2020/21: 2,655`."""
    return as_sentences(cell.said for cell in cells)


@dataclass(frozen=True)
class Passage:
    """A stretch of one page that can be cited: `page.text[start:end] == text`.

    `text` is verbatim. `body_start` is where, in the page's text, its own words begin after any headings (or a
    table's header rows) that the passage starts with.
    `context` is what it stands under, each once: the paper, the item, the heading, the caption. `lead` is the sentence that opens its
    list or leads to its table. `cells` are what a table's row says. `indexed` is made of them.
    `meeting` is the meeting that the passage belongs to, which in a pack need not be the pack's own.
    `group` is shared by the rows of one table, the runs of one long list and the passages of one long resolution, also over a page
    break: together they are the whole. `entries` are the list's entries as spans of the page, each citable by itself with what stands
    within it.
    """

    id: str
    paper_id: str
    position: int
    page: int
    start: int
    end: int
    body_start: int
    text: str
    kind: PassageKind
    meeting: Meeting
    context: tuple[str, ...] = ()
    lead: str = ""
    cells: tuple[TableCell, ...] = ()
    printed_page: str | None = None
    item: AgendaItem | None = None
    heading: str | None = None
    paragraph: str | None = None
    decision: Decision | None = None
    group: str | None = None
    entries: tuple[Span, ...] = ()

    @property
    def body(self) -> str:
        """The passage's own words, without the headings above them."""
        return self.text[self.body_start - self.start :]

    @property
    def stands_under(self) -> str:
        """`Minutes of Cabinet. Gritting. Table 1: Salt used`."""
        return ". ".join(self.context)

    @cached_property
    def said(self) -> str:
        """Its words readable without markup, on one line; of a table's row each cell after its column's header."""
        return row_said(self.cells) or readable(self.text)

    @property
    def told(self) -> str:
        """Its words after those that lead to them."""
        return "\n".join(part for part in (self.lead, self.said) if part)

    @cached_property
    def indexed(self) -> str:
        """What is searched: its words under all that they stand under."""
        return "\n".join(part for part in (self.stands_under, self.told) if part)


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A line of an agenda's own table: number, title, and the printed pages it names (`5 - 12`)."""

    number: str
    title: str
    printed_pages: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper: an item, a minute, a report, an appendix, a chapter, a question, bound-in minutes.

    It holds the paper's passages [first, last) by position, so parts nest: a report within its item, an appendix within its report.
    `page` and `last_page` are pages of the file. `author` wrote a report or asked a question. `recommendation` is a report's
    own, verbatim. `printed_pages` are those that the agenda lists for an item.
    """

    kind: PartKind
    title: str
    page: int
    last_page: int
    first: int
    last: int
    meeting: Meeting
    number: str | None = None
    printed_pages: str | None = None
    author: str | None = None
    recommendation: str | None = None
    attendance: tuple[Attendee, ...] = ()


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form with the long form that a paper gives for it: `EHCP`, `Education, Health and Care Plan`, page 3."""

    short: str
    long: str
    page: int


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper held. `id` is the start of the SHA-256 of the file, so the same file has the same id everywhere.

    `wording` is the SHA-256 of its words without white space: the same paper saved twice has different files and one wording.
    It is empty where the words do not tell a paper from another: too few, or pages that could not be read.
    `other_files` are the names of files that hold the same paper.
    `coverage` is the share (0 to 1) of what its pages show that stands in passages: of their characters, and of letters that were not read.
    """

    id: str
    sha256: str
    path: str
    file: str
    title: str
    kind: PaperKind
    meeting: Meeting
    period: str | None  # a reporting period such as 2021-22, never a meeting date
    page_count: int
    passage_count: int
    unread_pages: tuple[int, ...]
    reader: str
    warnings: tuple[str, ...] = ()
    status: PaperStatus | None = None
    attendance: tuple[Attendee, ...] = ()
    agenda: tuple[AgendaEntry, ...] = ()
    wording: str = ""
    coverage: float = 0.0
    other_files: tuple[str, ...] = ()


class Still(StrEnum):
    """What is held of a file that could not be read when it was last tried."""

    NOTHING = "nothing"
    AS_READ_BEFORE = "as read before"  # the same bytes, to be read by a better reading; or bytes that cannot be had now
    OLDER = "older"  # the file changed since


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, why, and what is held of it nevertheless."""

    path: str
    file: str
    code: str
    reason: str
    held: Still = Still.NOTHING

    @property
    def told(self) -> str:
        """The reason, and what is kept: `minutes.pdf: kept the version read before; the new one could not be read: the PDF is damaged`."""
        why = self.reason.removeprefix(f"{self.file}: ")
        match self.held:
            case Still.NOTHING:
                return self.reason
            case Still.AS_READ_BEFORE:
                return f"{self.file}: kept what was read of it before; it could not be read again: {why}"
            case Still.OLDER:
                return f"{self.file}: kept the version read before; the new one could not be read: {why}"


@dataclass(frozen=True, slots=True)
class RunningLine:
    """A line that a page carries and that is no part of its text: of a running header or footer, or the page number."""

    page: int
    text: str
