"""A change of the store that is under way in a thread of its own, and how far it is."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from threading import Thread

from assistant.web import alerts, messages
from assistant.web.papers.steps import Done, Read, Step
from corpus.embedding.embedder import Embedder
from corpus.errors import MinutedError, StoreLocked
from corpus.loading import loading
from corpus.store.store import Store


class What(StrEnum):
    ADD = "add"
    REMOVE = "remove"


class Change:
    """Papers being added or removed. `names` are what the screen calls each of them, in the order in which they were given.

    It goes on, and ends well, also when nobody looks on any more. `read` and `done` say how far it is; `problem` why it stopped
    before its end, `busy` that this was another ingest, after which the same can be tried again.
    """

    def __init__(
        self,
        what: What,
        store: Path,
        which: Sequence[str],
        names: Sequence[str],
        embedder: Embedder,
        at_end: Callable[[], None] = lambda: None,
    ) -> None:
        """Begin. `which` are files to add or ids of papers to remove; `at_end` is called when it is over."""
        self.names = tuple(names)
        self.read = 0
        self.done: tuple[Done, ...] = ()
        self.problem: str | None = None
        self.busy = False
        self._thread = Thread(target=self._make, args=(what, store, which, embedder, at_end), name="change-store", daemon=True)
        self._thread.start()

    @property
    def over(self) -> bool:
        return not self._thread.is_alive()

    def _make(self, what: What, folder: Path, which: Sequence[str], embedder: Embedder, at_end: Callable[[], None]) -> None:
        with loading:
            from assistant.web.papers import intake  # the readers take time to load, and nobody waits for them before this

        try:
            with Store.open_for_writing(folder, embedder) as store:
                if what is What.ADD:
                    intake.add([Path(file) for file in which], store, self._hear)
                else:
                    intake.remove(which, store, self._hear)
        except StoreLocked as error:
            self.problem, self.busy = str(error), True
        except MinutedError as error:
            self.problem = str(error)
        except Exception:
            alerts.log.exception("a change of the store failed")
            self.problem = messages.WRONG_IN_CHANGE
        finally:
            at_end()

    def _hear(self, step: Step) -> None:
        match step:
            case Read():
                self.read += 1
            case Done() as done:
                self.done = (*self.done, done)
