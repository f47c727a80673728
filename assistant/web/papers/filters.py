"""The filters of the Papers page in the sidebar -> View. They stand in the address, which opens the same list again.

Streamlit reads them from the address and passes over what is not among the options or not a date.
"""

import datetime
from collections.abc import Sequence

import streamlit as st

from assistant.models import Filters
from assistant.web import words
from assistant.web.filters import EARLIEST, LATEST
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
        body = st.multiselect("Body", bodies, key=_BODY, placeholder="All bodies", select_all=False, bind="query-params")
        kind = st.multiselect(
            "Kind of paper", kinds, key=_KIND, format_func=lambda kind: kind.label, placeholder="All kinds", select_all=False,
            bind="query-params",
        )  # fmt: skip
        first, last = _date("Meetings from", _FROM), _date("Meetings to", _TO)
        if first and last and first > last:
            st.html(f'<p role="status" class="mn-note">{words.DATES_CROSSED}</p>')
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


def _date(label: str, key: str) -> datetime.date | None:
    return st.date_input(
        label, value=None, min_value=EARLIEST, max_value=LATEST, key=key, format="DD/MM/YYYY", bind="query-params"
    )  # fmt: skip
