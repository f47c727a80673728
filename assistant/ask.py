"""ask(question) -> answer: the whole flow on one screen."""

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from assistant.answer.business import agreed_state, business_answer
from assistant.answer.citations import Cited, cited_from, numbered
from assistant.answer.layouts import answer_layout, declined, with_whole_list
from assistant.answer.messages import read_as, withheld_told
from assistant.answer.planned import planned_answer
from assistant.answer.settled import Settled
from assistant.answer.verify import Pages
from assistant.models import (
    Answer,
    AnswerLine,
    Cells,
    Evidence,
    Filters,
    Heading,
    ModelNames,
    Phrase,
    Question,
    Quote,
    Searched,
    SearchedLine,
    State,
    Status,
    Timings,
    Turn,
)
from assistant.query.business import Asks
from assistant.query.follow_up import with_turns
from assistant.query.models import Query
from assistant.query.parse import question_to_query
from assistant.query.plans import Plan, plan_of
from assistant.register.held import register_of
from assistant.retrieval.answerability import why_unanswerable
from assistant.retrieval.order import ordered
from assistant.retrieval.reranker import OWN, Ranker
from assistant.retrieval.retriever import retrieve, wordings_embedded
from assistant.retrieval.scoring import Asked, weigh
from assistant.snapshot import Snapshot, snapshot_of
from corpus.models import Refusal, Still
from corpus.store.bm25 import asked_stems
from corpus.store.store import Store

_NEAREST = 3  # passages offered where nothing answers

_OF_HELP = 2  # words with meaning that a question about Minuted itself has: what papers have you got?


def ask(question: Question, store: Store, ranker: Ranker | None = OWN) -> Answer:
    """Answer from the papers' own words, every quote checked against its page, or say why the papers do not.

    `ranker` reads what was found and puts it in order; with None it is not read, which is faster and worse.
    Raises QuestionInvalid for an empty question, StoreUnusable where the store cannot be read and ModelUnusable where a model cannot.
    """
    with store.reading():
        return _answer(question, store, ranker)


def conversation(questions: Iterable[Question], store: Store, ranker: Ranker | None = OWN) -> Iterator[Answer]:
    """The answers to questions asked one after another, each completed from the turns before it. Raises what `ask` does."""
    turns: list[Turn] = []
    for question in questions:
        completed = with_turns(question, turns)
        turns.append(Turn(question=completed, answer=ask(completed, store, ranker)))
        if (answer := turns[-1].answer) is not None:
            yield answer


def _answer(question: Question, store: Store, ranker: Ranker | None) -> Answer:
    started = time.perf_counter()
    known = snapshot_of(store)
    query = question_to_query(question, store)
    wordings = wordings_embedded(query, store)
    if settled := _settled(query, wordings[0].vector, store):
        return _of_structure(question, query, settled, known, store, started)
    candidates = retrieve(query, store, wordings)
    retrieved = time.perf_counter()
    asked = weigh(query, store.searchable_bm25)
    found = ordered(query, candidates, asked, known.versions)
    if ranker:
        found = ranker.ordered(query.text, found)
    ranked = time.perf_counter()
    reason = why_unanswerable(query, candidates, found, asked, store)
    offered = to_cite(query, found.evidence, asked, store, answers=reason is None)
    pages = Pages(store.catalogue)
    cited = numbered([one.verified() for one in offered if pages.have(one.citation)])
    withheld = len(offered) - len(cited)
    looked_in = searched(known, question.filters)
    answered = reason is None and bool(cited)
    layout = answer_layout(query, cited) if answered else declined(reason, cited, looked_in)
    state = agreed_state(query, register_of(store), cited) if answered else None
    lines = _proved([state, *layout.lines] if state else layout.lines, cited, pages)
    withheld += len(layout.lines) + bool(state) - len(lines)
    told = [Phrase(text=withheld_told(withheld))] if withheld else []
    citations = tuple(one.citation for one in cited)
    composed = time.perf_counter()
    return Answer(
        id=question.id,
        question=question.asked or question.text,
        understood=" ".join(part for part in (read_as(question), query.told) if part),
        carried_over=question.carried_over,
        status=Status.ANSWERED if answered else Status.NOT_FOUND,
        shape=layout.shape,
        declined=reason.kind if reason else None,
        lines=(*lines, *told),
        citations=citations if answered else (),
        nearest=() if answered else citations,
        withheld=withheld,
        searched=looked_in,
        timings_ms=Timings(retrieve=_ms(started, retrieved), rank=_ms(retrieved, ranked), compose=_ms(ranked, composed)),
        model=ModelNames(embedding=store.embedder.name, ranker=ranker.name if ranker else None),
    )


def _settled(query: Query, vector: Sequence[float], store: Store) -> Settled | None:
    """The answer that the register and the catalogue give; None where the passages are to answer."""
    question, register = query.question, register_of(store)
    if not question.literally:
        leans = question.asked is not None
        of_typed = store.embedder.question(question.asked) if question.asked else vector
        plan = plan_of(question.asked or query.text, of_typed, store.embedder.name, leans=leans)
        if query.business and query.business.asks is Asks.OUTSTANDING:
            plan = Plan.OUTSTANDING
        if plan is Plan.HELP and len(set(asked_stems(question.asked or query.text))) > _OF_HELP:
            plan = Plan.EVIDENCE  # how to bake bread is no question about Minuted
        if plan is not Plan.EVIDENCE and (settled := planned_answer(plan, query, register)):
            return settled
    return business_answer(query, query.business, register) if query.business else None


def _of_structure(question: Question, query: Query, settled: Settled, known: Snapshot, store: Store, started: float) -> Answer:
    """An answer from the register and the catalogue, where each citation and each line is proved as any other is."""
    retrieved = time.perf_counter()
    pages = Pages(store.catalogue)
    cited = tuple(one.verified() for one in settled.cited if pages.have(one.citation))
    held = {one.citation.n for one in cited}
    lines = _proved([line for line in settled.lines if not isinstance(line, Quote | Cells) or line.n in held], cited, pages)
    withheld = len(settled.cited) - len(cited)
    told = [Phrase(text=withheld_told(withheld))] if withheld else []
    return Answer(
        id=question.id,
        question=question.asked or question.text,
        understood=" ".join(part for part in (read_as(question), query.told) if part),
        carried_over=question.carried_over,
        status=settled.status,
        shape=settled.shape,
        lines=(*lines, *told),
        citations=tuple(one.citation for one in cited),
        withheld=withheld,
        searched=searched(known, question.filters),
        timings_ms=Timings(retrieve=_ms(started, retrieved), rank=0, compose=_ms(retrieved, time.perf_counter())),
        model=ModelNames(embedding=store.embedder.name, ranker=None),
    )


def to_cite(query: Query, evidence: Sequence[Evidence], asked: Asked, store: Store, *, answers: bool) -> list[Cited]:
    """The citations of an answer, not yet checked; where the papers do not answer, the nearest passages."""
    best = with_whole_list(query, evidence, store.catalogue) if answers else evidence[:_NEAREST]
    return cited_from(best, query, asked, store.catalogue, of_one_day=snapshot_of(store).meetings_of_one_day)


def _proved(lines: Sequence[AnswerLine], cited: Sequence[Cited], pages: Pages) -> list[AnswerLine]:
    """The lines without those whose words are not on the page that they name."""
    by_number = {one.citation.n: one.citation for one in cited}

    def proved(line: AnswerLine) -> bool:
        match line:  # a new kind of line has to say here whether it shows words of a paper
            case Quote() | Cells():
                return pages.have_said(line, by_number[line.n])
            case State():
                return pages.have_state(line, [by_number[n] for n in line.cites if n in by_number])
            case Heading() | Phrase() | SearchedLine():
                return True
            case _:
                assert_never(line)

    return [line for line in lines if proved(line)]


def searched(known: Snapshot, filters: Filters) -> Searched:
    """What an answer is looked for in: the papers within the filters, and what could not be read."""
    papers = known.within(filters).papers
    dates = sorted(paper.meeting.date for paper in papers if paper.meeting.date)
    unread = [f"{paper.file} (pages {', '.join(map(str, paper.unread_pages))})" for paper in papers if paper.unread_pages]
    return Searched(
        papers=len(papers),
        date_from=dates[0] if dates else None,
        date_to=dates[-1] if dates else None,
        bodies=tuple(sorted({paper.meeting.body for paper in papers if paper.meeting.body})),
        unreadable=tuple(unread + [_unread_of(refusal) for refusal in known.refusals if refusal.held is not Still.AS_READ_BEFORE]),
    )


def _unread_of(refusal: Refusal) -> str:
    return f"{refusal.file} (as it is now; what was read of it before is searched)" if refusal.held is Still.OLDER else refusal.file


def _ms(start: float, end: float) -> int:
    return round((end - start) * 1000)
