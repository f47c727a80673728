"""What is done in children, which may be killed or go down: forked from a process that has what they need loaded."""

import multiprocessing
import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import corpus.store.vectors  # noqa: F401 (loaded before the children are forked)
from assistant.ask import ask
from assistant.models import Answer, Question
from corpus.store.store import Store
from ingest.folder import Outcome, ingest, papers_in
from tests.factories import WordVectors

T = TypeVar("T")


class Died(Exception):
    """The child was killed, or brought down."""


class Children:
    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def call(self, do: Callable[..., T], *given: object, seconds: float | None = None) -> T:
        """What a function gives in a child, killed after so many seconds. Raises Died where the child did, and what the function raises."""
        self._pipe.send((do, given, seconds))
        code, told = self._pipe.recv()
        if code != 0:
            raise Died(code)
        if isinstance(told, BaseException):
            raise told
        return told


@contextmanager
def children() -> Iterator[Children]:
    here, there = multiprocessing.Pipe()
    parent = multiprocessing.get_context("spawn").Process(target=_fork_for, args=(there,))
    parent.start()
    there.close()
    with here:
        yield Children(here)
        here.send(None)
        parent.join()


def _fork_for(pipe: Connection) -> None:
    while (order := pipe.recv()) is not None:
        do, given, seconds = order
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            _tell(writer, do, given)
        os.close(writer)
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)  # one that has ended is not waited for yet, so it is still ours
        with os.fdopen(reader, "rb") as told:
            said = told.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        pipe.send((code, pickle.loads(said) if code == 0 else None))


def _tell(writer: int, do: Callable[..., object], given: tuple[object, ...]) -> None:
    try:
        told: object = do(*given)
    except Exception as error:
        told = error
    with os.fdopen(writer, "wb") as pipe:
        pickle.dump(told, pipe)
    os._exit(0)


def take_in(papers: Path, store: Path, step: str = "", nth: int = 1) -> list[Outcome]:
    """Take a folder into a store; killed when it comes to a step for the `nth` time."""
    left = nth

    def at_step(here: str) -> None:
        nonlocal left
        left -= here == step
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    with Store.open_for_writing(store, WordVectors(), at_step=at_step) as held:
        return ingest(papers_in([papers]), held)


def answer_of(question: str, store: Path) -> Answer:
    """Not read by the cross-encoder: a forked child would load it anew, in seconds, and the store is what is tried."""
    with Store.open(store, WordVectors()) as held:
        return ask(Question(text=question), held, None)
