"""A question -> what it asks about the business of meetings: what became of something, what is outstanding, who was asked, who voted.

A question that asks none of this gives None, and is answered from the passages alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.dates import Period, periods_named, times_in
from corpus.register import EntryKind


class Asks(StrEnum):
    """What is asked about the business of meetings."""

    BECAME = "became"  # what became of it
    CAME_BACK = "came_back"  # whether it came back to a meeting
    CORRECTED = "corrected"  # whether minutes were corrected
    OUTSTANDING = "outstanding"  # what of a meeting, or of a time, is not done yet
    ASKED = "asked"  # who was asked to do it
    VOTED = "voted"  # who voted, and how
    HOW_OFTEN = "how_often"  # how many meetings dealt with it
    AGREED = "agreed"  # what was agreed


class Side(StrEnum):
    """How somebody voted."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


@dataclass(frozen=True, slots=True)
class Business:
    """What a question asks about the business of meetings, and of what.

    `subject` is what is left of the question without the words that ask. `kinds` are those that the question calls it by, as `our
    recommendation` does; `periods` are the times that it names. `side` is which votes are asked for.
    """

    asks: Asks
    subject: str
    kinds: tuple[EntryKind, ...] = ()
    periods: tuple[Period, ...] = ()
    side: Side | None = None
    put_off: bool = False  # it asks of what was deferred


_WHO = r"(?:we|you|they|members|councillors|(?:the|our)\s+(?:\w+\s+){0,4}?(?:panel|committee|cabinet|executive|board|council|commission)|cabinet|council|scrutiny)"
_GOT = r"(?:get|got|receive|received|have|had|hear(?:\s+back)?|see|seen)"
_FRAMES: tuple[tuple[Asks, re.Pattern[str]], ...] = (
    # Who voted against the plan? ; How did Cllr Lee vote on it?
    (Asks.VOTED, re.compile(r"\bwho\s+(?:(?:had|has)\s+)?(?:voted?|abstain\w*)(?:\s+(?P<side>for|in\s+favour\s+of|against|on))?|\bwho\s+was\s+(?P<side2>for|against)\b", re.I)),
    # Who was asked to mend the roof? ; Whose job is it to write to the bus company?
    (Asks.ASKED, re.compile(r"\bwho\s+(?:was|were|is|are|has|had)\s+(?:been\s+)?(?:asked|told|requested|to|supposed|meant|responsible|down)\b(?:\s+(?:to|for))?|\bwhose\s+(?:job|action|task)\s+(?:is|was)\s+it\b(?:\s+to)?", re.I)),
    # What is outstanding from October? ; Which actions are still open?
    (Asks.OUTSTANDING, re.compile(r"\b(?:what|which\s+\w+|anything)(?:\s+\w+){0,3}?\s+(?:is|are|was|were|remains?)\s+(?:still\s+)?(?:outstanding|open|undone|unanswered|not\s+(?:yet\s+)?(?:done|answered))\b|\bwhat\s+are\s+we\s+(?:still\s+)?waiting\s+for\b", re.I)),
    # Were the minutes of 4 May corrected?
    (Asks.CORRECTED, re.compile(r"\b(?:were|are|was|have|how\s+were)\s+the\s+minutes\b.{0,80}\b(?:corrected|amended|changed|put\s+right)\b", re.I)),
    # Has the risk register come back?
    (Asks.CAME_BACK, re.compile(r"\b(?:has|have|did|when\s+(?:did|does|will)|is)\b(?=.{1,120}\b(?:come|came|been\s+brought|been|report(?:ed)?|gone|return(?:ed)?|go)\s+back\b|.{1,120}\breturn(?:ed)?\b)", re.I)),
    # How often did the library come up? ; How many times have we discussed it?
    (Asks.HOW_OFTEN, re.compile(rf"\bhow\s+(?:often|many\s+times)\b(?=.{{0,150}}\b(?:(?:come|came)\s+up|discuss\w*|consider\w*|debat\w+|raised|look\w*\s+at|talk\w*\s+about|dealt\s+with|deal\s+with|before\s+(?:us|the)|on\s+the\s+agenda)\b)(?:\s+(?:did|has|have|was|were))?(?:\s+{_WHO})?(?:\s+(?:discuss\w*|consider\w*|look\w*\s+at|talk\w*\s+about|dealt\s+with|deal\s+with))?|\bhow\s+many\s+meetings\b(?:\s+{_WHO})?", re.I)),
    # What happened to our recommendation on fares? ; Did Cabinet accept our recommendation that … ; Did we ever get the figures?
    (Asks.BECAME, re.compile(
        rf"\bwhat(?:ever)?\s+(?:(?:has|have|had)\s+)?(?:happened|happens|become|became|come|came)\s+(?:to|of|about|with|from)\b"
        rf"|\bwhat\s+(?:was|is|were)\s+the\s+(?:outcome|result|status|state|fate|response|reply|answer)\s+(?:of|to)\b|\bwhere\s+are\s+we\s+with\b"
        rf"|\b(?:did|has|have)\s+{_WHO}\s+(?:ever\s+|yet\s+)?(?:accept|agree\s+to|act\s+on|respond\s+to|reject)(?:ed)?\s+(?=.{{0,30}}\brecommend)"
        rf"|\bhow\s+did\s+{_WHO}\s+(?:respond|reply|answer)\s+to\b"
        rf"|\b(?:did|have|has)\s+{_WHO}\s+(?:ever\s+|yet\s+)?{_GOT}\b|\b(?:have|were|has)\s+{_WHO}\s+(?:ever\s+)?(?:been\s+)?(?:told|sent|given)\b",
        re.I)),
    # What did we agree about the pavilion?
    (Asks.AGREED, re.compile(rf"\bwhat\s+(?:did|have|has)\s+{_WHO}\s+(?:agree|decide|resolve|conclude)d?\b(?:\s+(?:about|on|over|to\s+do\s+(?:about|with)))?|\bwhat\s+(?:was|were|has\s+been)\s+(?:agreed|decided|resolved)\b(?:\s+(?:about|on|over))?", re.I)),
)  # fmt: skip
_OF_IT = re.compile(r"\b(?:any|all|some|none|much)\s+of\s+(?:it|that|them|those|these)\b", re.I)  # and has any of it come back?
_KINDS: tuple[tuple[EntryKind, re.Pattern[str]], ...] = (
    (EntryKind.RECOMMENDATION, re.compile(r"\brecommend(?:ation|ations|ed)?\b", re.I)),
    (
        EntryKind.INFORMATION_REQUEST,
        re.compile(r"\brequest(?:s|ed)?\b|\bwe\s+(?:had\s+)?(?:asked|requested)\b|\basked\s+for\b|\bfigures?\s+we\b", re.I),
    ),
    (EntryKind.ACTION, re.compile(r"\bactions?\b", re.I)),
    (EntryKind.RESOLUTION, re.compile(r"\b(?:resolution|motion|amendment|decision|call(?:ed)?[\s-]in|deferred)\b", re.I)),
)
# Words that ask, or say what sort of business it is, and do not tell what it is about.
_ABOUT_NOTHING = re.compile(
    rf"\b(?:(?:(?:our|the|its|their|your|cabinet[’']s|a)\s+)?(?:recommendations?|requests?|decisions?|motions?|resolutions?|proposals?|actions?|outcome|call-ins?)"
    rf"(?:\s+(?:that|of|on|about|for|to|from|made\s+by))?"
    rf"|(?:that|which)\s+(?:was|were|had\s+been|has\s+been)\s+(?:deferred|called\s+in|referred\s+back|agreed|made|asked\s+for)"
    rf"|(?:that\s+)?{_WHO}\s+(?:had\s+)?(?:asked\s+(?:for|that|to)|asked|requested|deferred|recommended|agreed|decided|called\s+in|made)(?:\s+officers)?(?:\s+to)?"
    rf"|come\s+(?:up|back)|came\s+(?:up|back)|been\s+back|brought\s+back|reported?\s+back|(?:been\s+)?(?:discussed|considered|debated)|still|yet|ever|so\s+far|in\s+the\s+end)\b",
    re.I,
)


def business_of(text: str, meetings: Iterable[date] = ()) -> Business | None:
    """What a question asks about the business of meetings; `meetings` are the dates held, by which `in October` is one October."""
    for asks, frame in _FRAMES:
        if (match := frame.search(text)) is None or (asks is Asks.CAME_BACK and _OF_IT.search(text)):
            continue
        rest = f"{text[: match.start()]} {text[match.end() :]}"
        named = match.groupdict()
        side = _side_of(text, named.get("side") or named.get("side2")) if asks is Asks.VOTED else None
        kinds = kinds_named(text)
        return Business(
            asks, _subject_of(rest), kinds, periods_named(text, meetings), side, re.search(r"\b(?:deferr|postpon)", text, re.I) is not None
        )
    return None


def kinds_named(text: str) -> tuple[EntryKind, ...]:
    """The kinds of business that a text calls it by: `our recommendations` ; `which actions`."""
    return tuple(kind for kind, pattern in _KINDS if pattern.search(text))


def side_named(text: str) -> Side | None:
    """The side of a vote that a text asks of: `did anyone oppose it, was anybody against`."""
    return _side_of(text, "against" if re.search(r"\bagainst\b|\boppos", text, re.I) else None)


def _side_of(text: str, named: str | None) -> Side | None:
    if re.search(r"\babstain", text, re.I):
        return Side.ABSTAINED
    return {"against": Side.AGAINST, "for": Side.FOR, "in": Side.FOR}.get((named or "").split(" ")[0].lower())


def _subject_of(rest: str) -> str:
    """`our recommendation that fares be frozen in May?` -> `fares be frozen`."""
    for start, end in reversed(times_in(rest)):
        rest = f"{rest[:start]} {rest[end:]}"
    return " ".join(_ABOUT_NOTHING.sub(" ", rest).split()).strip(" ?.!,")
