"""What PDFium reads on a page of a PDF -> its letters, for whoever reads the page and whoever marks words on it later."""

from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as raw_pdfium

BROKEN_WORD = "\x02"
"""The hyphen of a word broken at a line's end, as PDFium tells it from that of a compound within a line."""

_BROKEN = ord(BROKEN_WORD)  # may follow the hyphen itself
_HYPHEN = ord("-")
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)  # the halves of a letter beyond U+FFFF, which PDFium gives one by one


MISSING = "\ufffd"
"""Stands for a letter that is drawn and of which the font does not say which it is."""


class Letter(NamedTuple):  # a page has thousands: they are made in a third of the time of a dataclass
    """A letter with PDFium's number for it, by which to ask for its font and its piece of text, and its box in the page's own points.

    The box is the loose one: it has the height of the font, whatever the letter, and the scale of the page.
    """

    number: int
    text: str
    left: float
    bottom: float
    right: float
    top: float


def letters_on(text_page: pypdfium2.PdfTextPage) -> list[Letter]:
    """Each letter in the order in which PDFium reads them, white space and the ends of lines among them."""
    box, place = raw_pdfium.FS_RECTF(), raw_pdfium.FPDFText_GetLooseCharBox
    raw_page = text_page.raw  # of which pypdfium2 would ask at each letter
    letters = []
    for i, text in _texts(text_page):
        place(raw_page, i, box)
        letters.append(Letter(i, text, box.left, box.bottom, box.right, box.top))
    return letters


def _texts(text_page: pypdfium2.PdfTextPage) -> Iterator[tuple[int, str]]:
    """The second half of a letter has no turn of its own. A half without the other is left as it is: it is no letter."""
    raw_page, code_of, lacks_map = text_page.raw, raw_pdfium.FPDFText_GetUnicode, raw_pdfium.FPDFText_HasUnicodeMapError
    codes = [code_of(raw_page, i) for i in range(raw_pdfium.FPDFText_CountChars(raw_page))]
    for i, (before, code, after) in enumerate(zip([0, *codes], codes, [*codes[1:], 0], strict=False)):
        if code == 0 or lacks_map(raw_page, i) == 1:  # then the code is the number of a glyph
            yield i, MISSING
        elif code == _BROKEN:
            if before != _HYPHEN:
                yield i, BROKEN_WORD
        elif code == _HYPHEN and after == _BROKEN:
            yield i, BROKEN_WORD
        elif code in _HIGH and after in _LOW:
            yield i, (chr(code) + chr(after)).encode("utf-16", "surrogatepass").decode("utf-16")
        elif 0 < code < 0x110000 and not (code in _LOW and before in _HIGH):
            yield i, chr(code)
