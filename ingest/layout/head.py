"""Pages -> the lines at their top in which a paper says what it is, and what stands at the edges of later pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.models import Page
from corpus.text import readable

_TOP_LINES = 60  # lines of the first pages where a paper says what it is
_TOP_PAGES = 3
_HEAD_LINES = 30  # lines in which it names its meeting, before its business begins
_LONGEST = 1500  # characters: whole paragraphs stand on one line in some text files
_PARTED = re.compile(r"(?<=\S) {2,}(?=\S)")
_LONG_LINE = 20  # words: a whole heading stands on one line in some text files, its lines parted by more than one space
_EDGE = 2  # lines at the top of a later page where its running header can stand

# 1. Apologies; 1 | Apologies; 41. Declarations of interest; Item 1
_BUSINESS = re.compile(
    r"\W*+(?:(?:item\s*+)?1(?:\s*+[.)|]|\s++-)|(?:item\s*+)?\d{1,4}[.):/]?\s*+(?:\|\s*+)?(?:apolog|welcome|declaration|disclosure|call\s+to\s+order|public\s+part|"
    r"election\s+of|chair\w*\s+announce|minutes\b))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line as a person reads it, and the page (1-based) that it stands on."""

    text: str
    page: int

    @property
    def page_name(self) -> str:
        return named_page(self.page)


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands above and below the text of a first page, where the file keeps that apart, as Word does: its header and its footer."""

    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()

    def around(self, lines: Sequence[HeadLine]) -> list[HeadLine]:
        """The first lines of a paper with its header before them, and its footer after what they say before the business begins."""
        above, below = ([HeadLine(readable(text), 1) for text in texts] for texts in (self.header, self.footer))
        head = len(before_business(lines))
        return [*above, *lines[:head], *below, *lines[head:]]


def named_page(page: int) -> str:
    """`first page`, `page 3`."""
    return "first page" if page == 1 else f"page {page}"


def top_lines(pages: Sequence[Page]) -> list[HeadLine]:
    """The first lines of a paper, blank ones left out."""
    lines = (
        HeadLine(text, page.number)
        for page in pages[:_TOP_PAGES]
        for raw in page.text.split("\n")
        for line in (_PARTED.split(raw) if len(raw.split()) > _LONG_LINE else [raw])
        if (text := readable(line)[:_LONGEST])
    )
    return [line for line, _ in zip(lines, range(_TOP_LINES), strict=False)]


def before_business(lines: Sequence[HeadLine]) -> list[HeadLine]:
    """The lines above the first item of business."""
    first = next((i for i, line in enumerate(lines) if _BUSINESS.match(line.text)), len(lines))
    return list(lines[: min(first, _HEAD_LINES)])


def later_headers(pages: Sequence[Page]) -> list[HeadLine]:
    """The lines at the top of each page after the first, where its running header stands."""
    return [
        HeadLine(readable(line), page.number)
        for page in pages[1:]
        for line in [line for line in page.text.split("\n") if line.strip()][:_EDGE]
    ]
