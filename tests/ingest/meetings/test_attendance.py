"""Who was there, from the layouts in which minutes say it; names that are not sure are left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Attendee, Page, Presence
from ingest.layout.blocks import page_to_blocks
from ingest.meetings.attendance import attendance_of
from tests.conftest import ROOT
from tests.papers import read_once

SAMPLES = ROOT / "corpus" / "papers"
PRESENT, APOLOGIES, ABSENT, IN_ATTENDANCE = Presence.PRESENT, Presence.APOLOGIES, Presence.ABSENT, Presence.IN_ATTENDANCE


def attending(text: str) -> list[tuple[Presence, str, str | None]]:
    return [(a.presence, a.name, a.role) for a in attendance_of(page_to_blocks(Page(number=1, text=text, reader="test")))]


def test_a_run_of_members_with_their_roles_in_brackets() -> None:
    text = "Present: Cllr Ann Ode (Chair), Cllr Bo Lee (Vice-Chair), Cllr C. Dunn and Mrs D Marsh (parent governor representative)\n"
    assert attending(text) == [
        (PRESENT, "Cllr Ann Ode", "Chair"),
        (PRESENT, "Cllr Bo Lee", "Vice-Chair"),
        (PRESENT, "Cllr C. Dunn", None),
        (PRESENT, "Mrs D Marsh", "parent governor representative"),
    ]


def test_offices_before_names_and_one_office_for_several() -> None:
    text = (
        "Present: Mayor Ann Ode and Councillors Bo Lee, Cara Dunn and Dee\nMarsh.\nRegrets: Councillor Eve Gray.\n"
        "Staff: Fire Chief-CEMC Hal Nash; Land Planning\nand Technology Administrator-Deputy Treasurer Jo-Ann Orr; Deputy\n"
        "Clerk Ike Park and Municipal Administrator-Clerk Kit\nRay-Roe.\n"
    )
    assert attending(text) == [
        (PRESENT, "Ann Ode", "Mayor"),
        (PRESENT, "Bo Lee", "Councillor"),
        (PRESENT, "Cara Dunn", "Councillor"),
        (PRESENT, "Dee Marsh", "Councillor"),
        (APOLOGIES, "Councillor Eve Gray", None),
        (IN_ATTENDANCE, "Hal Nash", "Fire Chief-CEMC"),
        (IN_ATTENDANCE, "Jo-Ann Orr", "Land Planning and Technology Administrator-Deputy Treasurer"),
        (IN_ATTENDANCE, "Ike Park", "Deputy Clerk"),
        (IN_ATTENDANCE, "Kit Ray-Roe", "Municipal Administrator-Clerk"),
    ]


def test_offices_after_names_and_the_clerk_among_those_present_is_in_attendance() -> None:
    text = (
        "Present: Miss Ann Ode, Mr Bo Lee and Mrs Cara\nDunn, Councillors, Mrs Dee Marsh, Clerk and Mr Ed Gray, Assistant Clerk\n"
        "Also present: Ten residents of the Parish, and Ms Fay Hall, the speaker. The Chairman welcomed Mr Guy Nash.\n"
    )
    assert attending(text) == [
        (PRESENT, "Miss Ann Ode", "Councillor"),
        (PRESENT, "Mr Bo Lee", "Councillor"),
        (PRESENT, "Mrs Cara Dunn", "Councillor"),
        (IN_ATTENDANCE, "Mrs Dee Marsh", "Clerk"),
        (IN_ATTENDANCE, "Mr Ed Gray", "Assistant Clerk"),
        (IN_ATTENDANCE, "Ms Fay Hall", "speaker"),
    ]


def test_an_office_after_one_of_several_members_is_nobody_by_itself() -> None:
    assert attending("Present: Councillors Ode (Chair), Lee and Dunn\n") == [
        (PRESENT, "Councillor Ode", "Chair"),
        (PRESENT, "Councillor Lee", None),
        (PRESENT, "Councillor Dunn", None),
    ]
    assert attending("Members of the Council present were: Councillors Ann Ode, Chairman, Councillors Bo Lee and Cara Dunn\n") == [
        (PRESENT, "Ann Ode", "Chairman"),
        (PRESENT, "Bo Lee", "Councillor"),
        (PRESENT, "Cara Dunn", "Councillor"),
    ]


def test_what_is_told_of_a_guest_hides_neither_them_nor_those_after() -> None:
    text = (
        "Present: Cllr Ann Ode and Cllr Bo Lee\nAlso present: PCSO Cara Dunn who reported that she was meeting with councils across the\n"
        "area to see if they wanted help from Mr Ed Gray. PCSO Dunn was thanked.\n"
        "In attendance: Mr Guy Nash, who took the minutes, and Ms Fay Hall\n"
    )
    assert [name for _, name, _ in attending(text)] == ["Cllr Ann Ode", "Cllr Bo Lee", "PCSO Cara Dunn", "Mr Guy Nash", "Ms Fay Hall"]


def test_lists_with_one_to_a_line_and_roles_that_run_over() -> None:
    text = (
        "Present:\n\nCllr Ann Ode (Chairman), Cllr Bo Lee (Vice Chairman),\nCllr Cara Dunn and\nCllr Dee Marsh\n\n"
        "Also attended:\n\nCllr Ed Gray, Cabinet Member with Responsibility for Children and\nFamilies\n"
        "Fay Hall, Ambershire Safeguarding Partnership\nGuy Nash, Director of Early Help and Care, Ambershire\nChildren First\n"
        "Hal Orr, Community Engagement Officer\n\nAvailable Papers\n\nThe members had before them the agenda.\n"
    )
    assert attending(text)[4:] == [
        (IN_ATTENDANCE, "Cllr Ed Gray", "Cabinet Member with Responsibility for Children and Families"),
        (IN_ATTENDANCE, "Fay Hall", "Ambershire Safeguarding Partnership"),
        (IN_ATTENDANCE, "Guy Nash", "Director of Early Help and Care, Ambershire Children First"),
        (IN_ATTENDANCE, "Hal Orr", "Community Engagement Officer"),
    ]


def test_columns_parted_by_tabs() -> None:
    text = (
        "PRESENT\nCouncillor A Ode (Chair)\tCouncillor B Lee OBE\nCouncillor C Dunn\tCouncillor D de la Mare\n\n"
        "IN ATTENDANCE\nEve Gray\tDirector of Highways\nFay Hall\tDemocratic Services Officer\n\n"
        "APOLOGIES\nCouncillors G Nash and H Orr\n\n"
        "12. MINUTES\n\nCouncillor J Park moved that they be confirmed.\n"
    )
    assert attending(text) == [
        (PRESENT, "Councillor A Ode", "Chair"),
        (PRESENT, "Councillor B Lee OBE", None),
        (PRESENT, "Councillor C Dunn", None),
        (PRESENT, "Councillor D de la Mare", None),
        (IN_ATTENDANCE, "Eve Gray", "Director of Highways"),
        (IN_ATTENDANCE, "Fay Hall", "Democratic Services Officer"),
        (APOLOGIES, "G Nash", "Councillor"),
        (APOLOGIES, "H Orr", "Councillor"),
    ]


def test_bullets_with_the_office_first() -> None:
    text = (
        "Members Present:\n• Mayor A. Ode\n• Councillor B. Lee\nStaff Present:\n"
        "• Chief Administrative Officer, C. Dunn\n• Director of Works / Deputy Clerk, D. Marsh\n"
    )
    assert attending(text) == [
        (PRESENT, "A. Ode", "Mayor"),
        (PRESENT, "Councillor B. Lee", None),
        (IN_ATTENDANCE, "C. Dunn", "Chief Administrative Officer"),
        (IN_ATTENDANCE, "D. Marsh", "Director of Works / Deputy Clerk"),
    ]


def test_the_mayor_in_brackets_substitutes_and_a_chair_on_a_line_of_their_own() -> None:
    text = (
        "Chairman: Cllr A Ode\nPresent: The Mayor (Councillor Bo Lee), Cllr C Dunn (substitute for Cllr D Marsh), Cllr E Gray (Lab), "
        "Cllr F Hall (from item 5); Revd G. Nash (Mayor's Chaplain) and the Clerk – Hal Orr\n"
    )
    assert attending(text) == [
        (PRESENT, "Cllr A Ode", "Chairman"),
        (PRESENT, "Councillor Bo Lee", "Mayor"),
        (PRESENT, "Cllr C Dunn", "substitute for Cllr D Marsh"),
        (PRESENT, "Cllr E Gray", None),
        (PRESENT, "Cllr F Hall", None),
        (PRESENT, "Revd G. Nash", "Mayor's Chaplain"),
        (IN_ATTENDANCE, "Hal Orr", "Clerk"),
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Apologies for absence were received from Councillors Ann Ode, Bo Lee and Mrs C Dunn.", ["Ann Ode", "Bo Lee", "Mrs C Dunn"]),
        ("Apologies were received, and the reason accepted, from Councillor Ann Ode.", ["Councillor Ann Ode"]),
        ("An apology was received from Revd Ann Ode. The Chair welcomed Mr Bo Lee.", ["Revd Ann Ode"]),
        ("Apologies received from Cllrs Ode, Lee and Dunn. Reasons were noted.", ["Cllr Ode", "Cllr Lee", "Cllr Dunn"]),
        ("Councillor Ann Ode had sent her apologies.", ["Councillor Ann Ode"]),
        ("Apologies were received from the Leader of the Council Cllr A Ode, and Cllr B Lee.", ["Cllr A Ode", "Cllr B Lee"]),
        ("There were no apologies, all the Councillors being present.", []),
        ("Apologies for lateness were received from Cllr Ann Ode.", []),
    ],
)
def test_apologies_told_in_a_sentence(sentence: str, names: list[str]) -> None:
    told = attending(f"Present: Cllr Zoe Park\n\n1. Apologies\n\n{sentence}\n\n2. Minutes\n\nThey were confirmed.\n")
    assert [name for presence, name, _ in told if presence is APOLOGIES] == names
    assert [name for presence, name, _ in told if presence is PRESENT] == ["Cllr Zoe Park"]


def test_one_person_is_one_entry_though_told_twice() -> None:
    told = "1. Apologies\n\nApologies were received from Cllr Ode. Cllr Lee took the chair.\n"
    text = f"Present: Cllr Bo Lee\nApologies: Cllr Ann Ode (unwell)\n\n{told}"
    assert attending(text) == [(PRESENT, "Cllr Bo Lee", None), (APOLOGIES, "Cllr Ann Ode", None)]


def test_absence_and_regrets() -> None:
    text = "Members present\nAnn Ode (Chair)\nBo Lee\nAbsent: Cllr Cara Dunn\nAbsent with regrets: Dee Marsh (Wenlow)\nGuests: None\n"
    assert attending(text) == [
        (PRESENT, "Ann Ode", "Chair"),
        (PRESENT, "Bo Lee", None),
        (ABSENT, "Cllr Cara Dunn", None),
        (APOLOGIES, "Dee Marsh", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Present: 7 councillors and 14 members of the public\n",
        "Officers present: Chief Executive, Director of Highways, Statutory Scrutiny Officer\n",
        "Apologies: None\n\nDisclosure of pecuniary interest: Councillor Ann Ode.\n",
        "The Panel presented its report.\n\nCllr Ann Ode asked when the road would open.\n",
        "Agenda\n\n1. Apologies\n2. Minutes of the last meeting\n",
        "Signed\nChairman: Cllr Ann Ode\n",
    ],
)
def test_where_nobody_is_surely_named_nobody_is(text: str) -> None:
    assert attending(text) == []


def test_an_office_that_could_be_anothers_is_left_out() -> None:
    """Names ran together where lines were lost: the second office was somebody else's."""
    text = "In attendance: Councillor Ann Ode, Cabinet Member for Care Bo Lee, Representative of Parents Cara Dunn, Governor of Schools\n"
    assert attending(text) == [(IN_ATTENDANCE, "Councillor Ann Ode", None)]


def test_the_sample_minutes_say_who_was_there() -> None:
    paper = read_once(SAMPLES / "children-2021-09-16-minutes.pdf").paper
    assert len(paper.attendance) == 15
    assert paper.attendance[0] == Attendee("Cllr Margaret Oyelaran", PRESENT, "Chair")
    assert Attendee("Dr Ruth Calloway", IN_ATTENDANCE, "Director of Children's Services") in paper.attendance
    assert Attendee("Revd Peter Aske", APOLOGIES, "church representative") in paper.attendance


@given(
    st.lists(
        st.sampled_from(
            ["Present:", "Cllr", "Ann", "Ode", ",", "(Chair)", "and", ";", "\n", "\t", "Apologies", "from", "Clerk", ".", "–", "12."]
        ),
        max_size=60,
    )
)
def test_no_text_makes_it_fail(words: list[str]) -> None:
    assert all(name.strip() for _, name, _ in attending(" ".join(words)))
