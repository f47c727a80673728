"""What readers give: lines as they stand on a page, and the shape that every reader has."""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from corpus.models import Box
from corpus.pdf.seen import Unseen


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader saw it: its text, whether it is set as a heading, whether space stands above it, and where it stands.

    Cells of a table row are parted by tabs. `box` is None where the kind of file has no places, such as plain text.
    """

    text: str
    heading: bool = False
    gap_above: bool = False
    box: Box | None = None


class Shows(Enum):
    """In what form a page shows its words."""

    TEXT = auto()
    PICTURE = auto()  # read by OCR
    UNREAD_PICTURE = auto()  # most of what it says, or all, was not read
    NOTHING = auto()  # a blank page


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page's lines in reading order, what read them, and the printed page label where the file itself carries one.

    `reader` may differ from page to page: those that are pictures are read by OCR. `cut_short` is why the machine did not read one to
    its end. `pictured`: letters that its fonts do not name were read from a picture. `remarks` say what a user has to know of it that its
    lines do not tell. `unread` is about how many letters it shows that are in none of them. `unseen` is why words of its file are not among
    the lines: the page does not show them, or shows them struck through. `header` and `footer` are lines that the file keeps apart from
    those of its pages.
    """

    number: int
    lines: tuple[Line, ...]
    reader: str
    label: str | None = None
    shows: Shows = Shows.TEXT
    cut_short: str | None = None
    remarks: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    unread: int = 0
    pictured: bool = False
    unseen: frozenset[Unseen] = frozenset()


class Reader(Protocol):
    """Reads one kind of file. `name` says what reads it, with its version."""

    name: str

    def __call__(self, path: Path) -> list[RawPage]:
        """The pages of the file, or a PaperRefused that says why not."""
