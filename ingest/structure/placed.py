"""Blocks -> blocks that know where they stand: meeting, item, heading, and whether they record or prepare a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.models import AgendaItem, Meeting, PaperKind, PartKind
from corpus.text import readable
from ingest.decisions.decision import Setting
from ingest.layout.blocks import Block, Shape
from ingest.layout.speakers import speakers_in
from ingest.meetings.bound import Bound
from ingest.tables.surroundings import is_caption

_SETTINGS = {
    PaperKind.MINUTES: Setting.RECORD,
    PaperKind.AGENDA: Setting.PREPARED,
    PaperKind.AGENDA_PACK: Setting.PREPARED,
    PaperKind.REPORT: Setting.PREPARED,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with where it stands: its meeting, item and heading, and what sort of text it is in."""

    block: Block
    meeting: Meeting
    item: AgendaItem | None
    heading: str | None
    setting: Setting


def place_blocks(
    blocks: Sequence[Block], items: Sequence[AgendaItem | None], own: Meeting, bound: Sequence[Bound], kind: PaperKind
) -> list[Placed]:
    """Each block with its meeting, its item and the last heading above it; of a transcript, with who says it in place of that."""
    speakers = speakers_in(blocks)
    placed: list[Placed] = []
    heading: str | None = None
    item: AgendaItem | None = None
    for i, (block, at_item) in enumerate(zip(blocks, items, strict=True)):
        within = next((b for b in bound if b.first <= i < b.last), None)
        if at_item is not item:
            heading, item = None, at_item
        if block.shape is Shape.HEADING and not is_caption(block):
            heading = readable(block.text)
        placed.append(Placed(block, within.meeting if within else own, at_item, speakers.get(i, heading), _setting(within, kind)))
    return placed


def _setting(within: Bound | None, kind: PaperKind) -> Setting:
    """Minutes bound into a pack are the record of their own meeting; questions bound in decide nothing."""
    if within is None:
        return _SETTINGS.get(kind, Setting.NEITHER)
    return Setting.RECORD if within.kind is PartKind.MINUTES else Setting.NEITHER
