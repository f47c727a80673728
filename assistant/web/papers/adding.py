"""Papers added by upload: files chosen, how far their reading is, and what became of each."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.web import alerts, messages, screen
from assistant.web.html import Html
from assistant.web.papers import upload
from assistant.web.papers.change import Change
from assistant.web.papers.follow import Followed
from assistant.web.papers.tables import sentence, table
from assistant.web.store import embedder
from corpus.text import counted

_CHANGE = "adding"
_CHOICE = "uploads chosen"  # counts the uploads: a new key empties the box
_BEGIN = "add files"  # the button stays where it is while it waits
_EMPTIED = "emptied after"  # the change after which the box was last emptied
_KINDS = "PDF, Word (.docx), web page (.html), text or Markdown"


def section(store: Path) -> Followed | None:
    """Draw it. What is under way is to be followed when the whole page is drawn."""
    st.header("Add papers", anchor="add-papers")
    change: Change | None = st.session_state.get(_CHANGE)
    if change is not None and change.over:
        _became(change)
        if change.problem is None and st.session_state.get(_EMPTIED) is not change:
            st.session_state[_EMPTIED] = change
            st.session_state[_CHOICE] += 1
    number = st.session_state.setdefault(_CHOICE, 0)
    files = st.file_uploader(
        f"Choose files: {_KINDS}. At most {upload.MOST_FILES}, {upload.MOST_BYTES // 1024 // 1024} MB in all",
        accept_multiple_files=True,
        key=f"upload-{number}",
        disabled=change is not None and not change.over,
    )
    if change is not None and not change.over:
        st.button(f"Adding {counted(len(change.names), 'file')}", type="primary", disabled=True, key=_BEGIN)
        screen.html(Html("<p>You can go on asking. Scanned pages take some seconds each.</p>"))
        return Followed(change, st.empty(), _tell)
    if files:
        problem = upload.over_limits(files)
        if problem:
            alerts.show(problem)
        elif st.button("Try again" if _was_busy(change) else f"Add {counted(len(files), 'file')}", type="primary", key=_BEGIN):
            st.session_state[_CHANGE] = upload.begin(files, store, embedder())
            st.rerun()
    return None


def _was_busy(change: Change | None) -> bool:
    return change is not None and change.busy


def _tell(change: Change, place: DeltaGenerator) -> None:
    files, done = len(change.names), len(change.done)
    place.progress((change.read + done) / (2 * files), f"{change.read:,} of {counted(files, 'file')} read, {done:,} done")


def _became(change: Change) -> None:
    """A result for each file. It stands above the box until other files are added."""
    if change.done:
        rows = [
            (change.names[one.n], Html("<br>").join(map(sentence, (one.told, *one.warnings))))
            for one in sorted(change.done, key=lambda one: one.n)
        ]
        added = sum(one.held for one in change.done)
        heading = f"{added} of {counted(len(change.names), 'file')} {'is' if added == 1 else 'are'} held"
        results = table("Result for each file", ("File", "Result"), rows, header_cell=0)
        screen.html(Html('<div class="mn-note" role="status"><h3>{}</h3>{}</div>').format(heading, results))
    if change.problem is not None:
        alerts.show(*((messages.BUSY_ADDING, messages.BUSY) if change.busy else (change.problem,)))
