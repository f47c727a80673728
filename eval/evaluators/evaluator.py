"""What every evaluator is, what it is given, and how it is asked so that its failure is a verdict too."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from eval.answers import GivenAnswer
from eval.cases import Case
from eval.evaluators.reading import Reading
from eval.papers import Papers
from eval.places import Cited
from eval.verdicts import Outcome, Verdict

log = logging.getLogger(__name__)


class Need(StrEnum):
    """What an evaluator cannot do without, in the words of the reason that it gives where that is missing."""

    CASE = "a case that says what is right"
    PAPERS = "the papers"
    SECONDS = "the seconds that the answer took"
    RUNS = "another run of the same question"


@dataclass(frozen=True)
class Subject:
    """One answer with what is known beside it. `others` are the answers of other runs to the same question."""

    answer: GivenAnswer
    case: Case | None = None
    papers: Papers | None = None
    seconds: float | None = None
    others: tuple[GivenAnswer, ...] = ()

    @cached_property
    def cited(self) -> tuple[Cited, ...]:
        """The citations beside the papers, in order."""
        assert self.papers is not None, "an evaluator that looks at the papers says that it needs them"
        given = enumerate(self.answer.citations, start=1)
        return tuple(Cited(place if citation.n is None else citation.n, citation, self.papers) for place, citation in given)

    @cached_property
    def reading(self) -> Reading:
        """The answer as a reader takes it in, beside its case."""
        assert self.case is not None, "an evaluator that looks at the case says that it needs one"
        return Reading(self.case, self.answer)

    def lacks(self, needs: Iterable[Need]) -> tuple[Need, ...]:
        there = {
            Need.CASE: self.case is not None,
            Need.PAPERS: self.papers is not None,
            Need.SECONDS: self.seconds is not None,
            Need.RUNS: bool(self.others),
        }
        return tuple(need for need in needs if not there[need])


class Evaluator(Protocol):
    """One question about an answer, always answered the same for the same answer.

    It says NOT_APPLICABLE where it found nothing of its kind to check, and never PASSED then. What it raises is recorded.
    """

    @property
    def name(self) -> str: ...

    @property
    def needs(self) -> tuple[Need, ...]: ...

    def __call__(self, subject: Subject) -> Verdict: ...


def judge(evaluators: Iterable[Evaluator], subject: Subject) -> tuple[Verdict, ...]:
    """What each evaluator says of an answer, in order."""
    return tuple(_asked(evaluator, subject) for evaluator in evaluators)


def _asked(evaluator: Evaluator, subject: Subject) -> Verdict:
    if missing := subject.lacks(evaluator.needs):
        return not_applicable(evaluator.name, f"It needs {' and '.join(missing)}.")
    try:
        return evaluator(subject)
    except Exception as error:
        log.exception("%s failed", evaluator.name)
        return Verdict(evaluator.name, Outcome.ERROR, None, f"The evaluator failed: {type(error).__name__}: {error}")


def verdict(evaluator: str, passed: bool, reason: str, score: float | None = None) -> Verdict:
    """`score` is 1 or 0 where the evaluator measures no share."""
    return Verdict(evaluator, Outcome.PASSED if passed else Outcome.FAILED, float(passed) if score is None else score, reason)


def not_applicable(evaluator: str, reason: str) -> Verdict:
    return Verdict(evaluator, Outcome.NOT_APPLICABLE, None, reason)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part of an answer, such as a citation. Not `right` is None where it could not be checked."""

    right: bool | None
    said: str


def all_right(evaluator: str, findings: Sequence[Finding], things: str, nothing: str) -> Verdict:
    """A verdict on several parts: passed where all that could be checked are right, its score their share.

    `things` names them in the reason (`3 of 3 quotes …`), `nothing` is the reason where none could be checked.
    """
    checked = [finding for finding in findings if finding.right is not None]
    unchecked = [finding.said for finding in findings if finding.right is None and finding.said]
    if not checked:
        return not_applicable(evaluator, " ".join([nothing, *unchecked[:1]]))
    wrong = [finding.said for finding in checked if not finding.right]
    right = len(checked) - len(wrong)
    told = f"{right} of {len(checked)} {things}."
    return verdict(evaluator, not wrong, " ".join([told, *wrong]), right / len(checked))


def shortened(text: str, most: int = 80) -> str:
    """A text on one line for a reason, in quotation marks: the beginning of a long one."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= most else line[: most - 1].rstrip() + '…'}”"
