"""The one grammar of dates, for papers and questions alike.

printed_dates, slips_in    dates as papers print them: whole, or with a slip
periods_named              times that a sentence names: a day, a month, a season, a year, two years, with their first and last day
dates_named                the days, months and years among them, as they are worded
times_in                   where such times stand in a text
years_in, without_times    years alone, and a text without what tells a time

Dates are read day first, as in Britain, wherever only figures say which is which. A date that no calendar has is
no date: `31 June` is a slip, and a slip is never turned into a date here.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

MONTHS = "January February March April May June July August September October November December".split()
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
_ENDS = r"(?![^\W⁰¹²³⁴⁵⁶⁷⁸⁹])"  # as \b after a year that the mark of a note may follow: 2023/24⁵
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

_MONTHS_ELSEWHERE = {
    word: number
    for number, words in enumerate(
        (
            "ionawr janvier eanáir faoilleach fhaoillich",
            "chwefror février fevrier feabhra gearran ghearrain",
            "mawrth fawrth mars márta mhárta màrt mhàirt",
            "ebrill avril aibreán aibreáin giblean ghiblein",
            "mai fai bealtaine bhealtaine cèitean chèitein",
            "mehefin fehefin juin meitheamh mheitheamh ògmhios ògmhìos",
            "gorffennaf orffennaf juillet iúil iuchar iuchair",
            "awst août aout lúnasa lùnastal lùnastail",
            "medi fedi septembre meán_fómhair mheán_fómhair sultain t-sultain",
            "hydref octobre deireadh_fómhair dheireadh_fómhair dàmhair dhàmhair",
            "tachwedd dachwedd novembre samhain samhna t-samhain",
            "rhagfyr ragfyr décembre decembre nollaig nollag dùbhlachd",
        ),
        start=1,
    )
    for word in words.split()
}  # Welsh, French, Irish and Scots Gaelic, with the first letters that Welsh and Irish change
_ELSEWHERE = re.compile(
    rf"(?<![\w£$.])(\d{{1,2}})(?:er|ain|fed|eg|af|il|ydd|a)?\s++(?:(?:de|o|mí|mhí|na|an|den)\s+){{0,3}}"
    rf"({'|'.join(word.replace('_', ' ') for word in _MONTHS_ELSEWHERE)}),?\s+(?:de\s+)?(\d{{4}})(?!\d)",
    re.I,
)  # 14 Mawrth 2024; 1er mars 2024; 3 Meán Fómhair 2024

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

_FULL_MONTH = "|".join(MONTHS)
_NAMED_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS)}|sept)\.?"
_TWO_YEARS = re.compile(rf"\b(?P<from>(?:19|20)\d\d)\s?[/–-]\s?(?P<to>(?:19|20)?\d\d){_ENDS}")  # 2016/17 ; 2021-2022
_NAMED_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAMED_MONTH}(?:,?\s+(?P<year>(?:19|20)\d\d))?{_ENDS}", re.I
)  # 7 July 2023
_NAMED_ISO = re.compile(rf"\b(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>\d\d){_ENDS}")  # 2023-07-07
_MONTH_OF_YEAR = re.compile(rf"\b{_NAMED_MONTH}\s+(?:of\s+)?(?P<year>(?:19|20)\d\d){_ENDS}", re.I)  # March 2023
# A month alone must be said to be one: `may` and `march` are words, too.
_MONTH_ONLY = re.compile(rf"\b(?:in|last|the|at|since|of|from|back\s+in|that)\s+{_NAMED_MONTH}\b(?!\s+\d)", re.I)  # in October ; last July
_SEASON = re.compile(rf"\b(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<year>(?:19|20)\d\d){_ENDS}", re.I)  # spring 2023
_NAMED_YEAR = re.compile(rf"\b(?P<year>(?:19|20)\d\d){_ENDS}")  # in 2021
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_OF_A_MEETING = re.compile(r"\W+(?:meetings?|minutes|session|cabinet|council|committee|panel|board)\b", re.I)  # the October meeting
_AT_A_MEETING = re.compile(r"\b(?:meetings?|minutes)\s+(?:held\s+)?(?:of|on|in|for|from)\s+(?:the\s+)?$", re.I)  # the meeting of 4 May 2021
_WORDED = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_FULL_MONTH}),?\s+(?P<year>(?:19|20)\d\d){_ENDS}"
    rf"|\b(?P<only>(?:19|20)\d\d){_ENDS}",
    re.I,
)  # 4 May 2021 ; March 2015 ; 1998
_TIME = re.compile(
    rf"\b(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_FULL_MONTH})(?:\s+(?:19|20)\d\d)?|(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?){_ENDS}"
)  # 7 July 2023 ; March 2022 ; October ; 2021 ; 2021/22
_TELLS_A_TIME = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_FULL_MONTH})\s+(?:19|20)\d\d{_ENDS}"
    rf"|\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?{_ENDS}|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b"
)  # 31 March 2023 ; 2021/22 ; 09/12/2022
_DATED = re.compile(
    rf"\b(?:19|20)\d\d{_ENDS}|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(name[:3] for name in MONTHS)})"
    rf"|\b(?:{'|'.join(name for name in MONTHS if name != 'May')})\b"
)  # in June 2023 ; on 13 September
_YEAR_OR_TWO = re.compile(rf"\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d{_ENDS})?")  # 2021 ; 2020/21 ; 2020-2021
_WHOLE_YEARS = re.compile(rf"\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?{_ENDS}")  # 2019/20


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
    for match in _ELSEWHERE.finditer(text):
        _add(found, text, match.start(), match.end(), match[3], _MONTHS_ELSEWHERE["_".join(match[2].lower().split())], match[1])
    for match in _FIGURES.finditer(text):
        if numbers := _day_and_month(match, day_first=day_first):
            _add(found, text, match.start(), match.end(), match[4], numbers[1], str(numbers[0]))
    for match in _ISO.finditer(text):
        _add(found, text, match.start(), match.end(), match[1], int(match[3]), match[4])
    return [found[start] for start in sorted(found)]


def prints_month_first(text: str) -> bool:
    """Whether a paper writes its dates month first, as in North America: `April 18, 2023` and never `18 April 2023`."""
    return bool(_MONTH_FIRST.search(text)) and not _DAY_FIRST.search(text)


def prints_day_first(text: str) -> bool:
    """Whether a paper writes a date day first: `18 April 2023`."""
    return bool(_DAY_FIRST.search(text))


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
    return next(n for n, month in enumerate(MONTHS, start=1) if month[:3] == name[:3].capitalize())


def _month_meant(word: str) -> int | None:
    """The month that a word is, or is near to and to no other: `Febuary`. `Juny` could be two."""
    if re.fullmatch(_MONTH, word, re.I):
        return _month_number(word)
    near = get_close_matches(word.lower(), [month.lower() for month in MONTHS], n=2, cutoff=0.8) if len(word) >= 5 else []
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


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a sentence names, as it was worded: `2016/17`, `March 2023`, `the October meeting`.

    `first` and `last` are its days. A month without its year has none where no meeting held was in that month.
    `meeting` is true where the wording means a meeting of that time, and not something that happened then.
    """

    words: str
    first: date | None
    last: date | None
    meeting: bool = False

    def includes(self, day: date | None) -> bool:
        return day is not None and self.first is not None and self.last is not None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date as a sentence words it: a year, a month of it, or a day."""

    wording: str
    year: int
    month: int | None = None
    day: int | None = None

    def includes(self, day: date) -> bool:
        return day.year == self.year and self.month in (None, day.month) and self.day in (None, day.day)


def periods_named(text: str, meetings: Iterable[date]) -> tuple[Period, ...]:
    """The times that a sentence names, in order. A month without its year is that of the latest meeting in such a month."""
    days = sorted(meetings)
    found: dict[tuple[int, int], Period] = {}
    for pattern in (_TWO_YEARS, _NAMED_ISO, _NAMED_DAY, _MONTH_OF_YEAR, _SEASON, _MONTH_ONLY, _NAMED_YEAR):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in found):
                continue
            first, last = _days_of(match, days)
            of_meeting = _OF_A_MEETING.match(text, match.end()) is not None or _AT_A_MEETING.search(text, 0, match.start()) is not None
            if first is not None or pattern is _MONTH_ONLY:
                words = _worded(match, first)
                found[match.span()] = Period(words, first, last, of_meeting)
    return tuple(found[span] for span in sorted(found))


def _days_of(match: re.Match[str], meetings: list[date]) -> tuple[date | None, date | None]:
    """The first and last day of what was matched; None for a day that is not in the calendar."""
    named = match.groupdict()
    if named.get("from"):
        begins = int(named["from"])
        ends = int(named["to"]) if len(named["to"]) == 4 else begins // 100 * 100 + int(named["to"])
        if ends == begins + 1:  # a financial or school year: from April, to the August after
            return date(begins, 4, 1), date(ends, 8, 31)
        return (date(begins, 1, 1), date(ends, 12, 31)) if begins < ends < begins + 30 else (None, None)
    month = _month_of(named)
    year = int(named["year"]) if named.get("year") else _latest_year(month, int(named["day"]) if named.get("day") else None, meetings)
    if year is None:
        return None, None
    if season := named.get("season"):
        begins_in, ends_in = _SEASONS[season.lower()]
        ends_on = date(year + (ends_in < begins_in), ends_in, 28)
        return date(year, begins_in, 1), ends_on.replace(day=monthrange(ends_on.year, ends_in)[1])
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if named.get("day"):
        try:
            day = date(year, month, int(named["day"]))
        except ValueError:  # 31 June
            return None, None
        return day, day
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _month_of(named: dict[str, str]) -> int | None:
    if named.get("number"):
        return int(named["number"])
    month = named.get("month")
    return next((n for n, name in enumerate(MONTHS, start=1) if name[:3] == month[:3].capitalize()), None) if month else None


def _latest_year(month: int | None, day: int | None, meetings: list[date]) -> int | None:
    return next((met.year for met in reversed(meetings) if met.month == month and day in (None, met.day)), None)


def _worded(match: re.Match[str], first: date | None) -> str:
    """As a person says it, with the year that was found for a month: `in October` -> `October 2022`."""
    named = match.groupdict()
    month = _month_of(named)
    if month is None or named.get("season"):
        return " ".join(match[0].split())
    name = MONTHS[month - 1]
    day = f"{int(named['day'])} " if named.get("day") else ""
    return f"{day}{name} {first.year}" if first else f"{day}{name}"


def as_years(period: str) -> str:
    """A range of years as papers' periods are written: `2016/17` and `2016 – 2017` -> `2016-17`. Other words stay as they are."""
    return re.sub(r"\s?[/–-]\s?(?:(?:19|20)(?=\d\d$))?", "-", period)


def dates_named(text: str) -> list[NamedDate]:
    """`the meeting of 4 May 2021`, `in March 2015`, `in 1998`; `2021/22` is its first year."""
    found: list[NamedDate] = []
    for match in _WORDED.finditer(text):
        if match["only"]:
            found.append(NamedDate(match["only"], int(match["only"])))
            continue
        month, year, day = _month_number(match["month"]), int(match["year"]), int(match["day"]) if match["day"] else None
        if day is None or _calendar_date(year, month, day):  # 31 June is no date
            named = f"{MONTHS[month - 1]} {year}"
            found.append(NamedDate(f"{day} {named}" if day else named, year, month, day))
    return found


def times_in(text: str) -> list[tuple[int, int]]:
    """Where times stand in a text: `7 July 2023`, `March 2022`, `October`, `2021`, `2021/22`."""
    return [match.span() for match in _TIME.finditer(text)]


def years_named(text: str) -> list[str]:
    """The years of a text as they are written, one or two that belong together: `2021`, `2019/20`."""
    return _WHOLE_YEARS.findall(text)


def single_years(text: str) -> set[str]:
    """Every year with four figures: of `2021/22` only the first."""
    return {match["year"] for match in _NAMED_YEAR.finditer(text)}


def years_in(text: str) -> frozenset[int]:
    """`2020/21` -> 2020 and 2021; `March 2022` -> 2022."""
    years: set[int] = set()
    for found in _YEAR_OR_TWO.finditer(text):
        first, *last = re.findall(r"\d+", found[0])
        years.add(int(first))
        years.update(int(first[:2] + year) if len(year) == 2 else int(year) for year in last)
    return frozenset(years)


def tells_a_time(text: str) -> bool:
    """Whether a text says when: a year, a month, a day of one."""
    return _DATED.search(text) is not None


def without_times(text: str) -> str:
    """A text without its years and dates."""
    return _TELLS_A_TIME.sub(" ", text)
