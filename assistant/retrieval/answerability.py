"""Whether the papers answer a question, or why they do not: general marks that something asked for is in no paper.

Nearness in meaning alone cannot tell: a question on the number of foster carers is as near to a page on their recruitment as one that the
page answers. So what the question names is looked for: the council, the date, the name, the thing that is to be counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models import Declined, Evidence
from assistant.query.models import AnswerType, Query
from assistant.retrieval.counting import is_counted
from assistant.retrieval.retriever import Candidate
from assistant.retrieval.scoring import Asked, are_about
from assistant.snapshot import snapshot_of
from corpus.dates import years_in
from corpus.store.bm25 import stems
from corpus.store.store import Store

# Cosine similarity of the nearest passage. Of the questions measured whose words stand in part in no paper, those that the papers answer
# had one of 0.407 or more with the taught model (0.412 with the published one); off the topic nearly all had less than 0.385.
_NEAR = 0.385
_BEST = 10  # passages in which the date of a decision is looked for


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a question is not answered, and what in it has no answer: the council, date or name as it was asked."""

    kind: Declined
    named: str = ""


def why_unanswerable(
    query: Query, candidates: Sequence[Candidate], evidence: Sequence[Evidence], asked: Asked, store: Store
) -> Reason | None:
    """None where the papers seem to answer."""
    said = [candidate.passage.indexed for candidate in candidates]
    if council := _other_council(query.named_councils, said, store):
        return Reason(Declined.ANOTHER_COUNCIL, council)
    if date := _date_outside(query, candidates, evidence, store):
        return Reason(Declined.OUTSIDE_DATES, date)
    if name := next((name for name in query.people if not _is_held(name, store)), None):
        return Reason(Declined.NOT_MENTIONED, name)
    if not are_about(candidates, asked) or (
        _nearest(candidates) < _NEAR and any(not store.searchable_bm25.holds(stem) for stem in query.stems)
    ):
        return Reason(Declined.NOTHING_NEAR)
    if query.counted and not any(is_counted(thing, [candidate.passage for candidate in candidates]) for thing in query.counted):
        return Reason(Declined.NO_SUCH_FIGURE)
    return None


def _nearest(candidates: Sequence[Candidate]) -> float:
    return max((candidate.dense_score for candidate in candidates), default=0.0)


def _other_council(named: Sequence[str], said: Sequence[str], store: Store) -> str | None:
    """A council that the question names, of which no paper is held and of which no passage found speaks."""
    held = {council.casefold() for council in snapshot_of(store).councils}
    for council in named:
        name = council.casefold()
        if held and not any(name in other or other in name for other in held) and not any(name in one.casefold() for one in said):
            return council
    return None


def _is_held(name: str, store: Store) -> bool:
    """Whether any word of a name stands in any paper: `Zoe Hartwell` does where a `Cllr Hartwell` does."""
    return any(store.searchable_bm25.holds(stem) for stem in stems(name))


def _date_outside(query: Query, candidates: Sequence[Candidate], evidence: Sequence[Evidence], store: Store) -> str | None:
    """A date of the question of which no passage found speaks and on which none of their meetings was held.

    A decision is looked for at its meeting: for one a year that a passage only mentions is not enough.
    """
    if not query.dates:
        return None
    deciding = query.answer_type is AnswerType.DECISION
    looked_in = [found.passage for found in evidence[:_BEST]] if deciding else [candidate.passage for candidate in candidates]
    texts = [passage.indexed for passage in looked_in]
    for date in query.dates:
        met = any(date.includes(day) for day in snapshot_of(store).dates)
        mentioned = any(date.wording in text for text in texts) or (
            not (deciding and date.month) and date.day is None and any(date.year in years_in(text) for text in texts)
        )
        if not met and not mentioned:
            return date.wording
    return None
