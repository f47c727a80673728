"""Understood question -> candidate passages: vectors and words together, within the filters."""

from dataclasses import dataclass

from assistant.models import Filters
from assistant.understand import Understood
from corpus.catalogue import Catalogue
from corpus.models import Passage
from corpus.store import Store

_DEPTH = 100  # passages taken from each index; the right one was among the first 60 in 88% of the questions measured


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer: `nearness` is cosine similarity, `words` the BM25 score, 0 where no word matched."""

    passage: Passage
    nearness: float
    words: float


def retrieve(understood: Understood, store: Store) -> list[Candidate]:
    """The candidates of both indexes, each with both scores. The catalogue decides which are held."""
    filters = understood.question.filters
    within = None if filters == Filters() else passages_within(filters, store.catalogue)
    papers = None if within is None else sorted(set(within.values()))
    depth = _DEPTH if within is None else _DEPTH * 3  # papers are filtered by the indexes, passages here
    vector = store.embedder.question(understood.text)
    near = dict(store.nearest(vector, depth, papers))
    worded = dict(store.asked_words.best(understood.stems, depth, papers))
    passages = store.catalogue.passages(i for i in {**near, **worded} if within is None or i in within)
    near.update(store.similarities(vector, [i for i in passages if i not in near]))
    candidates = [Candidate(passage, near[i], worded.get(i, 0.0)) for i, passage in passages.items() if i in near]
    # One order on every machine: nearness, then the place in the papers.
    return sorted(candidates, key=lambda c: (-round(c.nearness, 4), c.passage.paper_id, c.passage.position))


def passages_within(filters: Filters, catalogue: Catalogue) -> dict[str, str]:
    """Passage id -> paper id of what the filters leave."""
    return catalogue.passage_ids_within(filters.bodies, filters.kinds, filters.date_from, filters.date_to)
