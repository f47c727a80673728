"""The meetings held, those that a question means, and what their minutes say of them."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.models import Filters
from assistant.query.models import Query
from assistant.register.held import HeldRegister
from assistant.snapshot import plain_time
from corpus.dates import MONTHS, printed_dates
from corpus.models import Attendee, Meeting, Paper, PaperKind, Part, PartKind, Passage, PassageKind
from corpus.register import Entry, EntryKind
from corpus.store.bm25 import asked_stems, stems
from corpus.text import sentence_spans

_OF_ANY_BODY = frozenset(stems("panel committee board cabinet council scrutiny sub joint authority commission forum and of the for"))
_OWN_WORDS = 0.3  # of a body's own words, from which it is taken to be named
_ASKING = frozenset(
    stems(
        """
        meeting meet met minute agenda paper decision decide decided agree agreed resolve resolved summary summarise
        happen happened point main list everything all anything attend attended attendance there apologies absent
        present sent send chair chaired who when where what last next latest recent first time date discussed discuss
        come came up talk about please show tell give made taken many much go went get got us me do did been have
        everything thing things ever raised mention mentioned considered looked look previous info information
        """
    )
)
# 14th ; 2021/22 ; Oct
_TIME = re.compile(rf"[\d/–-]+(?:st|nd|rd|th)?|{'|'.join(f'{month[:3]}(?:{month[3:]})?' for month in MONTHS)}|sept", re.I)
_NEXT = re.compile(r"\bnext\s+(?:(?:ordinary|scheduled|formal|regular|public|full)\s+)?meet(?:ings?|s)?\b", re.I)  # will next meet
_NEXT_HEADING = re.compile(r"\bnext\s+(?:(?:ordinary|scheduled|formal|full)\s+)?meetings?\b", re.I)  # Date and time of next meeting
# What may stand between `next meeting` and its day: of the Panel will be held at 2.00 pm in the Wenlow Room on Tuesday
_TO_ITS_DAY = re.compile(
    r"\s{0,4}(?:of\s{1,3}(?P<body>(?:(?i:the|this)\s{1,3})?(?:(?:[A-Z][\w’'-]{0,30}+|committee|panel|board|forum|cabinet|council|group),?\s{1,3}"
    r"(?:(?:and|of|the|for|&)\s{1,3}){0,2}){1,9}?))?"
    r"(?:(?i:is|was|will|would|shall|to|be|been|has|had|have|held|takes?|taking|place|scheduled|arranged|fixed|planned|for|on"
    r"|date|time|venue|of|as|follows|provisionally|the|meeting|noon|commencing|starting"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b"
    r"|(?i:at|in)\s{1,3}(?:the\s{1,3})?(?:[A-Z][\w’'-]{0,30}+,?\s{1,3}){1,6}|(?i:at|in)\b|\d{1,2}(?:[.:]\d\d)?(?=\s*[ap]\.?m)|\d{1,2}[.:]\d\d"
    r"|[ap]\.?m\b\.?|[\s,:()|–—-]){0,60}+"
)
# Cabinet ; Education Panel ; and not the Council Chamber
_A_BODY = re.compile(
    r"(?<![\w’'-])(?:[A-Z][\w’'-]{0,30}+\s{1,3}){0,6}(?:Cabinet|Council|Executive|Committee|Panel|Board|Commission|Forum|Authority|Assembly)\b"
    r"(?!\s{1,3}(?:Chambers?|Offices?|Rooms?|House|Hall|Suite|Buildings?|Member))"
)
_ANY = frozenset(stems("the this of and for full"))
_DECIDING = (EntryKind.RESOLUTION, EntryKind.RECOMMENDATION)


@dataclass(frozen=True, slots=True)
class Met:
    """One meeting of one body, with the passages of current papers that are of it, those of minutes first."""

    council: str | None
    body: str
    day: datetime.date
    papers: tuple[str, ...]  # their ids
    time: str | None = None  # where the body met again that day, at another

    def is_of(self, meeting: Meeting) -> bool:
        """Whether what is of a meeting is of this one."""
        return (
            (meeting.body, meeting.date) == (self.body, self.day)
            and (self.council is None or meeting.council in (None, self.council))
            and (self.time is None or meeting.time is None or plain_time(meeting) == plain_time(Meeting(time=self.time)))
        )


def meetings_held(register: HeldRegister, filters: Filters) -> list[Met]:
    """The meetings of a named body with a date, newest first.

    A paper that does not name its council is of the only one that others name.
    """
    within = None if filters == Filters() else set(register.known.within(filters).passage_ids)
    found: dict[tuple[str, datetime.date], set[tuple[str, Meeting]]] = {}
    for (paper_id, meeting), ids in register.known.passage_ids.items():
        if meeting.body and meeting.date and register.is_current(paper_id) and (within is None or not within.isdisjoint(ids)):
            found.setdefault((meeting.body, meeting.date), set()).add((paper_id, meeting))
    met: list[Met] = []
    for (body, day), held in found.items():
        councils = sorted({meeting.council for _, meeting in held if meeting.council})
        for council in councils if len(councils) > 1 else [next(iter(councils), None)]:
            of = [(paper_id, meeting) for paper_id, meeting in held if meeting.council in (None, council)]
            at = {plain_time(meeting): meeting.time for _, meeting in of if meeting in register.known.meetings_of_one_day}
            for time in [at[plain] for plain in sorted(at)] if len(at) > 1 else [None]:
                one = Met(council, body, day, (), time)
                met.append(replace(one, papers=tuple(sorted({paper_id for paper_id, meeting in of if one.is_of(meeting)}))))
    return sorted(met, key=lambda one: (one.day, one.body), reverse=True)


def meant(query: Query, register: HeldRegister) -> list[Met]:
    """The meetings of the bodies, councils and times that a question names, newest first; all where it names none."""
    bodies = bodies_meant(query, register)
    periods = [period for period in query.periods if period.first]
    return [
        one
        for one in meetings_held(register, query.question.filters)
        if (not bodies or one.body in bodies)
        and query.may_mean(one.council)
        and (not periods or any(period.includes(one.day) for period in periods))
    ]


def bodies_meant(query: Query, register: HeldRegister) -> tuple[str, ...]:
    """The bodies that a question names; else those whose own words it has most of: `the adult care meeting`, `the fire authority`."""
    if query.bodies:
        return query.bodies
    here = frozenset(stems(query.text))
    of_councils = frozenset(stem for council in register.known.councils for stem in stems(council))
    shared = {body: _own_share(body, here, of_councils) for body in register.known.bodies}
    most = max(shared.values(), default=0.0)
    return tuple(body for body, share in shared.items() if share == most) if most >= _OWN_WORDS else ()


def _own_share(body: str, here: frozenset[str], of_councils: frozenset[str]) -> float:
    own = set(stems(body)) - _OF_ANY_BODY - of_councils
    return len(own & here) / len(own) if own else 0.0


def topic_of(query: Query, register: HeldRegister, *, typed: bool = False) -> str:
    """What is left of a question without times, bodies, and words that ask: `when was gritting last on the agenda` -> `gritting`.

    With `typed` of what was typed alone, without what it leans on.
    """
    text = (query.question.asked if typed else None) or query.text
    for printed in reversed(printed_dates(text)):
        text = f"{text[: printed.start]} {text[printed.end :]}"
    named = {stem for body in bodies_meant(query, register) for stem in stems(body)} | _OF_ANY_BODY
    named |= {stem for council in query.councils for stem in stems(council)}
    words = [word.strip('?.!,;:()“”"') for word in text.split()]
    telling = [word for word in words if (own := asked_stems(word)) and not set(own) <= (_ASKING | named)]
    return " ".join(word for word in telling if not _TIME.fullmatch(word))


def decisions_of(met: Met, register: HeldRegister) -> list[Entry]:
    """All that a meeting decided, in its order, told from the minutes of it: what reports put to it decides nothing."""
    for paper_id in _minutes_first(met, register):
        found = [
            entry
            for entry in register.entries_of(paper_id)
            if met.is_of(entry.meeting)
            and entry.kind in _DECIDING
            and not entry.draft
            and not register.is_report(entry)
            and (entry.result is not None or entry.kind is EntryKind.RECOMMENDATION or _is_row(entry, register))
        ]
        if found:
            return found
    return []


def _is_row(entry: Entry, register: HeldRegister) -> bool:
    """Whether an entry is a row of a table of decisions, where the result is a cell: a motion without one decided nothing."""
    return all(one.kind is PassageKind.TABLE_ROW for one in register.passages(entry.passage_ids).values())


def attendance_of(met: Met, register: HeldRegister) -> tuple[str, tuple[Attendee, ...]] | None:
    """The paper that tells who was at a meeting, and who was; None where none does."""
    for paper_id in _minutes_first(met, register):
        paper = register.known.papers[paper_id]
        if met.is_of(paper.meeting) and paper.attendance:
            return paper_id, paper.attendance
        for part in register.catalogue.parts_of(paper_id):
            if part.attendance and met.is_of(part.meeting):
                return paper_id, part.attendance
    return None


def items_of(met: Met, register: HeldRegister) -> list[tuple[Part, list[Passage]]]:
    """The items of the minutes of a meeting, in order, each with its passages; of bound-in minutes their own."""
    for paper_id in _minutes_first(met, register):
        own = {one.position: one for one in register.passages_of(paper_id) if met.is_of(one.meeting)}
        parts = [part for part in register.catalogue.parts_of(paper_id) if met.is_of(part.meeting)]
        minutes = [part for part in parts if part.kind is PartKind.MINUTE]
        found = [(part, [own[n] for n in range(part.first, part.last) if n in own]) for part in minutes]
        if found := [(part, passages) for part, passages in found if passages]:
            return found
    return []


def minuted(met: Met, register: HeldRegister) -> bool:
    """Whether minutes of the meeting are held, alone or bound into another paper."""
    return any(
        paper.kind is PaperKind.MINUTES or not met.is_of(paper.meeting)
        for paper in (register.known.papers[one] for one in met.papers)
        if paper.kind is not PaperKind.ANNUAL_REPORT
    ) or bool(decisions_of(met, register))


def next_meeting_said(met: Met, register: HeldRegister) -> tuple[Passage, int, int, str, datetime.date] | None:
    """The sentence of the papers of a meeting that says when its body meets next: passage, characters, the date as worded, the day."""
    for paper_id in _minutes_first(met, register):
        of = [one for one in register.passages_of(paper_id) if met.is_of(one.meeting)]
        for passage in reversed(of):
            if found := next(_next_in(passage, met), None):
                return found
    return None


def _next_in(passage: Passage, met: Met) -> Iterator[tuple[Passage, int, int, str, datetime.date]]:
    """Where `next meeting` is followed by its day at once, or stands as the heading of it: any other date is of something else."""
    is_headed = _NEXT_HEADING.search(passage.heading or (passage.item.title if passage.item else "")) is not None
    for start, end in sentence_spans(passage.text):
        sentence = passage.text[start:end]
        first = next((date for date in printed_dates(sentence) if date.day > met.day), None)
        if first is None:
            continue
        before = sentence[: first.start]
        named = list(_NEXT.finditer(before))
        said = before[named[-1].end() :] if named else before if is_headed else None
        if said is None or (between := _TO_ITS_DAY.fullmatch(said)) is None:
            continue
        if not _is_own(between["body"] or "", met) or _names_another(before, met):
            continue
        yield passage, passage.start + start, passage.start + end, sentence[first.start : first.end], first.day


def _is_own(body: str, met: Met) -> bool:
    """Whether a body as a sentence names it is the one that met: `this Committee`, `the Highways Panel`."""
    return set(stems(body)) - _ANY <= set(stems(met.body)) or body.split()[:1] in (["this"], ["This"])


def _names_another(text: str, met: Met) -> bool:
    """Whether a text names a body that is not the one that met: `Full Council’s next meeting`."""
    text = text.replace(met.council or "\0", "").replace(met.body, "")
    return any(not set(stems(named)) - _ANY <= set(stems(met.body)) for named in _A_BODY.findall(text))


def opening_of(met: Met, register: HeldRegister) -> Passage | None:
    """The first passage of the papers of a meeting that has its date in its words; else the first of all."""
    first = None
    for paper_id in _minutes_first(met, register):
        for passage in register.passages_of(paper_id):
            if met.is_of(passage.meeting):
                first = first or passage
                if any(date.day == met.day for date in printed_dates(passage.text)):
                    return passage
    return first


def _minutes_first(met: Met, register: HeldRegister) -> Sequence[str]:
    def rank(paper: Paper) -> tuple[bool, bool]:
        return paper.kind is not PaperKind.MINUTES, met.is_of(paper.meeting)

    return sorted(met.papers, key=lambda one: rank(register.known.papers[one]))
