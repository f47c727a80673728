"""A citation -> a line of an answer: whose meeting, and its quote or the cells of a row that the question asks for."""

import itertools
from collections.abc import Sequence

from assistant.answer.citations import Cited
from assistant.answer.messages import SEE_ALSO, outcome, standing, whose_meeting
from assistant.models import Cell, Cells, Citation, Phrase, Quote
from assistant.query.models import Query
from corpus.dates import years_in
from corpus.models import PaperStatus, Passage, PassageKind
from corpus.numbers import has_figure
from corpus.store.bm25 import stems
from corpus.text import readable

_MOST_CELLS = 14
_NAME_WORDS = 12  # of a cell that names its row
_MOST_WORDS = 60  # of a row that is told cell by cell


def line_of(cited: Cited, query: Query) -> Quote | Cells:
    """`Cabinet, 7 July 2023: “It was agreed” [1]`; of a table's row the table is named too, and the cells asked for are told."""
    n, where = cited.citation.n, where_of(cited)
    row = row_of(cited.passage, query)
    return Quote(n=n, where=where, text=cited.citation.quote) if row is None else Cells(n=n, where=where, label=row[0], cells=row[1])


def lines_of(cited: Sequence[Cited], query: Query, most: int) -> list[Quote | Cells | Phrase]:
    """A line for each of the first, and the rest named after them."""
    return [*(line_of(one, query) for one in cited[:most]), *see_also(cited[most:])]


def see_also(rest: Sequence[Cited]) -> list[Phrase]:
    return [Phrase(text=SEE_ALSO, cites=tuple(one.citation.n for one in rest))] if rest else []


def where_of(cited: Cited) -> str:
    """Whose meeting, and for a table's row the table: the row does not say what its figures are. What is not final is named so."""
    citation = cited.citation
    row = cited.passage.kind is PassageKind.TABLE_ROW and citation.heading
    where = f"{whose_meeting(citation)}, {readable(citation.heading or '')}" if row else whose_meeting(citation)
    named = "; ".join(part for part in (outcome(citation.decision), not_final(citation)) if part)
    return f"{where} ({named})" if named else where


def not_final(citation: Citation) -> str:
    """`draft minutes`; empty for a paper that is final."""
    paper = citation.paper
    return standing(paper) if paper.status is PaperStatus.DRAFT or paper.replaced_by else ""


def row_of(passage: Passage, query: Query) -> tuple[str, tuple[Cell, ...]] | None:
    """The name of a row with the cells that a question asks for; None for a passage that is no row, or whose headers cannot be told.

    A name that several rows share, such as a merged cell's, is told with its header, and so is what tells the rows apart. A unit is
    told with the table's name. A row that says its unit in a column of its own is quoted whole, and so is one whose cells do not stand in
    its words as they are read: `4,120<sup>1</sup>` is read `4,120¹`.
    """
    own = [cell for cell in passage.cells if cell.in_row]
    if passage.kind is not PassageKind.TABLE_ROW or not 2 <= len(own) <= _MOST_CELLS:
        return None
    words = readable(passage.body)
    if len(words.split()) > _MOST_WORDS or not all(cell.text in words and cell.unit in (passage.heading or "") for cell in own):
        return None
    above = next((cell for cell in passage.cells if not cell.in_row and not cell.header.startswith("Note ")), None)
    name, *rest = [above, *own] if above is not None and above.header else own
    if not any(cell.header for cell in rest) or (name.header and (has_figure(name.text) or len(name.text.split()) > _NAME_WORDS)):
        return None
    told = tuple(Cell(header=cell.header.strip(" .,:"), text=cell.text) for cell in (rest if not name.header else [name, *rest]))
    naming = tuple(itertools.takewhile(lambda cell: not has_figure(cell.text), told)) if name.header else ()
    asked = tuple(cell for cell in _asked_for(told, query) if cell not in naming)
    return ("" if name.header else name.text), ((*naming, *asked) if asked else told)


def _asked_for(cells: Sequence[Cell], query: Query) -> tuple[Cell, ...]:
    """The cells under the headers that the question names by year, or in all their words; none where it names none."""
    dated = [(len(query.years & years_in(cell.header)), cell) for cell in cells]
    best = max((shared for shared, _ in dated), default=0)
    if best:
        return tuple(cell for shared, cell in dated if shared == best)
    return tuple(cell for cell in cells if cell.header and query.all_stems.issuperset(stems(cell.header)))
