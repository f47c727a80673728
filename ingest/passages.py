"""Blocks -> passages: stretches of one page that stay within one item and carry where they stand."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.models import AgendaItem, Meeting, Page, Passage, PassageKind
from corpus.text import readable, sentence_spans
from ingest.blocks import Block, Shape
from ingest.bound import Bound
from ingest.patterns import MEETING_ENDED, RESOLVES
from ingest.tables import Row, spell_rows

_SHORT = 25  # words: shorter paragraphs are joined with the next under the same heading
_WHOLE_LIST = 110  # words up to which a list stays one passage
_LONG = 130  # words above which a paragraph is cut between sentences
_LEAD = 60  # words of an opening sentence that are repeated beside a list's later entries


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with where it stands: its meeting, item and headings."""

    block: Block
    meeting: Meeting
    item: AgendaItem | None
    heading: str | None


@dataclass(slots=True)
class _Draft:
    """A passage being made: spans of one page, and what to add to its words when it is indexed."""

    placed: Placed
    start: int
    end: int
    body_start: int
    kind: PassageKind
    spelt: str | None = None  # for table rows: the row spelt out
    lead: str = ""  # for list entries: the opening sentence
    number: str | None = None


def blocks_to_passages(paper_id: str, paper_title: str, pages: Sequence[Page], placed: Sequence[Placed]) -> list[Passage]:
    """All passages of a paper in reading order. `page.text[start:end] == text` for each, and none overlap."""
    by_number = {page.number: page for page in pages}
    drafts = list(_drafts(placed))
    return [
        _passage(paper_id, paper_title, n, draft, by_number[draft.placed.block.page]) for n, draft in enumerate(_cut(drafts, by_number))
    ]


def _drafts(placed: Sequence[Placed]) -> Iterator[_Draft]:
    """Groups of neighbouring blocks turned into drafts, headings put before what follows them on the page."""
    i = 0
    headings: list[Placed] = []
    while i < len(placed):
        here = placed[i]
        if here.block.shape is Shape.HEADING:
            if headings and headings[-1].block.page != here.block.page:
                yield from _headings_alone(headings)
            headings.append(here)
            i += 1
            continue
        group = _group(placed, i)
        i += len(group)
        made = list(_rows(group) if here.block.shape is Shape.ROW else _texts(group))
        if headings and made and headings[0].block.page == made[0].placed.block.page:
            made[0].start = headings[0].block.start
        else:
            yield from _headings_alone(headings)
        headings = []
        yield from made
    yield from _headings_alone(headings)


def _headings_alone(headings: list[Placed]) -> Iterator[_Draft]:
    """Headings with nothing under them on their page are passages too: nothing on a page is lost."""
    if headings:  # those of one page: a heading of the next page lets them go
        first, last = headings[0].block, headings[-1].block
        yield _Draft(headings[0], first.start, last.end, first.start, PassageKind.PARAGRAPH)
    headings.clear()


def _group(placed: Sequence[Placed], i: int) -> list[Placed]:
    """The blocks from i on that make one table, one list with its opening, or one run of short paragraphs."""
    first = placed[i]
    group = [first]
    words = first.block.words
    for later in placed[i + 1 :]:
        if not _same_place(first, later) or not _goes_on(group, later.block, words):
            break
        group.append(later)
        words += later.block.words
    return group


def _goes_on(group: Sequence[Placed], later: Block, words: int) -> bool:
    """Whether a block belongs to the group: rows with rows, entries after an opening, short paragraphs together."""
    last = group[-1].block
    if later.shape is Shape.HEADING or MEETING_ENDED.search(later.text) or (later.shape is Shape.ROW) != (last.shape is Shape.ROW):
        return False
    if later.shape is Shape.ROW:
        return True
    if later.shape is Shape.ENTRY:
        return _opens_list(last)
    return later.number is None and words < _SHORT and last.shape is not Shape.ENTRY


def _opens_list(block: Block) -> bool:
    """Whether a list may go on from this block: an entry, or an opening such as `The Panel agreed that:`."""
    return block.shape is Shape.ENTRY or block.text.rstrip(" *").endswith((":", "-", "–", ";", "that", "and", "to")) or block.words <= _LEAD


def _same_place(a: Placed, b: Placed) -> bool:
    return (a.block.page, a.meeting, a.item, a.heading) == (b.block.page, b.meeting, b.item, b.heading)


def _rows(group: Sequence[Placed]) -> Iterator[_Draft]:
    rows = spell_rows([p.block for p in group])
    header: Row | None = None
    start: int | None = None
    for placed, row in zip(group, rows, strict=True):
        if row.is_header:
            start = row.block.start if start is None else start
            header = row
            continue
        yield _Draft(
            placed, row.block.start if start is None else start, row.block.end, row.block.start, PassageKind.TABLE_ROW, spelt=row.spelt
        )
        start = header = None
    if start is not None and header is not None:
        yield _Draft(group[0], start, header.block.end, start, PassageKind.TABLE_ROW)


def _texts(group: Sequence[Placed]) -> Iterator[_Draft]:
    """A list with its opening as one passage where short, otherwise its entries in runs, each told the opening."""
    entries = [p for p in group if p.block.shape is Shape.ENTRY]
    opening = [p for p in group if p.block.shape is not Shape.ENTRY]
    words = sum(p.block.words for p in group)
    if not entries or words <= _WHOLE_LIST:
        yield _draft(group, PassageKind.LIST if entries else PassageKind.PARAGRAPH)
        return
    lead = " ".join(readable(p.block.text) for p in opening)
    lead = " ".join(lead.split()[-_LEAD:])
    run: list[Placed] = list(opening)
    for entry in entries:
        if run and sum(p.block.words for p in run) + entry.block.words > _WHOLE_LIST:
            yield _draft(run, PassageKind.LIST if run[0] not in opening else PassageKind.PARAGRAPH, lead if run[0] not in opening else "")
            run = []
        run.append(entry)
    if run:
        yield _draft(run, PassageKind.LIST, lead if run[0] not in opening else "")


def _draft(group: Sequence[Placed], kind: PassageKind, lead: str = "") -> _Draft:
    first, last = group[0].block, group[-1].block
    return _Draft(group[0], first.start, last.end, first.start, kind, lead=lead, number=first.number)


def _cut(drafts: Sequence[_Draft], pages: dict[int, Page]) -> Iterator[_Draft]:
    """Drafts that are too long to read at a glance cut between sentences into parts of like length."""
    for draft in drafts:
        text = pages[draft.placed.block.page].text[draft.start : draft.end]
        words = len(text.split())
        spans = sentence_spans(text)
        if words <= _LONG or len(spans) < 2:
            yield draft
            continue
        goal = words / -(-words // (_LONG - 30))
        begin, count = 0, 0
        for at, (start, end) in enumerate(spans):
            count += len(text[start:end].split())
            if count >= goal or at == len(spans) - 1:
                first = draft.start + begin
                yield replace(draft, start=first, end=draft.start + end, body_start=max(first, draft.body_start), spelt=None)
                begin = spans[at + 1][0] if at + 1 < len(spans) else end
                count = 0


def _passage(paper_id: str, paper_title: str, position: int, draft: _Draft, page: Page) -> Passage:
    placed = draft.placed
    text = page.text[draft.start : draft.end]
    kind = PassageKind.RESOLUTION if draft.kind is not PassageKind.TABLE_ROW and RESOLVES.search(f"{draft.lead} {text}") else draft.kind
    stands_under = [paper_title, placed.item.title if placed.item else "", placed.heading or ""]
    own = draft.spelt or readable(text)
    place = ". ".join(dict.fromkeys(part for part in stands_under if part))
    return Passage(
        id=hashlib.sha256(f"{paper_id}:{page.number}:{draft.start}:{draft.end}".encode()).hexdigest()[:20],
        paper_id=paper_id,
        position=position,
        page=page.number,
        start=draft.start,
        end=draft.end,
        body_start=min(draft.body_start, draft.end),
        text=text,
        indexed="\n".join(part for part in (place, draft.lead, own) if part),
        kind=kind,
        meeting=placed.meeting,
        printed_page=page.printed,
        item=placed.item,
        heading=placed.heading,
        paragraph=draft.number,
    )


def place_blocks(blocks: Sequence[Block], items: Sequence[AgendaItem | None], own: Meeting, bound: Sequence[Bound]) -> list[Placed]:
    """Each block with its meeting, its item and the last heading above it."""
    placed: list[Placed] = []
    heading: str | None = None
    item: AgendaItem | None = None
    for i, (block, at_item) in enumerate(zip(blocks, items, strict=True)):
        meeting = next((b.meeting for b in bound if b.first <= i < b.last), own)
        if at_item is not item:
            heading, item = None, at_item
        if block.shape is Shape.HEADING:
            heading = readable(block.text)
        placed.append(Placed(block, meeting, at_item, heading))
    return placed
