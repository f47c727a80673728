"""Why the papers do not answer, and what was searched, in fixed phrases; the nearest passages are offered beside it."""

from collections.abc import Sequence

from assistant.answer.citations import Cited
from assistant.answer.lines import AnswerParts, Phrase
from assistant.answer.messages import NEAREST_OFFERED, NOT_FOUND, searched_told, why_told
from assistant.models import Searched, Shape
from assistant.retrieval.answerability import Reason


def declined_parts(reason: Reason | None, nearest: Sequence[Cited], looked_in: Searched) -> AnswerParts:
    """`reason` is None where all that was found had to be withheld."""
    why = why_told(reason.kind, reason.named, looked_in) if reason else ""
    first = " ".join(part for part in (NOT_FOUND, why, NEAREST_OFFERED if nearest else "") if part)
    return AnswerParts(Shape.PLAIN, (Phrase(first), Phrase(searched_told(looked_in))))
