"""An entry -> what later papers say of it: links, each with the words of both ends and how sure it is.

A link is made on evidence at both ends only: a number that both print, the earlier meeting's date or minute named in the later words, the
later meeting's date named in the earlier words, or the earlier words said again; and always on a subject that fits it better than anything
else of that meeting. `What was asked for in May` is followed by the report of July that says so, not by any report of July.
"""

import datetime
import re
from collections.abc import Iterable, Iterator

from assistant.register.earlier import earlier_of, may_be_earlier
from assistant.register.held import HeldRegister, same_item
from assistant.register.limbs import Limb, limbs_of
from assistant.register.link import (
    Follow,
    Link,
    LinkKind,
    Sure,
    approves_minutes,
    asked_in_row,
    defers,
    follows_up,
    number_of_row,
    references_of,
    result_of,
)
from assistant.register.references import Reference, numbers_in
from corpus.dates import periods_named, printed_dates, times_in
from corpus.models import PaperKind, Passage, PassageKind
from corpus.register import Entry, EntryKind, Result
from corpus.text import readable

_FEW = 0.34  # of the weight of the shorter text that both have: below it nothing tells that they are of one matter
_ALIKE = 0.5
_TELLING = 0.5  # of the worth of a word that is nowhere else: `recommended to Cabinet` is said of many things
_SAME_WORDS = 0.72  # of an earlier text's weight said again
_SAID = 0.25  # of the weight of what is put off or asked for that the later words must have
_WORD_FOR_WORD = 0.9
_CLEARLY = 0.66  # of what a row says that was asked
_A_YEAR_AND_A_HALF = 540  # days within which a tracker's row follows something up
_STEMS_TO_QUOTE = 6
_MARGIN = 1.12  # by which the best of a meeting's entries must fit better than the next one of another item

_CALLED_IN = re.compile(r"\bcall(?:ed)?[\s-]in\b", re.I)
_REFERRED_BACK = re.compile(r"\brefer(?:red|ral|s)?\b[\s\w,]{0,40}\bback\b|\breconsider", re.I)
_ANSWERS = re.compile(r"\brecommend", re.I)


def follows(entry: Entry, register: HeldRegister) -> list[Link]:
    """What later papers say of an entry, in order of their meetings. An entry of a meeting without a date, or a draft, has none."""
    day = entry.meeting.date
    if day is None or entry.draft or (approves_minutes(entry.said) and len(limbs_of(entry)) == 1):
        return []
    found: dict[tuple[str, str], Link] = {}
    candidates = list(_candidates(entry, register))
    for passage in candidates:
        for link in _linked(entry, passage, register):
            key = (link.limb.mark or link.limb.text, link.later.passage.id)
            if key not in found or (link.sure is Sure.PROVEN and found[key].sure is Sure.PROBABLE):
                found[key] = link
    for later in _later_entries(entry, candidates, register):
        for link in earlier_of(later, register):
            key = (link.limb.mark or link.limb.text, link.later.passage.id)
            if link.earlier.id == entry.id and (key not in found or found[key].sure is Sure.PROBABLE):
                found[key] = link
    return sorted(_once(found.values()), key=lambda link: (link.later.day, link.later.passage.paper_id, link.later.passage.position))


def _later_entries(entry: Entry, candidates: Iterable[Passage], register: HeldRegister) -> Iterator[Entry]:
    """The entries that may follow an entry: of its own meeting, and of the later passages that have its words."""
    own = {one.id: one for one in register.entries_of(entry.paper_id) if one.id != entry.id and one.meeting == entry.meeting}
    yield from (one for one in own.values() if one.position > entry.position)
    said = register.stems_of(f"{entry.item.title if entry.item else ''} {entry.said}")
    found = dict(own)
    for passage in candidates:
        for one in register.entries_of(passage.paper_id):
            if one.id not in found and passage.id in one.passage_ids:
                found[one.id] = one
                if may_be_earlier(entry, one, said, register):
                    yield one


def _once(links: Iterable[Link]) -> Iterator[Link]:
    """One link for each limb and later entry: the surest, and of those the one whose words stand in the entry itself."""
    best: dict[tuple[str, str], Link] = {}
    for link in links:
        later = link.later
        key = (link.limb.mark or link.limb.text, later.entry.id if later.entry else later.passage.id)
        if key not in best or (link.sure is Sure.PROVEN, _is_own(link)) > (best[key].sure is Sure.PROVEN, _is_own(best[key])):
            best[key] = link
    yield from best.values()


def _is_own(link: Link) -> bool:
    return link.later.entry is not None and link.later.passage.id in link.later.entry.passage_ids


def _candidates(entry: Entry, register: HeldRegister) -> Iterator[Passage]:
    """The later passages that have words of the entry, and those that name its number."""
    day = entry.meeting.date
    assert day is not None
    title = entry.item.title if entry.item else ""
    seen: set[str] = set()
    texts = [limb.text for limb in limbs_of(entry)]
    dated = list(register.stems_of(f"{day.day} {day:%B} {day.year}"))
    for text in texts[:12]:
        stems = sorted(register.stems_of(f"{title} {text}"), key=register.rarity, reverse=True)[:24]
        for passage in register.passages_on([*stems, *dated]):
            if passage.id not in seen and _is_later(passage, entry):
                seen.add(passage.id)
                yield passage


def _is_later(passage: Passage, entry: Entry) -> bool:
    met, day = passage.meeting.date, entry.meeting.date
    if met is None or day is None or met <= day or passage.id in entry.passage_ids:
        return False
    return not (passage.meeting.council and entry.meeting.council and passage.meeting.council != entry.meeting.council)


def _linked(entry: Entry, passage: Passage, register: HeldRegister) -> Iterator[Link]:
    """The links from an entry to what one later passage says, if it speaks of it."""
    is_row = passage.kind is PassageKind.TABLE_ROW
    text, offset = (passage.body, passage.body_start) if is_row else (passage.text, passage.start)
    later = _entry_at(passage, register)
    if approves_minutes(text) and not is_row:
        return
    shared_numbers = numbers_in(entry.said) & numbers_in(text)
    limbs = limbs_of(entry)
    if shared_numbers:
        for limb in limbs:
            if numbers_in(limb.text) & shared_numbers or (entry.number and entry.number.value in shared_numbers) or len(limbs) == 1:
                start, end = _line_with(numbers_in(limb.text) & shared_numbers or shared_numbers, text)
                follow = Follow(passage, later, offset + start, offset + end, text[start:end])
                why = f"number {', '.join(sorted(shared_numbers))} in both"
                yield Link(entry, limb, follow, _kind(entry, passage, later), Sure.PROVEN, why)
        return
    number = number_of_row(passage) if is_row and entry.meeting.body == passage.meeting.body else ""
    if number and number == _number_of(entry, register) and register.stems_of(asked_in_row(passage)) & register.stems_of(entry.said):
        follow = Follow(passage, later, offset, offset + len(text), text)
        yield Link(entry, limbs[0], follow, LinkKind.TRACKS, Sure.PROVEN, f"number {number} in both")
        return
    references = references_of(passage, register)
    for reference in references:
        said = passage.said if is_row else text[reference.start : reference.end]
        if (found := _referred(entry, passage, reference, said, register)) is not None:
            limb, sure, why = found
            start, end = (0, len(text)) if is_row else (reference.start, reference.end)
            follow = Follow(passage, later, offset + start, offset + end, text[start:end])
            yield Link(entry, limb, follow, _kind(entry, passage, later), sure, why)
            return
    if is_row and not references and follows_up(later, passage):
        yield from _of_the_body(entry, passage, later, register)
        return
    yield from _foreseen(entry, passage, later, register)
    yield from _said_again(entry, passage, later, register)


def _line_with(numbers: Iterable[str], text: str) -> tuple[int, int]:
    """The line of a text that has one of the numbers, where others have others: of `R1 …: accepted` and `R2 …: rejected` one is meant."""
    if len(numbers_in(text)) < 2:
        return 0, len(text)
    at = min(text.index(number) for number in numbers if number in text)
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return start, len(text) if end < 0 else end


def _entry_at(passage: Passage, register: HeldRegister) -> Entry | None:
    """The entry that a passage is of; else the one decision of its item, in its paper."""
    entries = register.entries_of(passage.paper_id)
    own = next((entry for entry in entries if passage.id in entry.passage_ids), None)
    if own is not None or passage.item is None or passage.kind is PassageKind.TABLE_ROW:
        return own
    decided = [
        entry
        for entry in entries
        if same_item(entry.item, passage.item)
        and entry.meeting == passage.meeting
        and not entry.draft
        and entry.kind in (EntryKind.RESOLUTION, EntryKind.EXECUTIVE_RESPONSE, EntryKind.RECOMMENDATION)
        and result_of(entry) not in (Result.LOST, Result.WITHDRAWN)
    ]
    return decided[0] if decided and register.known.papers[passage.paper_id].kind is not PaperKind.REPORT else None


def _about(passage: Passage, said: str) -> str:
    """What tells what a later text is about: its words with the item and heading above them."""
    title = passage.item.title if passage.item else ""
    return f"{title} {passage.heading or ''} {said}" if passage.kind is not PassageKind.TABLE_ROW else asked_in_row(passage)


def _own_subject(entry: Entry, limb: Limb) -> str:
    return f"{entry.item.title if entry.item else ''} {limb.text}"


def _fit(a: frozenset[str], b: frozenset[str], register: HeldRegister) -> tuple[float, float]:
    """How well two texts are of one matter: the weight of what both say beside all of both, and beside the shorter of them."""
    shared = register.weight(a & b)
    of_a, of_b = register.weight(a), register.weight(b)
    return (2 * shared / (of_a + of_b) if of_a + of_b else 0.0), (shared / min(of_a, of_b) if min(of_a, of_b) else 0.0)


def _referred(entry: Entry, passage: Passage, reference: Reference, said: str, register: HeldRegister) -> tuple[Limb, Sure, str] | None:
    """The limb that a reference means, how sure that is and why; None where it means another entry, or none that can be told."""
    day = entry.meeting.date
    assert day is not None
    first, last = reference.first, reference.last
    if first is not None and last is not None:
        if not first <= day <= last:
            return None
    elif reference.previous or reference.minute:
        met = passage.meeting.date
        assert met is not None
        earlier = [one for one in register.meets_of(entry.meeting.council, passage.meeting.body) if one < met]
        if entry.meeting.body != passage.meeting.body or not earlier:
            return None
        if reference.previous and day != earlier[-1]:
            return None
        first, last = (earlier[-1], earlier[-1]) if reference.previous else (day, day)
    else:
        return None
    assert first is not None
    assert last is not None
    about = register.stems_of(_about(passage, said)) - register.stems_of(f"{day.day} {day:%B} {day.year}")
    rivals = [
        one
        for one in register.entries_between(first, last)
        if not one.draft
        and one.meeting.body is not None
        and not approves_minutes(one.said)
        and _may_mean(one, passage, said)
        and (not reference.minute or _numbered(one, reference.minute))
    ]
    if entry not in rivals:
        return None
    scored = [(_fit(register.stems_of(_own_subject(one, limb)), about, register), one, limb) for one in rivals for limb in limbs_of(one)]
    if reference.limb and any(limb.mark == reference.limb for _, _, limb in scored):
        scored = [one for one in scored if one[2].mark == reference.limb]
    scored.sort(key=lambda one: (-round(_worth(one[1], one[0], said), 2), len(one[1].said), one[1].position))
    (dice, share), best, limb = scored[0]
    if best.id != entry.id and not (best.meeting == entry.meeting and readable(best.said) == readable(entry.said)):
        return None
    others = [_worth(one, fit, said) for fit, one, _ in scored if _item(one) != _item(best)]
    ahead = not others or _worth(best, (dice, share), said) >= _MARGIN * others[0]
    named = f"{_spoken(reference, day)}{f', minute {reference.minute}' if reference.minute else ''}"
    if reference.minute and (share >= 0.2 or (len({_item(one) for _, one, _ in scored}) == 1 and dice > 0)):
        return limb, Sure.PROVEN if share >= 0.2 else Sure.PROBABLE, f"{named} named"
    if share < _FEW or not ahead or register.weight(about & register.stems_of(_own_subject(best, limb))) < _TELLING * register.rarest:
        return None
    return limb, Sure.PROVEN if reference.names_a_day or share >= _ALIKE else Sure.PROBABLE, f"{named} named, same subject"


def _worth(entry: Entry, fit: tuple[float, float], said: str) -> float:
    """How well an entry is what a reference means: its subject, and whether it is of the kind that the words say."""
    dice, share = fit
    worth = dice + 0.5 * share
    for kind, pattern in _CALLED:
        if entry.kind is kind and pattern.search(said):
            worth *= 1.2
    return worth


_CALLED: tuple[tuple[EntryKind, re.Pattern[str]], ...] = (
    (EntryKind.RECOMMENDATION, re.compile(r"\brecommend", re.I)),
    (EntryKind.INFORMATION_REQUEST, re.compile(r"\brequest|\basked\s+for\b", re.I)),
    (EntryKind.RESOLUTION, re.compile(r"\bdeferred|\bresolved|\bagreed|\bdecided|\bdecision", re.I)),
)


def _item(entry: Entry) -> tuple[object, ...]:
    return entry.meeting.date, entry.meeting.body, entry.item


def _numbered(entry: Entry, minute: str) -> bool:
    number = (entry.item.number or "").strip(" .") if entry.item else ""
    return number.casefold() == minute.casefold() or number.casefold().endswith(f"/{minute.casefold()}")


def _spoken(reference: Reference, day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}" if reference.names_a_day or reference.first is None else f"{day:%B %Y}"


def _may_mean(entry: Entry, passage: Passage, said: str) -> bool:
    """Whether the body that decided can be the one that a later text speaks of: its own, or one that it names."""
    body, own = entry.meeting.body or "", passage.meeting.body or ""
    return body == own or _names_body(said, body) or passage.kind is PassageKind.TABLE_ROW


def _names_body(said: str, body: str) -> bool:
    """`the panel` names the Children's Scrutiny Panel, `the Commission` the Scrutiny Commission."""
    last = body.split()[-1] if body else ""
    return bool(last) and re.search(rf"\b{re.escape(last)}\b", said, re.I) is not None


def _number_of(entry: Entry, register: HeldRegister) -> str:
    """The number of an entry that is a tracker's row itself."""
    if entry.kind not in (EntryKind.TRACKER_ROW, EntryKind.ACTION, EntryKind.EXECUTIVE_RESPONSE):
        return ""
    row = register.passages(entry.passage_ids[:1]).get(entry.passage_ids[0])
    return number_of_row(row) if row is not None and row.kind is PassageKind.TABLE_ROW else ""


def _of_the_body(entry: Entry, passage: Passage, later: Entry | None, register: HeldRegister) -> Iterator[Link]:
    """A tracker's row that names neither meeting nor number: what it says fits one thing that its body asked for, and no other as well."""
    met = passage.meeting.date
    assert met is not None
    if entry.meeting.body != passage.meeting.body or entry.kind is EntryKind.TRACKER_ROW:
        return
    asked = register.stems_of(asked_in_row(passage))
    whole = register.weight(asked)
    if len(asked) < 2 or not whole:
        return
    rivals = [
        (register.weight(asked & register.stems_of(_own_subject(one, limb))) / whole, one, limb)
        for one in register.entries_between(met - datetime.timedelta(days=_A_YEAR_AND_A_HALF), met - datetime.timedelta(days=1))
        if one.meeting.body == passage.meeting.body
        and not one.draft
        and one.kind is not EntryKind.TRACKER_ROW
        and not register.is_report(one)
        for limb in limbs_of(one)
    ]
    rivals.sort(key=lambda one: -one[0])
    if not rivals or rivals[0][1].id != entry.id or rivals[0][0] < _ALIKE:
        return
    share, _, limb = rivals[0]
    next_best = next((other for other, one, _ in rivals if _item(one) != _item(entry)), 0.0)
    sure = Sure.PROVEN if share >= _CLEARLY and share >= _MARGIN * next_best else Sure.PROBABLE
    yield Link(
        entry,
        limb,
        Follow(passage, later, passage.body_start, passage.end, passage.body),
        LinkKind.TRACKS,
        sure,
        "same body, the subject fits no other",
    )


def _foreseen(entry: Entry, passage: Passage, later: Entry | None, register: HeldRegister) -> Iterator[Link]:
    """What an entry puts off to, or asks to come back at, a meeting that it names: `deferred to 9 July 2024`, `back in September 2024`."""
    met, day = passage.meeting.date, entry.meeting.date
    assert met is not None
    assert day is not None
    if passage.kind is PassageKind.TABLE_ROW or (later is None and not _is_report(passage)):
        return
    for limb in limbs_of(entry):
        if not times_in(limb.text):
            continue
        days = {date.day for date in printed_dates(limb.text) if date.day > day}
        months = [period for period in periods_named(limb.text, [met]) if period.first and period.last and period.first > day]
        if met not in days and not any(
            period.includes(met) and (period.last - period.first).days <= 31 for period in months if period.first and period.last
        ):
            continue
        title = f"{passage.item.title if passage.item else ''} {passage.heading or ''}"
        _, share = _fit(register.stems_of(_own_subject(entry, limb)), register.stems_of(f"{title} {passage.text}"), register)
        _, titled = _fit(register.stems_of(entry.item.title if entry.item else ""), register.stems_of(title), register)
        own = register.stems_of(limb.text) - register.stems_of(f"{met.day} {met:%B} {met.year}")
        said = register.weight(own & register.stems_of(f"{title} {passage.text}")) >= _SAID * register.weight(own)
        if said and max(titled, share) >= _ALIKE and titled >= _FEW:
            follow = Follow(passage, later, passage.start, passage.end, passage.text)
            kind = _kind(entry, passage, later)
            sure = Sure.PROVEN if met in days or titled >= _ALIKE else Sure.PROBABLE
            yield Link(entry, limb, follow, kind, sure, f"the earlier names {met.day} {met:%B %Y}, same subject")
            return


def _is_report(passage: Passage) -> bool:
    return passage.item is not None or passage.heading is not None


def _said_again(entry: Entry, passage: Passage, later: Entry | None, register: HeldRegister) -> Iterator[Link]:
    """What says an earlier entry again, such as the item of a Cabinet that has a panel's recommendation before it."""
    for limb in limbs_of(entry):
        own = register.stems_of(limb.text)
        if len(own) < _STEMS_TO_QUOTE:
            continue
        here = register.stems_of(_about(passage, passage.text))
        whole = register.weight(own)
        if not whole or register.weight(own & here) / whole < _SAME_WORDS:
            continue
        elsewhere = entry.meeting.body != passage.meeting.body and _names_body(passage.text, entry.meeting.body or "")
        speaks = entry.kind is not EntryKind.RECOMMENDATION or _ANSWERS.search(passage.text) is not None
        whole_again = register.weight(own & here) >= _WORD_FOR_WORD * whole
        is_answer = elsewhere and speaks and whole_again and entry.kind is EntryKind.RECOMMENDATION
        sure = Sure.PROVEN if is_answer else Sure.PROBABLE
        if follows_up(later, passage):
            sure = (
                Sure.PROVEN
                if entry.kind in (EntryKind.ACTION, EntryKind.TRACKER_ROW) and entry.meeting.body == passage.meeting.body
                else sure
            )
        elif later is None and not elsewhere:
            continue
        follow = Follow(passage, later, passage.start, passage.end, passage.text)
        yield Link(entry, limb, follow, _kind(entry, passage, later), sure, "the earlier words said again")
        return


def _kind(entry: Entry, passage: Passage, later: Entry | None) -> LinkKind:
    """What a later end is to the earlier one."""
    about = f"{passage.item.title if passage.item else ''} {passage.text}"
    if follows_up(later, passage):
        return LinkKind.TRACKS
    if _CALLED_IN.search(about) and entry.meeting.body != passage.meeting.body:
        return LinkKind.CALL_IN_OF
    if _REFERRED_BACK.search(about) and entry.kind is EntryKind.RESOLUTION:
        return LinkKind.RECONSIDERS
    if any(defers(entry, limb) for limb in limbs_of(entry)) and later is not None and entry.meeting.body == passage.meeting.body:
        return LinkKind.TAKEN_AFTER_DEFERRAL
    if entry.kind is EntryKind.RECOMMENDATION and entry.meeting.body != passage.meeting.body:
        return LinkKind.RESPONSE_TO
    if entry.kind is EntryKind.INFORMATION_REQUEST:
        return LinkKind.REPLIES_TO
    return LinkKind.FOLLOWS
