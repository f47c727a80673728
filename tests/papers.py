"""Papers that many tests look at, each read once: a scan takes half a minute.

What was read is kept beside the stores of eval, under a name made of the paper and of all that decides how it is read. So each process
of a run reads what no other has read, and a run after a change of anything else reads nothing.
"""

import os
import pickle
from functools import cache
from pathlib import Path

from corpus.errors import PaperRefused
from corpus.read_paper import ReadPaper
from eval.stores import code_of_rooms, kept, key_of
from ingest.build import read_paper
from ingest.readers.scans.ocr import can_read_scans
from tests.conftest import ROOT


def read_once(path: Path) -> ReadPaper:
    """A paper as `read_paper` gives it, or its refusal raised again."""
    read = _read_or_refused(path)
    if isinstance(read, PaperRefused):
        raise read
    return read


def files_like(folder: Path, pattern: str) -> list[Path]:
    """The files of that pattern in a folder and those below. None is a fault: what is said of each would be said of nothing."""
    files = sorted(folder.rglob(pattern))
    assert files, f"there is no {pattern} in {folder}"
    return files


@cache
def _read_or_refused(path: Path) -> ReadPaper | PaperRefused:
    file = kept() / "tests" / key_of([str(path).encode(), path.read_bytes(), *_all_that_decides()])
    if file.exists():
        return pickle.loads(file.read_bytes())
    try:
        read: ReadPaper | PaperRefused = read_paper(path)
    except PaperRefused as error:
        read = error
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}")  # written under another name first: nobody finds the half of one
    part.write_bytes(pickle.dumps(read))
    part.replace(file)
    return read


@cache
def _all_that_decides() -> tuple[bytes, ...]:
    """The code of the rooms that read, the versions of the libraries, and whether there is tesseract."""
    return (*code_of_rooms(), (ROOT / "requirements.lock").read_bytes(), bytes([can_read_scans()]))
