"""Sections of a paper's blocks -> its parts, each a range of passages."""

from bisect import bisect_right
from collections.abc import Sequence

from corpus.models import Meeting, Part, PartKind, Passage
from corpus.text import spoken
from ingest.layout.blocks import Block
from ingest.meetings.attendance import attendance_of
from ingest.structure.placed import Placed
from ingest.structure.sections import Section


def parts_of(sections: Sequence[Section], own: Meeting, placed: Sequence[Placed], passages: Sequence[Passage]) -> tuple[Part, ...]:
    """The parts of a paper in reading order, outer before inner, by the positions of their passages. What holds no passage is no part.

    An item of its agenda is of the paper's own meeting, whatever is bound in under it.
    """
    blocks = [here.block for here in placed]
    first_of = _first_passages(blocks, passages)
    return tuple(
        _part(section, own, placed, first_of[section.first], first_of[section.last])
        for section in sections
        if first_of[section.first] < first_of[section.last]
    )


def _part(section: Section, own: Meeting, placed: Sequence[Placed], first: int, last: int) -> Part:
    inside = placed[section.first : section.last]
    meeting = own if section.kind is PartKind.AGENDA_ITEM else inside[0].meeting
    title = section.title
    if section.kind in (PartKind.MINUTES, PartKind.QUESTIONS):
        named = meeting.body or meeting.council
        title += (f" of the {named}" if named else "") + (f", {spoken(meeting.date)}" if meeting.date else "")
    return Part(
        kind=section.kind,
        title=title,
        page=inside[0].block.page,
        last_page=inside[-1].block.page,
        first=first,
        last=last,
        meeting=meeting,
        number=section.number,
        printed_pages=section.printed_pages,
        author=section.author,
        recommendation=section.recommendation,
        attendance=attendance_of([here.block for here in inside]) if section.kind is PartKind.MINUTES else (),
    )


def _first_passages(blocks: Sequence[Block], passages: Sequence[Passage]) -> list[int]:
    """For each block the position of the passage that begins with it or its headings, else of the next; and the end after the last.

    A block in the midst of a passage begins none: a part that begins there has the passages after it.
    """
    starts = [(passage.page, passage.start) for passage in passages]
    first_of: list[int] = []
    for block in blocks:
        n = max(bisect_right(starts, (block.page, block.start)) - 1, 0)
        first_of.append(n if (block.page, block.start) <= (passages[n].page, passages[n].body_start) else n + 1)
    return [*first_of, len(passages)]
