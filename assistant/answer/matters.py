"""A question about everything on a matter -> when it was last discussed, all of a kind, what is outstanding, how a vote went."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.business import business_answer
from assistant.answer.decisions import decisions_held, is_open
from assistant.answer.settled import Settled, Settling
from assistant.answer.states import whose
from assistant.models import Filters, Quote, Shape, State
from assistant.query.business import Asks, Business, kinds_named, side_named
from assistant.query.models import Query
from assistant.register.held import HeldRegister
from assistant.register.history import history_of
from assistant.register.matters import matters
from assistant.register.meetings import bodies_meant, topic_of
from assistant.register.outcomes import Proof, words_as_proof
from corpus.dates import printed_dates
from corpus.register import Entry, EntryKind
from corpus.store.bm25 import asked_stems, stems
from corpus.text import counted, spoken

_LISTED = 20  # of a kind, told one after another
_FIRST = re.compile(r"\b(?:first|earliest|originally)\b", re.I)  # when was it first discussed
_FIRST_OR_LAST = re.compile(rf"{_FIRST.pattern}|\b(?:last|latest|recent|recently|again)\b", re.I)  # when was it last on the agenda
_DECIDED = (EntryKind.RESOLUTION, EntryKind.RECOMMENDATION)
_DECISION = frozenset(stems("decisions decided resolutions resolved agreed motions"))
_OPEN = frozenset(
    stems(
        "open outstanding still yet undone unanswered done answered answer complete completed closed waiting wait pending overdue remain "
        "left action actions tracker log list rows row items item recommendation request requested asked information response"
    )
)
_CALLED = {
    EntryKind.RESOLUTION: "decision",
    EntryKind.RECOMMENDATION: "recommendation",
    EntryKind.ACTION: "action",
    EntryKind.INFORMATION_REQUEST: "request for information",
    EntryKind.PUBLIC_QUESTION: "public question",
}
_MANY = {EntryKind.INFORMATION_REQUEST: "requests for information"}
_STILL = (EntryKind.TRACKER_ROW, EntryKind.ACTION, EntryKind.INFORMATION_REQUEST)


def last_discussed_told(query: Query, register: HeldRegister) -> Settled | None:
    """The meeting that last, or first, dealt with a topic, and those next to it."""
    topic = topic_of(query, register)
    if not topic or not (query.asks_for_meetings or _FIRST_OR_LAST.search(query.text)):
        return None  # when something was done is told by the passages
    others = tuple(words for one in query.expansions for words in one.others)
    history = history_of(topic, register, query.question.filters, others)
    bodies = query.bodies
    found = [
        one
        for one in history.meetings
        if one.meeting.date and (not bodies or one.meeting.body in bodies) and query.may_mean(one.meeting.council)
    ]
    if not found:
        return None
    is_first = _FIRST.search(query.text) is not None
    if is_first:
        found.reverse()
    answer = Settling(register)
    numbers = answer.cite_all(Proof(one.best.passage, one.best.start, one.best.end) for one in found[:3])
    met = found[0].meeting
    assert met.date is not None
    how = "first" if is_first else "last"
    text = f"In the papers held it {how} came up on {spoken(met.date)}, at {met.body or 'a meeting'}"
    more = f"; {counted(len(found), 'meeting')} dealt with it" if len(found) > 1 else ""
    answer.lines.append(State(state=f"{how}_discussed", text=text + more, cites=numbers[:1]))
    answer.quote(numbers)
    return answer.settled(Shape.TIMELINE) if answer.cited else None


def list_told(query: Query, register: HeldRegister) -> Settled | None:
    """Everything of a kind on a topic, or of a body, a meeting or a time, oldest first, with how many that is."""
    kinds = kinds_named(query.text)[:1] or ((EntryKind.RESOLUTION,) if _DECISION & query.all_stems else ())
    if not kinds:
        return None
    wanted = _DECIDED if kinds[0] is EntryKind.RESOLUTION else kinds
    found = _of(query, register, wanted)
    if not found:
        return None
    answer = Settling(register)
    many = _MANY.get(kinds[0], f"{_CALLED[kinds[0]]}s")
    text = f"1 {_CALLED[kinds[0]]}" if len(found) == 1 else f"{len(found)} {many}"
    first = f", of which the first {_LISTED} are told" if len(found) > _LISTED else ""
    answer.lines.append(State(state="listed", text=f"{text} in the papers held{first}"))
    _tell(found[:_LISTED], answer, register)
    return answer.settled(Shape.LIST) if answer.cited else None


def outstanding_told(query: Query, register: HeldRegister) -> Settled | None:
    """The rows of the latest tracker that are open, of the body named or on the topic; where there is no tracker what else is open."""
    bodies, filters = bodies_meant(query, register), query.question.filters
    if not bodies:
        return None
    periods = [period for period in query.periods if period.first]
    entries = [
        one.entry
        for one in decisions_held(register.catalogue, bodies=bodies, kinds=_STILL)
        if not one.entry.draft
        and one.entry.meeting.date
        and query.may_mean(one.entry.meeting.council)
        and (not periods or any(period.includes(day) for period in periods for day in _days(one.entry)))
        and _within(filters, one.entry, register)
    ]
    rows = [one for one in entries if one.kind is EntryKind.TRACKER_ROW]
    if periods and not rows:
        return None  # what became of what was asked for then is told one by one
    latest = max((_day(one) for one in rows or entries), default=None)
    of_latest = [one for one in rows or entries if _day(one) == latest]
    topic = _without_kinds(topic_of(query, register), _OPEN)
    if any(register.holds(stem) for stem in register.stems_of(topic)):  # `open actions on gritting`, not `what is still open`
        about = {match.entry.id for match in matters(topic, register, kinds=_STILL, bodies=bodies)}
        of_latest = [one for one in of_latest if one.id in about]
    still = [one for one in of_latest if is_open(one)]
    if not of_latest or latest is None:
        return None
    answer = Settling(register)
    whose_day = f"{' and '.join(bodies)}, {spoken(latest)}"
    what = counted(len(of_latest), "row") + " of the tracker" if rows else counted(len(of_latest), "thing") + " asked for"
    on = f" on {topic}" if topic else ""
    first = f"; the first {_LISTED} are told" if not still and len(of_latest) > _LISTED else ""
    text = f"{len(still)} of {what}{on} {'are' if len(still) != 1 else 'is'} open: {whose_day}{first}"
    answer.lines.append(State(state="outstanding" if still else "nothing_outstanding", text=text))
    _tell(sorted(still or of_latest[:_LISTED], key=lambda one: one.position), answer, register)
    return answer.settled() if answer.cited else None


def votes_told(query: Query, register: HeldRegister) -> Settled | None:
    """How a vote went, of a question that does not ask it in so many words: `was it unanimous`."""
    topic = topic_of(query, register)
    if not topic:
        return None
    asked = Business(Asks.VOTED, topic, kinds_named(query.text), query.periods, side_named(query.text))
    settled = business_answer(replace(query, business=asked), asked, register)
    told = settled is not None and any(isinstance(line, State) and line.state == "voted" for line in settled.lines)
    return settled if told else None


def _of(query: Query, register: HeldRegister, kinds: Sequence[EntryKind]) -> list[Entry]:
    """The entries of some kinds that a question means, oldest first: those on its topic, or all where it names none."""
    topic, bodies, filters = topic_of(query, register), query.bodies, query.question.filters
    topic = _without_kinds(topic, _DECISION)
    periods = [period for period in query.periods if period.first]
    if topic:
        wordings = [topic, *(topic.replace(one.words, other) for one in query.expansions for other in one.others)]
        about = {match.entry.id: match.entry for words in wordings for match in matters(words, register, kinds=kinds, bodies=bodies)}
        entries = list(about.values())
    elif bodies or periods:
        entries = [one.entry for one in decisions_held(register.catalogue, bodies=bodies, kinds=kinds)]
    else:
        return []
    found = [
        one
        for one in entries
        if one.kind in kinds
        and not one.draft
        and not register.is_report(one)
        and query.may_mean(one.meeting.council)
        and (not bodies or one.meeting.body in bodies)
        and (not periods or any(period.includes(one.meeting.date) for period in periods))
        and _within(filters, one, register)
    ]
    return sorted(found, key=lambda one: (_day(one), one.paper_id, one.position))


def _without_kinds(topic: str, others: frozenset[str]) -> str:
    """What is left of a topic without the words for kinds of business, and other such words: `open actions on gritting` -> `gritting`."""
    return " ".join(word for word in topic.split() if asked_stems(word) and not kinds_named(word) and not others & set(stems(word)))


def _within(filters: Filters, entry: Entry, register: HeldRegister) -> bool:
    return filters == Filters() or set(entry.passage_ids) <= set(register.known.within(filters).passage_ids)


def _days(entry: Entry) -> list[datetime.date]:
    """The day of its meeting; of a tracker's row the days that it names, too: those of what it follows up."""
    own = [entry.meeting.date] if entry.meeting.date else []
    return [*own, *(date.day for date in printed_dates(entry.said))] if entry.kind is EntryKind.TRACKER_ROW else own


def _day(entry: Entry) -> datetime.date:
    return entry.meeting.date or datetime.date.min


def _tell(entries: Sequence[Entry], answer: Settling, register: HeldRegister) -> None:
    for entry in entries:
        n = answer.cite(words_as_proof(entry, register), whole=entry.kind is not EntryKind.PUBLIC_QUESTION)
        if n is not None:
            answer.lines.append(Quote(n=n, where=whose(entry.meeting), text=answer.cited[n - 1].citation.quote))
