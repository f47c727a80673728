"""Odd PDFs, nearly two hundred kinds of them, and what is made of their text: each is taken or refused by name, and the others go in.

A thousand of them: `minuted bench odd`.
"""

import dataclasses
import json
import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.export.json import papers_to_json, to_json
from assistant.export.word import answer_to_word
from assistant.models import Question
from corpus.pdf.highlight import places_on_page
from corpus.store.doctor import findings
from corpus.store.store import Store
from corpus.text import valid_text
from eval.bench import odd_pdfs
from eval.bench.odd import LIMITS
from ingest.build import read_paper
from ingest.folder import ingest, papers_in
from ingest.readers.scans.ocr import can_read_scans
from tests.factories import WordVectors, make_store, minutes_text, write_papers

CODES = {"corrupt", "encrypted", "mislabelled", "no_text"}


def strings_in(record: object) -> Iterator[str]:
    """Every string in a record, however deep."""
    if isinstance(record, str):
        yield record
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from strings_in(getattr(record, field.name))
    elif isinstance(record, tuple | list):
        for each in record:
            yield from strings_in(each)


def test_each_kind_is_taken_or_refused_by_name_and_the_others_go_in(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, looker: Executor
) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text(), "z.txt": minutes_text(day="Tuesday, 1 June 2021")})
    for name, made in odd_pdfs.KINDS.items():
        (folder / f"{name}.pdf").write_bytes(made())
    with Store.open_for_writing(tmp_path / "store", WordVectors()) as store:
        outcomes = {outcome.path.stem: outcome for outcome in ingest(papers_in([folder]), store, limits=LIMITS)}
        told = [json.loads(line, parse_constant=pytest.fail) for line in papers_to_json(store.catalogue)]
        held = [(store.catalogue.passages_of(paper.id), store.catalogue.page(paper.id, 1)) for paper in store.catalogue.papers()]
    assert len(outcomes) == len(odd_pdfs.KINDS) + 2
    assert all(outcomes[name].paper is not None for name in (*odd_pdfs.SOUND, "a", "z"))
    refusals = {name: outcome.refusal for name, outcome in outcomes.items() if outcome.refusal}
    assert {refusal.code for refusal in refusals.values()} == CODES
    assert all(refusal.reason.startswith(f"{name}.pdf: ") for name, refusal in refusals.items())
    assert not [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert {valid_text(said) for said in strings_in((held, tuple(refusals.values())))} == set(strings_in((held, tuple(refusals.values()))))
    assert len(told) >= len(held)
    with Store.open(tmp_path / "store", WordVectors()) as store:
        assert findings(store, looker) == []


@pytest.fixture(scope="module")
def half_letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store, with the real model, of PDFs whose fonts and marks say that letters are halves of letters, or none."""
    folder = write_papers(tmp_path_factory.mktemp("letters"), {"sound.txt": minutes_text()})
    for name, made in odd_pdfs.KINDS.items():
        if name.startswith(("letter_", "actual_text_", "title_", "label_", "font_of_odd_differences")):
            (folder / f"{name}.pdf").write_bytes(made())
    make_store(folder / "store", [folder])
    return folder


def test_a_page_with_what_is_no_letter_is_taken_with_a_warning_that_names_it(half_letters: Path) -> None:
    with Store.open(half_letters / "store") as store:
        papers = {paper.file: paper for paper in store.catalogue.papers()}
        assert len(papers) == len(list(half_letters.iterdir())) - 1
        text = store.catalogue.page(papers["letter_that_stands_for_first_half_of_a_letter.pdf"].id, 1).text
    assert text == "The pane\ufffd heard that the \ufffdorries went out on 61 nights."
    said = "page 1: characters that are not valid Unicode are shown as \ufffd"
    warned = {file.removesuffix(".pdf") for file, paper in papers.items() if said in paper.warnings}
    assert warned >= {
        f"letter_that_stands_for_{name}" for name in ("first_half_of_a_letter", "second_half_of_a_letter", "halves_in_the_wrong_order")
    } | {"actual_text_of_half_a_letter", "font_of_odd_differences"}
    assert not warned & {"sound.txt", "letter_beyond_the_basic_plane", "title_with_half_a_letter"}


def test_answers_from_such_papers_are_proved_and_can_be_taken_away(half_letters: Path) -> None:
    with Store.open(half_letters / "store") as store:
        answer = ask(Question(text="On how many nights did the lorries go out?"), store)
    assert "61 nights" in answer.answer
    assert all(citation.verified == ("\ufffd" not in citation.quote) for citation in answer.citations)
    assert json.loads(to_json(answer))
    assert answer_to_word(answer)


def test_a_letter_beyond_the_basic_plane_is_one_letter_and_is_marked_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(odd_pdfs.letter_beyond_the_basic_plane())
    read = read_paper(tmp_path / "paper.pdf")
    [page] = read.pages
    assert page.text.startswith("The pane😀 heard that the 😀orries")
    assert len(places_on_page(tmp_path / "paper.pdf", page, 4, 9)) == 1


@pytest.mark.skipif(not can_read_scans(), reason="tesseract is not installed")
def test_a_page_that_cannot_be_drawn_is_named_as_unread(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(odd_pdfs.page_and_one_cropped_elsewhere())
    assert read_paper(tmp_path / "paper.pdf").paper.unread_pages == (2,)
