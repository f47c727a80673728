"""The filters in the sidebar -> Filters."""

import datetime

import streamlit as st

from assistant.models import Filters
from assistant.web import messages, screen
from assistant.web.store import Held

EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)
_BODIES, _KINDS, _FROM, _TO = "filter_bodies", "filter_kinds", "filter_from", "filter_to"


def sidebar(source: Held) -> Filters:
    """Draw the filters and read them. They are kept while the user looks at another page."""
    with st.sidebar:
        st.subheader("Filters", anchor=False)
        bodies = screen.chosen_of("Body", source.bodies, str, key=_BODIES, none="All bodies", persist_state="session")
        kinds = screen.chosen_of(
            "Kind of paper", source.kinds, lambda kind: kind.label, key=_KINDS, none="All kinds", persist_state="session"
        )
        first = st.date_input("Meetings from", None, EARLIEST, LATEST, key=_FROM, format="DD/MM/YYYY", persist_state="session")
        last = st.date_input("Meetings to", None, EARLIEST, LATEST, key=_TO, format="DD/MM/YYYY", persist_state="session")
        if first and last and first > last:
            st.warning(messages.DATES_CROSSED)
        st.button("Clear filters", on_click=_clear, width="stretch")
    return Filters(bodies=tuple(bodies), kinds=tuple(kinds), date_from=first, date_to=last)


def choose(filters: Filters) -> None:
    """Set the filters to these, before they are drawn: those of a link."""
    st.session_state[_BODIES] = list(filters.bodies)
    st.session_state[_KINDS] = list(filters.kinds)
    st.session_state[_FROM] = filters.date_from
    st.session_state[_TO] = filters.date_to


def _clear() -> None:
    choose(Filters())
