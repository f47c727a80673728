"""What a process writes only for a while is gone when it ends, and at the next start where it was killed; never a living one's."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import ROOT
from tests.factories import WordVectors, make_store, minutes_text, write_papers

# Takes papers in, and is killed at a step if one is named.
TAKE_IN = "import sys, pathlib; from tests.children import take_in; take_in(*map(pathlib.Path, sys.argv[1:3]), sys.argv[3])"
# At work with a file in its folder, until it is told to end.
AT_WORK = "from corpus.scratch import scratch_folder; f = scratch_folder() / 'half'; f.touch(); print(f, flush=True); input()"


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The system's temporary folder, as processes see it that are begun here. Its path is short: sockets are put into it."""
    with TemporaryDirectory() as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
        yield Path(folder)


def ended(papers: Path, store: Path, step: str = "") -> int:
    """The exit code of an ingest."""
    return subprocess.run([sys.executable, "-c", TAKE_IN, papers, store, step], check=False).returncode


def test_what_a_killed_ingest_left_is_cleared_by_the_next_and_not_what_a_living_one_has(tmp_path: Path, temporary: Path) -> None:
    papers = write_papers(tmp_path / "papers", {"a.txt": minutes_text(), "b.txt": minutes_text(body="Cabinet")})
    with subprocess.Popen([sys.executable, "-c", AT_WORK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as living:
        half = Path(living.stdout.readline().strip())
        assert ended(papers, tmp_path / "store", "catalogue") == -signal.SIGKILL
        (left,) = set(temporary.iterdir()) - {half.parent}
        assert list(left.iterdir()), "it was killed at its work"
        assert ended(papers, tmp_path / "store") == 0
        assert list(temporary.iterdir()) == [half.parent]
        assert half.exists()
        living.communicate("\n")
    assert list(temporary.iterdir()) == []


def test_a_half_made_catalogue_is_cleared_with_its_journals(tmp_path: Path) -> None:
    papers, store = write_papers(tmp_path / "papers", {"a.txt": minutes_text()}), tmp_path / "store"
    store.mkdir()
    for name in ("catalogue.sqlite.new", "catalogue.sqlite.new-journal", "catalogue.sqlite.new-wal"):
        (store / name).write_bytes(b"cut off")
    make_store(store, [papers], WordVectors())
    assert sorted(file.name for file in store.iterdir()) == ["catalogue.sqlite", "data", "gate", "lock", "vectors", "words"]
