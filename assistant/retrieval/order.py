"""Evidence -> the same in the learnt order: what is known of each passage, weighed as questions over the papers of others taught."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from assistant.models import Evidence
from assistant.query.models import Query
from assistant.retrieval.cross_encoder import Reading
from assistant.retrieval.features import FEATURES, features
from assistant.retrieval.retriever import Candidate
from assistant.retrieval.scoring import USED, Asked, Weights, rank
from corpus.versions import Versions

LEARNT = Path(__file__).with_name("learnt.json")

READ = 15  # passages that the cross-encoder reads: more of them take longer, and order and answerability are as good


class Answerability(BaseModel):
    """What each fact of a question and of its best passages is worth in the logit of whether they answer: at `threshold` (of likelihood,
    0 to 1) and above they do.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    facts: dict[str, float]
    intercept: float
    threshold: float

    def logit(self, known: Mapping[str, float]) -> float:
        return self.intercept + sum(worth * known[name] for name, worth in self.facts.items())


class Learnt(BaseModel):
    """What `minuted train order` learnt.

    `order` has what each of FEATURES is worth in a passage's logit, and `reading` what the cross-encoder's logit is worth beside them;
    `score` is what the first order's score is worth beside that logit alone, as the cross-encoder was trained.
    `unread` tells when passages answer that no cross-encoder has read; `read` when those do that ours has.
    `learnt_on` is how many questions the order was learnt on, and `chosen_on` on how many of other councils what the reading is worth and
    both thresholds were chosen.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    order: dict[str, float]
    reading: float
    score: float
    unread: Answerability
    read: Answerability
    learnt_on: int
    chosen_on: int


@dataclass(frozen=True, slots=True, eq=False)
class Ordered:
    """Evidence, best first, with a row of FEATURES and a logit for each; `reading` is what the cross-encoder says of all that it read."""

    evidence: tuple[Evidence, ...]
    features: NDArray[np.float32]
    logits: NDArray[np.float32]
    reading: float | None = None


def known_evidence(
    query: Query, candidates: Sequence[Candidate], asked: Asked, versions: Versions, weights: Weights = USED
) -> tuple[list[Evidence], NDArray[np.float32]]:
    """The evidence in the first order, with a row of FEATURES for each."""
    evidence = rank(query, candidates, versions, weights)
    by_id = {candidate.passage.id: candidate for candidate in candidates}
    found = [by_id[one.passage.id] for one in evidence]
    return evidence, features(query, found, [one.score for one in evidence], asked)


def ordered(query: Query, candidates: Sequence[Candidate], asked: Asked, versions: Versions, first: Weights = USED) -> Ordered:
    """The best candidates in the learnt order. `first` are the weights of the first order, other ones for measuring what each is worth.

    Scores (0 to 1) are mended by what was learnt and stay of one scale.
    """
    evidence, known = known_evidence(query, candidates, asked, versions, first)
    return _best_first(evidence, known, known @ weights())


def reordered(found: Ordered, readings: Sequence[Reading]) -> Ordered:
    """The same evidence, the first of it in the order of what was known of it and of what the cross-encoder read in it; the rest after it.

    There is a reading for each of the first READ, or of all where there are fewer.
    """
    if not found.evidence:
        return found
    count, read = len(readings), np.asarray([reading.logit for reading in readings], np.float32)
    logits = found.logits.copy()
    logits[:count] += learnt().reading * (read - read.max())
    logits[count:] = np.minimum(logits[count:], logits[:count].min())
    answers = [one.model_copy(update={"answer_at": reading.answer_at}) for one, reading in zip(found.evidence, readings, strict=False)]
    evidence = [*answers, *found.evidence[count:]]
    together = reading_of(read, found.features[:count, FEATURES.index("score")], learnt().score)
    return _best_first(evidence, found.features, logits, together)


def reading_of(readings: NDArray[np.float32], first_scores: NDArray[np.float32], worth_of_score: float) -> float:
    """What the cross-encoder's readings say of all passages together: the log of their mean likelihood, as it was trained on top of the
    scores of the first order.
    """
    return float(np.logaddexp.reduce(readings + worth_of_score * first_scores)) - math.log(len(readings))


def _best_first(
    evidence: Sequence[Evidence], known: NDArray[np.float32], logits: NDArray[np.float32], reading: float | None = None
) -> Ordered:
    order = np.argsort(-logits, kind="stable")
    scores = np.clip(logits / learnt().order["score"], 0.0, 1.0)
    scored = tuple(evidence[n].model_copy(update={"score": round(float(scores[n]), 4)}) for n in order)
    return Ordered(scored, known[order], logits[order], reading)


@cache
def learnt() -> Learnt:
    return Learnt.model_validate_json(LEARNT.read_bytes())


@cache
def weights() -> NDArray[np.float32]:
    """What each of FEATURES is worth, in their order."""
    return np.asarray([learnt().order[name] for name in FEATURES], np.float32)
