"""Passages -> their sentences, each with where it stands on its page and in what sort of text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.models import AgendaItem, Meeting, PaperKind, Part, PartKind, Passage, PassageKind
from corpus.register import Stated, T
from corpus.text import readable, sentence_spans
from ingest.decisions.decision import Setting

# A line that begins anew within a paragraph, whatever the line above ends with.
_BEGINS = re.compile(
    r"\n(?=\W{0,12}(?:\(?\w{1,3}[.)]\s|[•●▪*–-]\s|(?:RESOLVED|RECOMMENDED|AGREED|NOTED|ACTION|Resolved|Recommended|Agreed|Noted|Action|Moved|Proposed|Seconded"
    r"|Carried|CARRIED|Reply|Answer|Response|Written\s+(?:reply|answer)|Supplementary|Question|Q\d|Recorded\s+vote|INFORMATION\s+REQUEST|Information\s+request)\b))"
)
_LIMB = re.compile(r"(?<=[;,.:])\s+(?=\((?:\d{1,2}|[a-h]|[ivx]{1,4})\)\s)")  # …be noted; (2) that


@dataclass(frozen=True)
class Sentence:
    """Characters [start, end) of a page: a sentence, an entry of a list, or a heading (`heading`)."""

    passage: Passage
    setting: Setting
    start: int
    end: int
    heading: bool = False

    @property
    def raw(self) -> str:
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]

    @cached_property
    def said(self) -> str:
        """Its words readable, on one line."""
        return readable(self.raw)

    @property
    def item(self) -> AgendaItem | None:
        return self.passage.item

    @property
    def meeting(self) -> Meeting:
        return self.passage.meeting

    @property
    def page(self) -> int:
        return self.passage.page

    def states(self, value: T, start: int, end: int) -> Stated[T]:
        """A value that characters [start, end) of its raw words state."""
        return Stated(value, self.page, self.start + start, self.start + end)

    def holds(self, words: str) -> Stated[str] | None:
        """Words that it holds, white space and markup between them aside: as they stand. None where it does not hold them."""
        found = re.search(r"[\s*_]+".join(map(re.escape, words.split())), self.raw) if words else None
        return self.states(" ".join(words.split()), *found.span()) if found else None


def settings_of(kind: PaperKind, parts: Sequence[Part], passages: Sequence[Passage]) -> list[Setting]:
    """What sort of text each passage stands in: minutes, bound in or the paper itself; what was written before a meeting; neither."""
    prepared = (PaperKind.AGENDA, PaperKind.AGENDA_PACK, PaperKind.REPORT)
    own = Setting.RECORD if kind is PaperKind.MINUTES else Setting.PREPARED if kind in prepared else Setting.NEITHER
    settings = [own] * len(passages)
    for part in parts:
        if part.kind in (PartKind.MINUTES, PartKind.QUESTIONS):
            within = Setting.RECORD if part.kind is PartKind.MINUTES else Setting.NEITHER
            settings[part.first : part.last] = [within] * (part.last - part.first)
    return settings


def sentences_of(passages: Sequence[Passage], settings: Sequence[Setting]) -> Iterator[Sentence]:
    """The sentences of all passages that are no rows of tables, in reading order."""
    for passage, setting in zip(passages, settings, strict=True):
        if passage.kind is PassageKind.TABLE_ROW:
            continue
        above = passage.body_start - passage.start
        for start, end in _spans(passage.text[:above]):
            yield Sentence(passage, setting, passage.start + start, passage.start + end, heading=True)
        for start, end in _spans(passage.text[above:]):
            yield Sentence(passage, setting, passage.body_start + start, passage.body_start + end)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    cuts = sorted({0, len(text), *(cut.end() for pattern in (_BEGINS, _LIMB) for cut in pattern.finditer(text))})
    for first, last in zip(cuts, cuts[1:], strict=False):
        yield from ((first + start, first + end) for start, end in sentence_spans(text[first:last]))
