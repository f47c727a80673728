"""Each citation against its page, before anything is shown."""

from assistant.models import Citation
from corpus.store import Store
from corpus.text import squeezed


def stands_on_page(citation: Citation, store: Store) -> bool:
    """Whether quote and passage stand, word for word, on the page that the citation names, and the quote in the passage.

    White space is compared as one blank: a line's end on the page is not part of its words.
    """
    page = store.catalogue.page(citation.paper.id, citation.page)
    quote, passage = squeezed(citation.quote), squeezed(citation.passage)
    return page is not None and bool(quote) and quote in passage and passage in squeezed(page.text)
