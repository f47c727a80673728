"""What stands on a PDF page beside its own content: filled in fields, ticks, free text, comments; forms that other programs draw."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Highlight, Text
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import PaperUnsupported
from corpus.read_paper import ReadPaper
from ingest.build import read_paper


def lines_of(read: ReadPaper, page: int = 1) -> list[str]:
    return [line.replace("\t", " ") for line in read.pages[page - 1].text.split("\n") if line]


def make_form(path: Path) -> Path:
    """An application of a parish with fields of every sort; its labels are all drawn before its fields."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 780, "Ambershire Parish Council: application for a stall, heard on 4 May 2021")
    for y, label in (
        (740, "Name of the group"),
        (710, "Day wanted"),
        (680, "Stalls"),
        (650, "Reply"),
        (590, "Paid at"),
        (530, "Tables wanted"),
    ):
        canvas.drawString(72, y, label)
        if label == "Reply":
            canvas.drawString(230, 650, "granted")
            canvas.drawString(330, 650, "refused")
            canvas.drawString(230, 620, "Insurance was shown")
    canvas.drawString(72, 500, "The group of £.......................... paid on the day.")
    form = canvas.acroForm
    common = {"fontName": "Helvetica", "fontSize": 11, "height": 18, "borderWidth": 1}
    form.textfield(name="group", value="Wenlow Bell Ringers", x=220, y=735, width=250, **common)
    form.textfield(name="day", value="Saturday 12 June", x=220, y=705, width=250, **common)
    form.choice(name="stalls", value="two", options=["one", "two", "three"], x=220, y=675, width=100, **common)
    form.radio(name="reply", value="granted", selected=True, x=205, y=647, size=14)
    form.radio(name="reply", value="refused", selected=False, x=305, y=647, size=14)
    form.checkbox(name="insured", checked=True, x=205, y=617, size=14)
    form.listbox(
        name="paid", value="the Hall", options=["the Office", "the Hall", "the Library"], x=220, y=560, width=100, **common | {"height": 45}
    )
    form.textfield(name="tables", value="17", x=220, y=525, width=60, **common)
    form.textfield(name="sum", value="86.40", x=145, y=495, width=90, **common)
    canvas.save()
    return path


WHOLE_FORM = [
    "Name of the group Wenlow Bell Ringers",
    "Day wanted Saturday 12 June",
    "Stalls two",
    "Reply ☑ granted ☐ refused",
    "☑ Insurance was shown",
    "Paid at the Hall",
    "Tables wanted 17",
    "The group of £ 86.40 paid on the day.",
]


def without_appearances(path: Path, to: Path) -> Path:
    """The same form as a program saves it that leaves its fields to be drawn by whoever shows it."""
    writer = PdfWriter(clone_from=path)
    for annotation in writer.pages[0]["/Annots"]:
        field = annotation.get_object()
        for key in ("/AP", "/AS") if field.get("/FT") != "/Btn" and "/Parent" not in field else ("/AP",):
            field.pop(NameObject(key), None)
    writer.root_object["/AcroForm"][NameObject("/NeedAppearances")] = BooleanObject(True)
    writer.write(to)
    return to


def test_fields_are_read_beside_their_labels_with_their_ticks(tmp_path: Path) -> None:
    read = read_paper(make_form(tmp_path / "form.pdf"))
    assert lines_of(read)[1:] == WHOLE_FORM
    assert any("Wenlow Bell Ringers" in passage.text for passage in read.passages)


def test_fields_without_an_appearance_are_read_by_their_values(tmp_path: Path) -> None:
    read = read_paper(without_appearances(make_form(tmp_path / "form.pdf"), tmp_path / "plain.pdf"))
    assert lines_of(read)[1:] == WHOLE_FORM


def annotated(path: Path, annotations: Sequence[DictionaryObject], lines: Sequence[str]) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for page in range(2):
        for n, line in enumerate(lines):
            canvas.drawString(72, 780 - 40 * n, f"{line} on sheet {page + 1}")
        canvas.showPage()
    canvas.save()
    writer = PdfWriter(clone_from=path)
    for annotation in annotations:
        writer.add_annotation(1, annotation)
    writer.write(path)
    return path


LINES = ["Minutes of the Parish Council held on 4 May 2021", "The gate is mended", "The bench is painted"]


def test_free_text_is_read_where_it_stands(tmp_path: Path) -> None:
    typed = FreeText(text="The tree fund is £1,205", rect=(72, 715, 400, 732), font_size="11pt")
    written = DictionaryObject(typed)
    read = read_paper(annotated(tmp_path / "a.pdf", [written], LINES))
    assert lines_of(read, 2) == ["Minutes of the Parish Council held on 4 May 2021 on sheet 2", "The gate is mended on sheet 2",
                                 "The tree fund is £1,205", "The bench is painted on sheet 2"]  # fmt: skip


def test_comments_are_told_with_their_page_and_are_no_text(tmp_path: Path) -> None:
    marked = Highlight(rect=(72, 735, 200, 752), quad_points=ArrayObject(map(FloatObject, (72, 752, 200, 752, 72, 735, 200, 735))))
    marked[NameObject("/Contents")] = TextStringObject("Was it not the stile?")
    hidden = Text(rect=(10, 10, 30, 30), text="never to be seen")
    hidden[NameObject("/F")] = NumberObject(2)
    read = read_paper(annotated(tmp_path / "a.pdf", [Text(rect=(300, 700, 320, 720), text="Ask the\rclerk first"), marked, hidden], LINES))
    assert "page 2: comments on it are no part of its text: “Ask the clerk first”, “Was it not the stile?”" in read.paper.warnings
    assert not any(word in page.text for page in read.pages for word in ("clerk", "stile", "never"))


def make_xfa(path: Path, lines: Sequence[str], *, dynamic: bool = True) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for n, line in enumerate(lines):
        canvas.drawString(72, 780 - 20 * n, line)
    canvas.save()
    writer = PdfWriter(clone_from=path)
    xfa = StreamObject()
    xfa.set_data(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'></xdp:xdp>")
    form = DictionaryObject({NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): writer._add_object(xfa)})
    writer.root_object[NameObject("/AcroForm")] = form
    if dynamic:
        writer.root_object[NameObject("/NeedsRendering")] = BooleanObject(True)
    writer.write(path)
    return path


@pytest.mark.parametrize(
    "lines",
    [
        ["Please wait...", "If this message is not eventually replaced by the proper contents of the document, your PDF", "viewer may not"],
        ["Veuillez patienter...", "Si ce message n'est pas remplacé par le contenu du document, votre lecteur ne peut"],
        ["To view the full contents of this document, you need a later version of the PDF viewer."],
    ],
)
def test_a_form_that_other_programs_cannot_draw_is_refused_with_what_to_do(tmp_path: Path, lines: list[str]) -> None:
    for dynamic in (True, False):
        with pytest.raises(PaperUnsupported, match=r"form\.pdf: .*XFA.*print it to PDF"):
            read_paper(make_xfa(tmp_path / "form.pdf", lines, dynamic=dynamic))


def test_a_form_with_pages_that_all_programs_draw_is_read(tmp_path: Path) -> None:
    lines = ["Minutes of the Highways Panel held on 4 May 2021", "The panel asked those who came late to wait in the hall."]
    read = read_paper(make_xfa(tmp_path / "form.pdf", lines, dynamic=False))
    assert "wait in the hall" in read.pages[0].text
