"""Files as they were when they were last read: an unchanged folder is recognised without opening one of them."""

import os
import sqlite3
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

_TOO_NEW = 2_000_000_000  # nanoseconds: a file written this shortly before may change again within the same tick of its clock


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was when it was last read.

    `mtime_ns` is when it was last changed, in nanoseconds, 0 where that is too near to the reading to tell or it was not read to its end.
    `reading` is the version of the reading, `ocr` whether scans could be read.
    """

    size: int
    mtime_ns: int
    sha256: str
    reading: int
    ocr: bool

    @classmethod
    def of(cls, file: Path, sha256: str, reading: int, ocr: bool) -> Self:
        """The state of a file that was just read. Raises OSError where it is gone."""
        stat = file.stat()
        settled = time.time_ns() - stat.st_mtime_ns > _TOO_NEW
        return cls(stat.st_size, stat.st_mtime_ns if settled else 0, sha256, reading, ocr)

    def to_be_read_again(self) -> Self:
        """The state of a file that was not read to its end: not known again by its time, and with scans still to be read."""
        return replace(self, mtime_ns=0, ocr=False)

    def is_of(self, stat: os.stat_result) -> bool:
        """Whether a file with this size and time is surely as it was."""
        return self.mtime_ns != 0 and (stat.st_size, stat.st_mtime_ns) == (self.size, self.mtime_ns)


class Files:
    """The state of each file that was read, by its absolute path."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def states(self) -> dict[str, FileState]:
        rows = self._db.execute("SELECT * FROM files")
        return {row["path"]: FileState(row["size"], row["mtime_ns"], row["sha256"], row["reading"], bool(row["ocr"])) for row in rows}

    def note(self, path: str, state: FileState | None) -> None:
        """Remember how a file is, or forget it, within a transaction of the caller's."""
        if state is None:
            self._db.execute("DELETE FROM files WHERE path = ?", (path,))
        else:
            row = (path, state.size, state.mtime_ns, state.sha256, state.reading, state.ocr)
            self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", row)
