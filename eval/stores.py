"""Papers -> a store of them, kept for the next run.

A store is kept under a name made of the papers' content and of the code that reads and keeps papers. So a run after a
change of how questions are answered reads nothing again, and a run after a change of how papers are read does.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.embedding.embedder import Embedder
from corpus.store.store import Store
from ingest.folder import ingest, papers_in

_ROOT = Path(__file__).resolve().parent.parent
_ROOMS = ("corpus", "ingest")  # the rooms whose code decides what a store holds
_DONE = "complete"  # a file that tells a whole store from one whose making was interrupted


def kept() -> Path:
    """The folder of what is kept between runs. It may be removed at any time."""
    return Path(tempfile.gettempdir()) / "minuted-eval"


def files_in(papers: Sequence[Path]) -> list[Path]:
    """The files that would be read, of the files and folders named, in order."""
    return papers_in(papers)


def papers_to_store(papers: Sequence[Path], stores: Path, model: str | None = None) -> Path:
    """The folder, within `stores`, of a store that holds the papers, made if it is not there. Refused papers are left out.

    `model` is as for Embedder. The papers are read once, whatever models their passages are embedded with.
    """
    files = files_in(papers)
    read = key_of([*(file.read_bytes() for file in files), *code_of_rooms()])
    embedder = Embedder(model)
    folder = stores / f"{read}-{embedder.sha256[:16]}"
    if not (folder / _DONE).exists():
        if same_papers := next((other.parent for other in sorted(stores.glob(f"{read}-*/{_DONE}"))), None):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(same_papers, folder, ignore=shutil.ignore_patterns(_DONE))
            with Store.open_for_writing(folder, embedder, any_model=True) as store:
                store.reembed()
        else:
            with Store.open_for_writing(folder, embedder) as store:
                ingest(files, store)
        (folder / _DONE).touch()
    return folder


def code_of_rooms() -> list[bytes]:
    """The code that decides what is read of a paper and how it is held."""
    return [file.read_bytes() for room in _ROOMS for file in sorted((_ROOT / room).rglob("*.py"))]


def key_of(contents: Iterable[bytes]) -> str:
    """A name for contents in their order: the first 16 digits of a SHA-256."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]
