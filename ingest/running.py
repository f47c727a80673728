"""Running headers, footers and page numbers: found by their repeating, kept as printed page labels, taken out of the text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.raw import Line, RawPage

_EDGE = 5  # lines at the top and at the foot of a page that may be running lines
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.I)  # 12 ; Page 3 of 10 ; - 4 -
_PAGE_IN_LINE = re.compile(r"\bpage\s+(\d{1,4})\b", re.I)  # Page 2 – Minutes – April 18, 2023


def without_running_lines(pages: Sequence[RawPage]) -> list[tuple[RawPage, str | None]]:
    """Each page without its running lines, with the page number that it printed.

    A line runs when it stands at the edge of at least half of the pages (three at the least), digits aside.
    A bare number at an edge is a page number where it rises by one from page to page.
    """
    shapes = Counter(shape for page in pages for shape in {_shape(page.lines[i]) for i in _edges(page) if _may_run(page, i)})
    running = {shape for shape, count in shapes.items() if shape and count >= max(3, len(pages) / 2)}
    numbers = _rising_numbers(pages)
    return [_stripped(page, running, numbers.get(page.number)) for page in pages]


def _stripped(page: RawPage, running: set[str], number: str | None) -> tuple[RawPage, str | None]:
    edges = set(_edges(page))
    kept: list[Line] = []
    printed = number
    for i, line in enumerate(page.lines):
        bare = _PAGE_NUMBER.match(line.text)
        if i in edges and bare and bare[1] == number:
            continue
        # The first page keeps such a line: there it is the title.
        if i in edges and page.number > 1 and _may_run(page, i) and _shape(line) in running:
            in_line = _PAGE_IN_LINE.search(line.text)
            printed = printed or (in_line[1] if in_line else None)
            continue
        kept.append(line)
    return replace(page, lines=tuple(kept)), printed


def _rising_numbers(pages: Sequence[RawPage]) -> dict[int, str]:
    """Page of the file -> the bare number printed at its edge, where most such numbers keep one distance to the page."""
    seen = [(page.number, int(m[1])) for page in pages for i in _edges(page) if (m := _PAGE_NUMBER.match(page.lines[i].text))]
    if not seen:
        return {}
    (shift, count), *_ = Counter(printed - number for number, printed in seen).most_common(1)
    if count < 2 and len(pages) > 1:
        return {}
    return {number: str(printed) for number, printed in seen if printed - number == shift}


def _edges(page: RawPage) -> list[int]:
    filled = _filled(page)
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _may_run(page: RawPage, i: int) -> bool:
    """Lines with cells run only as the very first or last of a page: a table's header row repeats too, further in."""
    return "\t" not in page.lines[i].text or i in (_filled(page)[0], _filled(page)[-1])


def _filled(page: RawPage) -> list[int]:
    return [i for i, line in enumerate(page.lines) if line.text.strip()]


def _shape(line: Line) -> str:
    """A line without its digits and spaces, to compare those of different pages; long lines do not run."""
    text = re.sub(r"\d+", "#", re.sub(r"\s+", " ", line.text)).strip().lower()
    return text if len(text) <= 120 and re.search(r"[a-z]", text) else ""
