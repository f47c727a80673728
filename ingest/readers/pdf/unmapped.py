"""Letters that a font draws without saying which they are -> letters, by the names of their glyphs.

The ligatures fi, fl and ffi lack their letters most often. Names stand in the font's own table of differences or in its program: `fi`,
`f_f_i`. What no name tells stays U+FFFD.
"""

import logging
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.encodingdb import name2unicode
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import CFFFont, PDFFont, Type1FontHeaderParser
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfplumber.page import Page

from corpus.files import open_file
from corpus.pdf.letters import MISSING
from ingest.readers.pdf.characters import Character

log = logging.getLogger(__name__)

_NEAR = 0.25  # of a letter's height, within which the place of a glyph is its own


@dataclass(frozen=True, slots=True)
class _Glyph:
    """The letters that a glyph's name says, and where the glyph begins, in the page's own points."""

    letters: str
    x: float
    y: float


class GlyphNames:
    """The names of the glyphs of one PDF. The file is opened when the first page lacks letters."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened = ExitStack()

    def with_named_letters(self, characters: Sequence[Character], index: int) -> Sequence[Character]:
        """The characters of a page (counted from 0) that runs upright, with letters that lacked and that the names of their glyphs tell."""
        if all(c.text != MISSING for c in characters):
            return characters
        try:
            glyphs = _named_glyphs(self._pages[index] if self._pages else self._open([index + 1])[0])
        except Exception as error:  # pdfminer raises its own errors, ValueError, TypeError and more on a damaged font
            log.warning("%s, page %s: the names of glyphs could not be read (%s)", self._path.name, index + 1, error)
            return characters
        return [replace(c, text=_letters_at(c, glyphs) or c.text) if c.text == MISSING else c for c in characters]

    @cached_property
    def _pages(self) -> list[Page]:
        """All pages, or none where one of them is damaged: then each is opened by itself."""
        try:
            return self._open(None)
        except Exception:  # as above
            return []

    def _open(self, pages: list[int] | None) -> list[Page]:
        file = self._opened.enter_context(open_file(self._path))
        return self._opened.enter_context(pdfplumber.open(file, pages=pages)).pages

    def close(self) -> None:
        with suppress(Exception):  # pdfplumber looks at the pages once more
            self._opened.close()


def _letters_at(c: Character, glyphs: Sequence[_Glyph]) -> str | None:
    own = (g for g in glyphs if abs(g.x - c.left) < _NEAR * c.size and c.bottom <= g.y <= c.top)
    nearest = min(own, key=lambda g: abs(g.x - c.left), default=None)
    return nearest.letters if nearest else None


def _named_glyphs(page: Page) -> list[_Glyph]:
    fonts = _Fonts(caching=False)
    device = _Glyphs(fonts)
    PDFPageInterpreter(fonts, device).render_contents(page.page_obj.resources, page.page_obj.contents)
    return device.found


class _Fonts(PDFResourceManager):
    """Fonts with what the file says of them, which pdfminer's do not keep."""

    def get_font(self, objid: object, spec: Mapping[str, Any]) -> PDFFont:
        font = super().get_font(objid, spec)
        vars(font)["spec"] = spec
        return font


class _Glyphs(PDFTextDevice):
    """Where a page draws glyphs whose names say a letter that their font's map does not."""

    def __init__(self, rsrcmgr: Any) -> None:
        super().__init__(rsrcmgr)
        self.found: list[_Glyph] = []
        self._names = cache(glyph_letters)

    def render_char(self, matrix: Any, font: PDFFont, fontsize: float, scaling: float, _: float, cid: int, *__: Any) -> float:
        letters = self._names(font).get(cid)
        if letters is not None and not _is_mapped(font, cid):
            self.found.append(_Glyph(_PLAIN.get(letters, letters), matrix[4], matrix[5]))
        width: float = font.char_width(cid) or font.widths.get(letters or "", 0) * font.hscale  # of fonts that all readers have, by letter
        return width * fontsize * scaling


def _is_mapped(font: PDFFont, cid: int) -> bool:
    unicode_map = getattr(font, "unicode_map", None)
    try:
        letters: str = unicode_map.get_unichr(cid) if unicode_map is not None else ""
    except KeyError:
        return False
    return letters != "" and MISSING not in letters and letters.isprintable()


def glyph_letters(font: PDFFont) -> Mapping[int, str]:
    """The letters that the names of a font's glyphs say, by the glyphs' numbers in the text. Signs that no name tells are left out."""
    named = {**_program_names(font), **_differences(font)}
    return {cid: letters for cid, name in named.items() if (letters := _letters_of(name))}


def _letters_of(name: str) -> str | None:
    """`f_f_i` -> `ffi`, `fi` -> `ﬁ`; `g123` says nothing. A program of Type 1 gives the letters themselves."""
    try:
        letters = name2unicode(name) if name.isascii() else name
    except (KeyError, ValueError):
        return None
    return letters if letters.isalpha() else None


_PLAIN = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}


def _differences(font: PDFFont) -> dict[int, str]:
    encoding = resolve1(vars(font).get("spec", {}).get("Encoding"))
    named: dict[int, str] = {}
    code = 0
    for one in resolve1(encoding.get("Differences", [])) if isinstance(encoding, dict) else []:
        if isinstance(one, int):
            code = one
        elif isinstance(one, PSLiteral):
            named[code] = str(one.name)
            code += 1
    return named


def _program_names(font: PDFFont) -> dict[int, str]:
    """The names that the font's own program gives: of Type 1 and CFF by the codes of its text, of glyphs numbered in the text by these."""
    descriptor = font.descriptor
    if (stream := resolve1(descriptor.get("FontFile"))) is not None:
        parser = Type1FontHeaderParser(BytesIO(stream.get_data()[: stream.get("Length1", 0) or None]))
        return {code: letters for code, letters in parser.get_encoding().items() if letters}
    if (stream := resolve1(descriptor.get("FontFile3"))) is not None:
        program = CFFFont(font.fontname or "", BytesIO(stream.get_data()))
        names = {gid: name.decode("latin-1") if isinstance(name, bytes) else str(name) for gid, name in program.gid2name.items()}
        numbers = {gid: gid for gid in names} if font.is_multibyte() else program.code2gid
        return {code: names[gid] for code, gid in numbers.items() if gid in names}
    if (stream := resolve1(descriptor.get("FontFile2"))) is not None and font.is_multibyte():
        return dict(enumerate(_post_names(stream.get_data())))
    return {}


def _post_names(program: bytes) -> list[str]:
    """The names in the `post` table of a TrueType font, by the numbers of its glyphs; "" for the 258 that go without saying."""
    records = [program[at : at + 16] for at in range(12, 12 + 16 * int.from_bytes(program[4:6]), 16)]
    tables = {record[:4]: int.from_bytes(record[8:12]) for record in records}
    at = tables.get(b"post")
    if at is None or program[at : at + 4] != b"\x00\x02\x00\x00":
        return []
    count = int.from_bytes(program[at + 32 : at + 34])
    places = [int.from_bytes(program[at + 34 + 2 * n : at + 36 + 2 * n]) for n in range(count)]
    names: list[str] = []
    at += 34 + 2 * count
    while len(names) <= max(places, default=0) - _USUAL and at < len(program):
        names.append(program[at + 1 : at + 1 + program[at]].decode("latin-1"))
        at += 1 + program[at]
    return [names[place - _USUAL] if 0 <= place - _USUAL < len(names) else _USUAL_LIGATURES.get(place, "") for place in places]


_USUAL = 258  # the names of the Macintosh's own order, of which these two are ligatures
_USUAL_LIGATURES = {192: "fi", 193: "fl"}
