"""The conversation of this visit: in the session, kept beside the store, and named by a key in the address, so that a reload finds it.

It may be open in several tabs of one browser, which add to it by turns; in another browser its address opens a copy.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

from assistant.models import Turn
from assistant.web.alerts import log
from assistant.web.browsers import browser_of_visit
from assistant.web.conversation_store import ConversationStore, Feedback, is_key, new_key
from corpus.errors import NotKept

_SESSION, _ADDRESS = "conversation", "conversation"
_FORGOTTEN = "The conversation of this address is kept no longer. Conversations are kept for 30 days."
_NOT_KEPT = "This conversation will be lost when the page is loaded again: it cannot be kept on this machine."


@dataclass(slots=True)
class Conversation:
    """Questions with their answers and what the reader thought of these, by number from 1; a notice where they are not kept."""

    key: str
    browser: str
    turns: dict[int, Turn] = field(default_factory=dict)
    feedback: dict[int, Feedback] = field(default_factory=dict)
    notice: str = ""
    copied: bool = False
    unkept: list[Turn] = field(default_factory=list)

    @property
    def next_number(self) -> int:
        return max(self.turns, default=0) + 1

    def add(self, turns: Collection[Turn], kept: ConversationStore) -> None:
        """Add turns and keep them; where they cannot be kept the conversation goes on, says so, and tries again with the next."""
        self.unkept += turns
        try:
            self.turns = kept.add(self.unkept, self.key, self.browser)
            self.unkept, self.notice = [], ""
        except NotKept as error:
            log.warning("%s", error)
            self.turns |= dict(enumerate(turns, start=self.next_number))
            self.notice = _NOT_KEPT
        st.query_params[_ADDRESS] = self.key

    def catch_up(self, kept: ConversationStore) -> None:
        """See what was asked and thought in other tabs meanwhile."""
        with suppress(NotKept):
            if not self.unkept and (turns := kept.turns(self.key)):
                self.turns, self.feedback = turns, kept.feedback_on(self.key)


def conversation_of_visit(kept: ConversationStore) -> Conversation:
    """The conversation that the address names, else that of the session, else a new one."""
    named = st.query_params.get(_ADDRESS, "")
    current: Conversation | None = st.session_state.get(_SESSION)
    if is_key(named) and (current is None or current.key != named):
        current = _opened(named, kept)
    current = current or Conversation(new_key(), browser_of_visit())
    st.session_state[_SESSION] = current
    if current.turns and named != current.key:
        st.query_params[_ADDRESS] = current.key
    return current


def _opened(key: str, kept: ConversationStore) -> Conversation:
    """The conversation of this key where it belongs to this browser, else a copy; a new one with a notice where there is none."""
    browser, notice = browser_of_visit(), _FORGOTTEN
    found = Conversation(key, browser)
    try:
        found.turns, found.feedback = kept.turns(key), kept.feedback_on(key)
        if found.turns and kept.belongs_to(browser, key):
            return found
    except NotKept as error:
        log.warning("%s", error)
        notice = _NOT_KEPT
    if found.turns:
        copy = Conversation(new_key(), browser, copied=True)
        copy.add(found.turns.values(), kept)
        return copy
    del st.query_params[_ADDRESS]
    return Conversation(new_key(), browser, notice=notice)


def begin_anew() -> None:
    """Leave this conversation; it stays kept under its key."""
    st.session_state.pop(_SESSION, None)
    st.query_params.clear()


def link_back() -> str:
    """The address of the questions of this visit, from any page of the app."""
    current: Conversation | None = st.session_state.get(_SESSION)
    return f"./?{urlencode({_ADDRESS: current.key})}" if current is not None and current.turns else "./"
