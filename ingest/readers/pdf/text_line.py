"""Characters of one line of a PDF page -> the line: its text, and where it and its cells stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.pdf.characters import Character

COLUMN_GAP = 1.2  # white space inside a line, in font heights, that parts two cells


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where something stands across the page, in points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with its box in points, its font height, and whether it is a row of a ruled table.

    `cells` is where each of the cells stands that tabs part in its text, for a line that runs to the right and is no such row.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    row: bool = False
    cells: tuple[Extent, ...] = ()

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


def text_line(characters: Sequence[Character]) -> TextLine | None:
    """A line with a tab wherever a wide gap parts two cells."""
    inked = [c for c in characters if c.text.strip()]
    if not inked:
        return None
    parts: list[str] = []
    cells = [Extent(inked[0].left, inked[0].right)]
    last: Character | None = None
    for c in characters:
        if c.text.strip():
            if last is not None and c.left - last.right > COLUMN_GAP * c.size and not is_mark("".join(parts)):
                parts[:] = ["".join(parts).rstrip(), "\t"]
                cells.append(Extent(c.left, c.right))
            cells[-1] = Extent(min(cells[-1].left, c.left), max(cells[-1].right, c.right))
            last = c
        parts.append(c.text)
    return TextLine(
        text="".join(parts).strip(),
        left=min(c.left for c in inked),
        bottom=min(c.bottom for c in inked),
        right=max(c.right for c in inked),
        top=max(c.top for c in inked),
        size=median([c.size for c in inked]),
        bold=sum(c.bold for c in inked) > 0.8 * len(inked),
        cells=tuple(cells),
    )


def is_mark(start: str) -> bool:
    """Whether a line so far is only a number or bullet, after which a wide gap is usual: `4.1`, `(a)`, `•`."""
    word = start.strip()
    return len(word) <= 6 and " " not in word and not word.isalpha() and "£" not in word
