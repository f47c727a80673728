"""The script of the page: links within the app, copying, printing, and what a screen reader is told. See clicks.js."""

from pathlib import Path

from assistant.web import screen
from assistant.web.html import Html

_SCRIPT = (Path(__file__).parent / "clicks.js").read_text(encoding="utf-8")
_TOLD = Html('<p id="mn-told" class="mn-unseen" role="status"></p>')


def install() -> None:
    screen.script(_SCRIPT, _TOLD)


def scroll_to(turn: int) -> None:
    """Bring this question, the newest, to the top, or a source from which the reader comes back."""
    _run(f"window.mnClicks?.show('turn-{turn:d}')")


def answered(sources: int) -> None:
    """An answer is there: tell a screen reader, and bring its question to the top."""
    said = f"Answered, with {sources:d} source{'' if sources == 1 else 's'}." if sources else "There is no answer in these papers."
    _run(f"window.mnClicks?.answered('{said}')")


def show_mark() -> None:
    """Bring the marked words of a picture and of a text into view."""
    _run("document.querySelectorAll('.mn-page .mn-mark:first-of-type, .mn-text mark').forEach((mark) => { "
         "const box = mark.closest('.mn-scrolls'); if (box) box.scrollTop = Math.max(0, mark.getBoundingClientRect().top "
         "- box.getBoundingClientRect().top + box.scrollTop - box.clientHeight / 3); })")  # fmt: skip


def _run(script: str) -> None:
    screen.script(f"setTimeout(() => {{ {script} }}, 100)")
