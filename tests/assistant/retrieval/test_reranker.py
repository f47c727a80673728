"""A cross-encoder that orders what was found, where there is one on the machine."""

from pathlib import Path

import pytest
import torch
from sentence_transformers import CrossEncoder
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from assistant.ask import ask
from assistant.models import Question
from assistant.query.parse import question_to_query
from assistant.retrieval.order import ordered
from assistant.retrieval.reranker import OWN, PublicRanker, ranker_of
from assistant.retrieval.retriever import retrieve
from assistant.retrieval.scoring import weigh
from corpus.embedding.packaged import packaged_model_folder
from corpus.errors import ModelUnusable
from corpus.store.store import Store
from tests.command_line import minuted

ASKED = Question(text="What was agreed about potholes in Wenlow?")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of the smallest size, with weights from a fixed seed: it knows nothing, and orders in a way of its own."""
    torch.manual_seed(1)
    config = BertConfig(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, num_labels=1, initializer_range=2.0
    )
    made = tmp_path_factory.mktemp("ranker")
    BertForSequenceClassification(config).save_pretrained(made)
    BertTokenizerFast.from_pretrained(packaged_model_folder()).save_pretrained(made)
    return made


def test_the_passages_come_in_the_order_of_both(folder: Path, opened: Store) -> None:
    query = question_to_query(ASKED, opened)
    before = ordered(query, retrieve(query, opened), weigh(query, opened.searchable_bm25), opened.catalogue.versions())
    found, after = before.evidence, PublicRanker(str(folder)).ordered(query.text, before).evidence
    likely = CrossEncoder(str(folder), num_labels=1).predict(
        [(query.text, one.passage.indexed) for one in found], activation_fn=torch.nn.Sigmoid()
    )
    both = {one.passage.id: (one.score + float(p)) / 2 for one, p in zip(found, likely, strict=True)}
    assert [one.passage.id for one in after] == sorted(both, key=lambda i: -both[i])
    assert [one.score for one in after] == pytest.approx(sorted(both.values(), reverse=True), abs=1e-4)
    assert [one.passage.id for one in after] != [one.passage.id for one in found]


def test_an_answer_names_it_and_each_quote_is_proved_as_ever(folder: Path, opened: Store) -> None:
    answer = ask(ASKED, opened, PublicRanker(str(folder)))
    assert answer.model.ranker == str(folder)
    assert answer.citations
    assert all(citation.verified for citation in answer.citations)
    assert ask(ASKED, opened).model.ranker == OWN.name
    assert ask(ASKED, opened, None).model.ranker is None


def test_one_that_cannot_be_loaded_is_told_with_what_to_do(tmp_path: Path, opened: Store, small_store: Path) -> None:
    with pytest.raises(ModelUnusable, match="Set MINUTED_RANKER to"):
        ask(ASKED, opened, PublicRanker(str(tmp_path)))
    told = minuted("ask", ASKED.text, "--store", small_store, MINUTED_RANKER=str(tmp_path))
    assert (told.returncode, "Traceback" in told.stderr) == (3, False)
    assert "Set MINUTED_RANKER to" in told.stderr


def test_a_well_known_one_on_the_machine_is_used_unless_the_setting_says_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert ranker_of(None) is OWN
    kept = tmp_path / "models--cross-encoder--ms-marco-MiniLM-L6-v2" / "snapshots" / "1"
    kept.mkdir(parents=True)
    (kept / "config.json").write_text("{}")
    found = ranker_of(None)
    assert found is not None
    assert found.name == "cross-encoder/ms-marco-MiniLM-L6-v2"
    assert ranker_of("none") is None
