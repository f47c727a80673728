"""Rows of a table without rules, told by wide gaps -> the same rows with an empty cell wherever one of their columns has none.

The lines of such a table say only how many cells they have: of four columns `Ferriby | Oak Lane | 805` may lack any. Where its cells stand
tells which, as the full rows show where the columns are.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.readers.pdf.text_line import Extent, TextLine

_APART = 4.0  # font heights from one row to the next, within one table
_FEWEST = 3  # cells of a full row, and rows


def with_empty_cells(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with the empty cells of unruled tables as tabs; a table in which a cell may be of two columns stays as it is."""
    mended = list(lines)
    for rows in tables_in(lines):
        columns = columns_of([lines[n] for n in rows])
        placed = {n: cells for n in rows if columns and len(cells := _placed(lines[n], columns)) == len(columns)}
        if len(placed) == len(rows):
            for n, cells in placed.items():
                mended[n] = replace(lines[n], text="\t".join(cells))
    return mended


def columns_of(rows: Sequence[TextLine]) -> list[Extent]:
    """Where the columns of a table stand, from the left, as its full rows show it; none where these do not agree."""
    counts = Counter(len(row.cells) for row in rows)
    most = max(counts)
    if len(rows) < _FEWEST or most < _FEWEST or (counts[most] == 1 and len(rows[0].cells) != most):
        return []
    full = [row.cells for row in rows if len(row.cells) == most]
    columns = [Extent(min(cell.left for cell in cells), max(cell.right for cell in cells)) for cells in zip(*full, strict=True)]
    return columns if all(a.right < b.left for a, b in pairwise(columns)) else []


def tables_in(lines: Sequence[TextLine]) -> list[list[int]]:
    """The places of rows that stand below one another."""
    found: list[list[int]] = []
    for n, line in enumerate(lines):
        if line.row or not 2 <= len(line.cells) == line.text.count("\t") + 1:
            continue
        above = lines[found[-1][-1]] if found else None
        if above is not None and found[-1][-1] == n - 1 and -1 <= (above.bottom - line.top) / line.size <= _APART:
            found[-1].append(n)
        else:
            found.append([n])
    return found


def _placed(row: TextLine, columns: Sequence[Extent]) -> list[str]:
    """The cells of a row, one for each column; none where one of them stands below no column, or below two."""
    texts = row.text.split("\t")
    placed = [""] * len(columns)
    for cell, text in zip(row.cells, texts, strict=True):
        column = column_at(cell, columns)
        if column is None or placed[column]:
            return []
        placed[column] = text
    return placed


def column_at(cell: Extent, columns: Sequence[Extent]) -> int | None:
    """The only column that a cell stands in, None where it reaches into two or into none."""
    first = bisect([column.right for column in columns], cell.left)
    within = [n for n in range(first, min(first + 2, len(columns))) if columns[n].left <= cell.right]
    return within[0] if len(within) == 1 else None
