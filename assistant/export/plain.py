"""An answer -> plain text for the clipboard: its lines, then each source with paper, meeting, item and page."""

import unicodedata

from assistant.answer.messages import searched_told
from assistant.export.sources import cited_in_full, heading_of, sources_of
from assistant.models import Answer, SearchedLine
from corpus.text import inert_line

_FORMULA = frozenset("=+-@")


def answer_to_plain(answer: Answer) -> str:
    listed = sources_of(answer)
    sources = [heading_of(answer), *(f"[{citation.n}] {cited_in_full(citation)}" for citation in listed)] if listed else []
    told = [] if any(isinstance(line, SearchedLine) for line in answer.lines) else [searched_told(answer.searched)]
    lines = [answer.question, "", *answer.answer.split("\n"), *([""] if sources else []), *sources, *([""] if told else []), *told]
    return "\n".join(map(_as_cell, lines))


def _as_cell(line: str) -> str:
    """A line that a spreadsheet takes for text in one cell: `=1+1` -> `'=1+1`, where it would begin a formula, in full width too."""
    cell = inert_line(line).replace("\t", " ")
    first = unicodedata.normalize("NFKC", cell.lstrip()[:1])
    return f"'{cell}" if first in _FORMULA else cell
