"""Numbers of items as printed -> where each stands in the order of its list: `4`, `4.1`, `4a`, `(b)`, `iv`, `C`."""

import re
from dataclasses import dataclass
from enum import Enum, auto

_DIGITS = re.compile(r"(\d{1,4})((?:\.\d{1,3}){0,2})\.?([a-z]?)", re.I)  # 4 ; 4.1 ; 4a
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")  # xiv
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
_DEEPEST = 3


class Style(Enum):
    DIGITS = auto()
    SMALL = auto()  # a, b, c
    CAPITAL = auto()  # A, B, C
    ROMAN = auto()  # i, ii, iii ; I, II, III


@dataclass(frozen=True, slots=True)
class Number:
    """One way to read a printed number: `4.1` is (4, 1) and says its own place; `b` is (2,), the second of some list."""

    style: Style
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OutlineNumber:
    """A place in a nested list: 7 b is (7, 2), of digits and then of small letters."""

    steps: tuple[int, ...]
    styles: tuple[Style, ...]


def numbers_of(token: str) -> tuple[Number, ...]:
    """The ways to read a token, likelier first: `i` is the ninth letter or the first Roman number.

    >>> [number.steps for number in numbers_of("4a")], [number.steps for number in numbers_of("i")]
    ([(4, 1)], [(9,), (1,)])
    """
    if found := _DIGITS.fullmatch(token):
        letter = (ord(found[3].lower()) - ord("a") + 1,) if found[3] else ()
        return (Number(Style.DIGITS, (int(found[1]), *(int(step) for step in found[2].split(".") if step), *letter)),)
    read: list[Number] = []
    if len(token) == 1 and token.isascii() and token.isalpha():
        style = Style.CAPITAL if token.isupper() else Style.SMALL
        read.append(Number(style, (ord(token.lower()) - ord("a") + 1,)))
    if token and _ROMAN.fullmatch(token.lower()) and (token.isupper() or token.islower()):
        read.append(Number(Style.ROMAN, (_roman(token.lower()),)))
    return tuple(read)


def _roman(token: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in token]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))


def place_after(last: OutlineNumber | None, number: Number, *, repeats: bool = False) -> OutlineNumber | None:
    """Where a number stands in a list of which `last` is the place so far, None where it does not go on from there.

    One number may be missing from a list; `repeats` allows for one that was printed twice.
    """
    if number.style is Style.DIGITS and (last is None or last.styles[0] is Style.DIGITS):
        return _place_of_digits(last, number.steps, repeats)
    value = number.steps[0]
    if len(number.steps) > 1:
        return None
    if last is None:
        return OutlineNumber((value,), (number.style,)) if value == 1 else None
    for level in range(len(last.steps) - 1, -1, -1):
        if last.styles[level] is number.style and value == last.steps[level] + 1:
            return OutlineNumber((*last.steps[:level], value), last.styles[: level + 1])
    if value == 1 and len(last.steps) < _DEEPEST and number.style not in last.styles:
        return OutlineNumber((*last.steps, 1), (*last.styles, number.style))
    return None


def _place_of_digits(last: OutlineNumber | None, steps: tuple[int, ...], repeats: bool) -> OutlineNumber | None:
    place = OutlineNumber(steps, (Style.DIGITS,) * len(steps))
    if last is None:
        return place if steps in ((1,), (1, 1)) else None
    depth = len(steps)
    if depth <= len(last.steps):
        gap = steps[-1] - last.steps[depth - 1]
        if steps[:-1] == last.steps[: depth - 1] and (0 < gap <= 2 or (gap == 0 and repeats)):
            return place
    elif steps[:-1] == last.steps and steps[-1] == 1:
        return place
    return place if depth > 1 and steps[-1] == 1 and steps[0] == last.steps[0] + 1 and depth == 2 else None
