"""The script of the page: links within the app, copying, printing, and what a screen reader is told. See clicks.js."""

from pathlib import Path

from assistant.web import screen
from assistant.web.html import Html
from corpus.text import counted

_SCRIPT = (Path(__file__).parent / "clicks.js").read_text(encoding="utf-8")
# Has the script of the page do what the attributes of this one say, once what was drawn with it is there.
_STEP = "{ const { does, with: given } = document.currentScript.dataset; setTimeout(() => window.mnClicks?.[does](given), 100); }"
_TOLD = Html('<p id="mn-told" class="mn-unseen" role="status"></p>')

SCRIPTS = (_SCRIPT, _STEP)
"""All scripts of ours. Both are fixed: a browser runs no other within the page (see headers.py)."""


def install() -> None:
    screen.script(_SCRIPT, _TOLD)


def scroll_to(turn: int) -> None:
    """Bring this question, the newest, to the top, or a source from which the reader comes back."""
    _step("show", f"turn-{turn}")


def answered(sources: int) -> None:
    """An answer is there: tell a screen reader, and bring its question to the top."""
    _step("answered", f"Answered, with {counted(sources, 'source')}." if sources else "There is no answer in these papers.")


def show_mark() -> None:
    """Bring the marked words of a picture and of a text into view."""
    _step("mark")


def _step(does: str, given: str = "") -> None:
    """A step is taken when it first appears. What it is given is read from an attribute, and never as script."""
    screen.script(_STEP, does=does, given=given)
