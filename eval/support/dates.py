"""Text -> the days, months, years and periods that it names, and whether one text names that of another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' if name != 'May' else 'May' for name in _MONTHS)}|Sept)(?![a-z])\.?"
_PATTERNS = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)\s?[/–-]\s?(?P<to>(?:20)?\d\d)\b(?!-)"),  # 2022/23 ; 2021-22
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>\d\d)\b"),  # 2023-07-07
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+(?P<year>(?:19|20)\d\d))?\b"),  # 7 July 2023 ; 31 March
    re.compile(rf"\b{_MONTH}\s+(?P<year>(?:19|20)\d\d)\b"),  # December 2021
    re.compile(rf"\b(?i:in|by|of|from|to|until|since|end\s+of|early|late)\s+{_MONTH}"),  # in September
    re.compile(r"(?<![\d£.,])(?P<year>(?:19|20)\d\d)(?![\d%]|[.,]\d)"),  # 2018
)
_SPRING = 4  # the month in which a financial year begins


@dataclass(frozen=True, slots=True)
class Named:
    """A time that a text names at [start, end). What it does not say is None; `to` is the year in which a period ends."""

    written: str
    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    to: int | None = None


def dates_of(text: str) -> tuple[Named, ...]:
    """The times that a text names, in order."""
    found: list[Named] = []
    for pattern in _PATTERNS:
        found += [named for named in _matched(pattern, text) if not any(named.start < f.end and f.start < named.end for f in found)]
    return tuple(sorted(found, key=lambda named: named.start))


def _matched(pattern: re.Pattern[str], text: str) -> Iterator[Named]:
    for match in pattern.finditer(text):
        parts = match.groupdict()
        year = int(parts["year"]) if parts.get("year") else None
        to = int(parts["to"]) % 100 if parts.get("to") else None
        if to is not None and year is not None:
            if to != (year + 1) % 100:  # 2010-15 are years, not a year
                continue
            to = year + 1
        month = int(parts["number"]) if parts.get("number") else _number(parts.get("month"))
        yield Named(match[0], match.start(), match.end(), year, month, int(parts["day"]) if parts.get("day") else None, to)


def _number(month: str | None) -> int | None:
    return next((n for n, name in enumerate(_MONTHS, start=1) if name[:3] == month[:3]), None) if month else None


def same_time(said: Named, found: Named) -> bool:
    """Whether a text that names `found` says `said`: every part of it, so that `31 March 2023` says `March 2023` and not the other way."""
    if said.to or found.to:
        return (said.year, said.to) == (found.year, found.to)
    pairs = ((said.year, found.year), (said.month, found.month), (said.day, found.day))
    return all(mine is None or mine == theirs for mine, theirs in pairs)


def is_named(said: Named, found: Sequence[Named]) -> bool:
    """Whether the times found say it, one alone or, as in a table headed `31 March` with a column `2023`, two together."""
    if any(same_time(said, one) for one in found):
        return True
    days = [one for one in found if one.month == said.month and one.month and one.year is None and said.day in (None, one.day)]
    return said.to is None and any(_falls_in(said, one) for one in found if one.month is None) and bool(days)


def _falls_in(said: Named, found: Named) -> bool:
    if found.to is None:
        return said.year == found.year
    return said.year == (found.to if said.month and said.month < _SPRING else found.year)  # 31 March 2023 falls in 2022/23
