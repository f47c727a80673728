"""ask(question) -> answer: the whole flow on one screen."""

import time
from collections.abc import Sequence

from assistant.check import stands_on_page
from assistant.compose import NEAREST, answer_text, citations_of, not_found_text
from assistant.models import Answer, Citation, Filters, ModelNames, Question, Searched, Status, Timings
from assistant.rank import are_about, rank, weigh
from assistant.retrieve import passages_within, retrieve
from assistant.understand import Understood, understand
from corpus.catalogue import Catalogue
from corpus.store import Store


def ask(question: Question, store: Store) -> Answer:
    """Answer from the papers' own words, every citation checked against its page, or say that nothing was found.

    Raises QuestionInvalid for an empty question and StoreUnusable where the store cannot be read.
    """
    understood = understand(question)
    with store.reading():
        return _answer(question, understood, store)


def _answer(question: Question, understood: Understood, store: Store) -> Answer:
    started = time.perf_counter()
    candidates = retrieve(understood, store)
    retrieved = time.perf_counter()
    asked = weigh(understood, store.asked_words)
    evidence = rank(understood, candidates, asked, store.catalogue.versions())
    ranked = time.perf_counter()
    found = are_about(candidates, asked)
    offered = citations_of(evidence if found else evidence[:NEAREST], store.catalogue)
    citations, withheld = _checked(offered, store)
    status = Status.ANSWERED if found and citations else Status.NOT_FOUND
    text = answer_text(citations) if status is Status.ANSWERED else not_found_text(citations)
    if withheld:
        text += f"\n{withheld} citation{'s were' if withheld > 1 else ' was'} withheld: the quote was not found again on its page."
    composed = time.perf_counter()
    return Answer(
        id=question.id,
        question=question.text,
        status=status,
        answer=text,
        citations=citations if status is Status.ANSWERED else (),
        nearest=() if status is Status.ANSWERED else citations,
        withheld=withheld,
        searched=searched(store.catalogue, question.filters),
        timings_ms=Timings(retrieve=_ms(started, retrieved), rank=_ms(retrieved, ranked), compose=_ms(ranked, composed)),
        model=ModelNames(embedding=store.embedder.name),
    )


def _checked(offered: Sequence[Citation], store: Store) -> tuple[tuple[Citation, ...], int]:
    """The citations whose quote was found again on its page, numbered anew, and how many were withheld."""
    good = [citation for citation in offered if stands_on_page(citation, store)]
    numbered = tuple(citation.model_copy(update={"n": n, "verified": True}) for n, citation in enumerate(good, start=1))
    return numbered, len(offered) - len(good)


def searched(catalogue: Catalogue, filters: Filters) -> Searched:
    """What an answer is looked for in: the papers within the filters, and what could not be read."""
    papers = catalogue.papers()
    if filters != Filters():
        within = set(passages_within(filters, catalogue).values())
        papers = [paper for paper in papers if paper.id in within]
    dates = sorted(paper.meeting.date for paper in papers if paper.meeting.date)
    unread = [f"{paper.file} (pages {', '.join(map(str, paper.unread_pages))})" for paper in papers if paper.unread_pages]
    return Searched(
        papers=len(papers),
        date_from=dates[0] if dates else None,
        date_to=dates[-1] if dates else None,
        bodies=tuple(sorted({paper.meeting.body for paper in papers if paper.meeting.body})),
        unreadable=tuple(unread + [refusal.file for refusal in catalogue.refusals()]),
    )


def _ms(start: float, end: float) -> int:
    return round((end - start) * 1000)
