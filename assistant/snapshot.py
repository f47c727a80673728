"""What a store holds, read once for each of its states: papers, versions, meetings, bodies, councils, short forms, words.

An answer looks at all of it, and reading a thousand papers anew for each takes longer than finding the passages.
"""

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from weakref import WeakKeyDictionary

from assistant.models import Filters
from corpus.abbreviations import ShortForm
from corpus.models import Meeting, Paper, Refusal
from corpus.store.catalogue import Catalogue
from corpus.store.store import Store
from corpus.versions import Versions

_BESIDE_A_TIME = re.compile(r"[^\w.:]+|[.:]00(?!\d)|\.(?!\d)")  # 6.00 p.m. and 6pm are one time
_WORD = re.compile(r"[a-z]{5,}")  # gritting


@dataclass(eq=False)
class Snapshot:
    """One state of a store. `papers` are by id, the newest meeting first; `passage_ids` are by paper and the meeting they are of."""

    catalogue: Catalogue = field(repr=False)
    version: int
    papers: Mapping[str, Paper]
    refusals: tuple[Refusal, ...]
    versions: Versions
    passage_ids: Mapping[tuple[str, Meeting], tuple[str, ...]]
    short_forms: tuple[ShortForm, ...]
    _last: dict[Filters, "Within"] = field(default_factory=dict, repr=False)

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        return tuple(sorted({meeting.body for meeting in self._all_meetings if meeting.body}))

    @cached_property
    def councils(self) -> tuple[str, ...]:
        return tuple(sorted({meeting.council for meeting in self._all_meetings if meeting.council}))

    @cached_property
    def dates(self) -> tuple[datetime.date, ...]:
        return tuple(sorted({meeting.date for meeting in self._all_meetings if meeting.date}))

    @cached_property
    def meetings_of_one_day(self) -> frozenset[Meeting]:
        """The meetings of bodies that met again that day, at another time; their places left out."""
        met: dict[tuple[str | None, str | None, datetime.date | None], set[Meeting]] = {}
        for meeting in self._all_meetings:
            if meeting.date and meeting.time:
                met.setdefault((meeting.council, meeting.body, meeting.date), set()).add(meeting)
        several = (meetings for meetings in met.values() if len({plain_time(meeting) for meeting in meetings}) > 1)
        return frozenset(meeting for meetings in several for meeting in meetings)

    @cached_property
    def _all_meetings(self) -> frozenset[Meeting]:
        return frozenset(meeting for _, meeting in self.passage_ids)

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """The words of the papers, of five letters and more, with how often they stand there."""
        return Counter(word for text in self.catalogue.texts() for word in _WORD.findall(text.lower()))

    def within(self, filters: Filters) -> "Within":
        """What the filters leave; kept for the next question, which often has the same."""
        if filters not in self._last:
            left = [key for key in self.passage_ids if key[0] in self.papers and _is_within(filters, self.papers[key[0]], key[1])]
            ids = {paper_id for paper_id, _ in left}
            papers = tuple(paper for paper in self.papers.values() if paper.id in ids)
            self._last = {filters: Within(papers, tuple(i for key in left for i in self.passage_ids[key]))}
        return self._last[filters]


def plain_time(meeting: Meeting) -> str:
    """The time of a meeting, worded alike: `6pm`."""
    return _BESIDE_A_TIME.sub("", (meeting.time or "").lower())


@dataclass(frozen=True, slots=True)
class Within:
    """The papers of which filters leave anything, the newest meeting first, and the ids of the passages that they leave."""

    papers: tuple[Paper, ...]
    passage_ids: tuple[str, ...]


def _is_within(filters: Filters, paper: Paper, meeting: Meeting) -> bool:
    """Whether the filters leave the passages of a paper that are of this meeting: minutes bound into a later pack have their own."""
    return (
        (not filters.bodies or meeting.body in filters.bodies)
        and (not filters.kinds or paper.kind in filters.kinds)
        and (filters.date_from is None or (meeting.date is not None and meeting.date >= filters.date_from))
        and (filters.date_to is None or (meeting.date is not None and meeting.date <= filters.date_to))
    )


_of_store: "WeakKeyDictionary[Store, Snapshot]" = WeakKeyDictionary()


def snapshot_of(store: Store) -> Snapshot:
    """What this store holds now."""
    catalogue = store.catalogue
    version = catalogue.version()
    known = _of_store.get(store)
    if known is None or known.version != version:
        known = Snapshot(
            catalogue,
            version,
            papers={paper.id: paper for paper in catalogue.papers()},
            refusals=tuple(catalogue.refusals()),
            versions=catalogue.versions(),
            passage_ids=catalogue.passages_by_meeting(),
            short_forms=tuple(catalogue.abbreviations()),
        )
        _of_store[store] = known
    return known
