"""The meetings held, those that a question means, and what their minutes say of them."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.models import Filters
from assistant.query.models import Query
from assistant.register.held import HeldRegister
from corpus.dates import MONTHS, printed_dates
from corpus.models import Attendee, Paper, PaperKind, Part, PartKind, Passage, PassageKind
from corpus.register import Entry, EntryKind
from corpus.store.bm25 import asked_stems, stems
from corpus.text import readable, sentence_spans

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
_DECIDING = (EntryKind.RESOLUTION, EntryKind.RECOMMENDATION)


@dataclass(frozen=True, slots=True)
class Met:
    """One meeting of one body, with the passages of current papers that are of it, those of minutes first."""

    council: str | None
    body: str
    day: datetime.date
    papers: tuple[str, ...]  # their ids

    @property
    def named(self) -> tuple[str, datetime.date]:
        return self.body, self.day


def meetings_held(register: HeldRegister, filters: Filters) -> list[Met]:
    """The meetings of a named body with a date, newest first.

    A paper that does not name its council is of the only one that others name.
    """
    within = None if filters == Filters() else set(register.known.within(filters).passage_ids)
    found: dict[tuple[str, datetime.date], dict[str, str | None]] = {}
    for (paper_id, meeting), ids in register.known.passage_ids.items():
        if meeting.body and meeting.date and register.is_current(paper_id) and (within is None or not within.isdisjoint(ids)):
            found.setdefault((meeting.body, meeting.date), {})[paper_id] = meeting.council
    met: list[Met] = []
    for (body, day), papers in found.items():
        councils = sorted({council for council in papers.values() if council})
        for council in councils if len(councils) > 1 else [None]:
            of = [paper_id for paper_id, named in papers.items() if council in (None, named)]
            met.append(Met(council or next(iter(councils), None), body, day, tuple(of)))
    return sorted(met, key=lambda one: (one.day, one.body), reverse=True)


def meant(query: Query, register: HeldRegister) -> list[Met]:
    """The meetings of the bodies, councils and times that a question names, newest first; all where it names none."""
    bodies = bodies_meant(query, register)
    periods = [period for period in query.periods if period.first]
    return [
        one
        for one in meetings_held(register, query.question.filters)
        if (not bodies or one.body in bodies)
        and (not query.councils or one.council is None or one.council in query.councils)
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
            if (entry.meeting.body, entry.meeting.date) == met.named
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
        if (paper.meeting.body, paper.meeting.date) == met.named and paper.attendance:
            return paper_id, paper.attendance
        for part in register.catalogue.parts_of(paper_id):
            if part.attendance and (part.meeting.body, part.meeting.date) == met.named:
                return paper_id, part.attendance
    return None


def items_of(met: Met, register: HeldRegister) -> list[tuple[Part, list[Passage]]]:
    """The items of the minutes of a meeting, in order, each with its passages; of bound-in minutes their own."""
    for paper_id in _minutes_first(met, register):
        own = {one.position: one for one in register.passages_of(paper_id) if (one.meeting.body, one.meeting.date) == met.named}
        parts = [part for part in register.catalogue.parts_of(paper_id) if (part.meeting.body, part.meeting.date) == met.named]
        minutes = [part for part in parts if part.kind is PartKind.MINUTE]
        found = [(part, [own[n] for n in range(part.first, part.last) if n in own]) for part in minutes]
        if found := [(part, passages) for part, passages in found if passages]:
            return found
    return []


def minuted(met: Met, register: HeldRegister) -> bool:
    """Whether minutes of the meeting are held, alone or bound into another paper."""
    return any(
        paper.kind is PaperKind.MINUTES or (paper.meeting.body, paper.meeting.date) != met.named
        for paper in (register.known.papers[one] for one in met.papers)
        if paper.kind is not PaperKind.ANNUAL_REPORT
    ) or bool(decisions_of(met, register))


def next_meeting_said(met: Met, register: HeldRegister) -> tuple[Passage, int, int, str, datetime.date] | None:
    """The sentence of the papers of a meeting that says when its body meets next: passage, characters, the date as worded, the day."""
    for paper_id in _minutes_first(met, register):
        of = [one for one in register.passages_of(paper_id) if (one.meeting.body, one.meeting.date) == met.named]
        for passage in reversed(of):
            if found := next(_next_in(passage, met.day), None):
                return found
    return None


def _next_in(passage: Passage, day: datetime.date) -> Iterator[tuple[Passage, int, int, str, datetime.date]]:
    for start, end in sentence_spans(passage.text):
        sentence = passage.text[start:end]
        said = set(stems(f"{sentence} {passage.heading or ''}"))
        if not {"next", "meet"} <= said and not ("meet" in said and "date" in said):
            continue
        later = [date for date in printed_dates(sentence) if date.day > day]
        if later and "meet" in stems(readable(sentence) + " " + (passage.heading or "")):
            first = later[0]
            yield passage, passage.start + start, passage.start + end, sentence[first.start : first.end], first.day


def opening_of(met: Met, register: HeldRegister) -> Passage | None:
    """The first passage of the papers of a meeting that has its date in its words; else the first of all."""
    first = None
    for paper_id in _minutes_first(met, register):
        for passage in register.passages_of(paper_id):
            if (passage.meeting.body, passage.meeting.date) == met.named:
                first = first or passage
                if any(date.day == met.day for date in printed_dates(passage.text)):
                    return passage
    return first


def _minutes_first(met: Met, register: HeldRegister) -> Sequence[str]:
    def rank(paper: Paper) -> tuple[bool, bool]:
        return paper.kind is not PaperKind.MINUTES, (paper.meeting.body, paper.meeting.date) == met.named

    return sorted(met.papers, key=lambda one: rank(register.known.papers[one]))
