"""Figures set above the line are marks of notes, however the page draws them, and never figures of the number before."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from corpus.pdf.highlight import places_on_page
from ingest.build import read_paper
from ingest.readers.pdf.reader import PdfReader

Pieces = list[tuple[str, float]]  # text and how far it is raised, as a share of the size


def texts_of(path: Path) -> list[str]:
    [page] = PdfReader()(path)
    return [line.text for line in page.lines]


def in_one_piece(canvas: Canvas, x: float, y: float, pieces: Pieces, small: float) -> None:
    text = canvas.beginText(x, y)
    for words, rise in pieces:
        text.setFont("Helvetica", 10 * (small if rise else 1))
        text.setRise(10 * rise)
        text.textOut(words)
    canvas.drawText(text)


def piece_by_piece(canvas: Canvas, x: float, y: float, pieces: Pieces, small: float) -> None:
    for words, rise in pieces:
        size = 10 * (small if rise else 1)
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y + 10 * rise, words)
        x += canvas.stringWidth(words, "Helvetica", size)


def marks_last(canvas: Canvas, x: float, y: float, pieces: Pieces, small: float) -> None:
    late = []
    for words, rise in pieces:
        size = 10 * (small if rise else 1)
        canvas.setFont("Helvetica", size)
        if rise:
            late.append((x, y + 10 * rise, words))
        else:
            canvas.drawString(x, y, words)
        x += canvas.stringWidth(words, "Helvetica", size)
    canvas.drawString(50, 40, "Printed by the Clerk.")
    canvas.setFont("Helvetica", 10 * small)
    for across, up, words in late:
        canvas.drawString(across, up, words)


@pytest.mark.parametrize("draw", [in_one_piece, piece_by_piece, marks_last])
@pytest.mark.parametrize(("small", "rise"), [(0.6, 0.33), (0.75, 0.2), (0.5, 0.5)])
def test_a_figure_above_the_line_is_the_mark_of_a_note(
    draw: Callable[[Canvas, float, float, Pieces, float], None], small: float, rise: float, tmp_path: Path
) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    draw(canvas, 72, 700, [("The pier cost £318,000", 0), ("2", rise), (" in 2022/23", 0), ("14", rise), (". It stands.", 0)], small)
    draw(canvas, 72, 680, [("Some 2,015", 0), ("3", rise), (" people came.", 0)], small)
    canvas.save()
    assert {"The pier cost £318,000² in 2022/23¹⁴. It stands.", "Some 2,015³ people came."} <= set(texts_of(tmp_path / "a.pdf"))


def test_a_mark_no_smaller_than_its_line_is_a_mark(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    in_one_piece(canvas, 72, 700, [("The pier cost £318,000", 0), ("2", 0.4), (" in all.", 0)], small=1)
    canvas.save()
    assert texts_of(tmp_path / "a.pdf") == ["The pier cost £318,000² in all."]


def test_what_is_raised_and_no_mark_stays(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    in_one_piece(canvas, 72, 700, [("On the 21", 0), ("st", 0.33), (" of May the 3", 0), ("rd", 0.33), (" stage began.", 0)], small=0.6)
    in_one_piece(canvas, 72, 680, [("It has 640 m", 0), ("2", 0.33), (" and saves CO", 0), ("2", -0.15), (" each year.", 0)], small=0.6)
    in_one_piece(canvas, 72, 660, [("Fees* rose by 4% to £212.50", 0), ("*", 0.33), (".", 0)], small=0.6)
    canvas.save()
    assert texts_of(tmp_path / "a.pdf") == [
        "On the 21st of May the 3rd stage began.",
        "It has 640 m² and saves CO2 each year.",
        "Fees* rose by 4% to £212.50*.",
    ]


def test_after_a_large_first_letter_the_line_is_no_mark(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    in_one_piece(canvas, 72, 700, [("In 2023 the pier", 0)], small=1)
    canvas.setFont("Helvetica", 34)
    canvas.drawString(72, 640, "T")
    for n, text in enumerate(("he pier cost £318,000 in 2023,", "14 of whose lamps were lit.", "2 were not, and 31 are due.")):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(94, 656 - 12 * n, text)
    canvas.save()
    assert not any(c in "⁰¹²³⁴⁵⁶⁷⁸⁹" for text in texts_of(tmp_path / "a.pdf") for c in text)


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """Minutes with marks in their date, their text, a ruled table and its notes."""
    style = getSampleStyleSheet()["BodyText"]
    cells = [["Pier", "2021/22", "2022/23"], ["Lamps", "61<super>2</super>", "64"], ["Benches", "120", "118<super>3</super>"]]
    table = Table([[Paragraph(cell, style) for cell in row] for row in cells], style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    SimpleDocTemplate(str(tmp_path / "minutes.pdf"), pagesize=A4).build(
        [
            Paragraph("Ambershire County Council", style),
            Paragraph("Minutes of the Highways Panel", style),
            Paragraph("Held on Tuesday 4 May 2021<super>1</super> at 10.00 am in the Town Hall", style),
            Paragraph("7. Pier", style),
            table,
            Paragraph("<super>1</super> Moved from 27 April.", style),
            Paragraph("<super>2</super> Without those of the landing stage.", style),
            Paragraph("RESOLVED that £40,500<super>3</super> be spent in 2021/22<super>4</super>.", style),
        ]
    )
    return tmp_path / "minutes.pdf"


def test_dates_cells_notes_and_decisions_have_their_marks_beside_them(minutes: Path) -> None:
    read = read_paper(minutes)
    assert read.paper.meeting.date is not None
    assert read.paper.meeting.date.isoformat() == "2021-05-04"
    assert {"Lamps\t61²\t64", "Benches\t120\t118³", "¹ Moved from 27 April."} <= set(read.pages[0].text.split("\n"))
    [decision] = [passage for passage in read.passages if passage.decision]
    assert decision.text.splitlines()[-1] == "RESOLVED that £40,500³ be spent in 2021/22⁴."


def test_words_with_marks_are_found_on_the_page(minutes: Path) -> None:
    [page] = read_paper(minutes).pages
    start = page.text.index("£40,500³")
    [box] = places_on_page(minutes, page, start, start + len("£40,500³"))
    with pypdfium2.PdfDocument(minutes) as document:
        width = document[0].get_width()
    assert 30 < (box.right - box.left) * width < 60
