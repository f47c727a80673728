"""Page -> blocks: headings, paragraphs, list entries and table rows, each a span of the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from corpus.dates import dates_in
from corpus.models import Page
from corpus.text import readable
from ingest.decisions.motions import BALLOT_LINE, DECISION_LINE, ENDS_MOTION, LEADS_ON, MOVER_LINE, RESULT_LINE
from ingest.joining import joined
from ingest.layout.endless import LONGEST_PARAGRAPH
from ingest.layout.rows import rows_among, text_lines
from ingest.patterns import BULLET, ITEM_HEADING, LETTER_MARK, NUMBER_MARK, RESOLUTION_NUMBER


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
    row: bool


_CAPTION = re.compile(
    r"(?:table|figure|chart|appendix|annexe?|chapter|section|(?:agenda\s+)?item(?:\s+no\.?)?|minute|question)\s+\w{1,4}\s*[:.]", re.I
)  # Table 1: Salt used ; Item 4: Winter gritting
_OF_THE_PAGE = re.compile(
    r"page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|this\s+page\s+(?:is|has\s+been)\s+(?:left|intentionally|deliberately)\b.*", re.I
)  # Page 92 ; This page is intentionally left blank
_ENDS_OPEN = re.compile(r"[\w,;’'&–-]$")  # a line that the next page or paragraph goes on from
_ENDS_CLOSED = re.compile(r"(?:[.:;?!][”’\"')\]*]*|\band|\bor)$")  # a line after which a numbered paragraph may begin
_FIGURE = re.compile(r"[ \t]*\d{1,3}\.\d{1,2}[ \t]+(?!(?:to|that)\b)(?:[a-z%]|[AP]\.?M\b)")  # 10.30 am; 3.8 per cent, but not `4.1 to note`
_MANY = 150  # words: more than the headings of a page have
_NEAR = 3  # blocks
_LONG = 15  # words of a numbered paragraph that is no entry of a list
_FULL = 55  # characters of a line that was broken because it was full


def page_to_blocks(page: Page) -> list[Block]:
    """The blocks of a page in order. They do not overlap, and only blank lines stand between them."""
    return list(_numbered_on(page, _joined(page, _blocks(page))))


def _blocks(page: Page) -> Iterator[Block]:
    lines = _lines(page)
    blocks: list[_Line] = []  # the lines of the paragraph or entry under way
    headed = -1  # the last line that is a heading
    numbered: str | None = None  # the number of the last numbered paragraph
    for i, line in enumerate(lines):
        if not line.text.strip():
            yield from _flush(page, blocks)
            continue
        alone_above = i == 0 or not lines[i - 1].text.strip()
        alone_below = i + 1 == len(lines) or not lines[i + 1].text.strip()
        if line.row:
            yield from _flush(page, blocks)
            yield Block(page.number, line.start, line.end, Shape.ROW, line.text)
        elif (
            (line.marked and _may_head(line.text) and not (i + 1 < len(lines) and _bold_paragraph(line, lines[i + 1])))
            or _looks_like_heading(line.text, alone_above, alone_below)
            or (line.marked and headed == i - 1 and line.text[:1].islower() and not line.text.endswith("."))
        ):
            yield from _flush(page, blocks)
            yield Block(page.number, line.start, line.end, Shape.HEADING, line.text)
            headed = i
        else:
            if _opens(blocks, line.text, numbered) or (blocks and _opens_decision(blocks[-1].text, line.text)):
                yield from _flush(page, blocks)
            numbered = _number(line.text) if not blocks and _number(line.text) else numbered
            blocks.append(line)
            if ENDS_MOTION.search(line.text):
                yield from _flush(page, blocks)
    yield from _flush(page, blocks)


def _lines(page: Page) -> list[_Line]:
    marked = set() if _mostly_headings(page) else {span.start for span in page.headings}
    lines = list(text_lines(page.text))
    rows = rows_among([text for _, text in lines])
    built: list[_Line] = []
    for (at, text), row in zip(lines, rows, strict=True):
        # The empty cells at either end of a row are part of it: they tell which header a value stands under.
        kept = text.strip(" \n") if row else text.strip()
        start = at + text.find(kept)
        built.append(_Line(start, start + len(kept), kept, at in marked, row))
    return built


def _mostly_headings(page: Page) -> bool:
    """Whether a page of running text is all set as headings are: bold throughout tells nothing."""
    words = sum(len(page.text[span.start : span.end].split()) for span in page.headings)
    return words > _MANY and words * 2 > len(page.text.split())


def _flush(page: Page, lines: list[_Line]) -> Iterator[Block]:
    if not lines:
        return
    first = lines[0].text
    number = _number(first)
    start, end = lines[0].start, lines[-1].end
    shape = Shape.ENTRY if _is_entry(first) and not number else Shape.PARAGRAPH
    yield Block(page.number, start, end, shape, page.text[start:end], number)
    lines.clear()


def _number(text: str) -> str | None:
    """The number of the paragraph that begins with a line: `12. Salt` -> `12`; a time or a figure is none."""
    mark = NUMBER_MARK.match(text)
    return mark[1].rstrip(".)") if mark and not _FIGURE.match(text) else None


def _joined(page: Page, blocks: Iterator[Block]) -> Iterator[Block]:
    """A paragraph that a page break of the original cut in two becomes one again: `advised that` + `whilst unable`.

    So does a motion with the block below it that says what came of it: `RESULT: ADOPTED`.
    """

    def goes_on(held: Block, block: Block) -> bool:
        return _is_cut(held, block) or (held.shape is Shape.HEADING and _goes_on(page, held, block))

    def into_one(held: Block, block: Block) -> Block:
        return replace(held, end=block.end, text=page.text[held.start : block.end])

    return joined(blocks, goes_on, into_one)


def _is_cut(held: Block, block: Block) -> bool:
    return (
        held.shape in (Shape.PARAGRAPH, Shape.ENTRY)
        and block.shape is Shape.PARAGRAPH
        and block.number is None
        and len(held.text) < LONGEST_PARAGRAPH
        and bool(BALLOT_LINE.match(readable(block.text)) or (held.words > 5 and _ENDS_OPEN.search(held.text) and block.text[:1].islower()))
    )


def _numbered_on(page: Page, blocks: Iterator[Block]) -> Iterator[Block]:
    """A short line that counts on from long numbered paragraphs is one of them and no heading: `19. Not applicable` after 18."""
    marked = {span.start for span in page.headings}
    before: Block | None = None
    between = 0  # blocks since the last numbered paragraph
    for block in blocks:
        number = _number(block.text) if block.shape is Shape.HEADING and block.start not in marked else None
        if (
            number
            and before
            and before.words >= _LONG
            and between < _NEAR
            and number not in ("1", "2")
            and _counts_on(before.number, number)
        ):
            block = replace(block, shape=Shape.PARAGRAPH, number=number)
        between += 1
        if block.number is not None:
            before, between = block, 0
        yield block


def _goes_on(page: Page, heading: Block, below: Block) -> bool:
    """Whether a heading runs over onto the line right below it: `Home to school transport and the` + `post-16 charge`."""
    if below.shape is not Shape.HEADING or page.text[heading.end : below.start] != "\n" or heading.text.lstrip().startswith(("#", "**")):
        return False
    full = len(heading.text.split("\n")[-1]) >= 40  # a line that was broken because it was full
    open_ended = not heading.text.endswith((":", ".")) and heading.words < 22
    return (full or below.text[:1].islower()) and open_ended and NUMBER_MARK.match(below.text) is None


def _opens(under_way: list[_Line], text: str, before: str | None) -> bool:
    """Whether a line begins an entry, a numbered paragraph or a resolution. `before`: the last paragraph's number.

    A number in the midst of a sentence does not: `that is 199 of` + `477. The figure`.
    """
    if _is_entry(text) or RESOLUTION_NUMBER.match(text):
        return True
    number = _number(text)
    if number is None or not under_way:
        return number is not None
    above = under_way[-1].text
    return len(above) < _FULL or _ENDS_CLOSED.search(above) is not None or _counts_on(before, number)


def _counts_on(before: str | None, number: str) -> bool:
    """`12` after `11`, `4.2` after `4.1`."""
    if before is None:
        return False
    *above, last = before.split(".")
    return last.isdigit() and number == ".".join([*above, str(int(last) + 1)])


def _opens_decision(above: str, text: str) -> bool:
    """Whether a resolution or its mover begins with this line: not where the line above leads on to it (`seconded by Cllr Lee, and`)."""
    plain = readable(text)
    leads_on = LEADS_ON.search(readable(above)) or (BALLOT_LINE.match(plain) and BALLOT_LINE.match(readable(above)))
    return bool(DECISION_LINE.match(plain) or MOVER_LINE.match(plain)) and not leads_on


def _stands_around_motion(plain: str) -> bool:
    """`Moved by Cllr Ode, seconded by Cllr Lee`, `CARRIED` and `RESOLVED: that it be noted` look like headings, but head nothing."""
    if BALLOT_LINE.match(plain):
        return True
    words_of_it = DECISION_LINE.match(plain) and len(plain.split()) > 3 and not plain.endswith(":")
    return bool(words_of_it or MOVER_LINE.match(plain) or RESULT_LINE.match(plain))


def _may_head(text: str) -> bool:
    """A line set as a heading is one unless it is plainly running text: bold resolutions are not headings."""
    plain = readable(text)
    if _stands_around_motion(plain) or _OF_THE_PAGE.fullmatch(plain):
        return False
    if text.startswith("#"):
        return True
    if plain.endswith(".") and not ITEM_HEADING.match(plain):
        return False  # a bold `Carried.` at the end of a paragraph
    return not plain[:1].islower() and len(plain.split()) <= 22 and not plain.endswith((";", ",")) and not LETTER_MARK.match(text)


def _bold_paragraph(line: _Line, below: _Line) -> bool:
    """Whether a full line set as a heading only begins a sentence that the next line ends: `You are invited to speak` + `at 8 pm.`"""
    return below.marked and len(line.text) >= _FULL and below.text.endswith(".") and not _may_head(below.text)


def _looks_like_heading(text: str, alone_above: bool, alone_below: bool) -> bool:
    """An unmarked line that heads what follows: short, alone above, no full stop, and not a list entry."""
    plain = readable(text)
    if not plain or len(plain) > 100 or not alone_above or plain[-1] in ".;,:?!" or _is_entry(text) or _stands_around_motion(plain):
        return False
    if (": " in plain and not _CAPTION.match(plain)) or _OF_THE_PAGE.fullmatch(plain):
        return False
    if not (plain[0].isupper() or plain[0].isdigit()) or not re.search(r"[A-Za-z]{3}", plain) or re.match(r"[\d.]+\)?\s+[a-z]", plain):
        return False
    words = plain.split()
    if alone_below:
        return len(words) <= 12
    return len(words) <= 12 and (plain.isupper() or (ITEM_HEADING.match(plain) is not None and len(plain) <= 60 and not dates_in(plain)))


def _is_entry(text: str) -> bool:
    return bool(BULLET.match(text) or LETTER_MARK.match(text))
