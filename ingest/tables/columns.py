"""The rows of a table -> its header rows, and a header for each column."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout.cells import TOTAL, Kind, kind_of

_MOST_HEADERS = 3  # rows
_HEADER_LENGTH = 80  # characters of a header's cell
_LABEL_LENGTH = 40  # characters of a label before its value
_MOSTLY = 0.6  # share of such labels that are what columns are called
_PENCE = re.compile(r"\d\.\d\d(?!\d)")  # a header that ran together with the figure below it: `Amount £ 40.00`
_OFTEN = 0.5  # share of a column's filled cells that make it a column of values, or of dates

# What the columns of councils' tables of words are called.
_COLUMN_NAMES = frozenset(
    (
        "action activity address agency agenda amount area author body budget category change comment committee contact content "
        "contribution cost councillor course criteria custodian date day deadline decision department description detail director "
        "district division document effect element email employment event evidence expenditure form frequency from grade group impact "
        "income indicator issue item judgement judgment kind lead level licence likelihood location measure meeting member method "
        "mitigation month name no note number objective officer option organisation outcome output owner page parish partner payment "
        "percentage period person place planned position post postcode priority programme progress project proposal provider purpose "
        "quarter question questioner rag rank rate rating reason recommendation ref reference report resource response responsible result "
        "risk role scheme school score service session severity site source staff stage standard start status step subject supplier "
        "support table target task team telephone term theme time timescale timing title topic total trainer trend type unit update value "
        "variance venue version view ward week when where who witness year"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Head:
    """How a table begins: rows that hold only its title, and the header rows after them.

    `sure` where the columns themselves show it (words over figures, a rule below), not only the length of the cells.
    """

    titles: int = 0
    rows: int = 0
    sure: bool = True

    @property
    def end(self) -> int:
        return self.titles + self.rows


def are_pairs(table: Sequence[Sequence[str]]) -> bool:
    """Whether each row is labels and their values by turns, and no row of a table with headers: `Ward | Wenlow | Officer | Ann Ode`.

    No label stands twice, none is a figure, and most are what columns are called.
    """
    rows = [row for row in table if any(row)]
    if len(rows) < 2 or any(len(row) not in (4, 6) for row in rows):
        return False
    pairs = [pair for row in rows for pair in zip(row[::2], row[1::2], strict=True) if any(pair)]
    labels = [label for label, _ in pairs]
    if not all(label and kind_of(label) is Kind.WORDS and len(label) <= _LABEL_LENGTH for label in labels) or len(set(labels)) < len(
        labels
    ):
        return False
    named = [label for label in labels if label.endswith(":") or _names_column(label)]
    return _MOSTLY * len(labels) <= len(named) and any(
        kind_of(value) is not Kind.WORDS or len(value) > len(label) for label, value in pairs
    )


def head_of(table: Sequence[Sequence[str]], ruled: bool = False) -> Head:
    """The title and header rows of a table. `ruled` where a rule or `<th>` marks the first row as header."""
    if are_pairs(table):
        return Head()
    for titles in range(min(_MOST_HEADERS, len(table) - 1)):
        found = _header_rows(table[titles:], ruled and titles == 0)
        if found is not None:
            return Head(titles, *found)
        if not _is_title(table[titles], table[titles + 1]):
            break
    return Head()


def _is_title(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row stands over the whole table: one cell of words, or fewer cells of words than the header below it has."""
    filled = [cell for cell in row if cell]
    return (len(filled) == 1 or len(row) < len(below)) and all(kind_of(cell) is Kind.WORDS for cell in filled)


def _header_rows(table: Sequence[Sequence[str]], ruled: bool) -> tuple[int, bool] | None:
    """How many rows at the top are headers and whether the columns show it, or None."""
    first, below = table[0], table[1:]
    if not below or not (_may_head(first) or (ruled and all(len(cell) <= _HEADER_LENGTH for cell in first))):
        return None
    alike = [row for row in below if len(row) == len(first)]
    if 2 * len(alike) < len(below) and not ruled:
        return None
    rest = list(itertools.dropwhile(_may_go_on, alike[: _MOST_HEADERS - 1])) + alike[_MOST_HEADERS - 1 :]
    body = [column_kind(rest or alike, column) for column in range(len(first))]
    kinds = [kind_of(cell) for cell in first]
    if not ruled and any(kind is here for kind, here in zip(kinds, body, strict=True) if kind in (Kind.VALUE, Kind.TIME)):
        return None  # the first row is like the rest
    told_apart = any(
        kind in (Kind.WORDS, Kind.UNIT, Kind.TIME) and here in (Kind.VALUE, Kind.TIME) for kind, here in zip(kinds, body, strict=True)
    )
    named = _names_columns(first)
    if not (ruled or told_apart or named or _is_shorter(first, below)):
        return None
    count = 1
    while count < min(_MOST_HEADERS, len(below)) and _heads_too(table[count], table[:count], table[count + 1 :]):
        count += 1
    return count, ruled or told_apart or named


def segments(cells: Sequence[Sequence[str]], rules: Sequence[bool]) -> list[tuple[int, int]]:
    """The tables [first, last) in a run of rows: a header row with another number of columns, or over a rule, begins the next."""
    starts = [0]
    for i in range(1, len(cells)):
        begin = starts[-1]
        if rules[i] or (
            i == begin + 1 and len(cells[begin]) < len(cells[i]) and not any(kind_of(cell) is Kind.VALUE for cell in cells[begin])
        ):
            continue  # what stands narrower over a header belongs to it
        over_rule = i + 2 < len(cells) and rules[i + 1] and not rules[i + 2]
        below_legend = rules[i - 1] and len(cells[i]) != len(cells[i - 1])
        if over_rule or below_legend or _begins(cells, rules, i, begin):
            starts.append(i)
    return list(zip(starts, [*starts[1:], len(cells)], strict=True))


def _begins(cells: Sequence[Sequence[str]], rules: Sequence[bool], i: int, begin: int) -> bool:
    row = cells[i]
    if i + 1 == len(cells) or len(cells[i + 1]) != len(row) or row == cells[begin]:
        return False
    if len(row) != len(cells[i - 1]):
        alike = next((n for n in range(i, len(cells)) if len(cells[n]) != len(row)), len(cells))
        head = head_of(cells[i:alike], ruled=rules[i + 1])
        return head.sure and head.rows > 0
    # Other years over columns of figures: `School | 2022 | 2023` amid `Area | 2019 | 2020`.
    filled = [column for column in range(1, len(row)) if row[column]]
    if len(filled) < 2 or i - begin <= _MOST_HEADERS or any(kind_of(row[column]) not in (Kind.TIME, Kind.UNIT) for column in filled):
        return False
    return all(kind_of(cells[i + 1][column]) is Kind.VALUE for column in filled)


def _may_head(row: Sequence[str]) -> bool:
    return (
        any(row[1:])
        and all(len(cell) <= _HEADER_LENGTH for cell in row)
        and not any(kind_of(cell) is Kind.VALUE or _PENCE.search(cell) for cell in row)
        and not row[0].endswith(":")
        and not TOTAL.match(row[0])
    )


def _may_go_on(row: Sequence[str]) -> bool:
    """Whether a row below a header row may belong to the header: no label, or only units, and no figures."""
    kinds = [kind_of(cell) for cell in row]
    return Kind.VALUE not in kinds and (not row[0] or all(kind in (Kind.UNIT, Kind.EMPTY) for kind in kinds[1:]))


def column_kind(rows: Sequence[Sequence[str]], column: int) -> Kind:
    """What most filled cells of a column hold, EMPTY where none is filled."""
    kinds = [kind for row in rows if column < len(row) and (kind := kind_of(row[column])) is not Kind.EMPTY]
    return next(
        (kind for kind in (Kind.VALUE, Kind.TIME) if kinds and kinds.count(kind) >= _OFTEN * len(kinds)),
        Kind.WORDS if kinds else Kind.EMPTY,
    )


def _names_columns(row: Sequence[str]) -> bool:
    """Whether the cells, or half of three and more, begin or end with what columns are called: `Date of meeting`, `Lead officer`."""
    filled = [cell for cell in row if cell]
    named = [cell for cell in filled if len(cell.split()) <= 8 and _names_column(cell)]
    return len(filled) > 1 and (len(named) == len(filled) or (len(filled) > 2 and 2 * len(named) >= len(filled)))


def _names_column(cell: str) -> bool:
    words = re.findall(r"[a-z]+", cell.lower())
    return any(word in _COLUMN_NAMES or word.removesuffix("s") in _COLUMN_NAMES for word in words[:1] + words[-1:])


def _is_shorter(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether every cell of a first row of words is well shorter than those below it."""
    if len(below) < 3 or re.search(r"\d", "".join(row)) or not all(row[1:]):
        return False
    for column, cell in enumerate(row):
        lengths = [len(other[column]) for other in below if column < len(other) and other[column]]
        if cell and (not lengths or 1.5 * len(cell) > sum(lengths) / len(lengths)):
            return False
    return True


def _heads_too(row: Sequence[str], above: Sequence[Sequence[str]], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row below a header row goes on with it: units, or what stands under a header that spans columns."""
    if not below or len(row) != len(above[0]) or not any(row[1:]):
        return False
    row = ["" if cell == over else cell for cell, over in zip(row, above[-1], strict=True)]  # a header cell that spans the header's rows
    kinds = [kind_of(cell) for cell in row]
    if Kind.VALUE in kinds or any(len(cell) > _HEADER_LENGTH for cell in row):
        return False
    if all(kind in (Kind.UNIT, Kind.EMPTY) for kind in kinds[1:]):
        return True
    values = [column for column in range(1, len(row)) if column_kind(below, column) is Kind.VALUE]
    if not any(row[column] for column in values):
        return False
    gaps = [column for column in values if not above[-1][column]]
    return not row[0] or (bool(gaps) and all(row[column] for column in gaps))


@dataclass(frozen=True, slots=True)
class Span:
    """Columns [first, last) under one header that spans them."""

    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The header of each column of a table, and the headers that span several."""

    headers: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


def columns_of(rows: Sequence[Sequence[str]], body: Sequence[Sequence[str]]) -> Columns:
    """A header for each column: `2021/22` over `Budget` and `Spent` -> `2021/22 Budget`, `2021/22 Spent`.

    A header over a column that is empty in every row stands for the neighbour that has none: the cell below was cut differently.
    """
    width = max((len(row) for row in rows), default=0)
    spread = [list(row) + [""] * (width - len(row)) for row in rows]
    spans: list[Span] = []
    for upper, row in enumerate(spread[:-1]):
        if width > 1 and row[0] and not row[1] and _below(spread, upper, 0) and _below(spread, upper, 1):
            # It spans the labels' column too, so its cells may have slipped: they head only what has no other header.
            row[:] = ["" if _below(spread, upper, column) else cell for column, cell in enumerate(row)]
        first = 1
        while first < width:
            last = first + 1
            # A header spans columns where each of them, its own too, has one below it.
            while last < width and row[first] and not row[last] and _below(spread, upper, first) and _below(spread, upper, last):
                row[last] = row[first]
                last += 1
            if last - first > 1:
                spans.append(Span(first, last, _joined([above[first] for above in spread[: upper + 1]])))
            first = last
    headers = [_joined([row[column] for row in spread]) for column in range(width)]
    used = [any(column < len(row) and row[column] for row in body) for column in range(width)]
    for column in range(width):
        if headers[column] and not used[column] and body:
            free = [near for near in _nearest_used(column, used) if not headers[near]]
            if len(free) == 1:
                headers[free[0]], headers[column] = headers[column], ""
    return Columns(tuple(headers), tuple(spans))


def _below(rows: Sequence[Sequence[str]], upper: int, column: int) -> bool:
    return any(row[column] for row in rows[upper + 1 :])


def _nearest_used(column: int, used: Sequence[bool]) -> list[int]:
    """The columns with cells next to one without, on either side."""
    left = next((near for near in range(column - 1, 0, -1) if used[near]), None)
    right = next((near for near in range(column + 1, len(used)) if used[near]), None)
    return [near for near in (left, right) if near is not None]


def _joined(cells: Sequence[str]) -> str:
    parts: list[str] = []
    for cell in cells:
        if cell and cell not in parts:
            parts.append(cell)
    return " ".join(parts)


def aligned(table: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows with the empty first cell of a header put back where it was lost.

    `2019/20 | 2020/21` above rows of a label and two figures: times and units head no labels.
    """
    rows = [list(row) for row in table]
    heads = next((n for n, row in enumerate(rows) if any(kind_of(cell) not in (Kind.TIME, Kind.UNIT) for cell in row)), len(rows))
    body = rows[heads:]
    if (
        len(body) > 1
        and {len(row) for row in body} == {len(row) + 1 for row in rows[:heads]}
        and all(kind_of(row[0]) is Kind.WORDS and all(kind_of(cell) in (Kind.VALUE, Kind.EMPTY) for cell in row[1:]) for row in body)
    ):
        return [["", *row] for row in rows[:heads]] + body
    return rows
