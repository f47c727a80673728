"""Questions over councils' papers -> the learnt order: what each feature is worth, and when the best passages answer.

The order is a conditional logit over the evidence of each question, fitted by maximum likelihood (McFadden, 1974); answerability is a
logistic regression over what is known of a question and of its best passages, each fact bound to speak one way. Both are fitted on some
councils, where questions over other councils' papers stand for what is off the topic. On others is chosen what the cross-encoder's reading
is worth beside them, for it was trained on the first and knows them too well; and the thresholds: those at which so many as are wanted of
the questions that papers answer are answered.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.special import expit, logsumexp

from assistant.retrieval.answerability import SPEAK_AGAINST, facts_of_passages, unknown_and_far
from assistant.retrieval.cross_encoder import CrossEncoder
from assistant.retrieval.features import FEATURES
from assistant.retrieval.order import READ, Answerability, Learnt, Ordered, reading_of
from eval.cases import Case, CaseType, cases_of
from eval.training.labelled import Labelled, cases_to_labelled

_ANSWERED = 0.97  # of the questions that papers answer
_DECAY = 1e-3  # of the order's weights, over features of one spread; ten times more or less gives the same order
_OFF_TOPIC = 70  # questions over other councils' papers that are asked of each
_AS_NAMED = ("time", "body")  # what a question names binds as it did


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """A question as it is met: its evidence with a row of FEATURES each, which of it is right, and what is known of the question.

    `right` is as in Labelled; `readings` has the cross-encoder's logit of each, where it was asked.
    """

    features: NDArray[np.float32]
    right: NDArray[np.int8]
    facts: Mapping[str, float]
    answerable: bool
    readings: NDArray[np.float32] | None = None


def off_the_topic(file: Path, files: Sequence[Path]) -> list[Case]:
    """Some questions over the papers of other councils: those of this one do not answer them."""
    others = [case for other in files if other.stem != file.stem for case in cases_of(other) if case.type is not CaseType.UNANSWERABLE]
    nothing = {"type": CaseType.UNANSWERABLE, "must_contain": (), "evidence": ()}
    return [case.model_copy(update=nothing) for case in others[:: max(len(others) // _OFF_TOPIC, 1)]]


def cases_to_observed(file: Path, papers: Sequence[Path], more: Sequence[Case] = ()) -> Iterator[Observed]:
    """The questions of a file, and more, as they are met over the papers of their council."""
    return (_observed(one) for one in cases_to_labelled(file, papers, more))


def cases_to_read(file: Path, papers: Sequence[Path], cross_encoder: CrossEncoder) -> Iterator[Observed]:
    """The same, their evidence read by the cross-encoder."""
    for one in cases_to_labelled(file, papers):
        read = cross_encoder.read(one.case.question, [found.passage for found in one.evidence])
        yield replace(_observed(one), readings=np.asarray([reading.logit for reading in read], np.float32))


def _observed(one: Labelled) -> Observed:
    return Observed(one.features, one.right, one.facts, one.answerable)


def learn(fitting: Sequence[Observed], choosing: Sequence[Observed], worth_of_score: float, tell: Callable[[str], None]) -> Learnt:
    """The order and answerability, fitted on questions over some councils; what reading is worth, and the thresholds, on those over
    others, which the cross-encoder has read. `worth_of_score` is the cross-encoder's.
    """
    order = _order([one for one in fitting if one.answerable and (one.right == 1).any()])
    tell(f"order fitted on {len(fitting):,} questions: {_told(fitting, order)}; on those to choose with {_told(choosing, order)}")
    known, names = _facts(fitting, order)
    unread = _answerability(known, names, [one.answerable for one in fitting], frozenset(SPEAK_AGAINST))
    answerable = np.asarray([one.answerable for one in choosing])
    unread = _with_threshold(unread, _facts(choosing, order)[0], answerable, "without reading", tell)
    first = [_first_read(one, order) for one in choosing]
    reading = _worth_of_reading([one for one in first if one.answerable and (one.right == 1).any()], order)
    tell(f"reading is worth {reading:.3f}: {_told(first, order, reading)}")
    score = FEATURES.index("score")
    known = np.asarray([[reading_of(_readings(one), one.features[:, score], worth_of_score)] for one in first])
    read = _with_threshold(_answerability(known, ["reading"], answerable, frozenset()), known, answerable, "read", tell)
    return Learnt(
        order={name: round(float(worth), 4) for name, worth in zip(FEATURES, order, strict=True)},
        reading=round(reading, 4),
        score=round(worth_of_score, 4),
        unread=unread,
        read=read,
        learnt_on=len(fitting),
        chosen_on=len(choosing),
    )


def _with_threshold(
    fitted: Answerability, known: NDArray[np.float64], answerable: NDArray[np.bool_], when: str, tell: Callable[[str], None]
) -> Answerability:
    """The same with the threshold that answers as many as are wanted."""
    logits = fitted.intercept + known @ np.asarray(list(fitted.facts.values()))
    for share in (0.99, _ANSWERED, 0.95, 0.9, 0.85):
        declined = float((logits[~answerable] < np.quantile(logits[answerable], 1 - share)).mean())
        tell(f"{when}, answering {share:.2f} of what papers answer declines {declined:.2f} of {int((~answerable).sum())} near misses")
    threshold = float(expit(np.quantile(logits[answerable], 1 - _ANSWERED)))
    return fitted.model_copy(update={"threshold": round(threshold, 4)})


def _worth_of_reading(examples: Sequence[Observed], order: NDArray[np.float64]) -> float:
    """What the cross-encoder's logit is worth beside what else is known, where the right passages are to be likelier than the wrong."""

    def loss(worth: float) -> float:
        total = 0.0
        for one in examples:
            told = one.right >= 0
            logits = (one.features @ order + worth * _readings(one))[told]
            total += float(logsumexp(logits) - logsumexp(logits[one.right[told] == 1]))
        return total / len(examples)

    return float(minimize_scalar(loss, bounds=(0.0, 5.0), method="bounded").x)


def _first_read(one: Observed, order: NDArray[np.float64]) -> Observed:
    """The same with the evidence alone that is read in an answer, in the order in which it comes to be read."""
    rows = _best_first(one, order)[:READ]
    return replace(one, features=one.features[rows], right=one.right[rows], readings=_readings(one)[rows])


def _readings(one: Observed) -> NDArray[np.float32]:
    return np.zeros(len(one.right), np.float32) if one.readings is None else one.readings


def _order(examples: Sequence[Observed]) -> NDArray[np.float64]:
    """What each of FEATURES is worth, where the right passages of each question are to be likelier than its wrong ones.

    The first order's score is weighed first, alone; what else is known is learnt on top of it.
    """
    every = np.concatenate([one.features[one.right >= 0] for one in examples]).astype(np.float64)
    spread = every.std(0)
    spread[spread == 0] = 1.0
    scaled = [(one.features[one.right >= 0] / spread, one.right[one.right >= 0] == 1) for one in examples]
    alone = np.arange(len(FEATURES)) == FEATURES.index("score")
    first = _likeliest(scaled, np.zeros(len(FEATURES)), alone)
    free = ~alone & ~np.isin(FEATURES, _AS_NAMED)
    worths: NDArray[np.float64] = _likeliest(scaled, first, free) / spread
    return worths


def _likeliest(
    scaled: Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]], begin: NDArray[np.float64], free: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """The worths by which right passages are likeliest, of which only the free ones change from those to begin with."""

    def loss(worths: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = 0.0, np.zeros_like(worths)
        for known, right in scaled:
            logits = known @ worths
            of_all, of_right = logsumexp(logits), logsumexp(logits[right])
            total += of_all - of_right
            slope += np.exp(logits - of_all) @ known - np.exp(logits[right] - of_right) @ known[right]
        change = worths - begin
        return total / len(scaled) + _DECAY * float(change @ change), np.where(free, slope / len(scaled) + 2 * _DECAY * change, 0.0)

    fitted: NDArray[np.float64] = minimize(loss, begin, jac=True, method="L-BFGS-B").x
    return fitted


def _answerability(
    known: NDArray[np.float64], names: Sequence[str], answerable: Sequence[bool] | NDArray[np.bool_], against: frozenset[str]
) -> Answerability:
    """What each fact (column) is worth over questions (rows), and what is added to them all; the threshold is not chosen yet.

    A fact may speak only the way that it can: a passage with more of the question's words is never less of an answer for that. What is
    learnt so holds where papers are few or of another kind, too.
    """
    middle, spread = known.mean(0), known.std(0)
    spread[spread == 0] = 1.0
    scaled, signs = (known - middle) / spread, np.where(answerable, 1.0, -1.0)

    def loss(worths: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = signs * (scaled @ worths[:-1] + worths[-1])
        push = -signs * expit(-margin)
        slope = np.append(scaled.T @ push / len(signs) + 2 * _DECAY * worths[:-1], push.mean())
        return float(np.logaddexp(0, -margin).mean() + _DECAY * (worths[:-1] @ worths[:-1])), slope

    bounds = [(None, 0.0) if name in against else (0.0, None) for name in names] + [(None, None)]
    fitted = minimize(loss, np.zeros(known.shape[1] + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    worths = np.round(fitted[:-1] / spread, 4)
    facts = {name: float(worth) for name, worth in zip(names, worths, strict=True)}
    return Answerability(facts=facts, intercept=round(float(fitted[-1] - middle @ worths), 4), threshold=0.5)


def _facts(examples: Sequence[Observed], order: NDArray[np.float64]) -> tuple[NDArray[np.float64], list[str]]:
    rows = [unknown_and_far({**one.facts, **facts_of_passages(_in_order(one, order))}) for one in examples]
    return np.asarray([list(row.values()) for row in rows], np.float64), list(rows[0])


def _in_order(one: Observed, order: NDArray[np.float64]) -> Ordered:
    rows = _best_first(one, order)
    return Ordered((), one.features[rows], (one.features @ order).astype(np.float32)[rows])


def _best_first(one: Observed, order: NDArray[np.float64]) -> NDArray[np.intp]:
    return np.argsort(-(one.features @ order), kind="stable")


def _told(examples: Sequence[Observed], order: NDArray[np.float64], reading: float = 0.0) -> str:
    """`first 0.63 (before 0.61), five 0.86 (0.83)`: the share of answerable questions with a right passage first and among five."""
    answerable = [one for one in examples if one.answerable]

    def among(few: int, logits_of: Callable[[Observed], NDArray[np.float64]]) -> float:
        return float(np.mean([(one.right[np.argsort(-logits_of(one), kind="stable")[:few]] == 1).any() for one in answerable]))

    def learnt(one: Observed) -> NDArray[np.float64]:
        return one.features @ order + reading * _readings(one)

    def before(one: Observed) -> NDArray[np.float64]:
        return -np.arange(len(one.right), dtype=np.float64)

    return ", ".join(f"{name} {among(few, learnt):.3f} (before {among(few, before):.3f})" for name, few in (("first", 1), ("five", 5)))
