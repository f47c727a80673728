"""The words of an entry -> its limbs: `(a) the library stay open; and (b) the charge be 60p` are two things that may fare differently."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.register import Entry

_MARK = re.compile(
    r"(?:(?<=^)|(?<=\n)|(?<=[;:]\s)|(?<=[;,]\sand\s)|(?<=[;,]\sand\n))[ \t]*(?:\((?P<mark>[a-z]|[ivx]{2,4}|\d{1,2})\)\s|(?P<figure>\d{1,2}|[a-z])[.)]\s|[-•●▪*–]\s)"
)  # (a) ; (ii) ; 3. ; a bullet

_WITHIN = re.compile(r"(?:(?<=\s)|^)\((?P<mark>[a-z]|[ivx]{2,4}|\d{1,2})\)\s(?P<figure>)")  # Cabinet (1) to mend it. (2) That
_TURNS = (
    tuple("abcdefghijklmnop"),
    tuple(str(n) for n in range(1, 21)),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
)
_OPENING = r"(?:\A|(?<=[.!?:;]\s)|(?<=[.!?:;]\s\s)|(?<!\bbe)(?<!been)(?<!\bis)(?<!were)(?<!\bwas)(?<!\band)\n)[ \t]*"  # a line broken after `be` is none
_DECIDED = re.compile(
    rf"(?:{_OPENING}(?:it\s{{1,3}}was\s{{1,3}})?|(?:(?<=,\s)it\s{{1,3}}was\s{{1,3}}))(?P<says>\*{{0,2}}(?:"
    r"(?:RESOLVED|AGREED|RECOMMENDED|APPROVED|DECIDED|NOTED|Resolved|Agreed|Decided|(?<=was\s)(?:agreed|resolved|decided))\*{0,2}"
    r"(?:[ ,–-]{0,3}unanimously)?[ ,–-]{0,3}(?:\([a-z\d]{1,3}\)\s{0,3})?(?::|\s?[Tt]hat\b|\s?to\b|[ \t]{0,3}$)"
    r"|(?:ACTION|Action)\*{0,2}(?:\s?:|[ \t]{0,3}$)))",
    re.M,
)  # RESOLVED that ; **AGREED:** ; it was agreed that ; not `be NOTED and`, nor the Climate Action Plan


@dataclass(frozen=True, slots=True)
class Limb:
    """One of the things that an entry says: characters [start, end) of `page`, and its mark, such as `a`, where it has one."""

    mark: str
    text: str
    page: int
    start: int
    end: int


def limbs_of(entry: Entry) -> tuple[Limb, ...]:
    """The limbs of an entry, in order; an entry that has none is one by itself."""
    limbs = tuple(_limbs(entry))
    if limbs:
        return limbs
    last = entry.words[-1]
    text = decisive(last.value)
    return (Limb("", text, last.page, last.end - len(text), last.end),)


def decisive(text: str) -> str:
    """A text from where it says that something was decided: what members said before is no part of it.

    >>> decisive("Cllr Lee thought it dear. RESOLVED that the roof be mended.")
    'RESOLVED that the roof be mended.'
    """
    marks = list(_DECIDED.finditer(text))
    return text[marks[-1].start("says") :] if marks else text


def _limbs(entry: Entry) -> Iterator[Limb]:
    for piece in entry.words:
        marks = max(list(_MARK.finditer(piece.value)), _in_turn(piece.value), key=len)
        for match, end in zip(marks, [*(after.start() for after in marks[1:]), len(piece.value)], strict=False):
            text = piece.value[match.end() : end].rstrip()
            text = text.removesuffix(" and").removesuffix(" or").rstrip(";, \n")
            if text:
                start = piece.start + match.end()
                yield Limb(match["mark"] or match["figure"] or "", text, piece.page, start, start + len(text))


def _in_turn(text: str) -> list[re.Match[str]]:
    """The marks of a run of limbs that goes on in turn from the first, wherever they stand: `to ask Cabinet (1) to mend it. (2) That …`"""
    found: list[re.Match[str]] = []
    for match in _WITHIN.finditer(text):
        if any(len(found) < len(turn) and match["mark"] == turn[len(found)] and _goes_on(found, turn) for turn in _TURNS):
            found.append(match)
    return found if len(found) > 1 else []


def _goes_on(found: list[re.Match[str]], turn: Sequence[str]) -> bool:
    return [match["mark"] for match in found] == list(turn[: len(found)])
