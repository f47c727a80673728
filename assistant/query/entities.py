"""A question -> what it names that a paper must speak of: councils, names, and things to be counted."""

import re
from collections.abc import Iterator

from corpus.dates import MONTHS
from corpus.store.bm25 import stems
from corpus.text import STOP_WORDS

_COUNCIL = re.compile(
    r"\b((?:[A-Z][\w’'-]{1,40}\s++(?:and\s+)?){1,12}?(?:(?:County|City|Borough|District|Town|Parish|Unitary|Metropolitan)\s+){0,4}Council)\b"
)  # Loamshire County Council
_NO_COUNCIL = frozenset(
    """
    the our your this that full whole any did does do has have is was were what when which who how why will would can could should
    county city borough district town parish
    """.split()
)
_NAME = re.compile(r"\b[A-Z][a-z’'-]*[a-z](?:\s+[A-Z][a-z’'-]*[a-z])*\b")  # Pemberton ; Zoe Hartwell ; not: EHCP
_NO_NAME = (
    frozenset(MONTHS)
    | {month[:3] for month in MONTHS}
    | frozenset(
        """
    Cllr Councillor Councillors Mr Mrs Ms Miss Dr Sir Dame Revd Monday Tuesday Wednesday Thursday Friday Saturday Sunday Spring Summer
    Autumn Winter Christmas Xmas Easter Covid Sept
    """.split()
    )
)
_COUNTED = re.compile(
    r"\bhow\s+many\s+(?:(?:more|other|different|new|of|the|our|these|those)\s+)*((?:[\w’'-]++\s*+){1,5})", re.I
)  # how many foster carers did we
_ENDS = STOP_WORDS | {"being", "left"}  # what ends the name of a thing counted: `how many foster carers did the council`
# Too general to be looked for, or said in many ways: `how many times`, `how many youngsters`.
_GENERAL = frozenset(
    stems(
        """
        times time people persons days day hours weeks months years children child pupils pupil kids youngsters teenagers students young men
        women boys girls residents staff members things ones cases percent units places meetings adults families
        """
    )
)


def councils_named(text: str) -> list[str]:
    """`Loamshire County Council`; not `the County Council`, which is the asker's own."""
    found = []
    for match in _COUNCIL.finditer(text):
        words = match[1].split()
        while words and words[0].lower() in _NO_COUNCIL:
            words = words[1:]
        if len(words) > 1:
            found.append(" ".join(words))
    return found


def names_in(text: str) -> list[str]:
    """Names in a question, by their capitals: `What did Cllr Pemberton say` -> `Pemberton`. None where every word has one."""
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", text) if len(word) > 3]
    if len(words) > 2 and all(word[0].isupper() for word in words):
        return []
    return list(_names(text))


def _names(text: str) -> Iterator[str]:
    for match in _NAME.finditer(text):
        parts = [part for part in match[0].split() if part not in _NO_NAME]
        begins = match.start() == 0 or re.search(r"[.?!:]\s*[“\"‘']?$", text[: match.start()]) is not None
        if begins and parts and match[0].split()[0] == parts[0]:
            parts = parts[1:]  # a sentence's first word has its capital anyway
        if parts:
            yield " ".join(parts)


def counted_things(text: str) -> list[tuple[str, ...]]:
    """The stems of each thing that is to be counted: `how many foster carers did` -> `foster`, `carer`.

    None at all where one of them is too general to be looked for: `how many times was it put on, and how many sessions`.
    """
    things = [_thing(match[1]) for match in _COUNTED.finditer(text)]
    return things if all(thing and thing[0] not in _GENERAL for thing in things) else []


def _thing(words: str) -> tuple[str, ...]:
    """The words up to one that ends a name; `-ing` does after a plural: `groups representing parents`, but `school crossing patrols`."""
    kept: list[str] = []
    before = ""
    for word in words.split():
        if word.lower() in _ENDS or (word.endswith("ing") and before.endswith("s")):
            break
        kept += stems(word)
        before = word
    return tuple(kept)
