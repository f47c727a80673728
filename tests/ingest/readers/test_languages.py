"""A text beside the same in another language: each column is read by itself, with date, kind, items and decisions."""

import datetime
from pathlib import Path

import pytest
from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.models import PaperKind
from ingest.build import read_paper
from ingest.readers.languages import language_of

ENGLISH = [
    "WENLOW TOWN COUNCIL", "MINUTES OF THE COUNCIL MEETING", "held on Tuesday evening", "14 May 2024 at 7.00 p.m.", "in the Town Hall", "",
    "Present: Councillors", "A Ode (Chair), B Lee", "and C Dunn.", "", "12. Cemetery", "RESOLVED: That the burial fee",
    "be raised to £431 from 1 June.", "", "13. Lights", "RESOLVED: That nine new", "lights be bought for £3,700.",
]  # fmt: skip
WELSH = [
    "CYNGOR TREF WENLOW", "COFNODION CYFARFOD Y CYNGOR", "a gynhaliwyd nos Fawrth", "14 Mai 2024 am 7.00 y.h.", "yn Neuadd y Dref", "",
    "Presennol: Y Cynghorwyr", "A Ode (Cadeirydd), B Lee", "a C Dunn.", "", "12. Mynwent", "Penderfynwyd codi y ffi",
    "claddu i £431 o 1 Mehefin.", "", "13. Goleuadau", "Penderfynwyd prynu naw", "golau newydd am £3,700.",
]  # fmt: skip
FRENCH = [
    "CONSEIL DE LA VILLE DE WENLOW", "PROCÈS-VERBAL DE LA SÉANCE", "tenue le mardi soir", "14 mai 2024 à 19 h 00", "à la mairie", "",
    "Présents : les conseillers", "A Ode (présidente), B Lee", "et C Dunn.", "", "12. Cimetière", "Il est résolu que les frais",
    "soient portés à 431 £ le 1er juin.", "", "13. Éclairage", "Il est résolu que neuf", "lampes soient achetées pour 3 700 £.",
]  # fmt: skip


def side_by_side_pdf(path: Path, left: list[str], right: list[str]) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    for n, (a, b) in enumerate(zip(left, right, strict=True)):
        canvas.drawString(60, 780 - 15 * n, a)
        canvas.drawString(320, 780 - 15 * n, b)
    canvas.save()


def side_by_side_word(path: Path, left: list[str], right: list[str]) -> None:
    document = Document()
    table = document.add_table(rows=0, cols=2)
    for a, b in zip(left, right, strict=True):
        if a:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = a, b
    document.save(str(path))


def side_by_side_html(path: Path, left: list[str], right: list[str]) -> None:
    rows = "".join(f"<tr><td><p>{a}</p></td><td><p>{b}</p></td></tr>" for a, b in zip(left, right, strict=True) if a)
    path.write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "make", "left", "right"),
    [
        ("a.pdf", side_by_side_pdf, WELSH, ENGLISH),
        ("b.pdf", side_by_side_pdf, ENGLISH, FRENCH),
        ("c.docx", side_by_side_word, FRENCH, ENGLISH),
        ("d.html", side_by_side_html, ENGLISH, WELSH),
    ],
    ids=["Welsh beside English", "English beside French", "Word", "HTML"],
)
def test_each_column_is_read_by_itself(tmp_path: Path, name: str, make: object, left: list[str], right: list[str]) -> None:
    path = tmp_path / name
    make(path, left, right)  # type: ignore[operator]
    read = read_paper(path)
    assert (read.paper.kind, read.paper.meeting.date) == (PaperKind.MINUTES, datetime.date(2024, 5, 14))
    assert "\t" not in read.pages[0].text
    decided = {p.item.number: " ".join(p.body.split()) for p in read.passages if p.decision and p.item}
    assert decided == {
        "12": "RESOLVED: That the burial fee be raised to £431 from 1 June.",
        "13": "RESOLVED: That nine new lights be bought for £3,700.",
    }


def test_a_language_is_told_by_its_small_words() -> None:
    assert [language_of([" ".join(text)]) for text in (ENGLISH, WELSH, FRENCH)] == ["English", "Welsh", "French"]
    assert language_of(["Salt 2,140 2,655", "Grit 1,870 1,990"]) is None
