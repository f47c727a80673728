"""What went wrong, in plain words on the page; the trace goes to the terminal."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.web import messages, screen
from assistant.web.html import NOTHING, Html
from corpus.errors import MinutedError, ModelUnusable, StoreLocked, StoreMissing, StoreModelMismatch, StoreUnusable

log = logging.getLogger("minuted.web")

# What an error is called on the page; the first that fits. Its message says what to do.
_CALLED: tuple[tuple[type[MinutedError], str], ...] = (
    (StoreLocked, messages.BUSY),
    (StoreModelMismatch, "The papers were prepared for another search model"),
    (StoreUnusable, "The papers cannot be read"),
    (ModelUnusable, "The search model cannot be used"),
)


def show(problem: str, called: str = messages.PROBLEM) -> None:
    """A problem as a notice."""
    screen.html(problem_html(problem, called))


def problem_html(problem: str, called: str = messages.PROBLEM) -> Html:
    return Html('<div class="mn-problem" role="alert"><h2>{}</h2><p>{}</p></div>').format(called, problem)


def note(called: str, text: str, more: Html = NOTHING) -> None:
    """What is good to know and no problem."""
    screen.html(Html('<div class="mn-note" role="status"><h2>{}</h2><p>{}</p>{}</div>').format(called, text, more))


@contextmanager
def told(unexpected: str) -> Iterator[None]:
    """Show an error of ours with its own message, any other as `unexpected`."""
    try:
        yield
    except StoreMissing as error:
        note(messages.NO_PAPERS, str(error), messages.ADD_LINK)
    except MinutedError as error:
        show(str(error), next((called for kind, called in _CALLED if isinstance(error, kind)), messages.PROBLEM))
    except Exception:
        log.exception("a page failed")
        show(unexpected)
