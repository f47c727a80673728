"""A passage's verbatim text -> paragraphs for the screen, with the quote marked in its place."""

import re

from assistant.web.html import Html
from corpus.text import readable

# A line that begins anew: a list entry, a numbered paragraph. `• Learning shared`, `4.1 The Panel`, `(a) note it`
_ENTRY = re.compile(r"\s*(?:[•●▪■◦‣·➢✓*–—-]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)])\s", re.I)
# A line that nothing is joined to: a table row, a Markdown heading.
_ALONE = re.compile(r".*\t|\s*(?:\||#{1,6}\s)")


def marked(passage: str, quote: str) -> Html:
    """The whole passage as HTML, the quote within `<mark>`; without a mark where its words are not found as they stand."""
    text = laid_out(passage)
    found = re.search(r"\s+".join(map(re.escape, readable(quote).split())), text) if quote.strip() else None
    if found is None:
        return Html.escape(text)
    return Html("{}<mark>{}</mark>{}").format(text[: found.start()], found[0], text[found.end() :])


def laid_out(passage: str) -> str:
    """Readable text with paragraphs, list entries and table rows on lines of their own, running text joined."""
    text, gap = "", ""
    for line in passage.split("\n"):
        plain = readable(line)
        if not plain:
            gap = "\n\n"
            continue
        alone = _ALONE.match(line) is not None
        text += (gap or ("\n" if alone or _ENTRY.match(line) else " ")) + plain
        gap = "\n" if alone else ""
    return text.strip()
