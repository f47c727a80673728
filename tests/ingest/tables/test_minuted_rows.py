"""Minutes laid out as one table are minutes: each row has its item, and what it decides is decided."""

from pathlib import Path

import pytest
from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from corpus.models import PassageKind
from corpus.read_paper import ReadPaper
from ingest.build import read_paper

HEAD = ["Ambershire County Council", "Minutes of the Highways Panel", "Held on Tuesday 4 May 2021 at 10.00 am"]
TITLES_IN_THE_TEXT = [
    ["No.", "Item", "Action by"],
    ["1", "APOLOGIES\nCllr Dunn sent apologies.", ""],
    ["2", "POTHOLES\nRESOLVED that £40,000 be spent on potholes in Wenlow.", "Clerk"],
    ["3", "CYCLE LANES\nThe lanes on Castle Street were discussed.", ""],
]
TITLES_IN_A_COLUMN = [
    ["1", "Apologies", "Received from Cllr Dunn.", ""],
    ["2", "Potholes", "It was resolved to spend £40,000 on potholes in Wenlow.", "Clerk by June"],
    ["3", "Cycle lanes", "The survey was noted.", ""],
]
TITLES_AND_TEXT_BY_TURNS = [
    ["Agenda item", "Minute", "Owner"],
    ["12/21", "Apologies", ""],
    ["", "Received from Cllr Dunn.", ""],
    ["13/21", "Potholes", ""],
    ["", "It was AGREED to spend £40,000 on potholes in Wenlow.", "Clerk"],
    ["14/21", "Cycle lanes", ""],
    ["", "The survey was noted.", "AO"],
]
ON_ONE_LINE = [
    ["1.", "Apologies. None.", ""],
    ["2.", "Potholes: RESOLVED that £40,000 be spent on potholes in Wenlow.", "Clerk"],
    ["3.", "Cycle lanes. The survey was noted.", ""],
]
LAYOUTS = [TITLES_IN_THE_TEXT, TITLES_IN_A_COLUMN, TITLES_AND_TEXT_BY_TURNS, ON_ONE_LINE]


def in_word(path: Path, rows: list[list[str]]) -> ReadPaper:
    document = Document()
    for line in HEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            first, *more = text.split("\n")
            cell.text = first
            for line in more:
                cell.add_paragraph(line)
    document.save(str(path))
    return read_paper(path)


def in_html(path: Path, rows: list[list[str]]) -> ReadPaper:
    cells = ("".join(f"<td>{''.join(f'<p>{line}</p>' for line in text.splitlines())}</td>" for text in row) for row in rows)
    path.write_text("".join(f"<p>{line}</p>" for line in HEAD) + f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    return read_paper(path)


def in_pdf(path: Path, rows: list[list[str]]) -> ReadPaper:
    body = getSampleStyleSheet()["BodyText"]
    cells = [[[Paragraph(line, body) for line in text.split("\n")] for text in row] for row in rows]
    widths = {3: [60, 320, 80], 4: [35, 80, 270, 80]}[len(rows[0])]
    table = Table(cells, colWidths=widths, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    SimpleDocTemplate(str(path), pagesize=A4).build([*(Paragraph(line, body) for line in HEAD), table])
    return read_paper(path)


@pytest.mark.parametrize("rows", LAYOUTS)
@pytest.mark.parametrize(("name", "make"), [("a.docx", in_word), ("a.html", in_html), ("a.pdf", in_pdf)])
def test_rows_that_record_a_meeting_are_its_minutes(tmp_path: Path, name: str, make: object, rows: list[list[str]]) -> None:
    read = make(tmp_path / name, rows)  # type: ignore[operator]
    items = [item for p in read.passages if (item := p.item)]
    assert list(dict.fromkeys(item.title.lower() for item in items)) == ["apologies", "potholes", "cycle lanes"]
    assert {item.number for item in items} in ({"1", "2", "3"}, {"12/21", "13/21", "14/21"})
    decided = next(p for p in read.passages if "£40,000" in p.text)
    assert (decided.kind, decided.item and decided.item.title.lower()) == (PassageKind.RESOLUTION, "potholes")
    assert not [p for p in read.passages if p.kind is PassageKind.TABLE_ROW and p.decision]


def test_a_table_whose_rows_are_not_of_one_length_is_read(tmp_path: Path) -> None:
    read = in_html(
        tmp_path / "a.html", [["1.", "Apologies", "It was RESOLVED to accept those of Cllr Ode."], [], ["3."], ["4.", "Potholes"]]
    )
    assert "It was RESOLVED to accept those of Cllr Ode." in read.pages[0].text


@pytest.mark.parametrize(
    "rows",
    [
        [["No", "Action", "Owner", "Due"], ["1", "Mend the roof as resolved in March", "BL", "June"], ["2", "Agree the plan", "AO", "May"]],
        [
            ["Ref", "Recommendation", "Response"],
            ["1", "That the roof be mended", "AGREED. The roof was approved."],
            ["2", "That the yard be paved", "Not AGREED. It was considered that it costs too much."],
        ],
        [["Item", "Subject", "Pages"], ["1", "Apologies", ""], ["2", "Minutes", "2 - 3"], ["3", "Winter gritting", "4 - 6"]],
    ],
)
def test_other_tables_with_numbers_stay_tables(tmp_path: Path, rows: list[list[str]]) -> None:
    read = in_word(tmp_path / "a.docx", rows)
    assert len([p for p in read.passages if p.kind is PassageKind.TABLE_ROW]) >= len(rows) - 1
