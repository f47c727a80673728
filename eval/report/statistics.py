"""Scores -> what chance allows: bootstrap intervals of a mean and of a difference, and the exact test of McNemar."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000
SEED = 7  # fixed: the same scores give the same interval on every machine
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
    from scipy import stats

    if len(scores) == 1:  # of which scipy makes no interval
        return Interval(scores[0], scores[0])
    batch = max(1, _AT_ONCE // len(scores))
    found = stats.bootstrap((scores,), np.mean, n_resamples=RESAMPLES, batch=batch, method="percentile", rng=SEED).confidence_interval
    return Interval(float(found.low), float(found.high))


def mcnemar(better: int, worse: int) -> float:
    """The two-sided exact p of McNemar (1947): how likely so uneven a split of the changed pairs is where neither run is better."""
    from scipy import stats

    return float(stats.binomtest(better, better + worse).pvalue) if better or worse else 1.0
