"""Who may do what in a store, among all processes: one ingest at a time; many readers together, or one change alone.

Chroma keeps its index in files that it rewrites in place: a process that reads them while another writes goes wrong, or goes
down. So each change of a store, which takes a fraction of a second, is made while nobody reads, and what a reader sees is
all of a paper or nothing. The locks are the kernel's, by way of portalocker: a process that is killed leaves none behind. Those of
fasteners are whole processes' (`lockf`): threads of the app would not keep each other out.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import portalocker

from corpus.errors import ITS_USERS_ALONE, StoreLocked, StoreUnusable, brief

_INGEST, _GATE, _DATA = "lock", "gate", "data"
_TRIES, _PAUSE = 20, 0.01  # seconds between them


class Locks:
    """The locks of one store's folder. Made anew by whoever opens the store; closing it gives back what is held."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ingest: int | None = None

    def take_ingest(self, on_wait: Callable[[], None] | None = None) -> None:
        """Become the one that may change the store.

        Where another is, wait for it to end after telling `on_wait`; without `on_wait` raise StoreLocked.
        Raises StoreUnusable where the folder cannot be written.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for name in (_GATE, _DATA):  # readers of a folder in which they may not write find them made
                os.close(os.open(self._folder / name, os.O_CREAT | os.O_RDWR, 0o600))
            ingest = os.open(self._folder / _INGEST, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise StoreUnusable(
                f"The store {self._folder} cannot be written ({error.strerror}). Name another folder with --store."
            ) from error
        if not _taken_at_once(ingest):
            if on_wait is None:
                os.close(ingest)
                raise StoreLocked(f"Another ingest is writing to {self._folder}. Wait until it is done, then try again.")
            on_wait()
            try:
                _lock(ingest, portalocker.LOCK_EX)
            except BaseException:  # such as Ctrl+C while waiting
                os.close(ingest)
                raise
        self._ingest = ingest

    @property
    def may_change(self) -> bool:
        return self._ingest is not None

    def ingest_under_way(self) -> bool:
        """Whether anybody may change the store now. Those who ask do not stand in each other's way, nor for long in an ingest's."""
        try:
            ingest = os.open(self._folder / _INGEST, os.O_RDONLY)
        except OSError:
            return False
        try:
            portalocker.lock(ingest, portalocker.LOCK_SH | portalocker.LOCK_NB)
        except portalocker.LockException:
            return True
        finally:
            os.close(ingest)
        return False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read together with other readers, and while nobody changes the store. Raises StoreUnusable where it may not be read."""
        with self._held(_GATE, portalocker.LOCK_SH):
            pass  # whoever waits to change the store holds the gate: readers that come later stand behind it
        with self._held(_DATA, portalocker.LOCK_SH):
            yield

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Change the store while nobody reads it."""
        with self._held(_GATE, portalocker.LOCK_EX), self._held(_DATA, portalocker.LOCK_EX):
            yield

    @contextmanager
    def _held(self, name: str, kind: portalocker.LockFlags) -> Iterator[None]:
        try:
            lock = os.open(self._folder / name, os.O_RDWR if kind == portalocker.LOCK_EX else os.O_RDONLY)
        except FileNotFoundError:  # nothing was ever written here by a Minuted that makes locks, so nothing can be under way
            yield
            return
        except OSError as error:
            raise StoreUnusable(f"The store {self._folder} cannot be read ({error.strerror}). {ITS_USERS_ALONE}") from error
        try:
            _lock(lock, kind)
            yield
        finally:
            os.close(lock)

    def close(self) -> None:
        if self._ingest is not None:
            os.close(self._ingest)
            self._ingest = None


def _lock(file: int, kind: portalocker.LockFlags) -> None:
    """Wait for a lock. Raises StoreUnusable where the disk has none, such as a network's."""
    try:
        portalocker.lock(file, kind)
    except portalocker.LockException as error:
        raise StoreUnusable(
            f"The store cannot be locked ({brief(error)}). Put it on a disk of this machine: name another with --store."
        ) from error


def _taken_at_once(ingest: int) -> bool:
    """Whether no other ingest has the lock. Whoever only asks if one is under way has it for some microseconds, so try again."""
    for _ in range(_TRIES):
        with suppress(portalocker.LockException):
            portalocker.lock(ingest, portalocker.LOCK_EX | portalocker.LOCK_NB)
            return True
        time.sleep(_PAUSE)
    return False
