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


def test_a_supplementary_question_on_its_own_line_has_an_answer_of_its_own(tmp_path: Path) -> None:
    asked = "3.1 From Mrs Ada Fox, Wenlow: When will the pond be drained?\nReply: In May.\nSupplementary: Who pays? Reply: The county."
    found = [one for one in read(tmp_path, **{"7._Public_questions": asked}) if one.kind is EntryKind.PUBLIC_QUESTION]
    assert [said(one.answer[0]) for one in found] == ["Reply: In May.", "Reply: The county."]


def test_the_next_minute_is_no_question(tmp_path: Path) -> None:
    text = (
        "P31 Open forum\nMr Cy Fox: when will the pond go? Chair: in May.\n\n"
        "P32 Minutes of 8 April. Approved.\n\nP33 Trees. RESOLVED: That they go."
    )
    kinds = [one.kind for one in read(tmp_path, **{"Minutes_of_the_day": text})]
    assert kinds == [EntryKind.PUBLIC_QUESTION, EntryKind.RESOLUTION, EntryKind.RESOLUTION]


def test_a_tracker_that_lost_its_columns_is_read_by_its_dates(tmp_path: Path) -> None:
    text = (
        "Ref Meeting Action Owner Due Position\nA4 1 Mar 2021 Turn the boards R Hill 30 Apr 2021 Done 2 May 2021\n"
        "A5 1 Mar 2021 Count lamps Lamp Officer 8 Jun 2021 Late"
    )
    rows = [one for one in read(tmp_path, **{"13._Tracker": text}) if one.kind is EntryKind.TRACKER_ROW]
    assert [[said(one) for one in (row.number, row.owner, row.deadline, row.status)] for row in rows] == [
        ["A4", "R Hill", "30 Apr 2021", "Done 2 May 2021"],
        ["A5", None, "8 Jun 2021", "Late"],
    ]


def test_a_date_put_in_place_of_the_first_is_the_deadline(tmp_path: Path) -> None:
    table = "Ref\tAction\tOwner\tFirst due\tRevised\tState\nB1\tMend the gate\tJo Hill\tMay 2021\tJuly 2021\tOpen"
    (row,) = [one for one in read(tmp_path, **{"13._Action_tracker": table}) if one.kind is EntryKind.TRACKER_ROW]
    assert (said(row.deadline), said(row.status)) == ("July 2021", "Open")


def test_what_cabinet_answered_keeps_cabinets_day(tmp_path: Path) -> None:
    text = (
        "The report had been answered on 6 April.\n\n"
        "No.\tRecommendation\tCabinet's answer\n1\tDrain the pond\tAccepted\n2\tKeep the bus\tRejected"
    )
    found = [one for one in read(tmp_path, **{"12._Reply_of_Cabinet": text}) if one.kind is EntryKind.EXECUTIVE_RESPONSE]
    assert {(one.meeting.body, str(one.meeting.date)) for one in found} == {("Cabinet", "2021-04-06")}


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("RESOLVED: That the matter be DEFERRED to 6 July 2021 for a survey.", "6 July 2021"),
        ("RESOLVED: That the group report on 14 September 2021.", "14 September 2021"),
        ("RESOLVED: That officers attend in September.", "September"),
        ("RESOLVED: That this be brought forward to the next agenda.", "the next agenda"),
        ("RESOLVED: That the charge be £45 from 1 July 2021.", None),
        ("RESOLVED: That the plan prepared by April Jones be approved.", None),
        ("RESOLVED: That the plan refused by Council 2025 be sent.", None),
        ("RESOLVED: That the plan, which had been delivered by 3 March, be approved.", None),
    ],
)
def test_a_deadline_is_when_it_is_to_be_done(tmp_path: Path, words: str, deadline: str | None) -> None:
    (entry,) = read(tmp_path, **{"12._The_pond": words})
    assert said(entry.deadline) == deadline


def test_a_limb_put_to_cabinet_was_voted_on_with_the_whole(tmp_path: Path) -> None:
    text = (
        "Councillor Lee moved, and Councillor Rao seconded, that it be drained. Carried, 5 for, 2 against.\n\n"
        "RESOLVED: (1) That the report be noted. (2) That Cabinet be recommended to drain it."
    )
    whole, limb = read(tmp_path, **{"12._The_pond": text})
    assert limb.said.startswith("(2)")
    for one in (whole, limb):
        assert one.ballot is not None
        assert (said(one.mover), said(one.ballot.in_favour), said(one.ballot.against)) == ("Councillor Lee", 5, 2)


def test_what_somebody_will_do_is_an_action_in_an_answer_too(tmp_path: Path) -> None:
    asked = "Mr Cy Fox asked when the pond would go. The Chair said in May. The Clerk would write to the county."
    found = read(tmp_path, **{"7._Public_questions": asked})
    assert [(one.kind, said(one.owner)) for one in found] == [(EntryKind.PUBLIC_QUESTION, None), (EntryKind.ACTION, "The Clerk")]


def test_a_row_of_the_panels_own_votes_stays_at_its_meeting(tmp_path: Path) -> None:
    text = (
        "The petition had been answered on 6 April. Cabinet decisions were discussed.\n\n"
        "Motion\tMover\tFor\tAgainst\tResult\nDrain the pond\tAnn Ode\t5\t1\tCarried"
    )
    found = [one for one in read(tmp_path, **{"12._The_pond": text}) if one.ballot]
    assert len(found) == 1
    assert "Cabinet" not in (found[0].meeting.body or "")


def test_body_and_day_of_another_meeting_stand_in_one_sentence(tmp_path: Path) -> None:
    text = (
        "The petition had been answered on 6 April. The reply of Cabinet was late.\n\n"
        "No.\tRecommendation\tResponse\n1\tDrain the pond\tAccepted\n2\tKeep the bus\tRejected"
    )
    found = [one for one in read(tmp_path, **{"12._The_pond": text}) if one.kind is EntryKind.EXECUTIVE_RESPONSE]
    assert len(found) == 2
    assert all(one.meeting.body != "Cabinet" for one in found)
