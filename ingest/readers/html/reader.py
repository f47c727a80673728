"""HTML files -> lines with headings, list marks and table rows. The whole file is page 1."""

import re
from importlib.metadata import version
from pathlib import Path

import lxml.etree

from corpus.errors import PaperCorrupt, PaperTooLarge
from corpus.files import file_bytes
from ingest.readers.html.body import TooDeep, paragraphs_of
from ingest.readers.paragraphs import Paragraph, lines_of
from ingest.readers.plain import decoded
from ingest.readers.raw import RawPage

_MOST_BYTES = 20 * 1024 * 1024  # the minutes of a long meeting have under 1 MB
_CHARSET = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w-]+)", re.I)  # <meta charset="windows-1252">
_CHARSETS = re.compile(r"utf-?8|windows-125\d|iso-?8859-\d+|latin-?1|us-ascii|ascii|macintosh", re.I)
_WINDOWS = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"})  # what browsers read as Windows-1252


class HtmlReader:
    name = f"lxml {version('lxml')}"

    def __call__(self, path: Path) -> list[RawPage]:
        """Raises PaperRefused: too large, damaged, or not a text file."""
        data = file_bytes(path)
        if len(data) > _MOST_BYTES:
            raise PaperTooLarge(f"{path.name}: it is larger than a page can be. Save it without pictures in it, or as PDF.")
        try:
            return [RawPage(1, lines_of(html_paragraphs(data, path.name)), self.name)]
        except (TooDeep, lxml.etree.LxmlError) as error:
            raise PaperCorrupt(f"{path.name}: the page is damaged ({error}). Save it again from the web site, or as PDF.") from error


def html_paragraphs(data: bytes, name: str) -> list[Paragraph]:
    """The paragraphs of a page of HTML, as bytes. Raises TooDeep, and what lxml raises, where it makes no page."""
    return list(paragraphs_of(_parsed(_decoded(data, name))))


def _decoded(data: bytes, name: str) -> str:
    """By the file's own mark, then by the character set it declares, then UTF-8, and Windows-1252 where that does not fit."""
    declared = _CHARSET.search(data[:4096])
    charset = declared[1].decode().lower() if declared else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or b"\x00" in data or not _CHARSETS.fullmatch(charset):
        return decoded(data, name)
    try:
        return data.decode("cp1252" if charset in _WINDOWS else charset)
    except (UnicodeDecodeError, LookupError):
        return decoded(data, name)


def _parsed(text: str) -> lxml.etree._Element | None:
    """The tree of a page, None where it has nothing in it."""
    parser = lxml.etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
    if not text.strip():
        return None
    root = lxml.etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    if any(entry.type == lxml.etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise TooDeep("its elements stand too deep within each other")
    return root
