"""A paragraph of a Word file -> the pieces of its text in order.

What lies deeper than its runs is text too: links, content controls, tracked insertions, equations. The text is that of the
paper with its changes accepted: deletions, hidden letters and letters struck through are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from ingest.readers.numerals import raised
from ingest.readers.word.styles import Letters, Look, Styles
from ingest.readers.word.xml import DELETED, Element, shown, value, w

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WORDS = frozenset({w("t"), f"{_MATH}t"})
_CHARACTERS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
# Characters of symbol fonts that papers use, by their place in the font.
_SYMBOLS = {"B7": "•", "A7": "▪", "FC": "✓", "FE": "☒", "A8": "☐", "6F": "☐", "E0": "→", "D8": "➢", "2D": "-", "2A": "*"}
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_PICTURES = frozenset(map(w, ("drawing", "pict", "object")))


class Mark(Enum):
    FORCED = auto()  # the author began a new page
    TURNED = auto()  # Word began a new page here when it last set the text
    PICTURE = auto()


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Note:
    """The place of a footnote or endnote. One with a mark of its own has that in the text."""

    kind: str
    id: str
    own_mark: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A text box: paragraphs that stand beside those of the text."""

    content: Element


@dataclass(frozen=True, slots=True)
class Comment:
    """The place of a comment."""

    id: str


Piece = Run | Mark | Note | Frame | Comment


def pieces(paragraph: Element, look: Look, styles: Styles) -> Iterator[Piece]:
    """The text, page breaks, notes and text boxes of a paragraph in order."""
    return _pieces(paragraph, look.letters, look, styles)


def _pieces(element: Element, letters: Letters, look: Look, styles: Styles) -> Iterator[Piece]:
    for child in shown(element):
        tag = child.tag
        if tag in _WORDS:
            yield _run(child.text or "", letters)
        elif tag == w("lastRenderedPageBreak"):
            yield Mark.TURNED
        elif tag == w("br") and value(child, "type") == "page":
            yield Mark.FORCED
        elif tag in _CHARACTERS:
            yield Run(_CHARACTERS[tag], letters.bold)
        elif tag == w("sym"):
            yield Run(_SYMBOLS.get((value(child, "char") or "")[-2:].upper(), ""), letters.bold)
        elif tag in _NOTES:
            yield Note(_NOTES[tag], value(child, "id") or "", value(child, "customMarkFollows") in ("1", "true", "on"))
        elif tag == w("commentReference"):
            yield Comment(value(child, "id") or "")
        elif tag == w("txbxContent"):
            yield Frame(child)
        elif tag in DELETED:
            yield from _turns(child)
        elif tag == w("r"):
            own = styles.letters(child, look)
            yield from _turns(child) if own.hidden or own.struck else _pieces(child, own, look, styles)
        else:
            if tag in _PICTURES:
                yield Mark.PICTURE
            if tag == f"{_MATH}den":
                yield Run("/", letters.bold)
            yield from _pieces(child, letters, look, styles)


def _run(text: str, letters: Letters) -> Run:
    return Run(raised(text) if letters.raised else text, letters.bold)


def _turns(element: Element) -> Iterator[Piece]:
    """The new pages within text that is left out: they were there when Word set it."""
    return (Mark.TURNED for _ in element.iter(w("lastRenderedPageBreak")))
