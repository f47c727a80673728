"""Dates as papers print them: read where they are whole, kept as slips where they are not.

Dates are read day first, as in Britain, wherever only figures say which is which. A date that no calendar has is
no date: `31 June` is a slip, and a slip is never turned into a date here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL_WORDS = (
    "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth "
    "thirty-first eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth "
    "first second third fourth fifth sixth seventh eighth ninth tenth"
).split()
_ORDINAL_DAYS = (*range(21, 30), 31, *range(11, 21), 30, *range(1, 11))
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WEEKDAY_SHORT = rf"(?:{WEEKDAY}|mon|tues?|wed|thur?s?|fri|sat|sun)"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)\b|[\"'”’°º™*^]{1,2})?"  # 4th; 9 th, raised in the original; 12" where a scan lost it
_YEAR = r"(\d{4}(?!\d)|[’']\d{2}(?!\d)|\d{2}(?=\s*(?:$|[)|\n])))"  # 2021; ’21; 21 at the end of a line
_OF = r"(?:\s+day)?(?:\s+of)?[\s,./-]+"

_DAY_FIRST = re.compile(rf"(?<![\w£$.])(\d{{1,2}}){_ORDINAL}{_OF}({_MONTH})\b\.?[\s,/-]+{_YEAR}", re.I | re.M)  # 7 July 2023; 1-Apr-25
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?[\s-]+(\d{{1,2}})(?![\d:]){_ORDINAL},?[\s-]+{_YEAR}", re.I | re.M)  # April 18, 2023
_IN_WORDS = re.compile(
    rf"\b({'|'.join(_ORDINAL_WORDS)})\s+(?:day\s+)?of\s+({_MONTH})\b,?\s+(\d{{4}})(?!\d)", re.I
)  # the eighth day of May 2023
_EARLIER_DAY = re.compile(
    rf"(?<![\w£$./-])(\d{{1,2}})(?:{_ORDINAL}\s*(?:&|\band\b|\bto\b)\s*|(?:st|nd|rd|th)\s*[-–/]\s*|[-–/])"
    rf"(?:{_WEEKDAY_SHORT}[\s,.]+)?(?:the\s+)?$",
    re.I,
)  # 7th & Tuesday, | 8th June 2021; 7- | 8 June 2021
_LATER_DAY = re.compile(
    rf"\b({_MONTH})\.?\s+(\d{{1,2}}){_ORDINAL}\s*+(?:,?\s*+&|,?\s*+\band\b|\bto\b|[-–/])\s*+(?:{_WEEKDAY_SHORT}[\s,.]++)?(\d{{1,2}}){_ORDINAL},?\s+(\d{{4}})(?!\d)",
    re.I,
)  # April 18 and 19, 2023
_FIGURES = re.compile(r"(?<!\d)(?<!\d[/.:-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)")  # 11/10/2022; 4.5.2021; 04-05-21
_ISO = re.compile(r"(?<!\d)(?<!\d[/.-])(\d{4})([-/.])(\d{2})\2(\d{2})(?!\d)")  # 2022-10-11

_WEEKDAY_BEFORE = re.compile(rf"\b({_WEEKDAY_SHORT})\b[\s,.]*(?:the\s+)?$", re.I)  # Friday, | 7 July 2023
_WEEKDAY_AFTER = re.compile(rf"\s*\(\s*({WEEKDAY})\s*\)", re.I)  # 7 July 2023 | (Friday)

_LOOSE_DAY_FIRST = re.compile(
    rf"(?<![\w£$./-])(?:(?P<other>\d{{1,2}}){_ORDINAL}\s*(?:&|\band\b|\bto\b|[-–/])\s*(?:{_WEEKDAY_SHORT}[\s,.]+)?(?:the\s+)?)?"
    rf"(?P<day>(?=\w{{0,2}}\d)[\dOlI]{{1,3}}){_ORDINAL}(?:\s+day)?(?:\s+of)?[\s.-]+(?P<month>[a-z]{{3,10}})\b\.?"
    r"(?:[\s,]+(?P<year>(?=\w{0,2}\d)[\dOlI]{2,6})(?![\w:£]|\.\d|\s?[ap]\.?m\b))?",
    re.I,
)  # 4 May; Tuesday 4 May 20201; 2 Febuary 2021
_LOOSE_MONTH_FIRST = re.compile(
    r"\b(?P<month>[a-z]{3,10})\.?\s+(?P<day>(?=\w{0,2}\d)[\dOlI]{1,3})"
    rf"{_ORDINAL}(?![\w:])(?P<other>(?!))?(?:,?\s+(?P<year>(?=\w{{0,2}}\d)[\dOlI]{{2,6}})(?![\w:£]|\.\d|\s?[ap]\.?m\b))?",
    re.I,
)  # April 180, 2023
_YEARS = range(1974, 2060)  # years of papers that a council may hold
_LETTERS_FOR_FIGURES = str.maketrans("OolLIi", "001111")  # 2O21: a scan took the nought for a letter


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date at characters [start, end) of a text, with the weekday that stands beside it (Monday is 0)."""

    start: int
    end: int
    day: date
    weekday: int | None = None

    @property
    def fits(self) -> bool:
        """Whether the weekday printed is the day's own; so it is where none is printed."""
        return self.weekday is None or self.weekday == self.day.weekday()


@dataclass(frozen=True, slots=True)
class Slip:
    """A date that is not whole, as it is printed, with every day that it could mean."""

    start: int
    text: str
    readings: frozenset[date]


def dates_in(text: str) -> list[tuple[int, date]]:
    """Every full date in a text with its offset, in order; a date that no calendar has is left out.

    >>> dates_in("held on Friday, 7 July 2023")
    [(16, datetime.date(2023, 7, 7))]
    """
    return [(printed.start, printed.day) for printed in printed_dates(text)]


def printed_dates(text: str, *, day_first: bool = True) -> list[PrintedDate]:
    """Every full date in a text, in order. Of a meeting over several days each day that shares the month is one.

    `day_first`: whether figures that could be read either way (`5/4/2021`) are read day first; else they are left out.
    """
    found: dict[int, PrintedDate] = {}
    for match in _LATER_DAY.finditer(text):
        for group in (2, 3):
            start = match.start(1 if group == 2 else 3)
            _add(found, text, start, match.end(), match[4], _month_number(match[1]), match[group])
    for match in _DAY_FIRST.finditer(text):
        near = max(0, match.start() - 40)
        earlier = _EARLIER_DAY.search(text[near : match.start()])
        if earlier and int(earlier[1]) < int(match[1]):
            _add(found, text, near + earlier.start(1), match.end(), match[3], _month_number(match[2]), earlier[1])
        _add(found, text, match.start(), match.end(), match[3], _month_number(match[2]), match[1])
    for match in _MONTH_FIRST.finditer(text):
        _add(found, text, match.start(), match.end(), match[3], _month_number(match[1]), match[2])
    for match in _IN_WORDS.finditer(text):
        day = _ORDINAL_DAYS[_ORDINAL_WORDS.index(match[1].lower())]
        _add(found, text, match.start(), match.end(), match[3], _month_number(match[2]), str(day))
    for match in _FIGURES.finditer(text):
        if numbers := _day_and_month(match, day_first=day_first):
            _add(found, text, match.start(), match.end(), match[4], numbers[1], str(numbers[0]))
    for match in _ISO.finditer(text):
        _add(found, text, match.start(), match.end(), match[1], int(match[3]), match[4])
    return [found[start] for start in sorted(found)]


def prints_month_first(text: str) -> bool:
    """Whether a paper writes its dates month first, as in North America: `April 18, 2023` and never `18 April 2023`."""
    return bool(_MONTH_FIRST.search(text)) and not _DAY_FIRST.search(text)


def slips_in(text: str) -> list[Slip]:
    """Dates in a text that are not whole: no such day, a month misspelt, a year missing or with a figure too many.

    >>> slips_in("Tuesday, April 180, 2023")[0].readings
    frozenset({datetime.date(2023, 4, 18)})
    """
    taken = [(printed.start, printed.end) for printed in printed_dates(text)]
    slips: dict[int, Slip] = {}
    for pattern in (_LOOSE_DAY_FIRST, _LOOSE_MONTH_FIRST):
        for match in pattern.finditer(text):
            month = _month_meant(match["month"])
            if month is None or any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            near = max(0, match.start() - 20)
            before = _WEEKDAY_BEFORE.search(text[near : match.start()])
            weekday = _weekday_number(before[1]) if before else None
            readings = frozenset(
                day for day in _readings(match["other"] or match["day"], month, match["year"]) if weekday in (None, day.weekday())
            )
            start = near + before.start() if before else match.start()
            slips.setdefault(match.start(), Slip(match.start(), text[start : match.end()].strip(), readings))
    return [slips[start] for start in sorted(slips)]


def _add(found: dict[int, PrintedDate], text: str, start: int, end: int, year: str, month: int, day: str) -> None:
    figures = year.lstrip("’'")
    try:
        read = date(int(figures) if len(figures) == 4 else 2000 + int(figures), month, int(day))
    except ValueError:
        return  # 31 June
    after = _WEEKDAY_AFTER.match(text, end)
    found.setdefault(start, PrintedDate(start, end, read, _weekday_number(after[1]) if after else _weekday_before(text, start)))


def _day_and_month(match: re.Match[str], *, day_first: bool) -> tuple[int, int] | None:
    """Which of two figures is the day: what cannot be a month is one, otherwise the first in Britain."""
    first, second = int(match[1]), int(match[3])
    if match[2] == "." and len(match[4]) == 2 and not len(match[1]) == len(match[3]) == 2:
        return None  # 4.1.21 numbers a paragraph
    if second > 12 >= first:
        return second, first
    if first > 12 >= second or first == second or day_first:
        return first, second
    return None


def _weekday_before(text: str, start: int) -> int | None:
    match = _WEEKDAY_BEFORE.search(text[max(0, start - 20) : start])
    return _weekday_number(match[1]) if match else None


def _weekday_number(name: str) -> int:
    return ["mo", "tu", "we", "th", "fr", "sa", "su"].index(name.lower()[:2])


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, start=1) if month.startswith(name.lower()[:3]))


def _month_meant(word: str) -> int | None:
    """The month that a word is, or is near to and to no other: `Febuary`. `Juny` could be two."""
    if re.fullmatch(_MONTH, word, re.I):
        return _month_number(word)
    near = get_close_matches(word.lower(), _MONTHS, n=2, cutoff=0.8) if len(word) >= 5 else []
    return _month_number(near[0]) if len(near) == 1 else None


def _readings(day: str, month: int, year: str | None) -> Iterator[date]:
    """Every day that a date which is not whole could mean."""
    days = list(_numbers_meant(day, range(1, 32), 2))
    years = list(_numbers_meant(year if year and len(year) > 2 else "", _YEARS, 4))  # of two figures it may be another number
    sound = [read for y in years for d in days if (read := _calendar_date(y, month, d))]
    yield from sound
    if not sound:  # 31 June 2021: the day or the month is wrong
        yield from (read for y in years for d in range(1, 32) if (read := _calendar_date(y, month, d)))
        yield from (read for y in years for d in days for m in range(1, 13) if (read := _calendar_date(y, m, d)))


def _numbers_meant(printed: str, possible: range, figures: int) -> Iterator[int]:
    """The number printed, else those that it becomes with a figure taken out or put in: `180` -> 10, 18; `20201` -> 2021."""
    plain = printed.translate(_LETTERS_FOR_FIGURES)
    if plain and len(plain) <= figures and (figures == 2 or len(plain) == figures):
        yield from (int(plain) for _ in [0] if int(plain) in possible)
        return
    for number in possible:
        shorter, longer = sorted((str(number), plain), key=len)
        if _is_part(shorter, longer) and len(longer) - len(shorter) <= (1 if plain else figures):
            yield number


def _is_part(shorter: str, longer: str) -> bool:
    """Whether the one has the other's figures in their order."""
    rest = iter(longer)
    return all(figure in rest for figure in shorter)


def _calendar_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
