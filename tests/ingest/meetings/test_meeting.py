"""Papers -> their meeting, kind, standing and what their name gets wrong: the layouts in which councils head their papers."""

from datetime import date
from pathlib import Path

import pytest

from corpus.models import MeetingKind, Paper, PaperKind, PaperStatus
from ingest.build import read_paper
from tests.factories import make_pdf

PRESENT = "Present: Cllr Ann Ode (Chair), Cllr Bo Lee\n\n12. Potholes\n\nRESOLVED that £40,000 be spent on potholes in Wenlow.\n"
BUSINESS = "1. Apologies\n2. Declarations of interest\n3. To confirm the minutes of the meeting held on 6 April 2021\n4. Potholes\n"


def paper_of(tmp_path: Path, text: str, name: str = "paper.txt") -> Paper:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_paper(path).paper


@pytest.mark.parametrize(
    "head",
    [
        "ELM PARISH COUNCIL\nMINUTES OF THE PARISH COUNCIL MEETING HELD ON\nTUESDAY, 4 MAY 2021",
        "Elm Parish Council\n\nMinutes of the meeting held on Tuesday, 4 May\n2021 at 7.30 pm in the Village Hall, Elm",
        "MINUTES\nTOWNSHIP OF ELM\nTuesday, May 4, 2021\n\n"
        "A regular meeting of the Township of Elm Council was held on Tuesday, May 4, 2021 starting at\n"
        "6:30 p.m.",
        "Elm Town Council\n\nDRAFT MINUTES of the Full Council, held on the 4th day of May, 2021",
        "Elm Parish Council\n\nMinutes of the meeting of the Council 04.05.21",
        "Elm Parish Council\n\nMinute of Meeting\n\nDate: 4/5/21\nTime: 19:30",
        "Elm Parish Council\n\nNotes of the meeting held on Tuesday 4th May 2021",
        "Highways Panel\n\nTuesday, 4th May 2021, 10.00 am\n\nMinutes",
        "## **Minutes of the Highways Panel**\n\n**Tuesday 4 May 2021**",
        "Minutes of the Council meeting held on 4 May 2021, to be approved on 8 June 2021",
        "Published 11 May 2021\n\nMinutes of the Highways Panel\n\nTuesday 4 May 2021",
        "Highways Panel\nRecreation Committee Minutes\nMay 4, 2021\n\nA meeting of the Committee was held on Tuesday, May 4, 2021.",
    ],
)
def test_minutes_have_the_date_that_their_head_gives(tmp_path: Path, head: str) -> None:
    paper = paper_of(tmp_path, f"{head}\n\n{PRESENT}")
    assert (paper.kind, paper.meeting.date, paper.warnings) == (PaperKind.MINUTES, date(2021, 5, 4), ())


@pytest.mark.parametrize(
    "head",
    [
        "Elm Parish Council\n\n28 April 2021\n\nDear Councillor\n\n"
        "You are hereby summoned to attend a meeting of Elm Parish Council\n"
        "to be held in the Village Hall, Elm\non Tuesday 4 May 2021 at 7.30 pm\n\nAGENDA",
        "ELM PARISH COUNCIL\n\nPUBLIC NOTICE\n\n"
        "A Meeting of Elm Parish Council will be held in the Village Hall, Elm, on Tuesday, 4 May 2021 at 8.00 pm.\n\n"
        "AGENDA",
        "*** AGENDA ***\nAmended May 3, 2021\nTuesday, May 4, 2021\n**START TIME 6:30 p.m.**",
        "Agenda\n\nHighways Panel\n\nDate of publication: Monday 26 April 2021\n\nDate and time of meeting: Tuesday 4 May 2021, 10.00 am",
        "Agenda\n\nHighways Panel\n\nDate:\tTuesday 4 May 2021\nTime:\t10.00 am\n\n"
        "Questions must be received by noon on Wednesday 28 April 2021.",
        "ELM PARISH COUNCIL\n\nINVITES YOU TO ATTEND THE\nANNUAL PARISH MEETING\nIN THE VILLAGE HALL\nON TUESDAY, 4 MAY 2021 AT 7.30 PM",
        "Elm Parish Council\n\nNotice of meeting\n\n"
        "A meeting of the Council will take place on 04/05/2021.\n\nA. Lee, Clerk, 28 April 2021",
        "Agenda\n\nHighways Panel\n\nTuesday 4 May 2021\n\nDespatch date: 26 April 2021",
    ],
)
def test_an_agenda_has_the_day_of_its_meeting_and_no_other(tmp_path: Path, head: str) -> None:
    paper = paper_of(tmp_path, f"{head}\n\n{BUSINESS}")
    assert (paper.kind, paper.meeting.date) == (PaperKind.AGENDA, date(2021, 5, 4))


def test_an_agenda_whose_heading_is_a_picture_is_known_by_its_business(tmp_path: Path) -> None:
    business = "1. Disclosure of pecuniary interest.\n2. Adopt the minutes.\n3. Correspondence.\n4. Accounts to pay.\n"
    paper = paper_of(tmp_path, f"The Corporation of the Township of Elm\n\nTuesday, May 4, 2021\nSTART TIME 6:30 p.m.\n\n{business}")
    assert (paper.kind, paper.meeting.date) == (PaperKind.AGENDA, date(2021, 5, 4))


@pytest.mark.parametrize(
    ("lines", "quoted"),
    [
        ("MINUTES\nTOWNSHIP OF ELM\nTuesday, May 4, 2021\n\nA meeting was held on Tuesday, May 40, 2021.", "Tuesday, May 40, 2021"),
        ("Minutes of the meeting of the Panel held on Tuesday 4 May 20201", "Tuesday 4 May 20201"),
        (
            "Minutes of the meeting of the Panel held on Tuesday 4 May\n\n3. Minutes\n\nThe minutes of 6 April 2021 were confirmed.",
            "Tuesday 4 May",
        ),
    ],
)
def test_a_slip_is_settled_by_another_line_or_by_its_weekday_and_told(tmp_path: Path, lines: str, quoted: str) -> None:
    paper = paper_of(tmp_path, f"Elm Parish Council\n\n{lines}\n\n{PRESENT}")
    assert paper.meeting.date == date(2021, 5, 4)
    assert any(f'"{quoted}"' in warning and "4 May 2021" in warning for warning in paper.warnings)


@pytest.mark.parametrize(
    "slip", ["31 June 2021", "Tuesday 31 June 2021", "May 180, 2021", "Tuesday 4 May", "4 May", "Monday, 7th & Tuesday, 8th June"]
)
def test_a_slip_that_nothing_settles_gives_no_date_and_a_warning_that_quotes_it(tmp_path: Path, slip: str) -> None:
    paper = paper_of(tmp_path, f"Elm Parish Council\n\n28 April 2020\n\nMinutes of the meeting held on {slip} at 7.00 pm\n\n{PRESENT}")
    assert paper.meeting.date is None
    assert any(f'"{slip}"' in warning for warning in paper.warnings)


def test_a_weekday_that_is_not_the_days_own_is_told_and_gives_way_to_one_that_is(tmp_path: Path) -> None:
    alone = paper_of(tmp_path, f"Minutes of the Highways Panel held on Monday 4 May 2021\n\n{PRESENT}", "a.txt")
    assert alone.meeting.date == date(2021, 5, 4)
    assert any("as a Monday, but that day was a Tuesday" in warning for warning in alone.warnings)
    two = paper_of(
        tmp_path, f"Minutes of the Highways Panel\n\nThursday 4 May 2021\n\nA meeting was held on Tuesday 4 May 2021\n\n{PRESENT}", "b.txt"
    )
    assert (two.meeting.date, two.warnings) == (date(2021, 5, 4), ())


def test_two_dates_in_the_head_are_told_and_the_first_is_believed(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, f"Minutes of the Panel held on 4 May 2021\n\nA meeting of the Panel was held on 11 May 2021.\n\n{PRESENT}")
    assert paper.meeting.date == date(2021, 5, 4)
    assert any("11 May 2021" in warning and "4 May 2021 was believed" in warning for warning in paper.warnings)


def test_a_meeting_of_two_days_has_the_first(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, f"Minutes of the Panel held on Monday, 7th & Tuesday, 8th June 2021\n\n{PRESENT}")
    assert paper.meeting.date == date(2021, 6, 7)
    assert any("8 June 2021" in warning for warning in paper.warnings)


def test_a_later_page_headed_with_a_wrong_month_does_not_win_and_is_told(tmp_path: Path) -> None:
    head = f"Minutes of the Panel held on Tuesday 4 May 2021\n\n{PRESENT}"
    paper = paper_of(tmp_path, f"{head}\fPage 2 - Minutes - 4 June 2021\n\n13. Salt\n\nNoted.\n")
    assert paper.meeting.date == date(2021, 5, 4)
    assert any("page 2 is headed 4 June 2021" in warning for warning in paper.warnings)


def test_figures_that_could_be_read_two_ways_are_unread_where_the_paper_writes_months_first(tmp_path: Path) -> None:
    text = f"MINUTES\nTOWNSHIP OF ELM\nMeeting date: 05/04/2021\n\n{PRESENT}\nThe next meeting is on June 8, 2021.\n"
    assert paper_of(tmp_path, text, "a.txt").meeting.date is None
    assert paper_of(tmp_path, text.replace("05/04", "05/18"), "b.txt").meeting.date == date(2021, 5, 18)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A regular meeting of the Council was held on Tuesday 4 May 2021", MeetingKind.ORDINARY),
        ("Minutes of the Ordinary Meeting held on Tuesday 4 May 2021", MeetingKind.ORDINARY),
        ("Minutes of the EXTRAORDINARY PARISH COUNCIL MEETING held on 4 May 2021", MeetingKind.SPECIAL),
        ("Minutes of the special meeting held on 4 May 2021", MeetingKind.SPECIAL),
        ("Minutes of the Annual Parish Council Meeting held on 4 May 2021", MeetingKind.ANNUAL),
        ("Minutes of the Annual Council held on 4 May 2021", MeetingKind.ANNUAL),
        ("Minutes of the joint meeting of the Panel and the Board held on 4 May 2021", MeetingKind.JOINT),
        ("Minutes of the Special Educational Needs Panel meeting held on 4 May 2021", None),
        ("Minutes of the Joint Waste Committee meeting held on 4 May 2021", None),
        ("Minutes of the meeting held on 4 May 2021", None),
    ],
)
def test_the_kind_of_meeting_is_said_or_none(tmp_path: Path, line: str, kind: MeetingKind | None) -> None:
    assert paper_of(tmp_path, f"Elm Parish Council\n\n{line}\n\n{PRESENT}").meeting.kind is kind


@pytest.mark.parametrize(
    ("head", "time", "place"),
    [
        (
            "held on Tuesday, 4 May 2021 at 2.00 pm in the Wenlow Room,\nCounty Hall, Stannick",
            "2.00 pm",
            "Wenlow Room, County Hall, Stannick",
        ),
        ("held in the Village Hall, West\nElm, on Tuesday 4 May 2021 at 8.00 pm.", "8.00 pm", "Village Hall, West Elm"),
        ("held at 7.30pm on Tuesday 4 May 2021 at Jubilee Hall, Lower Street", "7.30pm", "Jubilee Hall, Lower Street"),
        ("held on Tuesday 4 May 2021\n\nTime: 19:30\nPlace: Council Chamber, Town Hall, Elm", "19:30", "Council Chamber, Town Hall, Elm"),
        ("held on Tuesday 4 May 2021, 12 noon\n\nCounty Hall, Stannick", "12 noon", "County Hall, Stannick"),
        ("held on Tuesday 4 May 2021 via Zoom", None, None),
        ("held on Tuesday 4 May 2021\n\nVillage Hall Management Committee", None, None),
    ],
)
def test_time_and_place_are_those_of_the_lines_that_name_the_meeting(
    tmp_path: Path, head: str, time: str | None, place: str | None
) -> None:
    meeting = paper_of(tmp_path, f"Minutes of the meeting of the Council {head}\n\n{PRESENT}").meeting
    assert (meeting.date, meeting.time, meeting.place) == (date(2021, 5, 4), time, place)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("DRAFT MINUTES\n\nHighways Panel", PaperStatus.DRAFT),
        ("Unconfirmed\n\nMinutes of the Highways Panel", PaperStatus.DRAFT),
        ("Minutes of the Highways Panel (Draft)", PaperStatus.DRAFT),
        ("Minutes of the Highways Panel\n\nSubject to approval at the next meeting", PaperStatus.DRAFT),
        ("Confirmed minutes\n\nHighways Panel", PaperStatus.CONFIRMED),
        ("Minutes of the Highways Panel\n\nCORRECTED VERSION", PaperStatus.CORRECTED),
        ("Minutes of the Highways Panel", None),
    ],
)
def test_minutes_are_what_their_heading_says_they_are(tmp_path: Path, head: str, status: PaperStatus | None) -> None:
    paper = paper_of(tmp_path, f"{head}\n\nheld on Tuesday 4 May 2021\n\n{PRESENT}")
    assert (paper.status, paper.meeting.date) == (status, date(2021, 5, 4))


@pytest.mark.parametrize(
    ("foot", "status"),
    [
        ("Signed as a correct record ................ Date ............", None),
        ("Chairman: ______________ Date: ____________", None),
        ("Chairman: Ann Ode\nDate: 8 June 2021", PaperStatus.CONFIRMED),
        ("Signed as a correct record by the Chair on 8 June 2021", PaperStatus.CONFIRMED),
        ("Approved by Council on 8 June 2021", PaperStatus.CONFIRMED),
        ("Signed as a correct record\nThe next meeting would be held on 8 June 2021.", None),
        ("RESOLVED that the minutes of the meeting held on 6 April 2021 be confirmed as a correct record and signed.", None),
        ("Minutes to be approved by Council at its next meeting.", PaperStatus.DRAFT),
    ],
)
def test_a_signature_confirms_minutes_only_where_it_is_filled_in(tmp_path: Path, foot: str, status: PaperStatus | None) -> None:
    text = f"Minutes of the Highways Panel\n\nheld on Tuesday 4 May 2021\n\n{PRESENT}\nThe meeting ended at 8.00 pm.\n\n{foot}\n"
    assert paper_of(tmp_path, text).status is status


def test_the_minutes_that_a_meeting_confirmed_are_not_its_own(tmp_path: Path) -> None:
    minutes = (
        "3. Minutes\n\n"
        "The minutes of 6 April 2021 were amended, confirmed as a correct record and signed by the Chair.\n\n"
        "4. Draft budget\n\nNoted.\n"
    )
    assert paper_of(tmp_path, f"Minutes of the Panel held on 4 May 2021\n\n{PRESENT}\n{minutes}").status is None


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("AMENDED AGENDA\n\nTuesday 4 May 2021", PaperStatus.AMENDED),
        ("*** AGENDA ***\nAmended May 3, 2021\nTuesday, May 4, 2021", PaperStatus.AMENDED),
        ("Agenda (revised)\n\nTuesday 4 May 2021", PaperStatus.AMENDED),
        ("Agenda\n\nTuesday 4 May 2021\n\nMEETING CANCELLED", PaperStatus.CANCELLED),
        ("Agenda\n\nTuesday 4 May 2021\n\nPlease note that this meeting has been cancelled.", PaperStatus.CANCELLED),
        ("Agenda\n\nTuesday 4 May 2021\n\nCancelled meetings of 2020", None),
    ],
)
def test_an_agenda_is_amended_or_its_meeting_cancelled_where_it_says_so(tmp_path: Path, head: str, status: PaperStatus | None) -> None:
    paper = paper_of(tmp_path, f"Elm Parish Council\n\n{head}\n\n{BUSINESS}")
    assert (paper.status, paper.meeting.date) == (status, date(2021, 5, 4))


def test_a_watermark_on_most_pages_makes_a_draft(tmp_path: Path) -> None:
    text = f"Minutes of the Panel held on 4 May 2021\n\nDRAFT\n\n{PRESENT}\fDRAFT\n\n13. Salt\n\nNoted.\n"
    assert paper_of(tmp_path, text).status is PaperStatus.DRAFT


MINUTES = f"Elm Parish Council\n\nMinutes of the meeting held on Tuesday 4 May 2021\n\n{PRESENT}"


@pytest.mark.parametrize(
    "name",
    [
        "minutes-2021-05-04.txt", "Minutes-May-4-2021.txt", "04052021.txt", "20210504 minutes.txt", "4-may-21.txt", "may-4-minutes.txt",
        "minutes 210504.txt", "minutes_04.05.21.txt", "minutes-2021.txt", "minutes-2021-22.txt", "minutes-may-2021.txt",
        "may-21-minutes.txt",
        "scan_20230110.txt", "minutes (downloaded 2023-01-10).txt", "minutes-05-04-2021.txt", "document 12.txt", "20230110T153000.txt",
        "minutes-2021-05-04-published-2021-05-11.txt",
    ],
)  # fmt: skip
def test_a_name_that_agrees_or_says_nothing_gives_no_warning(tmp_path: Path, name: str) -> None:
    assert paper_of(tmp_path, MINUTES, name).warnings == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("minutes-2021-04-05.txt", "5 April 2021"),
        ("Minutes-April-18-2021.txt", "18 April 2021"),
        ("june-20-minutes.txt", "20 June"),
        ("minutes 18022025.txt", "18 February 2025"),
        ("1-april-21 minutes.txt", "1 April"),
        ("april-4-minutes.txt", "4 April"),
        ("agenda-2021-05-04.txt", "its file name says agenda"),
        ("minutes-2021-05-04-DRAFT.txt", "its file name says draft"),
    ],
)
def test_a_name_that_disagrees_is_told_and_the_page_believed(tmp_path: Path, name: str, said: str) -> None:
    paper = paper_of(tmp_path, MINUTES, name)
    assert (paper.kind, paper.meeting.date) == (PaperKind.MINUTES, date(2021, 5, 4))
    assert any(said in warning for warning in paper.warnings)


def test_no_date_is_taken_from_a_name(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, f"Minutes of the Highways Panel\n\n{PRESENT}", "minutes-2021-05-04.txt")
    assert paper.meeting.date is None
    assert any("its file name says 4 May 2021, and no page does" in warning for warning in paper.warnings)


def test_a_running_header_settles_a_slip_and_names_the_council(tmp_path: Path) -> None:
    pages = [f"{PRESENT}" if n else f"Minutes of the Panel held on 40 May 2021\n\n{PRESENT}" for n in range(5)]
    headed = [f"Elm Parish Council - Minutes - 4 May 2021 - Page {n}\n\n{text}" if n > 1 else text for n, text in enumerate(pages, start=1)]
    paper = paper_of(tmp_path, "\f".join(headed))
    assert (paper.meeting.date, paper.meeting.council) == (date(2021, 5, 4), "Elm Parish Council")
    assert any('"40 May 2021"' in warning for warning in paper.warnings)


def test_the_title_of_a_pdf_is_a_hint_too(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "minutes.pdf", [MINUTES.split("\n\n")], title="Agenda for 4 May 2010")
    paper = read_paper(path).paper
    assert (paper.kind, paper.meeting.date) == (PaperKind.MINUTES, date(2021, 5, 4))
    assert {warning for warning in paper.warnings if "PDF title" in warning} == {
        "its PDF title says 4 May 2010, its first page 4 May 2021; the page was believed",
        "its PDF title says agenda, its pages read as minutes",
    }


@pytest.mark.parametrize(
    ("text", "council", "body"),
    [
        ("ELM-CUM-WENLOW PARISH COUNCIL\n\nMinutes of the meeting held on 4 May 2021", "Elm-cum-Wenlow Parish Council", "Council"),
        ("OFFICIAL\nGoverning Board of the Elm Schools\n\nMinutes of the meeting held on 4 May 2021", None, "Governing Board"),
        ("Public Rights of Way Committee\n\nMinutes, 4 May 2021", None, "Public Rights of Way Committee"),
        ("MINUTES of the PLANNING COMMITTEE of ELM TOWN COUNCIL held on 4 May 2021", "Elm Town Council", "Planning Committee"),
        ("OFFICIAL SENSITIVE\nHighways Scrutiny Panel\n\nMinutes, 4 May 2021", None, "Highways Scrutiny Panel"),
        ("Minutes of the Highways Overview and Scrutiny\nPanel\n\n4 May 2021", None, "Highways Overview and Scrutiny Panel"),
        ("Elm Parish Council\n\nMinutes of the Annual Parish Meeting, 4 May 2021", "Elm Parish Council", "Annual Parish Meeting"),
        ("Minutes of the Highways Panel\n\n4 May 2021\n\nWHAT ABOUT MEMBERSHIP OF ANOTHER AUTHORITY", None, "Highways Panel"),
        ("Minutes of the Highways Panel\n\n4 May 2021\n\nA letter from Wenlow Town Council was read.", None, "Highways Panel"),
        (
            "Highways Panel\n\nMinutes of 4 May 2021\n\n"
            "Written to Stannick Council. Ask scrutiny@ambershire.gov.uk of Ambershire County Council.",
            "Ambershire County Council",
            "Highways Panel",
        ),
        (
            "Highways Panel\n\nMinutes of 4 May 2021\n\n"
            "Written to Amber Town Council. Ask scrutiny@ambershire.gov.uk of Ambershire County Council.",
            "Ambershire County Council",
            "Highways Panel",
        ),
    ],
)
def test_a_council_is_named_where_the_paper_is_its_own_and_never_where_it_is_only_mentioned(
    tmp_path: Path, text: str, council: str | None, body: str
) -> None:
    meeting = paper_of(tmp_path, f"{text}\n\n{PRESENT}").meeting
    assert (meeting.council, meeting.body) == (council, body)


def test_a_period_is_kept_apart_from_the_meeting(tmp_path: Path) -> None:
    text = (
        "Elm Parish Council\n\nAccounts for the year ended 31 March 2021\n\nDate: 4 May 2021\n\n"
        "2019-20\tIncome\t2020-21\nPrecept\t6,600\t6,600\n"
    )
    paper = paper_of(tmp_path, text)
    assert (paper.period, paper.meeting.date) == ("2020-21", None)


PACK = """Ambershire County Council

Agenda

Cabinet

Date: Tuesday 8 June 2021

Item\tSubject\tPages
1\tApologies\t
2\tMinutes\t2 - 3
3\tWinter gritting\t4 - 6
\f{bound}\fWinter gritting

Report of the Director of Highways

1. The service treated 1,617 km of road.
"""


def dates_of(tmp_path: Path, bound: str) -> dict[str, tuple[date | None, str | None, str | None]]:
    """The date, body and council of the passage that holds each of two sentences."""
    path = tmp_path / "pack.txt"
    path.write_text(PACK.format(bound=bound), encoding="utf-8")
    passages = read_paper(path).passages
    found = {}
    for words in ("Potholes were filled", "treated 1,617"):
        meeting = next(passage.meeting for passage in passages if words in passage.text)
        found[words] = (meeting.date, meeting.body, meeting.council)
    assert found["treated 1,617"] == (date(2021, 6, 8), "Cabinet", "Ambershire County Council")
    return found


def test_bound_in_minutes_have_the_meeting_that_they_name(tmp_path: Path) -> None:
    minutes = (
        "Minutes of the meeting of Cabinet held on Tuesday 4 May 2021\n\nPresent: Cllr Ann Ode\n\n"
        "12. Roads\n\nPotholes were filled.\n\nThe meeting ended at 8.00 pm.\n"
    )
    assert dates_of(tmp_path, minutes)["Potholes were filled"] == (date(2021, 5, 4), "Cabinet", "Ambershire County Council")


def test_bound_in_minutes_of_another_organisation_are_not_the_councils(tmp_path: Path) -> None:
    minutes = (
        "The Elm Housing Corporation\nMinutes of the Board of Directors Meeting\n\nTuesday May 4, 2021\n\n"
        "Present: Ann Ode, Bo Lee\n\n1. Roads\n\nPotholes were filled.\n\n"
        "That the meeting be adjourned at 8 pm.\n"
    )
    assert dates_of(tmp_path, minutes)["Potholes were filled"] == (
        date(2021, 5, 4),
        "Board of Directors of The Elm Housing Corporation",
        None,
    )


def test_bound_in_minutes_whose_date_is_a_slip_have_no_date_and_not_the_packs(tmp_path: Path) -> None:
    minutes = (
        "Minutes of the meeting of Cabinet held on 31 April 2021\n\nPresent: Cllr Ann Ode\n\n12. Roads\n\n"
        "Potholes were filled.\n\nThe meeting ended at 8.00 pm.\n"
    )
    assert dates_of(tmp_path, minutes)["Potholes were filled"][0] is None
