"""A paper as read -> its entries of the register, in reading order."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.models import DecisionKind, Passage
from corpus.register import Entry, EntryKind, Stated


def entries_of(passages: Sequence[Passage]) -> tuple[Entry, ...]:
    """What the passages of one paper decide, ask and report back on."""
    return tuple(_entry(n, run) for n, run in enumerate(_runs(passages)))


def _runs(passages: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    """The passages of each decision; each row of a table of actions is one by itself."""

    def same(passage: Passage) -> tuple[object, ...]:
        action = passage.decision is not None and passage.decision.kind is DecisionKind.ACTION
        return passage.decision, passage.id if action or passage.group is None else passage.group

    for _, run in groupby(passages, key=same):
        held = tuple(run)
        if held[0].decision is not None:
            yield held


def _entry(position: int, run: Sequence[Passage]) -> Entry:
    first = run[0]
    assert first.decision is not None
    return Entry(
        id=hashlib.sha256(f"entry:{first.id}".encode()).hexdigest()[:20],
        paper_id=first.paper_id,
        position=position,
        kind=EntryKind(first.decision.kind.value),
        draft=first.decision.draft,
        meeting=first.meeting,
        item=first.item,
        passage_ids=tuple(passage.id for passage in run),
        words=tuple(_own_words(passage) for passage in run),
    )


def _own_words(passage: Passage) -> Stated[str]:
    return Stated(passage.body, passage.page, passage.body_start, passage.end)
