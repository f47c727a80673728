"""Corrupted answers: every evaluator catches its own corruption, wrongs no other, and has something to check in each."""

import pytest

from eval.catches import ENOUGH, Catch, catches, catches_to_table
from eval.corruptions import CORRUPTIONS
from eval.evaluators.every import every
from eval.papers import Papers
from tests.conftest import ROOT
from tests.papers import read_once

SAMPLES = ROOT / "corpus" / "papers"
# A pack with minutes bound in, and minutes of three bodies: reading all samples takes too long for a test.
FILES = (
    "children-2023-03-16-agenda-pack.pdf",
    "children-2021-09-16-minutes.pdf",
    "children-2024-06-13-minutes.pdf",
    "cabinet-2022-05-19-minutes.pdf",
    "cabinet-2023-06-22-minutes.pdf",
    "adult-care-2021-11-04-minutes.pdf",
    "adult-care-2023-11-09-minutes.pdf",
)
NUMBER = 24


@pytest.fixture(scope="module")
def papers() -> Papers:
    return Papers([read_once(SAMPLES / file) for file in FILES])


@pytest.fixture(scope="module")
def found(papers: Papers) -> tuple[Catch, ...]:
    return catches(papers, NUMBER)


def test_each_corruption_is_caught_and_untouched_answers_are_not(found: tuple[Catch, ...]) -> None:
    for one in found:
        assert (one.corrupted, one.untouched) == (NUMBER / 2, NUMBER / 2), one
        assert one.precision >= ENOUGH, one
        assert one.recall >= ENOUGH, one
    assert catches_to_table(found).row_count == len(found)


def test_no_evaluator_is_right_because_it_found_nothing_to_check(found: tuple[Catch, ...]) -> None:
    assert [one for one in found if one.unchecked] == []


def test_no_evaluator_fails_what_is_no_concern_of_it(found: tuple[Catch, ...]) -> None:
    assert [one for one in found if one.elsewhere] == []


def test_every_evaluator_has_a_corruption_of_its_own() -> None:
    assert {name for corruption in CORRUPTIONS for name in corruption.caught_by} == {evaluator.name for evaluator in every()}


def test_an_evaluator_that_catches_nothing_is_not_enough(papers: Papers) -> None:
    """The proof can fail: an evaluator on answers that nobody spoilt has no recall."""
    spoilt = next(one for one in CORRUPTIONS if one.name == "page off by one")
    unspoilt = type(spoilt)(spoilt.name, lambda good, _: good, spoilt.caught_by)
    (one,) = catches(papers, NUMBER, [unspoilt])
    assert (one.recall, one.is_enough) == (0.0, False)
