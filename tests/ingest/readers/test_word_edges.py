"""Word files whose words stand elsewhere than in their paragraphs: headers and footers, parts of other formats, controls, comments."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.models import PaperKind, PaperStatus
from corpus.read_paper import ReadPaper
from ingest.build import read_paper

BODY = ("Present", "Councillors A Ode (Chair) and B Lane.", "31. Bandstand", "RESOLVED: That £4,310 be spent on the bandstand in Wenlow.")


def written(paragraphs: Sequence[str] = BODY) -> WordDocument:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def read(tmp_path: Path, document: WordDocument) -> ReadPaper:
    document.save(str(tmp_path / "paper.docx"))
    return read_paper(tmp_path / "paper.docx")


def in_default(document: WordDocument) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Ambershire Borough Council"
    section.header.add_paragraph("Minutes of the Parks Committee, Tuesday 4 May 2021, 6.00 pm")
    section.footer.paragraphs[0].text = "Draft - subject to confirmation at the next meeting"


def in_first_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Ambershire Borough Council"
    section.first_page_header.add_paragraph("DRAFT MINUTES of the Parks Committee")
    section.first_page_header.add_paragraph("held on Tuesday 4 May 2021 at 6.00 pm")
    section.header.paragraphs[0].text = "Parks Committee"


def in_cells(document: WordDocument) -> None:
    section = document.sections[0]
    cells = section.header.add_table(1, 2, section.page_width).rows[0].cells
    cells[0].text, cells[1].text = "Ambershire Borough Council", "Minutes of the Parks Committee"
    section.footer.paragraphs[0].text = "Draft minutes\tMeeting held on 4 May 2021 at 6.00 pm\tPage 1 of 3"


@pytest.mark.parametrize("headed", [in_default, in_first_page, in_cells])
def test_a_header_and_a_footer_say_whose_minutes_they_are(tmp_path: Path, headed: object) -> None:
    document = written()
    headed(document)  # type: ignore[operator]
    paper = read(tmp_path, document).paper
    assert (paper.meeting.council, paper.meeting.body, paper.meeting.date) == (
        "Ambershire Borough Council",
        "Parks Committee",
        date(2021, 5, 4),
    )
    assert (paper.kind, paper.status) == (PaperKind.MINUTES, PaperStatus.DRAFT)


def test_a_header_is_a_running_line_and_no_text(tmp_path: Path) -> None:
    document = written()
    in_default(document)
    paper = read(tmp_path, document)
    assert paper.pages[0].text.startswith("Present")
    assert "Ambershire Borough Council" in [line.text for line in paper.running]


def with_chunk(document: WordDocument, content: bytes, ending: str, content_type: str) -> WordDocument:
    part = Part(PackURI(f"/word/chunk.{ending}"), content_type, content, document.part.package)
    related = document.part.relate_to(part, RELATIONSHIP_TYPE.A_F_CHUNK)
    chunk = parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="{related}"/>')
    document.element.body.insert(len(document.element.body) - 1, chunk)
    return document


def inner_docx() -> bytes:
    stream = io.BytesIO()
    written(BODY[2:]).save(stream)
    return stream.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HTML = b"<html><body><h2>31. Bandstand</h2><p>RESOLVED: That &pound;4,310 be spent on the bandstand in Wenlow.</p></body></html>"
ARCHIVE = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n"
    + HTML
    + b"\r\n--x--\r\n"
)


@pytest.mark.parametrize(
    ("content", "ending", "kind"),
    [
        (inner_docx(), "docx", WORD),
        (HTML, "html", "text/html"),
        (ARCHIVE, "mht", "message/rfc822"),
        ("\n".join(BODY[2:]).encode(), "txt", "text/plain"),
    ],
)
def test_a_part_that_word_takes_into_the_text_is_text(tmp_path: Path, content: bytes, ending: str, kind: str) -> None:
    paper = read(tmp_path, with_chunk(written([*BODY[:2]]), content, ending, kind))
    lines = [line for line in paper.pages[0].text.split("\n") if line]
    assert lines == list(BODY)


def test_a_part_that_is_not_read_is_told(tmp_path: Path) -> None:
    paper = read(tmp_path, with_chunk(written(), rb"{\rtf1 More}", "rtf", "application/rtf"))
    assert any(warning.startswith("page 1: a part of it was not read (rtf)") for warning in paper.paper.warnings)


def control(text: str, placeholder: bool) -> object:
    shows = "<w:showingPlcHdr/>" if placeholder else ""
    return parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr>{shows}</w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>")


def test_what_a_control_asks_for_is_no_text_and_what_was_entered_is(tmp_path: Path) -> None:
    document = written()
    for label, text, placeholder in (("Chair: ", "Cllr Ode", False), ("Clerk: ", "Click or tap here to enter text.", True)):
        document.add_paragraph(label)._p.append(control(text, placeholder))
    text = read(tmp_path, document).pages[0].text
    assert "Chair: Cllr Ode" in text
    assert "Click or tap" not in text


def test_comments_are_told_and_cells_taken_out_by_a_tracked_change_are_gone(tmp_path: Path) -> None:
    document = written()
    document.add_comment(document.paragraphs[3].runs, text="Is this the right sum?", author="Clerk")
    row = document.add_table(1, 3).rows[0].cells
    for cell, text in zip(row, ("Wenlow", "£99", "£4,310"), strict=True):
        cell.text = text
    row[1]._tc.get_or_add_tcPr().append(parse_xml(f'<w:cellDel {nsdecls("w")} w:id="1" w:author="Clerk"/>'))
    paper = read(tmp_path, document)
    assert "page 1: comments on it are no part of its text: “Is this the right sum?”" in paper.paper.warnings
    assert "right sum" not in paper.pages[0].text
    assert "£99" not in paper.pages[0].text
