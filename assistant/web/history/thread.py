"""The page of one entry of the register: what became of it, and each thing that follows it, with the words of both ends."""

import streamlit as st

from assistant.answer.states import whose
from assistant.register.held import register_of
from assistant.register.link import Link
from assistant.register.links import follows
from assistant.web import alerts, messages, screen
from assistant.web.embedder import one_at_a_time
from assistant.web.history.tables import place_of
from assistant.web.html import Html
from assistant.web.papers.tables import table
from assistant.web.store import held
from assistant.web.viewer.address import ViewerPlace, sign_of
from corpus.errors import StoreMissing
from corpus.models import Span
from corpus.register import Entry
from corpus.text import readable, spoken

_COLUMNS = ("Meeting date", "Body", "Earlier words", "Later words", "Link", "Evidence")


def link_to(entry: Entry) -> str:
    """The address of this page for an entry, from any page of the app."""
    return f"thread?paper={entry.paper_id}&entry={entry.id}"


def page() -> None:
    st.title("What became of it", anchor=False)
    try:
        source = held()
    except StoreMissing:
        alerts.note(messages.NO_PAPERS, messages.NONE_HELD)
        return
    with one_at_a_time, source.store.reading():
        register = register_of(source.store)
        paper = register.known.papers.get(st.query_params.get("paper", ""))
        entries = register.entries_of(paper.id) if paper else ()
        entry = next((one for one in entries if one.id == st.query_params.get("entry")), None)
        links = follows(entry, register) if entry is not None else []
    if entry is None:
        alerts.note("Not held", "What this address names is held no longer. Look for it on the Decisions page.")
        return
    first = entry.words[0]
    opened = ViewerPlace(entry.paper_id, first.page, first.page, Span(first.start, first.end), sign_of(first.value))
    screen.html(
        Html('<p><strong>{}</strong></p><blockquote>{}</blockquote><p><a class="mn-go" href="{}">Open page {}</a></p>').format(
            f"{entry.kind.label}, {whose(entry.meeting)}", readable(entry.said), opened.link(), first.page
        )
    )
    if links:
        screen.html(table("What follows it", _COLUMNS, [_cells(link) for link in links], header_cell=0))
    else:
        screen.html(Html("<p>The papers held do not say what became of it.</p>"))


def _cells(link: Link) -> tuple[str, ...]:
    later = link.later
    return (
        spoken(later.day),
        later.passage.meeting.body or "Not given",
        readable(link.limb.text),
        Html('“{}” <a class="mn-go" href="{}">page {}</a>').format(
            readable(later.text), place_of(later.passage, later.start, later.end).link(), later.passage.page
        ),
        f"{link.kind.label}, {link.sure}",
        link.why,
    )
