"""Passages with decisions -> what meetings decided, newest first."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.models import Decision, DecisionKind, Paper, PaperKind, Passage
from corpus.store.catalogue import Catalogue
from corpus.text import readable


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision, the passages that hold it in their order, and the paper they stand in."""

    decision: Decision
    paper: Paper
    passages: tuple[Passage, ...]

    @property
    def words(self) -> str:
        """Its own words as they stand, without the headings above them."""
        return "\n".join(passage.body.strip() for passage in self.passages)


def decisions_held(
    catalogue: Catalogue, body: str | None = None, date_from: datetime.date | None = None, date_to: datetime.date | None = None
) -> list[Decided]:
    """The decisions of the meetings from one date to another, newest first; of the bodies whose name has `body` in it.

    What several papers hold, as when a pack binds in minutes, is told once, from the minutes where they are held; what a paper says in
    the same words under several items is told for each. A paper that a later version replaces is passed over.
    """
    papers = {paper.id: paper for paper in catalogue.papers()}
    replaced = catalogue.versions().replaced_by
    asked = (body or "").casefold()
    passages = [
        passage
        for passage in catalogue.decisions(date_from, date_to)
        if passage.paper_id in papers and passage.paper_id not in replaced and asked in (passage.meeting.body or "").casefold()
    ]
    told: dict[tuple[object, ...], Decided] = {}
    times: Counter[tuple[object, ...]] = Counter()
    for decided in _whole(passages, papers):
        same = _same(decided)
        times[decided.paper.id, *same] += 1
        key = (*same, times[decided.paper.id, *same])
        if key not in told or (decided.paper.kind is PaperKind.MINUTES and told[key].paper.kind is not PaperKind.MINUTES):
            told[key] = decided
    return list(told.values())


def _same(decided: Decided) -> tuple[object, ...]:
    """What a decision has in common in two papers that hold it. A meeting may decide in the same words several times."""
    meeting = decided.passages[0].meeting
    return meeting.date, meeting.body, decided.decision.draft, readable(decided.words).casefold()


def _whole(passages: Sequence[Passage], papers: dict[str, Paper]) -> Iterator[Decided]:
    """A decision that runs over several passages as one; each row of a table of actions is one by itself."""

    def same(passage: Passage) -> tuple[object, ...]:
        action = passage.decision is not None and passage.decision.kind is DecisionKind.ACTION
        return (passage.paper_id, passage.decision, passage.id if action or passage.group is None else passage.group)

    for _, group in groupby(passages, key=same):
        held = tuple(group)
        if held[0].decision is not None:
            yield Decided(held[0].decision, papers[held[0].paper_id], held)
