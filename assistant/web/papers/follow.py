"""A change of the store followed to its end, with how far it is.

The page waits in one run and is not drawn anew again and again.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.web.papers.change import Change

_LOOK = 0.2  # seconds between two looks at how far it is


@dataclass(frozen=True, slots=True)
class Followed:
    """A change, the place where it is told how far it is, and how it is told there."""

    change: Change
    place: DeltaGenerator
    tell: Callable[[Change, DeltaGenerator], None]


def until_over(followed: Sequence[Followed]) -> None:
    """Tell how far they are until one is over, then draw the page anew. What the user does meanwhile comes between."""
    told: dict[int, tuple[int, int]] = {}
    while followed:
        if any(one.change.over for one in followed):
            st.rerun()
        for n, one in enumerate(followed):
            now = one.change.read, len(one.change.done)
            if told.get(n) != now:
                one.tell(one.change, one.place)
                told[n] = now
        time.sleep(_LOOK)
