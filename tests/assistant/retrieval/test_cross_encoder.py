"""The cross-encoder reads question and passage together, and says where the answer is."""

from pathlib import Path

import pytest
from safetensors.torch import load_file, save_file

from assistant.models import Question
from assistant.query.parse import question_to_query
from assistant.retrieval.cross_encoder import FOLDER, WEIGHTS, CrossEncoder, passage_to_text
from assistant.retrieval.retriever import retrieve
from corpus.errors import ModelUnusable
from corpus.models import Passage
from corpus.store.store import Store

ASKED = "How much will be spent on potholes in Wenlow?"


@pytest.fixture(scope="module")
def cross_encoder() -> CrossEncoder:
    return CrossEncoder()


@pytest.fixture
def passages(opened: Store) -> list[Passage]:
    query = question_to_query(Question(text=ASKED), opened)
    return [candidate.passage for candidate in retrieve(query, opened)]


def test_what_answers_reads_better_than_what_has_nothing_of_it(cross_encoder: CrossEncoder, passages: list[Passage]) -> None:
    readings = cross_encoder.read(ASKED, passages)
    best = max(range(len(passages)), key=lambda n: readings[n].logit)
    assert "£40,000" in passages[best].told
    assert 0 <= readings[best].answer_at < len(passages[best].told)


def test_each_is_read_by_itself_whatever_is_read_with_it(cross_encoder: CrossEncoder, passages: list[Passage]) -> None:
    together = cross_encoder.read(ASKED, passages)
    alone = [cross_encoder.read(ASKED, [passage])[0] for passage in passages]
    assert [one.logit for one in alone] == pytest.approx([one.logit for one in together], abs=0.3)  # bfloat16
    assert cross_encoder.read(ASKED, []) == []


def test_a_passage_is_read_under_its_body_and_date(passages: list[Passage]) -> None:
    read = passage_to_text(passages[0])
    assert read.text[read.own :] == passages[0].told
    assert str(passages[0].meeting.body) in read.text[: read.own]


def test_one_that_is_damaged_is_named_with_what_to_do(tmp_path: Path, passages: list[Passage]) -> None:
    (tmp_path / WEIGHTS).write_bytes(b"nothing")
    with pytest.raises(ModelUnusable, match="set MINUTED_RANKER=none"):
        CrossEncoder(tmp_path).read(ASKED, passages[:1])
    save_file(load_file(FOLDER / WEIGHTS), tmp_path / WEIGHTS, {"base_sha256": "of another"})
    with pytest.raises(ModelUnusable, match="trained beside another embedding model"):
        CrossEncoder(tmp_path).read(ASKED, passages[:1])
