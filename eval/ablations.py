"""`minuted eval ablations QUESTIONS.jsonl`: what each part of the order is worth, by leaving it out of the order that is used.

Each question goes the way that assistant/ask.py sends it, as far as its citations, so that the row of the whole says what
`minuted eval run` says. Questions that the papers cannot answer are not asked: they have no right passage.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import fmean

from rich.table import Table

from assistant.answer.citations import Cited
from assistant.ask import to_cite
from assistant.models import Citation, Question
from assistant.query.models import Expansion, Query, Source
from assistant.query.parse import question_to_query, restated
from assistant.retrieval.answerability import why_unanswerable
from assistant.retrieval.order import ordered
from assistant.retrieval.retriever import Candidate, retrieve
from assistant.retrieval.scoring import USED, Weights, weigh
from assistant.snapshot import snapshot_of
from corpus.models import Paper, Passage
from corpus.store.bm25 import stems
from corpus.store.store import Store
from corpus.text import counted
from eval.answers import GivenAnswer, GivenCitation
from eval.cases import Case, CasesUnusable, CaseType
from eval.evaluators.reading import Reading, shows
from eval.figures import Share


def _as_it_is(query: Query) -> Query:
    return query


def _without_times(query: Query) -> Query:
    return replace(query, periods=())


def _without_glossary(query: Query) -> Query:
    return _reworded(query, tuple(one for one in query.expansions if one.source is not Source.GLOSSARY))


def _without_other_words(query: Query) -> Query:
    return _reworded(query, ())


def _reworded(query: Query, expansions: tuple[Expansion, ...]) -> Query:
    return replace(query, expansions=expansions, restated=restated(query.text, expansions))


def _as_typed(query: Query) -> Query:
    """The words looked for as they were typed. What else was read from the mended ones, such as times, stays."""
    typed = {meant: mistyped for one in query.corrections for meant, mistyped in zip(stems(one.meant), stems(one.typed), strict=False)}
    text = " ".join(query.question.text.split())
    return replace(
        query,
        text=text,
        stems=tuple(typed.get(stem, stem) for stem in query.stems),
        restated=restated(text, query.expansions),
        corrections=(),
    )


def _without_bodies(query: Query) -> Query:
    return replace(query, bodies=(), councils=())


@dataclass(frozen=True, slots=True)
class Ablation:
    """What may be left out: the query without it, and the weights without it."""

    name: str
    query: Callable[[Query], Query] = _as_it_is
    weights: Weights = USED


ABLATIONS = (
    Ablation("nothing"),
    Ablation("word by word", weights=Weights(maxsim=0.0)),
    Ablation("BM25", weights=Weights(bm25=0.0)),
    Ablation("vector of the passage", weights=Weights(dense_score=0.0)),
    Ablation("times named", _without_times, Weights(time=0.0)),
    Ablation("glossary", _without_glossary),
    Ablation("glossary and abbreviations", _without_other_words),
    Ablation("spelling", _as_typed),
    Ablation("shape of the answer wanted", weights=Weights(fits=0.0, decides=0.0)),
    Ablation("bodies and councils named", _without_bodies, Weights(body_named=0.0)),
    Ablation("numbered places", weights=Weights(place=0.0)),
    Ablation("the later meeting", weights=Weights(late=0.0)),
    Ablation("neighbours", weights=Weights(neighbour=0.0)),
    Ablation("bare headings", weights=Weights(bare=0.0)),
)
"""The whole first, then each ablation. A part is left out of the score alone: the indexes that it comes from still bring in candidates."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for one question: right passages among the words that a reader reads, and the place (from 1) of the first in order."""

    any: bool
    first: bool
    place: int | None

    @property
    def reciprocal(self) -> float:
        return 1 / self.place if self.place else 0.0


@dataclass(frozen=True, slots=True)
class AblationRow:
    """What was found for each question, in order, with one part left out."""

    left_out: str
    found: tuple[Found, ...]

    @property
    def any(self) -> Share:
        return Share(sum(one.any for one in self.found), len(self.found))

    @property
    def first(self) -> Share:
        return Share(sum(one.first for one in self.found), len(self.found))

    @property
    def mean_reciprocal(self) -> float:
        return fmean(one.reciprocal for one in self.found)


def ablations(cases: Sequence[Case], store_folder: Path) -> tuple[AblationRow, ...]:
    """A row for each of ABLATIONS, over the cases that the papers can answer. Raises CasesUnusable where there is none."""
    answerable = [case for case in cases if case.type is not CaseType.UNANSWERABLE]
    if not answerable:
        raise CasesUnusable("None of the questions has an answer in the papers, so there is no right passage to put first.")
    with Store.open(store_folder) as store:
        by_case = [_case_to_found(case, store) for case in answerable]
    return tuple(AblationRow(ablation.name, found) for ablation, found in zip(ABLATIONS, zip(*by_case, strict=True), strict=True))


def _case_to_found(case: Case, store: Store) -> tuple[Found, ...]:
    """What was found for one case without each of ABLATIONS."""

    @cache  # most ablations leave the query as it is, and looking for it takes longest
    def candidates_for(query: Query) -> list[Candidate]:
        return retrieve(query, store)

    with store.reading():
        whole = question_to_query(Question(id=case.id, text=case.question), store)
        without = [(ablation.query(whole), ablation.weights) for ablation in ABLATIONS]
        return tuple(_found(case, query, candidates_for(query), weights, store) for query, weights in without)


def _found(case: Case, query: Query, candidates: Sequence[Candidate], weights: Weights, store: Store) -> Found:
    known = snapshot_of(store)
    asked = weigh(query, store.searchable_bm25)
    found = ordered(query, candidates, asked, known.versions, weights)
    evidence = found.evidence
    answers = why_unanswerable(query, candidates, found, asked, store) is None
    cited = to_cite(query, evidence, asked, store, answers=answers)
    reading = Reading(case, _answer(cited) if answers else GivenAnswer("", answered=False, citations=()))
    given = [passage_to_given(found.passage, known.papers[found.passage.paper_id]) for found in evidence]
    right = (n for n, one in enumerate(given, start=1) if any(shows(one.passage, one, gold) for gold in reading.evidence))
    return Found(reading.has_any, reading.has_first, next(right, None))


def _answer(cited: Sequence[Cited]) -> GivenAnswer:
    """What the product would cite, without the answer's own words."""
    return GivenAnswer("", answered=bool(cited), citations=tuple(_citation_to_given(one.citation) for one in cited))


def _citation_to_given(citation: Citation) -> GivenCitation:
    return GivenCitation(citation.passage, citation.paper.file, citation.page, citation.meeting.date)


def passage_to_given(passage: Passage, paper: Paper) -> GivenCitation:
    return GivenCitation(passage.text, paper.file, passage.page, passage.meeting.date)


def ablations_to_table(name: str, rows: Sequence[AblationRow]) -> Table:
    table = Table(
        title=f"{name}: {counted(len(rows[0].found), 'question')} that the papers can answer",
        caption="any: among 600 words cited\nfirst: cited first\nMRR: of the first right of all in order",
        title_justify="left",
        caption_justify="left",
    )
    for column in ("left out", "any", "first", "MRR", "n"):
        table.add_column(column, justify="left" if column == "left out" else "right", no_wrap=True)
    for row in rows:
        table.add_row(row.left_out, f"{row.any.value:.3f}", f"{row.first.value:.3f}", f"{row.mean_reciprocal:.3f}", str(len(row.found)))
    return table
