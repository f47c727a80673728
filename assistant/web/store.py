"""The store and the model, opened once for all sessions and again when papers were ingested."""

import gc
import threading
import time
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import streamlit as st

from assistant.answer.suggestions import suggested
from assistant.ask import ask
from assistant.models import Answer, Question
from assistant.retrieval.reranker import Ranker, ranker_of
from assistant.settings import Settings
from assistant.web import messages
from assistant.web.alerts import log
from assistant.web.embedder import TURN, SharedEmbedder, one_at_a_time
from corpus.embedding.embedder import Embedder
from corpus.errors import MinutedError
from corpus.loading import loading
from corpus.models import Paper, PaperKind, Refusal
from corpus.store.store import Store
from corpus.versions import Versions

_loaded = threading.Event()
_asking: set[int] = set()  # the threads that ask or wait to


@dataclass(frozen=True, slots=True)
class Held:
    """An open store with what its catalogue says is held."""

    store: Store
    papers: tuple[Paper, ...]
    refusals: tuple[Refusal, ...]
    bodies: tuple[str, ...]
    kinds: tuple[PaperKind, ...]
    versions: Versions
    suggestions: "Future[tuple[str, ...]]" = field(default_factory=Future)


def held() -> Held:
    """What the store of the settings holds now. Raises StoreMissing, StoreUnusable or StoreModelMismatch with what to do."""
    settings = Settings()
    return _opened(str(settings.store), settings.embed_model, _stamp(settings.store))


def answer(question: Question, source: Held) -> Answer:
    _asking.add(threading.get_ident())
    try:
        with one_at_a_time:
            return ask(question, source.store, _ranker(Settings().ranker))
    finally:
        _asking.discard(threading.get_ident())


def why_slow() -> str:
    """Why a question that is being asked takes long."""
    if not _loaded.is_set():
        return messages.LOADING
    return messages.OTHERS_FIRST if len(_asking) > 1 else messages.STILL_LOOKING


def embedder() -> Embedder:
    """The model of the settings, which those who ask and those who add papers share."""
    return _embedder(Settings().embed_model)


def _stamp(folder: Path) -> tuple[tuple[int, int], ...]:
    """What changes when papers go in or out: time and size of the catalogue and of its journal.

    An empty journal counts as none: opening the catalogue makes one.
    """
    files = [folder / "catalogue.sqlite", folder / "catalogue.sqlite-wal"]
    found = [file.stat() for file in files if file.is_file()]
    return tuple((stat.st_mtime_ns, stat.st_size) for stat in found if stat.st_size)


@st.cache_resource(show_spinner=False, max_entries=1)
def _opened(folder: str, model: str | None, stamp: tuple[tuple[int, int], ...]) -> Held:  # a new stamp opens anew
    store = Store.open(Path(folder), _embedder(model))  # the model stays loaded while stores come and go
    catalogue = store.catalogue
    papers = tuple(catalogue.papers())
    bodies = {meeting.body for meeting in catalogue.meetings() if meeting.body}
    present = {paper.kind for paper in papers}
    kinds = tuple(kind for kind in PaperKind if kind in present)
    opened = Held(store, papers, tuple(catalogue.refusals()), tuple(sorted(bodies)), kinds, catalogue.versions())
    threading.Thread(target=_suggest, args=(opened, stamp), name="suggest", daemon=True).start()
    return opened


def _suggest(source: Held, stamp: tuple[tuple[int, int], ...]) -> None:
    """Prove questions to begin with, each by asking it. Readers come first, and once the store has changed it is given up."""

    def asked(question: Question) -> Answer:
        while _asking:
            time.sleep(TURN)
        if _stamp(source.store.folder) != stamp:
            raise CancelledError
        with one_at_a_time:
            return ask(question, source.store, _ranker(Settings().ranker))

    try:
        _loaded.wait()
        source.suggestions.set_result(suggested(source.store.catalogue, asked))
    except CancelledError:
        source.suggestions.set_result(())
    except Exception:
        log.exception("no questions could be suggested")
        source.suggestions.set_result(())


@cache
def _ranker(named: str | None) -> Ranker | None:
    return ranker_of(named)


@st.cache_resource(show_spinner=False)
def _embedder(model: str | None) -> Embedder:
    """The model, which begins to load at once so that the first question waits less."""
    shared = SharedEmbedder(model)
    threading.Thread(target=_load, args=(shared,), name="load-model", daemon=True).start()
    return shared


def _load(shared: Embedder) -> None:
    try:
        with one_at_a_time, loading, suppress(MinutedError):  # the first question says what is wrong
            import corpus.store.vectors  # noqa: F401  # takes seconds, like the model

            shared.question("papers")
    finally:
        _loaded.set()
    gc.freeze()  # to look through all that the model's libraries hold takes half a second each time that garbage is collected
