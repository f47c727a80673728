"""Watermarks and stamps stay apart from the text of the page that they were put on, whenever they were drawn."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.models import PaperStatus
from ingest.build import read_paper

LINES = """Ambershire County Council
Minutes of the Highways Panel
Held on Tuesday 4 May 2021 at 10.00 am in the Town Hall
Present: Councillors Ann Ode (Chair) and Ben Lee.
12. Potholes
The Director said that the frost had opened more holes than in the two years before.
RESOLVED: That £40,500 be spent on potholes in Wenlow before July.
The meeting ended at 11.30 am.""".split("\n")

Put = Callable[[Canvas], None]


def words(text: str, *, turned: float, size: float, x: float = 300, y: float = 640) -> Put:
    def put(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.translate(x, y)
        canvas.rotate(turned)
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawCentredString(0, 0, text)
        canvas.restoreState()

    return put


def minutes(path: Path, before: Put | None, after: Put | None) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    if before is not None:
        before(canvas)
    canvas.setFont("Helvetica", 11)
    canvas.setFillGray(0)
    for n, text in enumerate(LINES):
        canvas.drawString(72, 760 - 20 * n, text)
    if after is not None:
        after(canvas)
    canvas.save()
    return path


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("put", "text"),
    [
        (words("DRAFT", turned=45, size=90), "DRAFT"),
        (words("DRAFT", turned=-40, size=70), "DRAFT"),
        (words("DRAFT", turned=0, size=90), "DRAFT"),
        (words("COPY FOR INFORMATION", turned=30, size=40), "COPY FOR INFORMATION"),
        (words("RECEIVED 12 MAR 2024", turned=12, size=12, x=440, y=700), "RECEIVED 12 MAR 2024"),
        (words("RECEIVED 12 MAR 2024", turned=0, size=12, x=470, y=760), "RECEIVED 12 MAR 2024"),
    ],
)
def test_what_was_put_on_a_page_is_its_last_line_and_heads_nothing(put: Put, text: str, first: bool, tmp_path: Path) -> None:
    read = read_paper(minutes(tmp_path / "a.pdf", put if first else None, None if first else put))
    [page] = read.pages
    assert [line for line in page.text.split("\n") if line] == [*LINES, text]
    assert text not in [page.text[span.start : span.end] for span in page.headings]
    assert str(read.paper.meeting.date) == "2021-05-04"
    assert read.paper.status is (PaperStatus.DRAFT if text == "DRAFT" else None)
    assert not [p.text for p in read.passages if p.decision and text in p.text]
