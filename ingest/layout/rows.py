"""A page's text -> its lines, and which of them are rows of a table."""

import re
from collections.abc import Iterator, Sequence

from ingest.decisions.motions import BALLOT_LINE, MOVER_LINE, movers_in
from ingest.layout.cells import Kind, cells_of, is_rule, kind_of
from ingest.patterns import BULLET

_HTML_ROW = re.compile(
    r"(?:<(?:table|thead|tbody|tfoot)\b[^<>]{0,500}>\s{0,50}){0,3}<tr\b[^<>]*>(?:(?!<tr\b).){0,20000}?</tr>"
    r"(?:\s{0,50}</(?:thead|tbody|tfoot|table)>){0,3}",
    re.I | re.S,
)  # <tr><td>Stannick</td><td>2,140</td></tr>, over several lines too
_EDGE_CELL = 80  # characters of a lone cell beside an empty one
_RUNS_ON = 8  # words of a cell that is the rest of a sentence


def text_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with the offset of each; a table row in HTML is one line, however it is broken or joined to others."""
    at = 0
    for found in [*_HTML_ROW.finditer(text), None]:
        for line in text[at : found.start() if found else len(text)].split("\n"):
            yield at, line
            at += len(line) + 1
        if found:
            yield found.start(), found.group()
            at = found.end()


def rows_among(lines: Sequence[str]) -> list[bool]:
    """For each line whether it is a row: cells parted by tabs, by pipes or by `<td>`.

    A wide gap inside running text looks like one between cells: such a line stands alone among lines of text.
    """
    rows = [_has_cells(line) for line in lines]
    for n in [*range(1, len(lines)), *reversed(range(len(lines) - 1))]:
        beside = rows[n - 1] or (n + 1 < len(lines) and rows[n + 1])
        if not rows[n] and beside and _is_cell_beside_empty(lines[n]):
            rows[n] = True
    for n, line in enumerate(lines):
        if is_rule(line) and "|" in line and not line.lstrip().startswith("|"):
            _mark_open_table(lines, n, rows)
    return [row and not _is_text(lines, rows, n) for n, row in enumerate(rows)]


def _has_cells(line: str) -> bool:
    bare = line.strip()
    return (
        "\t" in bare
        or (line.count("\t") > 1 and bool(bare))
        or (bare.startswith("|") and bare.endswith("|") and bare.count("|") > 2)
        or _HTML_ROW.fullmatch(bare) is not None
    )


def _is_cell_beside_empty(line: str) -> bool:
    """`Rural depots` with an empty second cell, or `£m` below an empty first one."""
    return line != line.strip("\t") and 0 < len(line.strip()) <= _EDGE_CELL


def _mark_open_table(lines: Sequence[str], rule: int, rows: list[bool]) -> None:
    """A Markdown table without bars at its sides: the line above its rule, and those below it that have bars."""
    for n in range(max(rule - 1, 0), len(lines)):
        if "|" not in lines[n]:
            break
        rows[n] = True


def _is_text(lines: Sequence[str], rows: Sequence[bool], n: int) -> bool:
    """Whether a line of two cells is running text with a wide gap in it: a bullet and its entry, a sentence that goes on below.

    So is a line of the block below a motion, `MOVER: Ann Ode`, and one that names both who moved and who seconded it.
    """
    if "|" in lines[n] or "<t" in lines[n]:
        return False
    if BALLOT_LINE.match(lines[n].strip()) or (MOVER_LINE.match(lines[n]) and all(movers_in(lines[n].replace("\t", "\n")))):
        return True
    if lines[n].strip().count("\t") != 1:
        return False
    first, second = (cell.strip() for cell in lines[n].strip().split("\t"))
    if kind_of(cells_of(second)[0]) is not Kind.WORDS:
        return False
    if BULLET.fullmatch(f"{first} ") or (BULLET.match(f"{first}\t{second}") and len(first) == 1):
        return True
    below = lines[n + 1].strip() if n + 1 < len(lines) else ""
    if (n and rows[n - 1]) or (below and rows[n + 1]):
        return False
    return (
        first.endswith((".", "!", "?")) or bool(below and below[0].islower()) or (first.endswith(":") and len(second.split()) >= _RUNS_ON)
    )
