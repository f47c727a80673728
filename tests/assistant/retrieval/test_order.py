"""The learnt order: what is known of each passage, weighed as it was learnt."""

import numpy as np
import pytest

from assistant.models import Question
from assistant.query.parse import question_to_query
from assistant.retrieval.answerability import answers, facts, facts_of_question
from assistant.retrieval.cross_encoder import Reading
from assistant.retrieval.features import FEATURES
from assistant.retrieval.order import Ordered, learnt, ordered, reordered
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
    of_question = facts_of_question(query, weigh(query, opened.searchable_bm25), opened)
    assert set(facts(of_question, found)) == set(learnt().unread.facts)
    read = reordered(found, [Reading(0.0, 0)] * len(found.evidence))
    assert set(facts(of_question, read)) == set(learnt().read.facts)


def test_a_worse_reading_never_makes_an_answer_likelier(found: Ordered, opened: Store) -> None:
    query = question_to_query(ASKED, opened)
    of_question = facts_of_question(query, weigh(query, opened.searchable_bm25), opened)
    answered = [answers(facts(of_question, reordered(found, [Reading(logit, 0)] * len(found.evidence)))) for logit in range(-60, 60, 5)]
    assert answered == sorted(answered)
    assert {True, False} == set(answered)


def test_what_reads_better_rises_and_nothing_is_lost(found: Ordered) -> None:
    read = reordered(found, [*[Reading(0.0, 0)] * (len(found.evidence) - 1), Reading(100.0, 3)])
    assert read.evidence[0].passage == found.evidence[-1].passage
    assert read.evidence[0].answer_at == 3
    assert len(read.evidence) == len(found.evidence)
    assert [one.passage for one in read.evidence[1:]] == [one.passage for one in found.evidence[:-1]]


def test_what_is_not_read_stays_behind_what_is(found: Ordered) -> None:
    read = reordered(found, [Reading(-50.0, 0), Reading(0.0, 0)])
    assert [one.passage for one in read.evidence[:2]] == [one.passage for one in reversed(found.evidence[:2])]
    assert [one.passage for one in read.evidence[2:]] == [one.passage for one in found.evidence[2:]]


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
