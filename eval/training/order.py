"""Questions over councils' papers -> the learnt order: what each feature is worth, and when the best passages answer.

The order is a conditional logit over the evidence of each question, fitted by maximum likelihood (McFadden, 1974); answerability is a
logistic regression over what is known of a question and of its best passages, each fact bound to speak one way. Both are fitted on some
councils, where questions over other councils' papers stand for what is off the topic. The threshold is chosen on others: that at which so
many as are wanted of the questions that papers answer are answered.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logsumexp

from assistant.models import Question
from assistant.query.parse import question_to_query
from assistant.retrieval.answerability import SPEAK_AGAINST, facts_of_passages, facts_of_question
from assistant.retrieval.features import FEATURES
from assistant.retrieval.order import Learnt, Ordered, known_evidence
from assistant.retrieval.retriever import retrieve
from assistant.retrieval.scoring import weigh
from assistant.snapshot import snapshot_of
from corpus.errors import QuestionInvalid
from corpus.models import Passage
from corpus.store.store import Store
from eval.cases import Case, CaseType, GoldEvidence, cases_of
from eval.stores import kept, papers_to_store
from eval.training.examples import TrainingUnusable
from eval.wording import says_all, says_any, says_quote

_ANSWERED = 0.97  # of the questions that papers answer
_DECAY = 1e-3  # of the order's weights, over features of one spread; ten times more or less gives the same order
_FEW_WORDS = 5
_OFF_TOPIC = 70  # questions over other councils' papers that are asked of each
_AS_NAMED = ("time", "body")  # what a question names binds as it did


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """A question as it is met: its evidence with a row of FEATURES each, which of it is right, and what is known of the question.

    `right` is 1 for a right passage, 0 for a wrong one, and -1 for one that has all that a right answer says and may be right, too.
    """

    features: NDArray[np.float32]
    right: NDArray[np.int8]
    facts: Mapping[str, float]
    answerable: bool


def off_the_topic(file: Path, files: Sequence[Path]) -> list[Case]:
    """Some questions over the papers of other councils: those of this one do not answer them."""
    others = [case for other in files if other.stem != file.stem for case in cases_of(other) if case.type is not CaseType.UNANSWERABLE]
    nothing = {"type": CaseType.UNANSWERABLE, "must_contain": (), "evidence": ()}
    return [case.model_copy(update=nothing) for case in others[:: max(len(others) // _OFF_TOPIC, 1)]]


def cases_to_observed(file: Path, papers: Sequence[Path], more: Sequence[Case] = ()) -> list[Observed]:
    """The questions of a file, and more, as they are met over the papers of their council, which stand in a folder named as the file.

    Those for which nothing at all is found are left out. Raises TrainingUnusable where no folder has that name.
    """
    cases = [*cases_of(file), *more]
    folder = next((root / file.stem for root in papers if (root / file.stem).is_dir()), None)
    if folder is None:
        raise TrainingUnusable(f"{file}: there is no folder {file.stem} of papers in {', '.join(map(str, papers))}")
    with Store.open(papers_to_store([folder], kept())) as store, store.reading():
        return [one for case in cases if (one := _observed(case, store)) is not None]


def _observed(case: Case, store: Store) -> Observed | None:
    try:
        query = question_to_query(Question(text=case.question), store)
    except QuestionInvalid:
        return None
    known, asked = snapshot_of(store), weigh(query, store.searchable_bm25)
    evidence, rows = known_evidence(query, retrieve(query, store), asked, known.versions)
    if not evidence:
        return None
    files = {paper.id: paper.file for paper in known.papers.values()}
    right = [_is_right(one.passage, files[one.passage.paper_id], case) for one in evidence]
    return Observed(
        rows,
        np.asarray(right, np.int8),
        facts_of_question(query, asked, store),
        case.type is not CaseType.UNANSWERABLE,
    )


def _is_right(passage: Passage, file: str, case: Case) -> int:
    if any(_shows(passage, file, gold) for gold in case.evidence if gold.counts):
        return 1
    may_be = case.must_contain and all(says_any(passage.indexed, fact) for fact in case.must_contain)
    return -1 if may_be else 0


def _shows(passage: Passage, file: str, gold: GoldEvidence) -> bool:
    """Whether a passage is a piece of evidence. A few words stand in many papers, so they count in their own alone."""
    if gold.quote is None:
        return (file, passage.page) == (gold.file, gold.page) and says_all(passage.text, gold.marks)
    near_enough = file == gold.file or len(gold.quote.split()) > _FEW_WORDS
    return near_enough and says_quote(f"{passage.indexed}\n{passage.text}", gold.quote)  # a row as it is told, and as it is printed


def learn(fitting: Sequence[Observed], choosing: Sequence[Observed], tell: Callable[[str], None]) -> Learnt:
    """The order and answerability, fitted on questions over some councils, with the threshold chosen on those over others."""
    order = _order([one for one in fitting if one.answerable and (one.right == 1).any()])
    tell(f"order fitted on {len(fitting):,} questions: {_told(fitting, order)}; on those to choose with {_told(choosing, order)}")
    known, names = _facts(fitting, order)
    worths, intercept = _answerability(known, np.asarray([one.answerable for one in fitting]), [name in SPEAK_AGAINST for name in names])
    likely = expit(_facts(choosing, order)[0] @ worths + intercept)
    answerable = np.asarray([one.answerable for one in choosing])
    threshold = float(np.quantile(likely[answerable], 1 - _ANSWERED))
    for share in (0.99, _ANSWERED, 0.95, 0.9, 0.85):
        declined = float((likely[~answerable] < np.quantile(likely[answerable], 1 - share)).mean())
        tell(f"answering {share:.2f} of what papers answer declines {declined:.2f} of {int((~answerable).sum())} near misses")
    return Learnt(
        order={name: round(float(worth), 4) for name, worth in zip(FEATURES, order, strict=True)},
        answerability={name: round(float(worth), 4) for name, worth in zip(names, worths, strict=True)},
        intercept=round(intercept, 4),
        threshold=round(threshold, 4),
        learnt_on=len(fitting),
        chosen_on=len(choosing),
    )


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


def _answerability(known: NDArray[np.float64], answerable: NDArray[np.bool_], against: Sequence[bool]) -> tuple[NDArray[np.float64], float]:
    """What each fact is worth, and what is added to them all.

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

    bounds = [(None, 0.0) if one else (0.0, None) for one in against] + [(None, None)]
    fitted = minimize(loss, np.zeros(known.shape[1] + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    worths = fitted[:-1] / spread
    return worths, float(fitted[-1] - middle @ worths)


def _facts(examples: Sequence[Observed], order: NDArray[np.float64]) -> tuple[NDArray[np.float64], list[str]]:
    rows = [{**one.facts, **facts_of_passages(_in_order(one, order))} for one in examples]
    return np.asarray([list(row.values()) for row in rows], np.float64), list(rows[0])


def _in_order(one: Observed, order: NDArray[np.float64]) -> Ordered:
    logits = (one.features @ order).astype(np.float32)
    best_first = np.argsort(-logits, kind="stable")
    return Ordered((), one.features[best_first], logits[best_first])


def _told(examples: Sequence[Observed], order: NDArray[np.float64]) -> str:
    """`first 0.63 (before 0.61), five 0.86 (0.83)`: the share of answerable questions with a right passage first and among five."""
    answerable = [one for one in examples if one.answerable]

    def among(few: int, logits_of: Callable[[Observed], NDArray[np.float64]]) -> float:
        return float(np.mean([(one.right[np.argsort(-logits_of(one), kind="stable")[:few]] == 1).any() for one in answerable]))

    def learnt(one: Observed) -> NDArray[np.float64]:
        return one.features @ order

    def before(one: Observed) -> NDArray[np.float64]:
        return -np.arange(len(one.right), dtype=np.float64)

    return ", ".join(f"{name} {among(few, learnt):.3f} (before {among(few, before):.3f})" for name, few in (("first", 1), ("five", 5)))
