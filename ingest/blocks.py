"""Page -> blocks: headings, paragraphs, list entries and table rows, each a span of the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from corpus.models import Page
from corpus.text import readable
from ingest.patterns import BULLET, ITEM_HEADING, LETTER_MARK, NUMBER_MARK, RESOLUTION_NUMBER, dates_in


class Shape(Enum):
    HEADING = auto()
    PARAGRAPH = auto()
    ENTRY = auto()  # a bullet, a lettered line
    ROW = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """A span of one page of one shape. `number` is a paragraph's own number: `12`, `4.1`."""

    page: int
    start: int
    end: int
    shape: Shape
    text: str
    number: str | None = None

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    marked: bool  # set as a heading by the reader


_CAPTION = re.compile(r"(?:table|figure|chart|appendix|annex)\s+\w{1,4}\s*[:.]", re.I)  # Table 1: Salt used
_ENDS_OPEN = re.compile(r"[\w,;’'&–-]$")  # a line that the next page or paragraph goes on from


def page_to_blocks(page: Page) -> list[Block]:
    """The blocks of a page in order. They do not overlap, and only blank lines stand between them."""
    return list(_joined(page, _blocks(page)))


def _blocks(page: Page) -> Iterator[Block]:
    lines = _lines(page)
    blocks: list[_Line] = []  # the lines of the paragraph or entry under way
    for i, line in enumerate(lines):
        if not line.text.strip():
            yield from _flush(page, blocks)
            continue
        alone_above = i == 0 or not lines[i - 1].text.strip()
        alone_below = i + 1 == len(lines) or not lines[i + 1].text.strip()
        if is_row(line.text):
            yield from _flush(page, blocks)
            yield Block(page.number, line.start, line.end, Shape.ROW, line.text)
        elif (line.marked and _may_head(line.text)) or _looks_like_heading(line.text, alone_above, alone_below):
            yield from _flush(page, blocks)
            yield Block(page.number, line.start, line.end, Shape.HEADING, line.text)
        else:
            if _opens(line.text):
                yield from _flush(page, blocks)
            blocks.append(line)
    yield from _flush(page, blocks)


def _lines(page: Page) -> list[_Line]:
    marked = {span.start for span in page.headings}
    lines: list[_Line] = []
    at = 0
    for text in page.text.split("\n"):
        # The empty cells at either end of a row are part of it: they tell which header a value stands under.
        kept = text.strip(" ") if is_row(text) else text.strip()
        start = at + text.find(kept)
        lines.append(_Line(start, start + len(kept), kept, at in marked))
        at += len(text) + 1
    return lines


def _flush(page: Page, lines: list[_Line]) -> Iterator[Block]:
    if not lines:
        return
    first = lines[0].text
    number = NUMBER_MARK.match(first)
    start, end = lines[0].start, lines[-1].end
    yield Block(
        page.number, start, end, Shape.ENTRY if _is_entry(first) and not number else Shape.PARAGRAPH, page.text[start:end],
        number[1].rstrip(".)") if number else None,
    )  # fmt: skip
    lines.clear()


def _joined(page: Page, blocks: Iterator[Block]) -> Iterator[Block]:
    """A paragraph that a page break of the original cut in two becomes one again: `advised that` + `whilst unable`."""
    held: Block | None = None
    for block in blocks:
        if (
            held is not None
            and held.shape in (Shape.PARAGRAPH, Shape.ENTRY)
            and block.shape is Shape.PARAGRAPH
            and block.number is None
            and held.words > 5
            and _ENDS_OPEN.search(held.text)
            and block.text[:1].islower()
        ):
            held = replace(held, end=block.end, text=page.text[held.start : block.end])
            continue
        if held is not None and held.shape is Shape.HEADING and _goes_on(page, held, block):
            held = replace(held, end=block.end, text=page.text[held.start : block.end])
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _goes_on(page: Page, heading: Block, below: Block) -> bool:
    """Whether a heading runs over onto the line right below it: `Home to school transport and the` + `post-16 charge`."""
    if below.shape is not Shape.HEADING or page.text[heading.end : below.start] != "\n" or heading.text.lstrip().startswith(("#", "**")):
        return False
    full = len(heading.text.split("\n")[-1]) >= 40  # a line that was broken because it was full
    return full and not heading.text.endswith((":", ".")) and NUMBER_MARK.match(below.text) is None and heading.words < 22


def is_row(text: str) -> bool:
    """Whether a line is a table row: cells parted by tabs or by pipes."""
    return (
        "\t" in text.strip()
        or (text.count("\t") > 1 and bool(text.strip()))
        or (text.startswith("|") and text.rstrip().endswith("|") and text.count("|") > 2)
    )


def _opens(text: str) -> bool:
    return bool(_is_entry(text) or NUMBER_MARK.match(text) or RESOLUTION_NUMBER.match(text))


def _may_head(text: str) -> bool:
    """A line set as a heading is one unless it is plainly running text: bold resolutions are not headings."""
    plain = readable(text)
    if plain.endswith(".") and not ITEM_HEADING.match(plain):
        return False  # a bold `Carried.` at the end of a paragraph
    return not plain[:1].islower() and len(plain.split()) <= 22 and not plain.endswith((";", ",")) and not LETTER_MARK.match(text)


def _looks_like_heading(text: str, alone_above: bool, alone_below: bool) -> bool:
    """An unmarked line that heads what follows: short, alone above, no full stop, and not a list entry."""
    plain = readable(text)
    if not plain or len(plain) > 100 or not alone_above or plain[-1] in ".;,:?!" or _is_entry(text):
        return False
    if ": " in plain and not _CAPTION.match(plain):
        return False
    if not (plain[0].isupper() or plain[0].isdigit()) or not re.search(r"[A-Za-z]{3}", plain):
        return False
    words = plain.split()
    if alone_below:
        return len(words) <= 12
    return len(words) <= 12 and (plain.isupper() or (ITEM_HEADING.match(plain) is not None and len(plain) <= 60 and not dates_in(plain)))


def _is_entry(text: str) -> bool:
    return bool(BULLET.match(text) or LETTER_MARK.match(text))
