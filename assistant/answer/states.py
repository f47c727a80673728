"""How things stand -> the first line of an answer: a fixed phrase with proven fields."""

import datetime
from collections.abc import Iterable

from assistant.register.limbs import Limb
from assistant.register.outcomes import Became, Outcome, at_its_meeting
from corpus.models import Meeting, PassageKind
from corpus.register import Entry, EntryKind
from corpus.text import readable, spoken, squeezed

_WORDS = 30  # of a paper quoted within a state

_ASKED: dict[EntryKind, str] = {
    EntryKind.RESOLUTION: "decided it",
    EntryKind.RECOMMENDATION: "recommended it",
    EntryKind.ACTION: "asked for it to be done",
    EntryKind.INFORMATION_REQUEST: "asked for it",
    EntryKind.EXECUTIVE_RESPONSE: "answered it",
    EntryKind.TRACKER_ROW: "followed it up",
    EntryKind.PUBLIC_QUESTION: "was asked it",
}
RESULTS: dict[Outcome, str] = {
    Outcome.AGREED: "agreed it",
    Outcome.NOTED: "noted it",
    Outcome.REFERRED: "referred it",
    Outcome.LOST: "voted it down",
    Outcome.WITHDRAWN: "had it withdrawn before a vote",
    Outcome.DEFERRED: "deferred it",
}


def became_told(became: Became, last: Iterable[tuple[str, datetime.date]]) -> tuple[str, tuple[str, ...]]:
    """`Cabinet accepted it in part on 14 December 2023: £375, not £400`, and the words of it that are the papers' own.

    `last` are the last meetings that were looked at, by body, for what nothing is said of.
    """
    when = on(became.body, became.day)
    said = quoted(became.told)
    words: tuple[str, ...] = (said,) if said else ()
    told = f": “{readable(said)}”" if said else ""
    asked, agreed = became.figures
    if asked and agreed:
        told = f": {' and '.join(agreed[:2])}, not {' or '.join(asked[:2])}"
        words = agreed[:2]
    day_of = became.proof[-1].day
    when_told = on(became.proof[-1].passage.meeting.body, day_of)
    source = f"according to the papers of {', '.join(part for part in when_told if part)}"
    if became.dealt is not None:
        dealt = became.dealt.later
        source = f"when {on(dealt.passage.meeting.body, None)[0]} dealt with it on {spoken(dealt.day)}, {source}"
    match became.outcome:
        case Outcome.ACCEPTED if became.body and became.proof[-1].passage.kind is not PassageKind.TABLE_ROW:
            return f"{_sentence(when, 'accepted it')}{told}", words
        case Outcome.ACCEPTED_IN_PART if became.body and became.proof[-1].passage.kind is not PassageKind.TABLE_ROW:
            return f"{_sentence(when, 'accepted it in part')}{told}", words
        case Outcome.REJECTED if became.body and became.proof[-1].passage.kind is not PassageKind.TABLE_ROW:
            return f"{_sentence(when, 'did not accept it')}{told}", words
        case Outcome.ACCEPTED:
            return f"It was accepted, {source}{_all(said)}", words_of(said)
        case Outcome.ACCEPTED_IN_PART:
            return f"It was accepted in part, {source}{_all(said)}", words_of(said)
        case Outcome.REJECTED:
            return f"It was not accepted, {source}{_all(said)}", words_of(said)
        case Outcome.DECIDED:
            return f"{_sentence(when, 'decided on it')}{told}", words
        case Outcome.TAKEN:
            first = on(became.entry.meeting.body, became.entry.meeting.date)
            return f"{_sentence(first, 'deferred it')}, and it was taken on {when[1]}{told}", words
        case Outcome.DEFERRED:
            return f"{_sentence(when, 'deferred it')}. {nothing_since(last)}", ()
        case Outcome.UPHELD:
            return f"It was called in and left as it was: {when[0]}, {when[1]}{told}", words
        case Outcome.CHANGED:
            return f"It was looked at again and changed: {when[0]}, {when[1]}{told}", words
        case Outcome.REFERRED_BACK:
            return f"It was called in and referred back: {when[0]}, {when[1]}. {nothing_since(last)}", ()
        case Outcome.ANSWERED if became.status:
            return f"It was answered: marked “{became.status}” in the papers of {when[0]}, {when[1]}{told}", (became.status, *words)
        case Outcome.ANSWERED:
            return f"It was answered in the papers of {when[0]}, {when[1]}{told}", words
        case Outcome.CAME_BACK:
            return f"It came back to {when[0]} on {when[1]}{told}", words
        case Outcome.DONE | Outcome.OPEN | Outcome.PROPOSED_TO_CLOSE:
            how = {Outcome.DONE: "It is done", Outcome.OPEN: "It is still open"}.get(became.outcome, "It was proposed to be closed")
            return f"{how}: marked “{became.status}” in the papers of {when[0]}, {when[1]}{told}", (became.status, *words)
        case Outcome.WITHDRAWN if became.status:
            return f"It is over, and not said to be done: marked “{became.status}” in the papers of {when[0]}, {when[1]}{told}", (
                became.status,
                *words,
            )
        case _:
            return nothing_told(became.entry, became.limb, last), ()


def nothing_told(entry: Entry, limb: Limb, last: Iterable[tuple[str, datetime.date]]) -> str:
    """What was decided or asked for, and that the papers do not say what became of it."""
    result = at_its_meeting(entry, limb)
    when = on(entry.meeting.body, entry.meeting.date)
    if result in (Outcome.LOST, Outcome.WITHDRAWN):
        return _sentence(when, RESULTS[result])
    what = None
    if entry.kind is EntryKind.RESOLUTION:
        what = RESULTS[result] if result else "had it moved" if entry.mover else "had it before it"
    return f"{_sentence(when, what or _ASKED[entry.kind])}. {nothing_since(last)}"


def nothing_since(last: Iterable[tuple[str, datetime.date]]) -> str:
    """`What became of it the papers held do not say; the last meetings looked at: Cabinet, 7 July 2023`."""
    meetings = "; ".join(f"{body}, {spoken(day)}" for body, day in last)
    return (
        f"What became of it the papers held do not say; the last meetings looked at: {meetings}"
        if meetings
        else "What became of it the papers held do not say"
    )


def on(body: str | None, day: datetime.date | None) -> tuple[str, str]:
    return body or "the meeting", spoken(day) if day else ""


def whose(meeting: Meeting) -> str:
    named = meeting.body or meeting.council or "a meeting"
    return f"{named}, {spoken(meeting.date)}" if meeting.date else f"{named}, meeting date not given"


def _sentence(when: tuple[str, str], did: str) -> str:
    body, day = when
    return f"{body[:1].upper()}{body[1:]} {did} on {day}" if day else f"{body[:1].upper()}{body[1:]} {did}"


def _all(said: str) -> str:
    return f": “{readable(said)}”" if said else ""


def words_of(said: str) -> tuple[str, ...]:
    return (said,) if said else ()


def quoted(told: str) -> str:
    """As many of a paper's words as a state quotes, from their beginning; a clause is left whole where there is one to end at."""
    text = squeezed(told).strip(" .;,")
    words = text.split(" ")
    if len(words) <= _WORDS:
        return text
    kept = " ".join(words[:_WORDS])
    cut = max(kept.rfind(mark) for mark in (". ", "; "))
    return kept[:cut] if cut > len(kept) // 2 else kept
