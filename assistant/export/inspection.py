"""What reading a paper understood, as `minuted inspect` shows it: a paper read -> its inspection."""

from collections.abc import Sequence
from itertools import groupby

from assistant.models import Record
from corpus.models import (
    Abbreviation,
    AgendaItem,
    Decision,
    Meeting,
    Page,
    Paper,
    Part,
    Passage,
    PassageKind,
)
from corpus.read_paper import ReadPaper
from corpus.text import readable, squeezed


class InspectedPage(Record):
    """A page read: its number in the file, the number it prints, what read it, and the share of its text in passages (0 to 1)."""

    number: int
    printed: str | None
    reader: str
    passages: int
    coverage: float


class InspectedTable(Record):
    """A table: its caption or the heading above it, the pages it stands on, and how many rows can be cited."""

    heading: str | None
    page: int
    last_page: int
    rows: int


class InspectedDecision(Record):
    """A decision with its words, the meeting it belongs to and where it stands."""

    decision: Decision
    text: str
    page: int
    item: AgendaItem | None
    meeting: Meeting


class Inspection(Record):
    """Everything that was understood of one paper."""

    paper: Paper
    pages: tuple[InspectedPage, ...]
    parts: tuple[Part, ...]
    tables: tuple[InspectedTable, ...]
    decisions: tuple[InspectedDecision, ...]
    abbreviations: tuple[Abbreviation, ...]


def inspect(read: ReadPaper) -> Inspection:
    """The inspection of a paper that was read."""
    return Inspection(
        paper=read.paper,
        pages=tuple(_page(page, read.passages) for page in read.pages),
        parts=read.parts,
        tables=tuple(_tables(read.passages)),
        decisions=tuple(
            InspectedDecision(decision=p.decision, text=readable(p.body), page=p.page, item=p.item, meeting=p.meeting)
            for p in read.passages
            if p.decision is not None
        ),
        abbreviations=read.abbreviations,
    )


def _page(page: Page, passages: Sequence[Passage]) -> InspectedPage:
    own = [passage for passage in passages if passage.page == page.number]
    words = len(squeezed(page.text).replace(" ", ""))
    inside = sum(len(squeezed(passage.text).replace(" ", "")) for passage in own)
    return InspectedPage(
        number=page.number, printed=page.printed, reader=page.reader, passages=len(own), coverage=inside / words if words else 1.0
    )


def _tables(passages: Sequence[Passage]) -> list[InspectedTable]:
    """The rows of one group are one table, wherever a page break falls."""
    rows = [passage for passage in passages if passage.kind is PassageKind.TABLE_ROW]
    tables = [list(table) for _, table in groupby(rows, key=lambda row: row.group or row.id)]
    return [InspectedTable(heading=table[0].heading, page=table[0].page, last_page=table[-1].page, rows=len(table)) for table in tables]
