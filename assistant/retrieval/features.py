"""Query and candidates -> features: what is known of each candidate, as numbers that the order is learnt from."""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.query.models import AnswerType, Query
from assistant.retrieval.counting import is_counted
from assistant.retrieval.retriever import Candidate
from assistant.retrieval.scoring import Asked, decides, fits, is_bare, lateness, of_the_time
from corpus.models import PassageKind
from corpus.numbers import figures_in, has_figure
from corpus.store.bm25 import stems
from corpus.text import is_question, sentence_spans

_RANKED = 5  # added to a rank before it is turned round, so that the first is not worth twice the second


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of one candidate. Shares are from 0 to 1; what is true is 1 and what is not is 0; a rank is 1 / (5 + rank)."""

    score: float  # of the first order, in which candidates are taken
    maxsim: float
    bm25: float  # as a share of the best candidate's
    dense_score: float
    maxsim_rank: float
    bm25_rank: float
    dense_rank: float
    coverage: float  # the share of the question's telling words, by weight, that stand in it or in what it stands under
    own_coverage: float  # that stand in its own words
    sentence_coverage: float  # that stand in one of its sentences
    pairs: float  # the share of the question's neighbouring words that are neighbours here
    fits: float
    decides: float
    time: float
    body: float
    late: float
    row: float
    list: float
    resolution: float
    short: float
    log_words: float
    figure: float  # a figure is asked for and given
    counted: float  # the thing that is asked for is counted
    figures_shared: float
    names_shared: float  # the share of the question's names that stand in its own words
    names_in_context: float  # or in what it stands under
    neighbour_maxsim: float  # of the better of the passages before and after it
    neighbour_coverage: float
    question: float  # it ends with a question, such as a member of the public's


FEATURES = tuple(field.name for field in fields(Features))


def features(query: Query, candidates: Sequence[Candidate], scores: Sequence[float], asked: Asked) -> NDArray[np.float32]:
    """A row for each candidate, in order, with a column for each of FEATURES. `scores` are those of the first order."""
    most = max((c.bm25 for c in candidates), default=0.0) or 1.0
    late = lateness([] if query.periods else candidates)
    ranks = zip(*(_ranks([getattr(c, name) for c in candidates]) for name in ("maxsim", "bm25", "dense_score")), strict=True)
    at = {(c.passage.paper_id, c.passage.position): n for n, c in enumerate(candidates)}
    covered = [asked.coverage(c.passage.indexed) for c in candidates]
    asked_pairs = set(pairwise(asked.weights))
    names = [part for name in query.people for part in name.split()]
    wants_figure, wants_decision = query.answer_type is AnswerType.FIGURE, query.answer_type is AnswerType.DECISION
    rows = []
    for n, (c, (maxsim_rank, bm25_rank, dense_rank)) in enumerate(zip(candidates, ranks, strict=True)):
        passage, own = c.passage, c.passage.told
        own_stems = stems(own)
        own_coverage = asked.share(own_stems)
        beside = [at[place] for step in (-1, 1) if (place := (passage.paper_id, passage.position + step)) in at]
        rows.append(
            Features(
                score=scores[n],
                maxsim=c.maxsim,
                bm25=c.bm25 / most,
                dense_score=c.dense_score,
                maxsim_rank=maxsim_rank,
                bm25_rank=bm25_rank,
                dense_rank=dense_rank,
                coverage=covered[n],
                own_coverage=own_coverage,
                sentence_coverage=own_coverage if passage.kind is PassageKind.TABLE_ROW else _best_sentence(own, asked),
                pairs=len(asked_pairs.intersection(pairwise(own_stems))) / max(len(asked_pairs), 1),
                fits=0.0 if wants_decision else fits(query.answer_type, passage),
                decides=decides(passage) if wants_decision else 0.0,
                time=of_the_time(query, c),
                body=passage.meeting.body in query.bodies,
                late=late.get(passage.meeting.date, 0.0),
                row=passage.kind is PassageKind.TABLE_ROW,
                list=passage.kind is PassageKind.LIST,
                resolution=passage.kind is PassageKind.RESOLUTION,
                short=is_bare(passage),
                log_words=math.log1p(len(own.split())),
                figure=wants_figure and has_figure(own),
                counted=any(is_counted(thing, [passage]) for thing in query.counted),
                figures_shared=len(query.figures.intersection(figures_in(own))) / max(len(query.figures), 1),
                names_shared=_share_in(names, own),
                names_in_context=_share_in(names, passage.indexed),
                neighbour_maxsim=max((candidates[i].maxsim for i in beside), default=0.0),
                neighbour_coverage=max((covered[i] for i in beside), default=0.0),
                question=is_question(own),
            )
        )
    return np.asarray([astuple(row) for row in rows], np.float32).reshape(-1, len(FEATURES))


def _best_sentence(text: str, asked: Asked) -> float:
    return max((asked.coverage(text[start:end]) for start, end in sentence_spans(text)), default=0.0)


def _share_in(names: Sequence[str], text: str) -> float:
    return sum(name in text for name in names) / max(len(names), 1)


def _ranks(scores: Sequence[float]) -> list[float]:
    ranks = [0.0] * len(scores)
    for rank, n in enumerate(sorted(range(len(scores)), key=lambda n: -scores[n])):
        ranks[n] = 1 / (_RANKED + rank)
    return ranks
