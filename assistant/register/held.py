"""The register of one state of a store, read as far as it is asked for, each paper and each day once."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from assistant.register.references import Reference
from assistant.snapshot import Snapshot, snapshot_of
from corpus.models import AgendaItem, PaperKind, Passage, PassageKind
from corpus.register import Entry, EntryKind, Result
from corpus.store.bm25 import asked_stems
from corpus.store.store import Store

if TYPE_CHECKING:
    from assistant.register.link import Link

_OF_EACH = 3  # passages of each meeting, however many there are
_FOUND = 120  # passages looked at for one matter


class HeldRegister:
    """What the entries, the passages and the words of a store say, kept until it changes; replaced versions are left out."""

    def __init__(self, store: Store, known: Snapshot) -> None:
        self.known = known
        self.catalogue = store.catalogue
        self._words = store.searchable_bm25
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._days: dict[tuple[datetime.date, datetime.date], tuple[Entry, ...]] = {}
        self._passages: dict[str, Passage] = {}
        self._of_paper: dict[str, tuple[Passage, ...]] = {}
        self._stems: dict[str, frozenset[str]] = {}
        self._rarity: dict[str, float] = {}
        self._meets: dict[tuple[str | None, str | None], list[datetime.date]] = {}
        self.references: dict[str, tuple[Reference, ...]] = {}  # of a passage, by its id
        self.earlier: dict[str, tuple[Link, ...]] = {}  # what an entry follows, by its id

    def is_current(self, paper_id: str) -> bool:
        return paper_id in self.known.papers and paper_id not in self.known.versions.replaced_by

    def entries_of(self, paper_id: str) -> tuple[Entry, ...]:
        """The entries of a paper in reading order."""
        if paper_id not in self._entries:
            self._entries[paper_id] = tuple(self.catalogue.register(paper_id=paper_id))
        return self._entries[paper_id]

    def entries_at(self, passage: Passage) -> list[Entry]:
        """The entries of a passage, and those of the item of minutes that it stands in."""
        return [
            entry
            for entry in self.entries_of(passage.paper_id)
            if passage.id in entry.passage_ids or (same_item(entry.item, passage.item) and entry.meeting == passage.meeting)
        ]

    def heading_of(self, entry: Entry) -> str:
        """The heading that the words of an entry stand under, such as that of a part of an item."""
        first = self.passages(entry.passage_ids[:1]).get(entry.passage_ids[0])
        return (first.heading or "") if first else ""

    def is_report(self, entry: Entry) -> bool:
        """Whether an entry is what a report puts to a meeting, and not what a meeting put to another body."""
        paper = self.known.papers[entry.paper_id]
        return entry.kind is EntryKind.RECOMMENDATION and paper.kind is not PaperKind.MINUTES and entry.meeting.date == paper.meeting.date

    def same_title(self, a: Entry, b: Entry) -> bool:
        """Whether the items of two entries are called alike, most of the rarer words in both."""
        if a.item is None or b.item is None:
            return False
        one, other = self.stems_of(a.item.title), self.stems_of(b.item.title)
        shared = self.weight(one & other)
        return bool(shared) and shared >= 0.6 * max(self.weight(one), self.weight(other))

    def table_head(self, row: Passage) -> str:
        """What stands above the rows of a table: its caption and its header rows, which the first row has before it."""
        first = self.passages([row.group]).get(row.group) if row.group else None
        head = first or row
        return f"{row.heading or ''}\n{head.text[: head.body_start - head.start]}"

    def item_of(self, passage: Passage) -> list[Passage]:
        """The passages of the item that a passage stands in, in reading order; itself where it stands in none."""
        if passage.item is None:
            return [passage]
        return [one for one in self.passages_of(passage.paper_id) if one.item == passage.item and one.meeting == passage.meeting]

    def holds(self, stem: str) -> bool:
        return self._words.holds(stem)

    def entries_between(self, first: datetime.date, last: datetime.date) -> tuple[Entry, ...]:
        """The entries of the meetings from one day to another, in papers that are current."""
        if (first, last) not in self._days:
            found = self.catalogue.register(date_from=first, date_to=last)
            self._days[first, last] = tuple(entry for entry in found if self.is_current(entry.paper_id))
        return self._days[first, last]

    @cached_property
    def deferred(self) -> tuple[Entry, ...]:
        """What a meeting put off."""
        return tuple(entry for entry in self.catalogue.register(result=Result.DEFERRED.value) if self.is_current(entry.paper_id))

    def passages_on(self, words: Sequence[str], limit: int = _FOUND) -> list[Passage]:
        """The passages that have most of these stems, best first."""
        found = self.passages(i for i, _ in self._words.best(words, limit))
        return [passage for passage in found.values() if self.is_current(passage.paper_id)]

    def passages_by_meeting(self, words: Sequence[str], limit: int, together: int) -> list[Passage]:
        """Of those that have all these stems, and the first that have most, the best of each meeting: about so many `together`."""
        by_meeting: dict[tuple[str | None, datetime.date | None], list[str]] = {}
        for i in dict.fromkeys([*self._words.having(words, limit), *(i for i, _ in self._words.best(words, together))]):
            if (key := self._meeting_of.get(i)) is not None:
                by_meeting.setdefault(key, []).append(i)
        of_each = max(together // max(len(by_meeting), 1), _OF_EACH)
        found = self.passages(i for ids in by_meeting.values() for i in ids[:of_each])
        return list(found.values())

    @cached_property
    def _meeting_of(self) -> dict[str, tuple[str | None, datetime.date | None]]:
        """Id of a passage of a current paper -> body and day of its meeting."""
        return {
            i: (meeting.body, meeting.date)
            for (paper_id, meeting), ids in self.known.passage_ids.items()
            if self.is_current(paper_id)
            for i in ids
        }

    def passages(self, ids: Iterable[str]) -> Mapping[str, Passage]:
        """The passages with these ids, in their order; the rows of a table that goes on have its headers."""
        wanted = list(ids)
        new = self.catalogue.passages([i for i in wanted if i not in self._passages])
        heads = self.catalogue.passages({row.group for row in new.values() if row.group and _lacks_headers(row)})
        self._passages |= {i: _with_headers(passage, heads.get(passage.group or "")) for i, passage in new.items()}
        return {i: self._passages[i] for i in wanted if i in self._passages}

    def passages_of(self, paper_id: str) -> tuple[Passage, ...]:
        if paper_id not in self._of_paper:
            self._of_paper[paper_id] = tuple(self.catalogue.passages_of(paper_id))
        return self._of_paper[paper_id]

    def meets_of(self, council: str | None, body: str | None) -> list[datetime.date]:
        """The days of a body's meetings held; of all of a council's where no body is named."""
        if (council, body) not in self._meets:
            self._meets[council, body] = sorted(
                {
                    meeting.date
                    for _, meeting in self.known.passage_ids
                    if meeting.date and (not council or not meeting.council or meeting.council == council) and body in (None, meeting.body)
                }
            )
        return self._meets[council, body]

    def stems_of(self, text: str) -> frozenset[str]:
        """The telling stems of a text."""
        if text not in self._stems:
            self._stems[text] = frozenset(asked_stems(text))
        return self._stems[text]

    def weight(self, stems: Iterable[str]) -> float:
        """What stems are worth together: rare words tell one matter from another."""
        return sum(self.rarity(stem) for stem in stems)

    @cached_property
    def rarest(self) -> float:
        """What a word that no passage has is worth: the measure of how much words tell in a store of this size."""
        return self._words.rarity("")

    def rarity(self, stem: str) -> float:
        if stem not in self._rarity:
            self._rarity[stem] = self._words.rarity(stem)
        return self._rarity[stem]


def same_item(a: AgendaItem | None, b: AgendaItem | None) -> bool:
    """Whether two items of one paper are the same: by their numbers, else by their titles."""
    if a is None or b is None:
        return False
    if a.number and b.number:
        return a.number.strip(" .") == b.number.strip(" .")
    return a.title.casefold() == b.title.casefold()


def _lacks_headers(row: Passage) -> bool:
    return row.kind is PassageKind.TABLE_ROW and bool(row.cells) and not any(cell.header for cell in row.cells)


def _with_headers(row: Passage, first: Passage | None) -> Passage:
    """A row on a later page, which has no headers there, under those of the first row of its table, where it has as many cells."""
    if first is None or not _lacks_headers(row) or len(first.cells) != len(row.cells):
        return row
    is_head = _lacks_headers(first) and not any(sign.isdigit() for cell in first.cells for sign in cell.text)  # read as a row itself
    names = [cell.text if is_head else cell.header for cell in first.cells]
    return replace(row, cells=tuple(replace(cell, header=name) for cell, name in zip(row.cells, names, strict=True)))


_of_store: "WeakKeyDictionary[Store, HeldRegister]" = WeakKeyDictionary()


def register_of(store: Store) -> HeldRegister:
    """The register of what this store holds now."""
    known = snapshot_of(store)
    held = _of_store.get(store)
    if held is None or held.known is not known:
        held = _of_store[store] = HeldRegister(store, known)
    return held
