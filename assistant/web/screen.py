"""What a page draws with text in it that is not our own: of papers, files, questions, addresses.

Streamlit reads the text of nearly all its parts as Markdown: a picture named in a paper's title would be fetched, a link could be
followed. So its own parts are given fixed text alone, and everything else is drawn here, as Html or where Streamlit shows plain text.
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.web.html import NOTHING, Html
from corpus.text import inert_line

_Option = TypeVar("_Option")


def html(drawn: Html, place: DeltaGenerator | None = None, width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw it, in a place that is held for it or where the page is. Nothing where there is nothing: an empty one is Streamlit's error."""
    if drawn:
        (place or st).html(drawn, width=width)


def title(text: str) -> None:
    """The heading of a page that is named by a paper."""
    html(Html("<h1>{}</h1>").format(text))


def name_tab(text: str) -> None:
    """What the browser calls the page: `Papers – Minuted`."""
    st.set_page_config(page_title=f"{inert_line(text)} – Minuted")


def chosen_of(
    label: str, options: Sequence[_Option], called: Callable[[_Option], str], *, key: str, none: str, **how: Any
) -> list[_Option]:
    """A box from which several can be chosen, each by what it is `called`; `none` is said while none is chosen."""
    return st.multiselect(
        label, options, key=key, format_func=lambda option: inert_line(called(option)), placeholder=none, select_all=False, **how
    )


def one_of(label: str, options: Sequence[_Option], called: Callable[[_Option], str], *, key: str, none: str, **how: Any) -> _Option | None:
    """A box from which one can be chosen; `none` is said while none is."""
    chosen: _Option | None = st.selectbox(
        label, options, index=None, key=key, format_func=lambda option: inert_line(called(option)), placeholder=none, **how
    )
    return chosen


def script(fixed: str, beside: Html = NOTHING, *, does: str = "", given: str = "") -> None:
    """Run a script of ours when it first appears. Nothing that anybody wrote goes into it: what it is given stands in its attributes."""
    begun = Html('<script data-does="{}" data-with="{}">').format(does, given)
    st.html(f"{beside}{begun}{fixed}</script>", unsafe_allow_javascript=True)
