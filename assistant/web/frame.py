"""The frame of the web app: what every page has around it. Streamlit runs this file for each visitor."""

import streamlit as st

from assistant.web import alerts, busy, messages, printed, screen, style
from assistant.web.ask import look as ask_look
from assistant.web.ask import page as ask
from assistant.web.clicks import install
from assistant.web.decisions import page as decisions
from assistant.web.history import page as history
from assistant.web.history import thread
from assistant.web.html import NOTHING
from assistant.web.papers import page as papers
from assistant.web.viewer import look as viewer_look
from assistant.web.viewer import page as viewer

_WIDE = ("decisions", "history", "papers", "source", "thread")

st.set_page_config(initial_sidebar_state=360)  # wide enough for a panel's whole name; told before the navigation draws the sidebar
shown = st.navigation(
    [
        st.Page(ask.page, title="Ask", url_path="ask", default=True),
        st.Page(decisions.page, title="Decisions", url_path="decisions"),
        st.Page(papers.page, title="Papers", url_path="papers"),
        st.Page(history.page, title="History", url_path="history"),
        st.Page(thread.page, title="What became of it", url_path="thread", visibility="hidden"),
        st.Page(viewer.page, title="Source", url_path="source", visibility="hidden"),
    ]
)
is_wide = shown.url_path in _WIDE
# The layout is told once in each run: one that is taken back makes the page jump, and at times stays.
st.set_page_config(layout="wide" if is_wide else "centered")
screen.name_tab(shown.title)
screen.html(NOTHING.join([style.CSS, ask_look.CSS, viewer_look.CSS, printed.CSS, style.WIDE if is_wide else NOTHING]))
install()
with alerts.told(messages.WRONG_ON_PAGE):
    with st.container(key="busy"):  # a place of its own: what comes after stays where it is when the notice goes
        busy.notice()
    shown.run()
