"""Numbers of lines in the margin of a page -> nothing: they are no text of the paper, and no page number.

Lines may be numbered each or every fifth, left or right of the text, by numbers drawn with each line or after all of them. What tells
them from the numbers of items and rows: they stand in a column of their own, they count lines and not sentences, so a sentence goes on
over them, and every fifth one has five lines to the next.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from ingest.readers.pdf.characters import Character

_FEWEST = 3  # numbers of a column that is told by itself
_LONGEST = 4  # figures
_GAP = 0.3  # white space between a number and the text, in font heights, at the least
_LEVEL = 0.5  # of the height of a number or of a line, within which they are on one line
_WITHIN = 2.0  # points
_FITTING = 0.8  # share of a column's numbers that count on, and of its steps that have as many lines
_FULL = 0.8  # of the width of the text: a line that was broken because it was full
_STEPS = (1, 2, 5, 10)
_OPEN = tuple(".;:!?")


@dataclass(frozen=True, slots=True)
class Margin:
    """The column in which a page numbers its lines, in points across it, and by how much one number exceeds the one above."""

    left: float
    right: float
    step: int


@dataclass(frozen=True, slots=True)
class _Number:
    """Characters [start, end) of all of a page, a figure with white space around it."""

    start: int
    end: int
    value: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class _TextLine:
    """What stands at one height beside the numbers."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def without_line_numbers(characters: Sequence[Character], beside: Margin | None = None) -> tuple[Sequence[Character], Margin | None]:
    """The characters without the numbers of their lines, and the margin that these stand in, None where lines are not numbered.

    `beside`: the margin of a page next to this one. Where it has numbers they are taken out however few they are.
    """
    numbers = list(_numbers(characters))
    found = next(_columns(numbers, characters), None) if len(numbers) >= _FEWEST else None
    if found is None and beside is not None:
        found = _of_margin(numbers, characters, beside)
    if found is None:
        return characters, None
    margin = Margin(min(n.left for n in found), max(n.right for n in found), _step(found) or (beside.step if beside else 1))
    found = _of_margin(numbers, characters, margin) or found  # `9` and `10` in the middle of a margin share no edge
    taken = {i for number in found for i in range(number.start, number.end)}
    return [c for i, c in enumerate(characters) if i not in taken], margin


def _numbers(characters: Sequence[Character]) -> Iterator[_Number]:
    """The figures that begin or end a drawn line, or are all of it."""
    at = 0
    for ends, group in groupby(characters, key=lambda c: c.text == "\n"):
        line = list(group)
        if not ends:
            for start, end in {*_first_figure(line), *_last_figure(line)}:
                yield _number(line[start:end], at + start)
        at += len(line)


def _first_figure(line: Sequence[Character]) -> Iterator[tuple[int, int]]:
    """The span of the figure with which a line begins, white space after it."""
    start = next((i for i, c in enumerate(line) if c.text.strip()), None)
    if start is None or not line[start].text.isdecimal():
        return
    end = next((i for i in range(start, len(line)) if not line[i].text.isdecimal()), len(line))
    after = next((c for c in line[end:] if c.text.strip()), None)
    if end - start <= _LONGEST and (after is None or not line[end].text.strip() or _are_apart(line[end - 1], after)):
        yield start, end


def _last_figure(line: Sequence[Character]) -> Iterator[tuple[int, int]]:
    """The span of the figure with which a line ends, white space before it."""
    end = next((i + 1 for i in range(len(line) - 1, -1, -1) if line[i].text.strip()), 0)
    if not end or not line[end - 1].text.isdecimal():
        return
    start = next((i + 1 for i in range(end - 1, -1, -1) if not line[i].text.isdecimal()), 0)
    before = next((c for c in reversed(line[:start]) if c.text.strip()), None)
    if end - start <= _LONGEST and (before is None or not line[start - 1].text.strip() or _are_apart(before, line[start])):
        yield start, end


def _are_apart(before: Character, after: Character) -> bool:
    return after.left - before.right > _GAP * before.size


def _number(figures: Sequence[Character], start: int) -> _Number:
    return _Number(
        start, start + len(figures), int("".join(c.text for c in figures)),
        figures[0].left, min(c.bottom for c in figures), figures[-1].right, max(c.top for c in figures),
    )  # fmt: skip


def _columns(numbers: Sequence[_Number], characters: Sequence[Character]) -> Iterator[list[_Number]]:
    """The columns in which numbers count the lines of the page."""
    tried: set[tuple[int, ...]] = set()
    for edge in ("left", "right"):
        for column in _aligned(numbers, edge):
            counted = _counting(column)
            key = tuple(number.start for number in counted)
            if len(counted) < max(_FEWEST, _FITTING * len(column)) or key in tried:
                continue
            tried.add(key)
            lines = _lines_beside(counted, characters)
            if lines and _count_lines(counted, lines):
                yield counted


def _aligned(numbers: Sequence[_Number], edge: str) -> Iterator[list[_Number]]:
    """Numbers that stand under one another, by their left or their right edges, from the top."""
    at: dict[int, list[_Number]] = defaultdict(list)
    for number in numbers:
        at[round(getattr(number, edge) / _WITHIN)].append(number)
    for place in at:
        own = [*at[place], *at.get(place + 1, ())]
        if len(own) >= _FEWEST:
            yield sorted(own, key=lambda number: -number.middle)


def _counting(column: Sequence[_Number]) -> list[_Number]:
    """The numbers that go on from one another by the step of most of them."""
    step = _step(column)
    if step is None:
        return []
    fits = [b.value - a.value == step for a, b in pairwise(column)]
    return [number for n, number in enumerate(column) if (n > 0 and fits[n - 1]) or (n < len(fits) and fits[n])]


def _step(column: Sequence[_Number]) -> int | None:
    steps = [b.value - a.value for a, b in pairwise(column)]
    step = max(set(steps), key=steps.count, default=0)
    return step if step in _STEPS and (step == 1 or all(number.value % step == 0 for number in column)) else None


def _lines_beside(column: Sequence[_Number], characters: Sequence[Character]) -> list[_TextLine]:
    """The lines of the page, its numbers left aside, from the top; none where text stands in the column of the numbers."""
    taken = {i for number in column for i in range(number.start, number.end)}
    rest = [c for i, c in enumerate(characters) if i not in taken and c.text.strip()]
    rows = list(_rows(rest))
    left, right = min(number.left for number in column), max(number.right for number in column)
    size = median([c.size for c in rest] or [10.0])
    across = [row for row in rows if row.left < right + _GAP * size and row.right > left - _GAP * size]
    numbered = [row for row in across if any(abs(number.middle - (row.bottom + row.top) / 2) < _LEVEL * size for number in column)]
    return [] if len(numbered) > (1 - _FITTING) * len(column) else rows


def _rows(inked: Iterable[Character]) -> Iterator[_TextLine]:
    """Characters by their heights, those of one line together, from the left."""
    held: list[Character] = []
    for c in sorted(inked, key=lambda c: -(c.bottom + c.top)):
        if held and (c.bottom + c.top) / 2 < held[0].bottom + 0.2 * held[0].size:
            yield _row(held)
            held = []
        held.append(c)
    if held:
        yield _row(held)


def _row(row: Sequence[Character]) -> _TextLine:
    from_left = sorted(row, key=lambda c: c.left)
    return _TextLine(
        "".join(c.text for c in from_left),
        from_left[0].left, min(c.bottom for c in row), max(c.right for c in row), max(c.top for c in row),
    )  # fmt: skip


def _count_lines(column: Sequence[_Number], lines: Sequence[_TextLine]) -> bool:
    """Whether the numbers count the lines beside them, and not items or rows."""
    at = [_line_at(number, lines) for number in column]
    if sum(n is not None for n in at) < _FITTING * len(at):
        return False
    pairs = [(a, b, m, n) for (a, m), (b, n) in pairwise(zip(column, at, strict=True)) if m is not None and n is not None]
    counting = sum(n - m == b.value - a.value for a, b, m, n in pairs)
    if counting < _FITTING * len(pairs) and not _stand_evenly(column, lines):
        return False
    if _step(column) != 1:
        return True
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    over = sum(_goes_on(lines[n - 1], lines[n], left, right) for n in at[1:] if n)
    return over >= (2 if len(column) > _FEWEST else 1)


def _stand_evenly(column: Sequence[_Number], lines: Sequence[_TextLine]) -> bool:
    """Whether the numbers stand at even heights, a line apart, and so count the empty lines too."""
    pitch = median([(a.middle - b.middle) / (b.value - a.value) for a, b in pairwise(column)])
    evenly = sum(abs((a.middle - b.middle) - pitch * (b.value - a.value)) < 0.15 * pitch for a, b in pairwise(column))
    between = median([above.bottom - line.bottom for above, line in pairwise(lines)] or [0.0])
    return evenly >= _FITTING * (len(column) - 1) and 0.6 * between <= pitch <= 1.6 * between


def _line_at(number: _Number, lines: Sequence[_TextLine]) -> int | None:
    near = min(range(len(lines)), key=lambda n: abs((lines[n].bottom + lines[n].top) / 2 - number.middle))
    line = lines[near]
    return near if abs((line.bottom + line.top) / 2 - number.middle) < _LEVEL * (line.top - line.bottom) else None


def _goes_on(above: _TextLine, line: _TextLine, left: float, right: float) -> bool:
    """Whether a sentence goes on over two lines: the upper one is full and does not end, the lower one begins small."""
    full = above.right - left >= _FULL * (right - left)
    return full and not above.text.endswith(_OPEN) and line.text[:1].islower()


def _of_margin(numbers: Sequence[_Number], characters: Sequence[Character], margin: Margin) -> list[_Number] | None:
    """The numbers that stand in a margin and count as it does; None where there are none."""
    own = [n for n in numbers if n.right > margin.left - _WITHIN and n.left < margin.right + _WITHIN]
    own.sort(key=lambda number: -number.middle)
    if not own or any(b.value - a.value != margin.step for a, b in pairwise(own)) or any(n.value % margin.step for n in own):
        return None
    return own if _lines_beside(own, characters) else None
