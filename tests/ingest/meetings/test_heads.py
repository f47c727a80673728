"""Heads of papers that name a meeting in other ways than `Minutes of the meeting held on`: moved meetings, bare bodies with a day, venues."""

from datetime import date
from pathlib import Path

import pytest

from corpus.models import Paper, PaperKind
from ingest.build import read_paper

PRESENT = "Present: Cllr Ann Ode (Chair), Cllr Bo Lee\n\n12. Potholes\n\nRESOLVED that £40,000 be spent on potholes in Wenlow.\n"
REPORT = "Repairs to roofs\nReport of the Head of Property\n\n1. Summary\n\nThe roof cost £18,400.\n\n2. Recommendation\n\nThat the report be noted.\n"


def paper_of(tmp_path: Path, text: str) -> Paper:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return read_paper(path).paper


@pytest.mark.parametrize(
    "named",
    [
        "Minutes of the meeting held on Tuesday 18 May 2021 at 7.00 pm (adjourned from 4 May 2021)",
        "Minutes of the adjourned meeting of 4 May 2021, resumed on Tuesday 18 May 2021 at 7.00 pm",
        "Reconvened meeting of the Highways Panel, originally convened for 4 May 2021\nand held on Tuesday 18 May 2021 at 7.00 pm",
        "Minutes of the reconvened meeting of Tuesday 4 May 2021\nheld on Tuesday 18 May 2021 at 7.00 pm",
        "The meeting of 4 May 2021, postponed because of snow, was held on Tuesday 18 May 2021\nat 7.00 pm",
        "Tuesday 18 May 2021 at 7.00 pm (rearranged from Tuesday 4 May 2021)",
        "Date: Tuesday 18 May 2021 (originally 4 May 2021)\nTime: 7.00 pm",
        "Tuesday 18 May 2021, 7.00 pm\n\n(This meeting takes the place of the one called for 4 May 2021, which was not held.)",
        "Held on Tuesday 18 May 2021, 7.00 pm, in place of the meeting on 4 May 2021",
        "Date: Tuesday 18 May 2021\nTime: 7.00 pm\n\nThis meeting was to have been held on 4 May 2021 and was moved because of the election.",
        "The meeting scheduled for 4 May 2021 having been inquorate, the Panel met on Tuesday 18 May 2021 at 7.00 pm",
        "4 May 2021 (cancelled)\nTuesday 18 May 2021 at 7.00 pm",
    ],
)
def test_a_meeting_that_was_moved_has_the_day_on_which_it_was_held(tmp_path: Path, named: str) -> None:
    paper = paper_of(tmp_path, f"Elm Town Council\nMinutes of the Highways Panel\n\n{named}\n\n{PRESENT}")
    assert (paper.kind, paper.meeting.date, paper.meeting.time) == (PaperKind.MINUTES, date(2021, 5, 18), "7.00 pm")


@pytest.mark.parametrize(
    "named",
    [
        "Minutes of the meeting held on Tuesday 4 May 2021 and adjourned until 18 May 2021",
        "Minutes of the meeting scheduled for Tuesday 4 May 2021",
        "Minutes of the meeting of 4 May 2021\n\nThe next meeting was postponed to 18 May 2021.",
    ],
)
def test_a_meeting_that_was_held_as_planned_has_that_day(tmp_path: Path, named: str) -> None:
    assert paper_of(tmp_path, f"Elm Town Council\n\n{named}\n\n{PRESENT}").meeting.date == date(2021, 5, 4)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Report to the Finance Committee, 4 May 2021", "Finance Committee"),
        ("Cabinet Report – 4 May 2021", "Cabinet"),
        ("Housing Committee 4 May 2021", "Housing Committee"),
        ("Report to: Overview and Scrutiny Committee\n\nDate of Committee: 4 May 2021", "Overview and Scrutiny Committee"),
        ("PLANNING COMMITTEE – TUESDAY 4 MAY 2021", "Planning Committee"),
        ("Cabinet, 4th May 2021\nAgenda item 7", "Cabinet"),
        ("Report to Council\n4 May 2021", "Council"),
        ("Committee: Audit and Risk Committee\nCommittee date: 4 May 2021", "Audit and Risk Committee"),
        (
            "Adult Social Care and Health Overview and Scrutiny Committee, Tuesday 4 May 2021",
            "Adult Social Care and Health Overview and Scrutiny Committee",
        ),
    ],
)
def test_a_report_is_of_the_body_and_day_at_its_top(tmp_path: Path, head: str, body: str) -> None:
    paper = paper_of(tmp_path, f"Elm Town Council\n{head}\n\n{REPORT}")
    assert (paper.kind, paper.meeting.body, paper.meeting.date) == (PaperKind.REPORT, body, date(2021, 5, 4))


@pytest.mark.parametrize(
    ("head", "council", "body"),
    [
        ("Elm Square Service Area #9\nCommission Meeting Minutes\n\nTuesday, May 4, 2021 - 9:00am at Oak Bar & Board", None, "Commission of Elm Square Service Area #9"),
        ("Elm Improvement District\nMinutes of the Trustees\n\nHeld on Tuesday 4 May 2021 at the Cabinet Makers Hall", None, "Trustees of Elm Improvement District"),
        ("ELM LIBRARY DISTRICT\nBOARD OF TRUSTEES REGULAR MEETING MINUTES\n\nMay 4, 2021", None, "Board of Trustees of Elm Library District"),
        ("Elm Town Council\nMinutes of the meeting held on 4 May 2021 in the Forum House, Panel Lane", "Elm Town Council", "Council"),
        ("Elm Town Council\nMinutes\n\n4 May 2021\nVenue: Board Inn, Cabinet Street", "Elm Town Council", "Council"),
        ("DISTRICT COUNCIL 012\nMINUTES\n\nTuesday, May 4, 2021", None, "District Council 012"),
        ("Elm Drainage Board\nMinutes\n\nTuesday 4 May 2021, 2.00 pm, Boardroom, Forum House, Panel Lane", None, "Elm Drainage Board"),
        ("ELM CITY COUNCIL - CABINET\nMinutes, 4 May 2021", "Elm City Council", "Cabinet"),
        ("LONDON BOROUGH OF ELM\nCABINET\nMinutes, 4 May 2021", "London Borough of Elm", "Cabinet"),
        ("ROYAL BOROUGH OF ELM AND WENLOW\nMinutes of the Audit Committee, 4 May 2021", "Royal Borough of Elm and Wenlow", "Audit Committee"),
        ("Elm Council and partners\nELM COMMUNITY SAFETY PARTNERSHIP\nMinutes, 4 May 2021", "Elm Council", "Elm Community Safety Partnership"),
    ],
)  # fmt: skip
def test_a_body_is_whoever_met_and_never_where(tmp_path: Path, head: str, council: str | None, body: str) -> None:
    meeting = paper_of(tmp_path, f"{head}\n\n{PRESENT}").meeting
    assert (meeting.council, meeting.body, meeting.date) == (council, body, date(2021, 5, 4))
