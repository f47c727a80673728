"""Rows of tables -> what each says by itself: label, each value with its column's header and unit, and its notes."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.models import TableCell
from ingest.layout.blocks import Block
from ingest.layout.cells import TOTAL, Kind, cells_of, figure, has_own_unit, kind_of, marks_in, note_of, unit_in
from ingest.tables.table import Table, TableRow, tables_in

_NAME_WORDS = 12  # of a row that heads those below it, and of a cell that names its row
_LABEL_WORDS = 40  # of a label that reaches down to the next rows
_NOTE_WORDS = 60
_UNIT_HEADERS = {"unit", "units", "unit of measure", "unit of measurement"}


@dataclass(frozen=True, slots=True)
class SpeltRow:
    """One row, and what it says: `Stannick. 2019/20: 2,140. 2020/21: 2,655`.

    `is_header` rows are not to be cited alone: headers, titles, rules, and group rows such as `Secondary schools`. Rows of one table have
    the same `table`. `headers` are those of the row's columns, empty where they cannot be told.
    """

    block: Block
    cells: tuple[TableCell, ...]
    is_header: bool
    table: int
    caption: str | None
    lead: str
    label: str = ""
    headers: tuple[str, ...] = ()


@dataclass(slots=True)
class _Above:
    """What the rows of a table stand under, as one comes to them: group rows, and the label of a cell that spans rows."""

    groups: list[str] = field(default_factory=list)
    opened: bool = False  # the row right above is a group row
    totals: int = 0  # groups so far that ended in a total
    label: str = ""


def tables_to_rows(blocks: Sequence[Block]) -> dict[int, SpeltRow]:
    """Position of a block -> what its row says, for every row among the blocks of a paper."""
    rows: dict[int, SpeltRow] = {}
    for number, table in enumerate(tables_in(blocks)):
        above = _Above()
        body = [line for line in table.lines if not line.is_header]
        shared = _shared_labels(table, body)
        following = {line.position: below.cells for line, below in itertools.pairwise(body)}
        for line in table.lines:
            block = blocks[line.position]
            if line.is_header or _opens_group(table, line, following.get(line.position), above):
                rows[line.position] = SpeltRow(block, (), True, number, table.caption, table.lead)
                continue
            above.opened = False
            groups, label = _label(table, line.cells, following.get(line.position), above)
            headers = table.columns.headers if len(line.cells) == len(table.columns.headers) else ()
            cells = _cells(table, line, headers, groups, label, of_several=label in shared and not groups)
            rows[line.position] = SpeltRow(block, cells, False, number, table.caption, table.lead, _named(groups, label), headers)
    return rows


def _opens_group(table: Table, line: TableRow, below: Sequence[str] | None, above: _Above) -> bool:
    """Whether a row heads those below it: `Secondary schools` with no other cell filled, in a table of figures or of three columns."""
    name, *others = line.cells
    if not name or not others or any(others) or below is None or not any(below[1:]):
        return False
    heads = (
        (table.first_value < table.width or len(table.columns.headers) > 2)
        and len(name.split()) <= _NAME_WORDS
        and kind_of(name) is Kind.WORDS
        and not name.endswith(".")
        and note_of(name) is None
        and not TOTAL.match(name)
        and not TOTAL.match(below[0])
    )
    if heads:
        above.groups = [*above.groups, name] if above.opened else [name]
        above.opened, above.label = True, ""
    return heads


def _label(table: Table, cells: Sequence[str], below: Sequence[str] | None, above: _Above) -> tuple[str, str]:
    """The groups that a row stands under, and its name: its first cell, or the one above where a merged cell reaches down to it."""
    first = next((column for column, cell in enumerate(cells) if cell), 0)
    groups = ", ".join(above.groups)
    if TOTAL.match(cells[first]):
        # It is the group's own where another group follows it, or where the groups above had totals too.
        own = above.totals > 0 or (below is not None and len(below) > 1 and not any(below[1:]))
        above.totals += bool(above.groups)
        above.groups, above.label = [], ""
        return groups if own else "", cells[first]
    if first == 0:
        usual = len(cells) == table.width and any(cells[1:]) and len(cells[0].split()) <= _LABEL_WORDS
        above.label = cells[0] if usual and (table.columns.headers or kind_of(cells[0]) is not Kind.VALUE) else ""
        return groups, cells[0]
    return groups, above.label if first < table.first_value else ""


def _shared_labels(table: Table, body: Sequence[TableRow]) -> set[str]:
    """First cells in words that name several rows, of which the next cell tells one from another: `North` of several streets."""
    if not 2 <= table.first_value < table.width:
        return set()
    labels: Counter[str] = Counter()
    label = ""
    for line in body:
        label = line.cells[0] or label
        labels[label] += len(line.cells) > 1 and line.cells[1] != ""
    return {label for label, rows in labels.items() if rows > 1 and kind_of(label) is Kind.WORDS and len(label.split()) <= _NAME_WORDS}


def _cells(table: Table, line: TableRow, headers: Sequence[str], groups: str, label: str, *, of_several: bool) -> tuple[TableCell, ...]:
    if table.pairs:
        return tuple(TableCell(label.rstrip(" :"), value) for label, value in zip(line.cells[::2], line.cells[1::2], strict=True) if label)
    filled = [(column, cell) for column, cell in enumerate(line.cells) if cell]
    if len(filled) == 1 and note_of(filled[0][1]) is not None:
        return (TableCell("", filled[0][1]),)
    own = bool(filled) and filled[0][1] == label  # the label is the row's own cell, not one above
    values = filled[1:] if own else filled
    names = [label, *(cell for _, cell in values[:-1])]
    if not headers and values and _name_value(names, values[-1][1]) and (name := _named(groups, *names).rstrip(" :")):
        said = [TableCell(name, values[-1][1])]
    elif own and headers and headers[0] and filled[0][0] == 0 and (of_several or _needs_header(label)):
        said = [*_told_elsewhere(groups), TableCell(headers[0], label), *_values(table, line.cells, headers, values)]
    elif of_several and headers and headers[0] and not own and label:
        said = [*_told_elsewhere(groups), TableCell(headers[0], label, in_row=False), *_values(table, line.cells, headers, values)]
    elif own:
        said = [TableCell("", label, under=groups), *_values(table, line.cells, headers, values)]
    else:
        said = [*_told_elsewhere(_named(groups, label)), *_values(table, line.cells, headers, values)]
    return (*said, *_notes(table, line, headers))


def _told_elsewhere(name: str) -> list[TableCell]:
    return [TableCell("", name, in_row=False)] if name else []


def _named(*names: str) -> str:
    """`Secondary schools`, `Attendance` -> `Secondary schools, Attendance`; a number stands before a name: `3. Gritting`."""
    said = ""
    for name in names:
        said += (" " if kind_of(said) is Kind.VALUE else ", " if said else "") + name if name else ""
    return said


def _name_value(names: Sequence[str], value: str) -> bool:
    """Whether cells without headers are a name and its value: `Chair`, `Cllr Ode`; `Less: payments`, `Total`, `1,204`.

    Not so two dates in a list of dates, and of three cells and more only the last may be a figure.
    """
    kinds = [kind_of(name) for name in names]
    if len(names) == 1:
        return any(letter.isalpha() for letter in names[0]) and not kinds[0] is kind_of(value) is Kind.TIME
    numbered = kinds[0] in (Kind.WORDS, Kind.VALUE, Kind.EMPTY)
    return numbered and all(kind is Kind.WORDS for kind in kinds[1:]) and kind_of(value) is Kind.VALUE


def _needs_header(cell: str) -> bool:
    """Whether a first cell does not name its row: a number, or several sentences."""
    return kind_of(cell) is Kind.VALUE or len(cell.split()) > _NAME_WORDS


def _values(table: Table, cells: Sequence[str], headers: Sequence[str], values: Sequence[tuple[int, str]]) -> Iterator[TableCell]:
    units = [cell for column, cell in values if headers and headers[column].lower() in _UNIT_HEADERS]
    for column, cell in values:
        header = _header(table, cells, headers, column)
        if units and header.lower() in _UNIT_HEADERS:
            continue
        yield TableCell(header, cell, _unit(table, units, header, cell) if header else "")


def _header(table: Table, cells: Sequence[str], headers: Sequence[str], column: int) -> str:
    """The header of a cell. One that stands alone under a header over several columns may belong to any of them."""
    if not headers:
        return ""
    alone = (span for span in table.columns.spans if span.first == column and not any(cells[column + 1 : span.last]))
    span = next(alone, None)
    return span.name if span else headers[column]


def _unit(table: Table, units: Sequence[str], header: str, cell: str) -> str:
    """The unit that a figure is in, where the row's `Unit` column or the caption says it and neither figure nor header does."""
    said = units[0] if len(units) == 1 else unit_in(table.caption or "")
    return said if said and figure(cell) is not None and not has_own_unit(f"{header} {cell}") else ""


def _notes(table: Table, line: TableRow, headers: Sequence[str]) -> Iterator[TableCell]:
    """The notes that the marks on a row's cells, on their headers and on the caption point to."""
    marked = [*line.cells, *(header for header, cell in zip(headers, line.cells, strict=False) if cell), table.caption or ""]
    for mark in dict.fromkeys(mark for text in marked for mark in marks_in(text)):
        if mark in line.notes:
            yield TableCell(f"Note {mark}", " ".join(line.notes[mark].split()[:_NOTE_WORDS]), in_row=False)


def part_cells(row: SpeltRow, start: int, end: int) -> tuple[TableCell, ...]:
    """Characters [start, end) of the page, a part of a row too long to be one passage: told its label and its columns' headers."""
    at, to = max(start - row.block.start, 0), end - row.block.start
    column = row.block.text[:at].count("\t")
    said = _told_elsewhere(" ".join(row.label.split()[:_LABEL_WORDS])) if at else []
    for n, cell in enumerate(cells_of(row.block.text[at:to]), start=column):
        header = row.headers[n] if "\t" in row.block.text and n < len(row.headers) else ""
        if cell:
            said.append(TableCell(header if n or _needs_header(cell) else "", cell))
    return tuple(said)
