"""A full disk, one that cannot be written, a store in use, flipped bytes: the right answer or a clear error, and mended afterwards."""

import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.models import Question
from corpus.errors import MinutedError, StoreLocked, StoreUnusable
from corpus.store.doctor import Finding, Part, faults_in_asking, findings, repair
from corpus.store.store import Store
from ingest.folder import Result
from tests.children import Children, answer_of, take_in
from tests.command_line import minuted
from tests.conftest import ROOT
from tests.factories import WordVectors, long_minutes, make_store, minutes_text, write_papers

ASKED, ANSWER = "What was spent on road 77?", "£77,000"
WELL = "The store is well: catalogue, vectors and word index hold the same, and questions are answered.\n"


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own, as large as told. Where none may be mounted, the test is skipped."""
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(file: Path, leave: int) -> None:
    """Fill a disk up to so many bytes with one file."""
    free = shutil.disk_usage(file.parent).free
    with file.open("wb") as stream:
        stream.write(bytes(max(free - leave, 0)))


@pytest.mark.parametrize("leave", [0, 20_000, 60_000, 120_000, 200_000, 300_000])
def test_a_full_disk_leaves_what_was_held_and_the_next_ingest_goes_on(
    tmp_path: Path, child: Children, looker: Executor, leave: int
) -> None:
    old = write_papers(tmp_path / "papers", {"a.txt": long_minutes(120)})
    new = write_papers(tmp_path / "new", {"b.txt": long_minutes(200, "Tuesday, 1 June 2021"), "c.txt": minutes_text(body="Cabinet")})
    with small_disk(tmp_path / "disk", "8m") as disk:
        child.call(take_in, old, disk / "store")
        fill(disk / "full", leave)
        with pytest.raises(StoreUnusable, match=r"Make room on the disk|that the disk has room"):
            child.call(take_in, new, disk / "store")
        (disk / "full").unlink()
        with Store.open(disk / "store", WordVectors()) as store:
            assert "a.txt" in {paper.file for paper in store.catalogue.papers()}
            assert all(len(store.catalogue.passages_of(paper.id)) == paper.passage_count for paper in store.catalogue.papers())
        assert ANSWER in child.call(answer_of, ASKED, disk / "store").answer
        child.call(take_in, new, disk / "store")
        with Store.open(disk / "store", WordVectors()) as store:
            assert findings(store, looker) == []
            assert {paper.file for paper in store.catalogue.papers()} == {"a.txt", "b.txt", "c.txt"}


def test_a_store_on_a_disk_that_cannot_be_written_is_read_and_an_ingest_says_why_not(tmp_path: Path, child: Children) -> None:
    papers = write_papers(tmp_path / "papers", {"a.txt": long_minutes(120)})
    with small_disk(tmp_path / "disk", "16m") as disk:
        child.call(take_in, papers, disk / "store")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        assert ANSWER in child.call(answer_of, ASKED, disk / "store").answer
        assert "a.txt" in minuted("papers", "--store", disk / "store").stdout
        refused = minuted("ingest", papers, "--store", disk / "store")
        assert refused.returncode == 3
        assert refused.stderr.startswith(f"minuted: The store {disk / 'store'} cannot be written (Read-only file system)")


def test_the_doctor_looks_at_a_read_only_store_and_says_that_it_is(tmp_path: Path, small_store: Path) -> None:
    with small_disk(tmp_path / "disk", "16m") as disk:
        shutil.copytree(small_store, disk / "store")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        looked = minuted("doctor", "--store", disk / "store")
    assert (looked.returncode, looked.stderr) == (0, "")
    read_only, well = looked.stdout.splitlines(keepends=True)
    assert read_only.startswith("The store is read-only: ")
    assert well == WELL


def test_a_second_ingest_waits_and_says_so_or_is_refused(tmp_path: Path) -> None:
    papers, store = write_papers(tmp_path / "papers", {"a.txt": minutes_text()}), tmp_path / "store"
    make_store(store, [papers], WordVectors())
    with Store.open_for_writing(store, WordVectors()):
        with pytest.raises(StoreLocked, match="Another ingest is writing"):
            Store.open_for_writing(store, WordVectors())
        command = [sys.executable, "-m", "assistant", "ingest", papers, "--store", store]
        second = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert "Waiting until it is done" in second.stderr.readline()
        assert second.poll() is None
    said, errors = second.communicate(timeout=60)
    assert (second.returncode, said.strip(), errors) == (0, "Papers: 1 unchanged.", "")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than a thousand passages: after so many Chroma writes its index out."""
    texts = {f"{day}.txt": long_minutes(120, f"Tuesday, {day} May 2021") for day in range(1, 11)}
    return write_papers(tmp_path_factory.mktemp("damage") / "papers", texts)


@pytest.fixture(scope="module")
def whole(papers: Path) -> Path:
    make_store(papers.parent / "whole", [papers], WordVectors())
    return papers.parent / "whole"


def flipped(file: Path) -> None:
    """Some bytes turned over, all through a file."""
    chance, damaged = random.Random(file.name), bytearray(file.read_bytes())
    for _ in range(max(8, len(damaged) // 500)):
        damaged[chance.randrange(len(damaged))] ^= chance.randrange(1, 256)
    file.write_bytes(damaged)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def files_of(index: Path) -> list[Path]:
    files = sorted(file.relative_to(index) for file in index.rglob("*") if file.is_file() and not file.name.startswith("."))
    assert files
    return files


def file_of_each_kind(index: Path) -> list[Path]:
    """The word index has a file of each kind for each of its segments, which are read by the same code: one of them is enough."""
    return list({re.sub("[0-9a-f]{32}", "", file.name): file for file in files_of(index)}.values())  # 1fb7….term and f732….term


def repaired(store: Path) -> None:
    with Store.open_for_writing(store, WordVectors()) as held:
        repair(held)


def assert_mended(child: Children, store: Path, looker: Executor, new: Path) -> None:
    """Repaired and well, answering, and the next ingest takes in a new paper."""
    child.call(repaired, store)
    with Store.open(store, WordVectors()) as held:
        assert findings(held, looker) == []
    assert ANSWER in child.call(answer_of, ASKED, store).answer
    assert [outcome.result for outcome in child.call(take_in, new, store)] == [Result.ADDED]
    with Store.open(store, WordVectors()) as held:
        assert findings(held, looker) == []


# Chroma writes it and never reads it.
NEVER_READ = {"length.bin"}


@pytest.mark.parametrize("part", [Part.VECTORS, Part.WORDS])
@pytest.mark.parametrize("damage", [flipped, cut, Path.unlink])
def test_each_damaged_file_of_an_index_is_found_and_does_not_keep_from_asking(
    whole: Path, tmp_path: Path, child: Children, looker: Executor, part: Part, damage: Callable[[Path], None]
) -> None:
    folder = {Part.VECTORS: "vectors", Part.WORDS: "words"}[part]
    for file in file_of_each_kind(whole / folder):
        store = shutil.copytree(whole, tmp_path / file.name)
        damage(store / folder / file)
        assert ANSWER in child.call(answer_of, ASKED, store).answer, file
        if file.name not in NEVER_READ:
            with Store.open(store, WordVectors()) as held:
                assert {finding.part for finding in findings(held, looker)} == {part}, file
        shutil.rmtree(store)


@pytest.mark.parametrize("folder", ["vectors", "words"])
def test_what_is_damaged_is_repaired_from_the_catalogue(
    whole: Path, tmp_path: Path, child: Children, looker: Executor, folder: str
) -> None:
    store = shutil.copytree(whole, tmp_path / "store")
    for file in files_of(store / folder):
        flipped(store / folder / file)
    assert_mended(child, store, looker, write_papers(tmp_path / "june", {"june.txt": minutes_text(day="Tuesday, 1 June 2021")}))
    shutil.rmtree(store / folder)
    assert ANSWER in child.call(answer_of, ASKED, store).answer
    assert_mended(child, store, looker, write_papers(tmp_path / "july", {"july.txt": minutes_text(day="Tuesday, 6 July 2021")}))


def test_the_doctor_says_what_differs_and_repairs_it_when_told(small_store: Path, tmp_path: Path) -> None:
    store = shutil.copytree(small_store, tmp_path / "store")
    assert minuted("doctor", "--store", store).stdout == WELL
    flipped(store / "vectors" / "chroma.sqlite3")
    found = minuted("doctor", "--store", store)
    assert found.returncode == 3
    assert found.stdout.startswith("vectors: cannot be used: ")
    assert "(not as written: chroma.sqlite3)" in found.stdout
    assert found.stdout.endswith("To repair it, run: minuted doctor --repair\n")
    mended = minuted("doctor", "--repair", "--store", store)
    assert (mended.returncode, mended.stdout.splitlines()[-1]) == (0, "Repaired.")


def test_text_and_metadata_that_differ_are_found_and_repaired(small_store: Path, tmp_path: Path, looker: Executor) -> None:
    store = shutil.copytree(small_store, tmp_path / "store")
    with Store.open_for_writing(store) as held:
        first, second, *_ = sorted(held.vectors.ids())
        held.vectors.collection.update(ids=[first], metadatas=[{"meeting_date": "2001-01-01"}])
        held.vectors.collection.update(ids=[second], embeddings=[dict(held.vectors.all())[second]], documents=["Another text."])
        held.vectors.settle()
        assert findings(held, looker) == [
            Finding(Part.VECTORS, "text or metadata of 2 passages differ from those of the catalogue", mendable=True)
        ]
        repair(held)
        assert findings(held, looker) == []


def test_what_goes_wrong_when_a_store_is_asked_is_found_though_its_parts_agree(small_store: Path, tmp_path: Path, looker: Executor) -> None:
    store = shutil.copytree(small_store, tmp_path / "store")
    with closing(sqlite3.connect(store / "catalogue.sqlite")) as catalogue, catalogue:
        catalogue.execute("UPDATE vectors SET signs = x'00'")  # of no length that signs have
    with Store.open(store) as held:
        assert findings(held, looker) == []
    found = minuted("doctor", "--store", store)
    assert found.returncode == 3
    assert re.match(r"answers: 'What is said about .+\?' ended in ValueError: ", found.stdout)
    assert "Traceback" not in found.stderr


def test_papers_that_came_and_went_leave_nothing_wrong(tmp_path: Path, looker: Executor) -> None:
    """Ten of eleven papers with the same words are taken out: what is left is as well known as in a store that held nothing else."""
    texts = {f"{day}.txt": minutes_text(day=f"Tuesday, {day} May 2021") for day in range(1, 12)}
    papers = write_papers(tmp_path / "papers", texts)
    make_store(tmp_path / "store", [papers], WordVectors())
    make_store(tmp_path / "anew", [papers / "4.txt"], WordVectors())
    with Store.open_for_writing(tmp_path / "store", WordVectors()) as store:
        for paper in store.catalogue.papers():
            if paper.file != "4.txt":
                store.remove(paper.id)
    with Store.open(tmp_path / "store", WordVectors()) as store, Store.open(tmp_path / "anew", WordVectors()) as anew:
        assert findings(store, looker) == []
        assert faults_in_asking(store, lambda text: ask(Question(text=text), store)) == []
        told, expected = (ask(Question(text="What was spent on potholes in Wenlow?"), held) for held in (store, anew))
        assert told.answer == expected.answer
        assert [one.score for one in told.citations] == [one.score for one in expected.citations]


def used(store: Path, papers: Path) -> str:
    """In a child: everything that is done with a store. What it said of the damage, if anything."""
    try:
        with Store.open(store, WordVectors()) as held:
            findings(held)
        answer_of(ASKED, store)
        take_in(papers, store)
    except MinutedError as error:
        return str(error)
    return ""


def test_a_damaged_catalogue_is_a_clear_error_and_never_a_crash(whole: Path, papers: Path, tmp_path: Path, child: Children) -> None:
    chance, said = random.Random(11), []
    for n in range(12):
        store = shutil.copytree(whole, tmp_path / "store")
        damaged = bytearray((store / "catalogue.sqlite").read_bytes())
        for _ in range(3**n % 1000 + 1):
            damaged[chance.randrange(len(damaged))] ^= chance.randrange(1, 256)
        (store / "catalogue.sqlite").write_bytes(damaged)
        said.append(child.call(used, store, papers))
        shutil.rmtree(store)
    assert all("catalogue" in error for error in said if error)
    assert any(said)
