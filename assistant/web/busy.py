"""While papers are taken in or out, by the command line or by the app: a notice on every page, which goes when that ends."""

import streamlit as st

from assistant.settings import Settings
from assistant.web import alerts, messages
from corpus.store.locks import Locks

_LOOK = 3.0  # seconds between two looks


def notice() -> None:
    if _under_way():
        _until_done()


@st.fragment(run_every=_LOOK)
def _until_done() -> None:
    if not _under_way():
        st.rerun()
    alerts.note(messages.BUSY, messages.BUSY_TOLD)


def _under_way() -> bool:
    return Locks(Settings().store).ingest_under_way()
