"""The records that pass between the rooms: papers, meetings, items, pages and passages.

Pages are 1-based. Spans are characters of the page's cleaned text: `page.text[start:end]`.
Dates are ISO (`2023-07-07`) in data; the screen shows them as 7 July 2023.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum


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


class PassageKind(StrEnum):
    """The shape of a passage, which decides how it is quoted."""

    PARAGRAPH = "paragraph"
    LIST = "list"  # an opening sentence with its entries, or one entry of a long list
    TABLE_ROW = "table_row"
    RESOLUTION = "resolution"  # what a meeting resolved, agreed or recommended


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of one body. Anything that the pages do not say is None."""

    council: str | None = None
    body: str | None = None
    date: datetime.date | None = None
    time: str | None = None
    place: str | None = None


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
class Page:
    """One page as read.

    `number` is the page of the file, `printed` the number that the page itself carries.
    `headings` are the lines that the reader saw set as headings (bold, larger, or marked up).
    """

    number: int
    text: str
    reader: str
    printed: str | None = None
    headings: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one page that can be cited: `page.text[start:end] == text`.

    `text` is verbatim. `body_start` is where, in the page's text, its own words begin after any headings (or a
    table's header rows) that the passage starts with. `indexed` is what is searched: the same words readable without markup, with the
    paper, item and heading they stand under, and table cells with their column headers.
    `meeting` is the meeting that the passage belongs to, which in a pack need not be the pack's own.
    """

    id: str
    paper_id: str
    position: int
    page: int
    start: int
    end: int
    body_start: int
    text: str
    indexed: str
    kind: PassageKind
    meeting: Meeting
    printed_page: str | None = None
    item: AgendaItem | None = None
    heading: str | None = None
    paragraph: str | None = None

    @property
    def body(self) -> str:
        """The passage's own words, without the headings above them."""
        return self.text[self.body_start - self.start :]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper held. `id` is the start of the SHA-256 of the file, so the same file has the same id everywhere."""

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


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, and why."""

    path: str
    file: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper with everything that reading it gave: what the store takes in, whole."""

    paper: Paper
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
