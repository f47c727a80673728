"""Heads of papers that name a meeting in other ways than `Minutes of the meeting held on`: moved meetings, a body with a day, venues."""

from datetime import date
from pathlib import Path

import pytest

from corpus.models import AgendaItem, Paper, PaperKind
from ingest.build import read_paper

PRESENT = "Present: Cllr Ann Ode (Chair), Cllr Bo Lee\n\n12. Potholes\n\nRESOLVED that £40,000 be spent on potholes in Wenlow.\n"
REPORT = "Repairs to roofs\nReport of the Head\n\n1. Summary\n\nThe roof cost £18,400.\n\n2. Recommendation\n\nThat the report be noted.\n"


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
        "Date: Tuesday 18 May 2021\nTime: 7.00 pm\n\nThis meeting was to have been held on 4 May 2021 and was moved.",
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
        (
            "Elm Square Service Area #9\nCommission Meeting Minutes\n\nTuesday, May 4, 2021 - 9:00am at Oak Bar & Board",
            None,
            "Commission of Elm Square Service Area #9",
        ),
        (
            "Elm Improvement District\nMinutes of the Trustees\n\nHeld on Tuesday 4 May 2021 at the Cabinet Makers Hall",
            None,
            "Trustees of Elm Improvement District",
        ),
        (
            "ELM LIBRARY DISTRICT\nBOARD OF TRUSTEES REGULAR MEETING MINUTES\n\nMay 4, 2021",
            None,
            "Board of Trustees of Elm Library District",
        ),
        ("Elm Town Council\nMinutes of the meeting held on 4 May 2021 in the Forum House, Panel Lane", "Elm Town Council", "Council"),
        ("Elm Town Council\nMinutes\n\n4 May 2021\nVenue: Board Inn, Cabinet Street", "Elm Town Council", "Council"),
        ("DISTRICT COUNCIL 012\nMINUTES\n\nTuesday, May 4, 2021", None, "District Council 012"),
        ("Elm Drainage Board\nMinutes\n\nTuesday 4 May 2021, 2.00 pm, Boardroom, Forum House, Panel Lane", None, "Elm Drainage Board"),
        ("ELM CITY COUNCIL - CABINET\nMinutes, 4 May 2021", "Elm City Council", "Cabinet"),
        ("LONDON BOROUGH OF ELM\nCABINET\nMinutes, 4 May 2021", "London Borough of Elm", "Cabinet"),
        (
            "ROYAL BOROUGH OF ELM AND WENLOW\nMinutes of the Audit Committee, 4 May 2021",
            "Royal Borough of Elm and Wenlow",
            "Audit Committee",
        ),
        (
            "Elm Council and partners\nELM COMMUNITY SAFETY PARTNERSHIP\nMinutes, 4 May 2021",
            "Elm Council",
            "Elm Community Safety Partnership",
        ),
    ],
)
def test_a_body_is_whoever_met_and_never_where(tmp_path: Path, head: str, council: str | None, body: str) -> None:
    meeting = paper_of(tmp_path, f"{head}\n\n{PRESENT}").meeting
    assert (meeting.council, meeting.body, meeting.date) == (council, body, date(2021, 5, 4))


@pytest.mark.parametrize(
    "line",
    [
        "Cynhaliwyd nos Fawrth 4 Mai 2021 am 7.00 yh yn y Neuadd",
        "Cofnodion cyfarfod y Cyngor, 4 Mai 2021",
        "Procès-verbal de la séance tenue le mardi 4 mai 2021",
        "Miontuairiscí an chruinnithe, 4 Bealtaine 2021",
        "Geàrr-chunntas na coinneimh, 4 Cèitean 2021",
    ],
)
def test_minutes_in_other_languages_of_these_islands_and_in_french_have_their_date(tmp_path: Path, line: str) -> None:
    heading = "" if line[:4] in ("Proc", "Mion", "Geàr") else "Cofnodion cyfarfod y Cyngor\n\n"
    paper = paper_of(tmp_path, f"Cyngor Cymuned Elm\n{heading}{line}\n\n5. Llwybrau\n\nPenderfynwyd atgyweirio llwybr yr afon am £2,150.\n")
    assert (paper.kind, paper.meeting.date) == (PaperKind.MINUTES, date(2021, 5, 4))


@pytest.mark.parametrize(
    "title",
    [
        "Schedule of meetings 2021",
        "Elm Town Council\nCalendar of Council and committee meetings",
        "2021 Meeting Dates\nElm Emergency Board",
    ],
)
def test_a_list_of_meetings_to_come_is_of_none_of_them(tmp_path: Path, title: str) -> None:
    paper = paper_of(tmp_path, f"{title}\n\nTuesday 4 May 2021, 7.00 pm\nTuesday 1 June 2021, 7.00 pm\nTuesday 6 July 2021, 7.00 pm\n")
    assert paper.meeting.date is None
    assert "it lists the days of several meetings and is of none of them" in paper.warnings


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Date of meeting: 04/05/2021", True),
        ("Date of meeting: 13/05/2021", False),
        ("Date of meeting: 04/05/2021\nCouncillors present: none", False),  # the habit of Britain
        ("Date of meeting: 04/05/2021\nSigned 11 May 2021", False),
    ],
)
def test_figures_that_can_be_read_two_ways_are_told_unless_the_paper_says_which(tmp_path: Path, line: str, told: bool) -> None:
    paper = paper_of(tmp_path, f"Minutes of the Harbour Board\n{line}\n\n1. Dredging\n\nThe channel was dredged to six metres.\n")
    assert any("4 May 2021 read day first and 5 April 2021 read month first" in warning for warning in paper.warnings) is told
    assert paper.meeting.date is not None


@pytest.mark.parametrize(
    "head",
    [
        "Written questions and answers\nRegister entry: 28 April 2021",
        "Questions by councillors, with replies\nSubmitted 28 April 2021",
        "Written questions\nReceived on Wednesday 28 April 2021",
    ],
)
def test_a_register_of_questions_has_no_meeting_and_each_question_its_own(tmp_path: Path, head: str) -> None:
    path = tmp_path / "register.txt"
    path.write_text(
        f"Elm Council\n{head}\n\nQuestion from Councillor Ode, submitted on 28 April 2021: How many lamps were\nlit in 2020?\n\n"
        "Answer by the Director, given on 25 May 2021: 3,418 lamps were lit.\n\n"
        "Question from Cllr B Lee, submitted on 2 May 2021: What did the van cost?\n\nAnswer, given on 25 May 2021: £74,900.\n",
        encoding="utf-8",
    )
    read = read_paper(path)
    assert read.paper.meeting.date is None
    assert [(part.title, part.author) for part in read.parts] == [
        ("Question from Councillor Ode: How many lamps were lit in 2020?", "Councillor Ode"),
        ("Question from Cllr B Lee: What did the van cost?", "Cllr B Lee"),
    ]


def test_a_head_on_one_line_is_parted_where_its_spaces_are_wide(tmp_path: Path) -> None:
    line = (
        "CITY OF ELM, OREGON    OFFICIAL MINUTES  A REGULAR MEETING OF THE COUNCIL OF THE CITY OF ELM, OREGON WAS HELD THIS 4TH DAY OF MAY,"
        " 2021 AT 9:30 A.M.  THOSE PRESENT WERE:  Mayor Ode, Presiding; Commissioners Lee and Moss, 3."
    )
    paper = paper_of(tmp_path, f"{line}\n\n61 Request of Jo Ray to speak about wages. PLACED ON FILE\n")
    assert (paper.kind, paper.meeting.council, paper.meeting.date) == (PaperKind.MINUTES, "City of Elm", date(2021, 5, 4))


def test_a_date_with_the_number_of_its_page_heads_no_part(tmp_path: Path) -> None:
    pages = ["CITY OF ELM\nOFFICIAL MINUTES\nRegular meeting held on May 4, 2021 at 9:30 A.M.\n\n38. Wages. Placed on file.\n"]
    pages += [f"May 4, 2021   {n} of 3\n\n{40 + n}. Authorize a grant of $285,000 for shelter beds.\n" for n in (2, 3)]
    path = tmp_path / "minutes.txt"
    path.write_text("\f".join(pages), encoding="utf-8")
    read = read_paper(path)
    assert [page.printed for page in read.pages] == [None, "2", "3"]
    assert not any("of 3" in passage.text for passage in read.passages)


PAGE = """<html><head><title>t</title></head><body>
<div id="{header}"><ul><li>Home</li><li>Bins</li></ul></div><div class="breadcrumb">You are here: Home &gt; Cabinet</div>
<div id="content"><h1>{title}</h1><h2>Cabinet - Tuesday, 4th May, 2021 6.00 pm</h2><table>
<tr><td><p>1.</p></td><td><p>Apologies <a href="a">PDF 512 KB</a></p><h3>Minutes:</h3><p>Apologies came from Cllr Ito.</p></td></tr>
<tr><td><p>2.</p></td><td><p>Parking permits</p><h3>Decision:</h3><div><p>RESOLVED: That a permit cost £115.</p></div></td></tr>
<tr><td><p>3.</p></td><td><p>Quays</p><h3>Minutes:</h3><div><p>The Director spoke of the quays.</p></div></td></tr>
</table></div><div class="{footer}"><p>Page updated 3 June 2022</p></div></body></html>"""


@pytest.mark.parametrize(
    ("title", "header", "footer"),
    [
        ("Agenda and minutes", "header", "footer"),
        ("Agenda and draft minutes", "site-header", "page-footer"),
        ("Agenda, decisions and minutes", "topmenu", "mgFooter"),
        ("Minutes", "main-nav", "global_footer"),
    ],
)
def test_a_page_of_meeting_software_records_its_meeting_and_is_without_the_sites_menus(
    tmp_path: Path, title: str, header: str, footer: str
) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(title=title, header=header, footer=footer), encoding="utf-8")
    read = read_paper(path)
    assert (read.paper.kind, read.paper.meeting.body, read.paper.meeting.date) == (PaperKind.MINUTES, "Cabinet", date(2021, 5, 4))
    decided = next(passage for passage in read.passages if passage.decision)
    assert (decided.decision is None, decided.decision and decided.decision.draft) == (False, False)
    assert decided.item == AgendaItem("2", "Parking permits")
    everything = read.pages[0].text
    assert not any(words in everything for words in ("Bins", "You are here", "Page updated", "512 KB"))


BOUND = """Elm Town Council

Highways Panel

Tuesday 8 June 2021 at 10.00 am, County Hall

Item\tBusiness\tPage
1\tApologies\t1
2\tMinutes of 4 May 2021\t2
3\tWinter gritting\t4
4\tCycle lanes\t6

{heading}

{present}12. Minutes

The minutes of 6 April 2021 were confirmed.

13. Roads

Potholes were filled.

{own}

Report of the Director

1. The service treated 1,617 km of road.
"""


@pytest.mark.parametrize(
    ("heading", "own", "body"),
    [
        ("Item 2 – MINUTES of the Highways Panel held on Tuesday 4 May 2021", "Item 3 – Winter gritting", "Highways Panel"),
        ("Item 2\n\nMinutes, 4 May 2021", "Item 3\nWINTER GRITTING", "Highways Panel"),
        ("HIGHWAYS PANEL - MINUTES OF 4 MAY 2021, 10.00 AM", "**ITEM 3: WINTER GRITTING**", "Highways Panel"),
        ("Page 2\nHighways Panel\n4 May 2021 - Minutes", "Page 4\nItem 3 - WINTER GRITTING", "Highways Panel"),
        ("Extract from the draft minutes of the Highways Panel, 4 May 2021", "## 3. Winter gritting", "Highways Panel"),
        ("Paper A. Notes of the meeting on 4 May 2021", "Paper B. Winter gritting", "Highways Panel"),
        ("ITEM 2\n\nROADS STEERING GROUP\n\nMinutes, Tuesday 4 May 2021, 6.30 pm", "ITEM 3 WINTER GRITTING", "Roads Steering Group"),
    ],
)
@pytest.mark.parametrize("present", ["Present: Cllr Ann Ode (Chair), Bo Lee\n\n", ""])
def test_minutes_bound_into_a_pack_of_one_page_have_their_own_meeting_up_to_the_next_item(
    tmp_path: Path, heading: str, own: str, body: str, present: str
) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(BOUND.format(heading=heading, own=own, present=present), encoding="utf-8")
    passages = read_paper(path).passages
    found = {words: next(p.meeting for p in passages if words in p.text) for words in ("6 April", "Potholes were filled", "treated 1,617")}
    assert {(meeting.date, meeting.body) for words, meeting in found.items() if words != "treated 1,617"} == {(date(2021, 5, 4), body)}
    assert found["treated 1,617"].date == date(2021, 6, 8)


@pytest.mark.parametrize("name", ["ELM-CUM-WENLOW\nPARISH COUNCIL", "Elm and Wenlow\nTown Council"])
def test_a_council_is_named_over_two_lines(tmp_path: Path, name: str) -> None:
    paper = paper_of(tmp_path, f"{name}\n\nMinutes of the meeting held on Tuesday 4 May 2021\n\n{PRESENT}")
    assert paper.meeting.council in ("Elm-cum-Wenlow Parish Council", "Elm and Wenlow Town Council")


def test_a_hall_over_a_kind_of_council_is_no_council(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, f"Village Hall\nParish Council\n\nMinutes of the meeting held on Tuesday 4 May 2021\n\n{PRESENT}")
    assert paper.meeting.council is None
