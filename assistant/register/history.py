"""A topic -> its history: every meeting that dealt with it, the kind of business, a quote, the decisions, figures that recur."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.models import Filters, Question
from assistant.query.parse import question_to_query
from assistant.register.held import HeldRegister
from assistant.register.link import approves_minutes
from corpus.models import Meeting, PaperKind, Passage, PassageKind, TableCell
from corpus.register import Entry, EntryKind
from corpus.store.store import Store
from corpus.text import readable, sentence_spans, squeezed

_ALL = Filters()
_FOUND = 5_000  # passages that have the words of a topic
_PASSAGES = 600  # of them that are looked at
_MOST = 0.8  # of the weight of the topic's words that a passage must have, with what it stands under
_OWN = 0.5  # of it in its own words or the heading of its item: a mention in passing is no business
_QUOTED = 45  # words
_MOST_SERIES = 8


class Business(StrEnum):
    """What a meeting did with a topic, what says most first."""

    DECISION = "decision"
    QUESTION = "question"
    DISCUSSION = "discussion"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Dealt:
    """A passage that dealt with a topic, what kind of business it is, and its words that say so: [start, end) of its page."""

    passage: Passage
    business: Business
    start: int
    end: int
    quote: str
    worth: float  # what its own words have of the topic's


@dataclass(frozen=True, slots=True)
class MeetingOnTopic:
    """A meeting that dealt with a topic: its best passage, all kinds of its business, and what it decided."""

    meeting: Meeting
    best: Dealt
    business: tuple[Business, ...]
    dealt: tuple[Dealt, ...]
    decisions: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a recurring row: of which meeting, under which header, and where it stands."""

    day: datetime.date
    header: str
    text: str
    value: float | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class Series:
    """A row or indicator that stands in several papers, with its figures, oldest first."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What the papers within the filters hold on a topic: the meetings, newest first, and the figures that recur."""

    topic: str
    meetings: tuple[MeetingOnTopic, ...]
    series: tuple[Series, ...]


def wordings_of(topic: str, store: Store) -> tuple[str, ...]:
    """Other wordings of a topic: with short forms that the papers explain spelt out, and everyday words in official ones."""
    query = question_to_query(Question(text=topic), store)
    return tuple(dict.fromkeys(re.sub(re.escape(one.words), other, topic, flags=re.I) for one in query.expansions for other in one.others))


def history_of(topic: str, register: HeldRegister, filters: Filters = _ALL, others: Sequence[str] = ()) -> History:
    """The history of a topic; `others` are other wordings for it, any of which will do. Meetings without a date come last."""
    wordings = [register.stems_of(one) for one in (topic, *others)]
    within = None if filters == _ALL else set(register.known.within(filters).passage_ids)
    found: dict[tuple[object, ...], dict[str | None, list[Dealt]]] = {}
    rows: list[Passage] = []
    seen: set[str] = set()
    for asked in filter(None, wordings):
        for passage in register.passages_by_meeting(sorted(asked), _FOUND, _PASSAGES):
            if passage.id in seen or (within is not None and passage.id not in within) or not _deals_with(passage, asked, register):
                continue
            seen.add(passage.id)
            if passage.kind is PassageKind.TABLE_ROW:
                rows.append(passage)
            meeting = passage.meeting
            of_council = found.setdefault((meeting.body, meeting.date), {})
            of_council.setdefault(meeting.council, []).append(_dealt(passage, asked, register))
    meetings = [_of_meeting(dealt, register) for of_council in found.values() for dealt in _of_councils(of_council)]
    meetings.sort(key=lambda one: (one.meeting.date or datetime.date.min, one.meeting.body or ""), reverse=True)
    return History(topic, tuple(meetings), tuple(_series(rows, wordings, register)))


def _of_councils(of_council: dict[str | None, list[Dealt]]) -> list[list[Dealt]]:
    """What each council's meeting dealt with; a paper that does not name its council is of the only one that others name."""
    unnamed = of_council.pop(None, [])
    if unnamed and len(of_council) == 1:
        of_council[next(iter(of_council))] += unnamed
    elif unnamed:
        of_council[None] = unnamed
    return list(of_council.values())


def _deals_with(passage: Passage, asked: frozenset[str], register: HeldRegister) -> bool:
    """Whether a passage is on the topic: its words with its headings have most of it, and its own words or title much."""
    whole = register.weight(asked) or 1.0
    title = f"{passage.item.title if passage.item else ''} {passage.heading or ''}"
    titled = asked & register.stems_of(title)
    here = asked & (register.stems_of(passage.said) | titled)
    own = max(register.weight(titled), register.weight(asked & register.stems_of(passage.said)))
    return register.weight(here) >= _MOST * whole and own >= _OWN * whole and not approves_minutes(passage.body)


def _dealt(passage: Passage, asked: frozenset[str], register: HeldRegister) -> Dealt:
    start, end = _best_words(passage, asked, register)
    quote = passage.text[start - passage.start : end - passage.start]
    share = register.weight(asked & register.stems_of(quote)) / (register.weight(asked) or 1.0)
    worth = round(share, 2) - (0.5 if passage.kind is PassageKind.TABLE_ROW else 0.0)
    return Dealt(passage, _business(passage, register), start, end, quote, worth)


def _business(passage: Passage, register: HeldRegister) -> Business:
    entry = next((one for one in register.entries_of(passage.paper_id) if passage.id in one.passage_ids), None)
    paper = register.known.papers[passage.paper_id]
    if (entry is not None and entry.kind is EntryKind.PUBLIC_QUESTION) or paper.kind is PaperKind.PUBLIC_QUESTIONS:
        return Business.QUESTION
    if passage.item is not None and re.search(
        r"\bquestions?\b.*\b(?:public|members)\b|\bpublic\b.*\bquestions?\b", passage.item.title, re.I
    ):
        return Business.QUESTION
    of_a_meeting = paper.kind is PaperKind.MINUTES or passage.meeting.date != paper.meeting.date
    if entry is not None and not entry.draft and (of_a_meeting or entry.kind not in (EntryKind.RECOMMENDATION, EntryKind.TRACKER_ROW)):
        return Business.DECISION if entry.kind is not EntryKind.TRACKER_ROW else Business.REPORT
    return Business.DISCUSSION if of_a_meeting else Business.REPORT


def _best_words(passage: Passage, asked: frozenset[str], register: HeldRegister) -> tuple[int, int]:
    """The sentence that says most of the topic, with the next ones up to so many words; a row whole."""
    if passage.kind is PassageKind.TABLE_ROW:
        return passage.body_start, passage.end
    spans = [(a, b) for a, b in sentence_spans(passage.text) if b > passage.body_start - passage.start] or [(0, len(passage.text))]
    first = max(range(len(spans)), key=lambda n: (register.weight(asked & register.stems_of(passage.text[spans[n][0] : spans[n][1]])), -n))
    last = first
    while last + 1 < len(spans) and len(passage.text[spans[first][0] : spans[last + 1][1]].split()) <= _QUOTED:
        last += 1
    return passage.start + spans[first][0], passage.start + spans[last][1]


def _of_meeting(dealt: list[Dealt], register: HeldRegister) -> MeetingOnTopic:
    order = list(Business)
    minutes = {one.passage.id for one in dealt if register.known.papers[one.passage.paper_id].kind is PaperKind.MINUTES}
    ranked = sorted(dealt, key=lambda one: (-one.worth, order.index(one.business), one.passage.id not in minutes))
    decisions: dict[str, Entry] = {}
    for one in ranked:
        if one.business is Business.DECISION:
            for entry in register.entries_of(one.passage.paper_id):
                if one.passage.id in entry.passage_ids and not entry.draft:
                    decisions.setdefault(squeezed(readable(entry.said)).casefold(), entry)
    kinds = tuple(kind for kind in order if any(one.business is kind for one in dealt))
    return MeetingOnTopic(ranked[0].passage.meeting, ranked[0], kinds, tuple(ranked), tuple(decisions.values()))


# --- figures that recur ---

_TABLE = re.compile(r"^\s*(?:table|figure|chart)\s+[\w.]+[:.]?\s*", re.I)  # Table 2: what it is called differs from paper to paper
_VALUE = re.compile(r"^[£$€]?\s?(-?\d[\d,]*(?:\.\d+)?)\s?(?:%|m|bn|million|per\s+cent|p)?$", re.I)  # £14.2m ; 41.7% ; 1,870


def _series(rows: Sequence[Passage], wordings: Sequence[frozenset[str]], register: HeldRegister) -> list[Series]:
    """Rows of one name, in tables called alike, of two meetings and more; those that are called as the topic is come first."""
    named: dict[tuple[str, frozenset[str]], list[Point]] = {}
    labels: dict[tuple[str, frozenset[str]], str] = {}
    for row in rows:
        own = [cell for cell in row.cells if cell.in_row]
        if len(own) < 2 or row.meeting.date is None or value_of(own[0]) is not None:
            continue
        label = readable(own[0].text)
        on_topic = _is_called(label, wordings, register)
        table = (
            frozenset()
            if on_topic
            else frozenset(stem for stem in register.stems_of(_TABLE.sub("", row.heading or "")) if not stem.isdigit())
        )
        key = (squeezed(label).casefold(), table)
        figures = [(cell, value) for cell in own[1:] if (value := value_of(cell)) is not None]
        if figures and (on_topic or table):
            labels.setdefault(key, label)
            named.setdefault(key, []).extend(
                Point(row.meeting.date, readable(cell.header), cell.text, value, row) for cell, value in figures
            )
    recurring = [(key, points) for key, points in named.items() if len({point.day for point in points}) > 1]
    recurring.sort(key=lambda one: (bool(one[0][1]), -len({point.day for point in one[1]}), one[0][0]))
    return [
        Series(
            labels[key],
            tuple(sorted(points, key=lambda point: (point.day, point.passage.paper_id, point.passage.position, point.passage.start))),
        )
        for key, points in recurring[:_MOST_SERIES]
    ]


def _is_called(label: str, wordings: Sequence[frozenset[str]], register: HeldRegister) -> bool:
    here = register.stems_of(label)
    return any(asked and register.weight(asked & here) >= _OWN * register.weight(asked) for asked in wordings)


def value_of(cell: TableCell) -> float | None:
    """The number of a cell that is a figure alone: `£14.2m` -> 14.2."""
    match = _VALUE.match(readable(cell.text).strip())
    return float(match[1].replace(",", "")) if match else None
