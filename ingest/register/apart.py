"""Votes by name that minutes tell in a place of their own: `Votes by name, minute 30: For: Councillors Ode, Lee. Against: Councillor Dunn`.

They are those of the one decision of that minute that was voted on by as many; of none, where two were or the numbers differ.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.models import Meeting
from corpus.register import Ballot, Entry
from ingest.register.sentences import Sentence
from ingest.register.votes import ballot_of

_ANNOUNCED = re.compile(
    r"\b(?:(?:recorded\s+)?votes?\s+by\s+name|recorded\s+votes?|named\s+votes?|how\s+members\s+voted)\b[^.\n]{0,60}?\b(?:minute|item)\s+(?P<number>[A-Z]{0,4}\d[\w./]{0,8})",
    re.I,
)
_SIDE_BELOW = re.compile(r"[:\n]\s{0,4}(?=(?:for|ayes?|in\s+favou?r)\b[^.:\n]{0,30}:)", re.I)  # …, minute 30 (bridge): For: Councillors Ode
_SIDE = re.compile(r"^\W*(?:for|against|abst\w+|ayes?|noes|nays?|in\s+favou?r|voting)\b", re.I)


@dataclass(frozen=True, slots=True)
class Apart:
    """The votes by name of a minute of a meeting."""

    meeting: Meeting
    number: str
    ballot: Ballot


def votes_apart(sentences: Sequence[Sentence]) -> Iterator[Apart]:
    for n, one in enumerate(sentences):
        if not (announced := _ANNOUNCED.search(one.raw)):
            continue
        last = next((m for m in range(n + 1, len(sentences)) if not _SIDE.match(sentences[m].said)), len(sentences))
        side = _SIDE_BELOW.search(one.raw, announced.end())
        told = [*([replace(one, start=one.start + side.end())] if side else []), *sentences[n + 1 : last]]
        ballot = ballot_of(told) if told else None
        if ballot is not None and (ballot.names_for or ballot.names_against):
            yield Apart(one.meeting, announced["number"].rstrip("."), ballot)


def with_names(entries: Sequence[Entry], apart: Sequence[Apart]) -> list[Entry]:
    """The entries with the names of those who voted, where it is sure which decision they voted on."""
    named = {}
    for one in apart:
        of_minute = [entry for entry in entries if entry.meeting == one.meeting and entry.item and entry.item.number == one.number]
        fitting = [entry for entry in of_minute if _tells_vote(entry) and _fits(entry.ballot, one.ballot)]
        if len(fitting) == 1:
            named[fitting[0].id] = one.ballot
    return [_named(entry, named[entry.id]) if entry.id in named else entry for entry in entries]


def _fits(counted: Ballot | None, named: Ballot) -> bool:
    """Whether as many voted each way as are named, and nobody is named yet."""
    if counted is None or counted.in_favour is None or counted.names_for:
        return False
    counts = [(counted.in_favour, named.names_for), (counted.against, named.names_against), (counted.abstained, named.names_abstained)]
    return all((count.value if count else 0) == len(names) for count, names in counts)


def _tells_vote(entry: Entry) -> bool:
    """Whether its vote is told in its own words: not in those of the resolution that it is a limb of."""
    vote = entry.ballot.words if entry.ballot else None
    return vote is not None and any(piece.page == vote.page and piece.start <= vote.start < piece.end for piece in entry.words)


def _named(entry: Entry, names: Ballot) -> Entry:
    assert entry.ballot is not None
    ballot = replace(
        entry.ballot,
        names_for=names.names_for, names_against=names.names_against, names_abstained=names.names_abstained,
        names_absent=names.names_absent or entry.ballot.names_absent, recorded=entry.ballot.recorded or names.recorded,
    )  # fmt: skip
    return replace(entry, ballot=ballot)
