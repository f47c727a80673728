"""What went wrong, in plain words on the page; the trace goes to the terminal."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from assistant.web.words import escaped
from corpus.errors import MinutedError

log = logging.getLogger("minuted.web")


def show(problem: str) -> None:
    """A problem as a notice. Not st.error: that reads Markdown, and a message may hold a file's name."""
    st.html(f'<div class="mn-problem" role="alert">{escaped(problem)}</div>')


@contextmanager
def told(unexpected: str) -> Iterator[None]:
    """Show an error of ours with its own message, any other as `unexpected`."""
    try:
        yield
    except MinutedError as error:
        show(str(error))
    except Exception:
        log.exception("a page failed")
        show(unexpected)
