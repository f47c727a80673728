"""An answer taken away as Word and Markdown: its sources numbered, nothing in it that acts."""

import io
import re
from collections.abc import Sequence
from datetime import date

import docx
from docx.opc.part import Part
from lxml import etree
from markdown_it import MarkdownIt
from rich.console import Console

from assistant.export.markdown import answer_to_markdown
from assistant.export.plain import answer_to_plain
from assistant.export.terminal import answer_to_text
from assistant.export.word import answer_to_word
from assistant.models import (
    Answer,
    AnswerLine,
    Citation,
    CitedItem,
    CitedMeeting,
    CitedPaper,
    ModelNames,
    Phrase,
    Quote,
    Searched,
    Status,
    Timings,
)
from corpus.models import PaperKind

HOSTILE = "*both* <img src=x> ![p](http://evil.example/p.png) [l](http://evil.example/) `c` # h $x$ :smile: \x07"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def citation(n: int, quote: str = "It was agreed.") -> Citation:
    return Citation(
        n=n, quote=quote, passage=quote, passage_id=f"p{n}", page=12, printed_page="79", paragraph=None, score=0.9, verified=True,
        paper=CitedPaper(id=f"a{n}", title=f"Minutes {n}", kind=PaperKind.MINUTES, file=f"panel-{n}.pdf"),
        item=CitedItem(number="412", title="Work programme"), heading=None,
        meeting=CitedMeeting(council="Ambershire", body="Highways Panel", date=date(2023, 7, n)),
    )  # fmt: skip


def answer_of(
    lines: Sequence[AnswerLine], *citations: Citation, question: str = "What was agreed?", status: Status = Status.ANSWERED
) -> Answer:
    answered = status is Status.ANSWERED
    return Answer(
        id=None, question=question, status=status, lines=tuple(lines),
        citations=citations if answered else (), nearest=() if answered else citations,
        searched=Searched(papers=1, date_from=None, date_to=None, bodies=(), unreadable=()),
        timings_ms=Timings(retrieve=0, rank=0, compose=0), model=ModelNames(embedding="m"),
    )  # fmt: skip


def footnotes(document: docx.document.Document) -> dict[int, str]:
    """The text of each footnote by its id, read from the file's own part."""
    part: Part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/footnotes.xml")
    notes = etree.fromstring(part.blob).iter(f"{W}footnote")
    return {int(note.get(f"{W}id")): "".join(note.itertext()).strip() for note in notes if note.get(f"{W}type") is None}


def marks(document: docx.document.Document) -> list[int]:
    return [int(mark.get(f"{W}id")) for mark in document.element.iter(f"{W}footnoteReference")]


def test_each_line_of_the_word_document_has_a_footnote_with_paper_date_item_and_page() -> None:
    lines = [
        Quote(n=2, where="Highways Panel, 2 July 2023", text="It was agreed."),
        Quote(n=1, where="Highways Panel, 1 July 2023", text="It was agreed."),
        Phrase(text="See also", cites=(2, 3)),
    ]
    document = docx.Document(io.BytesIO(answer_to_word(answer_of(lines, citation(1), citation(2), citation(3)))))
    notes = footnotes(document)
    assert marks(document) == [1, 2, 3]  # Word numbers them in the order of the text
    assert notes == {
        place: f"Minutes {n}; Highways Panel, {n} July 2023; item 412, Work programme; page 12 (printed page 79); minutes, panel-{n}.pdf."
        for place, n in enumerate((2, 1, 3), start=1)
    }
    again = [field.text for field in document.element.iter(f"{W}instrText")]
    assert again == ["NOTEREF _Footnote1 \\f \\h"]
    listed = [p.text.split(";")[0] for p in document.paragraphs if re.match(r"\d\. ", p.text)]
    assert listed == ["1. Highways Panel, 2 July 2023", "2. Highways Panel, 1 July 2023", "3. Highways Panel, 3 July 2023"]


def test_the_nearest_passages_are_told_to_be_no_answer() -> None:
    answer = answer_of([Phrase(text="Not found in these papers.")], citation(1), status=Status.NOT_FOUND)
    document = docx.Document(io.BytesIO(answer_to_word(answer)))
    assert "Nearest passages: these do not answer the question" in [p.text for p in document.paragraphs]
    assert marks(document) == [1]
    assert "## Nearest passages: these do not answer the question" in answer_to_markdown(answer)
    assert "Nearest passages: these do not answer the question\n[1] Minutes 1" in answer_to_plain(answer)


def test_nothing_acts_in_what_is_taken_away() -> None:
    answer = answer_of([Quote(n=1, where="Highways Panel, 1 July 2023", text=HOSTILE)], citation(1, HOSTILE), question=HOSTILE)
    html = MarkdownIt("gfm-like", {"linkify": False}).render(answer_to_markdown(answer))
    assert not re.search(r"<(?:img|a|em|code)\b", html)
    assert html.count("*both*") == 1  # the question; quotes are as a person would read them aloud
    assert "\x07" not in html
    document = docx.Document(io.BytesIO(answer_to_word(answer)))
    assert document.paragraphs[0].text == HOSTILE.replace("\x07", "")


def test_a_citation_with_letters_missing_says_so_in_words_wherever_it_goes() -> None:
    unsure = citation(1, "The fund was \ufffdxed at £25,000.").model_copy(update={"verified": False})
    answer = answer_of([Quote(n=1, where="", text=unsure.quote)], unsure)
    told = "Not verified: the file does not say which letters"
    printed = io.StringIO()
    Console(width=400, file=printed).print(answer_to_text(answer))
    for text in (
        printed.getvalue(),
        answer_to_markdown(answer),
        *footnotes(docx.Document(io.BytesIO(answer_to_word(answer)))).values(),
    ):
        assert told in text
    assert told not in answer_to_markdown(answer_of([Quote(n=1, where="", text="It was agreed.")], citation(1)))
