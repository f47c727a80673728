"""Evidence -> the same in the learnt order: what is known of each passage, weighed as questions over the papers of others taught."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from assistant.models import Evidence
from assistant.query.models import Query
from assistant.retrieval.features import FEATURES, features
from assistant.retrieval.retriever import Candidate
from assistant.retrieval.scoring import USED, Asked, Weights, rank
from corpus.versions import Versions

LEARNT = Path(__file__).with_name("learnt.json")


class Learnt(BaseModel):
    """What `minuted train order` learnt.

    `order` has what each of FEATURES is worth in a passage's logit, `answerability` what each fact of a question and of its best passages
    is worth in the logit of whether they answer; at `threshold` and above they do. `learnt_on` is how many questions it was learnt on, and
    `chosen_on` on how many of other councils the threshold was chosen.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    order: dict[str, float]
    answerability: dict[str, float]
    intercept: float
    threshold: float
    learnt_on: int
    chosen_on: int


@dataclass(frozen=True, slots=True, eq=False)
class Ordered:
    """Evidence, best first, with a row of FEATURES and a logit for each."""

    evidence: tuple[Evidence, ...]
    features: NDArray[np.float32]
    logits: NDArray[np.float32]


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
    logits = known @ weights()
    best_first = np.argsort(-logits, kind="stable")
    scores = np.clip(logits / learnt().order["score"], 0.0, 1.0)
    scored = tuple(evidence[n].model_copy(update={"score": round(float(scores[n]), 4)}) for n in best_first)
    return Ordered(scored, known[best_first], logits[best_first])


@cache
def learnt() -> Learnt:
    return Learnt.model_validate_json(LEARNT.read_bytes())


@cache
def weights() -> NDArray[np.float32]:
    """What each of FEATURES is worth, in their order."""
    return np.asarray([learnt().order[name] for name in FEATURES], np.float32)
