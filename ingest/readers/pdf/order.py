"""Lines in the order in which a page draws them -> columns of prose one after another, where they were drawn line by line.

Only prose is put in order: a table, an agenda with its numbers, a form and signatures are read across. Two columns in two languages
are each read by themselves, however short their lines. Where a page draws one column after the other there is nothing to do.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf
from statistics import median

from ingest.readers.languages import in_two_languages, reading_order
from ingest.readers.pdf.characters import Character

_GUTTER = 0.6  # white space between two columns, in font heights, at the least
_FEWEST_LINES = 6  # of a column
_EDGE = 0.2  # how far apart the lines of a column may begin, in font heights
_BREAK = 2.5  # white space across both columns, in font heights, that ends them
_SWITCHES = 1.2  # changes from one column to the other for each line of the shorter one; drawn line by line there are two
_PARAGRAPH_GAP = 0.4  # white space beyond the usual, in font heights, that parts paragraphs


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a drawn line without a wide gap: characters [start, end) of line `line`."""

    line: int
    start: int
    end: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


def in_reading_order(lines: Sequence[list[Character]]) -> list[list[Character]]:
    """The lines with columns of prose that were drawn line by line parted and put one after the other.

    What was drawn before the columns, or stands above them, such as a heading across them, comes before them.
    """
    pieces = [piece for n, line in enumerate(lines) for piece in _pieces(n, line)]
    columns = _columns(pieces)
    if columns is None:
        return list(lines)
    one, other = columns
    inside = {(piece.line, piece.start) for piece in (*one, *other)}
    first, height = min(inside), (max(piece.top for piece in one) + min(piece.bottom for piece in one)) / 2
    before: list[_Piece] = []
    after: list[_Piece] = []
    for piece in pieces:
        if (at := (piece.line, piece.start)) not in inside:
            (before if at < first or piece.middle > height else after).append(piece)
    return [line for part in (before, one, other, after) for line in in_reading_order(list(_cut(lines, part)))]


def _pieces(n: int, line: Sequence[Character]) -> Iterator[_Piece]:
    start = last = -1  # the first and the last character with ink of the piece under way
    for i, c in enumerate(line):
        if not c.text.strip():
            continue
        if start >= 0 and c.left - line[last].right > _GUTTER * c.size:
            yield _piece(n, start, last + 1, line)
            start = i
        start, last = (i if start < 0 else start), i
    if start >= 0:
        yield _piece(n, start, last + 1, line)


def _piece(n: int, start: int, end: int, line: Sequence[Character]) -> _Piece:
    inked = [c for c in line[start:end] if c.text.strip()]
    return _Piece(
        n, start, end, "".join(c.text for c in line[start:end]),
        min(c.left for c in inked), min(c.bottom for c in inked), max(c.right for c in inked), max(c.top for c in inked),
        median([c.size for c in inked]),
    )  # fmt: skip


def _cut(lines: Sequence[list[Character]], pieces: Sequence[_Piece]) -> Iterator[list[Character]]:
    """The lines that some pieces make: neighbours on one drawn line stay together."""
    for n, group in groupby(pieces, key=lambda piece: piece.line):
        own = list(group)
        yield lines[n][own[0].start : own[-1].end]


def _columns(pieces: Sequence[_Piece]) -> tuple[list[_Piece], list[_Piece]] | None:
    """The uppermost two columns of prose that are drawn line by line, the first to be read first, as pieces in their drawing order."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    size = median(piece.size for piece in pieces)
    edges = _left_edges(pieces, _EDGE * size)
    found = [
        _english_first(*sides)
        for edge in edges
        for band in _bands(pieces, edge, size, inf)
        if _are_two_languages(*(sides := _sides(band, edge)))
    ] or [sides for edge in edges for band in _bands(pieces, edge, size, _BREAK) if _are_columns(*(sides := _sides(band, edge)), size)]
    return max(found, key=lambda sides: sides[0][0].top, default=None)


def _left_edges(pieces: Sequence[_Piece], tolerance: float) -> list[float]:
    """Where many pieces begin, without the edge of the page's own text."""
    counts = Counter(round(piece.left / tolerance) for piece in pieces)
    edges = [edge for edge in counts if counts[edge - 1] + counts[edge] + counts[edge + 1] >= _FEWEST_LINES]
    return [edge * tolerance for edge in sorted(edges) if edge - 1 not in edges][1:]


def _bands(pieces: Sequence[_Piece], edge: float, size: float, widest: float) -> Iterator[list[_Piece]]:
    """Stretches of the page, from the top, in which white space stands left of the edge, each in drawing order.

    White space across both sides of more than `widest` font heights ends a stretch.
    """
    start, end = edge - _GUTTER * size, edge - 2 * _EDGE * size
    across = [piece for piece in pieces if piece.left < end and piece.right > start]
    heights = sorted(piece.middle for piece in across)
    beside = sorted((piece for piece in pieces if piece not in across), key=lambda piece: -piece.top)
    band: list[_Piece] = []
    for piece in beside:
        if band and (
            bisect(heights, piece.middle) != bisect(heights, band[-1].middle) or piece.top < min(p.bottom for p in band) - widest * size
        ):
            yield sorted(band, key=lambda piece: (piece.line, piece.start))
            band = []
        band.append(piece)
    yield sorted(band, key=lambda piece: (piece.line, piece.start))


def _sides(band: Sequence[_Piece], edge: float) -> tuple[list[_Piece], list[_Piece]]:
    return [piece for piece in band if piece.right < edge], [piece for piece in band if piece.right >= edge]


def _are_two_languages(left: list[_Piece], right: list[_Piece]) -> bool:
    if min(len(left), len(right)) < _FEWEST_LINES or not _is_drawn_across(left, right, _FEWEST_LINES):
        return False
    return in_two_languages([piece.text for piece in left], [piece.text for piece in right])


def _english_first(left: list[_Piece], right: list[_Piece]) -> tuple[list[_Piece], list[_Piece]]:
    first, second = reading_order([piece.text for piece in left], [piece.text for piece in right])
    return (left, right)[first], (left, right)[second]


def _is_drawn_across(left: list[_Piece], right: list[_Piece], lines: int) -> bool:
    """Whether the page goes to and fro between two columns of so many lines, and not down the one and then the other."""
    order = sorted([(p.line, p.start, 0) for p in left] + [(p.line, p.start, 1) for p in right])
    return sum(a[2] != b[2] for a, b in pairwise(order)) >= _SWITCHES * lines


def _are_columns(left: list[_Piece], right: list[_Piece], size: float) -> bool:
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    rows = _rows(left), _rows(right)
    if min(map(len, rows)) < _FEWEST_LINES:
        return False
    if not _is_drawn_across(left, right, min(map(len, rows))):
        return False
    proses = [_is_prose(side, strictly=True) for side in rows]
    return any(proses) and all(_is_prose(side, strictly=False) for side in rows) and not _are_cells(*rows, size)


def _rows(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The lines of one column, from the top."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.middle):
        if rows and piece.middle > rows[-1][0].bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _is_prose(rows: Sequence[Sequence[_Piece]], strictly: bool) -> bool:
    """Whether lines are full and go on from one to the next, as those of prose and not of cells, labels and names do."""
    texts = [" ".join(piece.text for piece in row) for row in rows]
    width = max(row[-1].right for row in rows) - min(row[0].left for row in rows)
    full = sum(row[-1].right - row[0].left >= 0.7 * width for row in rows) / len(rows)
    going_on = sum(text[0].islower() for text in texts) / len(rows)
    letters = sum(c.isalpha() for text in texts for c in text) / max(sum(not c.isspace() for text in texts for c in text), 1)
    words = median(len(text.split()) for text in texts)
    if strictly:
        return full >= 0.5 and going_on >= 0.4 and letters >= 0.75 and words >= 4
    return full >= 0.25 and going_on >= 0.2 and letters >= 0.7 and words >= 3


def _are_cells(left: Sequence[Sequence[_Piece]], right: Sequence[Sequence[_Piece]], size: float) -> bool:
    """Whether paragraphs begin side by side again and again: the cells of an unruled table do."""
    fewer, more = sorted((_openings(left, size), _openings(right, size)), key=len)
    beside = sum(any(abs(a - b) < 0.4 * size for b in more) for a in fewer)
    return len(fewer) >= 2 and beside >= 0.75 * len(fewer)


def _openings(rows: Sequence[Sequence[_Piece]], size: float) -> list[float]:
    """The heights at which paragraphs begin, below the first."""
    spaces = [(below[0].middle, above[0].bottom - below[0].top) for above, below in pairwise(rows)]
    usual = sorted(space for _, space in spaces)[len(spaces) * 3 // 10]
    return [height for height, space in spaces if space > usual + _PARAGRAPH_GAP * size]
