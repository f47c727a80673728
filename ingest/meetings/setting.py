"""When of day and where a meeting was held, as its paper says."""

import re
from collections.abc import Sequence

from corpus.dates import WEEKDAY, printed_dates
from ingest.meetings.names import title_case
from ingest.patterns import TIME, time_in

_LABELLED_TIME = re.compile(
    r"^\W*(?:start(?:ing)?\s+)?time(?:\s+of\s+(?:the\s+)?meeting)?\b\W*", re.I
)  # Time: 2.00 pm; START TIME 6:30 p.m.
_BARE_TIME = re.compile(r"\b\d{1,2}[.:]\d{2}\b")  # Time: 19.30
_OPENED = re.compile(
    r"\b(?:to\s+order|commenced|opened|started|began)\b.{0,40}\bat\b", re.I
)  # The Mayor called the meeting to order at 7 pm
_OTHER_TIME = re.compile(
    r"\b(?:deadline|by\s+no\s+later|no\s+later\s+than|before|publish\w*|between|close[sd]?|end(?:s|ed)?|office\s+hours|adjourn\w*|until)\b",
    re.I,
)
_LABELLED_PLACE = re.compile(r"^\W*(?:place|venue|location|where)\s*[:|]\W*(?P<place>\S.*)", re.I)  # Place: Council Chamber, County Hall
_HELD_AT = re.compile(
    r"\b(?:held|meeting)\b(?:\s+in\s+person)?,?\s+(?:at|in)\s+(?P<place>\S.*)", re.I
)  # held in the Village Hall, Elm on Tuesday
_IN_PERSON = re.compile(r"\bin\s+person\s+at\s+(?P<place>\S.*)", re.I)  # The meeting was held in person at the Elm Centre
_AFTER_TIME = re.compile(rf"(?:{TIME.pattern})[\s,–-]*+(?:\b(?:at|in)\b\s*+)?(?P<place>\S.*)", re.I)  # at 2.00 pm in the Wenlow Room
_AFTER_YEAR = re.compile(r"\b\d{4}[\s,)–-]*+(?:\b(?:at|in)\b\s*+)?(?P<place>\S.*)", re.I)  # on 4 May 2021 at the Village Hall
_PLACE_ENDS = re.compile(
    rf"(?<!\s)\s++on\s+(?=(?:the\s+)?(?:{WEEKDAY}|\d))|,?(?<!\s)\s++(?:{WEEKDAY})\b|(?<!\s)\s++(?:at|from|commencing|starting|beginning|when|to|for|which|where|with|by|under|followed)\b"
    r"|\.(?=\s|$)|,?(?<!\s)\s++(?:and|or)\s+(?:live|virtual|via|by|online|remote)|[;|(]|\s[-–]\s",
    re.I,
)
_VENUE = re.compile(
    r"\b(?:hall|chambers?|room|offices?|centre|center|house|school|church|chapel|library|club|pavilion|institute|suite|building|college|theatre|guildhall)\b",
    re.I,
)  # a word that makes a line a place
_NO_VENUE = re.compile(
    r"\b(?:committee(?!\s+room)|panel|board(?!\s*room)|group|forum|council(?!\s+(?:chamber|offices?|house|building)))\b", re.I
)  # Village Hall Committee
_SMALL_WORDS = frozenset("the of and at in on by upon cum le de".split())
_LONGEST = 18  # words of a place
_BESIDE = 3  # lines
_SHORT = 12  # words of a line that is no sentence


def time_named(naming: Sequence[str], head: Sequence[str]) -> str | None:
    """The time of day at which the meeting began: labelled, or in the lines that give its date, or right beside them."""
    labelled = [line for line in head if _LABELLED_TIME.match(line)]
    beside = [line for line in _beside_date(head) if len(line.split()) <= _SHORT and not _OTHER_TIME.search(line)]
    opened = [line for line in head if _OPENED.search(line)]
    bare = next((found[0] for line in labelled if (found := _BARE_TIME.search(line))), None)
    return time_in(labelled) or bare or time_in(naming) or time_in(beside) or time_in(opened)


def place_named(naming: Sequence[str], head: Sequence[str]) -> str | None:
    """Where the meeting was held: labelled, or in the lines that give its date, or in one of those right below them."""
    labelled = next((match for line in head if (match := _LABELLED_PLACE.match(line))), None)
    if labelled:
        return _ended(labelled["place"])
    for text in naming:
        for pattern in (_HELD_AT, _AFTER_TIME, _AFTER_YEAR):
            if (match := pattern.search(text)) and (place := _checked(match["place"], must_be_venue=pattern is not _HELD_AT)):
                return place
    alone = [
        re.sub(r"^(?:in|at)\s+", "", line, flags=re.I)
        for line in _beside_date(head)
        if not printed_dates(line) and len(line.split()) <= _LONGEST and ":" not in line
    ]
    whole = (match["place"] for i in range(len(head)) if (match := _IN_PERSON.search(" ".join(head[i : i + 2]))))
    return next((place for text in (*alone, *whole) if (place := _checked(text, must_be_venue=True))), None)


def _beside_date(head: Sequence[str]) -> Sequence[str]:
    """The first line with a date, and the few above and below it."""
    near = next((i for i, line in enumerate(head) if printed_dates(line)), len(head))
    return head[max(0, near - _BESIDE) : near + _BESIDE + 1]


def _ended(text: str) -> str | None:
    """A place without what follows it in the line."""
    end = _PLACE_ENDS.search(text)
    place = re.sub(r"(?:,?(?<!\s)\s++(?:and|or|of|the|at|in)){1,8}$", "", text[: end.start()] if end else text)
    return title_case(re.sub(r"^the\s+", "", place.strip(" ,.:*"), flags=re.I).strip()) or None


def _checked(text: str, *, must_be_venue: bool) -> str | None:
    """The place at the start of a text, if every word of it is a name's: nothing else is taken for one."""
    place = _ended(text)
    if place is None or TIME.match(place):
        return None
    words = place.split()
    named = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL_WORDS for word in words)
    if (
        not named
        or len(words) > _LONGEST
        or (must_be_venue and (not _VENUE.search(place) or _NO_VENUE.search(place)))
        or place.lower() in _SMALL_WORDS
    ):
        return None
    return place
