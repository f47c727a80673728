"""A list with its opening -> runs that are short enough to read, each with the spans of its entries.

An entry within another (`(i)` below `(a)`, a dash below a bullet) belongs to the entry above it: by itself it would
say too little. A run that begins amid an entry has what is left of it as its first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.models import Span
from ingest.layout.blocks import Block, Shape
from ingest.patterns import BULLET, LETTER_MARK, NUMBER_MARK

_ROMAN = {roman: n for n, roman in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split(), start=1)}


@dataclass(frozen=True, slots=True)
class Mark:
    """What an entry begins with. `(i)` may be a letter or a Roman number: its order is told for each."""

    letter: int | None = None
    roman: int | None = None
    number: int | None = None
    bullet: str | None = None


@dataclass(frozen=True, slots=True)
class ListStretch:
    """Blocks [first, last) of a list that make one passage. `opened`: it begins with the opening, not with an entry."""

    first: int
    last: int
    opened: bool
    entries: tuple[Span, ...]


def mark_of(block: Block) -> Mark | None:
    """The mark of a block that can be an entry: `(a)`, `ii)`, `3.`, a bullet. None for running text and for `4.1`."""
    if block.number is not None:
        return Mark(number=int(block.number)) if block.number.isdigit() else None
    if found := LETTER_MARK.match(block.text):
        token = found[1] or found[2]
        if token.isdigit():
            return Mark(number=int(token))
        return Mark(letter=ord(token) - ord("a") + 1 if len(token) == 1 else None, roman=_ROMAN.get(token))
    found = BULLET.match(block.text)
    return Mark(bullet=found[0].strip()) if found and not NUMBER_MARK.match(block.text) else None


def follows(before: Mark, mark: Mark) -> bool:
    """Whether a mark is the next of the same list: `(c)` after `(b)`, a bullet after one like it."""
    if mark.bullet is not None or before.bullet is not None:
        return mark.bullet == before.bullet
    return any(
        there is not None and there == here + 1
        for here, there in ((before.letter, mark.letter), (before.roman, mark.roman), (before.number, mark.number))
        if here is not None
    )


def list_to_runs(blocks: Sequence[Block], first_entry: int, most_words: int) -> list[ListStretch]:
    """The runs of one list, of at most so many words where its entries allow. blocks[:first_entry] are its opening."""
    heads = _heads(blocks, first_entry)
    if sum(block.words for block in blocks) <= most_words:
        return [ListStretch(0, len(blocks), first_entry > 0, _entries(blocks, heads, 0, len(blocks)))]
    runs: list[ListStretch] = []
    first, words = 0, sum(block.words for block in blocks[:first_entry])
    for i in range(first_entry, len(blocks)):
        if i > first and words + blocks[i].words > most_words and (heads[i] or blocks[i].shape is Shape.ENTRY):
            runs.append(ListStretch(first, i, first < first_entry, _entries(blocks, heads, first, i)))
            first, words = i, 0
        words += blocks[i].words
    runs.append(ListStretch(first, len(blocks), first < first_entry, _entries(blocks, heads, first, len(blocks))))
    return runs


def _heads(blocks: Sequence[Block], first_entry: int) -> list[bool | None]:
    """For each block whether it begins an entry of the outermost list; None for what is no entry."""
    heads: list[bool | None] = [None] * len(blocks)
    outer: Mark | None = None
    inner: Mark | None = None
    for i in range(first_entry, len(blocks)):
        mark = mark_of(blocks[i])
        if mark is None:
            heads[i] = True if i == first_entry else None  # what a page break left of an entry
            continue
        within = (
            outer is not None and not follows(outer, mark) and ((inner is not None and follows(inner, mark)) or _begins_within(outer, mark))
        )
        heads[i] = not within
        if within:
            inner = mark
        else:
            outer, inner = (mark if outer or mark.roman != 1 else Mark(roman=1)), None
    return heads


def _begins_within(outer: Mark, mark: Mark) -> bool:
    """Whether a mark begins a list of another kind: `(i)` or a bullet below `(a)`, but not a second `(a)`."""
    if mark.bullet is not None:
        return True
    return (
        (mark.letter == 1 and outer.letter is None)
        or (mark.roman == 1 and outer.roman is None)
        or (mark.number == 1 and outer.number is None)
    )


def _entries(blocks: Sequence[Block], heads: Sequence[bool | None], first: int, last: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    for i in range(first, last):
        if heads[i] is None:
            continue
        if heads[i] or not spans:
            spans.append(Span(blocks[i].start, blocks[i].end))
        else:
            spans[-1] = Span(spans[-1].start, blocks[i].end)
    return tuple(spans)
