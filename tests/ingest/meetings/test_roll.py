"""Tables of attendance: each row's status is its own, whatever stands above it."""

from pathlib import Path

import pytest

from corpus.models import Page, Presence
from ingest.build import read_paper
from ingest.layout.blocks import page_to_blocks
from ingest.meetings.attendance import attendance_of
from tests.factories import make_docx, make_pdf

PRESENT, APOLOGIES, ABSENT, IN_ATTENDANCE = Presence.PRESENT, Presence.APOLOGIES, Presence.ABSENT, Presence.IN_ATTENDANCE
HEAD = ["Ambershire County Council", "Minutes of the Highways Scrutiny Panel held on Tuesday 4 May 2021 at 6.30 pm"]
TABLE = [
    ["Member", "Role", "Status", "Arrived"],
    ["Cllr Ann Ode", "Chair", "Present", ""],
    ["Cllr Bo Lee", "Member", "Excused", ""],
    ["Cllr Cara Dunn", "Member", "Absent", ""],
    ["Cllr Dee Marsh", "Member", "Late", "6.52 pm"],
]
THERE = [
    (PRESENT, "Cllr Ann Ode", None),
    (APOLOGIES, "Cllr Bo Lee", None),
    (ABSENT, "Cllr Cara Dunn", None),
    (PRESENT, "Cllr Dee Marsh", "arrived late, 6.52 pm"),
]


def attending(text: str) -> list[tuple[Presence, str, str | None]]:
    return [(a.presence, a.name, a.note) for a in attendance_of(page_to_blocks(Page(number=1, text=text, reader="test")))]


def html_table(rows: list[list[str]]) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "txt"])
def test_each_row_has_its_own_status_in_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"minutes.{kind}"
    if kind == "pdf":
        make_pdf(path, [[*HEAD, TABLE, "1. Potholes", "RESOLVED that they be filled."]])
    elif kind == "docx":
        make_docx(path, [[*HEAD, TABLE, "1. Potholes", "RESOLVED that they be filled."]])
    elif kind == "html":
        path.write_text(f"<p>{HEAD[0]}</p><p>{HEAD[1]}</p>{html_table(TABLE)}<p>1. Potholes</p><p>RESOLVED that they be filled.</p>")
    else:
        rows = "\n".join("\t".join(row) for row in TABLE)
        path.write_text("\n\n".join([*HEAD, rows, "1. Potholes", "RESOLVED that they be filled."]))
    assert [(a.presence, a.name, a.note) for a in read_paper(path).paper.attendance] == THERE


def test_ticks_in_columns_headed_by_statuses() -> None:
    text = "Name\tPresent\tApologies\tAbsent\nCllr A Ode\t✓\t\t\nCllr B Lee\t\t✓\t\nCllr C Dunn\t\t\t✓\nHal Orr, Clerk\t✓\t\t\n"
    assert attending(text) == [
        (PRESENT, "Cllr A Ode", None),
        (APOLOGIES, "Cllr B Lee", None),
        (ABSENT, "Cllr C Dunn", None),
        (IN_ATTENDANCE, "Hal Orr", None),
    ]


def test_a_cross_is_the_mark_itself_where_no_tick_stands_beside_it() -> None:
    assert attending("Member\tPresent\tAbsent\nAnn Ode\tX\t\nBo Lee\t\tX\n") == [(PRESENT, "Ann Ode", None), (ABSENT, "Bo Lee", None)]
    assert attending("Member\tAttended\nAnn Ode\t✓\nBo Lee\t✗\n") == [(PRESENT, "Ann Ode", None), (ABSENT, "Bo Lee", None)]


def test_an_unmarked_row_is_not_guessed() -> None:
    assert attending("Member\tPresent\tAbsent\nAnn Ode\t✓\t\nBo Lee\t\t\n") == [(PRESENT, "Ann Ode", None)]


def test_yes_and_no_and_surnames_alone_under_a_header_that_says_whose_they_are() -> None:
    text = "Councillor\tPresent\tArrived\tLeft\nOde\tYes\t7 pm\t8.30 pm\nLee\tNo\t\t\nDunn, Cara\tYes\t\t9.15 pm\n"
    assert attending(text) == [
        (PRESENT, "Ode", "arrived 7 pm, left 8.30 pm"),
        (ABSENT, "Lee", None),
        (PRESENT, "Dunn, Cara", "left 9.15 pm"),
    ]


def test_names_in_columns_each_headed_by_a_status() -> None:
    text = "Present\tApologies\tAbsent\nCllr A Ode\tCllr C Dunn\tCllr E Gray\nCllr B Lee\t\t\n"
    assert sorted((name, presence) for presence, name, _ in attending(text)) == [
        ("Cllr A Ode", PRESENT), ("Cllr B Lee", PRESENT), ("Cllr C Dunn", APOLOGIES), ("Cllr E Gray", ABSENT),
    ]  # fmt: skip


def test_letters_mean_what_the_legend_says() -> None:
    rows = "Councillor\tAttendance\nA Ode\tP\nB Lee\tA\n"
    assert attending(rows) == [(PRESENT, "A Ode", None), (ABSENT, "B Lee", None)]
    assert attending(f"{rows}\nP = Present, A = Apologies\n") == [(PRESENT, "A Ode", None), (APOLOGIES, "B Lee", None)]


def test_lines_that_each_end_in_a_status() -> None:
    text = (
        "ROLL CALL\n\nCommissioner Ann Ode – present\nCommissioner Bo Lee – excused\nCommissioner Cara Dunn – present (arrived 7.15 pm)\n"
    )
    assert attending(text) == [(PRESENT, "Ann Ode", None), (APOLOGIES, "Bo Lee", None), (PRESENT, "Cara Dunn", "arrived 7.15 pm")]


def test_a_table_of_the_attendance_of_a_year_is_not_that_of_the_meeting() -> None:
    assert attending("Member\t14 May\t11 June\nCllr A Ode\tPresent\tPresent\nCllr B Lee\tApologies\tPresent\n") == []


def test_who_came_late_or_left_and_at_which_item() -> None:
    text = (
        "Present: Cllr Ann Ode (Chair), Cllr Bo Lee (left at 8.10 pm), Cllr C. Dunn (from item 5) and Cllr Eve Gray\n\n"
        "6. CYCLE LANES\n\nThe report was read.\n\n7. POTHOLES\n\nCllr Gray left the meeting. The lorry left the road at 9 pm.\n\n"
        "At 9.05 pm Cllr Ode left the room.\n"
    )
    assert attending(text) == [
        (PRESENT, "Cllr Ann Ode", "left the room, at 9.05 pm"),
        (PRESENT, "Cllr Bo Lee", "left at 8.10 pm"),
        (PRESENT, "Cllr C. Dunn", "from item 5"),
        (PRESENT, "Cllr Eve Gray", "left the meeting (item 7)"),
    ]
