"""A folder for what a process writes only for a while. What killed processes left is cleared when the next one makes its own.

It lies in the system's temporary folder, or where that is so deep that a socket's path has no room in it, in /tmp. The process holds a
lock on it, which the kernel takes back however the process ends: what nobody holds is nobody's.
"""

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from multiprocessing.process import current_process
from pathlib import Path

import portalocker

_PREFIX = "minuted-scratch-"
_THE_FOLDER_ITSELF = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)  # neither on Windows, which opens no folder at all
_UNLOCKED = "new-"  # before the prefix, until the folder is locked
_DEEPEST = 103 - len("/minuted-scratch-12345678/listener-12345678")  # characters: macOS allows a socket's path 103, Linux 107


def scratch_folder() -> Path:
    """The folder of this process, which no other user can look into. Made at the first call, removed when the process ends."""
    return _scratch_of(os.getpid())  # a forked process has its own


@cache
def _scratch_of(pid: int) -> Path:
    _clear_what_is_nobodys()
    made = Path(tempfile.mkdtemp(prefix=f"{_UNLOCKED}{_PREFIX}", dir=_temporary()))
    with suppress(OSError, portalocker.LockException):  # a file system without locks: then none of its folders is taken for nobody's
        portalocker.lock(os.open(made, os.O_RDONLY), portalocker.LOCK_EX)  # never closed: it is held as long as the process lives
    folder = made.rename(made.with_name(made.name.removeprefix(_UNLOCKED)))
    current_process()._config["tempdir"] = str(folder)  # type: ignore[attr-defined]  # where multiprocessing has its sockets
    atexit.register(_remove, folder, pid)
    return folder


def _temporary() -> str:
    here = tempfile.gettempdir()
    return here if len(here) <= _DEEPEST or os.name != "posix" else "/tmp"  # noqa: S108 (mkdtemp makes a folder of its own in it)


def _clear_what_is_nobodys() -> None:
    for folder in Path(_temporary()).glob(f"{_PREFIX}*"):
        with suppress(OSError, portalocker.LockException):  # another user's, a living process's, or gone
            lock = os.open(folder, os.O_RDONLY | _THE_FOLDER_ITSELF)
            try:
                portalocker.lock(lock, portalocker.LOCK_EX | portalocker.LOCK_NB)
                shutil.rmtree(folder)
            finally:
                os.close(lock)


def _remove(folder: Path, pid: int) -> None:
    if os.getpid() == pid:
        shutil.rmtree(folder, ignore_errors=True)
