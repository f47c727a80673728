"""A question about the business of meetings -> its answer: how things stand in a line, then the proof."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.citations import Cited
from assistant.answer.settled import Settled, Settling, naming_council
from assistant.answer.states import RESULTS, became_told, on, quoted
from assistant.models import Filters, Phrase, Shape, State
from assistant.query.business import Asks, Business, Side
from assistant.query.models import Query
from assistant.register.held import HeldRegister
from assistant.register.history import history_of
from assistant.register.limbs import limbs_of
from assistant.register.link import approves_minutes, corrects_minutes, defers, result_of
from assistant.register.matters import Matter, matters
from assistant.register.outcomes import Became, Outcome, Proof, at_its_meeting, became, limb_as_proof, words_as_proof
from corpus.dates import printed_dates
from corpus.models import Passage
from corpus.register import Ballot, Entry, EntryKind, Result, Stated
from corpus.text import counted, readable, spoken

_PROOFS = 4  # quoted beside the state
_LISTED = 12  # things outstanding that are listed
_OWN_AS_GOOD = 0.75  # of what a report puts to a meeting, from which what the meeting itself decided is taken before it
_AS_GOOD = 0.92  # of the best: an entry that is about the matter as much
_REPORTED = (EntryKind.RECOMMENDATION, EntryKind.INFORMATION_REQUEST, EntryKind.ACTION)


def business_answer(query: Query, business: Business, register: HeldRegister) -> Settled | None:
    """How things stand with what a question asks about; None where that cannot be told, and the passages are to answer."""
    settled = _settled(query, business, register)
    return naming_council(settled, query, register) if settled else None


def _settled(query: Query, business: Business, register: HeldRegister) -> Settled | None:
    answer = Settling(register)
    of = _Asked(query, business, register)
    match business.asks:
        case Asks.CORRECTED:
            return _corrected(of, answer)
        case Asks.OUTSTANDING:
            return _outstanding(of, answer)
        case Asks.HOW_OFTEN:
            return _how_often(of, answer)
        case Asks.VOTED:
            return _voted(of, answer)
        case Asks.ASKED:
            return _who_was_asked(of, answer)
        case Asks.AGREED:
            return None  # the passages answer, and `agreed_state` says the state of it
        case Asks.BECAME | Asks.CAME_BACK:
            return _became(of, answer)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question about business, with the register that it is asked of."""

    query: Query
    business: Business
    register: HeldRegister

    def matters(self, *, subject: str | None = None) -> list[Matter]:
        business = self.business
        found = matters(
            business.subject if subject is None else subject,
            self.register,
            kinds=business.kinds,
            periods=business.periods,
            bodies=self.query.bodies,
        )
        if business.asks in (Asks.AGREED, Asks.VOTED, Asks.ASKED) and business.periods:
            of_then = [one for one in found if any(period.includes(one.entry.meeting.date) for period in business.periods)]
            found = of_then or found
        return [one for one in found if self.is_looked_at(one.entry)]

    def is_looked_at(self, entry: Entry) -> bool:
        """Whether an entry is of a council that is named, where one is, and within the filters."""
        return self.query.may_mean(entry.meeting.council) and (self.within is None or set(entry.passage_ids) <= self.within)

    @property
    def within(self) -> set[str] | None:
        filters = self.query.question.filters
        return None if filters == Filters() else set(self.register.known.within(filters).passage_ids)

    def last_meetings(self, entry: Entry) -> list[tuple[str, datetime.date]]:
        """The last meeting held of each body of the council that something could have come back to: its own and those that met since."""
        latest: dict[str, datetime.date] = {}
        for _, meeting in self.register.known.passage_ids:
            same = not entry.meeting.council or not meeting.council or meeting.council == entry.meeting.council
            if meeting.date and meeting.body and same and (entry.meeting.date is None or meeting.date >= entry.meeting.date):
                latest[meeting.body] = max(latest.get(meeting.body, meeting.date), meeting.date)
        own = entry.meeting.body
        listed = sorted(latest.items(), key=lambda one: (one[0] != own, -one[1].toordinal()))
        return listed[:3]


def _became(of: _Asked, answer: Settling) -> Settled | None:
    found = of.matters()
    if not found:
        return None
    best = _anchor(found, of)
    entry, limb = best.entry, best.limb
    result = became(entry, limb, of.register)
    if result.outcome is Outcome.NOTHING_SAID:
        # What says the same at another meeting, such as the decision that a report led to, may have been followed where this was not.
        for other in found:
            if other.entry.id == entry.id or (of.business.kinds and other.entry.kind not in of.business.kinds):
                continue
            if other.worth >= _AS_GOOD * best.worth or (not of.business.kinds and of.register.same_title(other.entry, entry)):
                told = became(other.entry, other.limb, of.register)
                earlier = result.entry.meeting.date and told.day and told.day < result.entry.meeting.date
                if told.outcome is not Outcome.NOTHING_SAID and not earlier:
                    result = told
                    break
    if of.business.asks is Asks.CAME_BACK:
        result = _as_come_back(result)
    if result.outcome is Outcome.DONE and EntryKind.INFORMATION_REQUEST in of.business.kinds:
        result = replace(result, outcome=Outcome.ANSWERED)
    at_once = at_its_meeting(result.entry, result.limb)
    if result.outcome is Outcome.NOTHING_SAID and at_once in (Outcome.LOST, Outcome.WITHDRAWN):
        result = replace(result, outcome=at_once)
    _tell(result, of, answer)
    return answer.settled() if answer.cited else None


def _anchor(found: Sequence[Matter], of: _Asked) -> Matter:
    """Where a thread begins: the earliest of what is about the matter as much as the best, rows and reports after what was decided."""
    if of.business.put_off and (put_off := [one for one in found if defers(one.entry, one.limb)]):
        found = put_off
    own = [one for one in found if not of.register.is_report(one.entry)]
    if own and own[0].worth >= _OWN_AS_GOOD * found[0].worth:
        found = own
    as_good = [one for one in found if one.worth >= _AS_GOOD * found[0].worth]
    if of.business.kinds and any(one.entry.kind in of.business.kinds for one in as_good):
        as_good = [one for one in as_good if one.entry.kind in of.business.kinds]
    elif any(one.entry.kind is not EntryKind.TRACKER_ROW for one in as_good):
        as_good = [one for one in as_good if one.entry.kind is not EntryKind.TRACKER_ROW]
    rows = all(one.entry.kind is EntryKind.TRACKER_ROW for one in as_good)
    return (max if rows else min)(as_good, key=lambda one: one.entry.meeting.date or datetime.date.max)


def _as_come_back(result: Became) -> Became:
    told = {Outcome.TAKEN, Outcome.DECIDED, Outcome.ACCEPTED, Outcome.ANSWERED, Outcome.CHANGED, Outcome.UPHELD}
    return replace(result, outcome=Outcome.CAME_BACK) if result.outcome in told and result.day else result


def _tell(result: Became, of: _Asked, answer: Settling) -> None:
    numbers = answer.cite_all(result.proof)
    text, words = became_told(result, of.last_meetings(result.entry))
    answer.lines.append(State(state=result.outcome, text=text, words=tuple(words), cites=numbers))
    others = [Proof(link.later.passage, link.later.start, link.later.end) for link in result.links]
    more = answer.cite_all(proof for proof in others if all(proof.passage.id != one.passage.id for one in result.proof))
    answer.quote([*numbers, *more][: _PROOFS + 1])
    if result.probable:
        likely = answer.cite_all(Proof(link.later.passage, link.later.start, link.later.end) for link in result.probable[:2])
        likely = tuple(n for n in likely if n not in (*numbers, *more))
        if likely:
            answer.lines.append(Phrase(text="Probably on the same matter, which the papers do not prove:", cites=likely))


def _corrected(of: _Asked, answer: Settling) -> Settled | None:
    """The approval of the minutes of a meeting: with what corrections, or none."""
    day = next((period.first for period in of.business.periods if period.first and period.first == period.last), None)
    if day is None:
        return None
    for entry in of.register.entries_between(day + datetime.timedelta(days=1), day + datetime.timedelta(days=400)):
        if entry.draft or not approves_minutes(entry.said) or day not in {date.day for date in printed_dates(entry.said)}:
            continue
        if result_of(entry) not in (Result.AGREED, Result.CARRIED) or of.register.is_report(entry) or not of.is_looked_at(entry):
            continue  # what was put to a meeting, or was voted down, corrects nothing
        if of.query.bodies and entry.meeting.body not in of.query.bodies:
            continue
        is_corrected = corrects_minutes(entry.said, day)
        numbers = answer.cite_all([words_as_proof(entry, of.register)])
        whose, when = on(entry.meeting.body, entry.meeting.date)
        if is_corrected:
            text = f"The minutes of {spoken(day)} were corrected when {whose} approved them on {when}"
        else:
            text = f"The minutes of {spoken(day)} were approved by {whose} on {when} without a correction that the papers tell of"
        answer.lines.append(State(state=Outcome.CORRECTED if is_corrected else Outcome.AGREED, text=text, cites=numbers))
        answer.quote(numbers)
        return answer.settled() if answer.cited else None
    return None


def _outstanding(of: _Asked, answer: Settling) -> Settled | None:
    """What was asked for, recommended or put off in a time, and is not over as far as the papers say."""
    spans = [(period.first, period.last) for period in of.business.periods if period.first and period.last]
    if not spans:
        return None
    entries = [
        entry
        for first, last in spans
        for entry in of.register.entries_between(first, last)
        if not entry.draft
        and (entry.kind in _REPORTED or result_of(entry) is Result.DEFERRED)
        and not of.register.is_report(entry)
        and (not of.query.bodies or entry.meeting.body in of.query.bodies)
        and of.is_looked_at(entry)
    ]
    if not entries:
        return None
    things = [became(entry, limb, of.register) for entry in entries for limb in limbs_of(entry)]
    still = [one for one in things if not one.outcome.is_over]
    when = " and ".join(period.words for period in of.business.periods if period.first)
    last = of.last_meetings(entries[0])
    numbers = answer.cite_all(one.proof[0] for one in still[:_LISTED])
    if still:
        told = (
            f"{counted(len(still), 'thing')} of the {len(things)} asked for or put off in {when} "
            + ("is" if len(still) == 1 else "are")
            + " not said to be over"
            + _first_of(still)
        )
    else:
        told = f"All {counted(len(things), 'thing')} asked for or put off in {when} are said to be over{_first_of(things)}"
        numbers = answer.cite_all(one.proof[-1] for one in things[:_LISTED])
    answer.lines.append(State(state="outstanding" if still else "nothing_outstanding", text=told, cites=numbers))
    for one in still[:_LISTED]:
        cites = answer.cite_all([one.proof[0], *one.proof[-1:]])
        text, words = became_told(one, last)
        if not cites:
            continue
        answer.quote(cites[:1])
        answer.lines.append(State(state=one.outcome, text=text, words=tuple(words), cites=cites[-1:]))
    return answer.settled() if answer.cited else None


def _how_often(of: _Asked, answer: Settling) -> Settled | None:
    others = tuple(words for one in of.query.expansions for words in one.others)
    history = history_of(of.business.subject, of.register, of.query.question.filters, others)
    periods = [period for period in of.business.periods if period.first]
    met = [
        one
        for one in history.meetings
        if of.query.may_mean(one.meeting.council) and (not periods or any(period.includes(one.meeting.date) for period in periods))
    ]
    if not met:
        return None
    dated = [one.meeting.date for one in met if one.meeting.date]
    numbers = answer.cite_all(Proof(one.best.passage, one.best.start, one.best.end) for one in met[:_LISTED])
    when = f", from {spoken(min(dated))} to {spoken(max(dated))}" if len(dated) > 1 else f", on {spoken(dated[0])}" if dated else ""
    answer.lines.append(
        State(state="counted", text=f"{counted(len(met), 'meeting')} dealt with it in the papers held{when}{_first_of(met)}", cites=numbers)
    )
    answer.quote(numbers)
    return answer.settled(Shape.TIMELINE) if answer.cited else None


def _voted(of: _Asked, answer: Settling) -> Settled | None:
    found = of.matters()
    if not found:
        return None
    as_good = [one for one in found if one.worth >= 0.8 * found[0].worth and not of.register.is_report(one.entry)] or found[:1]
    best = next((one for one in as_good if one.entry.ballot is not None), as_good[0])
    entry, ballot = best.entry, best.entry.ballot
    side = of.business.side
    named = _names(ballot, side) if ballot else ()
    proofs = [*(_stated(one, entry, of.register) for one in named), words_as_proof(entry, of.register)]
    if ballot is not None:
        proofs.insert(0, _stated(ballot.words, entry, of.register))
    numbers = answer.cite_all(proofs)
    did = {Side.AGAINST: "voted against it", Side.FOR: "voted for it", Side.ABSTAINED: "abstained", None: "voted"}[side]
    when = on(entry.meeting.body, entry.meeting.date)
    where = f"at {when[0]} on {when[1]}" if when[1] else f"at {when[0]}"
    if named:
        count = _count(ballot, side) if ballot else None
        more = f"; the papers name {len(named)} of {count.value}" if count and count.value > len(named) else ""
        text = f"{_and([one.value for one in named])} {did} {where}{more}"
        answer.lines.append(State(state="voted", text=text, words=tuple(one.value for one in named), cites=numbers))
    else:
        count = _count(ballot, side) if ballot else None
        if count is not None:
            text = f"{count.value or 'Nobody'} {did} {where}" + ("; the papers do not name them" if count.value else "")
        elif ballot is not None and ballot.unanimous is not None and side is Side.AGAINST:
            text = f"Nobody {did} {where}: it was unanimous"  # which does not say that nobody abstained
        else:
            text = f"The papers do not say who {did} {where}"
        answer.lines.append(State(state="no_names", text=text, cites=numbers))
    answer.quote(numbers)
    return answer.settled() if answer.cited else None


def _names(ballot: Ballot, side: Side | None) -> tuple[Stated[str], ...]:
    match side:
        case Side.FOR:
            return ballot.names_for
        case Side.AGAINST:
            return ballot.names_against
        case Side.ABSTAINED:
            return ballot.names_abstained
        case None:
            return (*ballot.names_for, *ballot.names_against)


def _count(ballot: Ballot, side: Side | None) -> Stated[int] | None:
    return {Side.FOR: ballot.in_favour, Side.AGAINST: ballot.against, Side.ABSTAINED: ballot.abstained, None: None}[side]


def _who_was_asked(of: _Asked, answer: Settling) -> Settled | None:
    found = [one for one in of.matters() if not of.register.is_report(one.entry)]
    for one in found:
        if one.worth < 0.8 * found[0].worth:
            break
        owner = one.entry.owner
        if owner is None:
            continue
        numbers = answer.cite_all([limb_as_proof(one.entry, one.limb, of.register), _stated(owner, one.entry, of.register)])
        when = on(one.entry.meeting.body, one.entry.meeting.date)
        text = f"{owner.value} was asked to, by {when[0]} on {when[1]}" if when[1] else f"{owner.value} was asked to, by {when[0]}"
        answer.lines.append(State(state="asked", text=text, words=(owner.value,), cites=numbers))
        answer.quote(numbers)
        return answer.settled() if answer.cited else None
    return None


def agreed_state(query: Query, register: HeldRegister, cited: Sequence[Cited]) -> State | None:
    """The latest of what was decided on the matter that a question asks about, where the answer cites it already."""
    if query.business is None or query.business.asks is not Asks.AGREED:
        return None
    found = [
        one
        for one in _Asked(query, query.business, register).matters()
        if one.entry.kind in (EntryKind.RESOLUTION, EntryKind.RECOMMENDATION) and not register.is_report(one.entry)
    ]
    as_good = [one for one in found if one.worth >= _AS_GOOD * found[0].worth]
    for best in sorted(as_good, key=lambda one: (one.entry.meeting.date or datetime.date.min, one.worth), reverse=True):
        numbers = tuple(one.citation.n for one in cited if one.passage.id in best.entry.passage_ids)
        if numbers:
            return _agreed(best, numbers[:1])
    return None


def _agreed(best: Matter, numbers: tuple[int, ...]) -> State | None:
    """What its meeting did with it; None where the papers do not say."""
    outcome = at_its_meeting(best.entry, best.limb)
    when = on(best.entry.meeting.body, best.entry.meeting.date)
    is_recommended = best.entry.kind is EntryKind.RECOMMENDATION
    match outcome:
        case None | Outcome.AGREED if is_recommended:
            did = "recommended"
        case None if best.entry.mover is not None:
            did = "had it moved"
        case None:
            return None
        case _:
            did = RESULTS[outcome].removesuffix(" it") if outcome in (Outcome.AGREED, Outcome.NOTED) else RESULTS[outcome]
    said = quoted(best.limb.text)
    text = f"{when[0][:1].upper()}{when[0][1:]} {did}" + (f" on {when[1]}" if when[1] else "") + f": “{readable(said)}”"
    return State(state=outcome or ("recommended" if is_recommended else "moved"), text=text, words=(said,), cites=numbers)


def _stated(field: Stated[str], entry: Entry, register: HeldRegister) -> Proof:
    """The words of a field, in the passage of the entry, or of its item, that they stand in."""
    held: Sequence[Passage] = [*register.passages(entry.passage_ids).values()]
    near = [*held, *(register.item_of(held[0]) if held else ())]
    holder = next((one for one in near if one.page == field.page and one.start <= field.start and field.end <= one.end), held[0])
    if holder.page == field.page and holder.start <= field.start and field.end <= holder.end:
        return Proof(holder, holder.start, holder.end) if len(holder.text.split()) <= 60 else Proof(holder, field.start, field.end)
    return Proof(holder, holder.start, holder.end)


def _first_of(things: Sequence[object]) -> str:
    """`; the first 12 of 31 are told`, where not all are."""
    return f"; the first {_LISTED} of {len(things)} are told" if len(things) > _LISTED else ""


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
