"""Scores -> what chance allows: bootstrap intervals of a mean and of a difference, and the exact test of McNemar."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000
SEED = 7  # fixed: the same scores give the same interval on every machine
_TAILS = (2.5, 97.5)  # per cent left out at either end: an interval of 95 %
_AT_ONCE = 2_000_000  # drawn numbers held in memory


@dataclass(frozen=True, slots=True)
class Interval:
    """The interval that holds 95 % of the means of resampled scores."""

    low: float
    high: float


def bootstrap(scores: Sequence[float]) -> Interval:
    """The percentile interval of the mean (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).

    For differences of pairs it is the paired bootstrap: cases are drawn, not runs.
    """
    values = np.asarray(scores, dtype=np.float64)
    draw = np.random.default_rng(SEED)
    step = max(1, _AT_ONCE // len(values))
    means = np.concatenate(
        [
            values[draw.integers(0, len(values), size=(min(step, RESAMPLES - done), len(values)))].mean(axis=1)
            for done in range(0, RESAMPLES, step)
        ]
    )
    low, high = np.percentile(means, _TAILS)
    return Interval(float(low), float(high))


def mcnemar(better: int, worse: int) -> float:
    """The two-sided exact p of McNemar (1947): how likely so uneven a split of the changed pairs is where neither run is better."""
    changed = better + worse
    tail = sum(math.comb(changed, n) for n in range(min(better, worse) + 1))
    return min(1.0, float(tail / 2 ** (changed - 1)))
