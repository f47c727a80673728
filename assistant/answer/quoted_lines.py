"""A citation -> a line of an answer: whose meeting, and its quote or the cells asked for."""

from collections.abc import Sequence

from assistant.answer.citations import Cited
from assistant.answer.lines import Phrase, Quoted, Words
from assistant.answer.messages import SEE_ALSO, outcome, standing, whose_meeting
from assistant.answer.rows import row_of
from assistant.models import Citation
from assistant.query.parse import Understood
from corpus.models import PaperStatus, PassageKind
from corpus.text import readable


def line_of(cited: Cited, understood: Understood) -> Quoted:
    """`Cabinet, 7 July 2023: “It was agreed” [1]`; of a table's row the table is named too, and the cells asked for are told."""
    cells = row_of(cited.passage, understood.text)
    return Quoted(cited.citation.n, where_of(cited), cells or Words(cited.citation.quote))


def lines_of(cited: Sequence[Cited], understood: Understood, most: int) -> list[Quoted | Phrase]:
    """A line for each of the first, and the rest named after them."""
    return [*(line_of(one, understood) for one in cited[:most]), *see_also(cited[most:])]


def see_also(rest: Sequence[Cited]) -> list[Phrase]:
    return [Phrase(SEE_ALSO, tuple(one.citation.n for one in rest))] if rest else []


def where_of(cited: Cited) -> str:
    """Whose meeting, and for a table's row the table: the row does not say what its figures are. What is not final is named so."""
    citation = cited.citation
    row = cited.passage.kind is PassageKind.TABLE_ROW and citation.heading
    where = f"{whose_meeting(citation)}, {readable(citation.heading or '')}" if row else whose_meeting(citation)
    named = "; ".join(part for part in (outcome(citation.decision), _not_final(citation)) if part)
    return f"{where} ({named})" if named else where


def _not_final(citation: Citation) -> str:
    paper = citation.paper
    return standing(paper) if paper.status is PaperStatus.DRAFT or paper.replaced_by else ""
