"""The register as read from every paper that readers listed by eye: each field where it is said to stand, and how much of it is right.

The right values are in `register/` (its README says what they mean). The floors are just below what is reached.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from corpus.text import readable
from eval.options import LISTED_PAPERS, THE_LISTS
from eval.register import Listed, Tally, compared, lists_in
from tests.conftest import SHARED
from tests.papers import read_once

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real papers are not here (../shared)")

FOUND = {  # of the entries that are listed, by their kind
    "action": 0.75, "executive_response": 0.72, "information_request": 0.88, "public_question": 0.88,
    "recommendation": 0.84, "resolution": 0.90, "tracker_row": 0.96,
}  # fmt: skip


def lists() -> Iterator[tuple[Path, list[Listed]]]:
    yield from ((paper, listed) for _, paper, listed in lists_in(THE_LISTS, LISTED_PAPERS))


@cache
def tally() -> Tally:
    total = Tally()
    for paper, listed in lists():
        total += compared(read_once(paper).register, listed, paper.name)
    return total


def test_every_field_stands_on_the_page_where_it_is_said_to() -> None:
    for paper, _ in lists():
        read = read_once(paper)
        pages = {page.number: page.text for page in read.pages}
        for entry in read.register:
            for name, stated in entry.stated():
                there = pages[stated.page][stated.start : stated.end]
                assert there.strip(), f"{paper.name}: {name} of {entry.said[:60]}"
                if isinstance(stated.value, str) and name != "result":
                    assert readable(there) == readable(stated.value), f"{paper.name}: {name}"


def test_entries_are_found_and_none_is_made_up() -> None:
    found = tally()
    assert found.listed_found / found.listed >= 0.90
    assert found.right / found.found >= 0.965
    short = {kind: found.kinds[kind, "found"] / found.kinds[kind, "listed"] for kind in FOUND}
    assert [f"{kind}: {short[kind]:.3f}" for kind, floor in FOUND.items() if short[kind] < floor] == []


def test_fields_are_right() -> None:
    found = tally()
    right, wrong, missed = (found.of_fields(verdict) for verdict in ("right", "wrong", "missed"))
    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.94
    assert found.of_fields("wrong", "date") <= 7


def test_hardly_any_vote_is_given_to_somebody_who_is_not_listed_with_it() -> None:
    names = ("vote names_for", "vote names_against", "vote names_abstained")
    assert tally().of_fields("wrong", *names) <= 3
    assert tally().of_fields("right", *names) >= 105
