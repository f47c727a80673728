"""No paper, however broken or ill-meant, hangs or takes down ingestion: it is read, or refused by name, and the others go in."""

import logging
import multiprocessing
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from corpus.errors import NotReadNow, PaperRefused
from corpus.store.store import Store
from ingest.folder import Outcome, ingest, papers_in
from ingest.worker import Limits, Reading, read_ahead
from tests import hostile
from tests.conftest import ROOT
from tests.factories import agenda_pack_text, make_docx, make_pdf, minutes_text, write_papers
from tests.hostile import MB

LIMITS = Limits(seconds=20, seconds_per_mb=1, memory=1024 * MB)
PAGES: list[list[str | list[list[str]]]] = [
    ["# 12. Gritting", "The panel heard that the lorries went out on 61 nights. " * 4, [["District", "Cost"], ["Wenlow", "1,870"]]],
    ["# 13. Potholes", "RESOLVED that £40,000 be spent on potholes in Wenlow."],
]


def ends(files: list[Path], limits: Limits = LIMITS) -> dict[str, str]:
    """How the reading of each file ended: `read`, or the code of its refusal, which names the file."""
    found: dict[str, str] = {}
    for file, reading in read_ahead(files, limits):
        assert reading is not None
        try:
            found[file.name] = "read" if reading.result().passages else "nothing"
        except PaperRefused as error:
            found[file.name] = error.code if str(error).startswith(f"{file.name}: ") else "nameless"
    return found


def test_papers_cut_short_or_with_bits_turned_over_are_read_or_refused(tmp_path: Path) -> None:
    sound = {
        ".pdf": make_pdf(tmp_path / "sound.pdf", PAGES, header="Ambershire County Council").read_bytes(),
        ".docx": make_docx(tmp_path / "sound.docx", PAGES).read_bytes(),
        ".txt": agenda_pack_text().encode(),
        ".html": f"<html><body><h1>Minutes</h1><table><tr><td>1<td>2</table><p>{minutes_text()}</p></body></html>".encode(),
    }
    folder = tmp_path / "papers"
    folder.mkdir()
    for ending, data in sound.items():
        for seed in range(75):
            (folder / f"{seed}{ending}").write_bytes(hostile.damaged(data, seed))
    found = ends(sorted(folder.iterdir()))
    assert len(found) == 300
    assert set(found.values()) <= {"read", "corrupt", "mislabelled", "no_text", "encrypted", "empty", "unsupported", "too_large"}
    assert {"read", "corrupt"} <= set(found.values())


def test_noise_is_refused_whatever_its_name(tmp_path: Path) -> None:
    for ending in ("pdf", "txt", "md", "docx", "html"):
        (tmp_path / f"noise.{ending}").write_bytes(hostile.noise(7, 100_000))
    found = ends(sorted(tmp_path.iterdir()))
    assert set(found.values()) <= {"corrupt", "mislabelled", "no_text"}


@pytest.mark.parametrize(
    ("made", "end"),
    [
        (hostile.page_tree_that_loops, "corrupt"),
        (hostile.page_whose_parent_loops, "read"),
        (hostile.outline_that_loops, "read"),
        (hostile.labels_that_loop, "corrupt"),
        (hostile.nested_deeply, "corrupt"),
        (hostile.many_pages_claimed, "corrupt"),
        (hostile.one_page_many_times, "corrupt"),
        (hostile.page_of_gigantic_size, "read"),
        (hostile.form_that_draws_itself, "too_heavy"),
        (hostile.forms_that_double, "too_heavy"),
    ],
)
def test_a_pdf_that_has_no_end_is_read_or_refused(made: Callable[[Path], Path], end: str, tmp_path: Path) -> None:
    assert ends([made(tmp_path / "paper.pdf")]) == {"paper.pdf": end}


def test_a_file_that_unpacks_to_far_more_than_it_is_is_read_or_refused(tmp_path: Path) -> None:
    word = make_docx(tmp_path / "sound.docx", PAGES).read_bytes()
    files = [
        hostile.deflate_bomb(tmp_path / "blank.pdf", 1500 * MB),
        hostile.zip_bomb(tmp_path / "bomb.docx", word, 400 * MB),
        hostile.word_of_laughs(tmp_path / "laughs.docx", word),
        hostile.page_of_laughs(tmp_path / "laughs.html"),
        hostile.page_nested_deeply(tmp_path / "deep.html", 100_000),
    ]
    assert ends(files) == {
        "blank.pdf": "too_heavy",
        "bomb.docx": "too_large",
        "laughs.docx": "corrupt",
        "laughs.html": "read",
        "deep.html": "corrupt",
    }


def test_a_paper_that_takes_too_long_or_too_much_stops_no_other(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text(), "z.txt": minutes_text(day="Tuesday, 1 June 2021")})
    hostile.form_that_draws_itself(folder / "heavy.pdf")
    hostile.pages_without_end(folder / "slow.pdf")
    with Store.open_for_writing(tmp_path / "store") as store:
        outcomes = ingest(papers_in([folder]), store, limits=Limits(seconds=5, seconds_per_mb=0, memory=256 * MB))
        refusals = {refusal.file: refusal for refusal in store.catalogue.refusals()}
    assert [outcome.path.name for outcome in outcomes] == ["a.txt", "heavy.pdf", "slow.pdf", "z.txt"]
    assert [ended(outcome) for outcome in outcomes] == ["added", "too_heavy", "too_slow", "added"]
    assert "more than the 5 seconds" in refusals["slow.pdf"].reason
    assert "more than 256 MB of memory" in refusals["heavy.pdf"].reason


def ended(outcome: Outcome) -> str:
    return outcome.refusal.code if outcome.refusal else outcome.result.value


@pytest.mark.parametrize("fault", [signal.SIGSEGV, signal.SIGKILL])
def test_a_crash_refuses_the_paper_that_was_being_read(fault: signal.Signals, slow: Reading) -> None:
    os.kill(slow.pid or 0, fault)
    with pytest.raises(PaperRefused, match="its reader came down") as refused:
        slow.result()
    assert refused.value.code == "not_read_now"


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Reading]:
    """A paper that is being read, for long."""
    reading = Reading(hostile.pages_without_end(tmp_path / "slow.pdf"), LIMITS)
    time.sleep(0.3)
    yield reading
    reading.stop()


def test_a_worker_holds_neither_the_embedding_model_nor_the_store(slow: Reading, small_store: Path) -> None:
    with Store.open(small_store) as store:
        store.embedder.question("salt")  # now this process holds them
    mapped = Path(f"/proc/{slow.pid}/maps")
    if not mapped.exists():
        pytest.skip("the libraries of a process cannot be listed here")
    assert "pdfium" in mapped.read_text()
    assert not any(library in mapped.read_text() for library in ("torch", "chromadb", "tantivy"))


def test_closing_the_readings_stops_the_workers(tmp_path: Path) -> None:
    before = set(multiprocessing.active_children())
    files = [hostile.pages_without_end(tmp_path / f"{n}.pdf") for n in range(3)]
    with closing(read_ahead([write_papers(tmp_path / "more", {"a.txt": minutes_text()}) / "a.txt", *files], LIMITS)) as readings:
        next(readings)
    assert until(lambda: set(multiprocessing.active_children()) <= before)


def until(true: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
@pytest.mark.parametrize("way", ["its time is over", "it is stopped"])
def test_what_a_worker_started_ends_with_it(way: str, tmp_path: Path) -> None:
    reading = Reading(
        hostile.scans(tmp_path / "scans.pdf", 60), Limits(seconds=10 if way == "its time is over" else 60, seconds_per_mb=0), str(tmp_path)
    )
    assert until(lambda: "tesseract" in group(reading.pid))
    if way == "it is stopped":
        reading.stop()
    with pytest.raises(PaperRefused) as refused:
        reading.result()
    assert refused.value.code == ("too_slow" if way == "its time is over" else "not_read_now")
    assert until(lambda: not group(reading.pid))


def group(leader: int | None) -> list[str]:
    """The names of the programs that run in a process group."""
    shown = subprocess.run(["ps", "-A", "-o", "pgid=,stat=,comm="], capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in shown.splitlines()]
    return [line[2] for line in lines if line[0] == str(leader) and not line[1].startswith("Z")]


def test_papers_come_in_the_order_of_the_files_however_long_each_takes(tmp_path: Path) -> None:
    write_papers(tmp_path, {f"{n}.txt": minutes_text() for n in range(6)})
    make_pdf(tmp_path / "0.pdf", PAGES * 10)
    assert list(ends(sorted(tmp_path.iterdir()))) == ["0.pdf", "0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "5.txt"]


def test_every_refusal_comes_from_a_worker_as_it_was() -> None:
    for kind in [*PaperRefused.__subclasses__(), *NotReadNow.__subclasses__()]:
        sent = pickle.loads(pickle.dumps(kind("paper.pdf: why")))
        assert (type(sent), str(sent), sent.code) == (kind, "paper.pdf: why", kind.code)


SCRIPT = """
from pathlib import Path
from ingest.worker import Limits, read_ahead
print([reading.result().paper.file for _, reading in read_ahead([Path("a.txt"), Path("b.txt")], Limits())])
"""


@pytest.mark.parametrize("way", ["file", "text", "standard input"])
def test_a_script_without_a_main_guard_can_ingest(way: str, tmp_path: Path) -> None:
    write_papers(tmp_path, {"a.txt": minutes_text(), "b.txt": agenda_pack_text(), "script.py": SCRIPT})
    command = [sys.executable, *{"file": ["script.py"], "text": ["-c", SCRIPT], "standard input": []}[way]]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, input=SCRIPT, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("['a.txt', 'b.txt']\n", "")


def test_a_system_that_bounds_no_memory_reads_papers_and_the_doctor_says_so(tmp_path: Path) -> None:
    """As on Windows: neither in this process nor in those that it starts can `resource` be imported."""
    hidden = {"sitecustomize.py": 'import sys; sys.modules["resource"] = None'}
    write_papers(tmp_path, {"a.txt": minutes_text(), "b.txt": agenda_pack_text(), **hidden})
    path = f"{tmp_path}{os.pathsep}{ROOT}"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("['a.txt', 'b.txt']\n", "")
    command = [
        sys.executable,
        "-m",
        "assistant",
        "doctor",
        "--store",
        tmp_path / "none",
    ]  # Chroma, for its part, knows by the system's name
    looked = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert looked.stdout.startswith("This system does not bound the memory of a program"), looked.stderr


def test_ctrl_c_ends_an_ingest_and_all_it_started(tmp_path: Path) -> None:
    if not Path("/proc/self/environ").exists():
        pytest.skip("processes cannot be found by their environment here")
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(3):
        hostile.pages_without_end(folder / f"{n}.pdf")
    mark = f"MINUTED_TEST={uuid4()}"
    environment = os.environ | dict([mark.split("=")])
    command = [sys.executable, "-m", "assistant", "ingest", "--store", str(tmp_path / "store"), str(folder)]
    run = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert until(lambda: len(marked(mark)) >= 4, 60)  # the ingest, the server that workers are forked from, workers
    run.send_signal(signal.SIGINT)
    _, complaints = run.communicate(timeout=20)
    assert run.returncode not in (0, 1)
    assert "Traceback" not in complaints
    assert until(lambda: not marked(mark))


def marked(mark: str) -> list[str]:
    """The processes that have this in their environment."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and mark.encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def test_what_a_worker_logs_reaches_the_log_here(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert ends([hostile.glyphs_that_cannot_be_named(tmp_path / "paper.pdf")]) == {"paper.pdf": "read"}
    assert any("the names of glyphs could not be read" in record.getMessage() for record in caplog.records)
