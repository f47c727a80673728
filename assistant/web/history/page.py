"""The History page. Topic and filters stand in the address, which opens the same page again."""

import datetime

import streamlit as st

from assistant.export.history import history_to_csv, history_to_word
from assistant.models import Filters
from assistant.register.follow import follow, followed_in, news_since, unfollow
from assistant.register.held import register_of
from assistant.register.history import Business, History, history_of, wordings_of
from assistant.web import alerts, messages, screen
from assistant.web.browsers import browser_of_visit
from assistant.web.conversation_store import ConversationStore
from assistant.web.embedder import one_at_a_time
from assistant.web.filters import EARLIEST, LATEST
from assistant.web.history import drawn, tables
from assistant.web.html import Html
from assistant.web.store import Held, held
from corpus.errors import MinutedError, NotKept, StoreMissing
from corpus.text import counted, spoken

_TOPIC, _BODY, _BUSINESS, _FROM, _TO, _OLDEST = "topic", "body", "business", "from", "to", "oldest"
_LONGEST = 200  # characters of a topic
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def page() -> None:
    st.title("History of a topic", anchor=False)
    try:
        source = held()
    except StoreMissing:
        alerts.note(messages.NO_PAPERS, messages.NONE_HELD)
        return
    _news(source)
    topic = " ".join(
        st.text_input("Topic", key=_TOPIC, max_chars=_LONGEST, bind="query-params", placeholder="home to school transport").split()
    )
    filters, business, oldest_first = _sidebar(source)
    if not topic:
        screen.html(
            Html("<p>Every meeting that dealt with the topic is shown, with its words, its decisions and the figures that recur.</p>")
        )
        return
    with one_at_a_time, source.store.reading():
        history = history_of(topic, register_of(source.store), filters, wordings_of(topic, source.store))
    shown = tuple(one for one in history.meetings if not business or set(business) & set(one.business))
    _draw(History(topic, shown[::-1] if oldest_first else shown, history.series), source)


def _sidebar(source: Held) -> tuple[Filters, list[Business], bool]:
    with st.sidebar:
        st.subheader("Filters", anchor=False)
        oldest = st.checkbox("Oldest meeting first", key=_OLDEST, bind="query-params")
        bodies = screen.chosen_of("Body", source.bodies, str, key=_BODY, none="All bodies", bind="query-params")
        business = screen.chosen_of("Business", list(Business), str.capitalize, key=_BUSINESS, none="All business", bind="query-params")
        first = st.date_input("Meetings from", None, EARLIEST, LATEST, key=_FROM, format="DD/MM/YYYY", bind="query-params")
        last = st.date_input("Meetings to", None, EARLIEST, LATEST, key=_TO, format="DD/MM/YYYY", bind="query-params")
        if first and last and first > last:
            screen.html(Html('<p role="status" class="mn-note">{}</p>').format(messages.DATES_CROSSED))
    return Filters(bodies=tuple(bodies), date_from=first, date_to=last), business, oldest


def _draw(history: History, source: Held) -> None:
    papers = {paper.id: paper for paper in source.papers}
    dated = sorted(one.meeting.date for one in history.meetings if one.meeting.date)
    if not history.meetings:
        screen.html(Html('<p role="status">No meeting in the papers held dealt with “{}” within these filters.</p>').format(history.topic))
        return
    when = f", from {spoken(dated[0])} to {spoken(dated[-1])}" if len(dated) > 1 else ""
    screen.html(
        Html('<p role="status"><strong>{} dealt with “{}”{}.</strong></p>').format(
            counted(len(history.meetings), "meeting"), history.topic, when
        )
    )
    _actions(history, source)
    if (picture := drawn.timeline(history)) is not None:
        st.header("Over time", anchor="over-time")
        st.altair_chart(picture, width="stretch", alt=drawn.told(history))
    st.header("Meetings", anchor="meetings")
    screen.html(tables.meetings(history, papers))
    if history.series:
        st.header("Figures that recur", anchor="figures")
    for series in history.series:
        chart = drawn.figures(series)
        if chart is not None:
            screen.html(Html("<h3>{}</h3>").format(series.name))
            st.altair_chart(chart, width="stretch", alt=drawn.figures_told(series))
        screen.html(tables.figures(series, papers))


def _actions(history: History, source: Held) -> None:
    papers = {paper.id: paper for paper in source.papers}
    followed = any(one.topic.casefold() == history.topic.casefold() for one in followed_in(source.store.folder))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button("Word document", lambda: history_to_word(history, papers), "minuted-history.docx", _WORD, on_click="ignore")
        st.download_button("CSV", lambda: history_to_csv(history, papers), "minuted-history.csv", "text/csv", on_click="ignore")
        if source.store.can_be_written:
            st.button("Stop following" if followed else "Follow this topic", on_click=_change, args=(history.topic, source, followed))


def _change(topic: str, source: Held, followed: bool) -> None:
    try:
        with one_at_a_time, source.store.reading():
            if followed:
                unfollow(topic, source.store)
            else:
                follow(topic, source.store, _now())
    except MinutedError as error:
        alerts.show(str(error))


def _news(source: Held) -> None:
    """What is new on the topics that are followed since this browser was here last; nothing on a first visit."""
    if not followed_in(source.store.folder):
        return
    if "before" not in st.session_state:
        try:
            st.session_state["before"] = ConversationStore(source.store.folder).visit(browser_of_visit(), _now())
        except NotKept:
            st.session_state["before"] = None
    before = st.session_state["before"]
    if before is None:
        return
    with one_at_a_time, source.store.reading():
        new = news_since(source.store, before, _now())
    if new:
        screen.html(
            Html('<details class="mn-more"><summary>New on what is followed since your last visit: {}</summary>{}</details>').format(
                len(new), tables.news(new)
            )
        )


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()
