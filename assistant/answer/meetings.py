"""A question about a meeting as a whole -> what it decided, a summary of it, who was there, when a body meets next and met last."""

import re
from collections.abc import Iterable, Sequence

from assistant.answer.lines import not_final
from assistant.answer.settled import Settled, Settling
from assistant.answer.states import whose
from assistant.models import Citation, Heading, Phrase, Quote, Shape, State
from assistant.query.models import Query
from assistant.register.held import HeldRegister
from assistant.register.limbs import decisive
from assistant.register.meetings import (
    Met,
    attendance_of,
    bodies_meant,
    decisions_of,
    items_of,
    meant,
    minuted,
    next_meeting_said,
    opening_of,
    topic_of,
)
from assistant.register.outcomes import Proof
from corpus.models import Attendee, Meeting, Part, Passage, Presence
from corpus.register import Entry, EntryKind, Result
from corpus.text import counted, item_named, sentence_spans, spoken, squeezed

_MEETINGS = 3  # told of one after another
_TOLD = 40  # decisions told of one meeting: no meeting of the papers that we know made more
_GIST = 35  # words of an item that decided nothing
_LATEST = re.compile(r"\b(?:last|latest|most\s+recent|previous)\b", re.I)  # the last meeting


def decisions_told(query: Query, register: HeldRegister) -> Settled | None:
    """All that the meetings meant decided, with how many decisions that is. A question on one matter is for the passages."""
    if not _names_a_meeting(query, register) or _is_about_a_matter(query, register):
        return None
    found = [(met, decisions) for met in meant(query, register) if (decisions := decisions_of(met, register))]
    if not found:
        return None
    if not _has_time(query):
        latest = found[0][0]
        found = [one for one in found if (one[0].council, one[0].body, one[0].day) == (latest.council, latest.body, latest.day)]
    answer = Settling(register)
    for met, decisions in found[:_MEETINGS]:
        whole = f"{_name(met)} made {counted(len(decisions), 'decision')} on {_when(met)}"
        first = f", of which the first {_TOLD} are told" if len(decisions) > _TOLD else ""
        answer.lines.append(State(state="decisions", text=whole + first))
        _tell_decisions(decisions[:_TOLD], answer, register)
    _tell_others([met for met, _ in found[_MEETINGS:]], answer)
    return answer.settled(Shape.LIST) if answer.cited else None


def summary_told(query: Query, register: HeldRegister) -> Settled | None:
    """A meeting item by item: what was decided, a sentence of what was not, who was there, when it meets next."""
    if not _names_a_meeting(query, register):
        return None
    found = [met for met in meant(query, register) if minuted(met, register)]
    if not found:
        return None
    if _has_time(query) and len({met.body for met in found}) > 1 and not bodies_meant(query, register):
        return _which(found, register)
    met = found[0]
    if len(of_day := [one for one in found if (one.council, one.body, one.day) == (met.council, met.body, met.day)]) > 1:
        return _which(of_day, register)
    items, decisions = items_of(met, register), decisions_of(met, register)
    if not items and not decisions:
        return None
    answer = Settling(register)
    counts = [counted(len(items), "item")] if len(items) > 1 else []
    counts.append(counted(len(decisions), "decision") if decisions else "no decision recorded")
    answer.lines.append(State(state="summary", text=f"{_name(met)}, {_when(met)}: {', '.join(counts)}"))
    told: set[str] = set()
    for part, passages in items:
        of_item = [one for one in decisions if set(one.passage_ids) & {passage.id for passage in passages}]
        told |= {one.id for one in of_item}
        if of_item:
            _tell_decisions(of_item, answer, register, part)
        else:
            _tell_gist(part, passages, answer)
    _tell_decisions([one for one in decisions if one.id not in told], answer, register)
    _tell_attendance(met, answer, register)
    _tell_next(met, answer, register)
    return answer.settled(Shape.LIST) if answer.cited else None


def attendance_told(query: Query, register: HeldRegister) -> Settled | None:
    """Who was at the meeting meant, in what part; None where no paper tells, or no meeting is meant."""
    if not _names_a_meeting(query, register):
        return None
    for met in meant(query, register)[: None if _has_time(query) else 6]:
        answer = Settling(register)
        found = attendance_of(met, register)
        named = {stem for person in (found[1] if found else ()) for stem in register.stems_of(f"{person.name} {person.role or ''}")}
        if any(register.holds(stem) for stem in register.stems_of(topic_of(query, register, typed=True)) - named):
            return None  # it asks for something else besides
        if _tell_attendance(met, answer, register, query):
            return answer.settled(Shape.LIST)
    return None


def next_told(query: Query, register: HeldRegister) -> Settled | None:
    """When a body meets next, as the papers of its latest meeting say that tell it."""
    bodies = bodies_meant(query, register)
    if not bodies or _has_time(query):
        return None
    answer = Settling(register)
    for body in bodies[:_MEETINGS]:
        for met in [one for one in meant(query, register) if one.body == body]:
            if _tell_next(met, answer, register):
                break
    return answer.settled(Shape.FIGURE) if answer.cited else None


def last_told(query: Query, register: HeldRegister) -> Settled | None:
    """When a body met last, as far as the papers held tell."""
    if not bodies_meant(query, register):
        return None
    found = meant(query, register)
    opening = opening_of(found[0], register) if found else None
    if opening is None:
        return None
    met, answer = found[0], Settling(register)
    numbers = answer.cite_all([Proof(opening, opening.start, opening.end)])
    of = "" if minuted(met, register) else ", of which the papers are held and not the minutes"
    text = f"The last meeting of {_name(met)} in the papers held was on {_when(met)}{of}"
    answer.lines.append(State(state="last_meeting", text=text, cites=numbers))
    answer.quote(numbers)
    return answer.settled(Shape.FIGURE) if answer.cited else None


def _names_a_meeting(query: Query, register: HeldRegister) -> bool:
    return bool(bodies_meant(query, register)) or _has_time(query) or _LATEST.search(query.text) is not None


def _has_time(query: Query) -> bool:
    return any(period.first for period in query.periods)


def _is_about_a_matter(query: Query, register: HeldRegister) -> bool:
    """Whether what is left of a question names a matter of the papers: `carers' breaks`."""
    return any(register.holds(stem) for stem in register.stems_of(topic_of(query, register, typed=True)))


def _name(met: Met) -> str:
    return met.council if met.body == "Council" and met.council else met.body


def _when(met: Met) -> str:
    return f"{spoken(met.day)} at {met.time}" if met.time else spoken(met.day)


def _which(found: Sequence[Met], register: HeldRegister) -> Settled:
    """Several bodies met then: which is meant?"""
    answer = Settling(register)
    answer.lines.append(Phrase(text="Several meetings fit. Ask of one of them:"))
    for met in found:
        opening = opening_of(met, register)
        cites = answer.cite_all([Proof(opening, opening.start, opening.end)]) if opening else ()
        answer.lines.append(State(state="meeting", text=f"{_name(met)}, {_when(met)}", cites=cites))
    return answer.settled(Shape.LIST)


def _tell_others(others: Iterable[Met], answer: Settling) -> None:
    named = "; ".join(whose(Meeting(body=_name(met), date=met.day, time=met.time)) for met in others)
    if named:
        answer.lines.append(Phrase(text=f"Other meetings that fit made decisions, too: {named}."))


def _tell_decisions(decisions: Sequence[Entry], answer: Settling, register: HeldRegister, part: Part | None = None) -> None:
    """The words of each decision under the name of its item; of a long one every piece."""
    for entry in decisions:
        held = register.passages(entry.passage_ids)
        item = item_named(part.number, part.title) if part else item_named(entry.item.number, entry.item.title) if entry.item else ""
        for at, words in enumerate(entry.words):
            holder = next((one for one in held.values() if one.page == words.page and one.start <= words.start < one.end), None)
            if holder is None:
                continue
            start = words.end - len(decisive(words.value))
            n = answer.cite(Proof(holder, start, words.end), whole=True)
            if n is not None:
                where = _named_so(item, entry, answer.cited[n - 1].citation) if at == 0 else ""
                answer.lines.append(Quote(n=n, where=where, text=answer.cited[n - 1].citation.quote))


_NOT_CARRIED = {Result.LOST: "motion lost", Result.WITHDRAWN: "withdrawn", Result.DEFERRED: "deferred", Result.REFERRED: "referred"}


def _named_so(item: str, entry: Entry, citation: Citation) -> str:
    """The item of a decision, with what it is where that is no decision carried: words of a lost motion read as if it had been."""
    result = _NOT_CARRIED.get(entry.result.value) if entry.result else None
    kind = "recommendation" if entry.kind is EntryKind.RECOMMENDATION else None
    named = "; ".join(part for part in (result or kind, not_final(citation)) if part)
    return f"{item} ({named})".strip() if named else item


def _tell_gist(part: Part, passages: Sequence[Passage], answer: Settling) -> None:
    """The first sentences of an item that decided nothing."""
    passage = passages[0]
    body = passage.body
    spans = sentence_spans(body)
    if not spans:
        return
    end = spans[0][1]
    for _, later in spans[1:]:
        if len(body[:later].split()) > _GIST:
            break
        end = later
    n = answer.cite(Proof(passage, passage.body_start + spans[0][0], passage.body_start + end))
    if n is not None:
        answer.lines.append(Quote(n=n, where=item_named(part.number, part.title), text=answer.cited[n - 1].citation.quote))


_PART = {
    Presence.PRESENT: "Present",
    Presence.APOLOGIES: "Apologies",
    Presence.ABSENT: "Absent",
    Presence.IN_ATTENDANCE: "In attendance",
}


def _tell_attendance(met: Met, answer: Settling, register: HeldRegister, query: Query | None = None) -> bool:
    """Who was there, from the passages that name them; of one who is asked for, in what part. Whether any passage tells."""
    found = attendance_of(met, register)
    if found is None:
        return False
    paper_id, people = found
    of = [one for one in register.passages_of(paper_id) if met.is_of(one.meeting)]
    holders = {person: holder for person in people if (holder := _holder(person, of))}
    if not holders:
        return False
    if query is None:
        answer.lines.append(Heading(text="Who was there:"))
    else:
        asked = [person for person in holders if set(register.stems_of(_surname(person))) & query.all_stems]
        for person in asked[:_MEETINGS]:
            how = _PART.get(person.presence, "").lower()
            numbers = answer.cite_all([_whole(holders[person])])
            text = f"{person.name}: {how} at {_name(met)} on {_when(met)}"
            answer.lines.append(State(state=person.presence, text=text, words=(_surname(person),), cites=numbers))
        if not asked:
            answer.lines.append(State(state="attendance", text=f"{_name(met)}, {_when(met)}"))
    for presence, name in _PART.items():
        of_part = [person for person in holders if person.presence is presence]
        if of_part:
            numbers = answer.cite_all(_whole(holders[person]) for person in of_part)
            names = [_with_role(person, holders[person]) for person in of_part]
            words = tuple(name for person in of_part for name in _words(person, holders[person]))
            answer.lines.append(State(state=presence, text=f"{name}: {', '.join(names)}", words=words, cites=numbers))
    return bool(answer.cited)


def _holder(person: Attendee, passages: Sequence[Passage]) -> Passage | None:
    """The passage that names a person, by the whole name or else by the last of it: `Lee`, and not `Leeds`."""
    for name in (person.name, _surname(person)):
        named = re.compile(rf"(?<!\w){re.escape(squeezed(name))}(?!\w)")
        if found := next((one for one in passages if named.search(squeezed(one.text))), None):
            return found
    return None


def _surname(person: Attendee) -> str:
    return person.name.split()[-1]


def _with_role(person: Attendee, holder: Passage) -> str:
    role = squeezed(person.role or "")
    return f"{person.name} ({role})" if role and role in squeezed(holder.text) else person.name


def _words(person: Attendee, holder: Passage) -> tuple[str, ...]:
    whole = squeezed(person.name)
    return (whole,) if whole in squeezed(holder.text) else (_surname(person),)


def _whole(passage: Passage) -> Proof:
    return Proof(passage, passage.body_start, passage.end)


def _tell_next(met: Met, answer: Settling, register: HeldRegister) -> bool:
    said = next_meeting_said(met, register)
    if said is None:
        return False
    passage, start, end, words, _ = said
    short = len(passage.body.split()) <= _GIST
    n = answer.cite(_whole(passage) if short else Proof(passage, start, end), whole=True)
    if n is None:
        return False
    text = f"{_name(met)} was next to meet on {words}, as said on {_when(met)}; no later papers of it are held"
    newer = any(one.day > met.day for one in _of_body(met, register))
    answer.lines.append(State(state="next_meeting", text=text.split(";")[0] if newer else text, words=(words,), cites=(n,)))
    answer.quote([n])
    return True


def _of_body(met: Met, register: HeldRegister) -> Iterable[Met]:
    return (Met(met.council, met.body, day, ()) for day in register.meets_of(met.council, met.body))
