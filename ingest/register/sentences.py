"""Passages -> their sentences, each with where it stands on its page and in what sort of text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from corpus.models import AgendaItem, Meeting, PaperKind, Part, PartKind, Passage, PassageKind
from corpus.register import Stated, T
from corpus.text import readable, sentence_spans
from ingest.decisions.decision import Setting

# A line that begins anew within a paragraph, whatever the line above ends with.
_BEGINS = re.compile(
    r"\n(?=\W{0,12}(?:\(?\w{1,3}[.)]\s|Item\s+\d|(?:[A-Z]{0,4}\d{2}/\d{1,4}|[A-Z]{1,4}\s?\d{1,4}[A-Z]?)[.:]?\s+[A-Z]"
    r"|[•●▪*–-]\s|(?:RESOLVED|RECOMMENDED|AGREED|NOTED|ACTION|Resolved|Recommended|Agreed|Noted"
    r"|Action|Moved|Proposed|Seconded"
    r"|Carried|CARRIED|Reply|Answer|Response|Written\s+(?:reply|answer)|Supplementary|Question"
    r"|Q\d|Recorded\s+vote|INFORMATION\s+REQUEST|Information\s+request)\b))"
)
_FEW = 3  # minutes that number themselves, from which it is taken to be the paper's way
_SKIPPED = 2  # numbers that may be left out between two minutes
_MINUTE = re.compile(
    r"\W*(?:Item\s+)?(?P<prefix>(?:[A-Z]{1,4}\d{2}/|\d{2}/|[A-Z]{1,4}[ /]?)?)(?P<number>\d{1,4})(?P<letter>[A-Z]?)[.):]?"
    r"\s+(?P<title>[A-Z][^.:\n]{2,90})(?:[.:\n]|$)"
)  # P32 Minutes.
_ITEM = re.compile(
    r"\W{0,8}(?:(?:Page\s{1,3})?\d{1,3}\n)?\W{0,8}(?:AGENDA\s{1,3}|Agenda\s{1,3})?(?:ITEM|Item)\s{1,3}(?:No\.?\s{1,3})?(?P<number>\d{1,2}[A-Z]?)\b[.:)]?\s{0,4}(?:[-–—:]\s{0,4})?(?=[A-Z(]|$)(?P<title>[^\n]{0,120})"
)  # Item 4 - DASHBOARD
_APPENDIX = re.compile(r"\W*(?:APPENDIX|Appendix|ANNEX|Annex)\s+(?:TO\b|to\b|(?P<letter>\w{1,2})\b)\W*(?P<title>[^\n]{0,80})")
_LIMB = re.compile(r"(?<=[;,.:])\s+(?=\((?:\d{1,2}|[a-h]|[ivx]{1,4})\)\s)")  # …be noted; (2) that
_SPEAKS = re.compile(
    r"(?<=[.?!”\"’*_])\s+(?=[*_]{0,3}(?:(?:Written\s+)?(?:Reply|Answer|Response)|Supplementary(?:\s+question)?)\b[^.:?\n]{0,40}:)"
)  # … is late? *Reply:* Free transport
_AFTER_LETTER = re.compile(
    r"\b(?:Options?|Appendix|Annex|Table|Part|Phase|Group|Schedule)\s[A-Z]\.\s+(?=[A-Z])"
)  # …support for Option A. Councillor
_HEAD = re.compile(
    r"\W{0,3}(?:(?:Item\s+)?(?:[A-Z]{1,4}[ /]?)?\d[\d./]{0,8}[A-Z]?[.):]?\s+(?:[-–]\s)?)(?=[A-Z])[^.;?!\n]{3,90}[^.:;,?!\n](?=\n)"
)  # 056/22 Open forum: a line of its own before its text
_LED = re.compile(
    r"\*\*(?![^*\n]*(?i:recommend|resolve|request|action|agreed))[^*\n]{3,90}[.:]\*\*(?=\s)"
)  # **9. Public question.** Ms Akram asked


@dataclass(frozen=True)
class Sentence:
    """Characters [start, end) of a page: a sentence, an entry of a list, or a heading (`heading`)."""

    passage: Passage
    setting: Setting
    start: int
    end: int
    item: AgendaItem | None
    heading: bool = False

    @property
    def raw(self) -> str:
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]

    @cached_property
    def said(self) -> str:
        """Its words readable, on one line."""
        return readable(self.raw)

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
        span = span_of(words, self.raw) if words else None
        return self.states(" ".join(words.split()), *span) if span else None


def span_of(words: str, text: str, start: int = 0) -> tuple[int, int] | None:
    """Where words stand whole in a text, from `start` on, white space, marks of emphasis and tags between them aside."""
    at = text.find(words, start)
    while at >= 0:
        if not (_inside(text, at) or _inside(text, at + len(words))):
            return at, at + len(words)
        at = text.find(words, at + 1)
    spaced = r"(?:[\s*_]|</?\w{1,9}>)+".join(map(re.escape, words.split()))
    found = next(
        (one for one in re.finditer(spaced, text[start:]) if not (_inside(text, start + one.start()) or _inside(text, start + one.end()))),
        None,
    )
    return (start + found.start(), start + found.end()) if found else None


def _inside(text: str, at: int) -> bool:
    """Whether a place is inside a word or a number: between the letters of `Leeds`, the digits of `15`."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


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


def sentences_of(passages: Sequence[Passage], settings: Sequence[Setting]) -> list[Sentence]:
    """The sentences of all passages in reading order; of rows of tables the headings above them."""
    found: list[Sentence] = []
    for passage, setting in zip(passages, settings, strict=True):
        above = passage.body_start - passage.start
        for heading, first, last in ((True, passage.start, passage.body_start), (False, passage.body_start, passage.end)):
            if passage.kind is PassageKind.TABLE_ROW and not heading:
                continue
            text = passage.text[:above] if heading else passage.text[above:]
            found += [Sentence(passage, setting, first + a, min(first + b, last), passage.item, heading) for a, b in _spans(text)]
    return [one for _, group in groupby(found, key=lambda one: (one.setting, one.meeting)) for one in _with_minutes(list(group))]


def _with_minutes(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of one meeting under the minutes that they begin to number, where the paper has no headings that do."""
    if sentences[0].setting is not Setting.RECORD:
        return _under_items(sentences)
    numbered = {n: found for n, one in enumerate(sentences) if (found := _MINUTE.match(one.passage.text, one.start - one.passage.start))}
    chain = _chain([(n, found["prefix"], int(found["number"])) for n, found in numbered.items()])
    known = {one.item.number for one in sentences if one.item}
    names = {n: " ".join(f"{numbered[n]['prefix']}{numbered[n]['number']}{numbered[n]['letter']}".split()) for n in chain}
    if len(chain) < _FEW or (len(known) > _FEW and len(known & set(names.values())) < 2):
        return list(sentences)
    item: AgendaItem | None = None
    placed = []
    for n, one in enumerate(sentences):
        if appendix := _APPENDIX.match(one.raw):
            item = AgendaItem(f"Appendix {appendix['letter']}" if appendix["letter"] else None, readable(appendix["title"]))
        if n in chain:
            item = AgendaItem(names[n], readable(numbered[n]["title"]))
        placed.append(replace(one, item=item or one.item))
    return placed


def _under_items(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a pack under the items that lines of their own name, until the passages have another."""
    item = before = None
    placed = []
    for one in sentences:
        if named := _ITEM.match(one.raw):
            item, before = AgendaItem(named["number"], readable(named["title"])), one.item
        elif one.item is not None and one.item != before:
            item = None
        placed.append(replace(one, item=item or one.item))
    return placed


def _chain(numbers: Sequence[tuple[int, str, int]]) -> set[int]:
    """Which of these numbers go on from one another: 61, 62, 63; a figure that happens to begin a sentence does not."""
    longest: list[int] = []
    for start in range(len(numbers)):
        chain = [start]
        for n in range(start + 1, len(numbers)):
            if numbers[n][1] == numbers[start][1] and 0 <= numbers[n][2] - numbers[chain[-1]][2] <= _SKIPPED:
                chain.append(n)
        longest = max(longest, chain, key=len)
        if len(longest) > len(numbers) - start:
            break
    return {numbers[n][0] for n in longest}


def _spans(text: str) -> Iterator[tuple[int, int]]:
    cuts = {0, len(text), *(cut.end() for pattern in (_BEGINS, _LIMB, _SPEAKS, _AFTER_LETTER) for cut in pattern.finditer(text))}
    cuts |= {head.end() for pattern in (_HEAD, _LED) if (head := pattern.match(text))}
    for first, last in pairwise(sorted(cuts)):
        yield from ((first + start, first + end) for start, end in sentence_spans(text[first:last]))
