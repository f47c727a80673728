"""Text -> its figures, in digits or in words, and whether a figure of one text is that of another."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORTH = {word: n for n, word in enumerate(_SMALL)} | {word: n * 10 for n, word in enumerate(_TENS, start=2)}
_WORD = "|".join(sorted(_WORTH, key=len, reverse=True))
_WRITTEN = re.compile(  # nineteen ; sixty-three ; four hundred and twelve ; three and a half
    rf"\b(?:(?P<hundreds>{_WORD}|a)\s+hundred(?:\s+and\s+(?P<rest>(?:{_WORD})(?:[- ](?:{_WORD}))?))?"
    rf"|(?P<plain>(?:{_WORD})(?:-(?:{_WORD}))?))(?P<half>\s+and\s+a\s+half)?\b",
    re.I,
)
_UNITS = {"%": "%", "per cent": "%", "percent": "%", "pence": "p", "p": "p"}
_TIMES = {"m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9, "k": 10**3, "thousand": 10**3}
_DIGITS = re.compile(  # £1.38m ; 2,914 ; 52.6% ; 9.2 per cent ; -18
    r"(?<![\w.,])(?P<sign>[-−–](?=\d))?(?P<pound>£)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<unit>%|per\scent\b|percent\b|pence\b|p\b|million\b|billion\b|thousand\b|bn\b|m\b|k\b))?(?![\d]|st\b|nd\b|rd\b|th\b)"
)
_SHARE = re.compile(
    rf"\b(?:{_WORD}|a)(?:[- ](?:thirds?|quarters?|fifths?|tenths?)|\s+(?:in|out\s+of)\s+(?:{_WORD}))\b", re.I
)  # two thirds ; nine in ten
_SET_BESIDE = re.compile(
    r"(?:compared\s+with|against|(?:where|in\s+[A-Z]\w+\s+\d+)\s+(?:it|there)\s+had\s+been|up\s+from|down\s+from|in\s+place\s+of)\s+$"
)  # 467, compared with 502
_APART = re.compile(r"(\d)-(?=\d|[a-z])")  # 20-week


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at [start, end) of its text. `unit` is £, %, p or empty; `number` is as written, `value` counts its millions in."""

    written: str
    start: int
    end: int
    number: Decimal
    value: Decimal
    unit: str
    negative: bool = False


def figures_of(text: str, but: Iterable[tuple[int, int]] = ()) -> tuple[Figure, ...]:
    """The figures of a text in order, without those that stand in the spans `but`: the days and years of its dates.

    `one` is left out: it is a figure in few sentences and a pronoun in many.
    """
    dates = [*but, *shares_of(text)]
    found = [*_in_digits(_APART.sub(r"\1 ", text)), *_in_words(text)]
    return tuple(sorted((f for f in found if not any(a <= f.start < b for a, b in dates)), key=lambda figure: figure.start))


def _in_digits(text: str) -> Iterator[Figure]:
    for match in _DIGITS.finditer(text):
        number = Decimal(match["number"].replace(",", ""))
        unit = re.sub(r"\s", " ", match["unit"] or "")
        kind = "£" if match["pound"] else _UNITS.get(unit, "")
        yield Figure(match[0].strip(), match.start(), match.end(), number, number * _TIMES.get(unit, 1), kind, bool(match["sign"]))


def _in_words(text: str) -> Iterator[Figure]:
    for match in _WRITTEN.finditer(text):
        if match["hundreds"]:
            hundreds = match["hundreds"].lower()
            value = 100 * (1 if hundreds == "a" else _WORTH[hundreds]) + (_worth(match["rest"]) if match["rest"] else 0)
        else:
            value = _worth(match["plain"])
        number = Decimal(value) + (Decimal("0.5") if match["half"] else 0)
        if number == 1:
            continue
        unit = "%" if re.match(r"\s+per\s?cent\b", text[match.end() :]) else ""
        yield Figure(match[0], match.start(), match.end(), number, number, unit)


def _worth(words: str) -> int:
    """`sixty-three` -> 63."""
    return sum(_WORTH[word] for word in re.split(r"[- ]", words.lower()))


def shares_of(text: str) -> list[tuple[int, int]]:
    """Where a text gives a share in words, `two thirds`, `nine in ten`, which a paper rarely words alike: spans of it."""
    return [match.span() for match in _SHARE.finditer(text)]


def same_figure(said: Figure, found: Figure) -> bool:
    """Whether what a sentence says is what a text has. A cell of a table has no unit of its own: `0.2` under `£ million` is £0.2m."""
    if said.unit == found.unit and said.value == found.value:
        return True
    return not found.unit and said.number == found.number and (said.unit != "" or said.value == said.number)


def compared(text: str, but: Iterable[tuple[int, int]] = ()) -> list[tuple[Decimal, Decimal]]:
    """Figures that a text sets beside each other, the earlier first: `467, compared with 502` and `from 502 to 467` alike."""
    figures = figures_of(text, but)
    pairs = [(one, other) for one, other in pairwise(figures) if one.unit == other.unit]
    beside = [(other.value, one.value) for one, other in pairs if _SET_BESIDE.search(text[one.end : other.start])]
    from_to = [
        (one.value, other.value)
        for one, other in pairs
        if text[one.end : other.start].strip() == "to" and text[: one.start].endswith("from ")
    ]
    return beside + from_to
