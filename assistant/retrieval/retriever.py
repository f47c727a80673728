"""Query -> candidate passages: vectors, words and single words' vectors together, within the filters."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.models import Filters
from assistant.query.models import Query
from assistant.snapshot import snapshot_of
from corpus.dates import as_years
from corpus.embedding.late_interaction import Asked as AskedByPiece
from corpus.embedding.late_interaction import max_sim
from corpus.models import Paper, Passage
from corpus.store.bm25 import BM25Index, stems
from corpus.store.store import Store

_DEPTH = 100  # passages taken from each index; the right one was among them in 95% of the questions measured
_FIRST = 60  # passages taken from the papers that the question names
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer.

    `dense_score` is cosine similarity, `bm25` the BM25 score (0 where no word matched), `maxsim` how well the question's tokens are matched
    one by one (-1 to 1), `period` the reporting period of its paper.
    """

    passage: Passage
    dense_score: float
    bm25: float
    maxsim: float = 0.0
    period: str | None = None


def wordings_embedded(query: Query, store: Store) -> list[AskedByPiece]:
    """A question embedded, and where papers have other words for it, in their words, too."""
    return store.embedder.questions([query.text, *([query.restated] if query.restated else [])])


def retrieve(query: Query, store: Store, asked: Sequence[AskedByPiece] | None = None) -> list[Candidate]:
    """The candidates of both indexes, each with all scores. The catalogue decides which are held.

    `asked` are the wordings of the question where they are embedded already.
    """
    filters, known = query.question.filters, snapshot_of(store)
    within = None if filters == Filters() else known.within(filters)
    papers = None if within is None else sorted(paper.id for paper in within.papers)
    left = None if within is None else set(within.passage_ids)
    asked = wordings_embedded(query, store) if asked is None else asked
    others = [stem for one in query.expansions for words in one.others for stem in stems(words)]

    def worded_within(limit: int, papers: Sequence[str] | None) -> dict[str, float]:
        if left is None:
            return dict(store.searchable_bm25.best(query.stems, limit, papers, others))
        best = store.searchable_bm25.best(query.stems, 2 * limit, papers, others)  # a paper may have passages that the filters do not leave
        return dict([(i, score) for i, score in best if i in left][:limit])

    worded = worded_within(_DEPTH, papers)
    if named := _papers_named(query, known.papers.values()):
        worded |= worded_within(_FIRST, sorted(named if papers is None else named & set(papers)))
    listed = store.nearest([one.vector for one in asked], _DEPTH, None if within is None else within.passage_ids)
    passages = store.catalogue.passages(dict.fromkeys([*worded, *(i for nearest in listed for i, _ in nearest)]))
    near: dict[str, float] = {}
    for one in asked:
        _raise(near, store.similarities(one.vector, list(passages)))
    ids = list(near)
    # An embedding without token embeddings has the dense score alone to say how well the words are matched.
    maxsim = _max_sims(asked, [query.text, query.restated or ""], store, ids) if any(one.pieces for one in asked) else near
    found = [Candidate(passages[i], near[i], worded.get(i, 0.0), maxsim[i], known.papers[passages[i].paper_id].period) for i in ids]
    # One order on every machine: dense_score, then the place in the papers.
    return sorted(found, key=lambda c: (-round(c.dense_score, 4), c.passage.paper_id, c.passage.position))


def _raise(scores: dict[str, float], more: Mapping[str, float]) -> None:
    for i, score in more.items():
        scores[i] = max(score, scores.get(i, -1.0))


def _max_sims(asked: Sequence[AskedByPiece], texts: Sequence[str], store: Store, ids: Sequence[str]) -> dict[str, float]:
    """How well the question's words are met in each passage, in the wording that is met best."""
    held = store.token_embeddings(ids)
    packed = [held.get(i, b"") for i in ids]
    best: dict[str, float] = {}
    for one, text in zip(asked, texts, strict=False):
        _raise(best, dict(zip(ids, max_sim(one, piece_weights(one, text, store.searchable_bm25), packed), strict=True)))
    return best


def piece_weights(asked: AskedByPiece, text: str, words: BM25Index) -> list[float]:
    """What each word piece of a question is worth: rare words tell passages apart. A mark between words is worth nothing."""
    of_text = [(match.end(), match[0]) for match in _WORD.finditer(text)]
    rarities: dict[str, float] = {}
    weights = []
    for piece in asked.pieces:
        word = next((word for end, word in of_text if piece.start < end), "") if text[piece.start : piece.start + 1].isalnum() else ""
        if word not in rarities:
            rarities[word] = max((words.rarity(stem) for stem in stems(word)), default=0.0)
        weights.append(math.sqrt(rarities[word]))
    return weights


def _papers_named(query: Query, papers: Iterable[Paper]) -> set[str]:
    """The papers of the times, bodies, councils and kinds that the question names, if it names any."""
    if not (query.periods or query.bodies or query.councils or query.kinds):
        return set()
    named = set()
    for paper in papers:
        meeting = paper.meeting
        dated = any(
            period.includes(meeting.date) or (paper.period and as_years(paper.period) == as_years(period.words)) for period in query.periods
        )
        fits = (
            (not query.periods or dated)
            and (not query.bodies or meeting.body in query.bodies)
            and (not query.councils or meeting.council in query.councils)
            and (not query.kinds or paper.kind in query.kinds)
        )
        if fits:
            named.add(paper.id)
    return named
