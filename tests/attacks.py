"""A pattern -> strings made to keep it busy: what each of its repeats can match, many times over, then what fits nothing.

The strings are made from what Python's own parser makes of the pattern. A pattern that tries every way to share a run among its parts
takes time that grows with the square, the cube or the power of the run; on a line of 200,000 characters that is minutes to for ever.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MANY = 16  # a repeat of so many times or more is one to try
_IN_CATEGORY = {
    op.CATEGORY_DIGIT: (r"\d", "1"),
    op.CATEGORY_SPACE: (r"\s", " \n\t"),
    op.CATEGORY_WORD: (r"\w", "a1"),
    op.CATEGORY_NOT_DIGIT: (r"\D", "a "),
    op.CATEGORY_NOT_SPACE: (r"\S", "a"),
    op.CATEGORY_NOT_WORD: (r"\W", "- "),
}
_OUTSIDE = "a1 A-,.\n£'(<"  # some of these fit any set that says what is not in it
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)

Part = tuple[Any, Any]  # what the parser calls a node: its kind, and what belongs to it


@dataclass(frozen=True, slots=True)
class Attack:
    """`start`, then `again` over and over, then `end`."""

    start: str
    again: str
    end: str

    def of(self, length: int) -> str:
        return (self.start + self.again * (length // len(self.again) + 1))[:length] + self.end


def attacks_on(pattern: re.Pattern[Any]) -> list[Attack]:
    """What may keep this pattern busy, each once."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    least, more = _fits(tree), _fits(tree, more=True)
    repeated = [(start, again) for before, body in _repeats(tree, "") for start, again in _around(before, body)]
    signs = sorted(set(_signs(tree)), key=lambda sign: (sign.isalnum(), sign))[:12]
    whole = [("", text) for text in (least[:-1], more[:-1], least, more)]
    starts = dict.fromkeys((start, again) for start, again in [*repeated, *(("", sign) for sign in signs), *whole] if again)
    return [Attack(start, again, end) for start, again in starts for end in ("", "\x01")]


def _around(before: str, body: str) -> Iterator[tuple[str, str]]:
    """The repeat alone; after what comes before it; and with that over and over: `[[[[[` for `\\[[^]]*\\]`."""
    yield "", body
    if before:
        yield before, body
        yield "", before + body


def _repeats(parts: Sequence[Part], before: str) -> Iterator[tuple[str, str]]:
    """Each repeat in the pattern: the least that comes before it, and one of the texts that it repeats."""
    for kind, what in parts:
        if kind in _REPEATS:
            _, most, body = what
            if most >= _MANY:
                yield from ((before, text) for text in _bodies(body))
        for inner in _inside(kind, what):
            yield from _repeats(inner, before)
        before += _fit(kind, what)


def _bodies(parts: Sequence[Part]) -> list[str]:
    """Texts that fit what is repeated: one for each sign of a set and for each branch."""
    if len(parts) == 1:
        kind, what = parts[0]
        if kind is op.IN:
            return _of_set(what)
        if kind not in _REPEATS and (inner := _inside(kind, what)):
            return list(dict.fromkeys(chain.from_iterable(map(_bodies, inner))))
    return list(dict.fromkeys([_fits(parts), _fits(parts, more=True)]))


def _signs(parts: Sequence[Part]) -> Iterator[str]:
    """Every sign that the pattern speaks of."""
    for kind, what in parts:
        if kind is op.IN:
            yield from _of_set(what)
        elif kind is op.LITERAL:
            yield chr(what)
        for inner in _inside(kind, what):
            yield from _signs(inner)


def _inside(kind: Any, what: Any) -> list[Sequence[Part]]:
    """The parts that a part is made of: one list, or one for each branch."""
    if kind in _REPEATS:
        return [what[2]]
    if kind is op.SUBPATTERN:
        return [what[3]]
    if kind is op.ATOMIC_GROUP:
        return [what]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [what[1]]
    if kind is op.BRANCH:
        return list(what[1])
    return []


def _fits(parts: Sequence[Part], more: bool = False) -> str:
    """The least text that fits; with `more`, what may be left out is there once. Looking ahead and behind is left out of account."""
    return "".join(_fit(kind, what, more) for kind, what in parts)


def _fit(kind: Any, what: Any, more: bool = False) -> str:
    if kind is op.LITERAL:
        return chr(what)
    if kind is op.NOT_LITERAL:
        return "a" if what != ord("a") else "b"
    if kind is op.ANY:
        return "a"
    if kind is op.IN:
        return next(iter(_of_set(what)), "")
    if kind in _REPEATS:
        return _fits(what[2], more) * max(what[0], int(more))
    if kind in (op.SUBPATTERN, op.ATOMIC_GROUP, op.BRANCH):
        return _fits(_inside(kind, what)[0], more)
    return ""


def _of_set(items: Sequence[Part]) -> list[str]:
    """Some signs of a set: `[\\w’]` -> a, 1, ’."""
    if items[0][0] is op.NEGATE:
        return [sign for sign in _OUTSIDE if not any(_has(item, sign) for item in items[1:])]
    return list(dict.fromkeys(chain.from_iterable(_some(*item) for item in items)))


def _some(kind: Any, what: Any) -> str:
    if kind is op.CATEGORY:
        return _IN_CATEGORY[what][1]
    return chr(what if kind is op.LITERAL else what[0])


def _has(item: Part, sign: str) -> bool:
    kind, what = item
    if kind is op.CATEGORY:
        return re.match(_IN_CATEGORY[what][0], sign) is not None
    return ord(sign) == what if kind is op.LITERAL else what[0] <= ord(sign) <= what[1]
