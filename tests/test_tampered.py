"""Answers tampered with: every evaluator catches its own kind, wrongs no other, and has something to check in each."""

from pathlib import Path

import pytest

from eval.catches import ENOUGH, Catch, catches, catches_to_table
from eval.evaluators.every import every
from eval.papers import Papers
from eval.tampered import KINDS
from tests.conftest import ROOT
from tests.papers import read_once

SAMPLES = ROOT / "corpus" / "papers"
NUMBER = 24


@pytest.fixture(scope="module")
def papers() -> Papers:
    """The sample papers, without the one that is a scan, which takes half a minute to read."""
    return Papers([read_once(Path(file)) for file in sorted(SAMPLES.glob("*.pdf")) if file.name != "adult-care-2022-05-12-minutes.pdf"])


@pytest.fixture(scope="module")
def found(papers: Papers) -> tuple[Catch, ...]:
    return catches(papers, NUMBER)


def test_each_kind_is_caught_and_untouched_answers_are_not(found: tuple[Catch, ...]) -> None:
    for one in found:
        assert (one.tampered, one.untouched) == (NUMBER / 2, NUMBER / 2), one
        assert one.precision >= ENOUGH, one
        assert one.recall >= ENOUGH, one
    assert catches_to_table(found).row_count == len(found)


def test_no_evaluator_is_right_because_it_found_nothing_to_check(found: tuple[Catch, ...]) -> None:
    assert [one for one in found if one.unchecked] == []


def test_no_evaluator_fails_what_is_no_concern_of_it(found: tuple[Catch, ...]) -> None:
    assert [one for one in found if one.elsewhere] == []


def test_every_evaluator_has_a_kind_of_its_own() -> None:
    assert {name for kind in KINDS for name in kind.caught_by} == {evaluator.name for evaluator in every()}


def test_an_evaluator_that_catches_nothing_is_not_enough(papers: Papers) -> None:
    """The proof can fail: an evaluator on answers that nobody spoilt has no recall."""
    spoilt = next(kind for kind in KINDS if kind.name == "page off by one")
    unspoilt = type(spoilt)(spoilt.name, lambda good, _: good, spoilt.caught_by)
    (one,) = catches(papers, NUMBER, [unspoilt])
    assert (one.recall, one.is_enough) == (0.0, False)
