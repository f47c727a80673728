"""What the register holds of a paper: each field with the words that state it."""

from pathlib import Path

import pytest

from corpus.read_paper import ReadPaper
from corpus.register import Entry, EntryKind
from corpus.text import readable
from ingest.build import read_paper
from tests.conftest import ROOT
from tests.factories import make_docx, minutes_text
from tests.papers import read_once

SAMPLES = sorted((ROOT / "corpus" / "papers").glob("*.pdf"))


def said(stated: object) -> object:
    return getattr(stated, "value", None)


def read(tmp_path: Path, **items: str) -> list[Entry]:
    path = tmp_path / "minutes.txt"
    path.write_text(minutes_text(items={title.replace("_", " "): text for title, text in items.items()}), encoding="utf-8")
    return list(read_paper(path).register)


@pytest.mark.parametrize("paper", SAMPLES, ids=lambda path: path.stem)
def test_every_field_stands_on_the_page_where_it_is_said_to(paper: Path) -> None:
    held: ReadPaper = read_once(paper)
    pages = {page.number: page.text for page in held.pages}
    for entry in held.register:
        assert entry.paper_id == held.paper.id
        for name, stated in entry.stated():
            there = pages[stated.page][stated.start : stated.end]
            assert there, name
            if isinstance(stated.value, str) and name != "result":
                assert readable(there) == readable(stated.value), name


def test_ids_are_the_same_each_time_and_each_only_once() -> None:
    for paper in SAMPLES:
        ids = [entry.id for entry in read_once(paper).register]
        assert len(set(ids)) == len(ids)


def test_a_table_of_actions_with_their_status_is_a_tracker(tmp_path: Path) -> None:
    rows = [["Ref", "Action", "Owner", "Due", "Status"], ["A31", "Count the lamps", "Jo Hill", "30 April 2021", "Complete"]]
    path = make_docx(tmp_path / "minutes.docx", [[*minutes_text(items={}).split("\n\n")[:4], "# 13. Action tracker", rows]])
    (row,) = [one for one in read_paper(path).register if one.kind is EntryKind.TRACKER_ROW]
    assert [said(one) for one in (row.number, row.owner, row.deadline, row.status)] == ["A31", "Jo Hill", "30 April 2021", "Complete"]


def test_what_an_executive_answered_is_an_entry_for_each_recommendation(tmp_path: Path) -> None:
    table = "No.\tRecommendation\tResponse\tReason\n1\tReport monthly\tAccepted in part\tQuarterly\n2\tKeep the bus\tRejected\tCost"
    found = [one for one in read(tmp_path, **{"12._Replies": table}) if one.kind is EntryKind.EXECUTIVE_RESPONSE]
    assert [said(one.status) for one in found] == ["Accepted in part", "Rejected"]


def test_a_public_question_knows_its_answer(tmp_path: Path) -> None:
    asked = "Mr Cy Fox of Wenlow asked when the pond would be drained. The Chair replied that it would be in May. He thanked her."
    (question,) = [one for one in read(tmp_path, **{"7._Public_questions": asked}) if one.kind is EntryKind.PUBLIC_QUESTION]
    assert question.said == "Mr Cy Fox of Wenlow asked when the pond would be drained."
    assert said(question.answer[0]) == "The Chair replied that it would be in May. He thanked her."


def test_limbs_are_one_resolution_and_what_one_of_them_recommends_is_told_too(tmp_path: Path) -> None:
    text = "RESOLVED: (1) That the report be noted. (2) That Cabinet be recommended to drain the pond by 31 May 2021."
    whole, limb = read(tmp_path, **{"12._The_pond": text})
    assert (whole.kind, limb.kind) == (EntryKind.RESOLUTION, EntryKind.RECOMMENDATION)
    assert whole.said == text
    assert limb.said.startswith("(2) That Cabinet")
    assert said(limb.deadline) == "31 May 2021"


def test_minutes_that_number_themselves_in_running_text_are_the_items(tmp_path: Path) -> None:
    text = "P31 Roads. RESOLVED: That they be mended.\n\nP32 Ponds. RESOLVED: That they go.\n\nP33 Trees. RESOLVED: That they be cut."
    found = read(tmp_path, **{"Minutes_of_the_day": text})
    assert [one.item and one.item.number for one in found] == ["P31", "P32", "P33"]


def test_a_report_recommends_and_decides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Ambershire County Council\n\nReport to the Parks Committee\n\n8 June 2021\n\nPonds\n\nReport of the Head of Parks\n\n"
        "1. The pond leaks.\n\n2. Recommendation: that the pond be drained.\n"
    )
    (entry,) = read_paper(path).register
    assert (entry.kind, entry.result, entry.ballot) == (EntryKind.RECOMMENDATION, None, None)
