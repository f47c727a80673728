"""A later entry -> the earlier entries that it follows, on a minute's number, an item taken again, or a subject that can fit no other.

What is told here is seen from the later end: of all that went before, what does this row track, what does this motion take up? An entry
that two earlier ones fit as well as each other follows neither.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence

from assistant.register.held import HeldRegister, same_item
from assistant.register.limbs import Limb, limbs_of
from assistant.register.link import (
    BRIEF,
    DUE,
    Follow,
    Link,
    LinkKind,
    Sure,
    approves_minutes,
    asked_in_row,
    defers,
    follows_up,
    number_of_row,
    result_of,
)
from corpus.dates import printed_dates
from corpus.models import Passage, PassageKind
from corpus.register import Entry, EntryKind, Result
from corpus.text import readable

_LONGEST = datetime.timedelta(days=540)  # within which something is followed up
_OF_THE_ROW = 0.5  # of the weight of what a row says was asked that the earlier entry must have
_RARE = 1.05  # of the worth of a word that is nowhere else: two rare words that both have, or three less so
_FIRST_CELLS = 3  # of a row, which say what is tracked; what came of it follows
_MARGIN = 1.15  # by which the best must fit better than any other
_TIDY = 0.25  # how much it counts that the earlier entry says little besides
_ALL_BUT = 0.8  # of a title's weight
_TITLE = 0.8  # so counted: a title that tells one item from another, as `Correspondence` does not

_MINUTE = re.compile(
    r"(?P<number>\d{1,4}(?:/\d{2,4})?|[A-Z]{1,5}\d{2}/\d{1,4})\s?(?:\((?P<limb>[a-z]|\d{1,2}|[ivx]{1,4})\))?"
)  # 60(2) ; 22/139
_NAMED_MINUTE = re.compile(
    r"\b(?:minute|min\.?)\s+(?:no\.?\s*)?(?P<number>[A-Z]{0,5}\d{1,4}(?:/\d{1,4})?)\s?(?:\((?P<limb>[a-z]|\d{1,2})\))?", re.I
)  # see minute 95 ; minute 60(2)
_OF_A_MINUTE = re.compile(r"\b(?:ref|reference|min|minute|item|no)\b", re.I)  # of a column that numbers minutes
_TOLD = re.compile(r"[a-z]{4,}(?<!minute)(?<!meeting)", re.I)  # answered 3 May is no meeting of 3 May
_MINUTES = re.compile(r"\W{0,4}(?:[\w/.]{1,20}\s{1,3})?minutes\b", re.I)  # the item of the minutes of the last meeting
_RECOMMENDS = re.compile(r"\brecommended\b|\bbe\s+(?:asked|urged|requested|invited)\b", re.I)  # that Cabinet be asked to
_SUPPLEMENTARY = re.compile(r"\bsupplementa(?:ry|l)\b", re.I)
_AMENDMENT = re.compile(r"\bamendment\b", re.I)
_AS_AMENDED = re.compile(r"\bas\s+amended\b|\bsubstantive\b", re.I)
_BECAME = re.compile(r"\bbecame\s+(?:the|part)\b", re.I)  # became the decision, became the substantive motion
_ROWS = (EntryKind.TRACKER_ROW, EntryKind.EXECUTIVE_RESPONSE, EntryKind.ACTION, EntryKind.INFORMATION_REQUEST)
_DECISIONS = (EntryKind.RESOLUTION, EntryKind.RECOMMENDATION)


def earlier_of(later: Entry, register: HeldRegister) -> tuple[Link, ...]:
    """The links from what a later entry follows to it; none where it follows nothing that can be told."""
    if later.id not in register.earlier:
        register.earlier[later.id] = tuple(_earlier_of(later, register))
    return register.earlier[later.id]


def may_be_earlier(earlier: Entry, later: Entry, said: frozenset[str], register: HeldRegister) -> bool:
    """Whether it is worth asking if an entry of a later meeting follows an earlier one, which says these stems."""
    if later.kind in _DECISIONS:
        return register.same_title(earlier, later) or any(defers(earlier, limb) for limb in limbs_of(earlier))
    row = register.passages(later.passage_ids[:1]).get(later.passage_ids[0])
    if later.kind not in _ROWS or row is None or row.kind is not PassageKind.TABLE_ROW:
        return False
    asked = register.stems_of(asked_in_row(row))
    number = (earlier.item.number or "").strip(" .").casefold() if earlier.item else ""
    return register.weight(said & asked) >= _OF_THE_ROW * register.weight(asked) or any(
        number == minute.casefold() for minute, _ in _minutes_of(row)
    )


def _earlier_of(later: Entry, register: HeldRegister) -> Iterator[Link]:
    passage = register.passages(later.passage_ids[:1]).get(later.passage_ids[0])
    if later.meeting.date is None or later.draft or passage is None:
        return
    if passage.kind is PassageKind.TABLE_ROW and later.kind in _ROWS:
        yield from _of_row(later, passage, register)
    elif later.kind is EntryKind.PUBLIC_QUESTION:
        yield from _supplementary(later, passage, register)
    elif later.kind in _DECISIONS and not approves_minutes(later.said):
        yield from _amended(later, passage, register)
        yield from _pointed_at(later, passage, register)
        yield from _put_off(later, passage, register)
        yield from _recommended(later, passage, register)


# --- rows ---


def _of_row(later: Entry, row: Passage, register: HeldRegister) -> Iterator[Link]:
    if later.kind in (EntryKind.ACTION, EntryKind.INFORMATION_REQUEST) and not follows_up(later, row):
        return
    asked = register.stems_of(asked_in_row(row))
    if (found := _of_minute(later, row, asked, register)) is not None:
        earlier, limb, named = found
        yield _link(earlier, limb, later, row, LinkKind.TRACKS, f"minute {named} named")
        return
    before = [one for one in _about(asked, register) if _may_follow(later, one)]
    number = number_of_row(row)
    days = _days_of(row, later)
    own = [one for one in before if _is_own(one, later, register) and (not days or one.meeting.date in days)]
    again = [one for one in before if one.kind is EntryKind.TRACKER_ROW and _same_body(one, later) and number == _number_of(one, register)]
    answers = [one for one in before if _is_answer(one, later)]
    rare = _RARE / 2 if days else _RARE
    for rivals in (_numbered(own, row), own, _last(again), answers):
        if (best := _best(asked, rivals, rare, register)) is not None:
            earlier, limb = best
            elsewhere = later.kind is EntryKind.EXECUTIVE_RESPONSE and not _same_body(earlier, later)
            kind = LinkKind.RESPONSE_TO if elsewhere else LinkKind.TRACKS
            yield _link(earlier, limb, later, row, kind, "its subject fits no other")


def _days_of(row: Passage, later: Entry) -> frozenset[datetime.date]:
    """The days of meetings that cells of a row are given up to: `24 June 2025`, `Minute 7, 24 June 2025`; not a day of an answer."""
    met = later.meeting.date
    assert met is not None
    cells = [readable(one.text) for one in row.cells if one.in_row and len(one.text) < BRIEF and not DUE.search(one.header)]
    dates = [date for cell in cells for date in printed_dates(cell) if not _TOLD.search(cell[: date.start])]
    return frozenset(date.day for date in dates[:1] if date.day < met)


def _numbered(entries: Sequence[Entry], row: Passage) -> list[Entry]:
    """The entries whose own number stands in a cell of a row."""
    cells = {readable(one.text).strip() for one in row.cells if one.in_row}
    return [one for one in entries if one.number and one.number.value in cells]


def _number_of(entry: Entry, register: HeldRegister) -> str:
    row = register.passages(entry.passage_ids[:1]).get(entry.passage_ids[0])
    return number_of_row(row) if row is not None and row.kind is PassageKind.TABLE_ROW else ""


def _last(entries: Sequence[Entry]) -> list[Entry]:
    """Those of the latest meeting of them."""
    last = max((_ordinal(one) for one in entries), default=0)
    return [one for one in entries if _ordinal(one) == last]


def _of_minute(later: Entry, row: Passage, asked: frozenset[str], register: HeldRegister) -> tuple[Entry, Limb, str] | None:
    """The entry of the minute that a row is numbered by: `22/139`, `60(2)`, `minute 103`."""
    day = later.meeting.date
    assert day is not None
    for number, mark in _minutes_of(row):
        rivals = [
            one
            for one in register.entries_between(day - _LONGEST, day - datetime.timedelta(days=1))
            if one.item is not None
            and (one.item.number or "").strip(" .").casefold() == number.casefold()
            and _same_body(one, later)
            and not one.draft
            and not register.is_report(one)
            and one.kind is not EntryKind.TRACKER_ROW
            and not approves_minutes(one.said)
        ]
        scored = [
            (register.weight(asked & register.stems_of(_words(one, limb))), one, limb)
            for one in rivals
            for limb in limbs_of(one)
            if not mark or limb.mark == mark or not any(other.mark == mark for other in limbs_of(one))
        ]
        scored = [one for one in scored if one[0] > 0 or ("/" in number and len(rivals) == 1)]
        scored.sort(key=lambda one: (-one[0], -_ordinal(one[1])))
        second = next((weight for weight, one, _ in scored if one.id != scored[0][1].id), None)
        if scored and (second is None or scored[0][0] > second):
            return scored[0][1], scored[0][2], f"{number}({mark})" if mark else number
    return None


def _minutes_of(row: Passage) -> Iterator[tuple[str, str]]:
    for n, cell in enumerate(one for one in row.cells if one.in_row):
        text = readable(cell.text).strip()
        match = _MINUTE.fullmatch(text) if n < 2 else None
        if match and ("/" in match["number"] or n or _OF_A_MINUTE.search(cell.header)):
            yield match["number"], match["limb"] or ""
        for named in _NAMED_MINUTE.finditer(text) if n < _FIRST_CELLS else ():
            yield named["number"], named["limb"] or ""


def _is_own(earlier: Entry, later: Entry, register: HeldRegister) -> bool:
    """Whether an entry may be what a row of its body tracks."""
    return (
        _same_body(earlier, later)
        and not register.is_report(earlier)
        and earlier.kind not in (EntryKind.PUBLIC_QUESTION, EntryKind.TRACKER_ROW)
        and result_of(earlier) is not Result.NOTED
    )


def _is_answer(earlier: Entry, later: Entry) -> bool:
    """Whether an answer and a row may be of one recommendation: another body's recommendation, or what it answered."""
    if _same_body(earlier, later):
        return False
    if later.kind is EntryKind.EXECUTIVE_RESPONSE and earlier.kind in _DECISIONS and earlier.result is not None:
        return earlier.kind is EntryKind.RECOMMENDATION or _RECOMMENDS.search(earlier.said) is not None
    return later.kind in (EntryKind.TRACKER_ROW, EntryKind.EXECUTIVE_RESPONSE) and earlier.kind is EntryKind.EXECUTIVE_RESPONSE


def _best(asked: frozenset[str], rivals: Sequence[Entry], rare: float, register: HeldRegister) -> tuple[Entry, Limb] | None:
    """The one entry, and its limb, that what was asked fits; None where another fits as well, or none well enough."""
    whole = register.weight(asked)
    if len(asked) < 2 or not whole:
        return None
    scored = sorted(
        ((*_fit(asked, whole, one, limb, register), n, one, limb) for n, one in enumerate(rivals) for limb in limbs_of(one)),
        key=lambda one: (-round(one[0], 2), len(one[3].said), one[2]),  # the recommendation before the resolution that has it
    )
    if not scored:
        return None
    worth, share, _, best, limb = scored[0]
    shared = asked & register.stems_of(_words(best, limb))
    others = [other for other, _, _, one, _ in scored if one.id != best.id and not _within(one, best)]
    if (
        share < _OF_THE_ROW
        or len(shared) < 2
        or register.weight(shared) < rare * register.rarest
        or (others and worth < _MARGIN * others[0])
    ):
        return None
    return best, limb


def _fit(asked: frozenset[str], whole: float, entry: Entry, limb: Limb, register: HeldRegister) -> tuple[float, float]:
    said = register.stems_of(_words(entry, limb))
    shared = register.weight(asked & said)
    return shared / whole + _TIDY * 2 * shared / (whole + register.weight(said)), shared / whole


def _within(a: Entry, b: Entry) -> bool:
    """Whether one entry is part of another, such as a recommendation of the resolution that makes it, or says the same."""
    one, other = readable(a.said), readable(b.said)
    return a.meeting == b.meeting and (one in other or other in one)


# --- decisions ---


def _put_off(later: Entry, passage: Passage, register: HeldRegister) -> Iterator[Link]:
    """What an earlier meeting of the body put off, when its item comes again."""
    if result_of(later) in (Result.LOST, Result.WITHDRAWN):
        return
    day = later.meeting.date
    assert day is not None
    rivals = [
        one
        for one in register.deferred
        if one.id != later.id
        and one.meeting.date is not None
        and day - _LONGEST <= one.meeting.date < day
        and _same_body(one, later)
        and one.item is not None
        and _is_taken_in(one, later, register)
    ]
    last = max((one for one in rivals), key=_ordinal, default=None)
    if last is None:
        return
    limb = next((one for one in limbs_of(last) if defers(last, one)), limbs_of(last)[0])
    yield _link(last, limb, later, passage, LinkKind.TAKEN_AFTER_DEFERRAL, "the item that was put off")


def _is_taken_in(deferred: Entry, later: Entry, register: HeldRegister) -> bool:
    """Whether an item is what was put off: called alike, or all of its title in what was put off, `CCTV` or `to defer the cameras`."""
    title = register.stems_of(later.item.title if later.item else "")
    if register.same_title(deferred, later):
        return register.weight(title) >= _TITLE * register.rarest
    said = frozenset().union(*(register.stems_of(_words(deferred, one)) for one in limbs_of(deferred) if defers(deferred, one)))
    whole = register.weight(title)
    return whole >= _TITLE * register.rarest and register.weight(title & said) >= _ALL_BUT * whole


def _recommended(later: Entry, passage: Passage, register: HeldRegister) -> Iterator[Link]:
    """What a report put to the meeting under the item that the resolution was made under."""
    day = later.meeting.date
    assert day is not None
    if result_of(later) not in (Result.AGREED, Result.CARRIED) or later.kind is not EntryKind.RESOLUTION:
        return
    put = [
        one
        for one in register.entries_between(day, day)
        if register.is_report(one)
        and one.paper_id != later.paper_id
        and _same_body(one, later)
        and one.item is not None
        and register.weight(register.stems_of(one.item.title)) >= _TITLE * register.rarest
        and register.same_title(one, later)
    ]
    if len(put) == 1:
        yield _link(put[0], limbs_of(put[0])[0], later, passage, LinkKind.ADOPTS, "the report's item at the same meeting")


# --- of one meeting ---


def _supplementary(later: Entry, passage: Passage, register: HeldRegister) -> Iterator[Link]:
    if not _SUPPLEMENTARY.search(readable(later.said)[:200]):
        return
    above = _above(later, register, lambda one: one.kind is EntryKind.PUBLIC_QUESTION)
    if above is not None:
        yield _link(above, limbs_of(above)[0], later, passage, LinkKind.BESIDE, "the question that it follows up")


def _amended(later: Entry, passage: Passage, register: HeldRegister) -> Iterator[Link]:
    """`RESOLVED, as amended` after the amendment that was carried in the same item."""
    if result_of(later) not in (Result.AGREED, Result.CARRIED):
        return

    def is_amendment(one: Entry) -> bool:
        carried = result_of(one) in (Result.CARRIED, Result.AGREED)
        return carried and _AMENDMENT.search(one.said) is not None and one.kind in _DECISIONS

    above = _above(later, register, is_amendment)
    if above is not None and (_AS_AMENDED.search(later.said) or _BECAME.search(above.said)):
        yield _link(above, limbs_of(above)[0], later, passage, LinkKind.BESIDE, "the amendment of the same item")


def _pointed_at(later: Entry, passage: Passage, register: HeldRegister) -> Iterator[Link]:
    """`Accepted; see minute 95` and what minute 95 of the same meeting decided."""
    number = (later.item.number or "").strip(" .") if later.item else ""
    if not number or result_of(later) not in (Result.AGREED, Result.CARRIED):
        return
    for one in register.entries_of(later.paper_id):
        if one.kind is not EntryKind.EXECUTIVE_RESPONSE or one.meeting != later.meeting or same_item(one.item, later.item):
            continue
        if any(named["number"].casefold() == number.casefold() for named in _NAMED_MINUTE.finditer(one.said)) and (
            register.stems_of(one.said) & register.stems_of(_words(later, limbs_of(later)[0]))
        ):
            yield _link(one, limbs_of(one)[0], later, passage, LinkKind.BESIDE, f"minute {number} named")


def _above(later: Entry, register: HeldRegister, is_it: Callable[[Entry], bool]) -> Entry | None:
    """The last entry above, under the same item of the same meeting, that is such."""
    above = [
        one
        for one in register.entries_of(later.paper_id)
        if one.position < later.position and one.meeting == later.meeting and _under_one(one, later) and is_it(one)
    ]
    return above[-1] if above else None


def _under_one(a: Entry, b: Entry) -> bool:
    return same_item(a.item, b.item) or (a.item is None and b.item is None)


# --- shared ---


def _about(stems: frozenset[str], register: HeldRegister) -> list[Entry]:
    """The entries whose own words have most of these stems."""
    found: dict[str, Entry] = {}
    for passage in register.passages_on(sorted(stems)):
        for entry in register.entries_of(passage.paper_id):
            if passage.id in entry.passage_ids:
                found[entry.id] = entry
    return list(found.values())


def _may_follow(later: Entry, earlier: Entry) -> bool:
    met, day = later.meeting.date, earlier.meeting.date
    if met is None or day is None or not met - 2 * _LONGEST <= day < met or earlier.draft:
        return False
    both = (later.meeting.council, earlier.meeting.council)
    title = earlier.item.title if earlier.item else ""
    return (not all(both) or both[0] == both[1]) and not approves_minutes(earlier.said) and not _MINUTES.match(title)


def _same_body(a: Entry, b: Entry) -> bool:
    """`Northwold Schools Forum` is the Schools Forum."""
    one, other = set((a.meeting.body or "").casefold().split()), set((b.meeting.body or "").casefold().split())
    return bool(one and other) and (one <= other or other <= one)


def _words(entry: Entry, limb: Limb) -> str:
    """What an entry is about: its item, and the limb; all of it where it is one, `moved that the hotel be given up. CARRIED` too."""
    return f"{entry.item.title if entry.item else ''} {limb.text if limb.mark or len(limbs_of(entry)) > 1 else entry.said}"


def _ordinal(entry: Entry) -> int:
    return (entry.meeting.date or datetime.date.min).toordinal()


def _link(earlier: Entry, limb: Limb, later: Entry, passage: Passage, kind: LinkKind, why: str) -> Link:
    if passage.kind is PassageKind.TABLE_ROW:
        follow = Follow(passage, later, passage.body_start, passage.end, passage.body)
    else:
        words = later.words[0]
        follow = Follow(passage, later, words.start, words.end, words.value)
    return Link(earlier, limb, follow, kind, Sure.PROVEN, why)
