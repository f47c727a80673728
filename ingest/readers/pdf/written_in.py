"""What was written into fields and onto a page -> characters in their place among those of the page.

A field stands beside its label, wherever the file draws it: `Amount granted` and, to the right, `£2,640` are one line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.characters import LINE_BREAK, Character, CharacterRun
from ingest.readers.pdf.sheet import Area

_LARGEST = 12  # points: the size of letters whose size is not known
_WIDE = 0.5  # of a letter, in its size
_LINE = 1.2  # from one line to the next, in sizes
_SAME_ROW = 0.5  # of the lower of two heights
_TO_WRITE_ON = frozenset("._…‥")  # £........


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in an area of a page, in its own points. `seen`: as it is drawn there, its `value` only where nothing is."""

    area: Area
    value: str
    seen: bool


def with_written(runs: Sequence[CharacterRun], drawn: Sequence[CharacterRun], written: Sequence[Written]) -> list[CharacterRun]:
    """The characters of a page with what was written: `drawn` are those of the page with all that is drawn over it.

    A page without words of its own has those that were written.
    """
    own = {_place(c) for run in runs for c in run.characters}
    turns = [run.turn for run in runs] or [run.turn for run in drawn][:1] or [0]
    lines: dict[int, list[list[Character]]] = {turn: [] for turn in turns} | {run.turn: _lines(run.characters) for run in runs}
    for one in sorted(written, key=lambda one: (-one.area.top, one.area.left)):
        turn, found = _drawn_in(one, drawn, own) if one.seen else (turns[0], [])
        area = one.area.turned(turn)
        rows = found or list(_laid_out(one.value, area))
        if turn not in lines:
            turn, area = turns[0], one.area.turned(turns[0])
            rows = list(_laid_out(one.value, area))
        if any(c.text.strip() for row in rows for c in row):
            lines[turn] = [_without_dots(line, area) for line in lines[turn]]
        for row in rows:
            _put(row, lines[turn])
    return [CharacterRun(turn, [c for line in lines[turn] if line for c in (*line, LINE_BREAK)]) for turn in lines]


def _place(c: Character) -> tuple[str, int, int]:
    return c.text, round(c.left), round(c.bottom)


def _lines(characters: Sequence[Character]) -> list[list[Character]]:
    lines: list[list[Character]] = [[]]
    for c in characters:
        if c is LINE_BREAK:
            lines.append([])
        else:
            lines[-1].append(c)
    return lines


def _drawn_in(one: Written, drawn: Sequence[CharacterRun], own: set[tuple[str, int, int]]) -> tuple[int, list[list[Character]]]:
    """The lines drawn within an area that are not the page's own, and the way they run."""
    for run in drawn:
        area = one.area.turned(run.turn)
        inside = [[c for c in line if area.holds(*_middle(c)) and _place(c) not in own] for line in _lines(run.characters)]
        if rows := [line for line in inside if any(c.text.strip() for c in line)]:
            return run.turn, rows
    return 0, []


def _middle(c: Character) -> tuple[float, float]:
    return (c.left + c.right) / 2, (c.bottom + c.top) / 2


def _laid_out(value: str, area: Area) -> Iterator[list[Character]]:
    """The lines of a value from the top of an area, a line alone in the middle of a field of one line."""
    lines = [" ".join(line.split()) for line in value.split("\n") if line.strip()]
    if not lines:
        return
    height = area.top - area.bottom
    size = min(_LARGEST, height / (_LINE * len(lines)) if len(lines) > 1 else height)
    top = area.top if len(lines) > 1 or height > 2 * size else (area.top + area.bottom + size) / 2
    for line in lines:
        wide = min(_WIDE * size, (area.right - area.left) / len(line))
        yield [
            Character(text, area.left + n * wide, top - size, area.left + (n + 1) * wide, top, max(size, 1.0))
            for n, text in enumerate(line)
        ]
        top -= _LINE * size


def _without_dots(line: list[Character], area: Area) -> list[Character]:
    """A line without the dots or the rule of underscores that a field stands on."""
    if any(c.text in _TO_WRITE_ON for c in line):
        return [c for c in line if not (c.text in _TO_WRITE_ON and area.holds(*_middle(c)))]
    return line


def _put(row: list[Character], lines: list[list[Character]]) -> None:
    """Put a row of characters where a person reads it: within the line that it stands in, else before the first below it."""
    inked = [c for c in row if c.text.strip()]
    bottom, top, left = min(c.bottom for c in inked), max(c.top for c in inked), inked[0].left
    beside = [line for line in lines if _is_beside(line, bottom, top)]
    if beside:
        line = min(beside, key=lambda line: _away(line, left, inked[-1].right))
        at = next((i for i, c in enumerate(line) if c.text.strip() and _middle(c)[0] > left), len(line))
        before = [Character(" ", left, bottom, left, top)] if at and line[at - 1].text.strip() else []
        after = [Character(" ", inked[-1].right, bottom, inked[-1].right, top)] if line[at : at + 1] and line[at].text.strip() else []
        line[at:at] = [*before, *row, *after]
        return
    middle = (bottom + top) / 2
    below = (n for n, line in enumerate(lines) if (extent := _extent(line)) and (extent[0] + extent[1]) / 2 < middle)
    lines.insert(next(below, len(lines)), row)


def _is_beside(line: Sequence[Character], bottom: float, top: float) -> bool:
    extent = _extent(line)
    if extent is None:
        return False
    overlap = min(extent[1], top) - max(extent[0], bottom)
    return overlap > _SAME_ROW * min(extent[1] - extent[0], top - bottom)


def _extent(line: Sequence[Character]) -> tuple[float, float] | None:
    inked = [c for c in line if c.text.strip()]
    return (min(c.bottom for c in inked), max(c.top for c in inked)) if inked else None


def _away(line: Sequence[Character], left: float, right: float) -> float:
    """How far a line is from a row beside it: before it, after it or around it."""
    inked = [c for c in line if c.text.strip()]
    return max(left - inked[-1].right, inked[0].left - right, 0.0)
