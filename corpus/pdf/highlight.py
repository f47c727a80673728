"""A span of a page's text -> where its words stand on the page of the PDF, letter by letter, or nothing.

The letters are asked of the PDF anew and must be those of the span, one after the other: a highlight on other words is worse
than none. What tells the one `2021` on a page from the other is the line in which the reader found it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_int
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw_pdfium

from corpus.errors import PaperCorrupt
from corpus.files import open_file
from corpus.models import Box, Page, PlacedLine
from corpus.pdf.letters import letters_on
from corpus.pdf.seen import unseen_letters
from corpus.text import valid_text

_FINE = 100_000  # steps in which PDFium tells a place of the page: a hundredth of a millimetre on a large plan
_SLACK = 0.002  # of the page: the catalogue keeps the boxes of lines to four places
_BLANK = 4.0  # letters: in justified lines a blank is that wide
_TURNS = (0, 90, 180, 270)

# What the reader takes out of a page's text or puts in for words blacked out, hyphens with the ends of lines, and the bullets of symbol
# fonts, which it writes as `•`.
_TAKEN_OUT = re.compile(r"[-\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff\u00a0\u2000-\u200a\u202f\u3000\u2588]")
_SYMBOL = re.compile(r"[\uf000-\uf0ff]")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")  # the reader writes a figure above the line as a mark


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter with its place on the displayed page."""

    text: str
    box: Box


def places_on_page(path: Path, page: Page, start: int, end: int) -> tuple[Box, ...]:
    """Boxes around the words of characters [start, end) of a page, a box for each stretch of a line, in shares of the displayed page.

    Empty where the page's letters are not exactly those words. Raises PaperCorrupt or PaperUnreadable where the PDF cannot be opened.
    """
    try:
        with pypdfium2.PdfDocument(open_file(path), autoclose=True) as document:
            pdf_page = document[page.number - 1]
            return next((boxes for turn in _TURNS if (boxes := _places(_letters(pdf_page, turn), page, start, end))), ())
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise PaperCorrupt(f"{path.name}: page {page.number} cannot be read ({error}). Download it again.") from error


def lines_on_page(page: Page, start: int, end: int) -> tuple[Box, ...]:
    """Where the whole lines stand in which characters [start, end) of a page are: all that is known of a scan.

    Lines under one another are in one box, however they are indented; those of another column or after a gap in another.
    """
    stretches: list[Box] = []
    for line in (line.box for line in page.lines if line.start < end and start < line.end):
        if stretches and _is_under(line, stretches[-1]):
            above = stretches.pop()
            line = Box(min(above.left, line.left), above.top, max(above.right, line.right), max(above.bottom, line.bottom))
        stretches.append(line)
    return tuple(stretches)


def _is_under(line: Box, above: Box) -> bool:
    """Begins below the top of the other, at most two lines' height below its end, and has words under its words."""
    gap = line.top - above.bottom
    return line.top > above.top and gap < 2 * (line.bottom - line.top) and line.left < above.right and above.left < line.right


def _letters(page: pypdfium2.PdfPage, turn: int) -> list[_Letter]:
    """The letters of a page in the order in which PDFium reads it when it is shown turned by `turn` degrees."""
    shown = page.get_rotation()
    page.set_rotation(turn)
    try:
        text_page = page.get_textpage()
        letters = letters_on(text_page)
        unseen = unseen_letters(page, text_page, letters)
        drawn = [
            (text, (letter.left, letter.bottom, letter.right, letter.top))
            for letter in letters
            if letter.number not in unseen and (text := _plain(valid_text(letter.text)))
        ]
    finally:
        page.set_rotation(shown)
    return [_Letter(text, _shares(page, area)) for text, area in drawn]


def _plain(text: str) -> str:
    """Text as two readings of it are compared: without white space, hyphens and what is not seen, symbols as bullets, marks as figures."""
    return _SYMBOL.sub("•", _TAKEN_OUT.sub("", text)).translate(_RAISED)


def _shares(page: pypdfium2.PdfPage, area: tuple[float, float, float, float]) -> Box:
    """The place of an area as the page is displayed, its turn and its crop taken into account as PDFium draws them."""
    left, bottom, right, top = area
    x, y = c_int(), c_int()
    corners = []
    for across, up in ((left, bottom), (right, top)):
        raw_pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, across, up, x, y)
        corners.append((x.value / _FINE, y.value / _FINE))
    (x0, y0), (x1, y1) = corners
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _places(letters: Sequence[_Letter], page: Page, start: int, end: int) -> tuple[Box, ...]:
    wanted = _plain(page.text[start:end])
    if not wanted:
        return ()
    if not page.lines:
        return _only_place(letters, wanted)
    found: list[_Letter | None] = []
    lines = [line for line in page.lines if line.start < end and start < line.end]
    for line in lines:
        placed = _on_line(letters, page.text, line, max(start, line.start), min(end, line.end))
        if not placed:
            return ()
        found += [*placed, None]
    if "".join(letter.text for letter in found if letter is not None) != wanted:
        return ()
    return tuple(_runs(found))


def _only_place(letters: Sequence[_Letter], wanted: str) -> tuple[Box, ...]:
    """Where the words stand on a page whose lines are not known, if they stand there once."""
    text = "".join(letter.text for letter in letters)
    at = text.find(wanted)
    if len(text) != len(letters) or at < 0 or text.find(wanted, at + 1) >= 0:
        return ()
    return tuple(_runs(letters[at : at + len(wanted)]))


def _on_line(letters: Sequence[_Letter], text: str, line: PlacedLine, start: int, end: int) -> list[_Letter | None]:
    """The letters of characters [start, end) of one line, None between two cells of a row; empty where they are not those."""
    inside = [letter for letter in letters if _within(letter.box, line.box)]
    there = "".join(letter.text for letter in inside)
    if there == _plain(text[line.start : line.end]):
        first = len(_plain(text[line.start : start]))
        taken = iter(inside[first : first + len(_plain(text[start:end]))])
        cells = [[next(taken) for _ in _plain(cell)] for cell in text[start:end].split("\t")]
        return [letter for cell in cells for letter in (*cell, None)]
    found: list[_Letter | None] = []
    for cell in text[start:end].split("\t"):  # a row whose cells are drawn in another order
        words = _plain(cell)
        at = there.find(words)
        if words and (at < 0 or there.find(words, at + 1) >= 0):
            return []
        found += [*inside[at : at + len(words)], None]
    return found


def _within(box: Box, line: Box) -> bool:
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return line.left - _SLACK <= across <= line.right + _SLACK and line.top - _SLACK <= down <= line.bottom + _SLACK


def _runs(letters: Iterable[_Letter | None]) -> Iterator[Box]:
    """A box around each stretch of letters that stand beside each other: a cell may have several lines."""
    run: list[Box] = []
    for letter in letters:
        if run and (letter is None or not _goes_on(run[-1], letter.box)):
            yield _around(run)
            run = []
        if letter is not None:
            run.append(letter.box)
    if run:
        yield _around(run)


def _goes_on(last: Box, box: Box) -> bool:
    """Whether a letter stands on the line of the one before, whichever way that runs, and near to it."""
    across = _on_one_line(last.top, last.bottom, box.top, box.bottom) and _near(last.left, last.right, box.left, box.right)
    return across or (_on_one_line(last.left, last.right, box.left, box.right) and _near(last.top, last.bottom, box.top, box.bottom))


def _on_one_line(a: float, b: float, c: float, d: float) -> bool:
    return min(b, d) - max(a, c) > 0.3 * min(b - a, d - c)


def _near(a: float, b: float, c: float, d: float) -> bool:
    """Whether at most the space of a wide blank is between [a, b] and [c, d]."""
    return max(a, c) - min(b, d) < _BLANK * max(b - a, d - c)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes), min(box.top for box in boxes), max(box.right for box in boxes), max(box.bottom for box in boxes)
    )
