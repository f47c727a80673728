"""Figures and years in a text. A year or a date counts nothing, so it is no figure."""

import re

_YEARS = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
)  # 31 March 2023 ; 2021/22 ; 09/12/2022
_FIGURE = re.compile(
    r"\d|\b(?:none|no|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|half|third|quarter)\b",
    re.I,
)  # 3.7 ; six cases ; none met it
_NUMBER = re.compile(r"£?\d[\d,]*(?:\.\d+)?%?")  # £1,204.50 ; 93%
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d\b)?")  # 2021 ; 2020/21 ; 2020-2021


_MARK = re.compile(
    r"(?:^|(?<=: ))\(?\d{1,3}(?:(?:\.\d{1,3})+|[.):,]++)[.):,]*+\s+|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b"
    r"|\bone\s+to\s+one\b|\bminutes?\s+\d+",
    re.I,
)  # 12. The cost ; 21.11.22
_COUNT = re.compile(
    r"^[^\w£$%]*(?:\d[\d,]*|none|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozen|thousand|half)[^\w%]*$",
    re.I,
)  # 1,204 ; six ; not: third, £40, 93%, 7-year-old


def has_count(word: str) -> bool:
    """Whether a word is a number of things: `21`, `six`; money, ages and shares are not."""
    return _COUNT.match(word) is not None


def without_dates(text: str) -> str:
    """A text without its years, dates and paragraph numbers, which count nothing."""
    return _YEARS.sub(" ", _MARK.sub(" ", text))


def has_figure(text: str) -> bool:
    """Whether a text counts or measures anything: `in 2020/21 it rose` does not, `none met it` does."""
    return _FIGURE.search(_YEARS.sub(" ", text)) is not None


def figures_in(text: str) -> list[str]:
    """The figures of a text in digits: `3.7`, `£41,250`, `93%`."""
    return _NUMBER.findall(_YEARS.sub(" ", text))


def years_in(text: str) -> frozenset[int]:
    """`2020/21` -> 2020 and 2021; `March 2022` -> 2022."""
    years: set[int] = set()
    for found in _YEAR.finditer(text):
        first, *last = re.findall(r"\d+", found[0])
        years.add(int(first))
        years.update(int(first[:2] + year) if len(year) == 2 else int(year) for year in last)
    return frozenset(years)
