"""Candidates -> evidence in order, each with the words that bear the answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.models import Evidence
from assistant.retrieve import Candidate
from assistant.understand import Understood, Wants
from corpus.models import DecisionKind, Passage, PassageKind
from corpus.text import readable, sentence_spans, squeezed
from corpus.versions import Versions
from corpus.words import Words, stems

# What each sign is worth. Found by trying on questions over five real papers; README tells how to measure.
_NEARNESS = 0.50
_WORDS = 0.30
_COVERAGE = 0.20
_FITS = 0.05  # the kind of passage that such a question wants
_PUT = 0.5  # how far a recommendation that was only put to a meeting is a decision
_BODY_NAMED = 0.05  # `What did Cabinet decide` means a meeting of Cabinet
_YEAR = 0.05  # `on 31 March 2023` does not mean the row of a table for 2022
_BARE = 0.15  # taken off a heading or a name list, which says nothing by itself
_REPLACED = 0.05  # taken off a passage of a draft, or of another version that a later one replaces

_OFFERED = 30  # more than any answer cites: a quote is looked for in no more
_ABOUT = 0.36  # cosine similarity
_MOST_WORDS = 0.6  # share of the question's words by weight

_QUOTE_WORDS = 45  # a paragraph up to this long is quoted whole
_LIST_WORDS = 90  # so is a list or resolution: `(a) that it be raised` means nothing without `RECOMMENDED TO CABINET`
_MARK = re.compile(r"^(?:[•●▪*–-]|\d{1,3}(?:\.\d{1,3})*[.)])\s+")  # • Roads were swept ; 12. The cost
_FIGURE = re.compile(r"\d")
_DATE = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_ALIKE = 0.5  # share of the words of a passage that stand in its later version


@dataclass(frozen=True, slots=True)
class Asked:
    """The question's stems with what each is worth: rare words tell passages apart."""

    weights: dict[str, float]

    def coverage(self, text: str) -> float:
        """Share (0 to 1) of the question's telling words, by weight, that stand in a text."""
        total = sum(self.weights.values())
        if not total:
            return 0.0
        here = set(stems(text))
        return sum(weight for stem, weight in self.weights.items() if stem in here) / total


def weigh(understood: Understood, words: Words) -> Asked:
    return Asked({stem: words.rarity(stem) for stem in understood.stems})


def rank(understood: Understood, candidates: Sequence[Candidate], asked: Asked, versions: Versions) -> list[Evidence]:
    """The best candidates as evidence, best first. Passages that say the same are shown once, the latest of them.

    The passages of a paper's latest version stand before what the earlier ones have in their place.
    """
    most = max((c.words for c in candidates), default=0.0) or 1.0
    later = {paper_id: version.id for paper_id, version in versions.replaced_by.items()}
    scored = sorted(
        _latest_first([(_score(understood, c, asked, most), c.passage) for c in candidates], later),
        key=lambda pair: (-pair[0], pair[1].paper_id in later, pair[1].paper_id, pair[1].position),
    )
    unique = _without_repeats(scored, later)
    return [
        Evidence(passage=passage, score=round(score, 4), quote=quote_from(passage, understood, asked))
        for score, passage in unique[:_OFFERED]
    ]


def are_about(candidates: Sequence[Candidate], asked: Asked) -> bool:
    """Whether any candidate is about what is asked: near in meaning, or with most of its telling words.

    Over five real papers the nearest passage to an off-topic question stood at 0.31 or below (0.48 for one on
    council tax), to an answerable one at 0.40 or above.
    """
    if not asked.weights:
        return False
    return any(c.nearness >= _ABOUT or asked.coverage(c.passage.indexed) >= _MOST_WORDS for c in candidates)


def _score(understood: Understood, candidate: Candidate, asked: Asked, most: float) -> float:
    passage = candidate.passage
    score = _NEARNESS * max(candidate.nearness, 0.0) + _WORDS * candidate.words / most + _COVERAGE * asked.coverage(passage.indexed)
    score += _FITS * _fits(understood.wants, passage)
    score += _YEAR * _agreement_of_years(understood.text, f"{passage.heading or ''} {passage.text}")
    if _is_named(passage.meeting.body, understood):
        score += _BODY_NAMED
    if passage.kind is not PassageKind.TABLE_ROW and len(passage.text.split()) < 8:
        score -= _BARE
    return min(max(score, 0.0), 1.0)


def _agreement_of_years(question: str, text: str) -> int:
    """1 where the text has a year that the question names, -1 where it has only others, 0 where either has none."""
    asked, here = set(_DATE.findall(question)), set(_DATE.findall(text))
    if not asked or not here:
        return 0
    return 1 if asked & here else -1


def _is_named(body: str | None, understood: Understood) -> bool:
    """Whether the question names the body: `Cabinet`, `the care panel`. Its last word must be there: `care homes` names none."""
    name = stems(body or "")
    return bool(name) and name[-1] in understood.stems


def _fits(wants: Wants, passage: Passage) -> float:
    """How well (0 to 1) a passage has the shape that the question wants."""
    match wants:
        case Wants.FIGURE:
            return float(_FIGURE.search(passage.text) is not None)
        case Wants.DECISION:
            return _decides(passage)
        case Wants.DATE:
            return float(_DATE.search(passage.text) is not None)
        case Wants.PERSON:
            return float(_NAME.search(passage.text) is not None)
        case Wants.PASSAGE:
            return 0.0


def _decides(passage: Passage) -> float:
    """A form prepared before the meeting decides nothing; what a report recommends, and a motion without an outcome, decide little."""
    decision = passage.decision
    if decision is None or decision.draft:
        return 0.0
    asked_for = decision.kind in (DecisionKind.ACTION, DecisionKind.INFORMATION_REQUEST)
    return 1.0 if asked_for or decision.result else _PUT


def _latest_first(scored: Sequence[tuple[float, Passage]], later: Mapping[str, str]) -> list[tuple[float, Passage]]:
    """A passage of a replaced version scores no more than the passage of the latest version that took its place."""
    latest: dict[str, list[tuple[float, set[str]]]] = {paper_id: [] for paper_id in later.values()}
    for score, passage in scored:
        if passage.paper_id in latest:
            latest[passage.paper_id].append((score, set(stems(passage.text))))
    lowered: list[tuple[float, Passage]] = []
    for score, passage in scored:
        replaced = passage.paper_id in later
        lowered.append((_lowered(score, passage, latest[later[passage.paper_id]]) if replaced else score, passage))
    return lowered


def _lowered(score: float, passage: Passage, latest: Sequence[tuple[float, set[str]]]) -> float:
    here = set(stems(passage.text))
    shared, its_score = max(((len(here & there), its_score) for its_score, there in latest), default=(0, 0.0))
    lowered = max(score - _REPLACED, 0.0)
    return min(lowered, its_score) if here and shared >= _ALIKE * len(here) else lowered


def _without_repeats(scored: Sequence[tuple[float, Passage]], later: Mapping[str, str]) -> list[tuple[float, Passage]]:
    """One passage for each wording, at the place of the best: the latest version's, or the latest meeting's, of those that say the same."""
    kept: dict[str, tuple[float, Passage]] = {}
    for score, passage in scored:
        # A row is told from another by its table: `Total | 641` stands in many.
        place = passage.heading if passage.kind is PassageKind.TABLE_ROW else ""
        wording = squeezed(readable(f"{place}\n{passage.text}")).lower()
        if wording not in kept:
            kept[wording] = (score, passage)
        elif _later(passage, kept[wording][1], later) and score >= kept[wording][0] - 0.1:
            kept[wording] = (kept[wording][0], passage)
    return list(kept.values())


def _later(a: Passage, b: Passage, later: Mapping[str, str]) -> bool:
    if (a.paper_id in later) != (b.paper_id in later) and a.meeting.date == b.meeting.date:
        return b.paper_id in later
    return a.meeting.date is not None and (b.meeting.date is None or a.meeting.date > b.meeting.date)


def quote_from(passage: Passage, understood: Understood, asked: Asked) -> str:
    """The words of a passage that bear the answer, verbatim: its best sentence or two, or all of a short one."""
    if passage.kind is PassageKind.TABLE_ROW:
        return passage.body.strip()
    body = _MARK.sub("", passage.body.strip()) or passage.text.strip()
    spans = _quotable(passage, body)
    whole = _QUOTE_WORDS if passage.kind is PassageKind.PARAGRAPH else _LIST_WORDS
    if len(body.split()) <= whole or len(spans) < 2:
        return body
    scores = [asked.coverage(readable(body[a:b])) + (0.15 if _fits_text(understood.wants, body[a:b]) else 0.0) for a, b in spans]
    best = max(range(len(spans)), key=lambda i: (scores[i], -i))
    start, last = spans[best][0], best
    # A sentence that only says `In response …:` or is very short needs the one after it; one that announces entries needs them.
    announces = body[start : spans[best][1]].endswith(":")
    while last + 1 < len(spans) and (
        len(body[start : spans[last][1]].split()) < 15 or (announces and len(body[start : spans[last + 1][1]].split()) <= _QUOTE_WORDS)
    ):
        last += 1
    return _MARK.sub("", body[start : spans[last][1]])


def _quotable(passage: Passage, body: str) -> list[tuple[int, int]]:
    """Spans of the words that can be quoted by themselves: sentences, and the entries of a list as long as they are short."""
    at = passage.start + passage.text.index(body)
    entries = [(max(entry.start - at, 0), min(entry.end - at, len(body))) for entry in passage.entries]
    cuts = sorted({0, len(body), *(edge for entry in entries for edge in entry)})
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        if (start, end) in entries and len(body[start:end].split()) <= _QUOTE_WORDS:
            spans.append((start, end))
        else:
            spans += [(start + a, start + b) for a, b in sentence_spans(body[start:end])]
    return spans


def _fits_text(wants: Wants, text: str) -> bool:
    pattern = {Wants.FIGURE: _FIGURE, Wants.DATE: _DATE, Wants.PERSON: _NAME}.get(wants)
    return pattern is not None and pattern.search(text) is not None
