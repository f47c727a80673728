"""Paragraphs and table cells as Word and HTML give them -> lines."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.patterns import BULLET, LETTER_MARK, NUMBER_MARK
from ingest.readers.languages import in_two_languages, reading_order
from ingest.readers.minuted_rows import MinutedRows, minuted_rows, reads_as_title
from ingest.readers.raw import Line

_HEADING = 120  # characters of a bold paragraph that may be a heading
_SHORT = 60  # characters: lines without space between them belong together where both are short, as in an address
_LONG_TEXT = 30  # words of a cell that holds running text
_SENTENCE = 12  # words: what is longer is no cell of a line parted by tabs
_A_TEXT = 3  # words of the cells of a column of text, on the whole
_ASIDE = 6  # words of a cell beside running text: `Director of Highways`
_WORD = re.compile(r"[^\W\d_]{3}")  # North, and not £1.2m
_MARK = re.compile(r"\(?(?:\d{1,4}(?:\.\d{1,3}){0,3}[A-Za-z]?|[A-Za-z]|[ivx]{1,5})[.):]?$")  # 12. ; 4.1 ; (a) ; 7b


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a table row: its text with line breaks, whether it is set as a heading, has space above it, and its page (1-based)."""

    text: str
    heading: bool = False
    spaced: bool = True
    page: int = 1


Cell = Sequence[Paragraph]
FROM_ABOVE: Cell = ()  # the place of a cell that spans rows in those below its first


def reads_as_heading(text: str) -> bool:
    """Whether a paragraph set in bold is a heading: short, and no sentence. A bold `Carried.` ends what stands above it."""
    return len(text) <= _HEADING and "\t" not in text and not BULLET.match(text) and (not text.endswith(".") or text[0].isdigit())


def row_or_line(text: str, mark: str = "") -> str:
    """A line with its automatic mark in front, white space single: tabs part cells, or only set a text apart from what stands before it.

    A tab after a number, after a label with a colon, or beside a sentence parts no cells.

    >>> row_or_line("Apologies\\t3", "1."), row_or_line("4.1\\tThe panel met."), row_or_line("Date:\\t4 May 2021")
    ('1.\\tApologies\\t3', '4.1 The panel met.', 'Date: 4 May 2021')
    """
    cells = [" ".join(cell.split()) for cell in text.split("\t")]
    filled = [mark] * bool(mark) + [cell for cell in cells if cell]
    apart = len(filled) == 2 and (bool(mark) or filled[0].endswith(":") or _parts_mark(*filled))
    if len(filled) < 2 or apart or any(len(cell.split()) > _SENTENCE for cell in filled):
        return " ".join(filled)
    return "\t".join(filled if cells[0] or mark else ["", *filled])


def _parts_mark(first: str, second: str) -> bool:
    """Whether the first of two cells only numbers the second: `4.1` before words, but not `2019` before a figure."""
    return bool(BULLET.match(f"{first} x")) or (_MARK.match(first) is not None and (first[-1] in ".):" or second[0].isalpha()))


def lines_of(paragraphs: Sequence[Paragraph]) -> tuple[Line, ...]:
    """The lines of one page. Paragraphs without space between them stay apart unless they are short lines or entries of a list."""
    return tuple(itertools.chain.from_iterable(map(_lines, [None, *paragraphs], paragraphs)))


def _lines(above: Paragraph | None, paragraph: Paragraph) -> Iterator[Line]:
    for n, text in enumerate(paragraph.text.split("\n")):
        yield Line(text, heading=paragraph.heading, gap_above=n == 0 and above is not None and _gap(above, paragraph))


def _gap(above: Paragraph, paragraph: Paragraph) -> bool:
    if paragraph.spaced or paragraph.heading != above.heading or ("\t" in paragraph.text) != ("\t" in above.text):
        return True
    if "\t" in paragraph.text or BULLET.match(paragraph.text) or LETTER_MARK.match(paragraph.text) or NUMBER_MARK.match(paragraph.text):
        return False
    return max(len(paragraph.text), len(above.text)) > _SHORT


def table_paragraphs(rows: Sequence[Sequence[Cell]]) -> Iterator[Paragraph]:
    """The rows of a table as paragraphs of one line each, cells parted by tabs.

    A table of one column is a box around paragraphs. A table whose rows mostly hold running text, with no more than a number
    before it and a short note after it, only sets the text: minutes are often written so, `12. | Potholes ... RESOLVED ... | AO`.
    Such rows are paragraphs again, the number in front of the first. So are rows that record a meeting, however short they are. A text
    beside the same in another language is two texts.
    """
    if max((len(row) for row in rows), default=0) < 2:
        for cell in itertools.chain.from_iterable(rows):
            yield from (replace(paragraph, spaced=n == 0 or paragraph.spaced) for n, paragraph in enumerate(cell))
        return
    if _is_in_two_languages(rows):
        for column in reading_order(*_columns(rows)):
            yield from (replace(paragraph, spaced=n == 0 or paragraph.spaced) for row in rows for n, paragraph in enumerate(row[column]))
        return
    if minuted := minuted_rows([["\n".join(paragraph.text for paragraph in cell) for cell in row] for row in rows]):
        for n, row in enumerate(rows):
            yield from _as_row(row) if n < minuted.head else _as_minute(row, minuted)
        return
    running = [_words(row) for row in rows if _holds_running_text(row) and _sets_text(row)]
    sets_text = sum(running) > 0.5 * sum(map(_words, rows))
    spaced = True
    above: list[str] = []
    for row in rows:
        if sets_text and _sets_text(row):
            yield from _as_text(row)
            spaced = True
        elif any(row):
            above = cells = [_told(cell, column, above) for column, cell in enumerate(row)]
            yield Paragraph("\t".join(cells), spaced=spaced, page=next(cell[0].page for cell in row if cell))
            spaced = False


def _told(cell: Cell, column: int, above: Sequence[str]) -> str:
    """The words of a cell. One that spans rows is told in each of them, but a figure only once: it is of all of them together."""
    if cell is not FROM_ABOVE:
        return " ".join(word for paragraph in cell for word in paragraph.text.split())
    return above[column] if column < len(above) and spreads(above[column], column) else ""


def spreads(text: str, column: int) -> bool:
    """Whether a cell that spans rows names each of them: `North` beside three streets."""
    return len(text.split()) <= _SENTENCE and (column == 0 or _WORD.search(text) is not None)


def _columns(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    return [[" ".join(paragraph.text for paragraph in cell) for cell in column] for column in zip(*rows, strict=True)]


def _is_in_two_languages(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table only sets a text beside what it says in another language; a glossary is a table."""
    if any(len(row) != 2 for row in rows):
        return False
    columns = _columns(rows)
    return all(len(" ".join(texts).split()) >= _A_TEXT * len(rows) for texts in columns) and in_two_languages(*columns)


def _words(row: Sequence[Cell]) -> int:
    return sum(len(paragraph.text.split()) for cell in row for paragraph in cell)


def _sets_text(row: Sequence[Cell]) -> bool:
    """Whether a row may be text in a frame: its own number or none, one cell of text, and at most a short note after it."""
    filled = [cell for cell in row if cell]
    marked = bool(filled) and _is_mark(filled[0])
    filled = filled[1:] if marked else filled
    if len(filled) == 2 and _words(filled[1:]) <= _ASIDE:
        return marked or _holds_running_text(row)
    return len(filled) == 1


def _holds_running_text(row: Sequence[Cell]) -> bool:
    """Whether a cell has running text: many words, or a heading among its paragraphs as `Decision:` in the pages of meeting software."""
    return any(len(cell) > 1 and (_words([cell]) >= _LONG_TEXT or any(paragraph.heading for paragraph in cell[1:])) for cell in row)


def _is_mark(cell: Cell) -> bool:
    return len(cell) == 1 and _MARK.match(cell[0].text) is not None


def _as_row(row: Sequence[Cell]) -> Iterator[Paragraph]:
    if any(row):
        yield Paragraph("\t".join(_told(cell, 0, ()) for cell in row), page=next(cell[0].page for cell in row if cell))


def _as_minute(row: Sequence[Cell], minuted: MinutedRows) -> Iterator[Paragraph]:
    """A row of minutes: its number and title as a heading, what was said below it, and who is to act at the end of that."""
    number, title = ("" if n is None or n >= len(row) else _told(row[n], 0, ()) for n in (minuted.number, minuted.title))
    text = list(row[minuted.text]) if minuted.text < len(row) else []
    page = next((cell[0].page for cell in row if cell), 1)
    if title:
        yield Paragraph(f"{number} {title}".strip(), heading=True, page=page)
    elif text and number:
        heads = "\n" not in text[0].text and reads_as_title(text[0].text)
        text[0] = replace(text[0], text=f"{number} {text[0].text}", heading=heads or text[0].heading, spaced=True)
    elif number:
        yield Paragraph(number, page=page)
    asides = [paragraph.text for cell in row[minuted.text + 1 :] for paragraph in cell]
    if text:
        text[-1] = replace(text[-1], text="\n".join([text[-1].text, *asides]))
        yield from (replace(text[0], spaced=True), *text[1:])
    else:
        yield from (Paragraph(aside, page=page) for aside in asides)


def _as_text(row: Sequence[Cell]) -> Iterator[Paragraph]:
    filled = [list(cell) for cell in row if cell]
    mark = filled.pop(0)[0].text if _is_mark(filled[0]) and len(filled) > 1 else ""
    text, *notes = filled
    text[0] = replace(text[0], text=f"{mark} {text[0].text}".strip(), spaced=True)
    for note in itertools.chain.from_iterable(notes):
        text[-1] = replace(text[-1], text=f"{text[-1].text}\n{note.text}")
    yield from text
