"""Checked answers -> figures: the share that passes each evaluator, and times."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from eval.verdicts import Checked, Outcome


@dataclass(frozen=True, slots=True)
class Share:
    """How many answers an evaluator passes, of those that it could check."""

    holds: int
    of: int

    @property
    def value(self) -> float:
        return self.holds / self.of


def shares(checked: Iterable[Checked]) -> dict[str, Share]:
    """The share of each evaluator, by name, in their order. One that could check no answer is left out."""
    found: dict[str, list[bool]] = {}
    for one in checked:
        for verdict in one.verdicts:
            told = found.setdefault(verdict.evaluator, [])
            if verdict.outcome in (Outcome.PASSED, Outcome.FAILED):
                told.append(verdict.outcome is Outcome.PASSED)
    return {name: Share(sum(told), len(told)) for name, told in found.items() if told}


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of an answer, warm, the question's embedding included."""

    p50: float
    p95: float
    mean: float


def times(checked: Iterable[Checked]) -> Times | None:
    """None where no answer was timed."""
    sorted_ms = sorted(one.seconds * 1000 for one in checked if one.seconds is not None)
    return Times(percentile(sorted_ms, 50), percentile(sorted_ms, 95), fmean(sorted_ms)) if sorted_ms else None


def percentile(sorted_values: Sequence[float], percent: int) -> float:
    """The smallest value that at least that many per cent of the values do not exceed."""
    return sorted_values[max(0, math.ceil(len(sorted_values) * percent / 100) - 1)]
