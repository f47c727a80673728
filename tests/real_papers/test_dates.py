"""The right meeting date of every set of minutes, agenda and notice among the real papers, read from their pages by eye."""

import datetime
from dataclasses import dataclass

import pytest

from corpus.errors import PaperRefused
from corpus.models import Meeting, MeetingKind, PaperKind
from corpus.read_paper import ReadPaper
from tests.conftest import SHARED
from tests.papers import files_like, read_once

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real papers are not here (../shared)")

PAPERS = SHARED / "papers"
FLOOR = 0.97  # of the minutes


@dataclass(frozen=True, slots=True)
class Right:
    """What the pages say: the day, the last word of the body's name (None where none is named), whether a council is named."""

    day: str
    body: str | None = "Council"
    council: bool = True
    kind: MeetingKind | None = None
    scan: bool = False

    @property
    def date(self) -> datetime.date:
        return datetime.date.fromisoformat(self.day)


ANNUAL, ORDINARY, JOINT = MeetingKind.ANNUAL, MeetingKind.ORDINARY, MeetingKind.JOINT

MINUTES = {
    "pdf/parish/minutes-2024-03-05.pdf": Right("2024-03-05"),
    "pdf/parish/minutes-2024-04-02.pdf": Right("2024-04-02"),
    "pdf/parish/minutes-2024-05-07.pdf": Right("2024-05-07", kind=ANNUAL),
    "pdf/parish/minutes-2024-06-04.pdf": Right("2024-06-04"),
    "pdf/parish/minutes-2024-07-02.pdf": Right("2024-07-02"),
    "pdf/parish/minutes-2024-09-03.pdf": Right("2024-09-03"),
    "pdf/parish/minutes-2024-10-01.pdf": Right("2024-10-01"),
    "pdf/parish/minutes-2024-11-05.pdf": Right("2024-11-05"),
    "pdf/parish/minutes-2024-12-03.pdf": Right("2024-12-03"),
    "pdf/parish/minutes-2025-01-07.pdf": Right("2025-01-07"),
    "pdf/parish/minutes-2025-02-04.pdf": Right("2025-02-04"),
    "pdf/parish/minutes-2025-03-04.pdf": Right("2025-03-04"),
    "pdf/parish/minutes-2025-04-01.pdf": Right("2025-04-01"),
    "pdf/parish/minutes-2025-05-06.pdf": Right("2025-05-06", kind=ANNUAL),
    "pdf/parish/minutes-2025-06-03.pdf": Right("2025-06-03"),
    "pdf/parish/minutes-2025-07-08.pdf": Right("2025-07-08"),
    "pdf/parish/minutes-2025-09-02.pdf": Right("2025-09-02"),
    "pdf/parish/minutes-2025-10-07.pdf": Right("2025-10-07"),
    "pdf/parish/minutes__minutes-2025-11-04.pdf": Right("2025-11-04"),
    "pdf/parish/minutes__minutes-2025-12-02.pdf": Right("2025-12-02"),
    "pdf/parish/public_notices__Minutes-2025-11-04.pdf": Right("2025-11-04"),
    "pdf/parish/minutes-APM-2023-04-25.pdf": Right("2023-04-25", "Meeting", kind=ANNUAL),
    "pdf/parish/minutes-APM-2024-04-03-DRAFT.pdf": Right("2024-04-23", "Meeting", kind=ANNUAL),  # named for another day
    "pdf/parish/udhw-synopsis-sept-2023.pdf": Right("2023-09-12", None, council=False, scan=True),
    "pdf/parish/udhw-synopsis-of-mins-sept-2024.pdf": Right("2024-09-09", None, council=False),
    "pdf/parish/udhw-synopsis-feb-2025.pdf": Right("2025-02-18", None, council=False),
    "pdf/township/Minutes-January-3-2023.pdf": Right("2023-01-03", kind=ORDINARY),
    "pdf/township/Minutes-January-17-2023.pdf": Right("2023-01-17", kind=ORDINARY),
    "pdf/township/Minutes-February-7-2023.pdf": Right("2023-02-07", kind=ORDINARY),
    "pdf/township/Minutes-February-21-2023.pdf": Right("2023-02-21", kind=ORDINARY),
    "pdf/township/Minutes-March-7-2023.pdf": Right("2023-03-07", kind=ORDINARY),
    "pdf/township/Minutes-March-21-2023.pdf": Right("2023-03-21", kind=ORDINARY),
    "pdf/township/Minutes-April-4-2023.pdf": Right("2023-04-04", kind=ORDINARY),
    "pdf/township/Minutes-April-18-2023.pdf": Right("2023-04-18", kind=ORDINARY),  # its sentence has a slip, its heading has not
    "pdf/township/Minutes-May-2-2023.pdf": Right("2023-05-02", kind=ORDINARY),
    "pdf/township/Minutes-May-16-2023.pdf": Right("2023-05-16", kind=ORDINARY),
    "pdf/township/Minutes-June-6-2023.pdf": Right("2023-06-06", kind=ORDINARY),
    "pdf/township/Minutes-June-20-2023.pdf": Right("2023-06-20", kind=ORDINARY),
    "pdf/township/Minutes-July-11-2023.pdf": Right("2023-07-11", kind=ORDINARY),
    "pdf/township/Minutes-August-15-2023.pdf": Right("2023-08-15", kind=ORDINARY),
    "pdf/township/Minutes-September-5-2023.pdf": Right("2023-09-05", kind=ORDINARY),
    "pdf/township/Minutes-September-19-2023.pdf": Right("2023-09-19", kind=ORDINARY),
    "pdf/township/Minutes-October-3-2023.pdf": Right("2023-10-03", kind=ORDINARY),
    "pdf/township/Minutes-October-17-2023.pdf": Right("2023-10-17", kind=ORDINARY),
    "pdf/township/Minutes-November-14-2023.pdf": Right("2023-11-14", kind=ORDINARY),
    "pdf/township/Minutes-December-5-2023.pdf": Right("2023-12-05", kind=ORDINARY),
    "pdf/township/Minutes-December-19-2023.pdf": Right("2023-12-19", kind=ORDINARY),
    "text/003_87319a1a06042c68.txt": Right("2023-07-07", "Panel"),
}

AGENDAS = {
    "pdf/parish/public_notices__public-notice-1-april-25.pdf": Right("2025-04-01"),
    "pdf/parish/public_notices__public-notice-2025-05-06.pdf": Right("2025-05-06", kind=ANNUAL),
    "pdf/parish/public_notices__public-notice-pcm-2025-06-03.pdf": Right("2025-06-03"),
    "pdf/parish/public_notices__public-notice-2025-07-08.pdf": Right("2025-07-08"),
    "pdf/parish/public_notices__public-notice-2025-09-02.pdf": Right("2025-09-02"),
    "pdf/parish/public_notices__public-notice-2025-10-07.pdf": Right("2025-10-07"),
    "pdf/parish/public_notices__public-notice-2025-11-04.pdf": Right("2025-11-04"),
    "pdf/parish/public_notices__Public-Notice-2025-12-02.pdf": Right("2025-12-02"),
    "pdf/parish/public_notices__public-notice-2026-01-06.pdf": Right("2026-01-06"),
    "pdf/parish/public_notices__agenda-apm-2025.pdf": Right("2025-04-22", None, council=False),  # its headings are drawn, not written
    "pdf/parish/Notice-of-Meetings.pdf": Right("2025-09-29", None, council=False),  # the first of two
    "pdf/township/Agenda-January-3-2023.pdf": Right("2023-01-03"),
    "pdf/township/Agenda-January-17-2023.pdf": Right("2023-01-17"),
    "pdf/township/Agenda-February-7-2023.pdf": Right("2023-02-07"),
    "pdf/township/Agenda-February-21-2023.pdf": Right("2023-02-21"),
    "pdf/township/Agenda-March-21-2023.pdf": Right("2023-03-21"),
    "pdf/township/Agenda-April-18-2023.pdf": Right("2023-04-18"),
    "pdf/township/May-16-2023-Agenda.pdf": Right("2023-05-16"),
    "pdf/township/June-20-2023-Agenda.pdf": Right("2023-06-20"),
    "pdf/township/Agenda-December-19-2023.pdf": Right("2023-12-19"),
    "pdf/township/Agenda-January-2-2024.pdf": Right("2024-01-02"),
    "pdf/township/October-1-2024-Council-Agenda-Package-1.pdf": Right("2024-10-01", scan=True),
    "pdf/township/Agenda-Package-February-18-2025.pdf": Right("2025-02-18", scan=True),
    "pdf/encrypted/Agenda_samples__MountainView_Legistar_12-08-2020.pdf": Right("2020-12-08", kind=JOINT),
    "text/000_d37c8c7e6ebabb11.txt": Right("2023-07-07", "Panel"),
    "text/001_ff1933cc0ee47b2b.txt": Right("2022-11-03", "Panel", council=False),  # an address, but no name that it could be of
    "text/002_e050ef928af230eb.txt": Right("2022-12-13", "Committee"),
}

REPORTS = {
    "text/004_655949fae3b030f9.txt": Right("2017-11-02", "Cabinet", council=False),
    "pdf/encrypted/Report_samples__MountainView_Legistar.pdf": Right("2021-01-26", None, council=False),
    "pdf/encrypted/Report_samples__Sunnyvale_Legistar.pdf": Right("2020-12-01", None, council=False),
    "pdf/parish/2024-25__A-Good-Life-presentation-April-2025.pdf": Right("2025-04-22", None, council=False),  # slides for a meeting
}

ALL = MINUTES | AGENDAS | REPORTS

# Pages of packs that hold minutes or questions of another meeting, each with that meeting's day.
BOUND_IN = {
    "pdf/township/October-1-2024-Council-Agenda-Package-1.pdf": {
        **dict.fromkeys((8, 9), "2024-09-17"),
        **dict.fromkeys((15, 16, 18, 19), "2024-08-13"),
        **dict.fromkeys((21, 22, 23), "2024-09-16"),
    },
    "pdf/township/Agenda-Package-February-18-2025.pdf": {
        **dict.fromkeys((2, 3), "2025-02-04"),
        **dict.fromkeys((8, 9), "2024-11-25"),  # page 7 is the second page of these, scanned in before the first
    },
}
NOT_BOUND_IN = {
    "pdf/township/October-1-2024-Council-Agenda-Package-1.pdf": (1, 2, 3, 4, 5, 7, 10, 11, 12, 13, 14, 25, 26, 27),
    "pdf/township/Agenda-Package-February-18-2025.pdf": (1, 4, 5, 6, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19),
}


@pytest.fixture(scope="module")
def read() -> dict[str, ReadPaper]:
    """Every paper of the list whose first page can be read; a scan's cannot where there is no OCR."""
    papers: dict[str, ReadPaper] = {}
    for name in ALL:
        try:
            paper = read_once(PAPERS / name)
        except PaperRefused:
            assert ALL[name].scan, name
            continue
        if paper.pages[0].number == 1:
            papers[name] = paper
    return papers


def _wrong(names: dict[str, Right], read: dict[str, ReadPaper]) -> list[str]:
    return [name for name, right in names.items() if name in read and read[name].paper.meeting.date != right.date]


def test_nearly_all_minutes_have_their_right_date_and_no_agenda_another_than_its_own(read: dict[str, ReadPaper]) -> None:
    wrong = _wrong(MINUTES, read)
    of = sum(name in read for name in MINUTES)
    share = 1 - len(wrong) / of
    print(f"{of} minutes, {share:.3f} with the right date; wrong: {[(name, read[name].paper.meeting.date) for name in wrong] or 'none'}")
    assert share >= FLOOR
    assert all(read[name].paper.meeting.date is None for name in wrong), "a date that is not sure is none"
    assert _wrong(AGENDAS, read) == []
    assert _wrong(REPORTS, read) == []


def test_the_body_and_the_kind_of_meeting_are_those_the_pages_name(read: dict[str, ReadPaper]) -> None:
    for name, paper in read.items():
        meeting, right = paper.paper.meeting, ALL[name]
        if not right.scan:
            assert (meeting.body.split()[-1] if meeting.body else None, meeting.kind) == (right.body, right.kind), name


def test_a_council_is_named_where_its_pages_name_it_and_one_folder_names_one(read: dict[str, ReadPaper]) -> None:
    for name, paper in read.items():
        if not ALL[name].scan:
            assert (paper.paper.meeting.council is not None) is ALL[name].council, name
    for folder in ("parish", "township"):
        assert len({p.paper.meeting.council for name, p in read.items() if folder in name and p.paper.meeting.council}) == 1


def test_papers_that_are_read_as_minutes_or_agendas_are_those_of_the_list(read: dict[str, ReadPaper]) -> None:
    agendas = (PaperKind.AGENDA, PaperKind.AGENDA_PACK)
    assert all(read[name].paper.kind is PaperKind.MINUTES for name in MINUTES if name in read)
    assert all(read[name].paper.kind in agendas for name in AGENDAS if name in read and not AGENDAS[name].scan)


def test_no_other_paper_has_a_meeting_date() -> None:
    for path in files_like(PAPERS / "pdf" / "parish", "*.pdf"):
        if f"pdf/parish/{path.name}" in ALL or "ewsletter" in path.name:
            continue
        try:
            meeting = read_once(path).paper.meeting
        except PaperRefused:
            meeting = Meeting()
        assert meeting.date is None, path.name


@pytest.mark.parametrize("name", BOUND_IN)
def test_minutes_scanned_into_a_package_keep_their_own_date(name: str, read: dict[str, ReadPaper]) -> None:
    if name not in read:
        pytest.skip("its pages are scans, and there is no OCR here")
    own = ALL[name].date
    for page, day in BOUND_IN[name].items():
        dates = {passage.meeting.date for passage in read[name].passages if passage.page == page}
        assert dates <= {datetime.date.fromisoformat(day)}, page
    for page in NOT_BOUND_IN[name]:
        assert {passage.meeting.date for passage in read[name].passages if passage.page == page} <= {own}, page


def test_the_minutes_and_questions_bound_into_a_text_pack_keep_their_own_date(read: dict[str, ReadPaper]) -> None:
    dates = [passage.meeting.date for passage in read["text/002_e050ef928af230eb.txt"].passages]
    assert set(dates) == {datetime.date(2022, 12, 13), datetime.date(2022, 10, 11)}
    assert dates.count(datetime.date(2022, 10, 11)) > 50


def test_warnings_tell_of_what_disagrees_and_of_nothing_else(read: dict[str, ReadPaper]) -> None:
    """Each warning about a date, a kind or a standing was read against the pages."""
    told = {
        name.rpartition("/")[2]: len([w for w in paper.paper.warnings if "says" in w or "prints" in w or "gives" in w or "headed" in w])
        for name, paper in read.items()
        if not ALL[name].scan
    }
    assert {name: count for name, count in told.items() if count} == {
        "minutes-APM-2024-04-03-DRAFT.pdf": 2,  # its name says another day, and draft
        "Minutes-April-18-2023.pdf": 1,  # the slip
        "Notice-of-Meetings.pdf": 1,  # two meetings
        **dict.fromkeys(("Agenda-January-3-2023.pdf", "Agenda-February-7-2023.pdf", "Agenda-March-21-2023.pdf"), 1),  # an old title
    }
