"""The conversation of this visit: in the session, kept beside the store, and named by a key in the address, so that a reload finds it."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

from assistant.kept import Feedback, Kept, is_key, new_key
from assistant.models import Turn
from assistant.web.alerts import log
from corpus.errors import NotKept

_SESSION, _ADDRESS = "conversation", "conversation"
_FORGOTTEN = "The conversation of this address is kept no longer. Conversations are kept for 30 days."
_NOT_KEPT = "This conversation will be lost when the page is loaded again: it cannot be kept on this machine."


@dataclass(slots=True)
class Conversation:
    """Questions with their answers, what the reader thought of answers (by number from 1), and a notice where they are not kept."""

    key: str
    turns: list[Turn] = field(default_factory=list)
    feedback: dict[int, Feedback] = field(default_factory=dict)
    notice: str = ""

    def add(self, turn: Turn, kept: Kept) -> None:
        """Add a turn and keep it; where it cannot be kept the conversation goes on, and says so."""
        self.turns.append(turn)
        try:
            kept.keep(self.key, len(self.turns), turn)
        except NotKept as error:
            log.warning("%s", error)
            self.notice = _NOT_KEPT
        st.query_params[_ADDRESS] = self.key


def conversation_of_visit(kept: Kept) -> Conversation:
    """The conversation that the address names, else that of the session, else a new one."""
    named = st.query_params.get(_ADDRESS, "")
    current: Conversation | None = st.session_state.get(_SESSION)
    if is_key(named) and (current is None or current.key != named):
        current = _restored(named, kept)
    current = current or Conversation(new_key())
    st.session_state[_SESSION] = current
    if current.turns and named != current.key:
        st.query_params[_ADDRESS] = current.key
    return current


def _restored(key: str, kept: Kept) -> Conversation:
    try:
        turns = kept.turns(key)
        found = Conversation(key, turns, kept.feedback_on(key)) if turns else Conversation(new_key(), notice=_FORGOTTEN)
    except NotKept as error:
        log.warning("%s", error)
        found = Conversation(new_key(), notice=_NOT_KEPT)
    if not found.turns:
        del st.query_params[_ADDRESS]
    return found


def begin_anew() -> None:
    """Leave this conversation; it stays kept under its key."""
    st.session_state.pop(_SESSION, None)
    st.query_params.clear()


def link_back() -> str:
    """The address of the questions of this visit, from any page of the app."""
    current: Conversation | None = st.session_state.get(_SESSION)
    return f"./?{urlencode({_ADDRESS: current.key})}" if current is not None and current.turns else "./"
