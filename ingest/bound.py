"""Minutes and questions of an earlier meeting bound into a pack: where they stand, and whose they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.models import Meeting, PaperKind
from corpus.text import readable
from ingest.blocks import Block, Shape
from ingest.names import body_named, same_title
from ingest.patterns import LABELLED_DATE, MEETING_ENDED, MINUTES_HEADING, QUESTIONS_HEADING, dates_in, time_in


@dataclass(frozen=True, slots=True)
class Bound:
    """Blocks [first, last) that belong to another meeting than the paper's own."""

    first: int
    last: int
    meeting: Meeting


def bound_meetings(blocks: Sequence[Block], own: Meeting, kind: PaperKind, item_titles: Sequence[str]) -> list[Bound]:
    """Minutes and questions of an earlier meeting bound into a paper, with the meeting that each belongs to.

    They begin at a heading that names minutes or questions with a date of its own. Minutes end where the meeting
    ended; both end at a heading of the paper's own: an agenda item, a report's cover, questions without a date.
    """
    if kind not in (PaperKind.AGENDA_PACK, PaperKind.REPORT, PaperKind.OTHER) or own.date is None:
        return []
    found: list[Bound] = []
    first: int | None = None
    meeting = own
    ended = False
    for i, block in enumerate(blocks):
        other = _heads_other_meeting(blocks, i, own)
        own_again = first is not None and (_heads_own_part(block, item_titles, own) or (ended and _new_page_heading(blocks, i)))
        if first is not None and (other is not None or own_again):
            found.append(Bound(first, i, meeting))
            first = None
        if other is not None:
            first, meeting, ended = i, other, False
        if first is not None and MEETING_ENDED.search(block.text[-120:]):
            ended = True
    if first is not None:
        found.append(Bound(first, len(blocks), meeting))
    return found


def _heads_other_meeting(blocks: Sequence[Block], i: int, own: Meeting) -> Meeting | None:
    """The meeting named by a heading of minutes or questions, where it is not the paper's own.

    `Minutes of the meeting of the Panel held on Tuesday 4 May 2021`, in one line or over the next few.
    """
    text = readable(blocks[i].text)
    if blocks[i].shape is Shape.ROW or blocks[i].words > 45:
        return None
    if MINUTES_HEADING.match(text):
        near = " ".join(readable(block.text) for block in blocks[i : i + 6] if block.shape is not Shape.ROW and block.words < 45)
        if "present" not in " ".join(readable(block.text) for block in blocks[i : i + 14]).lower():
            return None
    elif (blocks[i].shape is Shape.HEADING and QUESTIONS_HEADING.search(text) and dates_in(text)) or (
        QUESTIONS_HEADING.search(text)
        and dates_in(text)
        and blocks[i].words < 25
        and re.search(r"\b(?:committee|panel|cabinet|council|board)\b", text, re.I)
        and not text.endswith(".")
    ):
        near = text
    else:
        return None
    dates = [day for _, day in dates_in(near)]
    if not dates or dates[0] == own.date or (own.date and dates[0] > own.date):
        return None
    above = readable(blocks[i - 1].text) if i and blocks[i - 1].shape is Shape.HEADING else ""
    body = body_named([above, text], own.council, PaperKind.REPORT)
    return replace(own, date=dates[0], body=body or own.body, time=time_in([near]))


def _heads_own_part(block: Block, item_titles: Sequence[str], own: Meeting) -> bool:
    text = readable(block.text)
    if LABELLED_DATE.match(text) and any(day == own.date for _, day in dates_in(text)):
        return True
    if block.shape is not Shape.HEADING:
        return False
    if re.match(r"(?:report\s+(?:of|by|to)\b|appendix\b|annex\b|(?:agenda\s+)?item\s+\d)", text, re.I):
        return not MINUTES_HEADING.match(text)
    if QUESTIONS_HEADING.search(text) and len(text.split()) > 2 and not dates_in(text) and not text.isupper():
        return not re.match(r"\W*\d", text)  # `109. Questions from the public` is a minute of the bound-in meeting
    return not re.match(r"\W*\d", text) and any(same_title(text, title) for title in item_titles)


def _new_page_heading(blocks: Sequence[Block], i: int) -> bool:
    return i > 0 and blocks[i].page != blocks[i - 1].page and blocks[i].shape is Shape.HEADING
