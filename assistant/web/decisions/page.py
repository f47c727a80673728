"""The Decisions page: what meetings decided, were asked and were told, with filters that stand in the address."""

from collections.abc import Sequence

import streamlit as st

from assistant.answer.decisions import Decided, decisions_held
from assistant.export.csv import decisions_to_csv
from assistant.web import alerts, messages, screen
from assistant.web.decisions import filters, tables
from assistant.web.decisions.filters import Wanted
from assistant.web.embedder import one_at_a_time
from assistant.web.html import Html
from assistant.web.store import Held, held
from corpus.errors import StoreMissing
from corpus.text import counted

_TOGETHER = 50  # entries on one page of the list
_PAGE = "page"


def page() -> None:
    st.title("Decisions", anchor=False)
    try:
        source = held()
    except StoreMissing:
        source = None
    if source is None or not source.papers:
        alerts.note(messages.NO_PAPERS, messages.NONE_HELD)
        return
    wanted = filters.sidebar(source.bodies)
    found = _found(source, wanted)
    _told(found, wanted)
    if found:
        _list(found)


def _found(source: Held, wanted: Wanted) -> list[Decided]:
    with one_at_a_time, source.store.reading():
        found = decisions_held(
            source.store.catalogue, None, wanted.date_from, wanted.date_to,
            bodies=wanted.bodies, kinds=wanted.kinds, state=wanted.state, person=wanted.person or None, words=wanted.words or None,
        )  # fmt: skip
    return [one for one in found if not one.entry.draft]


def _told(found: Sequence[Decided], wanted: Wanted) -> None:
    """How many there are, and where they are not all, of what: on a phone the filters are out of sight."""
    limits = wanted.limits()
    within = f": {'; '.join(limits)}" if limits else ""
    still = sum(one.is_open for one in found)
    said = (
        f"{counted(len(found), 'record')}, {still:,} of them open, first{within}."
        if found
        else f"Nothing is held within these filters{within}."
    )
    screen.html(Html('<p role="status">{}</p>').format(said))
    if limits:
        st.button("Show everything", on_click=filters.clear)


def _list(found: Sequence[Decided]) -> None:
    st.download_button("Download as CSV", lambda: decisions_to_csv(found), "minuted-decisions.csv", "text/csv", on_click="ignore")
    place, pages, at = st.container(), -(-len(found) // _TOGETHER), 1
    if pages > 1:
        at = st.pagination(pages, key=_PAGE, bind="query-params")
    first = (at - 1) * _TOGETHER
    some = found[first : first + _TOGETHER]
    which = f", numbers {first + 1:,} to {first + len(some):,}" if pages > 1 else ""
    screen.html(tables.decisions_table(f"{counted(len(found), 'record')}{which}", some), place)
