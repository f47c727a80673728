"""The filters of the Decisions page in the sidebar -> Wanted. They stand in the address, which opens the same list again.

Streamlit reads them from the address and passes over what is not among the options or not a date. Their names are none that the
address of a page of a paper has (`words`): a filter would take it from there.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from assistant.answer.decisions import CLOSED, OPEN
from assistant.web import messages, screen
from assistant.web.filters import EARLIEST, LATEST
from assistant.web.html import Html
from corpus.register import EntryKind, Result
from corpus.text import spoken

_BODY, _KIND, _STATE, _FROM, _TO, _PERSON, _WORDS = "body", "type", "status", "from", "to", "person", "said"
_STATES = (OPEN, CLOSED, *(result.value for result in Result))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are shown: all for which everything that is given holds."""

    bodies: tuple[str, ...] = ()
    kinds: tuple[EntryKind, ...] = ()
    state: str | None = None
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    person: str = ""
    words: str = ""

    def limits(self) -> list[str]:
        """What is wanted, said: `only Cabinet`, `open`, `with Lee`."""
        said = [f"only {messages.listed(self.bodies)}"] if self.bodies else []
        said += [f"only of kind {messages.listed([kind.label.lower() for kind in self.kinds])}"] if self.kinds else []
        said += [f"only {self.state}"] if self.state else []
        said += [f"meetings from {spoken(self.date_from)}"] if self.date_from else []
        said += [f"meetings up to {spoken(self.date_to)}"] if self.date_to else []
        said += [f"with {self.person}"] if self.person else []
        return [*said, *([f"with the words “{self.words}”"] if self.words else [])]


def sidebar(bodies: Sequence[str]) -> Wanted:
    """Draw the filters and read them."""
    with st.sidebar:
        st.subheader("Filters", anchor=False)
        body = screen.chosen_of("Body", bodies, str, key=_BODY, none="All bodies", bind="query-params")
        kind = screen.chosen_of("Kind", list(EntryKind), lambda kind: kind.label, key=_KIND, none="All kinds", bind="query-params")
        state = screen.one_of("Status or result", _STATES, str.capitalize, key=_STATE, none="Any", bind="query-params", filter_mode=None)
        first = st.date_input("Meetings from", None, EARLIEST, LATEST, key=_FROM, format="DD/MM/YYYY", bind="query-params")
        last = st.date_input("Meetings to", None, EARLIEST, LATEST, key=_TO, format="DD/MM/YYYY", bind="query-params")
        if first and last and first > last:
            screen.html(Html('<p role="status" class="mn-note">{}</p>').format(messages.DATES_CROSSED))
        person = st.text_input("Person", key=_PERSON, help="Who moved, seconded, voted by name, or is to act", bind="query-params")
        words = st.text_input("Words", key=_WORDS, bind="query-params")
        st.button("Clear filters", on_click=clear, width="stretch")
    return Wanted(tuple(body), tuple(kind), state, first, last, person.strip(), words.strip())


def clear() -> None:
    """No filter any more."""
    st.session_state[_BODY], st.session_state[_KIND] = [], []
    st.session_state[_STATE] = st.session_state[_FROM] = st.session_state[_TO] = None
    st.session_state[_PERSON] = st.session_state[_WORDS] = ""
