"""Coverage is of what a page shows: words in a picture, or drawn as shapes, beside words that were read, are not covered."""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.models import Paper
from ingest.build import read_paper

LINES = [f"{n}. The panel heard that the lorries went out on 61 nights and treated 1,617 km of road." for n in range(1, 9)]


def written(path: Path, lines: list[str], more: Callable[[Canvas], None] = lambda _: None) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    for n, line in enumerate(lines):
        canvas.drawString(60, 780 - 22 * n, line)
    more(canvas)
    canvas.save()
    return path


def picture_of(path: Path) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        return document[0].render(scale=2).to_pil().crop((100, 80, 1190, 500))


@pytest.fixture
def words(tmp_path: Path) -> Image.Image:
    return picture_of(written(tmp_path / "words.pdf", LINES))


def pictured(canvas: Canvas, words: Image.Image) -> None:
    canvas.drawImage(ImageReader(words), 50, 300, 480, 185)


def drawn(canvas: Canvas, words: Image.Image) -> None:
    """Each run of ink of each row of the picture as a rectangle: letters as shapes."""
    small = words.convert("L").resize((words.width // 2, words.height // 2))
    for y in range(small.height):
        for inked, run in groupby(range(small.width), key=lambda x: small.getpixel((x, y)) < 160):
            if inked:
                columns = list(run)
                canvas.rect(50 + columns[0], 480 - y, len(columns), 1, stroke=0, fill=1)


def photographed(canvas: Canvas, _: Image.Image) -> None:
    photo = Image.new("L", (600, 300), 200)
    pen = ImageDraw.Draw(photo)
    for n in range(60):
        pen.ellipse((n * 37 % 600, n * 53 % 300, n * 37 % 600 + 40 + n, n * 53 % 300 + 30 + n), fill=n * 4)
    canvas.drawImage(ImageReader(photo), 50, 300, 480, 185)


def paper(tmp_path: Path, words: Image.Image, more: Callable[[Canvas, Image.Image], None]) -> Paper:
    return read_paper(written(tmp_path / "paper.pdf", LINES, lambda canvas: more(canvas, words))).paper


@pytest.mark.parametrize("more", [pictured, drawn])
def test_words_that_are_no_characters_are_not_covered(
    tmp_path: Path, words: Image.Image, more: Callable[[Canvas, Image.Image], None]
) -> None:
    read = paper(tmp_path, words, more)
    assert 0.3 < read.coverage < 0.7
    assert any(warning.startswith("page 1: words there in pictures") for warning in read.warnings)


def test_a_photograph_is_no_text(tmp_path: Path, words: Image.Image) -> None:
    read = paper(tmp_path, words, photographed)
    assert read.coverage == 1
    assert not any("pictures" in warning for warning in read.warnings)
