"""The sample papers: built from their sources, read as a clerk would, and asked about."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.models import Question, Status
from corpus.models import Meeting, PaperKind
from corpus.papers.build import SOURCES, source_to_pdf
from corpus.papers.source import file_to_source
from corpus.read_paper import ReadPaper
from corpus.store.store import Store
from corpus.text import squeezed
from eval.stores import kept, papers_to_store
from ingest.build import read_paper
from ingest.layout.blocks import page_to_blocks
from ingest.readers.scans.ocr import can_read_scans
from ingest.structure.agenda import agenda_of
from tests.papers import read_once

PAPERS = SOURCES.parent
FILES = sorted(PAPERS.glob("*.pdf"))
SCAN = PAPERS / "adult-care-2022-05-12-minutes.pdf"
READABLE = FILES if can_read_scans() else [path for path in FILES if path != SCAN]
CHILDREN, ADULTS, CABINET = "Children and Education Scrutiny Panel", "Adult Care Scrutiny Panel", "Cabinet"
BODY_OF = {"children": CHILDREN, "ascp": CHILDREN, "adult": ADULTS, "cabinet": CABINET}
PRESENTED = {"ascp-annual-report-2021-22": datetime.date(2023, 1, 19), "adult-care-annual-report-2022-23": datetime.date(2023, 9, 14)}
BOUND_IN = {
    "children-2022-03-10-agenda-pack": datetime.date(2021, 12, 9),
    "children-2023-03-16-agenda-pack": datetime.date(2023, 1, 19),
    "adult-care-2022-10-06-agenda-pack": datetime.date(2022, 7, 7),
    "adult-care-2023-11-09-agenda-pack": datetime.date(2023, 9, 14),
    "cabinet-2022-05-19-agenda-pack": datetime.date(2022, 4, 7),
}


def read(name: str) -> ReadPaper:
    return read_once(PAPERS / f"{name}.pdf")


def stated(path: Path) -> Meeting:
    """Body and date of a sample paper, as its file name was chosen to say."""
    name = path.stem
    day = PRESENTED.get(name)
    if day is None:
        day = next(datetime.date.fromisoformat(name[i : i + 10]) for i in range(len(name)) if name[i : i + 4].startswith("202"))
    return Meeting(body=BODY_OF[name.split("-")[0]], date=day)


def test_there_are_enough_papers_and_they_are_small() -> None:
    assert len(FILES) >= 16
    assert sum(path.stat().st_size for path in FILES) < 5 * 1024 * 1024
    sources = [path for path in SOURCES.glob("*.md") if path.read_text().startswith("---") and "\noutput:" in path.read_text()]
    assert {path.stem for path in sources} == {path.stem for path in FILES}


@pytest.mark.parametrize("name", ["children-2021-09-16-minutes", "cabinet-2022-05-19-agenda-pack"])
def test_the_pdfs_are_what_their_sources_build(name: str, tmp_path: Path) -> None:
    pdf, _ = source_to_pdf(file_to_source(SOURCES / f"{name}.md"), SOURCES)
    (tmp_path / "built.pdf").write_bytes(pdf)
    built, shipped = read_paper(tmp_path / "built.pdf"), read(name)
    assert [page.text for page in built.pages] == [page.text for page in shipped.pages]


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_each_paper_knows_its_body_and_date(path: Path) -> None:
    paper = read_once(path).paper
    assert (paper.meeting.body, paper.meeting.date) == (stated(path).body, stated(path).date)
    kinds = {"minutes": PaperKind.MINUTES, "pack": PaperKind.AGENDA_PACK, "questions": PaperKind.PUBLIC_QUESTIONS}
    expected = next((kind for mark, kind in kinds.items() if mark in path.stem), PaperKind.ANNUAL_REPORT)
    assert paper.kind is expected
    assert paper.period == {"ascp-annual-report-2021-22": "2021-22", "adult-care-annual-report-2022-23": "2022-23"}.get(path.stem)


@pytest.mark.parametrize(("name", "day"), BOUND_IN.items())
def test_minutes_bound_into_a_pack_are_theirs_and_the_reports_are_the_packs(name: str, day: datetime.date) -> None:
    paper = read(name)
    own = paper.paper.meeting.date
    assert paper.paper.page_count >= 20
    assert {passage.meeting.date for passage in paper.passages} == {own, day}
    minutes = [passage for passage in paper.passages if passage.meeting.date == day]
    assert "Present:" in " ".join(passage.text for passage in minutes)
    assert "meeting ended" in minutes[-1].text or "meeting ended" in minutes[-2].text
    assert {passage.meeting.body for passage in minutes} == {paper.paper.meeting.body}
    reports = [passage for passage in paper.passages if passage.page > minutes[-1].page]
    assert {passage.meeting.date for passage in reports} == {own}


@pytest.mark.parametrize("name", BOUND_IN)
def test_the_reports_of_a_pack_are_under_the_items_of_its_agenda(name: str) -> None:
    paper = read(name)
    agenda = agenda_of([block for page in paper.pages for block in page_to_blocks(page)])
    with_report = {passage.item.title for passage in paper.passages if passage.item and passage.meeting.date == paper.paper.meeting.date}
    assert len(agenda.entries) >= 6
    assert len(with_report & {entry.title for entry in agenda.entries}) >= 4


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("children-2021-09-16-minutes", 1, 9), ("adult-care-2023-11-09-minutes", 65, 73), ("cabinet-2022-09-22-minutes", 171, 179)],
)
def test_every_minute_number_is_there_in_order(name: str, first: int, last: int) -> None:
    numbers = [int(passage.item.number) for passage in read(name).passages if passage.item and passage.item.number]
    assert list(dict.fromkeys(numbers)) == list(range(first, last + 1))


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_passages_hold_all_text_of_their_pages(path: Path) -> None:
    paper = read_once(path)
    assert paper.pages
    for page in paper.pages:
        passages = [passage for passage in paper.passages if passage.page == page.number]
        assert all(page.text[passage.start : passage.end] == passage.text for passage in passages)
        assert "".join("".join(p.text.split()) for p in passages) == "".join(page.text.split())


@pytest.fixture(scope="module")
def sample_store() -> Iterator[Store]:
    """The store of `make gate`, kept between runs."""
    with Store.open(papers_to_store(FILES, kept())) as store:
        yield store


def test_all_go_in_and_what_was_read_from_pictures_is_named(sample_store: Store) -> None:
    held = {paper.file: paper.warnings for paper in sample_store.catalogue.papers()}
    assert sorted(held) == [path.name for path in READABLE]
    refused = {refusal.file: [refusal.reason] for refusal in sample_store.catalogue.refusals()}
    assert sorted(held | refused) == [path.name for path in FILES]
    assert any("read from a picture" in remark or "install tesseract" in remark for remark in (held | refused)[SCAN.name])


@pytest.mark.parametrize(
    ("question", "fact", "day"),
    [
        ("How much is the carers' breaks payment from April 2024?", "£375 a year", "2023-12-14"),
        ("What did Cabinet decide about Larkfield House?", "kept open until 31 March 2024", "2022-09-22"),
        ("Why was the post-16 transport charge put off in May 2022?", "deferred", "2022-05-19"),
        ("When did the Stannick Road children's home open and what did it cost?", "£1.38m", "2023-12-14"),
        ("How many EHCPs did the Council maintain in March 2023?", "3,482", "2023-03-16"),
        ("Was Larkfield House transferred to the Wenlow Community Trust?", "be transferred to the Wenlow Community Trust", "2023-12-14"),
        ("What was resolved about writing to the Minister on the DoLS backlog?", "Minister", "2022-10-06"),
        ("What share of adult social worker posts was vacant in February 2023?", "12.4%", "2023-02-09"),
    ],
)
def test_questions_over_the_samples_find_their_fact_with_its_own_date(sample_store: Store, question: str, fact: str, day: str) -> None:
    answer = ask(Question(text=question), sample_store)
    assert answer.status is Status.ANSWERED
    dates = {citation.meeting.date for citation in answer.citations[:8] if fact in squeezed(citation.passage)}
    assert datetime.date.fromisoformat(day) in dates


@pytest.mark.parametrize("question", ["What is the price of bitcoin?", "Who won the cup final?", "How do I bake sourdough bread?"])
def test_what_the_samples_do_not_speak_of_is_not_found(sample_store: Store, question: str) -> None:
    answer = ask(Question(text=question), sample_store)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())
    assert answer.searched.unreadable == tuple(path.name for path in FILES if path not in READABLE)
