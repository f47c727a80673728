"""What an evaluator says of one answer, and what was said of it by all: the records between checking and reporting."""

from dataclasses import dataclass
from enum import StrEnum

from eval.answers import GivenAnswer
from eval.cases import Case


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"  # there was nothing of this kind to check: never counted as passed
    ERROR = "error"  # the evaluator itself failed; `reason` says how


@dataclass(frozen=True, slots=True)
class Verdict:
    """One evaluator's word on one answer.

    `score` is 0 to 1 where the evaluator measures a share (citation recall), else 1 or 0; None where nothing was checked.
    `reason` says in plain words what was found, with the citation, quote or figure that decided it.
    """

    evaluator: str
    outcome: Outcome
    score: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One answer with every verdict on it. `case` is None where answers are checked against papers alone."""

    id: str
    case: Case | None
    answer: GivenAnswer
    verdicts: tuple[Verdict, ...]
    seconds: float | None = None
