"""Blocks -> the agenda that a paper lists: each item with its number and title as printed and the printed pages it names.

An agenda is a table, a list or a run of numbered headings whose numbers rise from 1. Tables of contents look the
same and are none; numbered lists that stand within an item (`1. To receive the report`) are no items.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.models import AgendaEntry
from corpus.text import readable
from ingest.layout.blocks import Block, Shape
from ingest.layout.cells import cells_of, is_rule
from ingest.patterns import CONTENTS_HEADING, MINUTES_HEADING, TIME
from ingest.structure.listing import NUMBER_CELL, NUMBERED_LINE, first_page, numbered_lines, pages_alone, title_and_pages
from ingest.structure.numbering import Number, OutlineNumber, Style, numbers_of, place_after

_AGENDA_HEADING = re.compile(
    r"\bagenda\b(?!\s+(?:item|no|pack|papers?|page|setting|planning)\b)|\bnotice\s+(?:of|is)\b.{0,40}\b(?:meeting|given)\b|\border\s+of\s+business\b|\bpublic\s+notice\b"
    r"|\bbusiness\s+to\s+be\s+(?:transacted|considered)\b|\b(?:summoned|invit\w+)\b.{0,60}\bto\s+attend\b",
    re.I,
)  # Amended agenda ; You are hereby summoned to attend
_HEADER_CELL = re.compile(
    r"(?:agenda\s+)?(?:items?|subject|business|pages?)(?:\s+(?:no\.?|number|title|of\s+business))?\.?", re.I
)  # Item no | Subject | Page

_GAP_IN_TABLE = 12  # blocks between two items of one agenda table; the next numbered table is further off
_GAP_IN_LIST = 30  # lists give their items more room
_FEWEST = 3
_FEWEST_UNDER_HEADING = 2
_FULL = 55  # characters of a line that was broken because it was full


@dataclass(frozen=True, slots=True)
class Listed:
    """An agenda entry, and the block that lists it with its shape."""

    entry: AgendaEntry
    at: int
    shape: Shape

    @property
    def in_row(self) -> bool:
        return self.shape is Shape.ROW


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items that an agenda lists."""

    listed: tuple[Listed, ...] = ()

    @property
    def entries(self) -> tuple[AgendaEntry, ...]:
        return tuple(listed.entry for listed in self.listed)

    @property
    def end(self) -> int:
        """The block after the last that lists an item: before it no report can have begun."""
        return self.listed[-1].at + 1 if self.listed else 0

    @property
    def is_all(self) -> bool:
        """Whether the agenda says itself what there is to say of each item, and names no pages where reports stand."""
        return not any(listed.in_row or listed.entry.printed_pages for listed in self.listed)


@dataclass(slots=True)
class _Run:
    """Items found so far that count on from one another."""

    place: OutlineNumber | None = None
    listed: list[Listed] = field(default_factory=list)
    inner: int | None = None  # the last number of a list within an item
    headed: bool = False  # the table has a header row of an agenda, or a heading stands above
    outer: "_Run | None" = None  # a run that may go on after this one: this may stand within an item of it

    def is_agenda(self) -> bool:
        pages = [first_page(listed.entry.printed_pages) for listed in self.listed if listed.entry.printed_pages]
        if self.headed:
            return bool(pages) or len(self.listed) >= _FEWEST_UNDER_HEADING
        return len(self.listed) >= _FEWEST and bool(pages) and pages == sorted(pages)

    def open_runs(self) -> "Iterator[_Run]":
        """This run and those around it."""
        yield self
        if self.outer:
            yield from self.outer.open_runs()

    def longest(self) -> "_Run":
        """The run with most items of this and those around it, the outermost of several."""
        return max(reversed(list(self.open_runs())), key=lambda run: len(run.listed))


def agenda_of(blocks: Sequence[Block]) -> Agenda:
    """The first agenda of a paper, in rows or lines whose numbers rise from 1; none where there is none."""
    run = _Run()
    headed = in_contents = False
    for at, block in enumerate(blocks):
        if run.listed and _left_behind(run.listed[-1], blocks, at):
            if run.longest().is_agenda():
                break
            run = _Run(headed=headed)
        text = readable(block.text)
        if block.shape is not Shape.ROW and block.words <= 14:
            if CONTENTS_HEADING.match(text):
                in_contents = not headed or bool(run.listed)
            elif _AGENDA_HEADING.search(text) and not re.match(r"\W*\d", text):
                headed, in_contents = True, False
                run.headed = True
            elif MINUTES_HEADING.match(text) and not headed:
                break
        if in_contents:
            continue
        if block.shape is Shape.ROW and _is_header(block):
            run.headed = True
        if block.shape is Shape.ROW or headed or len(run.listed) >= _FEWEST:
            run = _with_items(run, block, at)
    found = run.longest()
    return Agenda(tuple(found.listed)) if found.is_agenda() else Agenda()


def _left_behind(last: Listed, blocks: Sequence[Block], at: int) -> bool:
    """Whether a block stands too far after the last item for the agenda to go on."""
    return at - last.at > (_GAP_IN_TABLE if last.in_row else _GAP_IN_LIST) or blocks[at].page > blocks[last.at].page + 1


def _is_header(row: Block) -> bool:
    return sum(_HEADER_CELL.fullmatch(cell) is not None for cell in cells_of(row.text)) >= 2


def _with_items(run: _Run, block: Block, at: int) -> _Run:
    """The run with the items that a block lists."""
    if block.shape is Shape.ROW:
        return _with_row(run, block, at)
    for line in numbered_lines(block.text):
        found = NUMBERED_LINE.match(line)
        if found is None or pages_alone(line):
            _go_on(run, line, at)
            continue
        run = _with_item(run, found["number"] or found["letter"], *title_and_pages(found["rest"]), at, block.shape)
    return run


def _with_row(run: _Run, block: Block, at: int) -> _Run:
    cells = cells_of(block.text)
    if is_rule(block.text) or not any(cells):
        return run
    number = NUMBER_CELL.fullmatch(cells[0])
    if number and len(cells) > 1:
        rest = [cell for cell in cells[1:] if cell]
        pages = pages_alone(rest[-1]) if len(rest) > 1 else None
        titles = [cell for cell in rest[: -1 if pages else None] if not _is_time(cell)]
        if not titles:
            return run
        title, named = title_and_pages(_title_cell(block.text, titles[0]))
        return _with_item(run, number[1], title, pages or named, at, Shape.ROW)
    if found := NUMBERED_LINE.match(next(cell for cell in cells if cell)):
        filled = [cell for cell in cells if cell]
        pages = pages_alone(filled[-1]) if len(filled) > 1 else None
        title, named = title_and_pages(found["rest"])
        return _with_item(run, found["number"] or found["letter"], title, pages or named, at, Shape.ROW)
    if not cells[0] and run.listed and run.listed[-1].at == at - 1:
        _go_on(run, "\t".join(cell for cell in cells if cell), at)
    return run


def _title_cell(row: str, cell: str) -> str:
    """The title in an agenda cell: its first paragraph, or what is bold in it where the rest is not."""
    title = readable(_between("<p>", row, "</p>") or _between("<b>", row, "</b>"))
    return title if title in cell and len(title) > 3 else cell


def _between(mark: str, text: str, end: str) -> str:
    """What stands between a mark and the next end; nothing where one of them is not there."""
    inner, closed, _ = text.partition(mark)[2].partition(end)
    return inner if closed else ""


def _with_item(run: _Run, token: str, title: str, pages: str | None, at: int, shape: Shape) -> _Run:
    """The run with one more item where its number counts on, a run around it that does, or a new run within it."""
    if not re.search(r"[^\W\d_]{2}", title) or (title[0].islower() and token.isdigit()):
        return run
    for number in numbers_of(token):
        if number.style is not Style.DIGITS and not run.headed:
            continue
        if run.inner is not None and number == Number(Style.DIGITS, (run.inner + 1,)) and not pages:
            run.inner += 1
            return run
        fitting = [(open_run, place) for open_run in run.open_runs() if (place := _place_in(open_run, number, shape, pages)) is not None]
        alike = (fit for fit in fitting if fit[0].listed and fit[0].listed[-1].shape is shape)
        if fit := next(alike, fitting[0] if fitting else None):
            going_on, place = fit
            going_on.place, going_on.inner = place, None
            going_on.listed.append(Listed(AgendaEntry(token, title, pages), at, shape))
            return going_on
        if number == Number(Style.DIGITS, (1,)) and run.listed:
            if len(run.listed) >= _FEWEST:
                run.inner = 1
                return run
            return _with_item(_Run(headed=run.headed, outer=run), token, title, pages, at, shape)
    return run


def _place_in(run: _Run, number: Number, shape: Shape, pages: str | None) -> OutlineNumber | None:
    if run.place is None and run.headed and pages and number.style is Style.DIGITS:
        return OutlineNumber(number.steps, (number.style,) * len(number.steps))  # a supplement to an agenda begins anywhere
    return place_after(run.place, number, repeats=shape in (Shape.ROW, Shape.HEADING))


def _go_on(run: _Run, line: str, at: int) -> None:
    """What stands below an item and belongs to it: its pages alone, or the rest of a title that a line was too short for."""
    if not run.listed or at - run.listed[-1].at > 1:
        return
    last = run.listed[-1]
    text, pages = title_and_pages(line)
    alone = pages_alone(line)
    if last.entry.printed_pages is None and alone:
        run.listed[-1] = replace(last, entry=replace(last.entry, printed_pages=alone))
    elif last.entry.printed_pages is None and _goes_on(last, line, pages):
        run.listed[-1] = replace(last, entry=AgendaEntry(last.entry.number, f"{last.entry.title} {text}", pages))


def _goes_on(last: Listed, line: str, pages: str | None) -> bool:
    """Whether a line is the rest of a title: in small letters in a table or before pages, or below a full line."""
    if line[:1].islower():
        return last.in_row or pages is not None
    return not last.in_row and len(last.entry.title) >= _FULL and line[:1].isalnum() and len(line.split()) <= 15


def _is_time(cell: str) -> bool:
    return TIME.fullmatch(cell) is not None or re.fullmatch(r"\d{1,2}[.:]\d{2}(?:\s*[-–]\s*\d{1,2}[.:]\d{2})?", cell) is not None
