"""What stands around a table: its caption, the sentence that leads to it, and the notes below it."""

import re
from collections.abc import Iterator, Sequence

from corpus.text import readable, sentence_spans
from ingest.layout.blocks import Block, Shape
from ingest.layout.cells import note_of

TABLE_CAPTION = re.compile(
    r"\W*+(?:table|figure|chart)\s++(?:[a-z]{1,2}\.?)?\d{0,3}(?:\.\d{1,2})?[a-z]?\s*+(?:[:.–—-]|\(cont)\s*+\S", re.I
)  # Table 3: Salt used ; Figure A1. Visits ; Table 3 (continued)
_CONTINUED = re.compile(r"\(?\b(?:cont(?:inued|d|’d|'d)?)\b\.?\)?|table\s+continues\b.*", re.I)  # (continued)
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*of\s*\d{1,4})?\W*", re.I)  # 12 ; Page 3 of 10
_SOURCE = re.compile(r"\W*(?:source|notes?)\b\s*:", re.I)  # Source: depot returns

_CAPTION_WORDS = 40
_LEAD_WORDS = 40
_SHORT_LINE = range(3, 15)  # words of a line that says what the rows below it are: `Less: cheques not yet presented`
_NOTE_BLOCKS = 8  # below a table
_CHAIN = 20  # tables right below one another, only captions between


def is_caption(block: Block) -> bool:
    """Whether a block is the caption of a table or chart: it heads that, and nothing after it."""
    return block.shape is not Shape.ROW and block.words <= _CAPTION_WORDS and TABLE_CAPTION.match(block.text) is not None


def caption_of(blocks: Sequence[Block], first: int, last: int) -> str | None:
    """The caption above the rows [first, last) or below them. One between two tables is of the lower, unless that has one below it."""
    above = _caption_above(blocks, first)
    below = _caption_below(blocks, last)
    if above is not None and (below is None or blocks[above - 1].shape is not Shape.ROW):
        return readable(blocks[above].text)
    return readable(blocks[below].text) if below is not None else None


def _caption_above(blocks: Sequence[Block], first: int) -> int | None:
    """A caption right above, or with a line such as `£000` between."""
    for at in range(first - 1, max(first - 3, -1), -1):
        if blocks[at].page != blocks[first].page or blocks[at].shape is Shape.ROW:
            return None
        if is_caption(blocks[at]):
            return at
        if blocks[at].words > 3:
            return None
    return None


def _caption_below(blocks: Sequence[Block], last: int) -> int | None:
    """A caption right below. It is that of a table under it, unless the tables from there on have theirs below them too."""
    at = last
    for _ in range(_CHAIN):
        if at >= len(blocks) or blocks[at].page != blocks[last - 1].page or not is_caption(blocks[at]):
            return None
        end = at + 1
        while end < len(blocks) and blocks[end].shape is Shape.ROW and blocks[end].page == blocks[at].page:
            end += 1
        if end == at + 1:
            return last
        at = end
    return None


def lead_of(blocks: Sequence[Block], first: int) -> str:
    """The words right above a table that say what it is: `The costs were as follows:`, `Less: cheques not yet presented`."""
    if first == 0 or blocks[first - 1].page != blocks[first].page or is_caption(blocks[first - 1]):
        return ""
    above = blocks[first - 1]
    if above.shape not in (Shape.PARAGRAPH, Shape.ENTRY):
        return ""
    text = above.text
    spans = sentence_spans(text)
    sentence = readable(text[slice(*spans[-1])]) if spans else ""
    if sentence.endswith(":"):
        return sentence if len(sentence.split()) <= _LEAD_WORDS else ""
    line = readable(text)
    named = (
        line[:1].isupper() and not line.endswith((".", ";", ",")) and not re.search(r":\s*+[^\s\d:]*+\d", line) and note_of(text) is None
    )
    return line if named and len(line.split()) in _SHORT_LINE else ""


def notes_below(blocks: Sequence[Block], last: int) -> dict[str, str]:
    """Mark -> note of the notes that stand right below the rows that end before `last`, on their page."""
    notes: dict[str, str] = {}
    skipped = 0
    for block in blocks[last : last + _NOTE_BLOCKS]:
        if (
            block.page != blocks[last - 1].page
            or block.shape is Shape.HEADING
            or skipped > 1
            or (block.shape is Shape.ROW and not _note_row(block))
        ):
            break
        found = list(_notes_in(block.text))
        if not found and not _SOURCE.match(block.text):
            skipped += 1
        for mark, note in found:
            notes.setdefault(mark, note)
    return notes


def _notes_in(text: str) -> Iterator[tuple[str, str]]:
    """The notes of a block, each from its mark to the next line that begins with one."""
    held: tuple[str, str] | None = None
    for line in text.split("\n"):
        begun = note_of(line)
        if begun is not None:
            if held is not None:
                yield held
            held = begun
        elif held is not None:
            held = (held[0], f"{held[1]} {readable(line)}".strip())
    if held is not None:
        yield held


def _note_row(block: Block) -> bool:
    return note_of(block.text) is not None and not block.text.rstrip("\t ").count("\t")


def goes_on(between: Sequence[Block], caption: str | None) -> bool:
    """Whether a table may go on after what stands between its rows: page numbers, its caption once more, other rows."""
    return all(
        block.shape is Shape.ROW
        or _PAGE_NUMBER.fullmatch(block.text)
        or _CONTINUED.fullmatch(readable(block.text))
        or (is_caption(block) and same_caption(readable(block.text), caption))
        for block in between
    )


def same_caption(again: str, caption: str | None) -> bool:
    """Whether a caption is that of the table above once more: `Table 3: Salt used (continued)`, or only `Table 3 (continued)`."""
    if caption is None:
        return _CONTINUED.search(again) is not None
    first, second = (_CONTINUED.sub("", text).strip(" .:–-").lower() for text in (again, caption))
    return first == second or (_CONTINUED.search(again) is not None and second.startswith(first))
