"""Words struck by a slanted or dashed stroke, or letter by letter, are not read, nor words of which a box covers a part."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.seen import BLACKED_OUT
from ingest.build import read_paper
from ingest.readers.pdf.reader import PdfReader

START, OLD, END = "RESOLVED: That the fee be ", "£318 a day", " from May."
HEAD = "Minutes of the Harbour Committee of 4 May 2021"
Draw = Callable[[Canvas, float, float], None]


def said(path: Path, draw: Draw, words: str = START + OLD + END, of: str = OLD) -> str:
    """The line of a page over some of whose words something is drawn, as it is read."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 660, HEAD)
    canvas.drawString(72, 600, words)
    canvas.drawString(72, 585, "The vote was taken at nine and the clerk wrote down the names of all who were there.")
    left = 72 + canvas.stringWidth(words[: words.index(of)], "Helvetica", 11)
    draw(canvas, left, left + canvas.stringWidth(of, "Helvetica", 11))
    canvas.save()
    return [line.text for page in PdfReader()(path) for line in page.lines][1]


def rising(canvas: Canvas, left: float, right: float) -> None:
    canvas.line(left, 599, right, 608)


def falling_in_red(canvas: Canvas, left: float, right: float) -> None:
    canvas.setStrokeColorRGB(1, 0, 0)
    canvas.line(left - 2, 608, right + 2, 599)


def cross(canvas: Canvas, left: float, right: float) -> None:
    canvas.line(left, 599, right, 608)
    canvas.line(left, 608, right, 599)


def dashed(canvas: Canvas, left: float, right: float) -> None:
    canvas.setDash(3, 2)
    canvas.line(left, 603.4, right, 603.4)


def dotted(canvas: Canvas, left: float, right: float) -> None:
    canvas.setDash(1, 1)
    canvas.line(left, 603.4, right, 603.4)


def bar_with_edges(canvas: Canvas, left: float, right: float) -> None:
    canvas.setLineWidth(0.3)
    canvas.rect(left, 602.5, right - left, 1, stroke=1, fill=1)


def twice_and_once_more(canvas: Canvas, left: float, right: float) -> None:
    for _ in range(3):
        canvas.line(left, 603.4, right, 603.4)


def dash_by_dash(canvas: Canvas, left: float, right: float) -> None:
    at = left
    while at + 4 <= right + 2:
        canvas.line(at, 603.4, at + 4, 603.4)
        at += 6.5


@pytest.mark.parametrize("draw", [rising, falling_in_red, cross, dashed, dotted, dash_by_dash, bar_with_edges, twice_and_once_more])
def test_words_that_a_slanted_or_dashed_stroke_runs_through_are_not_read(tmp_path: Path, draw: Draw) -> None:
    assert said(tmp_path / "a.pdf", draw) == f"{START.strip()}{END}"


def below(canvas: Canvas, left: float, right: float) -> None:
    canvas.setDash(3, 2)
    canvas.line(left, 598, right, 598)


def of_a_chart(canvas: Canvas, left: float, right: float) -> None:
    canvas.line(left - 90, 560, right + 90, 640)


def beside(canvas: Canvas, left: float, right: float) -> None:
    canvas.line(left, 609, right, 612)


def white(canvas: Canvas, left: float, right: float) -> None:
    canvas.setStrokeGray(1)
    canvas.setLineWidth(0.1)
    canvas.line(left, 599, right, 608)


@pytest.mark.parametrize("draw", [rising, falling_in_red, cross])
def test_on_a_page_that_lies_sideways_too(tmp_path: Path, draw: Draw) -> None:
    upright = tmp_path / "upright.pdf"
    said(upright, draw)
    writer = PdfWriter(clone_from=upright)
    writer.pages[0].rotate(90)
    writer.write(tmp_path / "a.pdf")
    lines = [line.text for page in PdfReader()(tmp_path / "a.pdf") for line in page.lines]
    assert START + END.strip() in lines


@pytest.mark.parametrize("draw", [below, of_a_chart, beside, white])
def test_a_stroke_below_or_across_words_strikes_nothing(tmp_path: Path, draw: Draw) -> None:
    assert said(tmp_path / "a.pdf", draw) == START + OLD + END


@pytest.mark.parametrize("covered", ["he sum o", "he sum of £40", "um", " sum of £"])
def test_of_a_word_that_is_cut_by_a_box_no_letter_is_read(tmp_path: Path, covered: str) -> None:
    def box(canvas: Canvas, left: float, right: float) -> None:
        canvas.rect(left, 597, right - left, 12, stroke=0, fill=1)

    words = "The sum of £400 for his claim was paid."
    read = said(tmp_path / "a.pdf", box, words, covered)
    parts = read.split(BLACKED_OUT)
    assert len(parts) == 2
    assert parts[0].strip() in ("", "The", "The sum")
    assert parts[1].strip() in ("of £400 for his claim was paid.", "£400 for his claim was paid.", "for his claim was paid.")


@pytest.mark.parametrize("stroke", ["\u0336", "\u0335"])
@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.html"])
def test_words_struck_letter_by_letter_are_not_read(tmp_path: Path, name: str, stroke: str) -> None:
    struck = "".join(f"{letter}{stroke}" for letter in OLD)
    lines = [HEAD, "Present: Cllr Ann Ode", f"{START}{struck} £274 a day{END}"]
    path = tmp_path / name
    if name == "a.docx":
        document = Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(str(path))
    else:
        path.write_text("\n\n".join(f"<p>{line}</p>" if name == "a.html" else line for line in lines), encoding="utf-8")
    read = read_paper(path)
    assert f"{START}£274 a day{END}" in read.pages[0].text
    assert "page 1: words that are struck through were left out" in read.paper.warnings
