"""Whether the papers answer a question, learnt from questions that papers answer and from near misses; or why they do not.

Nearness in meaning alone cannot tell: a question on the number of foster carers is as near to a page on their recruitment as one that the
page answers. So what the question asks for and names is held against what the best passages give.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.models import Declined, Evidence
from assistant.query.models import AnswerType, Query
from assistant.retrieval.counting import is_counted
from assistant.retrieval.features import FEATURES
from assistant.retrieval.order import Ordered, learnt
from assistant.retrieval.retriever import Candidate
from assistant.retrieval.scoring import Asked
from assistant.snapshot import snapshot_of
from corpus.dates import years_in
from corpus.store.bm25 import stems
from corpus.store.store import Store

_BEST = 10  # passages in which the date of a decision is looked for
_FEW = 5  # passages that a reader looks at
_NEAR = 0.4  # dense score below which what is nearest may be off the topic

# Of the first passage, of the best among the first five, and of the best of all. What words of the question stand in them, and figures
# and things counted, were worth nothing: near misses have them as answers do.
_OF_FIRST = ("dense_score", "time", "names_in_context", "body", "decides")
_OF_FEW = ("time", "names_in_context", "body", "decides")
_OF_ALL = ("dense_score", "time")
SPEAK_AGAINST = frozenset({"far", "unknown_share", "unknown_and_far", "names_not_held", "counts", "names", "times"})
"""Facts that never make an answer likelier: what is asked for beyond words. All others never make it less likely."""

_AT = {name: n for n, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a question is not answered, and what in it has no answer: the council, date or name as it was asked."""

    kind: Declined
    named: str = ""


def why_unanswerable(query: Query, candidates: Sequence[Candidate], found: Ordered, asked: Asked, store: Store) -> Reason | None:
    """None where the papers seem to answer."""
    if not found.evidence or not asked.weights:
        return Reason(Declined.NOTHING_NEAR)
    said = [candidate.passage.indexed for candidate in candidates]
    if council := _other_council(query.named_councils, said, store):
        return Reason(Declined.ANOTHER_COUNCIL, council)
    if date := _date_outside(query, candidates, found.evidence, store):
        return Reason(Declined.OUTSIDE_DATES, date)
    if answers(facts(facts_of_question(query, asked, store), found)):
        return None
    if name := next((name for name in query.people if not _is_held(name, store)), None):
        return Reason(Declined.NOT_MENTIONED, name)
    if query.counted and not any(is_counted(thing, [candidate.passage for candidate in candidates]) for thing in query.counted):
        return Reason(Declined.NO_SUCH_FIGURE)
    return Reason(Declined.NOTHING_NEAR)


def answers(known: Mapping[str, float]) -> bool:
    """Whether the papers answer, by the facts of a question and of the passages found for it."""
    decides = learnt().read if "reading" in known else learnt().unread
    return 1 / (1 + math.exp(-decides.logit(known))) >= decides.threshold


def facts(of_question: Mapping[str, float], found: Ordered) -> dict[str, float]:
    """What is known of a question with the passages found for it, at least one."""
    if found.reading is not None:
        return {"reading": found.reading}
    return unknown_and_far({**of_question, **facts_of_passages(found)})


def unknown_and_far(known: Mapping[str, float]) -> dict[str, float]:
    """The same facts with what two of them say only together: `What is the price of bitcoin?` has unknown words, and nothing is near."""
    return {**known, "unknown_and_far": known["unknown_share"] * known["far"]}


def facts_of_question(query: Query, asked: Asked, store: Store) -> dict[str, float]:
    unknown = [stem for stem in query.stems if not store.searchable_bm25.holds(stem)]
    total = sum(asked.weights.values()) or 1.0
    return {
        "unknown_share": sum(asked.weights.get(stem, 0.0) for stem in unknown) / total,
        "names_not_held": any(not _is_held(name, store) for name in query.people),
        "counts": bool(query.counted),
        "names": bool(query.people),
        "times": bool(query.periods),
    }


def facts_of_passages(found: Ordered) -> dict[str, float]:
    known = found.features
    first, few = known[0], known[:_FEW]
    return {
        **{f"first_{name}": float(first[_AT[name]]) for name in _OF_FIRST},
        **{f"few_{name}": float(few[:, _AT[name]].max()) for name in _OF_FEW},
        **{f"all_{name}": float(known[:, _AT[name]].max()) for name in _OF_ALL},
        "far": max(0.0, _NEAR - float(known[:, _AT["dense_score"]].max())),
    }


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
