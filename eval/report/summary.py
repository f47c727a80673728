"""Checked answers -> for each evaluator how many it applies to, how many pass, and the mean score with its interval.

What was not applicable is counted apart and never as passed; an evaluator that failed is an error and counted apart, too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.cases import CaseType
from eval.report.statistics import Interval, bootstrap
from eval.verdicts import Checked, Outcome, Verdict

WITHOUT_CASE = "no case"  # the type shown where answers are checked against papers alone


@dataclass(frozen=True, slots=True)
class Summary:
    """One evaluator over some answers. `n` counts those it judged; `score` (0 to 1) is their mean, None where it judged none."""

    evaluator: str
    n: int
    passed: int
    not_applicable: int
    errors: int
    score: float | None
    interval: Interval | None


def summaries(checked: Sequence[Checked]) -> tuple[Summary, ...]:
    """A summary of each evaluator, in the order in which evaluators first spoke."""
    names = dict.fromkeys(verdict.evaluator for answer in checked for verdict in answer.verdicts)
    return tuple(summary_of(name, (v for answer in checked for v in answer.verdicts if v.evaluator == name)) for name in names)


def summary_of(evaluator: str, verdicts: Iterable[Verdict]) -> Summary:
    """The summary of one evaluator's verdicts."""
    said = list(verdicts)
    scores = [score_of(verdict) for verdict in said if is_judged(verdict)]
    return Summary(
        evaluator=evaluator,
        n=len(scores),
        passed=sum(verdict.outcome is Outcome.PASSED for verdict in said),
        not_applicable=sum(verdict.outcome is Outcome.NOT_APPLICABLE for verdict in said),
        errors=sum(verdict.outcome is Outcome.ERROR for verdict in said),
        score=sum(scores) / len(scores) if scores else None,
        interval=bootstrap(scores) if scores else None,
    )


def is_judged(verdict: Verdict) -> bool:
    return verdict.outcome in (Outcome.PASSED, Outcome.FAILED)


def score_of(verdict: Verdict) -> float:
    """The score of a verdict that judged; one that gives none has passed wholly or not at all."""
    return float(verdict.outcome is Outcome.PASSED) if verdict.score is None else verdict.score


def type_of(answer: Checked) -> str:
    return answer.case.type.value if answer.case else WITHOUT_CASE


def by_type(checked: Sequence[Checked]) -> dict[str, list[Checked]]:
    """The answers by type of case, in the types' order."""
    order = [*(kind.value for kind in CaseType), WITHOUT_CASE]
    return {kind: found for kind in order if (found := [answer for answer in checked if type_of(answer) == kind])}
