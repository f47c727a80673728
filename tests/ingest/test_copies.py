"""The same paper under several names: held once with all of them, and not lost when one of the files goes or changes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer.messages import files_held
from assistant.export.json import papers_to_json
from corpus.models import Paper
from corpus.store.store import Store
from ingest.folder import Result, ingest, papers_in
from tests.factories import make_docx, minutes_text, write_papers

MAY, JUNE = minutes_text(), minutes_text(day="Tuesday, 1 June 2021")
REWRAPPED = MAY.replace(" ", "\n", 3)  # other bytes, the same words


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open_for_writing(tmp_path / "store") as held:
        yield held


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "papers"


def taken(store: Store, *paths: Path) -> dict[str, Result]:
    return {outcome.path.name: outcome.result for outcome in ingest(papers_in(paths), store)}


def the_paper(store: Store) -> Paper:
    """The one paper held, with the three indexes in step."""
    [paper] = store.catalogue.papers()
    assert set(store.catalogue.passage_ids(paper.id)) == store.vectors.ids() == store.bm25.ids()
    assert {passage.paper_id for passage in store.catalogue.passages_of(paper.id)} == {paper.id}
    assert {metadata["file"] for metadata in store.vectors.collection.get(include=["metadatas"])["metadatas"]} == {paper.file}
    return paper


def names(store: Store) -> dict[str, tuple[str, ...]]:
    return {paper.file: paper.other_files for paper in store.catalogue.papers()}


def test_files_of_the_same_bytes_or_the_same_words_are_held_once_with_all_their_names(store: Store, folder: Path) -> None:
    write_papers(folder, {"a.txt": MAY, "b.txt": MAY, "c.md": REWRAPPED, "june.txt": JUNE})
    assert taken(store, folder) == {
        "a.txt": Result.ADDED,
        "b.txt": Result.DUPLICATE,
        "c.md": Result.DUPLICATE,
        "june.txt": Result.ADDED,
    }
    assert names(store) == {"a.txt": ("b.txt", "c.md"), "june.txt": ()}
    assert set(taken(store, folder).values()) == {Result.UNCHANGED}
    held = next(paper for paper in store.catalogue.papers() if paper.file == "a.txt")
    assert files_held(held, store.catalogue.versions()) == "a.txt (also b.txt, c.md)"
    listed = {record["file"]: record["other_files"] for record in map(json.loads, papers_to_json(store.catalogue))}
    assert listed == {"a.txt": ["b.txt", "c.md"], "june.txt": []}


@pytest.mark.parametrize("copy", [MAY, REWRAPPED], ids=["same bytes", "same words"])
def test_a_copy_takes_the_place_of_a_file_that_is_gone(store: Store, folder: Path, copy: str) -> None:
    write_papers(folder, {"a.txt": MAY, "b.txt": copy, "c.txt": MAY})
    taken(store, folder)
    (folder / "a.txt").unlink()
    assert taken(store, folder) == {"b.txt": Result.ADDED, "c.txt": Result.DUPLICATE}
    held = the_paper(store)
    assert (held.file, held.other_files) == ("b.txt", ("c.txt",))
    assert Path(held.path).exists()
    assert set(taken(store, folder).values()) == {Result.UNCHANGED}


def test_a_copy_takes_the_place_of_a_file_that_changed_though_only_that_was_named(store: Store, folder: Path) -> None:
    write_papers(folder, {"a.txt": MAY, "b.txt": REWRAPPED, "c.txt": MAY})
    taken(store, folder)
    write_papers(folder, {"a.txt": JUNE})
    assert taken(store, folder / "a.txt") == {"a.txt": Result.REPLACED, "b.txt": Result.ADDED, "c.txt": Result.DUPLICATE}
    assert names(store) == {"a.txt": (), "b.txt": ("c.txt",)}


def test_a_copy_takes_the_place_of_a_file_that_can_be_read_no_longer(store: Store, folder: Path) -> None:
    write_papers(folder, {"a.txt": MAY, "b.txt": MAY})
    taken(store, folder)
    write_papers(folder, {"a.txt": ""})
    assert taken(store, folder) == {"a.txt": Result.REFUSED, "b.txt": Result.ADDED}
    assert the_paper(store).file == "b.txt"
    assert [refusal.file for refusal in store.catalogue.refusals()] == ["a.txt"]
    write_papers(folder, {"a.txt": MAY})
    assert taken(store, folder) == {"a.txt": Result.DUPLICATE, "b.txt": Result.UNCHANGED}
    assert (names(store), store.catalogue.refusals()) == ({"b.txt": ("a.txt",)}, [])


def test_a_copy_that_changes_or_breaks_is_a_copy_no_longer(store: Store, folder: Path) -> None:
    write_papers(folder, {"a.txt": MAY, "b.txt": MAY, "c.txt": MAY})
    taken(store, folder)
    write_papers(folder, {"b.txt": JUNE, "c.txt": ""})
    assert taken(store, folder) == {"a.txt": Result.UNCHANGED, "b.txt": Result.ADDED, "c.txt": Result.REFUSED}
    assert names(store) == {"a.txt": (), "b.txt": ()}


def test_a_copy_that_goes_with_its_paper_is_forgotten(store: Store, folder: Path) -> None:
    write_papers(folder, {"a.txt": MAY, "b.txt": MAY})
    taken(store, folder)
    (folder / "b.txt").unlink()
    write_papers(folder, {"a.txt": JUNE})
    assert taken(store, folder) == {"a.txt": Result.REPLACED}
    assert the_paper(store).other_files == ()
    assert store.catalogue.copies_left() == []


def test_a_file_saved_again_keeps_its_copies(store: Store, folder: Path) -> None:
    write_papers(folder, {"a.txt": MAY, "b.txt": MAY})
    taken(store, folder)
    write_papers(folder, {"a.txt": REWRAPPED})
    assert taken(store, folder) == {"a.txt": Result.REPLACED, "b.txt": Result.UNCHANGED}
    held = the_paper(store)
    assert (held.file, held.other_files) == ("a.txt", ("b.txt",))


def test_a_few_words_alike_are_two_papers(store: Store, folder: Path) -> None:
    write_papers(folder, {"a.txt": "Notice of meetings in 2021", "b.txt": "Notice of  meetings in 2021"})
    assert taken(store, folder) == {"a.txt": Result.ADDED, "b.txt": Result.ADDED}


def test_the_same_words_in_word_and_in_text_are_one_paper(store: Store, folder: Path) -> None:
    write_papers(folder, {"a.txt": MAY})
    make_docx(folder / "b.docx", [[line for line in MAY.split("\n") if line]])
    taken(store, folder)
    assert names(store) == {"a.txt": ("b.docx",)}
