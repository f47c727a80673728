"""Real scans, where they are at hand: each page is read or listed, and what is read are words."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw_pdfium
import pytest

from corpus.errors import PaperRefused
from ingest.readers.scans.ocr import can_read_scans
from tests.conftest import SHARED
from tests.papers import files_like, read_once

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real papers are not here (../shared)")
needs_tesseract = pytest.mark.skipif(not can_read_scans(), reason="tesseract is not installed")

PDFS = SHARED / "papers" / "pdf"


def scanned_pages(path: Path) -> Iterator[int]:
    """The numbers of the pages that have a picture and no text, without sides on which there is next to no ink."""
    with pypdfium2.PdfDocument(path) as document:
        for index, page in enumerate(document):
            if page.get_textpage().count_chars() or not any(page.get_objects(filter=[raw_pdfium.FPDF_PAGEOBJ_IMAGE])):
                continue
            shades = page.render(scale=1, grayscale=True).to_pil().convert("L").histogram()
            if sum(shades[:128]) > 0.001 * sum(shades):
                yield index + 1


def test_every_scanned_page_is_read_or_listed() -> None:
    pages = 0
    for path in files_like(PDFS, "*.pdf"):
        if not (scanned := list(scanned_pages(path))):
            continue
        pages += len(scanned)
        try:
            read = read_once(path)
        except PaperRefused:
            assert not can_read_scans(), path.name
            continue
        by_ocr = {page.number for page in read.pages if page.reader.startswith("tesseract")}
        assert set(scanned) <= by_ocr | set(read.paper.unread_pages), path.name
        assert not by_ocr & set(read.paper.unread_pages)
        assert any("read from a picture" in warning or "not read" in warning for warning in read.paper.warnings), path.name
    assert pages >= 45


@needs_tesseract
@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("township/October-1-2024-Council-Agenda-Package-1.pdf", {*range(1, 28)} - {4, 20, 24}),  # 4 is text, two are empty sides
        ("township/Agenda-Package-February-18-2025.pdf", {*range(1, 20)}),
        ("parish/2024-25__agar-2024-25-completed.pdf", {*range(1, 7)}),
        ("parish/Newsletter-64-Jan-24.pdf", {1, 2}),  # text in fonts that do not say which letters they draw
        ("parish/udhw-synopsis-sept-2023.pdf", {1}),
    ],
)
def test_scans_and_fonts_without_a_map_are_read_as_words(name: str, pages: set[int]) -> None:
    read = read_once(PDFS / name)
    by_ocr = [page for page in read.pages if page.reader.startswith("tesseract")]
    assert {page.number for page in by_ocr} == pages
    words = [word for page in by_ocr for word in re.findall(r"[A-Za-z]+", page.text)]
    plain = sum(word.lower() in {"the", "of", "and", "to", "in", "a", "for", "is", "be", "that", "on", "by", "or", "at"} for word in words)
    assert plain > 0.15 * len(words)
    assert sum(len(word) == 1 for word in words) < 0.12 * len(words)


@needs_tesseract
def test_resolutions_of_scanned_minutes_are_found_by_their_numbers() -> None:
    read = read_once(PDFS / "township" / "October-1-2024-Council-Agenda-Package-1.pdf")
    text = "\n".join(page.text for page in read.pages)
    assert [f"R2024-{n}" for n in range(181, 194) if f"R2024-{n}" not in text] == []
