"""Pages of a PDF as pictures, with what was found on them drawn in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from corpus.errors import PaperCorrupt, PaperUnsupported
from corpus.files import open_file
from corpus.models import (
    Box,
    Page,
    Passage,
    PassageKind,
)
from corpus.read_paper import ReadPaper

_SCALE = 1.6  # pixels for each point: 115 dots an inch, enough to read on a screen
_MOST_PIXELS = 12_000_000  # a plan of two square metres is drawn smaller

_LABEL = 13  # pixels, beside the box

_COLOURS = {
    PassageKind.PARAGRAPH: (29, 112, 184),
    PassageKind.LIST: (0, 112, 60),
    PassageKind.TABLE_ROW: (148, 37, 20),
    PassageKind.RESOLUTION: (76, 44, 146),
}


@dataclass(frozen=True, slots=True)
class FoundWord:
    """A box of a page, in shares of it, with the word that says what it is."""

    box: Box
    label: str
    colour: tuple[int, int, int]


def page_picture(path: Path, number: int, scale: float = _SCALE) -> Image.Image:
    """Page `number` (from 1) of a PDF as it is displayed. Raises PaperCorrupt or PaperUnreadable where it cannot be drawn."""
    try:
        with pypdfium2.PdfDocument(open_file(path), autoclose=True) as document:
            page = document[number - 1]
            width, height = page.get_size()
            fitting = (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5
            picture: Image.Image = page.render(scale=min(scale, fitting)).to_pil().convert("RGB")
            return picture
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise PaperCorrupt(f"{path.name}: page {number} cannot be drawn ({error}). Download it again.") from error


def draw_passages(read: ReadPaper, folder: Path) -> list[Path]:
    """A picture of each page read, with a box around each passage and its kind beside it, written into `folder`.

    Raises PaperUnsupported for a paper that is no PDF: it has no pages to draw.
    """
    source = Path(read.paper.path)
    if source.suffix.lower() != ".pdf":
        raise PaperUnsupported(f"{source.name}: pictures are drawn of PDFs, and this is none. Leave out --picture.")
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for page in read.pages:
        picture = page_picture(source, page.number)
        _draw(picture, [found for passage in read.passages if passage.page == page.number for found in _found(page, passage)])
        written.append(folder / f"{source.stem}-page-{page.number:03}.png")
        picture.save(written[-1])
    return written


def boxes_of(page: Page, start: int, end: int) -> list[Box]:
    """The boxes of the lines in which characters [start, end) of a page stand, from the top; none where its places are not known."""
    return [line.box for line in page.lines if line.start < end and start < line.end]


def _found(page: Page, passage: Passage) -> Iterator[FoundWord]:
    """One box for each column or run of lines that a passage stands in."""
    label = passage.kind.value.replace("_", " ")
    if passage.decision is not None:
        label = ("draft " if passage.decision.draft else "") + passage.decision.kind.value.replace("_", " ")
    colour = _COLOURS[passage.kind]
    run: list[Box] = []
    for box in boxes_of(page, passage.start, passage.end):
        if run and box.top < run[-1].top - 0.02:  # back up the page: the passage goes on in the next column
            yield FoundWord(_around(run), label, colour)
            run = []
        run.append(box)
    if run:
        yield FoundWord(_around(run), label, colour)


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(box.left for box in boxes), min(box.top for box in boxes), max(box.right for box in boxes), max(box.bottom for box in boxes)
    )


def _draw(picture: Image.Image, found: list[FoundWord]) -> None:
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    for one in found:
        left, top, right, bottom = one.box.left * width, one.box.top * height, one.box.right * width, one.box.bottom * height
        draw.rectangle((left - 3, top - 2, right + 3, bottom + 2), outline=one.colour, width=2)
        words = draw.textbbox((right + 6, top), one.label, font_size=_LABEL)
        draw.rectangle(words, fill="white")
        draw.text((right + 6, top), one.label, fill=one.colour, font_size=_LABEL)
