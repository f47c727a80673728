"""Blocks -> groups that belong together: a table, a list with its opening, a resolution with mover and result, short paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.models import DecisionResult
from corpus.text import readable
from ingest.decisions.motions import (
    DECISION_LINE,
    DECISIVE,
    ENDS_MOTION,
    LEADS_ON,
    MOVER_LINE,
    RESULT_LINE,
    SETTLED,
    VOTE_LINE,
    movers_in,
    number_in,
    result_in,
)
from ingest.layout.blocks import Block, Shape
from ingest.passages.lists import Mark, follows, mark_of
from ingest.patterns import MEETING_ENDED
from ingest.structure.placed import Placed

_SHORT = 25  # words: shorter paragraphs are joined with the next under the same heading
_LEAD = 60  # words up to which a paragraph may open a list that it does not announce
_MOVER = 14  # words of a line that only names who moved and seconded
_ENTRY = 60  # words: a longer numbered paragraph is one of a report, not an entry


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring blocks of one place. blocks[first_entry:] are the entries of a list, where it is one."""

    placed: tuple[Placed, ...]
    first_entry: int | None

    @property
    def blocks(self) -> list[Block]:
        return [placed.block for placed in self.placed]

    @property
    def is_table(self) -> bool:
        return self.placed[0].block.shape is Shape.ROW


def group_at(placed: Sequence[Placed], i: int, above: Group | None) -> Group:
    """The blocks from i on that belong together. `above` is a list at the end of the page before, which may go on here."""
    first = placed[i]
    goes_on = above is not None and goes_on_over_page(above, first)
    group = [first]
    words = first.block.words
    for later in placed[i + 1 :]:
        if not _same_place(first, later) or not _belongs(group, later.block, words, goes_on):
            break
        group.append(later)
        words += later.block.words
    return Group(tuple(group), 0 if goes_on else _first_entry(group))


def goes_on_over_page(above: Group, first: Placed) -> bool:
    """Whether a list goes on at the top of the next page: with its next mark, or with the rest of its last entry."""
    last = above.placed[-1]
    if above.first_entry is None or first.block.page != last.block.page + 1:
        return False
    if (first.meeting, first.item, first.heading) != (last.meeting, last.item, last.heading):
        return False
    mark = mark_of(first.block)
    if mark is None:
        return first.block.text[:1].islower() and first.block.shape is Shape.PARAGRAPH and not last.block.text.rstrip().endswith((".", ":"))
    marks = [there for placed in above.placed[above.first_entry :] if (there := mark_of(placed.block))]
    return any(follows(there, mark) for there in marks)


def _first_entry(group: Sequence[Placed]) -> int | None:
    if group[0].block.shape is Shape.ROW:
        return None
    return next((n for n, p in enumerate(group) if p.block.shape is Shape.ENTRY or (n > 0 and mark_of(p.block) is not None)), None)


def _same_place(a: Placed, b: Placed) -> bool:
    return (a.block.page, a.meeting, a.item, a.heading) == (b.block.page, b.meeting, b.item, b.heading)


def _belongs(group: Sequence[Placed], later: Block, words: int, goes_on: bool) -> bool:
    """Whether a block belongs to the group: rows with rows, entries after an opening, a result after its motion, short texts together."""
    last = group[-1].block
    if later.shape is Shape.HEADING or (later.shape is Shape.ROW) != (last.shape is Shape.ROW):
        return False
    if MEETING_ENDED.search(later.text) and not all(_names_mover(placed.block) for placed in group):
        return False
    if later.shape is Shape.ROW:
        return True
    if (of_motion := _belongs_to_motion([placed.block for placed in group], later, words)) is not None:
        return of_motion
    if later.shape is Shape.ENTRY:
        return _opens_list(last)
    if later.number is not None:
        return _counts_on(group, later, goes_on)
    return words < _SHORT and last.shape is not Shape.ENTRY and not (goes_on and len(group) == 1)


def _belongs_to_motion(group: Sequence[Block], later: Block, words: int) -> bool | None:
    """Whether a block belongs to the resolution that the group holds, None where there is none to speak of."""
    line, last = readable(later.text), readable(group[-1].text)
    if RESULT_LINE.match(line):
        return not ENDS_MOTION.search(last)
    if VOTE_LINE.match(line):
        return _decides(group)
    if ENDS_MOTION.search(last) or RESULT_LINE.match(last):
        return False
    if number_in(line) is not None:
        return False
    if all(_names_mover(block) for block in group):
        return True
    if MOVER_LINE.match(line) and not DECISIVE.search(line) and later.words <= _MOVER:
        return _decides(group) and not any(_names_mover(block) for block in group)
    if DECISION_LINE.match(line) or MOVER_LINE.match(line):
        return _leads_on(last) or _awaits_words(group) or (not _decides(group) and words < _SHORT)
    if later.shape is Shape.ENTRY and DECISION_LINE.match(last):
        return not last.endswith(".")
    if later.shape is Shape.PARAGRAPH and later.number is None and _decides(group):
        return _leads_on(last) or line[:1].islower()
    return None


def _awaits_words(group: Sequence[Block]) -> bool:
    """Whether a motion was moved or carried whose words come next: `Cllr Ode moved, and Cllr Lee seconded,` + `RESOLVED that`."""
    text = " ".join(readable(block.text) for block in group)
    told = all(movers_in(text)) or result_in(text) is not None
    return told and not DECISIVE.search(text) and result_in(text) in (None, DecisionResult.CARRIED) and len(text.split()) <= _LEAD


def _decides(group: Sequence[Block]) -> bool:
    lines = [readable(block.text) for block in group]
    return any(pattern.search(line) for line in lines for pattern in (DECISIVE, ENDS_MOTION)) or any(
        DECISION_LINE.match(line) or MOVER_LINE.match(line) or result_in(line) for line in lines
    )


def _names_mover(block: Block) -> bool:
    line = readable(block.text)
    return (
        block.words <= _MOVER and not DECISIVE.search(line) and not SETTLED.search(line) and bool(MOVER_LINE.match(line) or number_in(line))
    )


def _leads_on(text: str) -> bool:
    """Whether a text announces what follows it: `The Panel agreed that:`."""
    return text.rstrip(" *").endswith((":", "-", "–")) or LEADS_ON.search(text) is not None


def _opens_list(block: Block) -> bool:
    """Whether a list may go on from this block: an entry, or an opening such as `The Panel agreed that:`."""
    return (
        block.shape is Shape.ENTRY
        or mark_of(block) is not None
        or block.text.rstrip(" *").endswith((":", "-", "–", ";", "that", "and", "to"))
        or block.words <= _LEAD
    )


def _counts_on(group: Sequence[Placed], later: Block, goes_on: bool) -> bool:
    """Whether a numbered paragraph is an entry: 1 after an opening that announces a list, and what counts on from it.

    `12.` and `4.1` are paragraphs of a report, and so is what is too long for an entry.
    """
    mark = mark_of(later)
    if mark is None or mark.number is None or later.words > _ENTRY:
        return False
    entries = [there for placed in (group if goes_on else group[1:]) if (there := mark_of(placed.block)) and there.number is not None]
    if entries:
        opening = mark_of(group[0].block) or Mark()
        return follows(entries[-1], mark) and not (opening.number is not None and follows(opening, mark) and not goes_on)
    return mark.number == 1 and group[-1].block.shape is Shape.PARAGRAPH and _leads_on(readable(group[-1].block.text))
