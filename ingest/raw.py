"""What readers give: lines as they stand on a page, and the shape that every reader has."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader saw it: its text, whether it is set as a heading, whether space stands above it."""

    text: str
    heading: bool = False
    gap_above: bool = False


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page's lines in reading order, with the printed page label where the file itself carries one."""

    number: int
    lines: tuple[Line, ...]
    label: str | None = None


class Reader(Protocol):
    """Reads one kind of file. `name` and version are kept with each page."""

    name: str

    def __call__(self, path: Path) -> list[RawPage]:
        """The pages of the file, or a PaperRefused that says why not."""
