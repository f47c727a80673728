"""What an answer says against the pages that it names, before anything is shown."""

import re

from assistant.compose.parts import Cells, Quoted
from assistant.models import Citation
from corpus.store import Store
from corpus.text import readable, squeezed


def stands_on_page(citation: Citation, store: Store) -> bool:
    """Whether quote and passage stand, word for word, on the page that the citation names, and the quote in the passage.

    White space is compared as one blank: a line's end on the page is not part of its words.
    """
    page = store.catalogue.page(citation.paper.id, citation.page)
    quote, passage = squeezed(citation.quote), squeezed(citation.passage)
    return page is not None and bool(quote) and quote in passage and passage in squeezed(page.text)


def stands_in(quoted: Quoted, citation: Citation, store: Store) -> bool:
    """Whether the words of a line stand on its citation's page; of cells each, and every word of their headers in the table.

    A header may be made of two rows above one another, and a long table has its headers on an earlier page.
    """
    page = store.catalogue.page(citation.paper.id, citation.page)
    if page is None:
        return False
    words = quoted.words
    if not isinstance(words, Cells):
        return bool(squeezed(words.text)) and squeezed(words.text) in squeezed(page.text)
    row = readable(citation.quote)
    if not all(cell in row for cell in (words.label, *(cell for _, cell in words.cells))):
        return False
    headers = {word for header, _ in words.cells for word in _words(header)}
    return headers <= _words(page.text) or headers <= _words(page.text) | _words(_table_start(citation, store))


def _table_start(citation: Citation, store: Store) -> str:
    """The text of the page on which the citation's table begins."""
    passage = store.catalogue.passages([citation.passage_id]).get(citation.passage_id)
    first = store.catalogue.passages([passage.group]).get(passage.group) if passage and passage.group else None
    page = store.catalogue.page(first.paper_id, first.page) if first else None
    return page.text if page else ""


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", readable(text)))
