"""The web app: `streamlit run app.py`. It sets the frame; the pages are in assistant/web."""

import streamlit as st

from assistant.web import alerts, chat, papers, style, words

st.set_page_config(page_title="Minuted", layout="centered", initial_sidebar_state=360)  # wide enough for a panel's whole name
st.html(style.CSS)
shown = st.navigation(
    [
        st.Page(chat.page, title="Ask", url_path="ask", default=True),
        st.Page(papers.page, title="Papers", url_path="papers"),
    ]
)
with alerts.told(words.WRONG_ON_PAGE):
    shown.run()
