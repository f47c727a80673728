"""Who was in the room when all members present voted: names only where the minutes leave no doubt that somebody was."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.models import Attendee, Paper, Part, PartKind, Presence
from corpus.register import Ballot, Stated
from ingest.register.sentences import Sentence
from ingest.register.votes import all_present_voted, number_meant

_AWAY = re.compile(
    r"\b(?:left|leave|withdrew|withdrawn|absent|absence|apolog\w+|arriv\w+|joined|rejoined|returned"
    r"|departed|vacated|not\s{1,9}present|no\s{1,9}part|not\s{1,9}(?:vote|voting)|abstain\w*|against|dissent\w*"
    r"|retired\s{1,9}from)\b",
    re.I,
)
_INTEREST = re.compile(r"\b(?:interests?|declar\w+|dispensation|predetermin\w+|recus\w+)\b", re.I)
_NUMBERS = re.compile(
    r"\b(?:item|items|minute|minutes|no\.?|agenda)\s{1,9}((?:\w*\d[\w/]*)(?:(?:,|\s{1,9}and|\s{1,9}to)\s{1,9}\w*\d[\w/]*)*)", re.I
)
_NO_VOTE = re.compile(r"\b(?:co-?opted|no\s{1,9}vote|non-?voting|observer|clerk|officer|adviser|advisor)\b", re.I)


def attendance_at(sentence: Sentence, paper: Paper, parts: Sequence[Part]) -> tuple[Attendee, ...]:
    """Who attended the meeting that a sentence is of: as the minutes bound in say, or the paper itself."""
    at = sentence.passage.position
    bound = next((part for part in parts if part.kind is PartKind.MINUTES and part.first <= at < part.last), None)
    return bound.attendance if bound else paper.attendance


def voters_of(
    ballot: Ballot | None, told: Sequence[Sentence], meeting: Sequence[Sentence], attendance: Sequence[Attendee]
) -> Ballot | None:
    """The vote with the names of those who voted for it, where all members present did.

    `told` are the sentences of the decision, `meeting` those of its meeting. Whoever came late, left, declared an interest or is told to
    have voted otherwise is not named; nobody is where the number of those who voted is not that of those who were there.
    """
    said = all_present_voted(told)
    if ballot is None or said is None or "against" in said[1][0] or ballot.names_for:
        return ballot
    members = [one for one in attendance if one.presence is Presence.PRESENT and not _NO_VOTE.search(one.role or "")]
    sure = [one for one in members if _was_there(one, said[0], meeting)]
    number = number_meant(said[1]["n"]) if said[1]["n"] else ballot.in_favour.value if ballot.in_favour else None
    if not members or (number is not None and number != len(members)):
        return ballot
    return replace(ballot, names_for=tuple(stated for one in sure if (stated := _named(one, meeting))))


def _was_there(member: Attendee, at: Sentence, meeting: Sequence[Sentence]) -> bool:
    if member.note is not None:
        return False
    return not any(_doubts(one, at) for one in _telling_of(member, meeting))


def _telling_of(member: Attendee, meeting: Sequence[Sentence]) -> Iterator[Sentence]:
    surname = re.compile(rf"\b{re.escape(_surname(member.name))}\b")
    return (one for one in meeting if surname.search(one.said))


def _doubts(one: Sentence, at: Sentence) -> bool:
    """Whether a sentence that names a member leaves it open that they were there and voted with the others."""
    if _INTEREST.search(one.said):
        numbers = {number for found in _NUMBERS.findall(one.said) for number in re.findall(r"(?<!\w)\w{0,8}\d[\w/]{0,8}", found)}
        return not numbers or at.item is None or at.item.number in numbers
    return _AWAY.search(one.said) is not None and (one.item == at.item or one.start < at.start or one.page < at.page)


def _surname(name: str) -> str:
    return name.rstrip(".,").split()[-1]


def _named(member: Attendee, meeting: Sequence[Sentence]) -> Stated[str] | None:
    """Where the minutes name a member first."""
    return next((stated for one in meeting if (stated := one.holds(member.name))), None)
