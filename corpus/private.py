"""A store is its user's alone: folders 0700, files 0600. Conversations, and the keys under which they are found, are in it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_OTHERS = 0o077


def keep_private(path: Path) -> None:
    """Take every right on a file, or on a folder and all that is in it, from others, who get none on what this process writes later."""
    os.umask(_OTHERS)
    for wide in open_to_others(path):
        with suppress(OSError):  # it has gone, or is another's: the doctor tells
            wide.chmod(wide.stat().st_mode & 0o700)


def open_to_others(path: Path) -> Iterator[Path]:
    """What of a file, or of a folder and all that is in it, others have a right on. Where links lead is not looked at."""
    for one in (path, *path.rglob("*")):
        with suppress(OSError):  # it has gone
            if not (one.is_symlink() and one != path) and one.stat().st_mode & _OTHERS:
                yield one
