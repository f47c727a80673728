"""The web app: `streamlit run app.py`. It sets the frame; the pages are in assistant/web."""

import streamlit as st

from assistant.web import alerts, busy, chat, style, words
from assistant.web.papers import page as papers

st.set_page_config(page_title="Minuted", layout="centered", initial_sidebar_state=360)  # wide enough for a panel's whole name
st.html(style.CSS)
shown = st.navigation(
    [
        st.Page(chat.page, title="Ask", url_path="ask", default=True),
        st.Page(papers.page, title="Papers", url_path="papers"),
    ]
)
st.set_page_config(page_title=f"{shown.title} – Minuted")
with alerts.told(words.WRONG_ON_PAGE):
    busy.notice()
    shown.run()
