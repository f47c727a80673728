"""A figure, date or name first, then its context."""

from collections.abc import Sequence

from assistant.compose.citing import Cited
from assistant.compose.lines import lines_of
from assistant.compose.parts import AnswerParts
from assistant.models import Shape
from assistant.understand import Understood

_QUOTED = 4  # the figure, and its context


def figure(understood: Understood, cited: Sequence[Cited]) -> AnswerParts:
    return AnswerParts(Shape.FIGURE, tuple(lines_of(cited, understood, _QUOTED)))
