"""A comparison: both sides, each with its date."""

from collections.abc import Sequence

from assistant.answer.citations import Cited
from assistant.answer.lines import AnswerParts, Quoted
from assistant.answer.quoted_lines import line_of, see_also
from assistant.models import Shape
from assistant.query.parse import Understood
from corpus.numbers import years_in

_OF_EACH = 2  # citations for each side


def comparison(understood: Understood, cited: Sequence[Cited], sides: Sequence[str]) -> AnswerParts | None:
    """The best citations that speak of each side, the first side first; None where a side has none."""
    chosen: list[Cited] = []
    for side in sides:
        speaking = [one for one in cited if _speaks_of(side, one)][:_OF_EACH]
        if not speaking:
            return None
        chosen += [one for one in speaking if one not in chosen]
    lines: list[Quoted] = [line_of(one, understood) for one in chosen]
    return AnswerParts(Shape.COMPARISON, (*lines, *see_also([one for one in cited if one not in chosen])))


def _speaks_of(side: str, cited: Cited) -> bool:
    """Whether a passage, its table's heading or columns, or its meeting names the side: a year, a period, a body or a place."""
    meeting = cited.citation.meeting
    text = f"{cited.passage.text} {cited.passage.indexed.rsplit(chr(10), 1)[-1]} {cited.passage.heading or ''} {meeting.body or ''}"
    years = years_in(side)
    if years:
        return years <= years_in(text) or (meeting.date is not None and years == {meeting.date.year})
    return side.casefold() in text.casefold()
