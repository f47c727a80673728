"""Question -> the times it names."""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterable

from assistant.query.records import Period

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)}|sept)\.?"
_YEARS = re.compile(r"\b(?P<from>(?:19|20)\d\d)\s?[/–-]\s?(?P<to>(?:19|20)?\d\d)\b")  # 2016/17 ; 2021-2022
_DAY = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>(?:19|20)\d\d))?\b", re.I)  # 7 July 2023
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>\d\d)\b")  # 2023-07-07
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b", re.I)  # March 2023
# A month alone must be said to be one: `may` and `march` are words, too.
_MONTH_ONLY = re.compile(rf"\b(?:in|last|the|at|since|of|from|back\s+in|that)\s+{_MONTH}\b(?!\s+\d)", re.I)  # in October ; last July
_SEASON = re.compile(r"\b(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b", re.I)  # spring 2023
_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")  # in 2021
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_OF_A_MEETING = re.compile(r"\W+(?:meetings?|minutes|session|cabinet|council|committee|panel|board)\b", re.I)  # the October meeting
_AT_A_MEETING = re.compile(r"\b(?:meetings?|minutes)\s+(?:held\s+)?(?:of|on|in|for|from)\s+(?:the\s+)?$", re.I)  # the meeting of 4 May 2021


def periods_named(text: str, meetings: Iterable[datetime.date]) -> tuple[Period, ...]:
    """The times that a question names, in order. A month without its year is that of the latest meeting in such a month."""
    days = sorted(meetings)
    found: dict[tuple[int, int], Period] = {}
    for pattern in (_YEARS, _ISO, _DAY, _MONTH_YEAR, _SEASON, _MONTH_ONLY, _YEAR):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in found):
                continue
            first, last = _days(match, days)
            of_meeting = _OF_A_MEETING.match(text, match.end()) is not None or _AT_A_MEETING.search(text, 0, match.start()) is not None
            if first is not None or pattern is _MONTH_ONLY:
                words = _worded(match, first)
                found[match.span()] = Period(words, first, last, of_meeting)
    return tuple(found[span] for span in sorted(found))


def _days(match: re.Match[str], meetings: list[datetime.date]) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and last day of what was matched; None for a day that is not in the calendar."""
    named = match.groupdict()
    if named.get("from"):
        begins = int(named["from"])
        ends = int(named["to"]) if len(named["to"]) == 4 else begins // 100 * 100 + int(named["to"])
        if ends == begins + 1:  # a financial or school year: from April, to the August after
            return datetime.date(begins, 4, 1), datetime.date(ends, 8, 31)
        return (datetime.date(begins, 1, 1), datetime.date(ends, 12, 31)) if begins < ends < begins + 30 else (None, None)
    month = _month(named)
    year = int(named["year"]) if named.get("year") else _latest_year(month, int(named["day"]) if named.get("day") else None, meetings)
    if year is None:
        return None, None
    if season := named.get("season"):
        begins_in, ends_in = _SEASONS[season.lower()]
        ends_on = datetime.date(year + (ends_in < begins_in), ends_in, 28)
        return datetime.date(year, begins_in, 1), ends_on.replace(day=monthrange(ends_on.year, ends_in)[1])
    if month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if named.get("day"):
        try:
            day = datetime.date(year, month, int(named["day"]))
        except ValueError:  # 31 June
            return None, None
        return day, day
    return datetime.date(year, month, 1), datetime.date(year, month, monthrange(year, month)[1])


def _month(named: dict[str, str]) -> int | None:
    if named.get("number"):
        return int(named["number"])
    month = named.get("month")
    return next((n for n, name in enumerate(_MONTHS, start=1) if name[:3] == month[:3].lower()), None) if month else None


def _latest_year(month: int | None, day: int | None, meetings: list[datetime.date]) -> int | None:
    return next((met.year for met in reversed(meetings) if met.month == month and day in (None, met.day)), None)


def _worded(match: re.Match[str], first: datetime.date | None) -> str:
    """As a person says it, with the year that was found for a month: `in October` -> `October 2022`."""
    named = match.groupdict()
    month = _month(named)
    if month is None or named.get("season"):
        return " ".join(match[0].split())
    name = _MONTHS[month - 1].capitalize()
    day = f"{int(named['day'])} " if named.get("day") else ""
    return f"{day}{name} {first.year}" if first else f"{day}{name}"


def as_years(period: str) -> str:
    """A range of years as papers' periods are written: `2016/17` and `2016 – 2017` -> `2016-17`. Other words stay as they are."""
    return re.sub(r"\s?[/–-]\s?(?:(?:19|20)(?=\d\d$))?", "-", period)
