"""Questions to begin with and to go on with, as links that ask them.

Those to begin with are proved in the background: until they are, the page does without.
"""

from collections.abc import Sequence

import streamlit as st

from assistant.models import Question, Turn
from assistant.suggested import further
from assistant.web import screen
from assistant.web.ask.address import link_to
from assistant.web.html import NOTHING, Html
from assistant.web.store import Held

_LOOK = 2.0  # seconds between two looks


def draw(source: Held) -> None:
    if source.suggestions.done():
        _offer(Html("<h2>Questions that these papers answer</h2>"), [Question(text=text) for text in source.suggestions.result()])
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
        _offer(Html("<h3>Ask next</h3>"), [Question(text=text, filters=last.question.filters) for text in texts])


def _offer(heading: Html, questions: Sequence[Question]) -> None:
    if questions:
        links = NOTHING.join(Html('<li><a class="mn-go" href="{}">{}</a></li>').format(link_to(one), one.text) for one in questions)
        screen.html(Html('<div class="mn-suggested">{}<ul role="list">{}</ul></div>').format(heading, links))
