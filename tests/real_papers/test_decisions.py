"""Decisions of real minutes, counted and read by hand: none missing, none made up, each with its mover, seconder and result."""

import datetime
from functools import cache
from pathlib import Path

import pytest

from corpus.models import DecisionKind, DecisionResult, Passage, PassageKind
from tests.conftest import SHARED
from tests.papers import read_once

PAPERS = SHARED / "papers"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real papers are not here (../shared)")

# The first and the last number of the resolutions that each of these minutes prints; none is left out between them.
NUMBERS = {
    "January-3-2023": (1, 15), "January-17-2023": (16, 29), "February-7-2023": (30, 40), "February-21-2023": (41, 55),
    "March-7-2023": (56, 68), "March-21-2023": (69, 81), "April-4-2023": (82, 92), "April-18-2023": (93, 107),
    "May-2-2023": (108, 122), "May-16-2023": (123, 132), "June-6-2023": (133, 140), "June-20-2023": (141, 146),
    "July-11-2023": (147, 157), "August-15-2023": (158, 168), "September-5-2023": (169, 174), "September-19-2023": (175, 185),
    "October-3-2023": (186, 195), "October-17-2023": (196, 205), "November-14-2023": (206, 216), "December-5-2023": (217, 232),
    "December-19-2023": (233, 253),
}  # fmt: skip
# Mover and seconder of each resolution in order, by the first letters of their surnames, as read on the pages.
MOVERS = {
    "April-18-2023": "YK BK YB BK YB YK BY KY KY YB YB BK BK YB KB",
    "July-11-2023": "YF BK YK BF YB BK KB BY FK BY YK",
    "October-3-2023": "YF KB BY KB FY BY BK YF FB YK",
    "December-19-2023": "YB FK BY FK YB KB YK FB BY KB BK FY FY FK KB KF YF KB FY BK FY",
}
# Resolutions of the parish minutes, counted on the pages (one of them defers its matter).
RESOLVED = {
    "minutes-2024-03-05": 12, "minutes-2024-06-04": 7, "minutes-2024-10-01": 14, "minutes-2025-02-04": 7, "minutes-2025-05-06": 14,
    "minutes__minutes-2025-12-02": 9,
}  # fmt: skip


@cache
def passages(path: Path) -> tuple[Passage, ...]:
    return read_once(path).passages


def township(day: str) -> tuple[Passage, ...]:
    return passages(PAPERS / "pdf" / "township" / f"Minutes-{day}.pdf")


@pytest.mark.parametrize(("day", "numbers"), NUMBERS.items())
def test_every_numbered_resolution_has_its_mover_seconder_and_result(day: str, numbers: tuple[int, int]) -> None:
    found = {p.decision.number: p.decision for p in township(day) if p.decision and p.decision.number}
    assert [int((number or "").split("-")[1]) for number in found] == list(range(numbers[0], numbers[1] + 1))  # some print 46 for 046
    assert all(d.kind is DecisionKind.RESOLUTION and not d.draft and d.mover and d.seconder for d in found.values())
    lost = {"R2023-186"} & set(found)
    assert {number for number, d in found.items() if d.result is not DecisionResult.CARRIED} == lost
    assert all(found[number].result is DecisionResult.LOST for number in lost)


@pytest.mark.parametrize(("day", "movers"), MOVERS.items())
def test_movers_and_seconders_are_those_of_the_page(day: str, movers: str) -> None:
    found = {p.decision.number: p.decision for p in township(day) if p.decision and p.decision.number}
    initials = [(d.mover or "?").split()[-1][0] + (d.seconder or "?").split()[-1][0] for d in found.values()]
    assert initials == movers.split()


def test_a_resolution_over_three_pages_is_one_group_with_one_outcome() -> None:
    ours = [p for p in township("July-11-2023") if p.decision and p.decision.number == "R2023-148"]
    assert {p.page for p in ours} >= {2, 3}
    assert len({p.group for p in ours}) == 1
    assert len({p.decision for p in ours}) == 1


@pytest.mark.parametrize(("name", "count"), RESOLVED.items())
def test_every_resolution_of_a_parish_is_marked(name: str, count: int) -> None:
    ours = passages(PAPERS / "pdf" / "parish" / f"{name}.pdf")
    marked = [p for p in ours if "RESOLVED" in p.text]
    assert sum(p.text.count("RESOLVED") for p in marked) == count
    assert all(p.decision and p.decision.kind is DecisionKind.RESOLUTION and not p.decision.draft for p in marked)
    deferred = [p for p in marked if p.decision and p.decision.result is DecisionResult.DEFERRED]
    assert len(deferred) == (1 if name == "minutes-2025-02-04" else 0)


def test_two_at_a_parish_meeting_who_proposed_and_seconded_are_named() -> None:
    for name in ("minutes-2024-05-07", "minutes-2025-05-06"):
        named = [p.decision for p in passages(PAPERS / "pdf" / "parish" / f"{name}.pdf") if p.decision and p.decision.mover]
        assert [(len((d.mover or "").split()), len((d.seconder or "").split())) for d in named] == [(3, 3)]
        assert [d.vote and d.vote.text for d in named] == ["unanimously"]


def test_a_pack_decides_only_what_its_bound_in_minutes_record() -> None:
    ours = [p for p in passages(next((PAPERS / "text").glob("002_*"))) if p.decision]
    bound = [p for p in ours if p.meeting.date == datetime.date(2022, 10, 11)]
    own = [p for p in ours if p.meeting.date == datetime.date(2022, 12, 13)]
    kinds = [p.decision.kind for p in bound if p.decision]
    assert kinds.count(DecisionKind.RESOLUTION) == 4
    assert kinds.count(DecisionKind.INFORMATION_REQUEST) == 1
    assert [len(p.entries) for p in bound if p.decision and p.decision.kind is DecisionKind.INFORMATION_REQUEST] == [3]
    assert {p.decision.kind for p in own if p.decision} == {DecisionKind.RECOMMENDATION}
    assert len(own) == 4


def test_scrutiny_minutes_hold_three_agreements() -> None:
    ours = [p for p in passages(next((PAPERS / "text").glob("003_*"))) if p.decision]
    assert [(p.item.number if p.item else None, p.decision.result) for p in ours if p.decision] == [
        ("595", DecisionResult.CARRIED), ("596", DecisionResult.CARRIED), ("596", DecisionResult.CARRIED),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "count"), [("000", 4), ("001", 4), ("004", 1)])
def test_reports_put_recommendations_and_decide_nothing(name: str, count: int) -> None:
    ours = [p for p in passages(next((PAPERS / "text").glob(f"{name}_*"))) if p.decision]
    assert [p.decision.kind for p in ours if p.decision] == [DecisionKind.RECOMMENDATION] * count
    assert all(p.kind is PassageKind.RESOLUTION for p in ours)
