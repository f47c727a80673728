"""Figures in a text. A year or a date counts nothing, so it is no figure."""

import re

from corpus.dates import without_times

_FIGURE = re.compile(
    r"\d|\b(?:none|no|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|half|third|quarter)\b",
    re.I,
)  # 3.7 ; six cases ; none met it
_NUMBER = re.compile(r"£?\d[\d,]*(?:\.\d+)?%?")  # £1,204.50 ; 93%
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


def countable(text: str) -> str:
    """A text without its years, dates and paragraph numbers, which count nothing."""
    return without_times(_MARK.sub(" ", text))


def has_figure(text: str) -> bool:
    """Whether a text counts or measures anything: `in 2020/21 it rose` does not, `none met it` does."""
    return _FIGURE.search(without_times(text)) is not None


def figures_in(text: str) -> list[str]:
    """The figures of a text in digits: `3.7`, `£41,250`, `93%`."""
    return _NUMBER.findall(without_times(text))
