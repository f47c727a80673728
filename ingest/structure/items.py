"""Blocks of a pack -> where the items of its agenda begin.

An item begins where its report does: at a heading with its title, at `Agenda item 4`, where the minutes or the
questions that it names are bound in, or else at the top of the printed page that the agenda names for it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.dates import dates_in
from corpus.models import AgendaEntry, Page, PartKind
from corpus.text import readable
from ingest.layout.blocks import Block, Shape
from ingest.meetings.bound import Bound
from ingest.meetings.names import same_title
from ingest.patterns import BODY, QUESTIONS_HEADING
from ingest.structure.agenda import Agenda
from ingest.structure.listing import first_page
from ingest.structure.questions import questions_in

_NAMED = re.compile(
    r"\W*+(?:agenda\s+)?item\s*+(?:(?:no\b\.?|number|:)\s*+)?(\d{1,3}(?:\.\d{1,2})?[a-z]?)\b", re.I
)  # Item 4. Post-16 travel
_NAMED_ALONE = re.compile(_NAMED.pattern + r"\W*", re.I)  # Agenda item no. 4
_OWN_NUMBER = re.compile(r"(?:(?<!\W)\W++)?(?:agenda\s+)?(?:item\s+)?(?:\d{1,3}(?:\.\d{1,2})?[a-z]?)(?:\s*+[.):–-])?\s++", re.I)
_REPORT_MARK = re.compile(
    r"\W*(?:(?:joint\s+|covering\s+)?report\s+(?:of|by|from|to|author)\b|(?:report\s+)?(?:author|purpose|summary|recommendations?|introduction|background|meeting\s+date|decision\s+type)\b"
    r"|(?:agenda\s+)?item\s+\d|classification\b|executive\s+summary)",
    re.I,
)  # what the first lines of a report say
_MARK_WITHIN = 8  # blocks
_LONGEST_COVER = 16  # words of a line that stands over a report's title


@dataclass(frozen=True, slots=True)
class ItemStart:
    """The block at which an item begins; no entry where what the agenda lists has come to its end."""

    at: int
    entry: AgendaEntry | None


def agenda_starts(blocks: Sequence[Block], pages: Sequence[Page], agenda: Agenda, bound: Sequence[Bound]) -> list[ItemStart]:
    """Where the items of an agenda begin in its paper, in reading order. Items that are only listed do not begin.

    Where an agenda says itself what there is to say, its items begin where it lists them too.
    """
    entries = agenda.entries
    found = _by_heading(blocks, agenda, bound)
    by_bound = {at: n for at, n in _by_bound(entries, bound) if at not in found}
    found |= by_bound
    for at, n in _by_questions(blocks, entries, found, agenda.end, bound):
        found.setdefault(at, n)
    for at, n in _by_page(blocks, pages, entries, found, agenda.end):
        found.setdefault(at, n)
    starts = [ItemStart(at, entries[n]) for at, n in sorted(found.items())]
    ends = [ItemStart(end, None) for at in by_bound if (end := _end_of_bound(at, bound)) not in found]
    listed = [ItemStart(listed.at, listed.entry) for listed in agenda.listed] if agenda.is_all else []
    ends += [ItemStart(agenda.end, None)] if listed and agenda.end not in found else []
    return _first_of_each(sorted([*listed, *starts, *ends], key=lambda start: start.at))


def _end_of_bound(first: int, bound: Sequence[Bound]) -> int:
    """Where what is bound in at a block ends, with the questions annexed to it: there the item that has it confirmed ends too."""
    end = first
    for b in bound:
        end = b.last if b.first == end else end
    return end


def _first_of_each(starts: Sequence[ItemStart]) -> list[ItemStart]:
    """The starts without those that go on with the item under way."""
    return [start for n, start in enumerate(starts) if n == 0 or start.entry is not starts[n - 1].entry]


def _by_heading(blocks: Sequence[Block], agenda: Agenda, bound: Sequence[Bound]) -> dict[int, int]:
    """Block -> entry for the headings that name an item by number or title."""
    found: dict[int, int] = {}
    current = -1
    for at in range(agenda.end, len(blocks)):
        if any(b.first <= at < b.last for b in bound):
            continue
        text = readable(blocks[at].text)
        named = _named(blocks[at], text, agenda.entries)
        n = named if named is not None else _titled(blocks, at, text, agenda.entries, current)
        if n is not None and n != current:
            found[_with_cover(blocks, at, agenda.end, named is not None)] = n
            current = n
    return found


def _named(block: Block, text: str, entries: Sequence[AgendaEntry]) -> int | None:
    """The entry with the number that a heading names, or a line of its own: `Agenda item 4`."""
    found = _NAMED.match(text) if block.shape is Shape.HEADING else _NAMED_ALONE.fullmatch(text)
    if found is None or block.shape is Shape.ROW:
        return None
    return next((n for n, entry in enumerate(entries) if entry.number.lower() == found[1].lower()), None)


def _titled(blocks: Sequence[Block], at: int, text: str, entries: Sequence[AgendaEntry], current: int) -> int | None:
    """The entry whose title a heading has. An item passed already, or one that passes others by, must begin like a report."""
    if blocks[at].shape is not Shape.HEADING:
        return None
    bare = _OWN_NUMBER.sub("", text)
    fitting = [n for n, entry in enumerate(entries) if same_title(bare, entry.title) or same_title(text, entry.title)]
    n = next((n for n in fitting if n >= current), fitting[0] if fitting else None)
    if n is None or n == current:
        return n
    passes_by = n < current or any(entry.printed_pages for entry in entries[current + 1 : n])
    return n if not passes_by or _begins_report(blocks, at) else None


def _begins_report(blocks: Sequence[Block], at: int) -> bool:
    on_new_page = at > 0 and blocks[at - 1].page != blocks[at].page
    return on_new_page or any(_REPORT_MARK.match(readable(block.text)) for block in blocks[at + 1 : at + 1 + _MARK_WITHIN])


def _with_cover(blocks: Sequence[Block], at: int, first: int, named: bool) -> int:
    """The first of the lines that stand over a report's title: body, date, `Agenda item 4`; or its title over `Agenda item 4`."""
    start = at
    while start > first and blocks[start - 1].page == blocks[at].page and blocks[start - 1].shape is Shape.HEADING:
        text = readable(blocks[start - 1].text)
        is_cover = len(text.split()) <= _LONGEST_COVER and bool(dates_in(text) or BODY.search(text.title()) or _NAMED_ALONE.fullmatch(text))
        if (
            not is_cover
            and not (named and blocks[at].shape is not Shape.HEADING)
            and not (named and _NAMED_ALONE.fullmatch(readable(blocks[at].text)))
        ):
            break
        start -= 1
    return start


def _by_bound(entries: Sequence[AgendaEntry], bound: Sequence[Bound]) -> Iterator[tuple[int, int]]:
    """The first bound-in minutes that an item has confirmed begin it: those of the date that it gives, or any if it gives none."""
    bound_minutes = [b for b in bound if b.kind is PartKind.MINUTES]
    for n, entry in enumerate(entries):
        if re.search(r"\bminutes\b", entry.title, re.I):
            days = [day for _, day in dates_in(entry.title)]
            if first := next((b for b in bound_minutes if not days or b.meeting.date in days), None):
                yield first.first, n


def _by_questions(
    blocks: Sequence[Block], entries: Sequence[AgendaEntry], found: dict[int, int], first: int, bound: Sequence[Bound]
) -> Iterator[tuple[int, int]]:
    """A heading of questions, with questions and answers below it, begins the next item of questions."""
    for at in range(first, len(blocks)):
        text = readable(blocks[at].text)
        if blocks[at].shape is not Shape.HEADING or not QUESTIONS_HEADING.search(text) or any(b.first <= at < b.last for b in bound):
            continue
        before = max((n for start, n in found.items() if start <= at), default=-1)
        after = min((start for start in found if start > at), default=len(blocks))
        upto = found.get(after, len(entries))
        to_come = [n for n in range(before + 1, upto) if QUESTIONS_HEADING.search(entries[n].title)]
        of_members = [n for n in to_come if re.search(r"\bmembers?\s+of\s+(?:the\s+)?council\b|\bcouncillors?\b", entries[n].title, re.I)]
        asked = of_members if re.search(r"\bcouncillors?\b|\bmembers?\s+of\s+(?:the\s+)?council\b", text, re.I) else to_come
        if asked and questions_in(blocks, at, after):
            yield at, asked[0]
            found = {**found, at: asked[0]}


def _by_page(
    blocks: Sequence[Block], pages: Sequence[Page], entries: Sequence[AgendaEntry], found: dict[int, int], first: int
) -> Iterator[tuple[int, int]]:
    """An item that no heading shows begins on the one page with its printed number, if that stands between its neighbours."""
    begun = set(found.values())
    for n, entry in enumerate(entries):
        if n in begun or entry.printed_pages is None:
            continue
        numbers = [page.number for page in pages if page.printed == str(first_page(entry.printed_pages))]
        top = next((at for at in range(first, len(blocks)) if blocks[at].page == numbers[0]), None) if len(numbers) == 1 else None
        if top is None or top in found:
            continue
        before = max((start for start, m in found.items() if m < n), default=-1)
        after = min((start for start, m in found.items() if m > n), default=len(blocks))
        if before < top < after:
            yield top, n
