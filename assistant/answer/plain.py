"""The passages, best first."""

from collections.abc import Sequence

from assistant.answer.citations import Cited
from assistant.answer.lines import AnswerParts
from assistant.answer.quoted_lines import lines_of
from assistant.models import Shape
from assistant.query.parse import Understood

_QUOTED = 4  # citations quoted in the answer itself


def plain(understood: Understood, cited: Sequence[Cited]) -> AnswerParts:
    return AnswerParts(Shape.PLAIN, tuple(lines_of(cited, understood, _QUOTED)))
