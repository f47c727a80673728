"""PDFs that carry others: what is within them is taken in as papers of their own, and told of where it cannot be."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject, TextStringObject

from corpus.files import file_bytes
from corpus.store.store import Store
from eval.papers import papers_to_read
from ingest.build import read_paper
from ingest.folder import Outcome, Result, ingest, missing_from, papers_in
from tests.factories import WordVectors, make_docx, make_pdf


def minutes(body: str, day: str, said: str) -> list[list[str | list[list[str]]]]:
    return [["# Ambershire Parish Council", f"Minutes of the {body} held on {day} at 7.00 pm", "# 12. Business", f"RESOLVED: That {said}."]]


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, bytes]:
    made = tmp_path / "made"
    made.mkdir()
    make_pdf(made / "finance.pdf", minutes("Finance Committee", "4 May 2021", "£3,190 be moved to the lamp fund"))
    make_docx(made / "events.docx", minutes("Events Committee", "6 May 2021", "the fair be held on 19 June 2021"))
    return {file.name: file.read_bytes() for file in sorted(made.iterdir())} | {"sums.xlsx": b"PK\x03\x04"}


def with_parts(path: Path, parts: Mapping[str, bytes], *, cover: str = "Agenda of the Parish Council to be held on 8 June 2021") -> Path:
    writer = PdfWriter(clone_from=make_pdf(path, [[cover]] if cover else [[""]]))
    for name, content in parts.items():
        writer.add_attachment(name, content)
    writer.write(path)
    return path


def take_in(store: Path, folder: Path) -> dict[str, Outcome]:
    with Store.open_for_writing(store, WordVectors()) as held:
        return {outcome.path.name: outcome for outcome in ingest(papers_in([folder]), held)}


def test_what_is_attached_is_taken_in_by_its_own_name_and_date(tmp_path: Path, parts: dict[str, bytes]) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    pack = with_parts(folder / "pack.pdf", parts)
    taken = take_in(tmp_path / "store", folder)
    dates = {name: outcome.paper.meeting.date for name, outcome in taken.items() if outcome.paper}
    assert dates == {"pack.pdf": date(2021, 6, 8), "finance.pdf": date(2021, 5, 4), "events.docx": date(2021, 5, 6)}
    assert taken["sums.xlsx"].refusal is not None
    assert "spreadsheet" in taken["sums.xlsx"].refusal.reason
    assert any("finance.pdf" in remark and "sums.xlsx" in remark for remark in taken["pack.pdf"].remarks)
    assert file_bytes(pack / "finance.pdf") == parts["finance.pdf"]
    again = take_in(tmp_path / "store", folder)
    assert set(again) == set(taken)
    assert again["pack.pdf"].result is Result.UNCHANGED


def test_what_is_attached_no_longer_is_taken_out_and_what_is_stays_until_its_file_goes(tmp_path: Path, parts: dict[str, bytes]) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    with_parts(folder / "pack.pdf", parts)
    make_pdf(folder / "other.pdf", minutes("Burial Board", "5 May 2021", "the gate be painted"))
    take_in(tmp_path / "store", folder)
    with_parts(
        folder / "pack.pdf", {"events.docx": parts["events.docx"]}, cover="Amended agenda of the Parish Council to be held on 8 June 2021"
    )
    take_in(tmp_path / "store", folder)
    with Store.open_for_writing(tmp_path / "store", WordVectors()) as store:
        assert {paper.file for paper in store.catalogue.papers()} == {"pack.pdf", "events.docx", "other.pdf"}
        assert store.catalogue.refusals() == []
        assert missing_from([folder], store) == []
        (folder / "pack.pdf").unlink()
        gone = missing_from([folder], store, prune=True)
        assert {outcome.path.name: outcome.result for outcome in gone} == {"pack.pdf": Result.REMOVED, "events.docx": Result.REMOVED}


def test_a_portfolio_whose_cover_says_nothing_and_one_within_another_are_read(tmp_path: Path, parts: dict[str, bytes]) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    inner = with_parts(tmp_path / "inner.pdf", {"finance.pdf": parts["finance.pdf"]}, cover="")
    with_parts(folder / "pack.pdf", {"inner.pdf": inner.read_bytes(), "events.docx": parts["events.docx"]}, cover="")
    papers = papers_to_read([folder], tmp_path / "kept")
    assert {paper.file for paper in papers.all} >= {"finance.pdf", "events.docx"}
    assert {paper.file for paper in papers_to_read([folder], tmp_path / "kept").all} == {paper.file for paper in papers.all}


def test_names_are_told_apart_and_paper_clips_are_opened(tmp_path: Path, parts: dict[str, bytes]) -> None:
    path = make_pdf(tmp_path / "pack.pdf", [["Agenda of the Parish Council to be held on 8 June 2021"]])
    writer = PdfWriter(clone_from=path)
    writer.add_attachment("../old/minutes.pdf", parts["finance.pdf"])
    stream = StreamObject()
    stream.set_data(parts["events.docx"])
    file = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Filespec"),
            NameObject("/UF"): TextStringObject("minutes.docx"),
            NameObject("/EF"): DictionaryObject({NameObject("/F"): writer._add_object(stream)}),
        }
    )
    clip = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/FileAttachment"),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (10, 10, 20, 20))),
            NameObject("/FS"): writer._add_object(file),
        }
    )
    writer.add_annotation(0, clip)
    writer.write(path)
    assert read_paper(path).attached == ("minutes.pdf", "minutes.docx")
    assert read_paper(path / "minutes.docx").paper.meeting.date == date(2021, 5, 6)
