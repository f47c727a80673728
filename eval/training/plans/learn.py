"""Questions with their plans -> a logistic regression over the features of `assistant.query.plans`, and how well it does on those unseen.

Each file is answered by what was learnt on the others; on these answers the threshold is chosen. What ships is learnt on all.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.query.plans import Learnt, Plan, words_of
from corpus.embedding.embedder import Embedder
from corpus.json_lines import lines_of

HERE = Path(__file__).parent
_STAYS = 0.97  # of the questions for evidence that are to stay so
_FEWEST = 2  # questions that have a word, for it to be learnt
_COST = 10.0  # the inverse of the ridge; with 3 or 30 unseen questions are told as well
_TOGETHER = 64  # embedded at a time


class Planned(BaseModel):
    """A question with its plan. `follow_up` tells whether it leans on those before."""

    model_config = ConfigDict(frozen=True)

    question: str
    plan: Plan
    slots: dict[str, str | list[str]] = {}
    after: tuple[str, ...] = ()
    follow_up: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Questions with their vectors."""

    planned: tuple[Planned, ...]
    vectors: NDArray[np.float32]

    def __add__(self, others: "Examples") -> "Examples":
        return Examples((*self.planned, *others.planned), np.vstack([self.vectors, others.vectors]))


@dataclass(frozen=True, slots=True)
class Unseen:
    """How a file fared that was not learnt from: the share of all questions whose likeliest plan is right; then, at the threshold, of
    those for evidence that stay so, and of those that passages do not answer that are taken rightly and wrongly.
    """

    file: str
    right: float
    stays: float
    taken: float
    taken_wrongly: float
    by_plan: Mapping[Plan, tuple[float, float]]  # the share whose likeliest plan is right, and that are taken rightly


def examples_in(file: Path, embedder: Embedder) -> Examples:
    planned = tuple(Planned.model_validate(line.value()) for line in lines_of(file))
    texts = [" ".join(one.question.split()) for one in planned]
    vectors = [one.vector for n in range(0, len(texts), _TOGETHER) for one in embedder.questions(texts[n : n + _TOGETHER])]
    return Examples(planned, np.asarray(vectors, np.float32))


def learn(given: Mapping[str, Examples], model: str) -> tuple[Learnt, list[Unseen]]:
    """What is learnt on all files, and how each fared unseen."""
    unseen: dict[str, NDArray[np.float32]] = {}
    for name in given:
        unseen[name] = _likelihoods(_fit(_all([of for other, of in given.items() if other != name]), model), given[name])
    learnt = _fit(_all(list(given.values())), model)
    sure = {name: [learnt.likeliest(row)[1] for row in rows[_is(Plan.EVIDENCE, given[name])]] for name, rows in unseen.items()}
    threshold = max(float(np.quantile(one, _STAYS)) for one in sure.values())
    learnt = Learnt(learnt.plans, learnt.words, learnt.weights, learnt.intercept, threshold, model)
    return learnt, [_fared(name, of, unseen[name], learnt) for name, of in given.items()]


def save(learnt: Learnt, file: Path) -> None:
    np.savez_compressed(
        file,
        plans=np.asarray([str(plan) for plan in learnt.plans]),
        words=np.asarray(list(learnt.words)),
        weights=learnt.weights.astype(np.float16),
        intercept=learnt.intercept,
        threshold=np.asarray(learnt.threshold),
        model=np.asarray(learnt.model),
    )


def _all(several: Sequence[Examples]) -> Examples:
    first, *rest = several
    return sum(rest, start=first)


def _fit(given: Examples, model: str) -> Learnt:
    counted = Counter(word for one in given.planned for word in words_of(one.question))
    words = {word: n for n, word in enumerate(sorted(word for word, count in counted.items() if count >= _FEWEST))}
    features = np.hstack([given.vectors, np.asarray([[one.follow_up] for one in given.planned]), _worded(given, words)])
    fitted = LogisticRegression(C=_COST, max_iter=3000).fit(csr_matrix(features), [str(one.plan) for one in given.planned])
    weights = np.asarray(fitted.coef_.T, np.float32).astype(np.float16).astype(np.float32)  # as it is kept
    plans = tuple(Plan(str(one)) for one in fitted.classes_)
    return Learnt(plans, words, weights, np.asarray(fitted.intercept_, np.float32), 0.0, model)


def _worded(given: Examples, words: Mapping[str, int]) -> NDArray[np.float32]:
    rows = np.zeros((len(given.planned), len(words)), np.float32)
    for row, one in zip(rows, given.planned, strict=True):
        known = [words[word] for word in words_of(one.question) if word in words]
        row[known] = max(len(known), 1) ** -0.5
    return rows


def _likelihoods(learnt: Learnt, of: Examples) -> NDArray[np.float32]:
    return np.asarray(
        [learnt.likelihoods(one.question, vector.tolist(), leans=one.follow_up) for one, vector in zip(of.planned, of.vectors, strict=True)]
    )


def _is(plan: Plan, of: Examples) -> NDArray[np.bool_]:
    return np.asarray([one.plan is plan for one in of.planned])


def _fared(name: str, of: Examples, likely: NDArray[np.float32], learnt: Learnt) -> Unseen:
    best = [learnt.likeliest(row) for row in likely]
    taken = np.asarray([likelihood >= learnt.threshold for _, likelihood in best])
    rightly = taken & np.asarray([plan is one.plan for (plan, _), one in zip(best, of.planned, strict=True)])
    right = likely.argmax(axis=1) == np.asarray([learnt.plans.index(one.plan) for one in of.planned])
    evidence, structure = _is(Plan.EVIDENCE, of), np.asarray([not one.plan.is_of_passages for one in of.planned])
    by_plan = {plan: (float(right[of_plan].mean()), float(rightly[of_plan].mean())) for plan, of_plan in _by_plan(of)}
    wrongly = float((taken & ~rightly)[structure].mean())
    return Unseen(name, float(right.mean()), float((~taken)[evidence].mean()), float(rightly[structure].mean()), wrongly, by_plan)


def _by_plan(of: Examples) -> Iterator[tuple[Plan, NDArray[np.bool_]]]:
    yield from ((plan, found) for plan in Plan if (found := _is(plan, of)).any())
