"""Words set sideways in the head of a table -> the headers of its columns.

Where columns are narrow their headers are turned by a quarter: such words run another way than those of the page, and are read apart from
them. In a ruled table they stand in cells of their own; over an unruled one they are told by where its columns are.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from ingest.readers.pdf.columns import column_at, columns_of, tables_in
from ingest.readers.pdf.text_line import Extent, TextLine

_FEWEST = 2  # headers set sideways
_NEAR = 6.0  # font heights between the headers and the first row


def with_heads(lines: Sequence[TextLine], sideways: Sequence[TextLine]) -> tuple[list[TextLine], list[TextLine]]:
    """The lines of a page with a row of headers over each unruled table that has them set sideways; and what is left of those."""
    mended, left = list(lines), list(sideways)
    for rows in reversed(tables_in(lines)) if len(sideways) >= _FEWEST else ():
        columns = _widened(columns_of([lines[n] for n in rows]))
        first = lines[rows[0]]
        above = sorted((line for line in left if line.bottom >= first.bottom - first.size), key=lambda line: line.bottom)
        near = bool(above) and above[0].bottom - first.bottom <= _NEAR * first.size
        over = [line for line in left if line in above and line.bottom < above[0].top] if near else []
        heads = _headers(over, columns)
        if len(heads) < _FEWEST:
            continue
        bottom, top = min(line.bottom for line in over), max(line.top for line in over)
        beside = [n for n in range(rows[0]) if first.top <= lines[n].middle[1] <= top]
        if not set(_headers(_parts(first), columns)) & set(heads):
            beside.append(rows[0])  # the headers that are upright
        upright = _headers([part for n in beside for part in _parts(lines[n])], columns)
        if set(upright) & set(heads) or len(upright) + len(heads) < len(columns) - 1 or (beside and not upright):
            continue
        text = "\t".join(heads.get(n) or upright.get(n, "") for n in range(len(columns)))
        edges = min(line.left for line in (*over, first)), max(line.right for line in (*over, first))
        head = replace(first, text=text, left=edges[0], bottom=bottom, right=edges[1], top=top, cells=())
        mended[rows[0] : rows[0]] = [head]
        mended[: rows[1] + 1] = [line for line in mended[: rows[1] + 1] if not any(line is lines[n] for n in beside)]
        left = [line for line in left if line not in over]
    return mended, left


def _parts(line: TextLine) -> list[TextLine]:
    """The cells of a line."""
    texts = line.text.split("\t")
    if len(texts) != len(line.cells):
        return [line]
    return [replace(line, text=text, left=cell.left, right=cell.right, cells=()) for text, cell in zip(texts, line.cells, strict=True)]


def _headers(over: Sequence[TextLine], columns: Sequence[Extent]) -> dict[int, str]:
    """Column -> its header; none at all where the middle of one of the lines is over no column."""
    at = [(column_at(Extent(line.middle[0], line.middle[0]), columns), line.text) for line in over]
    if any(column is None for column, _ in at):
        return {}
    heads: dict[int, list[str]] = {}
    for column, text in at:
        if column is not None:
            heads.setdefault(column, []).append(text)
    return {column: " ".join(texts) for column, texts in heads.items()}


def _widened(columns: Sequence[Extent]) -> list[Extent]:
    """Columns that reach half way to the next: a header in the middle of its column may stand beside short figures."""
    edges = [-inf, *((a.right + b.left) / 2 for a, b in pairwise(columns)), inf]
    return [Extent(left, right) for left, right in pairwise(edges)] if columns else []
