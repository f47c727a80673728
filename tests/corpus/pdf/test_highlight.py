"""Where words stand on a page: on them to the letter, whichever way the page lies, or nowhere."""

from pathlib import Path

import pypdf
import pypdfium2
import pytest

from corpus.models import Box, Page, PlacedLine
from corpus.pdf.highlight import lines_on_page, places_on_page
from ingest.layout.cleaned import read_pages
from ingest.readers.choose import reader_for
from tests.factories import make_pdf

SAID = "The Panel heard that 61 nights were gritted and that the price of salt would rise because one of two mines had closed."
ROWS = [["District", "2019/20", "2020/21"], ["Stannick North and the villages beyond the river", "2,140", "2,140"]]


def page_of(path: Path, number: int = 1) -> Page:
    return read_pages(path, reader_for(path)).pages[number - 1]


def inked(path: Path, box: Box) -> float:
    """The share of a box that is dark on the page as it is drawn: words are, white paper is not."""
    with pypdfium2.PdfDocument(path) as document:
        picture = document[0].render(scale=3).to_pil().convert("L")
    width, height = picture.size
    cut = picture.crop((round(box.left * width), round(box.top * height), round(box.right * width), round(box.bottom * height)))
    return sum(cut.histogram()[:128]) / (cut.width * cut.height)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_words_are_found_where_they_are_drawn_whichever_way_the_page_is_turned(tmp_path: Path, turned: int) -> None:
    made = make_pdf(tmp_path / "made.pdf", [["# 13. Gritting", SAID]])
    writer = pypdf.PdfWriter(clone_from=made)
    writer.pages[0].rotate(turned)
    writer.write(path := tmp_path / "turned.pdf")
    page = page_of(path)
    start = page.text.index("61 nights")
    (box,) = places_on_page(path, page, start, start + len("61 nights"))
    assert inked(path, box) > 0.08
    upright = turned % 180 == 0
    assert (box.right - box.left > box.bottom - box.top) is upright


def test_of_the_same_words_twice_those_of_the_span_are_found(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [["# 1. First", "It was agreed.", "# 2. Second", "It was agreed."]])
    page = page_of(path)
    first, second = page.text.index("It was agreed."), page.text.rindex("It was agreed.")
    ((above,), (below,)) = (places_on_page(path, page, at, at + 14) for at in (first, second))
    assert above.bottom < below.top


def test_each_cell_of_a_row_has_a_box_of_its_own_and_each_of_its_lines(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [["# Salt", ROWS]])
    page = page_of(path)
    row = "\t".join(ROWS[1])
    start = page.text.index(row)
    found = places_on_page(path, page, start, start + len(row))
    assert 3 <= len(found) <= 5
    assert all(inked(path, box) > 0.05 for box in found)
    first, second = sorted(found, key=lambda box: box.left)[-2:]
    assert first.right < second.left  # 2,140 stands there twice, each in its own column


def test_words_that_are_not_there_to_the_letter_are_found_nowhere(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [["# 13. Gritting", SAID]])
    other = make_pdf(tmp_path / "b.pdf", [["# 13. Gritting", SAID.replace("61", "67")]])
    page = page_of(path)
    start = page.text.index(SAID[:20])
    assert places_on_page(path, page, start, len(page.text))
    assert places_on_page(other, page, start, len(page.text)) == ()
    assert places_on_page(path, page, start, start) == ()


def test_lines_of_a_scan_that_stand_under_one_another_are_one_stretch() -> None:
    """A bullet and the lines after it, which are indented; then a line of the second column."""
    boxes = [Box(0.10, 0.20, 0.45, 0.22), Box(0.13, 0.225, 0.45, 0.245), Box(0.13, 0.25, 0.30, 0.27), Box(0.55, 0.10, 0.90, 0.12)]
    lines = tuple(PlacedLine(10 * n, 10 * n + 9, box) for n, box in enumerate(boxes))
    page = Page(number=1, text="x" * 40, reader="tesseract", lines=lines)
    assert lines_on_page(page, 0, 40) == (Box(0.10, 0.20, 0.45, 0.27), boxes[3])
    assert lines_on_page(page, 12, 15) == (boxes[1],)
    assert lines_on_page(page, 9, 10) == ()
