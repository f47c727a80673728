"""Catalogue, vectors and words stay in step, and a store that cannot be used says why."""

import sqlite3
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from corpus import errors
from corpus.embedding.embedder import Embedder
from corpus.errors import StoreMissing
from corpus.store.doctor import findings
from corpus.store.store import Store
from ingest.build import read_paper
from tests.factories import WordVectors, make_store, minutes_text, write_papers


def held_everywhere(folder: Path) -> tuple[set[str], set[str], set[str]]:
    with Store.open(folder) as store:
        catalogue = {i for paper in store.catalogue.papers() for i in store.catalogue.passage_ids(paper.id)}
        return catalogue, store.vectors.ids(), store.bm25.ids()


def test_the_three_indexes_hold_the_same_passages_after_a_change_and_a_refusal(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text(), "b.txt": minutes_text(day="Tuesday, 1 June 2021")})
    make_store(tmp_path / "store", [folder])
    (folder / "a.txt").write_text(minutes_text(items={"12. Potholes": "RESOLVED that £55,000 be spent."}))
    (folder / "b.txt").write_bytes(b"")
    make_store(tmp_path / "store", [folder])
    catalogue, vectors, words = held_everywhere(tmp_path / "store")
    assert catalogue == vectors == words
    with Store.open(tmp_path / "store") as store:
        texts = {
            paper.file: " ".join(passage.text for passage in store.catalogue.passages_of(paper.id)) for paper in store.catalogue.papers()
        }
        assert "£55,000" in texts["a.txt"]
        assert "£40,000" not in texts["a.txt"]
        assert "£40,000" in texts["b.txt"]  # what was read of it before stays
        assert [refusal.code for refusal in store.catalogue.refusals()] == ["empty"]


STEPS = ("vectors", "words", "catalogue", "forget vectors", "forget words", "settle", "done")


@pytest.mark.parametrize("step", STEPS)
def test_a_change_that_is_cut_off_at_any_step_leaves_the_old_paper_or_the_new_one(tmp_path: Path, looker: Executor, step: str) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text()})
    make_store(tmp_path / "store", [folder])
    old = held_everywhere(tmp_path / "store")[0]
    read = read_paper(write_papers(folder, {"a.txt": minutes_text(day="Tuesday, 1 June 2021")}) / "a.txt")
    new = {passage.id for passage in read.passages}

    def cut_off(here: str) -> None:
        if here == step:
            raise KeyboardInterrupt

    with Store.open_for_writing(tmp_path / "store", at_step=cut_off) as store, pytest.raises(KeyboardInterrupt):
        store.put(read, store.embedder.passages([passage.indexed for passage in read.passages]))
    seen = held_everywhere(tmp_path / "store")[0]
    assert seen == (old if step in STEPS[:3] else new)
    Store.open_for_writing(tmp_path / "store").close()
    assert held_everywhere(tmp_path / "store") == (seen, seen, seen)
    with Store.open(tmp_path / "store") as store:
        assert findings(store, looker) == []


def test_the_catalogue_gives_back_what_it_was_given(tmp_path: Path) -> None:
    path = write_papers(tmp_path / "papers", {"a.txt": minutes_text()}) / "a.txt"
    make_store(tmp_path / "store", [path])
    read = read_paper(path)
    with Store.open(tmp_path / "store") as store:
        assert store.catalogue.papers() == [read.paper]
        assert tuple(store.catalogue.passages_of(read.paper.id)) == read.passages
        assert store.catalogue.page(read.paper.id, 1) == read.pages[0]


def test_what_is_read_anew_under_the_same_ids_takes_the_place_of_what_was_held(tmp_path: Path) -> None:
    path, embedder = write_papers(tmp_path / "papers", {"a.txt": minutes_text()}) / "a.txt", WordVectors()
    make_store(tmp_path / "store", [path], embedder)
    read = read_paper(path)
    read = replace(read, passages=tuple(replace(passage, context=("Another title",)) for passage in read.passages))
    with Store.open_for_writing(tmp_path / "store", embedder) as store:
        store.put(read, embedder.passages([passage.indexed for passage in read.passages]))
        assert findings(store) == []


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


def test_a_reader_sees_a_catalogue_that_is_being_made_wholly_or_not_at_all(tmp_path: Path) -> None:
    seen: set[str] = set()
    for n in range(60):
        folder = tmp_path / str(n)
        writer = Thread(target=lambda folder=folder: Store.open_for_writing(folder, WordVectors()).close())
        writer.start()
        while True:
            try:
                Store.open(folder, WordVectors()).close()
                break
            except StoreMissing:
                seen.add("missing")
        writer.join()
    assert seen == {"missing"}
