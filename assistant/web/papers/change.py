"""A change of the store that is under way: its process begun, and what it told so far."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from threading import Thread

from assistant.web import words
from assistant.web.papers.steps import Done, Read, Stopped, step_of

_ROOT = Path(__file__).resolve().parents[3]


class What(StrEnum):
    ADD = "add"
    REMOVE = "remove"


class Change:
    """Papers being added or removed. `names` are what the screen calls each of them, in the order in which they were given.

    It goes on, and ends well, also when nobody looks on any more.
    """

    def __init__(
        self, what: What, store: Path, which: Sequence[str], names: Sequence[str], at_end: Callable[[], None] = lambda: None
    ) -> None:
        """Begin. `which` are files to add or ids of papers to remove; `at_end` is called when the process has ended."""
        self.names = tuple(names)
        self.read = 0
        self.done: tuple[Done, ...] = ()
        self.stopped: Stopped | None = None
        command = [sys.executable, "-m", "assistant.web.papers.intake", what, str(store.absolute()), *which]
        process = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE)  # noqa: S603 (the files have names of our making)
        self._follower = Thread(target=self._follow, args=(process, at_end), name="follow-change", daemon=True)
        self._follower.start()

    @property
    def over(self) -> bool:
        return not self._follower.is_alive()

    def _follow(self, process: "subprocess.Popen[bytes]", at_end: Callable[[], None]) -> None:
        try:
            for line in process.stdout or ():
                match step_of(line):
                    case Read():
                        self.read += 1
                    case Done() as done:
                        self.done = (*self.done, done)
                    case Stopped() as stopped:
                        self.stopped = stopped
        finally:
            if process.wait() and self.stopped is None:
                self.stopped = Stopped(problem=words.WRONG_IN_CHANGE)
            at_end()
