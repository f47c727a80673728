"""The register -> what meetings decided, asked and were told, open items first, then newest first."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.models import Paper, PaperKind
from corpus.register import Entry, EntryKind, Result
from corpus.status import standing
from corpus.store.catalogue import Catalogue
from corpus.text import readable

OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class Decided:
    """One entry of the register and the paper it stands in."""

    entry: Entry
    paper: Paper

    @property
    def words(self) -> str:
        """Its own words as they stand, without the headings above them."""
        return self.entry.said

    @property
    def is_open(self) -> bool:
        return is_open(self.entry)


def is_open(entry: Entry) -> bool:
    """Whether the paper leaves it to be done, answered or decided. What later papers say of it is another matter.

    A status is settled where its words say so without a doubt: `Not yet complete` and `Done, except lighting` are open.
    """
    if entry.draft:
        return False
    if entry.result is not None and entry.result.value is Result.DEFERRED:
        return True
    match entry.kind:
        case EntryKind.TRACKER_ROW:
            said = entry.status.value if entry.status else ""
            how = standing(said)
            return how is None or not how.is_over
        case EntryKind.ACTION | EntryKind.INFORMATION_REQUEST:
            return True
        case EntryKind.PUBLIC_QUESTION:
            return not entry.answer
        case _:
            return False


def decisions_held(
    catalogue: Catalogue,
    body: str | None = None,
    date_from: datetime.date | None = None,
    date_to: datetime.date | None = None,
    *,
    bodies: Iterable[str] = (),
    kinds: Iterable[EntryKind] = (),
    state: str | None = None,
    person: str | None = None,
    words: str | None = None,
) -> list[Decided]:
    """The entries of the meetings from one date to another for which all that is given holds: those that are open first, then by date.

    `body` is a part of a body's name, `bodies` whole names. `state` is open, closed, a result such as deferred, or words of a status.
    `person` moved, seconded, voted, or is to act. What several papers hold, as when a pack binds in minutes, is told once, from the
    minutes where they are held; what a paper says in the same words under several items is told for each. A paper that a later
    version replaces is passed over.
    """
    papers = {paper.id: paper for paper in catalogue.papers()}
    replaced, named = catalogue.versions().replaced_by, frozenset(bodies)
    found = catalogue.register(kinds=kinds, body=body, date_from=date_from, date_to=date_to, person=person, words=words)
    told: dict[tuple[object, ...], Decided] = {}
    times: Counter[tuple[object, ...]] = Counter()
    for entry in found:
        if entry.paper_id in replaced or (named and entry.meeting.body not in named) or not _is_in(state, entry):
            continue
        same = (entry.meeting.date, entry.meeting.body, entry.draft, entry.kind, readable(entry.said).casefold())
        times[entry.paper_id, *same] += 1
        key = (*same, times[entry.paper_id, *same])
        paper = papers[entry.paper_id]
        if key not in told or (paper.kind is PaperKind.MINUTES and told[key].paper.kind is not PaperKind.MINUTES):
            told[key] = Decided(entry, paper)
    return sorted(told.values(), key=lambda one: not one.is_open)


def _is_in(state: str | None, entry: Entry) -> bool:
    match (state or "").casefold():
        case "":
            return True
        case "open":
            return is_open(entry)
        case "closed":
            return not is_open(entry) and not entry.draft
        case wanted:
            result, status = (one.value if one else "" for one in (entry.result, entry.status))
            return wanted == str(result) or wanted in str(status).casefold()
