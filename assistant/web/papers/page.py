"""The Papers page: the papers over time, the list, what could not be read, papers added and removed."""

from collections.abc import Sequence

import streamlit as st

from assistant.settings import Settings
from assistant.web import alerts, messages, screen
from assistant.web.html import NOTHING, Html
from assistant.web.papers import adding, filters, follow, removing, tables, timeline
from assistant.web.papers.view import View, shown
from assistant.web.store import Held, held
from corpus.errors import StoreMissing
from corpus.models import Paper
from corpus.text import counted

_TOGETHER = 50  # papers on one page of the list
_PAGE = "page"


def page() -> None:
    st.title("Papers", anchor=False)
    try:
        source = held()
    except StoreMissing:
        source = None
    if source is not None and (source.papers or source.refusals):
        _held(source)
    else:
        alerts.note(messages.NO_PAPERS, "Add papers below, or run: minuted ingest FOLDER")
    under_way = [adding.section(Settings().store)]
    if source is not None and source.papers:
        under_way.append(removing.section(Settings().store, source.papers))
    follow.until_over([one for one in under_way if one is not None])


def _held(source: Held) -> None:
    dates = [paper.meeting.date for paper in source.papers if paper.meeting.date]
    screen.html(Html("<p><strong>{}</strong></p>{}").format(messages.held(len(source.papers), dates), _contents(source)))
    if source.papers:
        view = filters.sidebar(source.papers)
        papers = shown(source.papers, view)
        _over_time(papers)
        _list(papers, view, source)
    _unread(source)


def _contents(source: Held) -> Html:
    """Links to the sections, which a long list would keep apart."""
    sections = [("over-time", "Papers over time"), ("list", "List of papers")] if source.papers else []
    sections += [("not-read", "What could not be read"), ("add-papers", "Add papers")]
    sections += [("remove-papers", "Remove papers")] if source.papers else []
    links = NOTHING.join(Html('<li><a href="#{}">{}</a></li>').format(anchor, name) for anchor, name in sections)
    return Html('<nav aria-label="On this page"><ul class="mn-ways" role="list">{}</ul></nav>').format(links)


def _over_time(papers: Sequence[Paper]) -> None:
    st.header("Papers over time", anchor="over-time")
    drawn = timeline.picture(papers)
    if drawn is not None:
        st.altair_chart(drawn, width="stretch", alt=timeline.told(papers))
        screen.html(
            Html('<p>{}</p><details class="mn-more"><summary>The numbers of this picture</summary>{}</details><p>{}</p>').format(
                timeline.READ_AS, timeline.numbers(papers), timeline.undated(papers)
            )
        )
    else:
        said = "None of these papers gives a meeting date." if papers else "There is nothing to draw."
        screen.html(Html("<p>{}</p>").format(said))


def _list(papers: Sequence[Paper], view: View, source: Held) -> None:
    st.header("List of papers", anchor="list")
    if not view.is_all:
        _told(papers, view, source)
    if not papers:
        return
    table, pages, at = st.container(), -(-len(papers) // _TOGETHER), 1
    if pages > 1:
        at = st.pagination(pages, key=_PAGE, bind="query-params")
    first = (at - 1) * _TOGETHER
    some = papers[first : first + _TOGETHER]
    which = f", numbers {first + 1:,} to {first + len(some):,}" if pages > 1 else ""
    screen.html(tables.papers_table(f"{counted(len(papers), 'paper')}{which}", some, source.versions, view.order), table)


def _told(papers: Sequence[Paper], view: View, source: Held) -> None:
    """What is shown, where it is not all: on a phone the filters are out of sight."""
    limits = messages.limits(view.filters) + (["only papers with a warning"] if view.warned_only else [])
    said = f"Showing {len(papers):,} of {counted(len(source.papers), 'paper')}: {'; '.join(limits)}."
    if not papers:
        said = f"No paper held is within these filters: {'; '.join(limits)}."
    screen.html(Html('<p role="status">{}</p>').format(said))
    st.button("Show all papers", on_click=filters.clear)


def _unread(source: Held) -> None:
    st.header("What could not be read", anchor="not-read")
    scans = [paper for paper in source.papers if paper.unread_pages]
    pages = sum(len(paper.unread_pages) for paper in scans)
    if scans:
        unread = f"{counted(pages, 'page')} of {counted(len(scans), 'paper')} could not be read and {'is' if pages == 1 else 'are'} not"
        screen.html(Html("<p>{} searched. The list says which, under Warnings.</p>").format(unread))
    if source.refusals:
        st.subheader("Files not taken", anchor=False)
        screen.html(tables.refusals_table(counted(len(source.refusals), "file"), source.refusals))
    elif not scans:
        screen.html(Html("<p>Nothing: every page of every paper was read.</p>"))
