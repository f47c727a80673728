"""A PDF page -> its characters with their boxes, turned so that its text runs to the right, in the order in which it is drawn."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import pypdfium2
import pypdfium2.raw as raw_pdfium

from corpus.pdf.letters import Letter, letters_on
from corpus.pdf.seen import BLACKED_OUT, Unseen, unseen_letters
from ingest.readers.pdf.sheet import Area, Sheet


@dataclass(slots=True)  # a page has thousands: they are made in a quarter of the time of a frozen one
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


@dataclass(frozen=True, slots=True)
class PageCharacters:
    """How a page lies, and the characters that are seen on it, first those that run the way that most do; and why others are not."""

    sheet: Sheet
    runs: list[CharacterRun]
    unseen: frozenset[Unseen]


def page_characters(page: pypdfium2.PdfPage) -> PageCharacters:
    visible, shown = Area(*page.get_bbox()), page.get_rotation()
    try:
        drawn, unseen = _shown_turned(page, 0)
        turns = [turn for turn, _ in Counter(c.turn for c in drawn if c.text.strip()).most_common()]
        runs = []
        for turn in turns:
            if turn:
                drawn, also = _shown_turned(page, turn)
                unseen |= also
            runs.append(CharacterRun(turn, list(_running(drawn, turn, visible))))
    finally:
        page.set_rotation(shown)
    return PageCharacters(Sheet(visible, shown, upright=turns[0] if turns else shown), runs, frozenset(unseen))


def _shown_turned(page: pypdfium2.PdfPage, turn: int) -> tuple[list[Character], set[Unseen]]:
    """The characters of the page in its own points, and why others are not seen. PDFium orders and parts well only upright words."""
    if page.get_rotation() != turn:
        page.set_rotation(turn)
    text_page = page.get_textpage()
    letters = letters_on(text_page)
    unseen = unseen_letters(page, text_page, letters)
    return list(_drawn(text_page, letters, unseen)), set(unseen.values())


def _drawn(text_page: pypdfium2.PdfTextPage, letters: Sequence[Letter], unseen: Mapping[int, Unseen]) -> list[Character]:
    """The characters that are seen, with one mark for words blacked out. The character before words struck through has their room, too:
    where they stand is no gap between two cells.
    """
    drawn: list[Character] = []
    last = -1  # the place in `drawn` of the character with ink before it on the line, -1 where there is none
    of: int | None = None  # the piece of text that the character before was drawn in
    bold, turn, struck = False, 0, False
    raw_page, piece_of = text_page.raw, raw_pdfium.FPDFText_GetTextObject
    for letter in letters:
        if letter.text in "\r\n":
            if letter.text == "\n":
                drawn.append(LINE_BREAK)
                last, struck = -1, False
            continue
        why = unseen.get(letter.number)
        piece = piece_of(raw_page, letter.number)
        if piece and (address := ctypes.addressof(piece.contents)) != of:
            of, bold, turn = address, _is_bold(text_page, letter.number), _turn(text_page, letter.number)
        if why is not None:
            goes_on = last >= 0 and _near(drawn[last], letter)
            if why is Unseen.BLACKED_OUT and not (goes_on and drawn[last].text == BLACKED_OUT):
                last, struck = len(drawn), False
                drawn.append(_character(BLACKED_OUT, letter, bold, turn))
            elif why is not Unseen.HIDDEN:
                struck = why is Unseen.STRUCK
                if goes_on:
                    drawn[last] = _wider(drawn[last], letter)
            continue
        if letter.text.strip():
            last, struck = len(drawn), False
        elif struck and (last < 0 or not drawn[-1].text.strip()):
            continue  # the second of the blanks around words struck through
        drawn.append(_character(letter.text, letter, bold, turn))
    return drawn


def _character(text: str, letter: Letter, bold: bool, turn: int) -> Character:
    height = letter.top - letter.bottom if turn % 180 == 0 else letter.right - letter.left
    return Character(text, letter.left, letter.bottom, letter.right, letter.top, max(height, 1.0), bold, turn)


def _near(c: Character, letter: Letter) -> bool:
    """Whether a letter stands beside a character, or a blank away."""
    across = max(c.left, letter.left) - min(c.right, letter.right)
    up = max(c.bottom, letter.bottom) - min(c.top, letter.top)
    return max(across, up) <= c.size


def _wider(c: Character, letter: Letter) -> Character:
    left, bottom = min(c.left, letter.left), min(c.bottom, letter.bottom)
    return replace(c, left=left, bottom=bottom, right=max(c.right, letter.right), top=max(c.top, letter.top))


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
