"""The numbers of lines in a margin are no text; numbers of items, of rows and in sentences are."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.layout.cleaned import read_pages
from ingest.readers.pdf.reader import PdfReader

LINES = """Ambershire County Council
Minutes of the Highways Scrutiny Panel
Held on Tuesday 4 May 2021 at 10.00 am in the Town Hall, Stannick.
Present: Councillors Ann Ode (Chair), Ben Lee and Cho Marsh.
12. Potholes
The Director of Highways said that the frost of January had opened more
holes than the two winters before it together, and that the gangs had
filled 3,418 of them by the end of
2020. Wenlow had waited longest: a hole in Castle Street was open for
61 days. Members asked that the oldest be filled first.
RESOLVED: That £40,500 be spent on potholes in Wenlow before 1 July 2021 and
that the Director report to the next meeting.
13. Gritting
The salt barn holds 1,870 tonnes, which is enough for a winter like the last
and for a fortnight more. A second barn would cost £212,000.
The meeting ended at 11.30 am.""".split("\n")


def draw_left(canvas: Canvas, y: float, number: str) -> None:
    canvas.drawRightString(62, y, number)


def draw_right(canvas: Canvas, y: float, number: str) -> None:
    canvas.drawString(545, y, number)


def draw_centred(canvas: Canvas, y: float, number: str) -> None:
    canvas.drawCentredString(50, y, number)


def numbered(
    path: Path,
    pages: Sequence[Sequence[str]],
    draw: Callable[[Canvas, float, str], None],
    *,
    every: int = 1,
    last: bool = False,
    running_on: bool = False,
) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    count = 0
    for page in pages:
        count = count if running_on else 0
        late = []
        for n, text in enumerate(page):
            y = 780 - 16 * n
            count += 1
            shown = count % every == 0
            canvas.setFont("Helvetica", 8)
            if shown and not last:
                draw(canvas, y, str(count))
            canvas.setFont("Helvetica", 11)
            canvas.drawString(80, y, text)
            if shown and last:
                late.append((y, str(count)))
        canvas.setFont("Helvetica", 8)
        for y, number in late:
            draw(canvas, y, number)
        canvas.showPage()
    canvas.save()
    return path


def texts_of(path: Path) -> list[str]:
    return [line for page in read_pages(path, PdfReader()).pages for line in page.text.split("\n") if line]


@pytest.mark.parametrize("draw", [draw_left, draw_right, draw_centred])
@pytest.mark.parametrize("every", [1, 5])
@pytest.mark.parametrize("last", [False, True])
def test_numbers_in_a_margin_are_no_text(draw: Callable[[Canvas, float, str], None], every: int, last: bool, tmp_path: Path) -> None:
    path = numbered(tmp_path / "a.pdf", [LINES], draw, every=every, last=last)
    assert texts_of(path) == LINES
    assert [page.printed for page in read_pages(path, PdfReader()).pages] == [None]


@pytest.mark.parametrize("running_on", [False, True])
@pytest.mark.parametrize("every", [1, 5])
def test_a_short_page_beside_a_numbered_one_is_numbered_too(running_on: bool, every: int, tmp_path: Path) -> None:
    rest = ["Councillor Lee asked for a map of the barns, which the Director will send.", "The next meeting is on 8 June 2021."]
    rest = rest if every == 1 else ["Signed", *rest, "as a true record", "of what was said"]
    path = numbered(tmp_path / "a.pdf", [LINES, rest], draw_left, every=every, running_on=running_on)
    assert texts_of(path) == [*LINES, *rest]


def test_numbers_of_items_and_rows_stay(tmp_path: Path) -> None:
    items = "Apologies|Minutes of the last meeting|Potholes in Wenlow and the cost of filling them|Gritting|Cycle lanes".split("|")
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(80, 780, "Agenda of the Highways Scrutiny Panel")
    for n, item in enumerate(items, 1):
        canvas.drawString(60, 770 - 20 * n, str(n))
        canvas.drawString(80, 770 - 20 * n, item)
        canvas.drawString(500, 770 - 20 * n, str(5 * n))
    canvas.save()
    text = "\n".join(texts_of(tmp_path / "a.pdf"))
    assert all(f"{n} {item}\t{5 * n}" in text for n, item in enumerate(items, 1)), text
