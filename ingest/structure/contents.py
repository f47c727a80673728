"""A table of contents -> the chapters that it lists, where each begins and ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.models import Page
from corpus.text import readable
from ingest.layout.blocks import Block, Shape
from ingest.layout.cells import cells_of, is_rule
from ingest.meetings.names import same_title
from ingest.patterns import CONTENTS_HEADING
from ingest.structure.listing import NUMBER_CELL, NUMBERED_LINE, first_page, numbered_lines, pages_alone, title_and_pages

_GAP = 4  # blocks between two lines of one table of contents
_FEWEST = 3
_LONGEST_HEADING = 60  # words
_APPENDIX = re.compile(r"\W*(?:appendix|appendices|annexe?)\b", re.I)
_NUMBERED = re.compile(
    r"\W*+(?:(?:chapter|section|part)\s*+)?(\d{1,2}(?:\.\d{1,2}){0,2})(?:\s*+[.):–-])?\s++(?=\S)", re.I
)  # 3. Money ; Chapter 3: Money


@dataclass(frozen=True, slots=True)
class Chapter:
    """Blocks [first, last) of one chapter, with the number and printed pages that the contents give."""

    first: int
    last: int
    number: str | None
    title: str
    printed_pages: str | None


@dataclass(frozen=True, slots=True)
class _Line:
    number: str | None
    title: str
    pages: str


def chapters_in(blocks: Sequence[Block], pages: Sequence[Page], first: int, last: int) -> list[Chapter]:
    """The chapters of what stands in blocks [first, last), as its own table of contents lists them; none without one.

    A chapter begins at the heading with its title, else on the page that carries the printed number of its page.
    """
    heading = next((at for at in range(first, last) if _heads_contents(blocks[at])), None)
    if heading is None:
        return []
    listed = list(_listed(blocks, heading + 1, last))
    if len(listed) < _FEWEST:
        return []
    end = listed[-1][0] + 1
    lines = [line for _, line in listed]
    starts = _starts_by_heading(blocks, lines, end, last)
    starts = _with_starts_by_page(blocks, pages, lines, starts, first, last)
    # What stands before the contents, such as a foreword, may be a chapter of its own.
    for n, line in enumerate(lines):
        if starts[n] is None and all(start is None for start in starts[:n]):
            starts[n] = _heading_of(blocks, line, first, heading)
    begun = sorted((start, n) for n, start in enumerate(starts) if start is not None)
    chapters = [
        (start, lines[n], _end(begun, lines, at, last)) for at, (start, n) in enumerate(begun) if not _APPENDIX.match(lines[n].title)
    ]
    return [Chapter(start, heading if start < heading < end else end, line.number, line.title, line.pages) for start, line, end in chapters]


def _end(begun: Sequence[tuple[int, int]], lines: Sequence[_Line], at: int, last: int) -> int:
    """Where a chapter ends: at the next that is no part of it, as 2.1 is of 2."""
    number = lines[begun[at][1]].number
    following = (start for start, n in begun[at + 1 :] if not (number and (lines[n].number or "").startswith(f"{number}.")))
    return next(following, last)


def headed_chapters(blocks: Sequence[Block], first: int, last: int) -> list[Chapter]:
    """The chapters of a report without a table of contents: headings numbered on from 1."""
    begun: list[tuple[int, str, str]] = []
    for at in range(first, last):
        text = readable(blocks[at].text)
        number = _NUMBERED.match(text) if blocks[at].shape is Shape.HEADING else None
        if number and number[1] == str(len(begun) + 1):
            begun.append((at, number[1], text[number.end() :]))
    if len(begun) < _FEWEST:
        return []
    ends = [at for at, _, _ in begun[1:]]
    return [Chapter(at, end, number, title, None) for (at, number, title), end in zip(begun, [*ends, last], strict=True)]


def _heads_contents(block: Block) -> bool:
    return block.shape is not Shape.ROW and block.words <= 6 and CONTENTS_HEADING.match(readable(block.text)) is not None


def _listed(blocks: Sequence[Block], first: int, last: int) -> Iterator[tuple[int, _Line]]:
    """The lines of the contents with the blocks that hold them."""
    found = first - 1
    for at in range(first, last):
        if at - found > _GAP:
            return
        for line in _lines_of(blocks[at]):
            found = at
            yield at, line


def _lines_of(block: Block) -> Iterator[_Line]:
    if block.shape is not Shape.ROW:
        for text in numbered_lines(block.text):
            title, pages = title_and_pages(text)
            if pages:
                yield _line(title, pages)
        return
    cells = [cell for cell in cells_of(block.text) if cell]
    if is_rule(block.text) or len(cells) < 2:
        return
    if pages := pages_alone(cells[-1]):
        number = NUMBER_CELL.fullmatch(cells[0]) if len(cells) > 2 else None
        title = title_and_pages(cells[1] if number else cells[0])[0]
        yield _Line(number[1], title, pages) if number else _line(title, pages)


def _line(text: str, pages: str) -> _Line:
    found = NUMBERED_LINE.match(text)
    return _Line(found["number"], found["rest"].strip(), pages) if found and found["number"] else _Line(None, text, pages)


def _starts_by_heading(blocks: Sequence[Block], lines: Sequence[_Line], first: int, last: int) -> list[int | None]:
    """For each line of the contents the block that heads its chapter, each below the one before."""
    starts: list[int | None] = []
    after = first
    for line in lines:
        start = _heading_of(blocks, line, after, last)
        starts.append(start)
        after = start + 1 if start is not None else after
    return starts


def _heading_of(blocks: Sequence[Block], line: _Line, first: int, last: int) -> int | None:
    return next((at for at in range(first, last) if _heads(blocks, at, line)), None)


def _heads(blocks: Sequence[Block], at: int, line: _Line) -> bool:
    """Whether a block is a chapter's heading; a numbered line that stands in a list is none."""
    block = blocks[at]
    if block.shape is Shape.ROW or block.words > _LONGEST_HEADING:
        return False
    text = readable(block.text)
    number = _NUMBERED.match(text)
    bare = text[number.end() :] if number else text
    if number and line.number and number[1] != line.number:
        return False
    begins = number is not None and number[1] == line.number and bare.lower().startswith(line.title.lower())  # contents shorten long titles
    if not begins and not same_title(bare, line.title):
        return False
    return block.shape is Shape.HEADING or (number is not None and number[1] == line.number and not _in_list(blocks, at))


def _in_list(blocks: Sequence[Block], at: int) -> bool:
    number = blocks[at].number
    if number is None or not number.isdigit():
        return False
    beside = {blocks[n].number: n - at for n in (at - 1, at + 1) if 0 <= n < len(blocks)}
    return beside.get(str(int(number) + 1)) == 1 or beside.get(str(int(number) - 1)) == -1


def _with_starts_by_page(
    blocks: Sequence[Block], pages: Sequence[Page], lines: Sequence[_Line], starts: Sequence[int | None], first: int, last: int
) -> list[int | None]:
    """The starts with those that no heading shows: the top of the only page that carries the printed number."""
    found = list(starts)
    for n, line in enumerate(lines):
        if found[n] is not None:
            continue
        numbers = [page.number for page in pages if page.printed == str(first_page(line.pages))]
        top = next((at for at in range(first, last) if blocks[at].page == numbers[0]), None) if len(numbers) == 1 else None
        before = max((start for start in found[:n] if start is not None), default=first)
        after = min((start for start in found[n + 1 :] if start is not None), default=last)
        if top is not None and before < top < after:
            found[n] = top
    return found
