"""Question, evidence, citation and answer: the JSON contract, as pydantic models.

`minuted schema` prints the JSON Schema made from `Answer`. A field may be added; none may change its meaning.
"""

import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, computed_field

from corpus.models import DecisionKind, DecisionResult, MeetingKind, PaperKind, PaperStatus, Passage
from corpus.text import readable, squeezed


class Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class Filters(Record):
    """What the asker limited the search to. Empty means no limit."""

    bodies: tuple[str, ...] = ()
    kinds: tuple[PaperKind, ...] = ()
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None


class Question(Record):
    """A question that can stand alone, with the filters that were set beside it.

    Where `text` was completed from the turns before, `asked` is what was typed and `carried_over` what was added.
    `literally` undoes what would be read from it: its words are looked for as they stand.
    """

    text: str
    id: str | None = None
    filters: Filters = Filters()
    asked: str | None = None
    carried_over: tuple[str, ...] = ()
    literally: bool = False

    def as_typed(self) -> "Question":
        """The same with nothing read into it, from its own words or from the turns before."""
        return self.model_copy(update={"text": self.asked or self.text, "asked": None, "carried_over": (), "literally": True})


class Evidence(Record):
    """A passage with the reason to show it: its score (0 to 1), and where a cross-encoder read it, the character of its words as they are
    told (`Passage.told`) at which an answer is likeliest.
    """

    passage: Passage
    score: float
    answer_at: int | None = None


class Status(StrEnum):
    ANSWERED = "answered"
    NOT_FOUND = "not_found"


class Shape(StrEnum):
    """How an answer is laid out, by what was asked and what was found."""

    FIGURE = "figure"  # a figure, date or name, then its context
    DECISION = "decision"  # who decided what, when, with the result; then the discussion
    LIST = "list"  # all entries of a list
    TIMELINE = "timeline"  # a dated line for each meeting, newest first
    COMPARISON = "comparison"  # both sides, each with its date
    SEVERAL = "several"  # several papers or periods that give different figures
    PLAIN = "plain"  # the passages, best first
    BUSINESS = "business"  # what became of something, in a line, then its proof
    TALK = "talk"  # a reply to what asks nothing of the papers, without sources


class Declined(StrEnum):
    """Why a question is not answered."""

    ANOTHER_COUNCIL = "another_council"  # it asks about a council whose papers are not held
    OUTSIDE_DATES = "outside_dates"  # it asks about a date of which no paper speaks
    NOT_MENTIONED = "not_mentioned"  # it names somebody or something that stands in no paper
    NO_SUCH_FIGURE = "no_such_figure"  # the papers speak of it, but count nothing of the kind
    NOTHING_NEAR = "nothing_near"  # nothing found is about what is asked


class OtherVersion(Record):
    """An earlier or later version of a cited paper."""

    id: str
    title: str
    file: str
    status: PaperStatus | None


class CitedPaper(Record):
    id: str
    title: str
    kind: PaperKind
    file: str
    url: str | None = None
    status: PaperStatus | None = Field(default=None, description="what the paper says of its own standing, such as draft or corrected")
    replaces: tuple[OtherVersion, ...] = Field(default=(), description="earlier versions held, where this is the latest")
    replaced_by: OtherVersion | None = Field(default=None, description="the latest version held, where this is an earlier one")


class CitedItem(Record):
    number: str | None
    title: str


class CitedMeeting(Record):
    """The meeting that the passage belongs to. What the paper does not give is None.

    Time and kind tell two meetings of one body on one day apart.
    """

    council: str | None
    body: str | None
    date: datetime.date | None
    time: str | None = None
    kind: MeetingKind | None = None
    one_of_several: bool = Field(default=False, description="the body met more than once that day, as the papers held tell")


class CitedDecision(Record):
    """What the passage decides or asks for, as its page says. A draft was prepared before the meeting: it decides nothing."""

    kind: DecisionKind
    draft: bool
    number: str | None
    mover: str | None
    seconder: str | None
    vote: str | None = Field(description="verbatim, the words of the vote")
    result: DecisionResult | None = Field(description="null where the page does not say, and for drafts and a report's recommendations")


class Citation(Record):
    """One quoted passage and where it stands. `verified`: the quote was found again on that page, and no letter of it is missing."""

    n: int = Field(description="number of the citation, as in the answer's [1] markers")
    quote: str = Field(description="verbatim, the words that bear the answer")
    passage: str = Field(description="verbatim, the whole passage shown to a reader: of a long one, the sentences around the quote")
    passage_id: str
    paper: CitedPaper
    page: int = Field(description="page of the file, counted from 1")
    printed_page: str | None = Field(description="page number as the paper prints it")
    paragraph: str | None
    item: CitedItem | None
    heading: str | None
    meeting: CitedMeeting
    decision: CitedDecision | None = Field(default=None, description="null where the passage decides nothing")
    score: float
    verified: bool


class Heading(Record):
    """A line that says what the lines below it are: `From the discussion:`."""

    kind: Literal["heading"] = "heading"
    text: str

    @property
    def as_text(self) -> str:
        return self.text


class Phrase(Record):
    """A line that is one of our fixed phrases, with the citations that it points at: `See also [4] [5].`"""

    kind: Literal["phrase"] = "phrase"
    text: str
    cites: tuple[int, ...] = Field(default=(), description="numbers of the citations that it points at")

    @property
    def as_text(self) -> str:
        return f"{self.text} {' '.join(f'[{n}]' for n in self.cites)}." if self.cites else self.text


class State(Record):
    """A line that says how things stand, of proven fields: `Cabinet accepted it in part on 7 July 2023: £375, not £400 [1]`.

    `words` are those of it that are the papers' own.
    """

    kind: Literal["state"] = "state"
    state: str = Field(description="how things stand, as a word for programs, such as accepted_in_part or nothing_said")
    text: str
    words: tuple[str, ...] = Field(default=(), description="verbatim, the words of the text that are the papers' own")
    cites: tuple[int, ...] = Field(default=(), description="numbers of the citations that prove it")

    @property
    def as_text(self) -> str:
        return " ".join([self.text, *(f"[{n}]" for n in self.cites)])


class Quote(Record):
    """A line that quotes a citation's passage: `Cabinet, 7 July 2023: “It was agreed” [1]`."""

    kind: Literal["quote"] = "quote"
    n: int = Field(description="number of the citation")
    where: str = Field(description="whose meeting it is from; empty for a line that goes on from the one before")
    text: str = Field(description="verbatim, the words of the page")

    @property
    def said(self) -> str:
        """The words as they are read, without markup."""
        return readable(self.text)

    @property
    def as_text(self) -> str:
        return _quoted(self.where, self.said, self.n)


class Cell(Record):
    """A cell of a table's row, with the header of its column."""

    header: str
    text: str


class Cells(Record):
    """A line that tells cells of a table's row, after the name of the row: all of them the table's own words."""

    kind: Literal["cells"] = "cells"
    n: int = Field(description="number of the citation")
    where: str = Field(description="whose meeting it is from, and the table's heading")
    label: str = Field(description="the name of the row; empty where it has none")
    cells: tuple[Cell, ...]

    @property
    def said(self) -> str:
        """`Wenlow, 2020/21: 1,990`; `Wenlow: 2019/20: 1,870; 2020/21: 1,990`."""
        told = [f"{cell.header}: {cell.text}" if cell.header else cell.text for cell in self.cells]
        if len(told) == 1 and self.cells[0].header:
            return f"{self.label}, {told[0]}" if self.label else told[0]
        return ": ".join(part for part in (self.label.rstrip(" :"), "; ".join(told)) if part)

    @property
    def as_text(self) -> str:
        return _quoted(self.where, self.said, self.n)


class SearchedLine(Record):
    """A line of an answer that declines: what was searched."""

    kind: Literal["searched"] = "searched"
    text: str

    @property
    def as_text(self) -> str:
        return self.text


AnswerLine = Annotated[Heading | Phrase | State | Quote | Cells | SearchedLine, Field(discriminator="kind")]


def _quoted(where: str, said: str, n: int) -> str:
    return f"{where}: “{said}” [{n}]" if where else f"“{said}” [{n}]"


class Searched(Record):
    """What an answer was looked for in."""

    model_config = ConfigDict(frozen=True, serialize_by_alias=True)

    papers: int
    date_from: datetime.date | None = Field(serialization_alias="from", description="earliest meeting date among the papers searched")
    date_to: datetime.date | None = Field(serialization_alias="to", description="latest meeting date among the papers searched")
    bodies: tuple[str, ...]
    unreadable: tuple[str, ...] = Field(description="files, or pages of files, that are held or offered but could not be read")


class Timings(Record):
    """Milliseconds spent in each step."""

    retrieve: int
    rank: int
    compose: int


class ModelNames(Record):
    embedding: str
    ranker: str | None = Field(default=None, description="the cross-encoder that ordered the passages, if one did")
    llm: str | None = None


class Answer(Record):
    """One answer, as `minuted ask --json` prints it."""

    id: str | None
    question: str = Field(description="as it was asked")
    understood: str = Field(default="", description="what was made of the question, in a sentence; empty where it was taken as it stands")
    carried_over: tuple[str, ...] = Field(default=(), description="what was taken from the turns before")
    status: Status
    shape: Shape = Field(default=Shape.PLAIN, description="how the answer is laid out")
    declined: Declined | None = Field(default=None, description="with not_found: why the papers do not answer")
    lines: tuple[AnswerLine, ...] = Field(description="the answer line by line: headings, fixed phrases, quotes and cells of tables")
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...] = Field(default=(), description="with not_found: the nearest passages, which do not answer the question")
    withheld: int = Field(default=0, description="citations left out because their quote was not found on the page")
    searched: Searched
    timings_ms: Timings
    model: ModelNames

    @computed_field(description="the lines as text, with [1] markers that name citations")  # type: ignore[prop-decorator]
    @property
    def answer(self) -> str:
        return "\n".join(squeezed(line.as_text) for line in self.lines)

    @computed_field(description="what the first screen shows, as text: the lines without what was searched")  # type: ignore[prop-decorator]
    @property
    def shown(self) -> str:
        return "\n".join(squeezed(line.as_text) for line in self.lines if not isinstance(line, SearchedLine))


class Turn(Record):
    """A question of a conversation, completed where it leaned on earlier ones, and its answer, or the problem that stood in the way."""

    question: Question
    answer: Answer | None = None
    problem: str | None = None
