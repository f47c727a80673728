"""An answer -> a Word document: the lines with footnotes that name their sources, and the sources with their quotes."""

import io
from collections.abc import Sequence
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from assistant.answer.messages import searched_told, whose_meeting
from assistant.export.footnotes import Footnotes
from assistant.export.sources import cited_in_full, heading_of, paper_of, place_of, sources_of
from assistant.models import Answer, AnswerLine, Cells, Citation, Heading, Phrase, Quote, SearchedLine, State
from corpus.text import inert_line, readable

_LONGEST_TITLE = 255  # characters that the properties of a document may have


def answer_to_word(answer: Answer) -> bytes:
    """The file: footnotes are Word's own, numbered in the order of the text, and the list of sources has their numbers."""
    document: WordDocument = Document()
    _set_up(document, answer)
    footnotes = Footnotes(document)
    listed = sources_of(answer)
    cited = {citation.n: citation for citation in listed}
    noted: dict[int, int] = {}  # number of a citation -> of its footnote
    document.add_heading(inert_line(answer.question), level=1)
    if answer.understood:
        document.add_paragraph(inert_line(answer.understood))
    for line in answer.lines:
        _add_line(document, line, cited, noted, footnotes)
    if listed:
        document.add_heading(heading_of(answer), level=2)
        for citation in sorted(listed, key=lambda one: noted.get(one.n, len(cited) + one.n)):
            _add_source(document, citation, noted, footnotes)
    document.add_paragraph(inert_line(searched_told(answer.searched)))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: WordDocument, answer: Answer) -> None:
    document.core_properties.title = inert_line(answer.question)[:_LONGEST_TITLE]
    document.core_properties.author = "Minuted"
    document.core_properties.comments = ""
    document.core_properties.language = "en-GB"
    normal = cast(ParagraphStyle, document.styles["Normal"])
    normal.font.name = "Arial"
    normal.font.size = Pt(11)


def _add_line(document: WordDocument, line: AnswerLine, cited: dict[int, Citation], noted: dict[int, int], footnotes: Footnotes) -> None:
    match line:
        case Heading():
            document.add_paragraph(inert_line(line.text)).paragraph_format.keep_with_next = True
        case Phrase():
            paragraph = document.add_paragraph(inert_line(line.text))
            _add_marks(paragraph, line.cites, cited, noted, footnotes)
            paragraph.add_run("." if line.cites else "")
        case State():
            paragraph = document.add_paragraph()
            paragraph.add_run(inert_line(readable(line.text))).bold = True
            _add_marks(paragraph, line.cites, cited, noted, footnotes)
        case Quote() | Cells():
            paragraph = document.add_paragraph()
            if line.where:
                paragraph.add_run(f"{inert_line(line.where)}: ").bold = True
            paragraph.add_run(inert_line(f"“{line.said}”"))
            _add_marks(paragraph, (line.n,), cited, noted, footnotes)
        case SearchedLine():
            pass  # it stands at the end of the document


def _add_marks(
    paragraph: Paragraph, numbers: Sequence[int], cited: dict[int, Citation], noted: dict[int, int], footnotes: Footnotes
) -> None:
    """The mark of a footnote for each citation; a citation that is not listed is named by its number."""
    for at, n in enumerate(numbers):
        if n not in cited:
            paragraph.add_run(f" [{n}]")
            continue
        if at:
            paragraph.add_run(", ").font.superscript = True
        if n in noted:
            footnotes.mark_again(paragraph, noted[n])
        else:
            noted[n] = footnotes.mark(paragraph, inert_line(cited_in_full(cited[n])))


def _add_source(document: WordDocument, citation: Citation, noted: dict[int, int], footnotes: Footnotes) -> None:
    """`1. Cabinet, 7 July 2023; item 412, Work programme; page 12; minutes, panel.pdf`, and the quote below it."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    whose = paragraph.add_run(inert_line(f"{noted.get(citation.n, citation.n)}. {whose_meeting(citation)}"))
    whose.bold = True
    paragraph.add_run(inert_line("; ".join(["", *place_of(citation), *paper_of(citation)])))
    if citation.n not in noted:  # a nearest passage: no line of the answer names it
        noted[citation.n] = footnotes.mark(paragraph, inert_line(cited_in_full(citation)))
    quote = document.add_paragraph(inert_line(f"“{readable(citation.quote)}”"))
    quote.paragraph_format.left_indent = Pt(18)
