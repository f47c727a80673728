"""Candidates -> evidence in order, each with the words that bear the answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models import Evidence
from assistant.retrieve import Candidate
from assistant.understand import Understood, Wants
from corpus.models import Passage, PassageKind
from corpus.text import readable, sentence_spans, squeezed
from corpus.words import Words, stems

# What each sign is worth. Found by trying on questions over five real papers; README tells how to measure.
_NEARNESS = 0.50
_WORDS = 0.30
_COVERAGE = 0.20
_FITS = 0.05  # the kind of passage that such a question wants
_BODY_NAMED = 0.05  # `What did Cabinet decide` means a meeting of Cabinet
_YEAR = 0.05  # `on 31 March 2023` does not mean the row of a table for 2022
_BARE = 0.15  # taken off a heading or a name list, which says nothing by itself

_OFFERED = 30  # more than any answer cites: a quote is looked for in no more
_ABOUT = 0.36  # cosine similarity
_MOST_WORDS = 0.6  # share of the question's words by weight

_QUOTE_WORDS = 45  # a paragraph up to this long is quoted whole
_LIST_WORDS = 90  # so is a list or resolution: `(a) that it be raised` means nothing without `RECOMMENDED TO CABINET`
_MARK = re.compile(r"^(?:[•●▪*–-]|\d{1,3}(?:\.\d{1,3})*[.)])\s+")  # • Roads were swept ; 12. The cost
_FIGURE = re.compile(r"\d")
_DATE = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


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


def rank(understood: Understood, candidates: Sequence[Candidate], asked: Asked) -> list[Evidence]:
    """The best candidates as evidence, best first. Passages that say the same are shown once, the latest of them."""
    most = max((c.words for c in candidates), default=0.0) or 1.0
    scored = sorted(
        ((_score(understood, c, asked, most), c.passage) for c in candidates),
        key=lambda pair: (-pair[0], pair[1].paper_id, pair[1].position),
    )
    unique = _without_repeats(scored)
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
    if _fits(understood.wants, passage):
        score += _FITS
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


def _fits(wants: Wants, passage: Passage) -> bool:
    match wants:
        case Wants.FIGURE:
            return _FIGURE.search(passage.text) is not None
        case Wants.DECISION:
            return passage.kind is PassageKind.RESOLUTION
        case Wants.DATE:
            return _DATE.search(passage.text) is not None
        case Wants.PERSON:
            return _NAME.search(passage.text) is not None
        case Wants.PASSAGE:
            return False


def _without_repeats(scored: Sequence[tuple[float, Passage]]) -> list[tuple[float, Passage]]:
    """One passage for each wording, at the place of the best: the latest meeting's where several say the same."""
    kept: dict[str, tuple[float, Passage]] = {}
    for score, passage in scored:
        # A row is told from another by its table: `Total | 641` stands in many.
        place = passage.heading if passage.kind is PassageKind.TABLE_ROW else ""
        wording = squeezed(readable(f"{place}\n{passage.text}")).lower()
        if wording not in kept:
            kept[wording] = (score, passage)
        elif _later(passage, kept[wording][1]) and score >= kept[wording][0] - 0.1:
            kept[wording] = (kept[wording][0], passage)
    return list(kept.values())


def _later(a: Passage, b: Passage) -> bool:
    return a.meeting.date is not None and (b.meeting.date is None or a.meeting.date > b.meeting.date)


def quote_from(passage: Passage, understood: Understood, asked: Asked) -> str:
    """The words of a passage that bear the answer, verbatim: its best sentence or two, or all of a short one."""
    if passage.kind is PassageKind.TABLE_ROW:
        return passage.body.strip()
    body = _MARK.sub("", passage.body.strip()) or passage.text.strip()
    spans = sentence_spans(body)
    whole = _QUOTE_WORDS if passage.kind is PassageKind.PARAGRAPH else _LIST_WORDS
    if len(body.split()) <= whole or len(spans) < 2:
        return body
    scores = [asked.coverage(readable(body[a:b])) + (0.15 if _fits_text(understood.wants, body[a:b]) else 0.0) for a, b in spans]
    best = max(range(len(spans)), key=lambda i: (scores[i], -i))
    start, last = spans[best][0], best
    # A sentence that only says `In response …:` or is very short needs the one after it.
    while last + 1 < len(spans) and len(body[start : spans[last][1]].split()) < 15:
        last += 1
    return _MARK.sub("", body[start : spans[last][1]])


def _fits_text(wants: Wants, text: str) -> bool:
    pattern = {Wants.FIGURE: _FIGURE, Wants.DATE: _DATE, Wants.PERSON: _NAME}.get(wants)
    return pattern is not None and pattern.search(text) is not None
