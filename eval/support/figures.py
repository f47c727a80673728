"""Text -> its figures, in digits or in words, and whether a figure of one text is that of another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

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
_DIGITS = re.compile(  # £1.38m ; 2,914 ; 52.6% ; 9.2 per cent
    r"(?<![\w.,])(?P<pound>£)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<unit>%|per\scent\b|percent\b|pence\b|p\b|million\b|billion\b|thousand\b|bn\b|m\b|k\b))?(?![\d]|st\b|nd\b|rd\b|th\b)"
)
_SHARE = re.compile(
    rf"\b(?:{_WORD}|a)(?:[- ](?:thirds?|quarters?|fifths?|tenths?)|\s+(?:in|out\s+of)\s+(?:{_WORD}))\b", re.I
)  # two thirds ; nine in ten
_APART = re.compile(r"(\d)-(?=\d|[a-z])")  # 20-week


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text. `unit` is £, %, p or empty; `number` is as written, `value` counts its millions in."""

    written: str
    number: Decimal
    value: Decimal
    unit: str

    @property
    def in_digits(self) -> bool:
        return any(map(str.isdigit, self.written))


def figures_of(text: str) -> tuple[Figure, ...]:
    """The figures of a text. Shares in words, `two thirds`, `nine in ten`, are left out, for a paper rarely words them alike; so is
    `one`, a figure in few sentences and a pronoun in many.
    """
    text = _SHARE.sub(" ", text)
    return (*_in_digits(_APART.sub(r"\1 ", text)), *_in_words(text))


def _in_digits(text: str) -> Iterator[Figure]:
    for match in _DIGITS.finditer(text):
        number = Decimal(match["number"].replace(",", ""))
        unit = re.sub(r"\s", " ", match["unit"] or "")
        kind = "£" if match["pound"] else _UNITS.get(unit, "")
        yield Figure(match[0].strip(), number, number * _TIMES.get(unit, 1), kind)


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
        yield Figure(match[0], number, number, unit)


def _worth(words: str) -> int:
    """`sixty-three` -> 63."""
    return sum(_WORTH[word] for word in re.split(r"[- ]", words.lower()))


def same_figure(said: Figure, found: Figure) -> bool:
    """Whether what a sentence says is what a text has. A cell of a table has no unit of its own: `0.2` under `£ million` is £0.2m."""
    if said.unit == found.unit and said.value == found.value:
        return True
    return not found.unit and said.number == found.number and (said.unit != "" or said.value == said.number)
