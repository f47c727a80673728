"""An ingest that is killed, at each step and at random moments: no paper is lost, none is there by half, and the next one goes on."""

import random
import shutil
import time
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from corpus.files import file_sha256
from corpus.models import Paper, Passage
from corpus.store.doctor import findings
from corpus.store.store import Store
from ingest.folder import papers_in
from tests.children import Children, Died, take_in
from tests.factories import WordVectors, long_minutes, make_store, minutes_text, write_papers

KILLS = 16  # for as long as one likes: minuted bench soak
STEPS = ("vectors", "words", "catalogue", "forget vectors", "forget words", "settle", "done")


@dataclass(frozen=True)
class Held:
    """All that a store holds. The order of its papers is that of the catalogue."""

    papers: list[tuple[Paper, list[Passage]]]
    vectors: dict[str, np.ndarray]
    words: set[str]

    def __eq__(self, other: object) -> bool:
        assert isinstance(other, Held)
        same_vectors = self.vectors.keys() == other.vectors.keys() and all(
            np.abs(self.vectors[i] - other.vectors[i]).max() < 1e-6 for i in self.vectors
        )
        return same_vectors and (self.papers, self.words) == (other.papers, other.words)


def held_in(folder: Path) -> Held:
    with Store.open(folder, WordVectors()) as store, store.reading():
        papers = [(paper, store.catalogue.passages_of(paper.id)) for paper in store.catalogue.papers()]
        return Held(papers, dict(store.vectors.all()), store.bm25.ids())


def assert_each_is_whole(store: Store, wordings: dict[str, set[str]]) -> None:
    """What a reader sees: each paper is one that was once in the folder, with all its passages, and both indexes find each of them."""
    asked = store.embedder.question("What was spent on roads?")
    with store.reading():
        papers = store.catalogue.papers()
        near, worded = {i for i, _ in store.nearest([asked], 10_000)[0]}, store.bm25.ids()
        for paper in papers:
            passages = store.catalogue.passages_of(paper.id)
            assert len(passages) == paper.passage_count
            assert paper.sha256 in wordings[paper.file]
            assert {passage.id for passage in passages} <= near
            assert {passage.id for passage in passages} <= worded


def sha256s(*folders: Path) -> dict[str, set[str]]:
    """File name -> the hashes of what was held in it."""
    found: dict[str, set[str]] = {}
    for file in papers_in(folders):
        found.setdefault(file.name, set()).add(file_sha256(file))
    return found


def was_killed(child: Children, papers: Path, store: Path, step: str = "", nth: int = 1, seconds: float | None = None) -> bool:
    """Whether an ingest in a child was killed, at a step or after some seconds; else it came to its end."""
    try:
        child.call(take_in, papers, store, step, nth, seconds=seconds)
    except Died:
        return True
    return False


def assert_well(folder: Path, looker: Executor) -> None:
    with Store.open(folder, WordVectors()) as store:
        assert findings(store, looker) == []


@dataclass(frozen=True)
class Scene:
    """A store as it is before, the papers that come, and the store that an undisturbed ingest of them makes."""

    before: Path
    papers: Path
    wordings: dict[str, set[str]]
    after: Held


def scene(base: Path, old: dict[str, str], new: dict[str, str]) -> Scene:
    papers = write_papers(base / "papers", old)
    earlier = shutil.copytree(papers, base / "earlier")
    make_store(base / "before", [papers], WordVectors())
    write_papers(papers, new)
    shutil.copytree(base / "before", base / "undisturbed")
    make_store(base / "undisturbed", [papers], WordVectors())
    return Scene(base / "before", papers, sha256s(earlier, papers), held_in(base / "undisturbed"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A paper that changed, one that stayed and two that are new."""
    changed = minutes_text(items={"12. Potholes": "RESOLVED that £55,000 be spent on potholes in Wenlow.", "13. Salt": "Noted."})
    june, july = minutes_text(day="Tuesday, 1 June 2021"), minutes_text(day="Tuesday, 6 July 2021")
    stayed = minutes_text(body="Cabinet")
    return scene(
        tmp_path_factory.mktemp("small"),
        {"a.txt": minutes_text(), "d.txt": stayed},
        {"a.txt": changed, "b.txt": june, "c.txt": july},
    )


@pytest.mark.parametrize(("step", "nth"), [(step, nth) for step in STEPS for nth in (1, 2) if not (nth == 2 and "forget" in step)])
def test_killed_at_a_step(small: Scene, tmp_path: Path, child: Children, looker: Executor, step: str, nth: int) -> None:
    store = shutil.copytree(small.before, tmp_path / "store")
    with Store.open(store, WordVectors()) as reader:
        assert_each_is_whole(reader, small.wordings)
        assert was_killed(child, small.papers, store, step, nth)
        assert_each_is_whole(reader, small.wordings)
    with Store.open(store, WordVectors()) as reader:
        assert_each_is_whole(reader, small.wordings)
    assert not was_killed(child, small.papers, store)
    assert_well(store, looker)
    assert held_in(store) == small.after


@pytest.mark.parametrize("step", ["mend vectors", "mend words"])
def test_killed_while_it_mends_what_was_killed(small: Scene, tmp_path: Path, child: Children, looker: Executor, step: str) -> None:
    store = shutil.copytree(small.before, tmp_path / "store")
    assert was_killed(child, small.papers, store, "forget vectors")
    assert was_killed(child, small.papers, store, step)
    with Store.open(store, WordVectors()) as reader:
        assert_each_is_whole(reader, small.wordings)
    assert not was_killed(child, small.papers, store)
    assert_well(store, looker)
    assert held_in(store) == small.after


@pytest.mark.parametrize("step", ["words", "catalogue"])
def test_killed_while_a_file_takes_the_place_of_one_of_the_same_bytes(tmp_path: Path, child: Children, looker: Executor, step: str) -> None:
    """Its passages have the ids of those held: the indexes go back to what the catalogue says of them."""
    papers, store = write_papers(tmp_path / "papers", {"a.txt": minutes_text()}), tmp_path / "store"
    make_store(store, [papers], WordVectors())
    (papers / "a.txt").rename(papers / "b.txt")
    assert was_killed(child, papers, store, step)
    assert_well(store, looker)
    assert [paper.file for paper, _ in held_in(store).papers] == ["a.txt"]
    assert not was_killed(child, papers, store)
    assert_well(store, looker)
    assert [paper.file for paper, _ in held_in(store).papers] == ["b.txt"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """More than a thousand passages: after so many Chroma writes its index out. Two of the papers changed."""
    new = {f"{day}.txt": long_minutes(120, f"Tuesday, {day} May 2021", f"repair {day}") for day in range(1, 11)}
    old = {name: new[name].replace("repair", "survey") for name in ("3.txt", "8.txt")}
    return scene(tmp_path_factory.mktemp("large"), old, new)


def test_killed_at_random_moments(large: Scene, tmp_path: Path, child: Children, looker: Executor) -> None:
    """Killed and killed again, until one comes to its end; then from the beginning."""
    chance = random.Random(4)
    store = shutil.copytree(large.before, tmp_path / "store")
    began = time.perf_counter()
    assert not was_killed(child, large.papers, store)
    whole = time.perf_counter() - began
    kills, ended = 0, True
    while kills < KILLS:
        if ended:
            assert held_in(store) == large.after
            shutil.rmtree(store)
            shutil.copytree(large.before, store)
        with Store.open(store, WordVectors()) as reader:
            to_do = 1 - len(reader.catalogue.all_passage_ids() & large.after.words) / len(large.after.words)
            ended = not was_killed(child, large.papers, store, seconds=chance.uniform(0, whole * to_do))
            kills += not ended
            assert_each_is_whole(reader, large.wordings)
        assert_well(store, looker)
    assert not was_killed(child, large.papers, store)
    assert_well(store, looker)
    assert held_in(store) == large.after
