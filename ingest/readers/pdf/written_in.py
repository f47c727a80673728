"""What was written into fields and onto a page -> characters in their place among those of the page.

A field stands beside its label, wherever the file draws it: `Amount granted` and, to the right, `£2,640` are one line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

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


@dataclass(slots=True)
class _Line:
    """A line as it is drawn, between the lowest and the highest of its letters; one without letters has no height."""

    characters: list[Character]
    bottom: float = 0
    top: float = 0

    def __post_init__(self) -> None:
        if inked := self.inked:
            self.bottom, self.top = min(c.bottom for c in inked), max(c.top for c in inked)

    @property
    def inked(self) -> list[Character]:
        return [c for c in self.characters if c.text.strip()]

    def is_beside(self, bottom: float, top: float) -> bool:
        return (
            min(self.top, top) - max(self.bottom, bottom) > _SAME_ROW * min(self.top - self.bottom, top - bottom) and self.top > self.bottom
        )

    def away(self, left: float, right: float) -> float:
        """How far it is from what stands beside it: before it, after it or within it."""
        inked = self.inked
        return max(left - inked[-1].right, inked[0].left - right, 0.0)


def with_written(runs: Sequence[CharacterRun], drawn: Sequence[CharacterRun], written: Sequence[Written]) -> list[CharacterRun]:
    """The characters of a page with what was written: `drawn` are those of the page with all that is drawn over it.

    A page without words of its own has those that were written.
    """
    own = {_place(c) for run in runs for c in run.characters}
    added = {run.turn: _lines([c for c in run.characters if c is LINE_BREAK or _place(c) not in own]) for run in drawn}
    turns = [run.turn for run in runs] or list(added)[:1] or [0]
    lines = {turn: list[_Line]() for turn in turns} | {run.turn: _lines(run.characters) for run in runs}
    for one in sorted(written, key=lambda one: (-one.area.top, one.area.left)):
        turn, rows = _drawn_in(one.area, added) if one.seen else (turns[0], [])
        if not rows or turn not in lines:
            turn, rows = turns[0], list(_laid_out(one.value, one.area.turned(turns[0])))
        for row in rows:
            _put(row, one.area.turned(turn), lines[turn])
    return [CharacterRun(turn, [c for line in lines[turn] if line.characters for c in (*line.characters, LINE_BREAK)]) for turn in lines]


def _place(c: Character) -> tuple[str, int, int]:
    return c.text, round(c.left), round(c.bottom)


def _lines(characters: Sequence[Character]) -> list[_Line]:
    return [_Line(list(line)) for ends, line in groupby(characters, key=lambda c: c is LINE_BREAK) if not ends]


def _drawn_in(area: Area, added: Mapping[int, Sequence[_Line]]) -> tuple[int, list[list[Character]]]:
    """The lines drawn within an area, and the way they run."""
    for turn, lines in added.items():
        turned = area.turned(turn)
        near = (line for line in lines if line.bottom <= turned.top and line.top >= turned.bottom)
        inside = [[c for c in line.characters if turned.holds(*_middle(c))] for line in near]
        if rows := [line for line in inside if any(c.text.strip() for c in line)]:
            return turn, rows
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


def _put(row: list[Character], area: Area, lines: list[_Line]) -> None:
    """Put a row of characters where a person reads it: within the line that it stands in, else before the first below it.

    The dots or the rule of underscores that a field stands on are no text: `£........`.
    """
    new = _Line(row)
    left, right = new.inked[0].left, new.inked[-1].right
    if beside := [line for line in lines if line.is_beside(new.bottom, new.top)]:
        line = min(beside, key=lambda line: line.away(left, right))
        kept = [c for c in line.characters if not (c.text in _TO_WRITE_ON and area.holds(*_middle(c)))]
        at = next((i for i, c in enumerate(kept) if c.text.strip() and _middle(c)[0] > left), len(kept))
        before = [Character(" ", left, new.bottom, left, new.top)] if at and kept[at - 1].text.strip() else []
        after = [Character(" ", right, new.bottom, right, new.top)] if kept[at : at + 1] and kept[at].text.strip() else []
        line.characters = [*kept[:at], *before, *row, *after, *kept[at:]]
        return
    middle = (new.bottom + new.top) / 2
    below = (n for n, line in enumerate(lines) if line.top > line.bottom and (line.bottom + line.top) / 2 < middle)
    lines.insert(next(below, len(lines)), new)
