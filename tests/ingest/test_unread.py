"""A file that cannot be read leaves in place what was read of it before, and is read again when that may help."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from pypdf import PdfWriter

from assistant.ask import ask
from assistant.models import Question
from assistant.web.papers import tables
from corpus.errors import NotReadNow, PaperUnreadable
from corpus.models import Refusal, Still
from corpus.store.store import Store
from ingest.changes import Changes
from ingest.folder import Outcome, Result, ingest, missing_from
from ingest.worker import Limits
from tests import hostile
from tests.command_line import minuted
from tests.factories import WordVectors, long_minutes, make_pdf, make_scan, make_store, minutes_text, write_papers
from tests.hostile import MB

A_WHILE_AGO = 1_600_000_000
MAY, JUNE = minutes_text(), minutes_text(day="Tuesday, 1 June 2021")
STILL = "kept the version read before; the new one could not be read: "
DAMAGED = "%PDF-1.7 and no more"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_papers(tmp_path / "papers", {"minutes.txt": MAY}) / "minutes.txt"


@pytest.fixture
def store(tmp_path: Path, file: Path) -> Iterator[Store]:
    """A store that holds the minutes of May, read from the file."""
    make_store(tmp_path / "store", [file], WordVectors())
    with Store.open_for_writing(tmp_path / "store", WordVectors()) as opened:
        yield opened


def written(file: Path, text: str) -> Path:
    """The file, written a while ago: it is known again by its size and time."""
    file.write_text(text)
    os.utime(file, (A_WHILE_AGO, A_WHILE_AGO))
    return file


def taken(store: Store, file: Path, limits: Limits | None = None) -> Outcome:
    [outcome] = ingest([file], store, limits=limits)
    return outcome


def titles(store: Store) -> list[str]:
    """The titles of the papers held, with the three indexes in step."""
    assert store.catalogue.all_passage_ids() == store.vectors.ids() == store.bm25.ids()
    return [paper.title for paper in store.catalogue.papers()]


@contextmanager
def killing(found: Callable[[], list[int]]) -> Iterator[None]:
    """Meanwhile whatever process is found is killed."""
    over = Event()

    def kill() -> None:
        while not over.wait(0.01):
            for pid in found():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    thread = Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def readers() -> list[int]:
    return [child.pid for child in multiprocessing.active_children() if child.name.startswith("minuted-reads") and child.pid]


def tesseracts() -> list[int]:
    """Those that readers of ours have started."""
    shown = subprocess.run(["ps", "-A", "-o", "pid=,pgid=,comm="], capture_output=True, text=True, check=True).stdout
    return [
        int(pid)
        for pid, group, name in (line.split(None, 2) for line in shown.splitlines())
        if int(group) in readers() and name == "tesseract"
    ]


@pytest.mark.parametrize(
    ("limits", "code"), [(Limits(seconds=0.001, seconds_per_mb=0), "too_slow"), (Limits(memory=MB), "too_heavy")], ids=["time", "memory"]
)
def test_what_the_machine_did_not_read_leaves_the_older_version_and_is_tried_again(
    store: Store, file: Path, limits: Limits, code: str
) -> None:
    held = titles(store)
    outcome = taken(store, written(file, long_minutes(1000, "Tuesday, 1 June 2021")), limits)
    assert outcome.result is Result.REFUSED
    assert outcome.refusal is not None
    assert (outcome.refusal.code, outcome.refusal.held) == (code, Still.OLDER)
    assert outcome.remarks[0].startswith(f"Not taken: minutes.txt: {STILL}reading it ")
    assert titles(store) == held
    assert taken(store, file).result is Result.REPLACED
    assert titles(store)[0].endswith("1 June 2021")
    assert store.catalogue.refusals() == []


def test_a_killed_reader_leaves_the_older_version_and_the_file_is_tried_again(store: Store, tmp_path: Path) -> None:
    file = make_pdf(tmp_path / "paper.pdf", [["# Gritting", "The lorries went out on 61 nights, and the panel heard why. " * 4]])
    assert taken(store, file).result is Result.ADDED
    held = titles(store)
    hostile.pages_without_end(file)
    os.utime(file, (A_WHILE_AGO, A_WHILE_AGO))
    with killing(readers):
        killed = taken(store, file)
    assert killed.refusal is not None
    assert "killed by SIGKILL" in killed.remarks[0]
    assert killed.refusal.held is Still.OLDER
    again = taken(store, file, Limits(seconds=1, seconds_per_mb=0))
    assert again.refusal is not None
    assert (again.refusal.code, again.refusal.held) == ("too_slow", Still.OLDER)
    assert titles(store) == held


def test_what_is_damaged_leaves_the_older_version_and_is_not_read_again_until_it_changes(store: Store, file: Path) -> None:
    held = titles(store)
    damaged = taken(store, written(file, "\0" * len(JUNE.encode())))
    assert damaged.refusal is not None
    assert damaged.refusal.held is Still.OLDER
    assert taken(store, written(file, JUNE)) == damaged  # of the same size and time: whoever opened it would see
    assert titles(store) == held
    os.utime(file)
    assert taken(store, file).result is Result.REPLACED


def test_a_file_that_is_again_as_it_was_read_is_refused_no_more(store: Store, file: Path) -> None:
    held = titles(store)
    taken(store, written(file, DAMAGED))
    assert taken(store, written(file, MAY)).refusal is None
    assert (titles(store), store.catalogue.refusals()) == (held, [])


def test_a_better_reading_that_fails_leaves_what_the_last_one_read(store: Store, file: Path) -> None:
    held = titles(store)
    state = Changes(store.catalogue).state_of(file)
    store.refuse(Refusal(str(file), file.name, NotReadNow.code, f"{file.name}: why."), state)
    [refusal] = store.catalogue.refusals()
    assert refusal.held is Still.AS_READ_BEFORE
    assert refusal.told == f"{file.name}: kept what was read of it before; it could not be read again: why."
    assert ask(Question(text="What did the panel hear?"), store).searched.unreadable == ()
    assert titles(store) == held


def test_a_file_that_is_gone_leaves_its_paper_though_it_was_named(store: Store, file: Path) -> None:
    held = titles(store)
    file.unlink()
    outcome = taken(store, file)
    assert outcome.refusal is not None
    assert (outcome.refusal.code, outcome.refusal.held) == (PaperUnreadable.code, Still.AS_READ_BEFORE)
    assert titles(store) == held


def test_a_file_that_was_refused_goes_with_its_paper_when_it_is_gone(store: Store, file: Path) -> None:
    taken(store, written(file, DAMAGED))
    file.unlink()
    other = write_papers(file.parent, {"other.txt": JUNE}) / "other.txt"
    taken(store, other)
    [outcome] = missing_from([file.parent], store, prune=True)
    assert outcome.result is Result.REMOVED
    assert (len(titles(store)), store.catalogue.refusals(), store.catalogue.paths()) == (1, [], [str(other)])


def test_the_older_version_is_asked_and_everywhere_told_to_be_older(store: Store, file: Path) -> None:
    taken(store, written(file, DAMAGED))
    answer = ask(Question(text="What did the panel hear?"), store)
    assert answer.searched.papers == 1
    assert answer.searched.unreadable == ("minutes.txt (as it is now; what was read of it before is searched)",)
    assert STILL[1:] in tables.refusals_table("1 file", store.catalogue.refusals())
    folder = store.folder
    store.close()
    assert STILL in " ".join(minuted("papers", "--store", folder).stdout.split())
    listed = [json.loads(line) for line in minuted("papers", "--json", "--store", folder).stdout.splitlines()]
    assert [(one["status"], one.get("held")) for one in listed] == [("held", None), ("refused", "older")]


needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
PROSE = "The lorries went out on 61 nights, and the panel heard why. " * 8
CUT_SHORT = "page 2: not read to the end (tesseract was killed by signal 9); the next ingest tries again"


@pytest.fixture
def with_scan(tmp_path: Path) -> Path:
    """A page of text and a scan."""
    text = make_pdf(tmp_path / "text.pdf", [["# Gritting", PROSE]])
    writer = PdfWriter()
    for part in (text, make_scan(text, tmp_path / "scan.pdf")):
        writer.append(part)
    writer.write(tmp_path / "paper.pdf")
    os.utime(tmp_path / "paper.pdf", (A_WHILE_AGO, A_WHILE_AGO))
    return tmp_path / "paper.pdf"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with Store.open_for_writing(tmp_path / "store", WordVectors()) as opened:
        yield opened


@needs_tesseract
def test_a_scan_whose_tesseract_is_killed_is_refused_and_tried_again(empty: Store, with_scan: Path) -> None:
    scan = with_scan.with_name("scan.pdf")
    with killing(tesseracts):
        killed = taken(empty, scan)
    assert killed.remarks == (f"Not taken: scan.pdf: {CUT_SHORT.replace('page 2', 'page 1')}.",)
    assert taken(empty, scan).result is Result.ADDED
    assert [paper.unread_pages for paper in empty.catalogue.papers()] == [()]


@needs_tesseract
def test_a_paper_with_a_page_whose_tesseract_is_killed_is_taken_in_with_a_warning_and_tried_again(empty: Store, with_scan: Path) -> None:
    for result in (Result.ADDED, Result.REPLACED):
        with killing(tesseracts):
            killed = taken(empty, with_scan)
        assert (killed.result, killed.remarks[-1]) == (result, f"paper.pdf: {CUT_SHORT}")
        assert [paper.unread_pages for paper in empty.catalogue.papers()] == [(2,)]
    assert taken(empty, with_scan).result is Result.REPLACED
    assert [paper.unread_pages for paper in empty.catalogue.papers()] == [()]
    assert taken(empty, with_scan).result is Result.UNCHANGED


@needs_tesseract
def test_a_new_version_of_which_a_page_is_cut_short_leaves_the_older_one(empty: Store, with_scan: Path) -> None:
    scan = with_scan.read_bytes()
    make_pdf(with_scan, [["# Gritting", "The panel heard nothing yet. " * 8]])
    taken(empty, with_scan)
    held = titles(empty), empty.catalogue.papers()
    with_scan.write_bytes(scan)
    for _ in range(2):
        with killing(tesseracts):
            killed = taken(empty, with_scan)
        assert killed.remarks == (f"Not taken: paper.pdf: {STILL}{CUT_SHORT}.",)
        assert (titles(empty), empty.catalogue.papers()) == held
    assert taken(empty, with_scan).result is Result.REPLACED
    assert (empty.catalogue.papers()[0].page_count, empty.catalogue.refusals()) == (2, [])


@needs_tesseract
def test_reading_a_paper_again_takes_no_page_out(empty: Store, with_scan: Path) -> None:
    taken(empty, with_scan)
    held = titles(empty), empty.catalogue.papers()
    state = Changes(empty.catalogue).state_of(with_scan)
    assert state is not None
    with empty.catalogue.transaction():
        empty.catalogue.files.note(str(with_scan), replace(state, reading=0))
    with killing(tesseracts):
        killed = taken(empty, with_scan)
    assert killed.refusal is not None
    assert killed.refusal.held is Still.AS_READ_BEFORE
    assert (titles(empty), empty.catalogue.papers()) == held
    assert taken(empty, with_scan).result is Result.REPLACED
    assert empty.catalogue.refusals() == []
