"""Table rows -> what each says by itself: row label, and each value with its column's header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.text import readable
from ingest.blocks import Block

_RULE_ROW = re.compile(r"^[\s|:+-]*$")  # |---|---|
_VALUE = re.compile(
    r"^[\s(]*[-–£$€<>~+]*\s?\d[\d,.\s]*\s?(?:%|k|m|bn|million|n/a|\*)*[\s)*]*$|^(?:n/?a|nil|none|-|–|yes|no|\*)$", re.I
)  # 4,898 ; £1.2m ; n/a


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
    """The rows of one table, each spelt out: `PRU. 2019: 65.4%. 2020: 52.2%`.

    Header rows are those at the top that hold no values, down to the first that does; a header that continues
    below an empty first cell is added to the one above it (`2021-22 Rate`). A table all of words has one header
    row where its cells are short.
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
    if len(table) < 2:
        return 0
    values = [sum(bool(_VALUE.match(cell)) for cell in cells[1:]) for cells in table]
    count = 0
    for cells, found in zip(table, values, strict=True):
        filled = [cell for cell in cells if cell]
        years = sum(bool(re.fullmatch(r"(?:(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?|Q[1-4].*)", cell)) for cell in cells)
        if (found and years < found) or any(len(cell) > 80 for cell in filled) or count == 3:
            break
        count += 1
    if count == len(table) or (count > 1 and not any(values)):
        count = 1  # all words: the first row heads the others
    return count


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
