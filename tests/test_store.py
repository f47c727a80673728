"""Catalogue, vectors and words stay in step, and a store that cannot be used says why."""

import json
import sqlite3
from pathlib import Path

import pytest

from corpus import errors
from corpus.embed import Embedder, packaged_model_folder
from corpus.store import Store
from ingest.build import read_paper
from tests.factories import make_store, minutes_text, write_papers


def held_everywhere(folder: Path) -> tuple[set[str], set[str], set[str]]:
    with Store.open(folder) as store:
        catalogue = {i for paper in store.catalogue.papers() for i in store.catalogue.passage_ids(paper.id)}
        return catalogue, store.vectors.ids(), store.words.ids()


def test_the_three_indexes_hold_the_same_passages_after_a_change_and_a_refusal(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text(), "b.txt": minutes_text(day="Tuesday, 1 June 2021")})
    make_store(tmp_path / "store", [folder])
    (folder / "a.txt").write_text(minutes_text(items={"12. Potholes": "RESOLVED that £55,000 be spent."}))
    (folder / "b.txt").write_bytes(b"")
    make_store(tmp_path / "store", [folder])
    catalogue, vectors, words = held_everywhere(tmp_path / "store")
    assert catalogue == vectors == words
    with Store.open(tmp_path / "store") as store:
        [paper] = store.catalogue.papers()
        texts = " ".join(passage.text for passage in store.catalogue.passages_of(paper.id))
        assert "£55,000" in texts
        assert "£40,000" not in texts
        assert [refusal.code for refusal in store.catalogue.refusals()] == ["empty"]


def test_what_an_interrupted_ingest_left_is_not_seen_and_is_swept_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text()})
    make_store(tmp_path / "store", [folder])
    before = held_everywhere(tmp_path / "store")
    late = write_papers(tmp_path / "late", {"b.txt": minutes_text(day="Tuesday, 1 June 2021")}) / "b.txt"
    with Store.open_for_writing(tmp_path / "store") as store:
        read = read_paper(late)
        monkeypatch.setattr(store.catalogue, "put", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            store.put(read, store.embedder.passages([passage.indexed for passage in read.passages]))
    assert held_everywhere(tmp_path / "store")[0] == before[0]
    Store.open_for_writing(tmp_path / "store").close()
    assert held_everywhere(tmp_path / "store") == before


def test_the_catalogue_gives_back_what_it_was_given(tmp_path: Path) -> None:
    path = write_papers(tmp_path / "papers", {"a.txt": minutes_text()}) / "a.txt"
    make_store(tmp_path / "store", [path])
    read = read_paper(path)
    with Store.open(tmp_path / "store") as store:
        assert store.catalogue.papers() == [read.paper]
        assert tuple(store.catalogue.passages_of(read.paper.id)) == read.passages
        assert store.catalogue.page(read.paper.id, 1) == read.pages[0]


def test_a_second_writer_is_refused_and_readers_are_not(tmp_path: Path) -> None:
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"a.txt": minutes_text()})])
    with Store.open_for_writing(tmp_path / "store"):
        with pytest.raises(errors.StoreLocked, match="Another ingest"):
            Store.open_for_writing(tmp_path / "store")
        with Store.open(tmp_path / "store") as reader:
            assert len(reader.catalogue.papers()) == 1


def test_a_store_is_refused_when_missing_or_made_with_another_model_or_version(tmp_path: Path) -> None:
    with pytest.raises(errors.StoreMissing, match="minuted ingest"):
        Store.open(tmp_path / "nowhere")
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"a.txt": minutes_text()})])
    with pytest.raises(errors.StoreModelMismatch, match="other-model"):
        Store.open(tmp_path / "store", Embedder("other-model"))
    with sqlite3.connect(tmp_path / "store" / "catalogue.sqlite") as db:
        db.execute("UPDATE facts SET value = '99' WHERE name = 'schema'")
    with pytest.raises(errors.StoreUnusable, match="version 99"):
        Store.open(tmp_path / "store")


def test_a_damaged_catalogue_is_a_named_error(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(errors.StoreUnusable, match=r"catalogue\.sqlite"):
        Store.open(tmp_path)


def test_the_packaged_model_is_checked_and_makes_vectors_of_length_one() -> None:
    assert json.loads((packaged_model_folder() / "config.json").read_text())["hidden_size"] == 384
    long, short = (one.vector for one in Embedder().passages(["The panel noted the report. " * 20, "Potholes"]))
    assert len(long) == len(short) == 384
    assert sum(x * x for x in long) == pytest.approx(1, abs=1e-3)


def test_order_of_vectors_is_the_order_of_texts() -> None:
    embedder = Embedder()
    texts = ["Potholes in Wenlow", "A much longer sentence about the fostering allowance for children aged eleven to fifteen", "Library"]
    for embedded, text in zip(embedder.passages(texts), texts, strict=True):
        assert sum(a * b for a, b in zip(embedded.vector, embedder.question(text), strict=True)) == pytest.approx(1, abs=1e-3)


def test_weights_that_are_not_the_published_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.embed._WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(errors.ModelUnusable, match="not the published model"):
        packaged_model_folder()


def test_a_model_that_is_not_there_is_a_named_error(tmp_path: Path) -> None:
    with pytest.raises(errors.ModelUnusable, match="MINUTED_EMBED_MODEL"):
        Embedder(str(tmp_path / "no-model")).question("potholes")
