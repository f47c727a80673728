"""Uploaded files -> files that can be taken in, under names of our own making and within limits."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from assistant.web.papers.change import Change, What
from corpus.embedding.embedder import Embedder
from corpus.scratch import scratch_folder
from corpus.text import counted

MOST_FILES = 20
MOST_BYTES = 200 * 1024 * 1024  # all together; Streamlit holds them in memory
_LONGEST = 80  # characters of a name


class Uploaded(Protocol):
    """A file as the browser sent it. Its name is the sender's word, and nothing is done with it but to show it."""

    name: str
    size: int

    def getbuffer(self) -> memoryview: ...


def over_limits(files: Sequence[Uploaded]) -> str | None:
    """Why these files are too many or too large to be taken together; None where they are not."""
    size = sum(file.size for file in files)
    if len(files) > MOST_FILES:
        return f"{counted(len(files), 'file')} are too many at once. Choose at most {MOST_FILES}, then add the others."
    if size > MOST_BYTES:
        return (
            f"Together the files have {size / 1024 / 1024:,.0f} MB. Choose at most {MOST_BYTES // 1024 // 1024} MB at once, "
            "or have larger papers taken in with: minuted ingest FOLDER"
        )
    return None


def begin(files: Sequence[Uploaded], store: Path, embedder: Embedder) -> Change:
    """Begin to take the files in. They are handed over in a folder that only this user can look into."""
    folder = TemporaryDirectory(dir=scratch_folder())
    handed = [Path(folder.name, str(n), own_name(file.name)) for n, file in enumerate(files)]
    for place, file in zip(handed, files, strict=True):
        place.parent.mkdir()
        place.write_bytes(file.getbuffer())
    names = [shown_name(file.name) for file in files]
    return Change(What.ADD, store, [str(place) for place in handed], names, embedder, folder.cleanup)


def own_name(name: str) -> str:
    """A file name of letters, digits and hyphens that still tells what was uploaded.

    >>> own_name("C:\\\\Papers\\\\Cabinet – 9 Sept. 2021 (final).PDF")
    'cabinet-9-sept-2021-final.pdf'
    """
    stem, _, ending = shown_name(name).rpartition(".")
    return f"{_plain(stem)[:_LONGEST].strip('-') or 'paper'}.{_plain(ending)[:8] or 'unknown'}"


def shown_name(name: str) -> str:
    """The last part of a name, which may come with a path of the sender's machine."""
    return re.split(r"[\\/]", name)[-1]


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")
