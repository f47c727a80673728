"""Headers and footers of a Word file -> the lines that stand above and below the text of each page."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.word.xml import RELATED, Element, switch, value, w

_PAGE_NUMBER = re.compile(r"\W*(?:page\W*)?\d*(?:\W*of\W*\d*)?\W*", re.I)  # Page 2 of 7: the number of one page


@dataclass(frozen=True, slots=True)
class _Section:
    """The page with which a section begins, and its headers or footers by the pages that they are for: `first`, `default`, `even`."""

    page: int
    parts: dict[str, str]
    own_first: bool


class WordEdges:
    """The headers, or the footers, of a file. A section that has none of a kind has that of the section before it."""

    def __init__(self, name: str, sections: Sequence[tuple[int, Element]], lines: Callable[[str], list[str]]) -> None:
        """`name` is `header` or `footer`, `sections` with the pages that they begin with, `lines` gives those of a part by its id."""
        self._lines = lines
        self._sections: list[_Section] = []
        parts: dict[str, str] = {}
        for page, section in sections:
            parts = parts | {value(each, "type") or "default": each.get(RELATED) or "" for each in section.iterfind(w(f"{name}Reference"))}
            self._sections.append(_Section(page, parts, switch(section.find(w("titlePg"))) is True))

    def on_page(self, page: int) -> tuple[str, ...]:
        """The lines on a page, the cells of each apart; page numbers are none."""
        section = next((each for each in reversed(self._sections) if each.page <= page), None)
        if section is None:
            return ()
        kind = "first" if section.own_first and section.page == page else "default"
        return tuple(self._texts(section.parts.get(kind, "")))

    def _texts(self, part: str) -> Iterator[str]:
        for line in self._lines(part) if part else ():
            yield from (cell.strip() for cell in line.split("\t") if cell.strip() and not _PAGE_NUMBER.fullmatch(cell.strip()))
