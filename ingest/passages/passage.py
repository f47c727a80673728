"""Blocks -> passages: stretches of one page that stay within one item and carry where they stand."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.models import Page, Passage, PassageKind, Span, TableCell
from corpus.text import readable, sentence_spans
from ingest.decisions.decision import Marked, Stretch, decisions_of
from ingest.layout.blocks import Shape
from ingest.layout.cells import cells_of
from ingest.passages.groups import Group, goes_on_over_page, group_at
from ingest.passages.lists import list_to_runs
from ingest.structure.placed import Placed
from ingest.tables.spelling import SpeltRow, part_cells, tables_to_rows

_WHOLE_LIST = 110  # words up to which a list stays one passage
_LONG = 130  # words above which a paragraph is cut between sentences
_LEAD = 60  # words of an opening sentence that are repeated beside a list's later entries


@dataclass(slots=True)
class _Draft:
    """A passage being made: spans of one page, and what to add to its words when it is indexed."""

    placed: Placed
    start: int
    end: int
    body_start: int
    kind: PassageKind
    row: SpeltRow | None = None  # for table rows
    cells: tuple[TableCell, ...] = ()  # of the row, or of this part of it
    lead: str = ""  # for list entries: the opening sentence
    number: str | None = None
    entries: tuple[Span, ...] = ()
    whole: int | None = None  # which list of the paper it is a run of
    continues: bool = False  # a further part of the paragraph before it


@dataclass(frozen=True, slots=True)
class _List:
    """A list whose last run has been made: what it needs to go on over a page break."""

    group: Group
    lead: str
    whole: int


def blocks_to_passages(paper_id: str, paper_title: str, pages: Sequence[Page], placed: Sequence[Placed]) -> list[Passage]:
    """All passages of a paper in reading order. `page.text[start:end] == text` for each, and none overlap."""
    by_number = {page.number: page for page in pages}
    drafts = list(_cut(list(_drafts(placed)), by_number))
    marked = decisions_of(_stretches(drafts, by_number))
    groups = _groups(paper_id, drafts, marked)
    return [
        _passage(paper_id, paper_title, n, draft, by_number[draft.placed.block.page], marked[n], groups[n])
        for n, draft in enumerate(drafts)
    ]


def _drafts(placed: Sequence[Placed]) -> Iterator[_Draft]:
    """Groups of neighbouring blocks turned into drafts, headings put before what follows them on the page."""
    i = lists = 0
    rows = tables_to_rows([p.block for p in placed])
    headings: list[Placed] = []
    above: _List | None = None
    while i < len(placed):
        here = placed[i]
        if here.block.shape is Shape.HEADING:
            if headings and not _heads(headings[-1], here):
                yield from _headings_alone(headings)
            headings.append(here)
            i += 1
            continue
        group = group_at(placed, i, above.group if above and not headings else None)
        i += len(group.placed)
        if group.is_table:
            made, above = list(_rows(group.placed, [rows[n] for n in range(i - len(group.placed), i)])), None
        elif group.first_entry is None:
            made, above = [_draft(group.placed, PassageKind.PARAGRAPH)], None
        else:
            going_on = above if above and not headings and goes_on_over_page(above.group, here) else None
            lists += 1
            above = _List(group, going_on.lead if going_on else _lead(group), going_on.whole if going_on else lists)
            made = list(_runs(above, opened_above=bool(headings)))
        if headings and made and _heads(headings[-1], made[0].placed):
            made[0].start = headings[0].block.start
        else:
            yield from _headings_alone(headings)
        headings = []
        yield from made
    yield from _headings_alone(headings)


def _heads(heading: Placed, below: Placed) -> bool:
    """Whether a heading can be put before what follows it: it stands on the same page, under the same item of the same meeting."""
    return (heading.block.page, heading.meeting, heading.item) == (below.block.page, below.meeting, below.item)


def _headings_alone(headings: list[Placed]) -> Iterator[_Draft]:
    """Headings with nothing under them on their page are passages too: nothing on a page is lost."""
    if headings:  # those of one page: a heading of the next page lets them go
        first, last = headings[0].block, headings[-1].block
        yield _Draft(headings[0], first.start, last.end, first.start, PassageKind.PARAGRAPH)
    headings.clear()


def _rows(placed: Sequence[Placed], rows: Sequence[SpeltRow]) -> Iterator[_Draft]:
    """A draft for each row, the header rows of its table before it; those with no row below them on the page by themselves."""
    waiting: list[tuple[Placed, SpeltRow]] = []
    for at, row in zip(placed, rows, strict=True):
        if waiting and waiting[-1][1].table != row.table:
            yield _headers_alone(waiting)
            waiting = []
        if row.is_header:
            waiting.append((at, row))
            continue
        start = waiting[0][1].block.start if waiting else row.block.start
        yield _Draft(at, start, row.block.end, row.block.start, PassageKind.TABLE_ROW, row, row.cells, row.lead)
        waiting = []
    if waiting:
        yield _headers_alone(waiting)


def _headers_alone(waiting: Sequence[tuple[Placed, SpeltRow]]) -> _Draft:
    (placed, first), (_, last) = waiting[0], waiting[-1]
    return _Draft(placed, first.block.start, last.block.end, first.block.start, PassageKind.PARAGRAPH, first)


def _lead(group: Group) -> str:
    """The opening that a list's entries are told: the sentence above them, or a heading that announces them."""
    opening = group.placed[: group.first_entry]
    heading = group.placed[0].heading or ""
    words = " ".join(readable(p.block.text) for p in opening) if opening else heading if heading.endswith(":") else ""
    return " ".join(words.split()[-_LEAD:])


def _runs(found: _List, *, opened_above: bool) -> Iterator[_Draft]:
    """A list with its opening as one passage where short, otherwise its entries in runs, each told the opening."""
    placed, first_entry = found.group.placed, found.group.first_entry or 0
    for run in list_to_runs(found.group.blocks, first_entry, _WHOLE_LIST):
        told = run.opened or (run.first == 0 and opened_above)
        draft = _draft(placed[run.first : run.last], PassageKind.LIST if run.entries else PassageKind.PARAGRAPH, "" if told else found.lead)
        yield replace(draft, entries=run.entries, whole=found.whole)


def _draft(placed: Sequence[Placed], kind: PassageKind, lead: str = "") -> _Draft:
    first, last = placed[0].block, placed[-1].block
    return _Draft(placed[0], first.start, last.end, first.start, kind, lead=lead, number=first.number)


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
                yield replace(
                    draft, start=first, end=draft.start + end, body_start=max(first, draft.body_start),
                    cells=part_cells(draft.row, first, draft.start + end) if draft.row else (),
                    entries=_within(draft.entries, first, draft.start + end), continues=begin > 0,
                )  # fmt: skip
                begin = spans[at + 1][0] if at + 1 < len(spans) else end
                count = 0


def _within(entries: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The entries, or what of them stands, between start and end."""
    return tuple(Span(max(e.start, start), min(e.end, end)) for e in entries if e.start < end and start < e.end)


def _stretches(drafts: Sequence[_Draft], pages: dict[int, Page]) -> list[Stretch]:
    """The drafts as decisions are read from them; rows with the header of their table."""
    stretches: list[Stretch] = []
    before: int | None = None  # the list that the draft before is of
    for draft in drafts:
        page = pages[draft.placed.block.page].text
        is_row = draft.row is not None
        header = "\t".join((draft.row.caption or "", *draft.row.headers)) if draft.row else ""
        placed = draft.placed
        stretches.append(
            Stretch(
                text=page[draft.body_start if is_row else draft.start : draft.end],
                body=page[draft.body_start : draft.end],
                heading=placed.heading, setting=placed.setting, meeting=placed.meeting, item=placed.item,
                opening=header if draft.kind is PassageKind.TABLE_ROW else "" if is_row else draft.lead, is_row=is_row,
                continues=draft.continues or (draft.whole is not None and draft.whole == before),
                cells=tuple(cells_of(page[draft.body_start : draft.end])) if is_row else (),
                headers=draft.row.headers if draft.row else (), table=draft.row.table if draft.row else None,
            )
        )  # fmt: skip
        before = draft.whole
    return stretches


def _groups(paper_id: str, drafts: Sequence[_Draft], marked: Sequence[Marked]) -> list[str | None]:
    """For each draft the id of the first passage of its table, list or long resolution, None for what is whole by itself."""
    keys = [_whole(draft, mark) for draft, mark in zip(drafts, marked, strict=True)]
    sizes = Counter(keys)
    first: dict[tuple[str, int | None], str] = {}
    for key, draft in zip(keys, drafts, strict=True):
        first.setdefault(key, _id(paper_id, draft))
    return [first[key] if key[1] is not None and sizes[key] > 1 else None for key in keys]


def _whole(draft: _Draft, marked: Marked) -> tuple[str, int | None]:
    """What a draft is a part of: a table, a long resolution, a list."""
    if draft.row is not None:
        return "table", draft.row.table
    return ("list", draft.whole) if marked.run is None else ("run", marked.run)


def _id(paper_id: str, draft: _Draft) -> str:
    return hashlib.sha256(f"{paper_id}:{draft.placed.block.page}:{draft.start}:{draft.end}".encode()).hexdigest()[:20]


def _passage(paper_id: str, paper_title: str, position: int, draft: _Draft, page: Page, marked: Marked, group: str | None) -> Passage:
    placed = draft.placed
    text = page.text[draft.start : draft.end]
    caption = draft.row.caption if draft.row else None
    stands_under = [paper_title, placed.item.title if placed.item else "", placed.heading or "", caption or ""]
    return Passage(
        id=_id(paper_id, draft),
        paper_id=paper_id,
        position=position,
        page=page.number,
        start=draft.start,
        end=draft.end,
        body_start=min(draft.body_start, draft.end),
        text=text,
        kind=PassageKind.RESOLUTION if marked.decision and draft.kind is not PassageKind.TABLE_ROW else draft.kind,
        meeting=placed.meeting,
        context=tuple(dict.fromkeys(part for part in stands_under if part)),
        lead=draft.lead,
        cells=draft.cells,
        printed_page=page.printed,
        item=placed.item,
        heading=caption or placed.heading,
        paragraph=draft.number,
        decision=marked.decision,
        group=group,
        entries=draft.entries,
    )
