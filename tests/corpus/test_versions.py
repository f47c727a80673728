"""Versions of one paper: linked where the papers say so themselves, and the latest preferred while the other is named."""

import dataclasses
import datetime
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.export.json import papers_to_json
from assistant.export.terminal import source_line
from assistant.models import Citation, Question
from assistant.web import messages
from corpus.models import Meeting, MeetingKind, Paper, PaperKind, PaperStatus
from corpus.papers.build import SOURCES
from corpus.store.catalogue import Catalogue
from corpus.store.store import Store
from corpus.versions import may_replace, mostly_in
from ingest.build import read_paper
from tests.factories import make_store, minutes_text, write_papers
from tests.papers import read_once

SAID = {
    "12. Potholes": "RESOLVED that £40,000 be spent on potholes in Wenlow.",
    "13. Gritting": "The panel noted that the lorries had gone out on 61 nights, and thanked the drivers for their work in the snow.",
    "14. Cycle lanes": "The panel asked for a survey of the use of the lanes on Castle Street before it spent more money on them.",
}
PUBLISHED = minutes_text(items=SAID)
DRAFT = minutes_text(items=SAID | {"12. Potholes": "RESOLVED that £45,000 be spent on potholes in Wenlow."}).replace(
    "Minutes of", "DRAFT Minutes of"
)
CORRECTED = minutes_text(items=SAID | {"13. Gritting": SAID["13. Gritting"].replace("61", "63")}).replace(
    "Minutes of", "CORRECTED VERSION\n\nMinutes of"
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    held = Catalogue(tmp_path / "catalogue.sqlite")
    yield held
    held.close()


def put(catalogue: Catalogue, folder: Path, texts: dict[str, str]) -> dict[str, Paper]:
    papers = {}
    for name, text in texts.items():
        read = read_paper(write_papers(folder, {name: text}) / name)
        catalogue.put(read)
        papers[name] = read.paper
    return papers


def replaced(catalogue: Catalogue) -> dict[str, str]:
    files = {paper.id: paper.file for paper in catalogue.papers()}
    return {files[paper_id]: later.file for paper_id, later in catalogue.versions().replaced_by.items()}


@pytest.mark.parametrize("order", list(itertools.permutations(["draft.txt", "published.txt", "corrected.txt"])), ids=" ".join)
def test_a_draft_and_what_was_published_are_replaced_by_the_corrected_minutes(
    catalogue: Catalogue, tmp_path: Path, order: tuple[str, ...]
) -> None:
    texts = {"draft.txt": DRAFT, "published.txt": PUBLISHED, "corrected.txt": CORRECTED}
    papers = put(catalogue, tmp_path, {name: texts[name] for name in order})
    assert replaced(catalogue) == {"draft.txt": "corrected.txt", "published.txt": "corrected.txt"}
    assert [older.file for older in catalogue.versions().replaces[papers["corrected.txt"].id]] == ["draft.txt", "published.txt"]
    catalogue.remove(papers["corrected.txt"].id)
    assert replaced(catalogue) == {"draft.txt": "published.txt"}
    catalogue.remove(papers["published.txt"].id)
    assert replaced(catalogue) == {}


def test_minutes_of_another_day_or_body_replace_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    put(
        catalogue,
        tmp_path,
        {
            "draft.txt": DRAFT,
            "june.txt": PUBLISHED.replace("4 May", "1 June"),
            "libraries.txt": PUBLISHED.replace("Highways Scrutiny Panel", "Libraries Scrutiny Panel"),
        },
    )
    assert replaced(catalogue) == {}


def test_a_supplement_does_not_replace_the_pack(catalogue: Catalogue, tmp_path: Path) -> None:
    front = "Ambershire County Council\n\n{}\n\nHighways Scrutiny Panel\n\nDate: Tuesday 8 June 2021\n\n"
    reports = "\n\n".join(f"{n}. Report of the Director of Highways\n\n{said * 3}" for n, said in enumerate(SAID.values(), start=1))
    put(
        catalogue,
        tmp_path,
        {
            "agenda.txt": front.format("Agenda") + reports,
            "supplement.txt": front.format("Amended agenda") + "4. Report of the Director of Highways\n\nThe salt barn is full.",
            "whole.txt": front.format("Revised agenda") + reports.replace("61 nights", "63 nights"),
        },
    )
    assert replaced(catalogue) == {"agenda.txt": "whole.txt"}


def paper(status: PaperStatus | None = None, **changes: object) -> Paper:
    meeting = Meeting(council="Ambershire County Council", body="Cabinet", date=datetime.date(2021, 9, 9))
    made = Paper(
        id="1", sha256="1", path="/a", file="a", title="A", kind=PaperKind.MINUTES, meeting=meeting, period=None, page_count=1,
        passage_count=1, unread_pages=(), reader="r", status=status,
    )  # fmt: skip
    return dataclasses.replace(made, **changes)


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        (None, PaperStatus.DRAFT),
        (PaperStatus.CONFIRMED, None),
        (PaperStatus.AMENDED, None),
        (PaperStatus.CORRECTED, PaperStatus.AMENDED),
    ],
)
def test_standing_puts_versions_in_order(newer: PaperStatus | None, older: PaperStatus | None) -> None:
    assert may_replace(paper(newer), paper(older))
    assert not may_replace(paper(older), paper(newer))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (paper(), paper()),
        (paper(PaperStatus.CONFIRMED), paper(PaperStatus.CORRECTED)),
        (paper(PaperStatus.DRAFT), paper(kind=PaperKind.AGENDA)),
        (paper(PaperStatus.DRAFT, kind=PaperKind.OTHER), paper(kind=PaperKind.OTHER)),
        (paper(PaperStatus.DRAFT), paper(meeting=Meeting(council="Harrowby Town Council", body="Cabinet", date=datetime.date(2021, 9, 9)))),
        (paper(PaperStatus.DRAFT, meeting=Meeting(body="Cabinet")), paper(meeting=Meeting(body="Cabinet"))),
        (
            paper(PaperStatus.DRAFT, meeting=Meeting(body="Council", date=datetime.date(2021, 9, 9), kind=MeetingKind.ANNUAL)),
            paper(meeting=Meeting(body="Council", date=datetime.date(2021, 9, 9), kind=MeetingKind.ORDINARY)),
        ),
    ],
)
def test_where_the_order_cannot_be_told_neither_replaces_the_other(a: Paper, b: Paper) -> None:
    assert not may_replace(a, b)
    assert not may_replace(b, a)


def test_an_unknown_council_may_be_the_same_and_annual_reports_go_by_their_period() -> None:
    unknown = Meeting(body="Cabinet", date=datetime.date(2021, 9, 9))
    assert may_replace(paper(), paper(PaperStatus.DRAFT, meeting=unknown))
    report = {"kind": PaperKind.ANNUAL_REPORT, "period": "2021-22"}
    later = Meeting(body="Cabinet", date=datetime.date(2022, 1, 6))
    assert may_replace(paper(**report), paper(PaperStatus.DRAFT, **report, meeting=later))
    assert not may_replace(paper(**report), paper(PaperStatus.DRAFT, kind=PaperKind.ANNUAL_REPORT, period="2020-21"))


def test_wording_is_compared_in_runs_of_words_whatever_the_lines() -> None:
    assert mostly_in(PUBLISHED, CORRECTED.replace(" ", "\n"))
    assert not mostly_in(" ".join(sorted(PUBLISHED.split())), PUBLISHED)
    assert not mostly_in("", PUBLISHED)


@pytest.fixture(scope="module")
def versions_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    base = tmp_path_factory.mktemp("versions")
    papers = {
        "a-draft.txt": DRAFT,
        "b-published.txt": PUBLISHED,
        "c-libraries.txt": minutes_text(body="Cabinet", items={"3. Libraries": "Stannick Library will open on Sundays."}).replace(
            "Minutes of", "DRAFT Minutes of"
        ),
    }
    make_store(base / "store", [write_papers(base / "papers", papers)])
    with Store.open(base / "store") as store:
        yield store


def test_answers_prefer_the_latest_version_and_name_the_other(versions_store: Store) -> None:
    answer = ask(Question(text="How much is to be spent on potholes in Wenlow?"), versions_store)
    cited = [citation for citation in answer.citations if "potholes" in citation.quote]
    assert [(citation.paper.file, "£40,000" in citation.quote) for citation in cited] == [("b-published.txt", True), ("a-draft.txt", False)]
    latest, draft = cited
    assert [other.file for other in latest.paper.replaces] == ["a-draft.txt"]
    assert (latest.paper.status, latest.paper.replaced_by) == (None, None)
    assert draft.paper.replaced_by is not None
    assert (draft.paper.status, draft.paper.replaced_by.file, draft.paper.replaces) == (PaperStatus.DRAFT, "b-published.txt", ())
    assert source_line(latest).endswith("b-published.txt (minutes; they replace a-draft.txt)")
    assert source_line(draft).endswith("a-draft.txt (draft minutes; replaced by b-published.txt)")
    assert messages.place(latest)[-2:] == ["minutes, b-published.txt", "they replace a-draft.txt"]
    assert messages.place(draft)[-2:] == ["draft minutes, a-draft.txt", "replaced by b-published.txt"]
    quoted = next(line for line in answer.answer.split("\n") if line.endswith(f"[{draft.n}]"))
    assert "(draft minutes; replaced by b-published.txt): “" in quoted


def test_what_both_versions_say_is_cited_from_the_latest_alone(versions_store: Store) -> None:
    answer = ask(Question(text="On how many nights did the gritting lorries go out?"), versions_store)
    assert {citation.paper.file for citation in answer.citations if "61 nights" in citation.quote} == {"b-published.txt"}


def test_a_draft_that_is_held_alone_is_named_a_draft(versions_store: Store) -> None:
    answer = ask(Question(text="Will Stannick Library open on Sundays?"), versions_store)
    [cited] = [c for c in answer.citations if "Sundays" in c.quote]
    assert source_line(cited).endswith("c-libraries.txt (draft minutes)")
    assert "draft minutes, c-libraries.txt" in messages.place(cited)
    assert "(draft minutes): “" in answer.answer


def test_a_source_without_versions_reads_as_before(opened: Store) -> None:
    cited: Citation = ask(Question(text="What did Cabinet agree about opening Stannick library on Sundays?"), opened).citations[0]
    assert source_line(cited).endswith(": libraries.txt")


def test_the_list_of_papers_says_which_replaces_which(versions_store: Store) -> None:
    listed = {record["file"]: record for record in map(json.loads, papers_to_json(versions_store.catalogue))}
    draft, latest = listed["a-draft.txt"], listed["b-published.txt"]
    assert (draft["status"], draft["standing"], draft["replaced_by"]) == ("held", "draft", latest["id"])
    assert (latest["standing"], latest["replaced_by"], latest["replaces"]) == (None, None, [draft["id"]])


def test_the_corrected_minutes_of_the_samples_replace_those_first_published(catalogue: Catalogue) -> None:
    for name in ("adult-care-2023-02-09-minutes-corrected", "adult-care-2023-02-09-minutes", "adult-care-2022-10-06-minutes"):
        catalogue.put(read_once(SOURCES.parent / f"{name}.pdf"))
    assert replaced(catalogue) == {"adult-care-2023-02-09-minutes.pdf": "adult-care-2023-02-09-minutes-corrected.pdf"}
