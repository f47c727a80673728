"""What stands in a folder of papers and is no file, or has a name that is no text: it is refused by name, and the others go in."""

import os
import socket
import threading
from pathlib import Path

import pytest

from assistant.web.viewer.original import original_of
from corpus.errors import PaperUnreadable
from corpus.files import file_bytes, open_file
from corpus.store.store import Store
from ingest.folder import Outcome, Result, ingest, missing_from, papers_in
from tests.command_line import minuted
from tests.factories import WordVectors, minutes_text, write_papers

LATIN = os.fsdecode(b"caf\xe9")


def take_in(folder: Path, store: Path) -> dict[str, Outcome]:
    with Store.open_for_writing(store, WordVectors()) as held:
        outcomes = ingest(papers_in([folder]), held)
        return {outcome.path.name: outcome for outcome in [*outcomes, *missing_from([folder], held)]}


def test_only_files_are_opened_and_what_is_none_is_named(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text(), "z.txt": minutes_text(day="Tuesday, 1 June 2021")})
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(folder / "pipe.txt")
    for name, to in {"piped.pdf": tmp_path / "pipe", "zero.txt": "/dev/zero", "null.docx": "/dev/null", "folder.md": tmp_path}.items():
        (folder / name).symlink_to(to)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))  # a socket's path has to be short
        (folder / "socket.html").symlink_to(tmp_path / "s")
        found = take_in(folder, tmp_path / "store")
    assert {name for name, outcome in found.items() if outcome.result is Result.ADDED} == {"a.txt", "z.txt"}
    assert {name: outcome.refusal.reason for name, outcome in found.items() if outcome.refusal} == {
        name: f"{name}: it is {what}, not a file. Put the paper itself there."
        for name, what in {
            "pipe.txt": "a pipe", "piped.pdf": "a pipe", "zero.txt": "a device", "null.docx": "a device", "folder.md": "a folder",
            "socket.html": "a socket",
        }.items()
    }  # fmt: skip


def test_a_file_that_becomes_a_pipe_while_it_is_opened_is_not_waited_for(tmp_path: Path) -> None:
    path, other, done = tmp_path / "paper.txt", tmp_path / "other", threading.Event()
    path.write_bytes(b"Minutes")

    def swap() -> None:
        while not done.is_set():
            os.mkfifo(other)
            other.replace(path)
            other.write_bytes(b"Minutes")
            other.replace(path)

    swapping = threading.Thread(target=swap)
    swapping.start()
    read: set[bytes] = set()
    refused = 0
    try:
        for _ in range(20_000):
            try:
                read.add(file_bytes(path))
            except PaperUnreadable:
                refused += 1
    finally:
        done.set()
        swapping.join()
    assert read <= {b"Minutes", b""}  # empty: in the moment before it was written
    assert refused


def test_a_held_paper_whose_file_became_a_pipe_is_shown_without_its_file(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text()})
    paper = take_in(folder, tmp_path / "store")["a.txt"].paper
    assert paper is not None
    assert original_of(paper).file == folder / "a.txt"
    (folder / "a.txt").unlink()
    os.mkfifo(folder / "a.txt")
    assert original_of(paper).problem
    with pytest.raises(PaperUnreadable, match=r"a\.txt: it is a pipe"):
        open_file(folder / "a.txt")


def latin(folder: Path) -> Path:
    """A folder with a sound paper, one whose name is not UTF-8, and one in a folder whose name is not."""
    write_papers(folder, {"a.txt": minutes_text()})
    try:
        write_papers(folder, {f"{LATIN}.txt": minutes_text(day="Tuesday, 1 June 2021")})
        write_papers(folder / LATIN, {"b.txt": minutes_text(day="Tuesday, 6 July 2021")})
    except OSError:
        pytest.skip("this file system has names in UTF-8 only")
    return folder


def test_names_that_are_not_utf_8_are_shown_escaped_and_refused(tmp_path: Path) -> None:
    folder = latin(tmp_path / "papers")
    for _ in range(2):
        found = take_in(folder, tmp_path / "store")
        assert found["a.txt"].result in (Result.ADDED, Result.UNCHANGED)
        with Store.open(tmp_path / "store", WordVectors()) as store:
            refusals = {refusal.file: refusal.reason for refusal in store.catalogue.refusals()}
        assert refusals == {
            name: f"{name}: its path {folder}/{path} is not valid UTF-8. Rename what is escaped in it."
            for name, path in {r"caf\xe9.txt": r"caf\xe9.txt", "b.txt": r"caf\xe9/b.txt"}.items()
        }
    (folder / f"{LATIN}.txt").rename(folder / "café.txt")
    (folder / LATIN).rename(folder / "café")
    found = take_in(folder, tmp_path / "store")
    assert (found["café.txt"].result, found["b.txt"].result) == (Result.ADDED, Result.ADDED)
    with Store.open(tmp_path / "store", WordVectors()) as store:
        assert store.catalogue.refusals() == []


def test_the_command_line_tells_of_such_names(tmp_path: Path) -> None:
    folder = latin(tmp_path / "papers")
    (folder / "a.txt").unlink()
    done = minuted("ingest", folder, folder / f"{LATIN}.txt", folder / LATIN, cwd=tmp_path)
    assert "Papers: 2 not taken" in done.stdout, done.stderr
    assert r"Not taken: caf\xe9.txt: its path" in done.stdout
    assert done.returncode == 1
