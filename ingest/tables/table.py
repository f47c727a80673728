"""Blocks of a paper -> its tables: which rows belong together, over page breaks too, and what heads their columns."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.layout.blocks import Block, Shape
from ingest.layout.cells import Kind, is_rule, note_of, table_cells
from ingest.tables.columns import Columns, Head, aligned, are_pairs, column_kind, columns_of, head_of, segments
from ingest.tables.surroundings import caption_of, goes_on, lead_of, notes_below

_RUNNING = 2  # blocks at the top of a page that may be running lines
_BACK = 3  # tables looked back at for the one that goes on: a legend may stand between


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its cells, whether it is a header, title or rule, and the notes that its marks may point to."""

    position: int
    cells: list[str]
    is_header: bool
    notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table in order, its caption, the words that lead to it, and its columns.

    `width` is the usual number of cells, `first_value` the first column of figures (`width` where there is none). `pairs`: its cells are
    labels and their values by turns.
    """

    lines: tuple[TableRow, ...]
    caption: str | None
    lead: str
    columns: Columns
    width: int
    first_value: int
    pairs: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows of a table that stand together, blocks[first:last]. Rules have no cells."""

    first: int
    last: int
    cells: list[list[str]]
    head: Head
    caption: str | None
    lead: str
    notes: dict[str, str]

    @property
    def body(self) -> list[list[str]]:
        return [row for row in self.cells[self.head.end :] if row]

    @property
    def header_rows(self) -> list[list[str]]:
        return [row for row in self.cells[self.head.titles : self.head.end] if row]

    @property
    def title(self) -> str | None:
        """What the rows above the header say of the whole table."""
        alone = ([cell for cell in row if cell] for row in self.cells[: self.head.titles])
        return ". ".join(cells[0] for cells in alone if len(cells) == 1) or None


def tables_in(blocks: Sequence[Block]) -> list[Table]:
    """Every table among the blocks of a paper; each row is in one."""
    found: list[list[_Part]] = []
    for part in _parts(blocks):
        above = next((parts for parts in reversed(found[-_BACK:]) if _continues(parts, part, blocks)), None)
        if above is None:
            found.append([part])
        else:
            above.append(part if part.header_rows == above[0].header_rows else replace(part, head=Head()))
    return [_table(parts) for parts in found]


def _table(parts: Sequence[_Part]) -> Table:
    first = parts[0]
    body = [row for part in parts for row in part.body]
    width = _usual_width(body)
    return Table(
        lines=tuple(line for part in parts for line in _lines(part, first.header_rows, parts[-1].notes)),
        caption=". ".join(text for text in (first.caption, first.title) if text) or None,
        lead=first.lead,
        columns=columns_of(first.header_rows, body),
        width=width,
        pairs=not first.header_rows and are_pairs(body),
        first_value=next((column for column in range(1, width) if column_kind(body, column) is Kind.VALUE), width),
    )


def _lines(part: _Part, header_rows: Sequence[list[str]], last_notes: dict[str, str]) -> Iterator[TableRow]:
    own = dict(note for row in part.body if (note := note_of(row[0])) is not None)
    notes = {**last_notes, **part.notes, **own}
    for n, cells in enumerate(part.cells):
        yield TableRow(part.first + n, cells, n < part.head.end or not cells or cells in header_rows, notes)


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    for first, last in _runs(blocks):
        texts = [block.text for block in blocks[first:last]]
        rules = [is_rule(text) for text in texts]
        cells = table_cells(texts)
        for begin, end in segments(cells, rules):
            over_rule = begin + 1 < end and rules[begin + 1]
            only_headers = "<th" in texts[begin] and "<td" not in texts[begin]
            filled = aligned([row for row, rule in zip(cells[begin:end], rules[begin:end], strict=True) if not rule])
            head = head_of(filled, ruled=over_rule or only_headers)
            if over_rule and head.rows:
                head = replace(head, rows=head.rows + 1)
            within = iter(filled)
            at, to = first + begin, first + end
            yield _Part(
                at, to, [[] if rule else next(within) for rule in rules[begin:end]], head,
                caption_of(blocks, at, to), lead_of(blocks, at), notes_below(blocks, to),
            )  # fmt: skip


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Stretches [first, last) of rows of one page."""
    first: int | None = None
    for i, block in enumerate(blocks):
        if first is not None and (block.shape is not Shape.ROW or block.page != blocks[first].page):
            yield first, i
            first = None
        if first is None and block.shape is Shape.ROW:
            first = i
    if first is not None:
        yield first, len(blocks)


def _continues(parts: Sequence[_Part], part: _Part, blocks: Sequence[Block]) -> bool:
    """Whether a part is more of a table: at the top of the next page or below a legend, with its header again or with none."""
    first, last = parts[0], parts[-1]
    pages = blocks[part.first].page - blocks[last.last - 1].page
    if not first.header_rows or pages > 1:
        return False
    running = _top_of_page(blocks, last.first) if pages else ()
    between = [block for block in blocks[last.last : part.first] if block.text not in running]
    if not (between or pages) or not goes_on(between, first.caption):
        return False
    if part.head.rows and part.head.sure:
        return part.header_rows == first.header_rows
    width = len(first.header_rows[0])
    return _usual_width(part.body) == width and _alike(last.body, part.body, width)


def _top_of_page(blocks: Sequence[Block], at: int) -> list[str]:
    """The lines at the top of a page on which a table stands: of a paper of two pages nothing else tells that they are running lines."""
    first = at
    while first > 0 and blocks[first - 1].page == blocks[at].page:
        first -= 1
    return [line for block in blocks[first : min(first + _RUNNING, at)] for line in (block.text, block.text.split("\n")[0])]


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    return Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0


def _alike(above: Sequence[Sequence[str]], below: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the columns hold the same sort of thing: figures below figures."""
    kinds = ((column_kind(above, column), column_kind(below, column)) for column in range(1, width))
    same = [a is b for a, b in kinds if Kind.EMPTY not in (a, b)]
    return 2 * sum(same) >= len(same) if width > 2 else all(same)
