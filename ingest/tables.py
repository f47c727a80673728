"""Table rows -> what each says by itself: row label, and each value with its column's header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.text import readable
from ingest.blocks import Block

_RULE_ROW = re.compile(r"^[\s|:+-]*$")  # |---|---|
_VALUE = re.compile(
    r"^[\s(]*[-–£$€<>~+]*\s?\d[\d,.\s]*\s?(?:%|k|m|bn|million|n/a|\*)*[\s)*]*$|^(?:n/?a|nil|none|-|–|yes|no|\*)$", re.I
)  # 4,750 ; £1.2m ; n/a

_PERIOD_CELL = re.compile(r"(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?|Q[1-4].*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the headers of its columns. `is_header` rows are themselves headers, not to be cited alone."""

    block: Block
    spelt: str
    is_header: bool


def cells_of(line: str) -> list[str]:
    """The cells of a row, parted by tabs or pipes, readable."""
    text = line.strip()
    parts = text.strip("|").split("|") if text.startswith("|") else line.rstrip("\n").split("\t")
    return [readable(part) for part in parts]


def spell_rows(rows: Sequence[Block]) -> list[Row]:
    """The rows of one table, each spelt out: `PRU. 2019: 61.0%. 2020: 58.7%`.

    A header that goes on in a second row is joined to the one above it: `2021-22 Rate`.
    """
    table = [cells_of(block.text) for block in rows]
    head = _header_count(table)
    width = max((len(cells) for cells in table), default=0)
    headers = _joined_headers(table[:head], width)
    # A row with fewer or more cells than its header cannot be told column by column: nothing is guessed.
    head_width = max((len(cells) for cells in table[:head]), default=0)
    return [
        Row(block, _spelt(cells, headers if n >= head and len(cells) == head_width else []), n < head)
        for n, (block, cells) in enumerate(zip(rows, table, strict=True))
    ]


def _header_count(table: Sequence[Sequence[str]]) -> int:
    """How many rows at the top are headers: the first where it holds no values, and those below it with an empty first cell.

    In a table without any value the first row may as well be an entry; it is a header only without digits in it.
    """
    if len(table) < 2 or _holds_values(table[0]) or any(len(cell) > 80 for cell in table[0]):
        return 0
    if not any(_holds_values(cells) for cells in table[1:]) and (len(table) < 3 or re.search(r"\d", "".join(table[0]))):
        return 0
    count = 1
    while count < min(len(table) - 1, 3) and not table[count][0] and not _holds_values(table[count]):
        count += 1
    return count


def _holds_values(cells: Sequence[str]) -> bool:
    """Whether a row has figures in its columns. Years and quarters are headers: `2019/20`, `Q3`."""
    values = [cell for cell in cells[1:] if _VALUE.match(cell)]
    return len(values) > sum(_PERIOD_CELL.fullmatch(cell) is not None for cell in cells[1:])


def _joined_headers(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    headers = [""] * width
    for cells in rows:
        if _RULE_ROW.match("".join(cells)):
            continue
        for i, cell in enumerate(cells):
            if cell and cell != headers[i]:
                headers[i] = f"{headers[i]} {cell}".strip()
    return headers


def _spelt(cells: Sequence[str], headers: Sequence[str]) -> str:
    parts: list[str] = []
    for i, cell in enumerate(cells):
        if not cell or _RULE_ROW.match(cell):
            continue
        header = headers[i] if i < len(headers) else ""
        parts.append(f"{header}: {cell}" if header and i > 0 else cell)
    return ". ".join(parts)
