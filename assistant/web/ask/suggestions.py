"""Questions to begin with and to go on with, as links that ask them.

Those to begin with are proved in the background: until they are, the page does without.
"""

from collections.abc import Sequence

import streamlit as st

from assistant.models import Question, Turn
from assistant.suggested import further
from assistant.web.ask.address import link_to
from assistant.web.store import Held
from assistant.web.words import escaped

_LOOK = 2.0  # seconds between two looks: after each Streamlit collects garbage, which is slow while the model is being loaded


def draw(source: Held) -> None:
    if source.suggestions.done():
        _offer("<h2>Questions that these papers answer</h2>", [Question(text=text) for text in source.suggestions.result()])
    else:
        _await(source)


@st.fragment(run_every=_LOOK)
def _await(source: Held) -> None:
    """Look again and again whether they are there, and draw the page anew then."""
    if source.suggestions.done():
        st.rerun()


def draw_further(turns: Sequence[Turn], source: Held) -> None:
    """What one may ask after the last turn, within the same filters."""
    last = turns[-1]
    if last.answer is not None:
        asked = {turn.question.asked or turn.question.text for turn in turns}
        texts = further(last.answer, source.store.catalogue, asked)
        _offer("<h3>Ask next</h3>", [Question(text=text, filters=last.question.filters) for text in texts])


def _offer(heading: str, questions: Sequence[Question]) -> None:
    """Nothing where there are none: an empty st.html is an error of Streamlit's."""
    if questions:
        links = "".join(f'<li><a class="mn-go" href="{escaped(link_to(one))}">{escaped(one.text)}</a></li>' for one in questions)
        st.html(f'<div class="mn-suggested">{heading}<ul role="list">{links}</ul></div>')
