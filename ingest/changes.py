"""What changed in a folder since it was last read: told from sizes and times where they tell, else from the files' bytes."""

import os
import stat
from pathlib import Path

from corpus.attached import file_on_disk, is_attached
from corpus.errors import PaperUnreadable
from corpus.files import file_sha256, shown_path
from corpus.models import Paper, Refusal
from corpus.store.catalogue import Catalogue
from corpus.store.catalogue.files import FileState
from ingest.build import READING
from ingest.readers.scans.ocr import can_read_scans


class Changes:
    """What the catalogue knows of the files that were read before."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._states = catalogue.files.states()
        self._refusals = {refusal.path: refusal for refusal in catalogue.refusals()}
        self._ocr = can_read_scans()
        self._settled: dict[str, FileState] = {}

    def as_before(self, file: Path) -> Paper | Refusal | None:
        """What is held of a file that is as it was when it was last read, or why nothing is. None: it has to be read.

        It has to be read again, too, where this Minuted reads better than the one that read it, where it has scans and they can be
        read now, or where the machine did not read it to its end. A copy has to be read when the file of its paper is gone, or can be read
        no more: it takes its place.
        """
        path = shown_path(file)
        state = self._states.get(path)
        try:
            now = file_on_disk(file).stat()
            if not stat.S_ISREG(now.st_mode) or (state is not None and state.reading < READING):
                return None
            same = state is not None and state.is_of(now)
            if not same and is_attached(file):
                return None
            sha256 = state.sha256 if state is not None and same else file_sha256(file)
        except (OSError, PaperUnreadable):
            return None  # reading it will say why
        refusal = self._refusals.get(path)
        if refusal is not None:
            return refusal if same and state is not None and self._ocr == state.ocr else None
        paper = self._held_as(path, sha256)
        if paper is None or (paper.unread_pages and self._ocr and (state is None or not state.ocr)):
            return None
        if not same:
            self._settled[path] = FileState.of(file, sha256, READING, state.ocr if state else self._ocr)
        return paper

    def _held_as(self, path: str, sha256: str) -> Paper | None:
        held = self._catalogue.paper_at(path)
        if held is not None:
            return held if held.sha256 == sha256 else None
        copied = self._catalogue.paper_copied_at(path, sha256)
        return copied if copied is not None and is_there(Path(copied.path)) and copied.path not in self._refusals else None

    def attached_to(self, file: Path) -> list[Path]:
        """The files within a PDF of which something is held, or that were not taken."""
        return [path for each in self._catalogue.paths() if (path := Path(each)).parent == Path(shown_path(file))]

    def state_of(self, file: Path, sha256: str | None = None) -> FileState | None:
        """How a file is that was just read, to know it again. None where it cannot be told.

        `sha256` is that of the bytes that were read: a file that changed since is one to be read again.
        """
        try:
            here = (sha256 or "") if is_attached(file) else file_sha256(file)  # what is within a PDF is opened by workers alone
            ocr = self._ocr and can_read_scans()  # it may have gone meanwhile
            return FileState.of(file_on_disk(file), here, READING, ocr) if sha256 in (None, here) else None
        except (OSError, PaperUnreadable):
            return None

    def note_settled(self) -> None:
        """Remember the times of files that were known by their bytes: the next time they are known without them."""
        if self._settled:
            with self._catalogue.transaction():
                for path, state in self._settled.items():
                    self._catalogue.files.note(path, state)


def is_there(file: Path) -> bool:
    try:
        return file_on_disk(file).exists()
    except OSError:
        return False  # its folder may not be looked into


def is_gone(file: Path) -> bool:
    """Whether a file is surely there no longer: one whose folder may not be looked into is not."""
    try:
        os.lstat(file_on_disk(file))
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
