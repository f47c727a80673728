"""Running headers, footers and page numbers: found by their repeating, kept as printed page labels, taken out of the text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout.printed import PageNumber, page_numbers
from ingest.readers.raw import Line, RawPage

_EDGE = 5  # lines at the top and at the foot of a page that may be running lines
_OUTERMOST = 2  # lines at either edge that run on over a few pages of one paper in a pack
_FEWEST = 3  # pages
_AFTER_COVER = 2  # the page on which running lines begin where the first is a cover
_LETTERS = 10  # of a line that runs over a few pages only: `Chapter 1`, `Chapter 2` are headings
_NO_RUNNING = re.compile(r"\W*(?:table|figure|chart|appendix|annex|(?:agenda\s+)?item|minute|question)\b", re.I)  # headings that are alike


def without_running_lines(pages: Sequence[RawPage]) -> list[tuple[RawPage, str | None]]:
    """Each page without its running lines, with the page number that it printed.

    A line runs when it stands at the edge of at least half of the pages (three at the least), digits aside, or at the
    very edge of three pages one after the other, as the header of one paper in a pack does. The first page that has it
    keeps it, for there it is the title, unless it only follows a cover.
    """
    edges = {page.number: _edges(page) for page in pages}
    shapes = Counter(shape for page in pages for shape in {_shape(page.lines[i]) for i in edges[page.number] if _may_run(page, i)})
    everywhere = {shape for shape, count in shapes.items() if shape and count >= max(_FEWEST, len(pages) / 2)}
    numbers = page_numbers(pages, edges)
    outermost = [_outermost(page) for page in pages]
    stripped: list[tuple[RawPage, str | None]] = []
    begun: set[str] = set()
    for n, page in enumerate(pages):
        here = everywhere & {_shape(page.lines[i]) for i in edges[page.number]}
        titles = here - begun if page.number != _AFTER_COVER else set()
        begun |= here
        stripped.append(_stripped(page, edges[page.number], everywhere | _running_on(outermost, n), titles, numbers[page.number]))
    return stripped


def _running_on(outermost: Sequence[set[str]], n: int) -> set[str]:
    """The lines at the very edge of a page that stand there on the page before, and on three pages in a row."""
    if n == 0:
        return set()
    return {
        shape
        for shape in outermost[n] & outermost[n - 1]
        if (n >= 2 and shape in outermost[n - 2]) or (n + 1 < len(outermost) and shape in outermost[n + 1])
    }


def _stripped(
    page: RawPage, edges: Sequence[int], running: set[str], titles: set[str], numbers: Sequence[PageNumber]
) -> tuple[RawPage, str | None]:
    alone = {number.line for number in numbers if number.alone}
    named = {number.line for number in numbers if number.sure}
    runs = {i for i in edges if i in named or (_may_run(page, i) and _shape(page.lines[i]) in running)}
    taken_off = alone | {i for i in runs if i in named or _shape(page.lines[i]) not in titles}
    printed = next((number.text for number in numbers if number.alone or number.line in runs), None)
    return replace(page, lines=tuple(line for i, line in enumerate(page.lines) if i not in taken_off)), printed


def _edges(page: RawPage) -> list[int]:
    filled = _filled(page)
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _outermost(page: RawPage) -> set[str]:
    filled = _filled(page)
    lines = [page.lines[i] for i in {*filled[:_OUTERMOST], *filled[-_OUTERMOST:]}]
    return {
        shape
        for line in lines
        if "\t" not in line.text and not _NO_RUNNING.match(line.text) and len(re.findall(r"[a-z]", shape := _shape(line))) >= _LETTERS
    }


def _may_run(page: RawPage, i: int) -> bool:
    """Lines with cells run only as the very first or last of a page: a table's header row repeats too, further in."""
    return "\t" not in page.lines[i].text or i in (_filled(page)[0], _filled(page)[-1])


def _filled(page: RawPage) -> list[int]:
    return [i for i, line in enumerate(page.lines) if line.text.strip()]


def _shape(line: Line) -> str:
    """A line without its digits and spaces, to compare those of different pages; long lines do not run.

    `Agenda item 4` and `Agenda item 5` are different headings, so such lines keep their digits.
    """
    text = re.sub(r"\s+", " ", line.text).strip().lower()
    text = text if _NO_RUNNING.match(text) else re.sub(r"\d+", "#", text)
    return text if len(text) <= 120 and re.search(r"[a-z]", text) else ""
