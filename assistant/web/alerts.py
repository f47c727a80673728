"""What went wrong, in plain words on the page; the trace goes to the terminal."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from assistant.web import words
from assistant.web.words import escaped
from corpus.errors import MinutedError, ModelUnusable, StoreLocked, StoreMissing, StoreModelMismatch, StoreUnusable

log = logging.getLogger("minuted.web")

# What an error is called on the page; the first that fits. Its message says what to do.
_CALLED: tuple[tuple[type[MinutedError], str], ...] = (
    (StoreLocked, words.BUSY),
    (StoreModelMismatch, "The papers were prepared for another search model"),
    (StoreUnusable, "The papers cannot be read"),
    (ModelUnusable, "The search model cannot be used"),
)


def show(problem: str, called: str = words.PROBLEM) -> None:
    """A problem as a notice. Not st.error: that reads Markdown, and a message may hold a file's name."""
    st.html(problem_html(problem, called))


def problem_html(problem: str, called: str = words.PROBLEM) -> str:
    return f'<div class="mn-problem" role="alert"><h2>{escaped(called)}</h2><p>{escaped(problem)}</p></div>'


def note(called: str, text: str, html: str = "") -> None:
    """What is good to know and no problem. `html` is ours."""
    st.html(f'<div class="mn-note" role="status"><h2>{escaped(called)}</h2><p>{escaped(text)}</p>{html}</div>')


@contextmanager
def told(unexpected: str) -> Iterator[None]:
    """Show an error of ours with its own message, any other as `unexpected`."""
    try:
        yield
    except StoreMissing as error:
        note(words.NO_PAPERS, str(error), words.ADD_LINK)
    except MinutedError as error:
        show(str(error), next((called for kind, called in _CALLED if isinstance(error, kind)), words.PROBLEM))
    except Exception:
        log.exception("a page failed")
        show(unexpected)
