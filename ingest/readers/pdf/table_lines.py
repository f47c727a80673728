"""A ruled table of a PDF page -> a line for each of its rows, or the lines of the minutes that it only frames."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.languages import in_two_languages
from ingest.readers.minuted_rows import MinutedRows, minuted_rows, reads_as_title
from ingest.readers.paragraphs import spreads
from ingest.readers.pdf.characters import Character
from ingest.readers.pdf.ruled import RuledRow, RuledTable
from ingest.readers.pdf.sheet import Area
from ingest.readers.pdf.text_line import TextLine, text_line

_SUM = re.compile(r"\d,\d{3}|\d\.\d\d(?!\d)")  # 6,600.00
_SHORT = 0.6  # of a cell's width: a line that ends before it, with a new sentence below, stands by itself

_Lines = list[list[Character]]  # of one cell


def table_lines(table: RuledTable, characters: Sequence[Character]) -> list[TextLine] | None:
    """The lines of a table, or None where its rules frame whole columns: a cell with a list of figures is no cell.

    Two columns in two languages are no table either: each is read by itself.
    """
    inside = [c for c in characters if c.text != "\n" and table.holds((c.left + c.right) / 2, (c.bottom + c.top) / 2)]
    rows = [(row, [_cell_lines([c for c in inside if cell and cell.holds(*_middle(c))]) for cell in row.cells]) for row in table.rows]
    rows = [(row, cells) for row, cells in rows if any(cells)]
    texts = [[[_text(line) for line in cell] for cell in cells] for _, cells in rows]
    if any(len(cell) >= 4 and sum(_SUM.search(line) is not None for line in cell) >= 0.6 * len(cell) for row in texts for cell in row):
        return None
    if len(texts[0] if texts else ()) == 2 and in_two_languages(*zip(*([" ".join(cell) for cell in row] for row in texts), strict=True)):
        return None
    if minuted := minuted_rows([["\n".join(cell) for cell in row] for row in texts]):
        head = _row_lines([row for row, _ in rows[: minuted.head]], texts[: minuted.head])
        return [*head, *(line for row, cells in rows[minuted.head :] for line in _minute(row, cells, minuted))]
    return list(_row_lines([row for row, _ in rows], texts))


def _middle(c: Character) -> tuple[float, float]:
    return (c.left + c.right) / 2, (c.bottom + c.top) / 2


def _row_lines(rows: Sequence[RuledRow], texts: Sequence[Sequence[Sequence[str]]]) -> Iterator[TextLine]:
    """One line for each row, its cells parted by tabs; a cell that spans rows is told in each of them."""
    spanning: dict[int, tuple[Area, str]] = {}  # of each column the last cell, which may reach down to the next rows
    for row, lines in zip(rows, texts, strict=True):
        cells = [" ".join(cell) for cell in lines]
        first = next((column for column, cell in enumerate(cells) if cell), 0)
        for column, (own_area, text) in spanning.items():  # the name of several rows, left of what tells them apart
            if column < first and row.cells[column] is None and own_area.holds(own_area.left + 1, row.area.top - 1):
                cells[column] = text
        spanning |= {
            column: (area, cells[column]) for column, area in enumerate(row.cells) if area is not None and spreads(cells[column], column)
        }
        yield TextLine("\t".join(cells), row.area.left, row.area.bottom, row.area.right, row.area.top, 10, False, row=True)


def _minute(row: RuledRow, cells: Sequence[_Lines], minuted: MinutedRows) -> Iterator[TextLine]:
    """The lines of one minute: its number and title as a heading, what was said, and who is to act."""
    columns = [[line for characters in cell if (line := text_line(characters)) is not None] for cell in cells]
    number, title = ([] if n is None else columns[n] for n in (minuted.number, minuted.title))
    text = columns[minuted.text]
    if title or not text:
        if heading := [*number, *title]:
            yield _in_one(heading, bold=bool(title))
    elif number:
        yield _in_one([*number, text[0]], bold=_heads(text, row.cells[minuted.text]))
        text = text[1:]
    yield from text
    yield from (line for column in columns[minuted.text + 1 :] for line in column)


def _in_one(lines: Sequence[TextLine], bold: bool) -> TextLine:
    first = max(lines, key=lambda line: line.top)
    return replace(
        first,
        text=" ".join(line.text for line in lines),
        left=min(line.left for line in lines),
        bottom=min(line.bottom for line in lines),
        right=max(line.right for line in lines),
        bold=bold,
        cells=(),
    )


def _heads(text: Sequence[TextLine], cell: Area | None) -> bool:
    """Whether the first line of a minute is its title: bold, or short with a new sentence below it or nothing."""
    first = text[0]
    if first.bold or not reads_as_title(first.text):
        return first.bold
    short = cell is not None and first.right - cell.left <= _SHORT * (cell.right - cell.left)
    return first.text.isupper() or (short and (len(text) == 1 or text[1].text[:1].isupper()))


def _cell_lines(characters: Sequence[Character]) -> _Lines:
    """The lines of a cell; a character well below the one before begins a new one."""
    lines: _Lines = [[]]
    last: Character | None = None
    for c in characters:
        if last is not None and c.text.strip() and (c.top + c.bottom) / 2 < last.bottom:
            lines.append([])
        if c.text.strip():
            last = c
        lines[-1].append(c)
    return [line for line in lines if _text(line)]


def _text(line: Sequence[Character]) -> str:
    return " ".join("".join(c.text for c in line).split())
