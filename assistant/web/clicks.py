"""The script of the page: links within the app, copying, printing, and what a screen reader is told. See clicks.js."""

from pathlib import Path

import streamlit as st

_SCRIPT = (Path(__file__).parent / "clicks.js").read_text(encoding="utf-8")
_TOLD = '<p id="mn-told" class="mn-unseen" role="status"></p>'


def install() -> None:
    st.html(f"{_TOLD}<script>{_SCRIPT}</script>", unsafe_allow_javascript=True)


def scroll_to(name: str) -> None:
    """Bring the newest question to the top, or a source from which the reader comes back. `name` is one of our own ids."""
    _run(f"window.mnClicks?.show('{name}')")


def answered(sources: int) -> None:
    """An answer is there: tell a screen reader, and bring its question to the top."""
    said = f"Answered, with {sources} source{'' if sources == 1 else 's'}." if sources else "There is no answer in these papers."
    _run(f"window.mnClicks?.answered('{said}')")


def show_mark() -> None:
    """Bring the marked words of a picture and of a text into view."""
    _run("document.querySelectorAll('.mn-page .mn-mark:first-of-type, .mn-text mark').forEach((mark) => { "
         "const box = mark.closest('.mn-scrolls'); if (box) box.scrollTop = Math.max(0, mark.getBoundingClientRect().top "
         "- box.getBoundingClientRect().top + box.scrollTop - box.clientHeight / 3); })")  # fmt: skip


def _run(script: str) -> None:
    """The script is fixed and runs when it first appears; nothing that anybody wrote goes into it."""
    st.html(f"<script>setTimeout(() => {{ {script} }}, 100)</script>", unsafe_allow_javascript=True)
