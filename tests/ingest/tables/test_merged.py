"""A cell that spans several rows belongs to each of them, and each row is told with its headers."""

from pathlib import Path

import pytest
from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from assistant.answer.lines import row_of
from assistant.models import Question
from assistant.query.parse import question_to_query
from corpus.models import Passage, PassageKind
from corpus.store.store import Store
from ingest.build import read_paper
from tests.factories import WordVectors

HEAD = ["Ambershire County Council", "Report to the Highways Panel, meeting of 18 June 2024", "Verges cut"]
ROWS = [
    ["Parish", "Lane", "Cost £"],
    ["Wenlow", "Mill Lane", "412"],
    ["", "Oak Lane", "296"],
    ["", "Church Lane", "805"],
    ["Stannick", "Mill Lane", "331"],
    ["", "Quarry Lane", "577"],
]
MERGED = [(1, 3), (4, 5)]  # rows [first, last] of one cell


def in_word(path: Path) -> None:
    document = Document()
    for line in HEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=len(ROWS), cols=3, style="Table Grid")
    for n, row in enumerate(ROWS):
        for column, text in enumerate(row):
            table.cell(n, column).text = text
    for first, last in MERGED:
        table.cell(first, 0).merge(table.cell(last, 0)).text = ROWS[first][0]
    document.save(str(path))


def in_html(path: Path) -> None:
    spans = {first: last - first + 1 for first, last in MERGED}
    rows = "".join(
        "<tr>"
        + "".join(f"<td rowspan='{spans.get(n, 1) if c == 0 else 1}'>{text}</td>" for c, text in enumerate(row) if text or c)
        + "</tr>"
        for n, row in enumerate(ROWS)
    )
    path.write_text("".join(f"<p>{line}</p>" for line in HEAD) + f"<table>{rows}</table>")


def in_pdf(path: Path) -> None:
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), *(("SPAN", (0, first), (0, last)) for first, last in MERGED)])
    body = getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(str(path), pagesize=A4).build([*(Paragraph(line, body) for line in HEAD), Table(ROWS, style=style)])


@pytest.mark.parametrize(("name", "make"), [("a.docx", in_word), ("a.html", in_html), ("a.pdf", in_pdf)])
def test_a_cell_that_spans_rows_is_in_each_of_them(tmp_path: Path, name: str, make: object) -> None:
    path = tmp_path / name
    make(path)  # type: ignore[operator]
    rows = [p for p in read_paper(path).passages if p.kind is PassageKind.TABLE_ROW]
    assert [row.said for row in rows] == [
        "Parish: Wenlow. Lane: Mill Lane. Cost £: 412",
        "Parish: Wenlow. Lane: Oak Lane. Cost £: 296",
        "Parish: Wenlow. Lane: Church Lane. Cost £: 805",
        "Parish: Stannick. Lane: Mill Lane. Cost £: 331",
        "Parish: Stannick. Lane: Quarry Lane. Cost £: 577",
    ]
    assert rows[1].body == "Wenlow\tOak Lane\t296"
    assert _shown(rows[3], tmp_path / "store") == ["Parish: Stannick", "Lane: Mill Lane", "Cost £: 331"]


def _shown(row: Passage, folder: Path) -> list[str]:
    """The cells that an answer tells of a row."""
    with Store.open_for_writing(folder, WordVectors()) as store:
        told = row_of(row, question_to_query(Question(text="What did Mill Lane in Stannick cost?"), store))
    return [f"{cell.header}: {cell.text}" for cell in told[1]] if told else []


def test_a_figure_over_several_rows_is_of_all_of_them_and_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        f"<p>{HEAD[0]}</p><table><tr><td>Lane</td><td>Length</td><td>Grant £</td></tr>"
        "<tr><td>Mill Lane</td><td>40</td><td rowspan=2>900</td></tr>"
        "<tr><td>Oak Lane</td><td>70</td></tr></table>"
    )
    rows = [p.said for p in read_paper(path).passages if p.kind is PassageKind.TABLE_ROW]
    assert rows == ["Mill Lane. Length: 40. Grant £: 900", "Oak Lane. Length: 70"]
