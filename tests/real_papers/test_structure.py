"""Real papers, where they are at hand: their items, minute numbers, reports, chapters and printed pages, as read off their pages."""

import itertools
from functools import cache

import pytest

from corpus.models import Part, PartKind
from corpus.read_paper import ReadPaper
from tests.conftest import SHARED
from tests.papers import read_once

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real papers are not here (../shared)")

PAPERS = SHARED / "papers"


@cache
def read(name: str) -> ReadPaper:
    return read_once(next(path for path in PAPERS.rglob("*") if path.name.startswith(name)))


def parts(name: str, kind: PartKind) -> list[Part]:
    return [part for part in read(name).parts if part.kind is kind]


def numbers(found: list[Part]) -> list[str]:
    return [part.number or "" for part in found]


# Number of the agenda's last item, and the items whose papers stand in the pack with the printed page on which each begins.
PACKS = {
    "000_": (7, {"4": 1, "5": 57, "6": 71, "7": 101}),
    "001_": (9, {"5": 1, "7": 11, "8": 17, "9": 25}),
    "002_": (12, {"4": 9, "5": 21, "7": 27, "8": 35, "9": 83, "10": 135}),
}
AGENDAS = {
    "Agenda-April-18-2023": 17, "Agenda-December-19-2023": 22, "Agenda-February-21-2023": 17, "Agenda-February-7-2023": 13,
    "Agenda-January-17-2023": 16, "Agenda-January-2-2024": 13, "Agenda-January-3-2023": 17, "Agenda-March-21-2023": 20,
    "June-20-2023-Agenda": 9, "May-16-2023-Agenda": 11, "public_notices__Public-Notice-2025-12-02": 14,
    "public_notices__public-notice-1-april-25": 13, "public_notices__public-notice-2025-05-06": 20,
    "public_notices__public-notice-2025-07-08": 13, "public_notices__public-notice-2025-09-02": 17,
    "public_notices__public-notice-2025-10-07": 13, "public_notices__public-notice-2025-11-04": 13,
    "public_notices__public-notice-2026-01-06": 15, "public_notices__public-notice-pcm-2025-06-03": 12,
    "public_notices__agenda-apm-2025": 6, "Agenda_samples__MountainView": 11,
}  # fmt: skip
MINUTES = {
    "003_": range(590, 597),
    "minutes-2024-03-05": range(1, 19), "minutes-2024-05-07": range(1, 20), "minutes-2024-06-04": range(1, 13),
    "minutes-2024-07-02": range(1, 17), "minutes-2024-09-03": range(1, 17), "minutes-2024-10-01": range(1, 20),
    "minutes-2024-11-05": range(1, 17), "minutes-2024-12-03": range(1, 14), "minutes-2025-01-07": range(1, 16),
    "minutes-2025-02-04": range(1, 13), "minutes-2025-03-04": range(1, 16), "minutes-2025-05-06": range(1, 21),
    "minutes-2025-06-03": range(1, 13), "minutes-2025-07-08": range(1, 14), "minutes-2025-09-02": range(1, 18),
    "minutes-2025-10-07": range(1, 14), "minutes__minutes-2025-11-04": range(1, 14), "minutes__minutes-2025-12-02": range(1, 15),
    "minutes-2024-04-02": [*range(1, 16), 18], "minutes-2025-04-01": [*range(1, 13), 15], "minutes-APM-2023-04-25": [1, 2, 3, 4, 4],
}  # fmt: skip
RESOLUTIONS = {
    "January-3": (1, 15), "January-17": (16, 29), "February-7": (30, 40), "February-21": (41, 55), "March-7": (56, 68),
    "March-21": (69, 81), "April-4": (82, 92), "April-18": (93, 107), "May-2": (108, 122), "May-16": (123, 132), "June-6": (133, 140),
    "June-20": (141, 146), "July-11": (147, 157), "August-15": (158, 168), "September-5": (169, 174), "September-19": (175, 185),
    "October-3": (186, 195), "October-17": (196, 205), "November-14": (206, 216), "December-5": (217, 232), "December-19": (233, 253),
}  # fmt: skip


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_has_the_items_of_its_agenda_where_their_papers_begin(name: str) -> None:
    last, begun = PACKS[name]
    assert [entry.number for entry in read(name).paper.agenda] == [str(n) for n in range(1, last + 1)]
    found = parts(name, PartKind.AGENDA_ITEM)
    assert {part.number: int((part.printed_pages or "0").split()[0]) for part in found} == begun
    assert numbers(found) == list(begun)
    for part in found:
        passages = read(name).passages[part.first : part.last]
        own = [passage for passage in passages if passage.meeting.date == part.meeting.date]
        assert {passage.item.number for passage in own if passage.item} <= {part.number}


@pytest.mark.parametrize("name", AGENDAS)
def test_an_agenda_has_as_many_items_as_it_prints(name: str) -> None:
    listed = [entry.number for entry in read(name).paper.agenda]
    assert [number for number in listed if number.isdigit()] == [str(n) for n in range(1, AGENDAS[name] + 1)]


def test_the_parts_of_an_item_are_within_it() -> None:
    found = parts("Agenda_samples__MountainView", PartKind.AGENDA_ITEM)
    inner = [part.number for part in found if part.number and part.number.startswith("4.")]
    consent = next(part for part in found if part.number == "4")
    assert inner == [f"4.{n}" for n in range(1, 19)]
    assert all(consent.first < part.first and part.last <= consent.last for part in found if part.number in inner)


@pytest.mark.parametrize("name", MINUTES)
def test_every_minute_number_is_there_in_order(name: str) -> None:
    assert numbers(parts(name, PartKind.MINUTE)) == [str(n) for n in MINUTES[name]]


@pytest.mark.parametrize("day", RESOLUTIONS)
def test_every_numbered_resolution_of_a_year_is_there_in_order(day: str) -> None:
    first, last = RESOLUTIONS[day]
    found = [part for part in parts(f"Minutes-{day}-2023", PartKind.MINUTE) if part.number]
    assert [int(number.removeprefix("R2023-")) for number in numbers(found)] == list(range(first, last + 1))


def test_bound_in_minutes_have_their_numbers_and_their_attendance() -> None:
    minutes = parts("002_", PartKind.MINUTES)
    assert [str(part.meeting.date) for part in minutes] == ["2022-10-11"]
    assert len(minutes[0].attendance) >= 8
    assert numbers(parts("002_", PartKind.MINUTE)) == [str(n) for n in range(105, 114)]


def test_the_questions_of_a_pack_and_those_of_the_meeting_before_are_told_apart() -> None:
    found = parts("002_", PartKind.QUESTION)
    assert [str(part.meeting.date) for part in found] == ["2022-10-11"] * 2 + ["2022-12-13"] * 7
    assert all(part.author and part.author in part.title for part in found)
    under = {passage.item.number for part in found[2:] for passage in read("002_").passages[part.first : part.last] if passage.item}
    assert under == {"5"}


@pytest.mark.parametrize(("name", "reports", "with_author"), [("000_", 4, 0), ("001_", 4, 0), ("002_", 4, 4), ("004_", 1, 1)])
def test_reports_have_their_authors_and_recommendations(name: str, reports: int, with_author: int) -> None:
    found = parts(name, PartKind.REPORT)
    assert len(found) == reports
    assert sum(part.author is not None for part in found) == with_author
    texts = "\n".join(page.text for page in read(name).pages)
    assert all(part.recommendation and all(line in texts for line in part.recommendation.split("\n")) for part in found)


@pytest.mark.parametrize(
    ("name", "item", "chapters"),
    [
        ("000_", "4", [str(n) for n in range(1, 17)]),
        ("002_", "9", ["", *(str(n) for n in range(1, 16))]),
    ],
)
def test_an_annual_report_in_a_pack_has_the_chapters_of_its_contents(name: str, item: str, chapters: list[str]) -> None:
    within = next(part for part in parts(name, PartKind.AGENDA_ITEM) if part.number == item)
    found = [part for part in parts(name, PartKind.CHAPTER) if within.first <= part.first < within.last]
    assert numbers(found) == chapters
    assert all(one.last <= other.first for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("minutes-2024-03-05", ["24", "25", "26"]),
        ("minutes-2024-04-02", ["27", "28"]),
        ("minutes-2024-05-07", ["1", "2", "3"]),
        ("Minutes-April-18-2023", [None, "2", "3"]),
        ("Minutes-June-20-2023", [None, "2"]),
        ("Minutes-December-19-2023", [None, "2", "3", "4"]),
        ("Report_samples__Sunnyvale", [None, "2", "3", "4", "5"]),
        ("Agenda_samples__MountainView", [str(n) for n in range(1, 12)]),
    ],
)
def test_pages_have_the_numbers_that_they_print(name: str, printed: list[str | None]) -> None:
    assert [page.printed for page in read(name).pages] == printed
    assert not any("Minutes – " in page.text.split("\n")[0] for page in read(name).pages)


@pytest.mark.parametrize("name", ["000_", "001_", "002_", "003_", "004_"])
def test_parts_hold_passages_and_any_two_are_apart_or_one_within_the_other(name: str) -> None:
    found = read(name).parts
    assert all(0 <= part.first < part.last <= len(read(name).passages) for part in found)
    for one, other in itertools.combinations(found, 2):
        assert other.first >= one.last or other.last <= one.last or other.first == one.first
