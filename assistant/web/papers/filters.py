"""The filters of the Papers page in the sidebar -> View. They stand in the address, which opens the same list again.

Streamlit reads them from the address and passes over what is not among the options or not a date.
"""

from collections.abc import Sequence

import streamlit as st

from assistant.models import Filters
from assistant.web import messages, screen
from assistant.web.filters import EARLIEST, LATEST
from assistant.web.html import Html
from assistant.web.papers.view import Order, View
from corpus.models import Paper, PaperKind

_BODY, _KIND, _FROM, _TO, _WARNED, _ORDER = "body", "kind", "from", "to", "warnings", "order"


def sidebar(papers: Sequence[Paper]) -> View:
    """Draw the filters and read them."""
    bodies = sorted({paper.meeting.body for paper in papers if paper.meeting.body})
    present = {paper.kind for paper in papers}
    kinds = [kind for kind in PaperKind if kind in present]
    with st.sidebar:
        st.subheader("Sort and filter", anchor=False)
        order = st.selectbox("Sort by", list(Order), key=_ORDER, bind="query-params", filter_mode=None)
        body = screen.chosen_of("Body", bodies, str, key=_BODY, none="All bodies", bind="query-params")
        kind = screen.chosen_of("Kind of paper", kinds, lambda kind: kind.label, key=_KIND, none="All kinds", bind="query-params")
        first = st.date_input("Meetings from", None, EARLIEST, LATEST, key=_FROM, format="DD/MM/YYYY", bind="query-params")
        last = st.date_input("Meetings to", None, EARLIEST, LATEST, key=_TO, format="DD/MM/YYYY", bind="query-params")
        if first and last and first > last:
            screen.html(Html('<p role="status" class="mn-note">{}</p>').format(messages.DATES_CROSSED))
        warned = st.checkbox("Only papers with a warning", key=_WARNED, bind="query-params")
        st.button("Clear filters", on_click=clear, width="stretch")
    filters = Filters(bodies=tuple(body), kinds=tuple(kind), date_from=first, date_to=last)
    return View(filters=filters, warned_only=warned, order=order or Order.NEWEST)


def clear() -> None:
    """No filter any more; the order stays."""
    st.session_state[_BODY] = []
    st.session_state[_KIND] = []
    st.session_state[_FROM] = None
    st.session_state[_TO] = None
    st.session_state[_WARNED] = False
