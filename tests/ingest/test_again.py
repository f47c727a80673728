"""The second time costs little: what is unchanged is known, only changed words are embedded, and the store follows its folder."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.embedding.late_interaction import Embedded
from corpus.embedding.packaged import packaged_model_folder
from corpus.errors import StoreModelMismatch
from corpus.store.store import Store
from ingest.folder import Outcome, Result, ingest, missing_from, papers_in
from tests.command_line import minuted
from tests.conftest import ROOT
from tests.factories import WordVectors, long_minutes, make_store, minutes_text, write_papers

SAID = {
    "12. Potholes": "RESOLVED that £40,000 be spent on potholes in Wenlow.",
    "13. Gritting": "The panel noted that the lorries had gone out on 61 nights.",
    "14. Cycle lanes": "The panel asked for a survey of the lanes on Castle Street.",
}
MAY = minutes_text(items=SAID)
CHANGED = minutes_text(items=SAID | {"12. Potholes": "RESOLVED that £45,000 be spent on potholes in Wenlow."})
A_WHILE_AGO = 1_600_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_papers(tmp_path / "papers", {"may.txt": MAY, "cabinet.txt": minutes_text(body="Cabinet"), "empty.txt": ""})


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> Path:
    """A store of the folder, whose files were written a while ago."""
    for file in folder.iterdir():
        os.utime(file, (A_WHILE_AGO, A_WHILE_AGO))
    make_store(tmp_path / "store", [folder], WordVectors())
    return tmp_path / "store"


def results(outcomes: list[Outcome]) -> dict[str, Result]:
    return {outcome.path.name: outcome.result for outcome in outcomes}


def held_files(store: Path) -> set[str]:
    with Store.open(store, WordVectors()) as held:
        return {paper.file for paper in held.catalogue.papers()}


UNCHANGED = {"may.txt": Result.UNCHANGED, "cabinet.txt": Result.UNCHANGED, "empty.txt": Result.REFUSED}


def test_an_unchanged_folder_is_known_without_opening_a_file_and_changes_nothing(store: Path, folder: Path) -> None:
    before = (store / "catalogue.sqlite").read_bytes()
    embedder = WordVectors()
    for file in folder.iterdir():  # other words in the same place, time and size: whoever opened a file would see them
        file.write_text(file.read_text().replace("Wenlow", "Tanlow"))
        os.utime(file, (A_WHILE_AGO, A_WHILE_AGO))
    assert results(make_store(store, [folder], embedder)) == UNCHANGED
    assert embedder.asked == []
    assert (store / "catalogue.sqlite").read_bytes() == before


def test_a_touched_file_is_known_by_its_bytes_and_then_by_its_new_time(store: Path, folder: Path) -> None:
    for _ in range(2):
        os.utime(folder / "may.txt", (A_WHILE_AGO + 60, A_WHILE_AGO + 60))
        embedder = WordVectors()
        assert results(make_store(store, [folder], embedder)) == UNCHANGED
        assert embedder.asked == []
    (folder / "may.txt").write_text(MAY.replace("Wenlow", "Tanlow"))
    os.utime(folder / "may.txt", (A_WHILE_AGO + 60, A_WHILE_AGO + 60))
    assert results(make_store(store, [folder])) == UNCHANGED


def test_a_file_that_changes_right_after_it_was_read_is_noticed_though_its_size_is_the_same(tmp_path: Path, folder: Path) -> None:
    make_store(tmp_path / "store", [folder], WordVectors())
    before = (folder / "may.txt").stat()
    (folder / "may.txt").write_text(MAY.replace("Wenlow", "Tanlow"))
    os.utime(folder / "may.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert results(make_store(tmp_path / "store", [folder], WordVectors()))["may.txt"] is Result.REPLACED


def test_of_a_changed_paper_only_the_changed_words_are_embedded(store: Path, folder: Path) -> None:
    write_papers(folder, {"may.txt": CHANGED})
    embedder = WordVectors()
    assert results(make_store(store, [folder], embedder))["may.txt"] is Result.REPLACED
    [embedded] = embedder.asked
    assert "£45,000" in embedded


def test_a_file_that_is_gone_is_reported_and_taken_out_only_when_told(store: Path, folder: Path) -> None:
    (folder / "may.txt").unlink()
    (folder / "empty.txt").unlink()
    told = minuted("ingest", folder, "--store", store)
    assert told.returncode == 0
    assert "may.txt: the file is gone from" in told.stdout
    assert "To take it out, add --prune" in told.stdout
    assert held_files(store) == {"may.txt", "cabinet.txt"}
    assert "its paper is taken out" in minuted("ingest", folder, "--prune", "--store", store).stdout
    assert held_files(store) == {"cabinet.txt"}
    with Store.open(store, WordVectors()) as held:
        assert held.catalogue.refusals() == []
        assert held.vectors.ids() == held.bm25.ids() == held.catalogue.all_passage_ids()


def test_a_folder_without_any_file_is_not_pruned(store: Path, folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    with Store.open_for_writing(store, WordVectors()) as held:
        assert {outcome.result for outcome in missing_from([folder], held, prune=True)} == {Result.GONE}
    assert held_files(store) == {"may.txt", "cabinet.txt"}


def test_a_file_in_another_folder_is_not_pruned(store: Path, folder: Path, tmp_path: Path) -> None:
    other = write_papers(tmp_path / "other", {"july.txt": minutes_text(day="Tuesday, 6 July 2021")})
    (folder / "may.txt").unlink()
    with Store.open_for_writing(store, WordVectors()) as held:
        ingest(papers_in([other]), held)
        assert missing_from([other], held, prune=True) == []
    assert held_files(store) == {"may.txt", "cabinet.txt", "july.txt"}


def test_a_renamed_file_keeps_its_paper_and_nothing_is_embedded(store: Path, folder: Path) -> None:
    (folder / "may.txt").rename(folder / "minutes-of-may.txt")
    embedder = WordVectors()
    with Store.open_for_writing(store, embedder) as held:
        ingest(papers_in([folder]), held)
        missing_from([folder], held, prune=True)
    assert held_files(store) == {"minutes-of-may.txt", "cabinet.txt"}
    assert embedder.asked == []


@contextmanager
def running(*words: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A command at work, with its output told line by line; ended at the latest when it is left."""
    command = [sys.executable, "-u", "-m", "assistant", *map(str, words)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until(holds: Callable[[], object], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_watching_takes_in_what_comes_and_ends_with_ctrl_c(store: Path, folder: Path) -> None:
    with running("ingest", folder, "--watch", "--prune", "--store", store) as process:
        assert any("Watching for changes" in line for line in process.stdout)
        copy = minutes_text(body="Cabinet").replace(" ", "\n", 3)  # the words of a paper that is held: nothing is to be embedded
        write_papers(folder, {"copy.txt": copy})
        wait_until(lambda: any(name.endswith("copy.txt") for name in paths_held(store)))
        (folder / "may.txt").unlink()
        assert any("1 removed" in line for line in process.stdout)
        assert "Watching for changes" in process.stdout.readline()
        assert held_files(store) == {"cabinet.txt"}
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 1  # a file was refused


def paths_held(store: Path) -> list[str]:
    with Store.open(store, WordVectors()) as held:
        return held.catalogue.paths()


def test_an_interrupted_ingest_says_what_was_done_and_how_to_go_on(tmp_path: Path) -> None:
    texts = {f"{day:02}.txt": long_minutes(120, f"{day} May 2021", f"repair {day}") for day in range(1, 25)}
    folder, store = write_papers(tmp_path / "papers", texts), tmp_path / "store"
    with running("ingest", folder, "--store", store) as process:
        wait_until(lambda: (store / "catalogue.sqlite").exists() and held_files(store))
        process.send_signal(signal.SIGINT)
        said, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    held = len(held_files(store))
    assert 0 < held < len(texts)
    told = int(found[1]) if (found := re.match(r"Papers: (\d+) added; ", said.strip())) else 0
    assert held - 1 <= told <= held  # the paper in hand may have gone in before it was counted
    assert f"Stopped with {len(texts) - told} files to do" in errors
    assert "to go on, run the same command again" in errors


@pytest.fixture
def other_model(tmp_path: Path) -> Path:
    """The packaged model with another limit to the length of its texts: another model, by its hash."""
    folder = shutil.copytree(packaged_model_folder(), tmp_path / "other-model")
    config = folder / "sentence_bert_config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"max_seq_length": 128}))
    return folder


def test_a_store_of_another_model_is_refused_until_its_vectors_are_made_anew(store: Path, other_model: Path) -> None:
    refused = minuted("ingest", ROOT / "README.md", "--store", store, MINUTED_EMBED_MODEL=str(other_model))
    assert refused.returncode == 3
    assert "run: minuted reembed" in refused.stderr
    done = minuted("reembed", "--store", store, MINUTED_EMBED_MODEL=str(other_model))
    assert (done.returncode, done.stdout.split()[-1]) == (0, f"{other_model}.")
    asked = minuted("ask", "What was resolved about potholes in Wenlow?", "--store", store, MINUTED_EMBED_MODEL=str(other_model))
    assert "£40,000" in asked.stdout
    assert minuted("doctor", "--store", store, MINUTED_EMBED_MODEL=str(other_model)).returncode == 0
    with pytest.raises(StoreModelMismatch, match="minuted reembed"):
        Store.open_for_writing(store, WordVectors())


def test_making_vectors_anew_goes_on_where_it_was_cut_off(store: Path) -> None:
    class Interrupted(WordVectors):
        def passages(self, texts: Sequence[str]) -> list[Embedded]:
            raise KeyboardInterrupt(texts[0])

    with Store.open_for_writing(store, Interrupted("other"), any_model=True) as held, pytest.raises(KeyboardInterrupt):
        held.reembed()
    assert held_files(store) == {"may.txt", "cabinet.txt"}  # still a store of the model before
    with Store.open_for_writing(store, WordVectors("other"), any_model=True) as held:
        held.reembed()
    with Store.open(store, WordVectors("other")) as held:
        assert held.vectors.ids() == held.catalogue.all_passage_ids()
