"""Candidates -> evidence in order."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.models import Evidence
from assistant.query.models import AnswerType, Query, ReferenceKind
from assistant.retrieval.retriever import Candidate
from corpus.dates import Period, as_years, single_years
from corpus.models import DecisionKind, Passage, PassageKind
from corpus.store.bm25 import BM25Index, stems
from corpus.text import readable, squeezed
from corpus.versions import Versions

_PUT = 0.5  # how far a recommendation that was only put to a meeting is a decision
_SHORT = 8  # words

_OFFERED = 30  # more than any answer cites: a quote is looked for in no more

_FIGURE = re.compile(r"\d")
_MONTH = 31  # days
_MENTIONED = 0.7  # minutes of May that mention the meeting of April are not those of April
_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_ALIKE = 0.5  # share of the words of a passage that stand in its later version


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of the score is worth.

    The first three were found on 500 questions over papers of parishes, cities and committees, and are as good on those over five
    real papers; eval/ablations.md has what each gave.
    """

    maxsim: float = 1.0
    bm25: float = 0.1
    dense_score: float = 0.15
    fits: float = 0.03  # the kind of passage that such a question wants
    decides: float = 0.06  # a decision, where what was decided is asked for
    body_named: float = 0.03  # `What did Cabinet decide` means a meeting of Cabinet
    neighbour: float = 0.06  # of the score of the passage before or after it, where that was found, too
    late: float = 0.005  # of two that are as good the later meeting's comes first, unless the question names a time
    time: float = 0.08  # `on 31 March 2023` does not mean the row of a table for 2022
    place: float = 0.3  # `minute 37` names one place, whatever else is like it
    bare: float = 0.1  # taken off a heading or a name list, which says nothing by itself
    replaced: float = 0.05  # taken off a passage of a draft, or of another version that a later one replaces


USED = Weights()


@dataclass(frozen=True, slots=True)
class Asked:
    """The question's stems with what each is worth: rare words tell passages apart."""

    weights: dict[str, float]

    def coverage(self, text: str) -> float:
        """Share (0 to 1) of the question's telling words, by weight, that stand in a text."""
        return self.share(stems(text))

    def share(self, here: Iterable[str]) -> float:
        """The same for a text's stems."""
        total = sum(self.weights.values())
        if not total:
            return 0.0
        there = set(here)
        return sum(weight for stem, weight in self.weights.items() if stem in there) / total


def weigh(query: Query, words: BM25Index) -> Asked:
    return Asked({stem: words.rarity(stem) for stem in query.stems})


def rank(query: Query, candidates: Sequence[Candidate], versions: Versions, weights: Weights = USED) -> list[Evidence]:
    """The best candidates as evidence, best first. Passages that say the same are shown once, the latest of them.

    The passages of a paper's latest version stand before what the earlier ones have in their place.
    Other weights than those used are for measuring what each is worth.
    """
    most = max((c.bm25 for c in candidates), default=0.0) or 1.0
    later = {paper_id: version.id for paper_id, version in versions.replaced_by.items()}
    late = lateness([] if query.periods else candidates)
    own = [(_score(query, c, most, weights) + weights.late * late.get(c.passage.meeting.date, 0.0), c.passage) for c in candidates]
    scored = sorted(
        _latest_first(_with_neighbours(own, weights.neighbour), later, weights),
        key=lambda pair: (-pair[0], pair[1].paper_id in later, pair[1].paper_id, pair[1].position),
    )
    unique = _without_repeats(scored[: _OFFERED * 3], later)
    return [Evidence(passage=passage, score=round(score, 4)) for score, passage in unique[:_OFFERED]]


def _score(query: Query, candidate: Candidate, most: float, weights: Weights) -> float:
    passage = candidate.passage
    score = weights.maxsim * candidate.maxsim + weights.bm25 * candidate.bm25 / most + weights.dense_score * max(candidate.dense_score, 0.0)
    score += (weights.decides if query.answer_type is AnswerType.DECISION else weights.fits) * fits(query.answer_type, passage)
    score += weights.time * of_the_time(query, candidate) + weights.place * _is_the_place(query, passage)
    score += weights.body_named * ((passage.meeting.body in query.bodies) + (passage.meeting.council in query.councils))
    if is_bare(passage):
        score -= weights.bare
    return min(max(score, 0.0), 1.0)


def is_bare(passage: Passage) -> bool:
    """Whether a passage is a heading or a name list, which says nothing by itself; a table's row may be short."""
    return passage.kind is not PassageKind.TABLE_ROW and len(passage.text.split()) < _SHORT


def lateness(candidates: Sequence[Candidate]) -> dict[datetime.date | None, float]:
    """Each meeting date found with its place in time, from 0 for the first to 1 for the last."""
    days = sorted({c.passage.meeting.date for c in candidates if c.passage.meeting.date})
    return {day: n / max(len(days) - 1, 1) for n, day in enumerate(days)}


def _with_neighbours(scored: Sequence[tuple[float, Passage]], share: float) -> list[tuple[float, Passage]]:
    """Each score with a share of that of the better neighbour: a passage is read with what stands before and after it in its paper."""
    there = {(passage.paper_id, passage.position): score for score, passage in scored}

    def lent(passage: Passage) -> float:
        return share * max(there.get((passage.paper_id, passage.position + step), 0.0) for step in (-1, 1))

    return [(min(score + lent(passage), 1.0), passage) for score, passage in scored]


def of_the_time(query: Query, candidate: Candidate) -> float:
    """How well (-1 to 1) a passage is of the times that the question names: 0 where it names none, or the passage speaks of none."""
    if not query.periods:
        return 0.0
    passage = candidate.passage
    own = passage.told
    heading = f"{passage.item.title if passage.item else ''} {passage.heading or ''}"
    asked = {year for period in query.periods for year in _years_of(period)}
    years = single_years(own)
    if any(_is_its_own(period, candidate) for period in query.periods) and (not years or asked & years):
        return 1.0
    if any(period.words in f"{heading} {own}" for period in query.periods):
        return _MENTIONED
    # What stands nearest decides: a table of 2015 in minutes of 2021 is of 2015.
    for text, for_it, against in ((own, 0.7, -1.0), (heading, 0.7, -1.0), (f"{candidate.period or ''} {passage.stands_under}", 0.5, -0.7)):
        if years := single_years(text):
            return for_it if asked & years else against
    return 0.0


def _is_its_own(period: Period, candidate: Candidate) -> bool:
    """Whether a time is that of the passage's meeting or paper, and not one that it only mentions: its month, or its year of report."""
    brief = period.first is not None and period.last is not None and (period.last - period.first).days <= _MONTH
    if (brief or period.meeting) and period.includes(candidate.passage.meeting.date):
        return True
    return candidate.period is not None and as_years(period.words) == as_years(candidate.period)


def _years_of(period: Period) -> set[str]:
    """The years of a period that a text may name it by: `2016/17` is of 2016 and of 2017."""
    return single_years(period.words) | {str(day.year) for day in (period.first, period.last) if day}


def _is_the_place(query: Query, passage: Passage) -> bool:
    """Whether the passage stands at a number that the question names: `minute 37`, `paragraph 4.2`, `page 12`."""
    item, decision = passage.item, passage.decision
    numbers = {
        ReferenceKind.ITEM: item.number if item else None,
        ReferenceKind.PARAGRAPH: passage.paragraph,
        ReferenceKind.PAGE: passage.printed_page or str(passage.page),
        ReferenceKind.DECISION: decision.number if decision else None,
    }
    return any((numbers[named.kind] or "").strip(".").lower() == named.number.lower() for named in query.references)


def fits(answer_type: AnswerType, passage: Passage) -> float:
    """How well (0 to 1) a passage has the shape that the question wants."""
    match answer_type:
        case AnswerType.FIGURE:
            return float(_FIGURE.search(passage.text) is not None)
        case AnswerType.DECISION:
            return decides(passage)
        case AnswerType.DATE:
            return float(bool(single_years(passage.text)))
        case AnswerType.PERSON:
            return float(_NAME.search(passage.text) is not None)
        case AnswerType.PASSAGE:
            return 0.0


def decides(passage: Passage) -> float:
    """A form prepared before the meeting decides nothing; what a report recommends, and a motion without an outcome, decide little."""
    decision = passage.decision
    if decision is None or decision.draft:
        return 0.0
    asked_for = decision.kind in (DecisionKind.ACTION, DecisionKind.INFORMATION_REQUEST)
    return 1.0 if asked_for or decision.result else _PUT


def _latest_first(scored: Sequence[tuple[float, Passage]], later: Mapping[str, str], weights: Weights) -> list[tuple[float, Passage]]:
    """A passage of a replaced version scores no more than the passage of the latest version that took its place."""
    latest: dict[str, list[tuple[float, set[str]]]] = {paper_id: [] for paper_id in later.values()}
    for score, passage in scored:
        if passage.paper_id in latest:
            latest[passage.paper_id].append((score, set(stems(passage.text))))
    lowered: list[tuple[float, Passage]] = []
    for score, passage in scored:
        replaced = passage.paper_id in later
        lowered.append((_lowered(score, passage, latest[later[passage.paper_id]], weights) if replaced else score, passage))
    return lowered


def _lowered(score: float, passage: Passage, latest: Sequence[tuple[float, set[str]]], weights: Weights) -> float:
    here = set(stems(passage.text))
    shared, its_score = max(((len(here & there), its_score) for its_score, there in latest), default=(0, 0.0))
    lowered = max(score - weights.replaced, 0.0)
    return min(lowered, its_score) if here and shared >= _ALIKE * len(here) else lowered


def _without_repeats(scored: Sequence[tuple[float, Passage]], later: Mapping[str, str]) -> list[tuple[float, Passage]]:
    """One passage for each thing said, at the place of the best: that of the latest version or meeting, of those that say the same."""
    kept: dict[tuple[object, ...], tuple[float, Passage]] = {}
    for score, passage in scored:
        said = _said(passage)
        if said not in kept:
            kept[said] = (score, passage)
        elif _later(passage, kept[said][1], later) and score >= kept[said][0] - 0.1:
            kept[said] = (kept[said][0], passage)
    return list(kept.values())


def _said(passage: Passage) -> tuple[object, ...]:
    """What a passage says and of what: `Total | 641` stands in many tables, and `RESOLVED: That the report be noted` under many items."""
    place = passage.heading if passage.kind is PassageKind.TABLE_ROW else ""
    decided = (passage.meeting.date, passage.meeting.body, passage.item.title.casefold() if passage.item else "")
    return squeezed(readable(f"{place}\n{passage.text}")).lower(), decided if passage.decision else None


def _later(a: Passage, b: Passage, later: Mapping[str, str]) -> bool:
    if (a.paper_id in later) != (b.paper_id in later) and a.meeting.date == b.meeting.date:
        return b.paper_id in later
    return a.meeting.date is not None and (b.meeting.date is None or a.meeting.date > b.meeting.date)
