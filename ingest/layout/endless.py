"""Lines and paragraphs longer than anybody writes are cut, so that the time of reading grows with a paper's length and no faster.

Patterns look again and again along the words that they are shown. On a paragraph that is too long this takes the square of its
length, which a file made to hurt, or only a damaged one, turns into hours.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.readers.raw import Line, RawPage

LONGEST_LINE = 3000  # characters; text conversions put a whole paragraph on one line, of up to 1,700 in those we have met
LONGEST_PARAGRAPH = 6000  # of lines without a gap between them; up to 3,400
_WIDEST = 200  # blanks beside each other; columns of text conversions stand up to 80 apart
_HIGHEST = 20  # empty lines under each other
_BLANKS = re.compile(rf"([^\S\n]{{{_WIDEST}}})[^\S\n]+")


def without_endless(page: RawPage) -> RawPage:
    """The page with line ends in lines that have none, and gaps in paragraphs that have none. Nothing of it is lost but white space."""
    return replace(page, lines=tuple(_with_gaps(piece for line in _without_space(page.lines) for piece in _pieces(line))))


def _without_space(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines without more white space, in them and between them, than anything is set apart by."""
    empty = 0
    for line in lines:
        text = _BLANKS.sub(r"\1", line.text)
        empty = 0 if text.strip() else empty + 1
        if empty <= _HIGHEST:
            yield line if text == line.text else replace(line, text=text)


def _pieces(line: Line) -> Iterator[Line]:
    """A line cut between words where it can be."""
    rest = line.text
    gap = line.gap_above
    while len(rest) > LONGEST_LINE:
        end = max(rest.rfind(" ", LONGEST_LINE // 2, LONGEST_LINE), rest.rfind("\t", LONGEST_LINE // 2, LONGEST_LINE))
        end = end if end > 0 else LONGEST_LINE
        yield replace(line, text=rest[:end], heading=False, gap_above=gap)
        rest, gap = rest[end:], False
    yield line if rest is line.text else replace(line, text=rest, heading=False, gap_above=gap)


def _with_gaps(lines: Iterator[Line]) -> Iterator[Line]:
    """Lines with a gap wherever a paragraph has gone on for too long. The rows of a table stay together, however many."""
    length = 0
    for line in lines:
        length = 0 if line.gap_above or not line.text.strip() or "\t" in line.text or "|" in line.text else length
        too_long = length > 0 and length + len(line.text) > LONGEST_PARAGRAPH
        length = len(line.text) + (0 if too_long else length)
        yield replace(line, gap_above=True) if too_long else line
