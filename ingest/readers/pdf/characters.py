"""A PDF page -> its characters with their boxes, turned so that its text runs to the right, in the order in which it is drawn."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import pypdfium2
import pypdfium2.raw as raw_pdfium

from corpus.pdf.letters import letters_on
from ingest.readers.pdf.sheet import Area, Sheet


@dataclass(frozen=True, slots=True)
class Character:
    """A character (of a scan, a word) with its box in points. A line break has no box.

    `turn` is the turn, in degrees clockwise, that makes it run to the right.
    """

    text: str
    left: float = 0
    bottom: float = 0
    right: float = 0
    top: float = 0
    size: float = 10
    bold: bool = False
    turn: int = 0


LINE_BREAK = Character("\n")


@dataclass(frozen=True, slots=True)
class CharacterRun:
    """Characters that run one way, in points turned by `turn` so that they run to the right."""

    turn: int
    characters: list[Character]


def page_characters(page: pypdfium2.PdfPage) -> tuple[Sheet, list[CharacterRun]]:
    """How the page lies, and the characters that can be seen on it: first those that run the way that most do."""
    visible, shown = Area(*page.get_bbox()), page.get_rotation()
    try:
        drawn = _shown_turned(page, 0)
        turns = [turn for turn, _ in Counter(c.turn for c in drawn if c.text.strip()).most_common()]
        runs = [CharacterRun(turn, list(_running(drawn if turn == 0 else _shown_turned(page, turn), turn, visible))) for turn in turns]
    finally:
        page.set_rotation(shown)
    return Sheet(visible, shown, upright=turns[0] if turns else shown), runs


def _shown_turned(page: pypdfium2.PdfPage, turn: int) -> list[Character]:
    """The characters of the page in its own points. PDFium orders and parts well only words that are displayed upright."""
    if page.get_rotation() != turn:
        page.set_rotation(turn)
    return list(_drawn(page.get_textpage()))


def _drawn(text_page: pypdfium2.PdfTextPage) -> Iterator[Character]:
    box = raw_pdfium.FS_RECTF()
    of: int | None = None  # the piece of text that the character before was drawn in
    bold, turn = False, 0
    for i, text in letters_on(text_page):
        if text in "\r\n":
            if text == "\n":
                yield LINE_BREAK
            continue
        # The loose box has the height of the font, whatever the letter, and the scale of the page.
        raw_pdfium.FPDFText_GetLooseCharBox(text_page, i, box)
        piece = raw_pdfium.FPDFText_GetTextObject(text_page, i)
        if piece and (address := ctypes.addressof(piece.contents)) != of:
            of, bold, turn = address, _is_bold(text_page, i), _turn(text_page, i)
        height = box.top - box.bottom if turn % 180 == 0 else box.right - box.left
        yield Character(text, box.left, box.bottom, box.right, box.top, max(height, 1.0), bold, turn)


def _is_bold(text_page: pypdfium2.PdfTextPage, i: int) -> bool:
    name = ctypes.create_string_buffer(128)
    raw_pdfium.FPDFText_GetFontInfo(text_page, i, name, len(name), None)
    return b"Bold" in name.value or b"Black" in name.value or raw_pdfium.FPDFText_GetFontWeight(text_page, i) >= 600


def _turn(text_page: pypdfium2.PdfTextPage, i: int) -> int:
    """PDFium gives the angle clockwise, in radians; slanted letters count as upright."""
    angle = raw_pdfium.FPDFText_GetCharAngle(text_page, i)
    return -round(math.degrees(angle) / 90) * 90 % 360


def _running(drawn: Iterable[Character], turn: int, visible: Area) -> Iterator[Character]:
    """The characters that run one way, turned, without the words that are wholly beyond the edge of the page."""
    own = (c for c in drawn if c is LINE_BREAK or c.turn == turn)
    for is_word, group in groupby(own, key=lambda c: bool(c.text.strip())):
        characters = list(group)
        if is_word and all(_is_beyond(c, visible) for c in characters):
            continue
        yield from characters if turn == 0 else (_turned(c, turn) for c in characters)


def _is_beyond(c: Character, visible: Area) -> bool:
    return c.right < visible.left or c.left > visible.right or c.top < visible.bottom or c.bottom > visible.top


def _turned(c: Character, turn: int) -> Character:
    area = Area(c.left, c.bottom, c.right, c.top).turned(turn)
    return c if c is LINE_BREAK else replace(c, left=area.left, bottom=area.bottom, right=area.right, top=area.top)
