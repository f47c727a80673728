"""A line of a PDF page as it was laid out, before it is text: where it and its cells stand."""

from dataclasses import dataclass


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
