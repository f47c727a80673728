"""The words above a table -> the other meeting that answered or decided what stands in its rows.

`25. Reply of Cabinet. The report of 23 January had been answered on 18 June.` is of Cabinet on 18 June, in whichever minutes it stands.
"""

import datetime
import re
from dataclasses import replace

from corpus.dates import dates_in
from corpus.models import Meeting

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})(?:\s+20\d\d)?"
_WHO = r"(?:Full\s+Council|Cabinet|Council|Executive)"
_WHEN = re.compile(
    rf"\b(?:answered|replied|responded|decided|considered)\b[^.;\d]{{0,40}}?\bon\s+(?P<on>{_DAY})"
    rf"|\b{_WHO}(?:[’']s)?\s+(?:decisions?|answers?|repl(?:y|ies)|responses?)\s+(?:of|on)\s+(?P<of>{_DAY})",
    re.I,
)
_ANSWERED_BY = re.compile(
    rf"\b(?:reply|answer|response|decisions?)\s+(?:of|by|from)\s+(?:the\s+)?(?P<by>{_WHO})\b|\b(?P<whose>{_WHO})(?:[’']s)?\s+(?:decisions?|answers?|reply|response)\b",
    re.I,
)


def meeting_elsewhere(above: str, here: Meeting) -> Meeting | None:
    """The meeting that the words above a table name with its body and its day, if that is not the one that the table stands in.

    A day without its year is the last such before the meeting here.
    """
    when, who = _WHEN.search(above), _ANSWERED_BY.search(above)
    if when is None or who is None or here.date is None:
        return None
    day = _last_before(when["on"] or when["of"], here.date)
    body = " ".join((who["by"] or who["whose"]).title().split())
    if day is None or day >= here.date or body == here.body:
        return None
    return replace(here, body=body, date=day, time=None, place=None, kind=None)


def _last_before(said: str, limit: datetime.date) -> datetime.date | None:
    words = said if re.search(r"\b20\d\d\b", said) else f"{said} {limit.year}"
    day = next((day for _, day in dates_in(words)), None)
    if day is not None and day > limit and words != said:
        day = next((day for _, day in dates_in(f"{said} {limit.year - 1}")), None)
    return day
