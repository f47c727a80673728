"""Blocks of a paper -> what a person would call its structure: the item that each block stands under, and its sections."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.models import AgendaEntry, AgendaItem, Page, PaperKind, PartKind
from corpus.text import readable
from ingest.layout.blocks import Block
from ingest.meetings.bound import Bound
from ingest.patterns import QUESTIONS_HEADING
from ingest.structure.agenda import Agenda
from ingest.structure.contents import Chapter, chapters_in, headed_chapters
from ingest.structure.items import ItemStart, agenda_starts
from ingest.structure.minutes import minutes_in
from ingest.structure.questions import Question, questions_annexed, questions_in
from ingest.structure.reports import appendices_in, author_of, recommendation_of, report_title, reports_in

# What is within what, where both have the same blocks: minutes bound in are an item's.
_WITHIN = (
    PartKind.AGENDA_ITEM, PartKind.MINUTES, PartKind.QUESTIONS, PartKind.REPORT,
    PartKind.APPENDIX, PartKind.CHAPTER, PartKind.MINUTE, PartKind.QUESTION,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks [first, last) that a person would point at as one thing."""

    kind: PartKind
    title: str
    first: int
    last: int
    number: str | None = None
    printed_pages: str | None = None
    author: str | None = None
    recommendation: str | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """For each block the item that it stands under, and the sections in reading order, outer before inner."""

    items: tuple[AgendaItem | None, ...]
    sections: tuple[Section, ...]


def structure_of(
    blocks: Sequence[Block], pages: Sequence[Page], title: str, kind: PaperKind, agenda: Agenda, bound: Sequence[Bound]
) -> Structure:
    """The structure of a paper with this title. Blocks of bound-in minutes stand under their minutes, not under the paper's own items."""
    whole = len(blocks)
    starts = agenda_starts(blocks, pages, agenda, bound) if kind is not PaperKind.MINUTES else []
    asked_alone = kind is PaperKind.PUBLIC_QUESTIONS and bool(questions_in(blocks, 0, whole))
    is_record = kind is PaperKind.MINUTES or (kind is PaperKind.PUBLIC_QUESTIONS and not asked_alone)
    scopes = [(0, whole)] if is_record else [(b.first, b.last) for b in bound if b.kind is PartKind.MINUTES]
    minutes = [minute for first, last in scopes for minute in _minutes(blocks, first, last)]
    items = _items(whole, starts, minutes, bound)
    asked = list(_questions(blocks, kind, items, minutes, bound))
    for question, under in asked:
        item = AgendaItem(under.number, f"{under.title}: {question.title}") if under else AgendaItem(question.number, question.title)
        items[question.first : question.last] = [item] * (question.last - question.first)
    sections = [
        *_bound_sections(bound),
        *minutes,
        *_item_sections(blocks, pages, agenda, starts),
        *(Section(PartKind.QUESTION, q.title, q.first, q.last, q.number, author=q.asker) for q, _ in asked),
        *_of_whole_paper(blocks, pages, title, kind, starts),
    ]
    in_order = sorted(sections, key=lambda section: (section.first, -section.last, _WITHIN.index(section.kind)))
    return Structure(tuple(items), tuple(_nested(in_order)))


def _nested(sections: Sequence[Section]) -> Iterator[Section]:
    """Sections in reading order, each ended where the one around it ends: an appendix does not run on into the next chapter."""
    around: list[Section] = []
    for section in sections:
        while around and around[-1].last <= section.first:
            around.pop()
        held = replace(section, last=min(section.last, around[-1].last)) if around else section
        around.append(held)
        yield held


def _minutes(blocks: Sequence[Block], first: int, last: int) -> Iterator[Section]:
    """The minutes of one meeting, which end where questions are annexed to them."""
    last = questions_annexed(blocks, first, last)
    begun = sorted(minutes_in(blocks, first, last).items())
    for n, (at, item) in enumerate(begun):
        if item is None or (n > 0 and item == begun[n - 1][1]):
            continue
        end = next((later for later, other in begun[n + 1 :] if other != item), last)
        yield Section(PartKind.MINUTE, item.title, at, end, item.number)


def _items(count: int, starts: Sequence[ItemStart], minutes: Sequence[Section], bound: Sequence[Bound]) -> list[AgendaItem | None]:
    items: list[AgendaItem | None] = [None] * count
    for start, after in zip(starts, [*starts[1:], None], strict=False):
        item = AgendaItem(start.entry.number, start.entry.title) if start.entry else None
        end = after.at if after else count
        items[start.at : end] = [item] * (end - start.at)
    for b in bound:
        items[b.first : b.last] = [None] * (b.last - b.first)
    for minute in minutes:
        items[minute.first : minute.last] = [AgendaItem(minute.number, minute.title)] * (minute.last - minute.first)
    return items


def _questions(
    blocks: Sequence[Block], kind: PaperKind, items: Sequence[AgendaItem | None], minutes: Sequence[Section], bound: Sequence[Bound]
) -> Iterator[tuple[Question, AgendaItem | None]]:
    """The questions of a paper of questions, of those bound in, and of the items that are for them, each with that item."""
    if kind is PaperKind.PUBLIC_QUESTIONS:
        yield from ((question, None) for question in questions_in(blocks, 0, len(blocks)))
        return
    whole = [(0, len(blocks), kind is PaperKind.MINUTES)]
    for first, last, is_record in [(b.first, b.last, b.kind is PartKind.MINUTES) for b in bound] or whole:
        annexed = questions_annexed(blocks, first, last) if is_record else first if bound else last
        yield from ((question, _minute_named(blocks[annexed], minutes)) for question in questions_in(blocks, annexed, last))
    at = 0
    while at < len(items):
        item = items[at]
        end = next((n for n in range(at, len(items)) if items[n] is not item), len(items))
        if item is not None and QUESTIONS_HEADING.search(item.title):
            yield from ((question, item) for question in questions_in(blocks, at, end))
        at = end


def _minute_named(heading: Block, minutes: Sequence[Section]) -> AgendaItem | None:
    """The minute that a heading of questions says they belong to: `(Minute item 109)`."""
    named = re.search(r"\bminute\s+(?:item\s+)?(?:no\.?\s*)?(\d[\d/.]*)", readable(heading.text), re.I)
    return next((AgendaItem(m.number, m.title) for m in minutes if named and m.number == named[1].rstrip(".")), None)


def _bound_sections(bound: Sequence[Bound]) -> Iterator[Section]:
    for b in bound:
        yield Section(b.kind, b.kind.value.capitalize(), b.first, b.last)


def _item_sections(blocks: Sequence[Block], pages: Sequence[Page], agenda: Agenda, starts: Sequence[ItemStart]) -> Iterator[Section]:
    """The items of the agenda with their reports. An item lasts until the next that is no part of it, as 4.1 and 4a are of 4."""
    for n, start in enumerate(starts):
        if start.entry is None or (start.at < agenda.end and any(later.entry is start.entry for later in starts[n + 1 :])):
            continue  # an item that is listed and has its papers further on is where its papers are
        entry = start.entry
        end = next((later.at for later in starts[n + 1 :] if later.entry is None or not _is_part(later.entry, entry)), len(blocks))
        yield Section(PartKind.AGENDA_ITEM, entry.title, start.at, end, entry.number, entry.printed_pages)
        own = starts[n + 1].at if n + 1 < len(starts) else len(blocks)
        if start.at >= agenda.end:
            for first, last in reports_in(blocks, start.at, own):
                yield from _report(blocks, pages, first, last, report_title(blocks[first:last]) or entry.title)


def _is_part(entry: AgendaEntry, of: AgendaEntry) -> bool:
    if entry.number[0].isdigit():
        rest = entry.number.removeprefix(of.number)
        return rest != entry.number and rest != "" and not rest[0].isdigit()
    return of.number[0].isdigit()


def _report(
    blocks: Sequence[Block], pages: Sequence[Page], first: int, last: int, title: str, *, is_report: bool = True
) -> Iterator[Section]:
    """A report with its appendices and, where it has a table of contents, its chapters."""
    appendices = appendices_in(blocks, first, last)
    own = blocks[first : appendices[0].first if appendices else last]
    if is_report:
        yield Section(PartKind.REPORT, title, first, last, author=author_of(own), recommendation=recommendation_of(own))
    yield from (Section(PartKind.APPENDIX, a.title, a.first, a.last, a.number) for a in appendices)
    yield from map(_chapter, chapters_in(blocks, pages, first, last))


def _chapter(chapter: Chapter) -> Section:
    return Section(PartKind.CHAPTER, chapter.title, chapter.first, chapter.last, chapter.number, chapter.printed_pages)


def _of_whole_paper(
    blocks: Sequence[Block], pages: Sequence[Page], title: str, kind: PaperKind, starts: Sequence[ItemStart]
) -> Iterator[Section]:
    """What a paper holds that no agenda parts: it is a report itself, or has chapters, or is a pack whose agenda is not to be read."""
    if kind in (PaperKind.REPORT, PaperKind.ANNUAL_REPORT, PaperKind.OTHER):
        yield from _report(blocks, pages, 0, len(blocks), title, is_report=kind is PaperKind.REPORT)
        if kind is PaperKind.ANNUAL_REPORT and not chapters_in(blocks, pages, 0, len(blocks)):
            yield from map(_chapter, headed_chapters(blocks, 0, len(blocks)))
    elif kind is PaperKind.AGENDA_PACK and not starts:
        for first, last in reports_in(blocks, 0, len(blocks)):
            yield from _report(blocks, pages, first, last, report_title(blocks[first:last]) or title)
