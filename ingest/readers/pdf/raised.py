"""Small letters set above or below the line -> beside the letter that they belong to, and figures above it as marks: `£412,500³`.

PDFium often ends a line before such a letter or after it, and a page may draw all marks of a table last.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice, takewhile

from ingest.joining import joined
from ingest.readers.numerals import raised
from ingest.readers.pdf.characters import LINE_BREAK, Character

_SMALL = 0.86  # times the size of the letter beside it, at the most
_BASE = 0.22  # of a font's height, below the line on which letters stand
_RISE = 0.12  # of the height of the letter beside it, above its line, at the least
_HIGHEST = 0.75  # of it, at the most
_FULL_RISE = 0.25  # of it, at the least, where the mark is no smaller
_LONGEST = 6  # letters of what is set above a line: `12`, `st`, `3,4,5`
_NEAR = 0.35  # of the height of the letter beside it: as wide as a blank, at the most
_BLANK = 0.12  # of it: no blank is narrower
_INTO = 0.25  # of it: how far a mark may begin within the box of the letter before it, which slants


def with_raised_marks(characters: Sequence[Character]) -> list[Character]:
    """Characters in drawing order with what stands above or below a line in its place, and figures above it as marks."""
    lines = [list(line) for ends, line in groupby(characters, key=lambda c: c.text == "\n") if not ends]
    if len({round(c.size) for line in lines for c in line if c.text.strip()}) > 1:
        lines = list(joined(_with_lost_marks([piece for line in lines for piece in _parted_at_mark(line)]), _is_cut, list.__add__))
    return [c for line in lines for c in (*(line if _is_even(line) else _marked(line)), LINE_BREAK)]


def _is_even(line: Sequence[Character]) -> bool:
    """Whether all letters of a line stand at one height, as in most lines: then none is raised."""
    bottoms = [c.bottom for c in line if c.size > 1]  # without the blanks that PDFium adds
    return max(bottoms, default=0.0) - min(bottoms, default=0.0) < 0.5


def _is_cut(line: Sequence[Character], below: Sequence[Character]) -> bool:
    """Whether a line was broken at a letter above or below it."""
    before, after = _last(line), _first(below)
    if before is None or after is None:
        return False
    large, small = (before, after) if before.size > after.size else (after, before)
    return _beside(before, after, large.size) and _is_off(small, large)


def _parted_at_mark(line: list[Character]) -> Iterator[list[Character]]:
    """A line without the figure at its end that PDFium took back to the left for, and that figure."""
    start = len(line)
    while start and line[start - 1].text.isdecimal():
        start -= 1
    before = _last(line[:start])
    if before is not None and start < len(line) and line[start].left < before.left and _is_above(line[start], before):
        yield line[:start]
        yield line[start:]
    else:
        yield line


def _with_lost_marks(lines: list[list[Character]]) -> list[list[Character]]:
    """Lines with the marks that were drawn elsewhere in their places: small figures by themselves, each right behind a letter."""
    alone = [n for n, line in enumerate(lines) if _has_only_figures(line)]
    if not alone:
        return lines
    rest = set(range(len(lines))).difference(alone)
    ends = sorted((c.right, n, i) for n in rest for i, c in enumerate(lines[n]) if c.text.strip())
    put: dict[tuple[int, int], list[Character]] = {}
    for n in alone:
        kept: list[Character] = []
        for inked, group in groupby(lines[n], key=lambda c: bool(c.text.strip())):
            figure = list(group)
            place = _place_behind(figure[0], lines, ends) if inked and len(figure) <= 2 else None
            (kept if place is None else put.setdefault(place, [])).extend(figure)
        lines[n] = kept if any(c.text.strip() for c in kept) else []
    return [list(_with_put(line, {i: mark for (m, i), mark in put.items() if m == n})) for n, line in enumerate(lines) if line]


def _with_put(line: Sequence[Character], put: Mapping[int, Sequence[Character]]) -> Iterator[Character]:
    """A line with marks behind some of its letters, without the blanks that PDFium saw where the marks stand."""
    filled = 0.0  # up to where across the page
    for i, c in enumerate(line):
        if not c.text.strip() and filled:
            after = next((other for other in line[i:] if other.text.strip()), None)
            if after is not None and after.left - filled < _BLANK * after.size:
                continue
        yield from (c, *put.get(i, ()))
        filled = put[i][-1].right if i in put else filled if not c.text.strip() else 0.0


def _has_only_figures(line: Sequence[Character]) -> bool:
    return "".join(c.text for c in line if c.text.strip()).isdecimal()


def _place_behind(mark: Character, lines: Sequence[Sequence[Character]], ends: Sequence[tuple[float, int, int]]) -> tuple[int, int] | None:
    """The line and the letter in it behind which a mark stands, of all letters by their right edges."""
    first, last = (bisect_left(ends, (mark.left + side * mark.size,)) for side in (-1, 1))
    near = [(right, n, i) for right, n, i in ends[first:last] if _beside(c := lines[n][i], mark, c.size) and _is_above(mark, c)]
    return min(near, key=lambda end: abs(end[0] - mark.left))[1:] if near else None


def _marked(line: Sequence[Character]) -> Iterator[Character]:
    """A line with its figures above it as marks."""
    beside: Character | None = None  # the last letter on the line itself
    at = 0
    while at < len(line):
        end = at + 1
        if line[at].text.isdecimal():
            end = next((n for n in range(end, len(line)) if not line[n].text.isdecimal() or not _is_level(line[n], line[at])), len(line))
        if _is_mark(line, at, end, beside):
            yield from (replace(c, text=raised(c.text)) for c in line[at:end])
        else:
            if line[at].text.strip() and (beside is None or not _is_off(line[at], beside) or _is_long(line, at)):
                beside = line[at]
            yield from line[at:end]
        at = end


def _is_mark(line: Sequence[Character], at: int, end: int, beside: Character | None) -> bool:
    """Whether the figure [at, end) is a mark of the letter before it, or one with which a note begins: `³ Excludes fees`."""
    if not line[at].text.isdecimal() or _is_long(line, at):
        return False
    if beside is not None:
        return _is_above(line[at], beside)
    after = next((c for c in line[end:] if c.text.strip()), None)
    return after is not None and after.left - line[end - 1].right < after.size and _is_above(line[at], after)


def _is_long(line: Sequence[Character], at: int) -> bool:
    """Whether too many letters go on at one height for a mark: after a large first letter of a chapter all of the line does."""
    level = takewhile(lambda c: _is_level(c, line[at]), (c for c in line[at:] if c.text.strip()))
    return len(list(islice(level, _LONGEST + 1))) > _LONGEST


def _is_level(a: Character, b: Character) -> bool:
    return abs(_base(a) - _base(b)) < _RISE * min(a.size, b.size)


def _base(c: Character) -> float:
    return c.bottom + _BASE * c.size


def _rise(c: Character, beside: Character) -> float:
    """How far a letter stands above the line of another, in the height of that."""
    return (_base(c) - _base(beside)) / beside.size


def _is_above(c: Character, beside: Character) -> bool:
    least = _RISE if c.size <= _SMALL * beside.size else _FULL_RISE
    return c.size <= 1.05 * beside.size and least <= _rise(c, beside) <= _HIGHEST


def _is_off(c: Character, beside: Character) -> bool:
    """Whether a small letter stands above or below the line of another."""
    return c.size <= _SMALL * beside.size and _RISE <= abs(_rise(c, beside)) <= _HIGHEST


def _beside(before: Character, after: Character, size: float) -> bool:
    return -_INTO * size <= after.left - before.right <= _NEAR * size


def _first(line: Sequence[Character]) -> Character | None:
    return next((c for c in line if c.text.strip()), None)


def _last(line: Sequence[Character]) -> Character | None:
    return next((c for c in reversed(line) if c.text.strip()), None)
