"""When did we: a dated line for each meeting, newest first."""

import datetime
from collections.abc import Sequence

from assistant.answer.citations import Cited
from assistant.answer.lines import AnswerParts, Quoted
from assistant.answer.quoted_lines import line_of, see_also
from assistant.models import Shape
from assistant.query.parse import Understood

_MEETINGS = 6
# Of the best score. What stands below it has some of the words: a meeting that had looked at something else would be given as one that did.
_SPOKE_OF_IT = 0.8


def timeline(understood: Understood, cited: Sequence[Cited]) -> AnswerParts | None:
    """The best citation of each meeting that spoke of it; None where fewer than two such meetings with a date are cited."""
    best: dict[tuple[str | None, datetime.date], Cited] = {}
    for one in cited:
        if one.citation.score < _SPOKE_OF_IT * cited[0].citation.score:
            break
        if (date := one.citation.meeting.date) is not None:
            best.setdefault((one.citation.meeting.body, date), one)
    if len(best) < 2:
        return None
    kept = list(best.values())[:_MEETINGS]
    dated = sorted(kept, key=lambda one: (-_date(one).toordinal(), one.citation.n))
    lines: list[Quoted] = [line_of(one, understood) for one in dated]
    return AnswerParts(Shape.TIMELINE, (*lines, *see_also([one for one in cited if one not in kept])))


def _date(cited: Cited) -> datetime.date:
    return cited.citation.meeting.date or datetime.date.min
