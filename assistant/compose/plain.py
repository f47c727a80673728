"""The passages, best first."""

from collections.abc import Sequence

from assistant.compose.citing import Cited
from assistant.compose.lines import lines_of
from assistant.compose.parts import AnswerParts
from assistant.models import Shape
from assistant.understand import Understood

_QUOTED = 4  # citations quoted in the answer itself


def plain(understood: Understood, cited: Sequence[Cited]) -> AnswerParts:
    return AnswerParts(Shape.PLAIN, tuple(lines_of(cited, understood, _QUOTED)))
