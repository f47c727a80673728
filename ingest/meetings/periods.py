"""Reporting periods as papers print them: a time that a report is about, never the day of a meeting."""

import itertools
import re
from collections.abc import Sequence
from datetime import date, timedelta

from corpus.dates import dates_in

_YEARS = re.compile(r"(?<![\d/-])((?:19|20)\d{2})\s?[-–/]\s?((?:20)?\d{2})(?![\d/-])")  # 2021-22, 2016/17, 2021 - 2022
_YEAR_ENDED = re.compile(
    r"\b(?:year|months?)\s+(?:ended|ending|end|to)\b|\bend\s+of\s+(?:the\s+)?(?:financial\s+|municipal\s+)?year\b", re.I
)  # year ended 31 March 2022
_ABOUT_ITSELF = re.compile(
    r"\b(?:report|review|accounts|statement|return|performance|monitoring|outturn|budget)\b", re.I
)  # Annual Report 2016/17
_QUARTER = re.compile(r"\b(?:quarter\s?|qtr\s?|q)([1-4])\b|\b(first|second|third|fourth)\s+quarter\b", re.I)  # Quarter 3 2022/23; Q3
_ORDINALS = ("first", "second", "third", "fourth")
_LONGEST_LINE = 16  # words of a line that can be a title


def period_in(text: str) -> str | None:
    """The first reporting period in a text as `2021-22`: two years that follow one another.

    >>> period_in("Annual Report 2021/2022")
    '2021-22'
    """
    return next(iter(_financial_years(text)), None)


def period_named(lines: Sequence[str]) -> str | None:
    """The period that a paper's first lines say it is about, None where they name several or none.

    Years are `2021-22`, a quarter `2022-23 Q3`, any other span its two days: `2021-04-01 to 2021-09-30`.
    A line that tells of money or works in a year is a sentence, and says nothing of the paper.
    """
    titles = [line for line in lines if len(line.split()) <= _LONGEST_LINE and not line.endswith(".")]
    for read in (_span_in, _year_ended_in, _quarter_in):
        found = next((period for line in titles if (period := read(line))), None)
        if found:
            return found
    headed = [line for line in titles if len(_financial_years(line)) == 1]
    named = [_financial_years(line)[0] for line in headed]
    first = next((period for line, period in zip(headed, named, strict=True) if _ABOUT_ITSELF.search(line)), None)
    return first or (named[0] if len(set(named)) == 1 else None)


def _financial_years(text: str) -> list[str]:
    found = []
    for match in _YEARS.finditer(text):
        first, last = int(match[1]), int(match[2]) % 100
        if (first + 1) % 100 == last:
            found.append(f"{first}-{last:02d}")
    return found


def _span_in(line: str) -> str | None:
    """`1 April 2021 to 31 March 2022` is 2021-22; other spans are their days."""
    dates = dates_in(line)
    for (start, first), (end, last) in itertools.pairwise(dates):
        if first < last and re.search(r"\s(?:to|until)\s|[-–]", line[start:end], re.I):
            return _spelt(first, last)
    return None


def _year_ended_in(line: str) -> str | None:
    """`year ended 31 March 2023` is 2022-23; `three months to` is not a year."""
    if not _YEAR_ENDED.search(line) or re.search(r"\bmonths?\b", line, re.I):
        return None
    days = [day for _, day in dates_in(line)]
    if len(days) != 1:
        return None
    return _spelt(_first_day_of_year_to(days[0]), days[0])


def _quarter_in(line: str) -> str | None:
    years = _financial_years(line)
    quarter = _QUARTER.search(line)
    if quarter is None or len(years) != 1:
        return None
    return f"{years[0]} Q{quarter[1] or _ORDINALS.index(quarter[2].lower()) + 1}"


def _spelt(first: date, last: date) -> str:
    """A whole year by its name, `2021-22` or `2021`; any other span by its first and last day."""
    if first == _first_day_of_year_to(last):
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year % 100:02d}"
    return f"{first.isoformat()} to {last.isoformat()}"


def _first_day_of_year_to(last: date) -> date:
    after = last + timedelta(days=1)
    return date(after.year - 1, after.month, min(after.day, 28) if after.month == 2 else after.day)
