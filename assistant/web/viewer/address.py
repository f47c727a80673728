"""A place in a paper <-> its address: `source?paper=a6bf333241afdd35&page=3&quote=120-310&words=5f1c09aa`.

The quote is a span of the page's text. `words` is a mark of its words: where a later reading of the paper has other words there, no
wrong ones are shown as quoted.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from assistant.models import Citation
from corpus.models import Page, Passage, Span
from corpus.text import squeezed

ZOOMS = (100, 150, 200, 300)  # percent

_PAPER = re.compile(r"[0-9a-f]{8,64}")
_NUMBER = re.compile(r"\d{1,7}")
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_WORDS = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class ViewerPlace:
    """A page of a paper, and on page `quoted_on` a span of its text that is quoted, with the mark of its words.

    `zoom` is how large the page is shown, in percent; `at` the character from which a long text is shown.
    """

    paper: str
    page: int = 1
    quoted_on: int | None = None
    span: Span | None = None
    words: str = ""
    zoom: int = ZOOMS[0]
    at: int | None = None

    def link(self) -> str:
        """The address, from any page of the app."""
        return f"source?{urlencode(self.named())}"

    def named(self) -> dict[str, str]:
        """What the address says: a name and a value each."""
        named: dict[str, object] = {"paper": self.paper, "page": self.page}
        if self.span is not None:
            named |= {"quote": f"{self.span.start}-{self.span.end}", "words": self.words}
            named |= {"on": self.quoted_on} if self.quoted_on != self.page else {}
        named |= {"zoom": self.zoom} if self.zoom != ZOOMS[0] else {}
        named |= {"at": self.at} if self.at is not None else {}
        return {name: str(value) for name, value in named.items()}

    def turned_to(self, page: int) -> Self:
        return replace(self, page=page, at=None)

    def zoomed(self, zoom: int) -> Self:
        return replace(self, zoom=zoom)

    def quote_on(self, page: Page) -> Span | None:
        """Where the quote stands in the text of this page; None where it has none, or has other words there than were quoted."""
        if self.span is None or self.quoted_on != page.number or not 0 <= self.span.start < self.span.end <= len(page.text):
            return None
        return self.span if sign_of(page.text[self.span.start : self.span.end]) == self.words else None


def sign_of(words: str) -> str:
    """Eight signs that other words would not have, however lines break."""
    return hashlib.sha256(squeezed(words).encode()).hexdigest()[:8]


def place_of(citation: Citation, passage: Passage | None) -> ViewerPlace:
    """Where a citation stands; without a span where its passage is held no more or has other words."""
    at = -1 if passage is None else passage.text.find(citation.quote, max(passage.body_start - passage.start, 0))
    if passage is not None and at < 0:
        at = passage.text.find(citation.quote)
    if passage is None or at < 0:
        return ViewerPlace(citation.paper.id, citation.page)
    start = passage.start + at
    span = Span(start, start + len(citation.quote))
    return ViewerPlace(citation.paper.id, citation.page, citation.page, span, sign_of(citation.quote))


def place_in(address: Mapping[str, str]) -> ViewerPlace | None:
    """The place that an address names; None where it names no paper. What makes no sense in it is as if it were not there."""
    paper = _match(_PAPER, address, "paper")
    if paper is None:
        return None
    page = max(_number(address, "page") or 1, 1)
    zoom = _number(address, "zoom")
    found = _SPAN.fullmatch(address.get("quote", ""))
    words = _match(_WORDS, address, "words")
    place = ViewerPlace(paper, page, zoom=zoom if zoom in ZOOMS else ZOOMS[0], at=_number(address, "at"))
    if found is None or words is None:
        return place
    return replace(place, quoted_on=_number(address, "on") or page, span=Span(int(found[1]), int(found[2])), words=words)


def _match(pattern: re.Pattern[str], address: Mapping[str, str], name: str) -> str | None:
    return value if pattern.fullmatch(value := address.get(name, "")) else None


def _number(address: Mapping[str, str], name: str) -> int | None:
    value = _match(_NUMBER, address, name)
    return None if value is None else int(value)


def places_of(citations: Iterable[Citation], passages: Mapping[str, Passage]) -> dict[int, ViewerPlace]:
    """Number of a citation -> its place."""
    return {citation.n: place_of(citation, passages.get(citation.passage_id)) for citation in citations}
