"""Blocks -> the agenda item or minute that each belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.models import AgendaItem, PaperKind
from corpus.text import readable
from ingest.blocks import Block, Shape
from ingest.bound import Bound
from ingest.names import same_title
from ingest.patterns import ITEM_HEADING, RESOLUTION_NUMBER
from ingest.tables import cells_of

_AGENDA_ROW = re.compile(r"^(?:item\s*)?(\d{1,3})\.?$", re.I)  # the first cell of a row of the agenda table: `7.`
_NAMED_ITEM = re.compile(r"(?:agenda\s+)?item\s+(?:no\.?\s*)?(\d{1,3})\b", re.I)  # Item 4. Post-16 transport charge
_TIMING = re.compile(
    r"\(\s*indicative\s+timing[^)]*\)|\(pages?\s[^)]*\)|\bpages?\s+\d+\s*(?:-|–|to)\s*\d+\s*$|\.\s+(?:joint\s+)?report\s+(?:of|by)\s.*$",
    re.I,
)

_AGENDA_GAP = 12  # blocks between two items of one agenda; the next numbered table is further off
_FEWEST_ITEMS = 3


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items that an agenda lists, and the block after the last of them: before it no item can have begun."""

    items: tuple[AgendaItem, ...] = ()
    end: int = 0


def agenda_of(blocks: Sequence[Block]) -> Agenda:
    """The items of the agenda table: number and title of each row whose first cell is a number, rising from 1."""
    items: list[AgendaItem] = []
    last = 0
    for at, block in enumerate(blocks):
        if items and at - last > _AGENDA_GAP:
            if len(items) >= _FEWEST_ITEMS:
                break
            items = []
        cells = _agenda_cells(block, begun=len(items) >= _FEWEST_ITEMS)
        number = _AGENDA_ROW.match(cells[0]) if cells else None
        if number is None or len(cells) < 2 or int(number[1]) != len(items) + 1:
            continue
        title = _item_title(block.text, cells[1])
        if title:
            items.append(AgendaItem(number[1], title))
            last = at
    return Agenda(tuple(items), last + 1) if len(items) >= _FEWEST_ITEMS else Agenda()


def _agenda_cells(block: Block, *, begun: bool) -> list[str]:
    """Number and title of a row or, once the table has begun, of a line set outside it: `10. PROGRESS REPORT`."""
    if block.shape is Shape.ROW:
        return cells_of(block.text)
    line = ITEM_HEADING.match(readable(block.text.split("\n")[0])) if begun else None
    return [line[1], line[2]] if line else []


def _item_title(row: str, cell: str) -> str:
    """The title in an agenda row, without the purpose that often follows it in the same cell."""
    paragraph = re.search(r"<p>(.*?)</p>", row)
    title = readable(paragraph[1]) if paragraph else cell
    title = _TIMING.sub("", title).strip()
    return title if len(title.split()) <= 25 else " ".join(title.split()[:12])


def items_of(blocks: Sequence[Block], kind: PaperKind, agenda: Agenda, bound: Sequence[Bound]) -> list[AgendaItem | None]:
    """For each block the item it stands under, None before the first.

    Minutes: a numbered heading begins an item (`412 Work Programme`), and so does a numbered resolution (`R2021-017`).
    Packs: a heading with the title of an agenda item begins that item; bound-in minutes are read as minutes.
    """
    starts = {b.first for b in bound} | {b.last for b in bound}
    found: list[AgendaItem | None] = []
    item: AgendaItem | None = None
    before_bound: AgendaItem | None = None
    for i, block in enumerate(blocks):
        in_bound = any(b.first <= i < b.last for b in bound)
        if i in starts:
            if in_bound and not (i > 0 and any(b.first <= i - 1 < b.last for b in bound)):
                before_bound = item
            item = None if in_bound else before_bound
        as_minutes = in_bound or kind in (PaperKind.MINUTES, PaperKind.PUBLIC_QUESTIONS)
        begun = _minute_at(block) if as_minutes else _agenda_item_at(block, agenda.items) if i >= agenda.end else None
        item = begun or item
        found.append(item)
    return found


def _minute_at(block: Block) -> AgendaItem | None:
    text = readable(block.text)
    if resolution := RESOLUTION_NUMBER.match(text):
        return AgendaItem(resolution[1], f"Resolution {resolution[1]}")
    first_line = readable(block.text.split("\n")[0])
    if block.shape is Shape.HEADING and (match := ITEM_HEADING.match(text)):
        return AgendaItem(match[1], match[2].strip(" *#"))
    if block.shape is Shape.PARAGRAPH and block.number and len(first_line.split()) <= 12 and (match := ITEM_HEADING.match(first_line)):
        return AgendaItem(match[1], match[2].strip()) if not first_line.endswith((".", ",", ";")) else None
    return None


def _agenda_item_at(block: Block, agenda: Sequence[AgendaItem]) -> AgendaItem | None:
    if block.shape is not Shape.HEADING:
        return None
    text = readable(block.text)
    if named := _NAMED_ITEM.match(text):
        return next((item for item in agenda if item.number == named[1]), None)
    bare = re.sub(r"^(?:agenda\s+)?(?:item\s+)?\d{1,3}\s*[.):–-]?\s+", "", text, flags=re.I)
    return next((item for item in agenda if same_title(bare, item.title)), None)
