"""The source page: a page of a paper as its picture, with the quote marked, and as its text."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from assistant.answer.messages import kind_of, spoken_or_missing
from assistant.web import alerts, screen
from assistant.web.ask.conversation import link_back
from assistant.web.clicks import show_mark
from assistant.web.html import NOTHING, Html
from assistant.web.store import held
from assistant.web.viewer.address import ZOOMS, ViewerPlace, place_in
from assistant.web.viewer.files import pdf_link
from assistant.web.viewer.original import is_pdf, original_of
from assistant.web.viewer.picture import marks_of, picture_html
from assistant.web.viewer.text import stretch_of, text_html
from corpus.errors import PaperCorrupt
from corpus.models import Page, Paper, Span

_NO_PLACE = "This address names no paper. Ask a question and open one of its sources, or go to the Papers page."
_NOT_HELD = "The paper of this address is not held here, or no longer. See the Papers page for what is held."
_NO_PAGE = "This page has no text that could be read."
_OTHER_WORDS = "The quote of this address is not marked: the paper was read anew since, and other words stand in its place."
_TURN_TO = "turn to page"
_OTHER_PAGE = "The quote stands on page {page}."
_REMARK = Html('<p class="mn-remark">{}</p>')


def page() -> None:
    place = place_in(st.query_params.to_dict())
    paper = held().store.catalogue.paper(place.paper) if place is not None else None
    if place is None or paper is None:
        st.title("Source", anchor=False)
        alerts.show(_NO_PLACE if place is None else _NOT_HELD)
        screen.html(_back())
        return
    place = place.turned_to(paper.page_count) if place.page > paper.page_count else place
    screen.name_tab(f"{paper.title}, page {place.page}")
    screen.title(paper.title)
    screen.html(_about(paper))
    _draw(paper, place, held().store.catalogue.page(paper.id, place.page))


def _about(paper: Paper) -> Html:
    """Whose meeting, when, what kind of paper, which file; and the way back."""
    meeting = paper.meeting
    named = [meeting.body or meeting.council, spoken_or_missing(meeting.date), kind_of(paper.kind, paper.status), paper.file]
    return Html('<p class="mn-about">{}</p>{}').format(", ".join(part for part in named if part), _back())


def _back() -> Html:
    return Html('<p><a class="mn-go" href="{}">Back to your questions</a></p>').format(link_back())


def _draw(paper: Paper, place: ViewerPlace, read: Page | None) -> None:
    quote = place.quote_on(read) if read is not None else None
    said = _said_of_quote(place, quote)
    if not is_pdf(paper):
        _draw_turning(paper, place, read, pictured=False)
        _draw_text(place, read, quote, said)
        return
    original = original_of(paper)
    _draw_turning(paper, place, read, pictured=original.file is not None)
    pictured, beside = st.columns([3, 2], gap="medium")
    with pictured:
        if original.file is None:
            alerts.show(original.problem)
        else:
            _draw_picture(paper, original.file, place, read, quote)
    with beside:
        _draw_text(place, read, quote, said)
    show_mark()


def _said_of_quote(place: ViewerPlace, quote: Span | None) -> str:
    if place.span is None or quote is not None:
        return ""
    return _OTHER_WORDS if place.quoted_on == place.page else _OTHER_PAGE.format(page=place.quoted_on)


def _draw_picture(paper: Paper, file: Path, place: ViewerPlace, read: Page | None, quote: Span | None) -> None:
    try:
        marks = marks_of(file, read, quote)
        picture = picture_html(paper, file, place, marks)
    except PaperCorrupt as error:
        alerts.show(str(error))
        return
    note = _REMARK.format(marks.note) if marks.note else NOTHING
    screen.html(note + picture)


def _draw_turning(paper: Paper, place: ViewerPlace, read: Page | None, *, pictured: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        screen.html(_turning(paper, place, read, pictured=pictured))
        if paper.page_count > 1:
            st.session_state[_TURN_TO] = place.page  # whichever way led to this page
            st.number_input("Go to page", 1, paper.page_count, key=_TURN_TO, on_change=_turn, args=(place,), width=160)


def _turn(place: ViewerPlace) -> None:
    st.query_params.from_dict(place.turned_to(st.session_state[_TURN_TO]).named())


def _turning(paper: Paper, place: ViewerPlace, read: Page | None, *, pictured: bool) -> Html:
    """Which page this is, and the ways to others: the one before, the one after, that of the quote, larger, smaller, the PDF itself."""
    printed = read.printed if read is not None and read.printed not in (None, str(place.page)) else None
    heading = f"Page {place.page} of {paper.page_count}" + (f" (printed page {printed})" if printed else "")
    ways = []
    if paper.page_count > 1:
        ways += [_way("Previous page", place.turned_to(place.page - 1), possible=place.page > 1)]
        ways += [_way("Next page", place.turned_to(place.page + 1), possible=place.page < paper.page_count)]
    if place.quoted_on is not None and place.quoted_on != place.page:
        ways += [_way("Page of the quote", place.turned_to(place.quoted_on))]
    if pictured:
        at = ZOOMS.index(place.zoom)
        ways += [_way("Larger", place.zoomed(ZOOMS[min(at + 1, len(ZOOMS) - 1)]), possible=at + 1 < len(ZOOMS))]
        ways += [_way("Smaller", place.zoomed(ZOOMS[max(at - 1, 0)]), possible=at > 0)]
        opened = Html('<li><a href="{}" target="_blank" rel="noopener">Open the PDF at this page (new tab)</a></li>')
        ways += [opened.format(pdf_link(paper, place.page))]
    return Html('<div class="mn-turning"><h2>{}</h2>{}</div>').format(heading, _ways("Pages and size", ways))


def _ways(called: str, ways: Sequence[Html]) -> Html:
    if not ways:
        return NOTHING
    return Html('<nav aria-label="{}"><ul class="mn-ways" role="list">{}</ul></nav>').format(called, NOTHING.join(ways))


def _way(name: str, place: ViewerPlace, *, possible: bool = True) -> Html:
    """A link; where it leads nowhere, its name alone, so that the others keep their places."""
    if not possible:
        return Html('<li><span class="mn-no-way">{}</span></li>').format(name)
    return Html('<li><a class="mn-go" href="{}">{}</a></li>').format(place.link(), name)


def _draw_text(place: ViewerPlace, read: Page | None, quote: Span | None, said: str) -> None:
    parts = [Html('<div class="mn-beside"><h2>Text of the page</h2></div>')]
    if said:
        parts.append(_REMARK.format(said))
    if read is None or not read.text.strip():
        screen.html(NOTHING.join([*parts, Html("<p>{}</p>").format(_NO_PAGE)]))
        return
    stretch = stretch_of(read.text, quote, place.at)
    parts.append(text_html(read.text, stretch, quote))
    ways = [("Earlier text", stretch.earlier), ("Later text", stretch.later)]
    links = [_way(name, ViewerPlace(place.paper, place.page, place.quoted_on, place.span, place.words, place.zoom, at)) for name, at in ways
             if at is not None]  # fmt: skip
    screen.html(NOTHING.join([*parts, _ways("More of the text", links)]))
