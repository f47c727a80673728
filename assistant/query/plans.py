"""A question -> the plan that answers it, by a linear model that `minuted train plans` learnt from questions with their plans.

It goes by the vector of the question, by its words and pairs of words, and by whether it leans on one before. Times are one word to it, and
so are numbers: `on 14 December 2023` says that a meeting is named, whichever it is.
"""

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.dates import times_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEARNT = Path(__file__).with_name("plans.npz")
_WORD = re.compile(r"[a-z']+|0|\?")  # what's ; 0 for any number
_NUMBER = re.compile(r"\d[\d,.]*")
_TIME = "sometime"


class Plan(StrEnum):
    """What answers a question."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"  # what can you do, what papers have you got
    ABUSE = "abuse"
    REQUEST = "request"  # write me a poem: nothing that papers answer
    OPINION = "opinion"  # is she any good, whom should I vote for
    MEETING_DECISIONS = "meeting_decisions"  # all that a meeting decided
    MEETING_SUMMARY = "meeting_summary"
    LIST = "list"  # everything of a kind on a topic
    COUNT = "count"
    OUTSTANDING = "outstanding"
    OUTCOME = "outcome"
    VOTES = "votes"
    ATTENDANCE = "attendance"
    LATEST_FIGURE = "latest_figure"
    SERIES = "series"
    COMPARISON = "comparison"
    TABLE = "table"
    NEXT_MEETING = "next_meeting"
    LAST_MEETING = "last_meeting"
    LAST_DISCUSSED = "last_discussed"
    PERSON = "person"
    DOCUMENT = "document"
    EVIDENCE = "evidence"  # the passages that are found: what most questions ask for

    @property
    def is_of_passages(self) -> bool:
        """Whether the passages that are found answer it, as far as nothing else does."""
        return self in _OF_PASSAGES


_OF_PASSAGES = frozenset({
    Plan.OUTCOME, Plan.LATEST_FIGURE, Plan.SERIES, Plan.COMPARISON, Plan.TABLE, Plan.PERSON, Plan.DOCUMENT, Plan.EVIDENCE
})  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """What each feature is worth in the logit of each plan; one that is not of passages is taken from a likelihood of `threshold`.

    The rows of `weights` are the numbers of the vector, whether the question leans on one before, and `words`. `model` is the embedding
    model whose vectors they are.
    """

    plans: tuple[Plan, ...]
    words: dict[str, int]
    weights: "NDArray[np.float32]"
    intercept: "NDArray[np.float32]"
    threshold: float
    model: str

    def likelihoods(self, text: str, vector: Sequence[float], *, leans: bool) -> "NDArray[np.float32]":
        """How likely each plan is, in their order."""
        known = [self.words[word] for word in words_of(text) if word in self.words]
        logits = self.intercept + np.asarray(vector, np.float32) @ self.weights[: len(vector)] + leans * self.weights[len(vector)]
        logits = logits + self.weights[len(vector) + 1 :][known].sum(axis=0) / math.sqrt(max(len(known), 1))
        odds = np.exp(logits - logits.max())
        likelihoods: NDArray[np.float32] = odds / odds.sum()
        return likelihoods

    def likeliest(self, likely: "NDArray[np.float32]") -> tuple[Plan, float]:
        """The likeliest plan but evidence, and how likely it is; 0 for one that the passages answer as well."""
        plan, likelihood = max(
            ((plan, float(one)) for plan, one in zip(self.plans, likely, strict=True) if plan is not Plan.EVIDENCE), key=lambda one: one[1]
        )
        return plan, 0.0 if plan.is_of_passages else likelihood


def plan_of(text: str, vector: Sequence[float], model: str, *, leans: bool = False) -> Plan:
    """The plan of a question: evidence where no other is sure, or where its vector is of another model than was learnt with."""
    known = learnt()
    if model != known.model:
        return Plan.EVIDENCE
    plan, likelihood = known.likeliest(known.likelihoods(text, vector, leans=leans))
    return plan if likelihood >= known.threshold else Plan.EVIDENCE


def words_of(text: str) -> frozenset[str]:
    """The words of a question and each two that stand together, without what time or number they name.

    >>> sorted(words_of("Who chaired on 7 July 2023?"))
    ['?', 'chaired', 'chaired on', 'on', 'on sometime', 'sometime', 'sometime ?', 'who', 'who chaired']
    """
    plain = " ".join(text.replace("’", "'").split())
    for start, end in reversed(times_in(plain)):
        plain = f"{plain[:start]} {_TIME} {plain[end:]}"
    words = _WORD.findall(_NUMBER.sub("0", plain.lower()))
    return frozenset([*words, *(f"{one} {other}" for one, other in itertools.pairwise(words))])


@cache
def learnt() -> Learnt:
    with np.load(LEARNT, allow_pickle=False) as kept:
        return Learnt(
            plans=tuple(Plan(one) for one in kept["plans"].tolist()),
            words={word: n for n, word in enumerate(kept["words"].tolist())},
            weights=kept["weights"].astype(np.float32),
            intercept=kept["intercept"].astype(np.float32),
            threshold=float(kept["threshold"]),
            model=str(kept["model"]),
        )
