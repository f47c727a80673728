"""Papers removed: chosen, confirmed, and told what became of it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.answer.messages import kind_held
from assistant.web import alerts, messages, screen
from assistant.web.html import NOTHING, Html
from assistant.web.papers.change import Change, What
from assistant.web.papers.follow import Followed
from assistant.web.store import embedder
from corpus.models import Paper
from corpus.text import counted, spoken

_CHANGE, _CHOSEN, _BEGIN = "removing", "papers to remove", "remove papers"
_KEPT = (
    "Their text will no longer be searched. Files that were uploaded here will be deleted. Files that were taken in from a folder stay "
    "there, and come back if that folder is taken in again."
)


def section(store: Path, papers: Sequence[Paper]) -> Followed | None:
    """Draw it. What is under way is to be followed when the whole page is drawn."""
    st.header("Remove papers", anchor="remove-papers")
    change: Change | None = st.session_state.get(_CHANGE)
    if change is not None and change.over:
        _became(change)
    by_id = {paper.id: paper for paper in papers}
    chosen = screen.chosen_of(
        "Papers to remove", list(by_id), lambda paper_id: called(by_id[paper_id]), key=_CHOSEN, none="Choose papers", filter_mode="contains"
    )
    if change is not None and not change.over:
        st.button(f"Removing {counted(len(change.names), 'paper')}", disabled=True, key=_BEGIN)
        return Followed(change, st.empty(), _tell)
    if chosen and st.button(f"Remove {counted(len(chosen), 'paper')}", key=_BEGIN):
        _confirm(store, [by_id[paper_id] for paper_id in chosen])
    return None


def called(paper: Paper) -> str:
    """What tells a paper from the others: `9 September 2021, Cabinet: minutes (cabinet.pdf)`."""
    day = spoken(paper.meeting.date) if paper.meeting.date else "No meeting date"
    return f"{day}, {paper.meeting.body or paper.title}: {kind_held(paper).lower()} ({paper.file})"


@st.dialog("Remove these papers?")
def _confirm(store: Path, papers: Sequence[Paper]) -> None:
    screen.html(Html("{}<p>{}</p>").format(_listed(map(called, papers)), _KEPT))
    with st.container(horizontal=True):
        if st.button(f"Yes, remove {counted(len(papers), 'paper')}", type="primary"):
            names = [called(paper) for paper in papers]
            st.session_state[_CHANGE] = Change(What.REMOVE, store, [paper.id for paper in papers], names, embedder())
            st.rerun()
        if st.button("No, keep them"):
            st.rerun()


def _tell(change: Change, place: DeltaGenerator) -> None:
    place.progress(len(change.done) / len(change.names), f"{len(change.done):,} of {counted(len(change.names), 'paper')} removed")


def _became(change: Change) -> None:
    if change.done:
        removed = _listed(change.names[one.n] for one in change.done)
        heading = f"{counted(len(change.done), 'paper')} removed"
        screen.html(Html('<div class="mn-note" role="status"><h3>{}</h3>{}</div>').format(heading, removed))
    if change.problem is not None:
        alerts.show(*((messages.BUSY_REMOVING, messages.BUSY) if change.busy else (change.problem,)))


def _listed(names: Iterable[str]) -> Html:
    return Html("<ul>{}</ul>").format(NOTHING.join(map(Html("<li>{}</li>").format, names)))
