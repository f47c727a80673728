"""What an answer says against the pages that it names, before anything is shown."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.models import Cells, Citation, Quote, State
from corpus.store.catalogue import Catalogue
from corpus.text import readable, squeezed


class Pages:
    """The pages that one answer is checked against, each read once: a paper without pages is one page of hundreds of thousands of signs.

    White space is compared as one blank: a line's end on the page is not part of its words.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._text = cache(self._read)

    def have(self, citation: Citation) -> bool:
        """Whether quote and passage stand, word for word, on the page that the citation names, and the quote in the passage."""
        quote, passage = squeezed(citation.quote), squeezed(citation.passage)
        return bool(quote) and quote in passage and passage in self._text(citation.paper.id, citation.page)

    def have_state(self, line: State, citations: Sequence[Citation]) -> bool:
        """Whether each of a state's own words stands on the page of a citation that it names."""
        pages = [self._text(one.paper.id, one.page) for one in citations]
        return all(any(squeezed(words) in page for page in pages) for words in line.words)

    def have_said(self, line: Quote | Cells, citation: Citation) -> bool:
        """Whether the words of a line stand on its citation's page; of cells each, and every word of their headers in the table.

        A header may be made of two rows above one another, and a long table has its headers on an earlier page.
        """
        if isinstance(line, Quote):
            text = squeezed(line.text)
            return bool(text) and text in self._text(citation.paper.id, citation.page)
        row = readable(citation.quote)
        shared = [] if line.label else [line.cells[0].text]  # the name of several rows may stand in a row above
        if not all(text in row for text in (line.label, *(cell.text for cell in line.cells[len(shared) :]))):
            return False
        if not all(text in row or text in self._text(citation.paper.id, citation.page) for text in shared):
            return False
        headers = {word for cell in line.cells for word in _words(cell.header)}
        return headers <= _words(self._table(citation)) or headers <= _words(self._text(citation.paper.id, citation.page))

    def _table(self, citation: Citation) -> str:
        """The row itself, and the first of its table, which has the header rows before it."""
        row = self._catalogue.passages([citation.passage_id]).get(citation.passage_id)
        first = self._catalogue.passages([row.group]).get(row.group) if row and row.group else None
        return "\n".join(passage.text for passage in (row, first) if passage)

    def _read(self, paper_id: str, number: int) -> str:
        page = self._catalogue.page(paper_id, number)
        return squeezed(page.text) if page else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))
