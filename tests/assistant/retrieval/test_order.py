"""The learnt order: what is known of each passage, weighed as it was learnt."""

import numpy as np
import pytest

from assistant.models import Question
from assistant.query.parse import question_to_query
from assistant.retrieval.answerability import answerability, facts
from assistant.retrieval.features import FEATURES
from assistant.retrieval.order import Ordered, learnt, ordered
from assistant.retrieval.retriever import retrieve
from assistant.retrieval.scoring import rank, weigh
from corpus.store.store import Store

ASKED = Question(text="What was agreed about potholes in Wenlow?")


@pytest.fixture
def found(opened: Store) -> Ordered:
    query = question_to_query(ASKED, opened)
    candidates = retrieve(query, opened)
    versions = opened.catalogue.versions()
    return ordered(query, candidates, weigh(query, opened.searchable_bm25), versions)


def test_every_feature_has_its_worth_and_no_other_is_named() -> None:
    assert set(learnt().order) == set(FEATURES)


def test_every_fact_has_its_worth_and_no_other_is_named(found: Ordered, opened: Store) -> None:
    query = question_to_query(ASKED, opened)
    known = facts(query, found, weigh(query, opened.searchable_bm25), opened)
    assert set(known) == set(learnt().answerability)
    assert 0 < answerability(known) < 1


def test_the_order_is_that_of_the_logits_and_loses_nothing(found: Ordered, opened: Store) -> None:
    query = question_to_query(ASKED, opened)
    before = rank(query, retrieve(query, opened), opened.catalogue.versions())
    assert {one.passage.id for one in found.evidence} == {one.passage.id for one in before}
    assert list(found.logits) == sorted(found.logits, reverse=True)
    scores = [one.score for one in found.evidence]
    assert scores == sorted(scores, reverse=True)
    assert scores == pytest.approx(np.clip(found.logits / learnt().order["score"], 0, 1), abs=1e-4)


def test_of_nothing_nothing_is_made(opened: Store) -> None:
    query = question_to_query(ASKED, opened)
    nothing = ordered(query, [], weigh(query, opened.searchable_bm25), opened.catalogue.versions())
    assert (nothing.evidence, nothing.features.shape) == ((), (0, len(FEATURES)))
