"""A question with its filters <-> the address that asks it again: `./?q=…&body=Cabinet&from=2023-05-01`."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from assistant.models import Filters, Question
from assistant.web.filters import EARLIEST, LATEST
from corpus.models import PaperKind

_ASKED, _BODY, _KIND, _FROM, _TO, _LITERALLY = "q", "body", "kind", "from", "to", "as-typed"
NAMES = (_ASKED, _BODY, _KIND, _FROM, _TO, _LITERALLY)
_LONGEST = 4_000  # characters of a question that are read; one of half as many is refused, in words of its own
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Linked:
    """The question of an address, and what its filters name that is not held here or makes no sense: that is left out and said."""

    question: Question
    left_out: tuple[str, ...] = ()


def link_to(question: Question) -> str:
    """The address, from any page of the app, that asks the question in a conversation of its own."""
    filters = question.filters
    named: list[tuple[str, str]] = [(_ASKED, question.text)]
    named += [(_BODY, body) for body in filters.bodies]
    named += [(_KIND, kind.value) for kind in filters.kinds]
    named += [(name, day.isoformat()) for name, day in ((_FROM, filters.date_from), (_TO, filters.date_to)) if day]
    named += [(_LITERALLY, "1")] if question.literally else []
    return f"./?{urlencode(named)}"


def question_in(address: Mapping[str, Sequence[str]], bodies: Iterable[str]) -> Linked | None:
    """The question that an address asks; None where it asks none. `bodies` are those held."""
    asked = " ".join(next(iter(address.get(_ASKED, ())), "").split())[:_LONGEST]
    if not asked:
        return None
    held = set(bodies)
    left_out: list[str] = []
    filters = Filters(
        bodies=tuple(_each(address.get(_BODY, ()), lambda name: name if name in held else None, left_out)),
        kinds=tuple(_each(address.get(_KIND, ()), _kind, left_out)),
        date_from=next(iter(_each(address.get(_FROM, ())[:1], _day, left_out)), None),
        date_to=next(iter(_each(address.get(_TO, ())[:1], _day, left_out)), None),
    )
    literally = "1" in address.get(_LITERALLY, ())
    return Linked(Question(text=asked, filters=filters, literally=literally), tuple(left_out))


def _each(names: Iterable[str], read: Callable[[str], _T | None], left_out: list[str]) -> list[_T]:
    found: dict[_T, None] = {}
    for name in names:
        value = read(name)
        if value is None:
            left_out.append(name[:100])
        else:
            found[value] = None
    return list(found)


def _kind(name: str) -> PaperKind | None:
    return PaperKind(name) if name in {kind.value for kind in PaperKind} else None


def _day(text: str) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
