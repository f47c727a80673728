"""Questions to begin with, as links that ask them. They are proved in the background: until they are, the page does without."""

from collections.abc import Sequence

import streamlit as st

from assistant.models import Question
from assistant.web.ask.address import link_to
from assistant.web.store import Held
from assistant.web.words import escaped

_LOOK = 2.0  # seconds between two looks: after each Streamlit collects garbage, which is slow while the model is being loaded


def draw(source: Held) -> None:
    if source.suggestions.done():
        st.html(suggestions_html(source.suggestions.result()))
    else:
        _await(source)


@st.fragment(run_every=_LOOK)
def _await(source: Held) -> None:
    """Look again and again whether they are there, and draw the page anew then."""
    if source.suggestions.done():
        st.rerun()


def suggestions_html(questions: Sequence[str]) -> str:
    if not questions:
        return ""
    links = "".join(f'<li><a class="mn-go" href="{escaped(link_to(Question(text=text)))}">{escaped(text)}</a></li>' for text in questions)
    return f'<div class="mn-suggested"><h2>Questions that these papers answer</h2><ul role="list">{links}</ul></div>'
