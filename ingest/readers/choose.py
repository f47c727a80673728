"""File -> the reader for it, by what the file is and not only by its ending."""

import mmap
import os
import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from corpus.errors import PaperEmpty, PaperEncrypted, PaperMislabelled, PaperTooLarge, PaperUnsupported
from corpus.files import open_file
from ingest.readers.html.reader import HtmlReader
from ingest.readers.pdf.reader import PdfReader
from ingest.readers.plain import PlainReader
from ingest.readers.raw import Reader
from ingest.readers.word.reader import WordReader


class _Kind(StrEnum):
    """What a file is by its first bytes, as a message names it."""

    PDF = "a PDF"
    ZIP = "a Word or other zip file"
    TEXT = "a text file"
    HTML = "an HTML page"
    WEB_ARCHIVE = "a web archive"
    OLD_WORD = "an old Word file"
    RTF = "an RTF file"
    PNG = "a PNG picture"
    JPEG = "a JPEG picture"


_READERS: dict[str, tuple[Callable[[], Reader], frozenset[_Kind]]] = {
    ".pdf": (PdfReader, frozenset({_Kind.PDF})),
    ".docx": (WordReader, frozenset({_Kind.ZIP})),
    ".html": (HtmlReader, frozenset({_Kind.HTML, _Kind.TEXT})),
    ".htm": (HtmlReader, frozenset({_Kind.HTML, _Kind.TEXT})),
    ".txt": (PlainReader, frozenset({_Kind.TEXT})),
    ".md": (PlainReader, frozenset({_Kind.TEXT})),
}
# What to do with files of other kinds, by their endings.
_ADVICE = {
    ".doc .docm .dot .dotx .rtf .odt .ott .pages .wpd .wps .mht .mhtml .xps .oxps": "Open it and save it as .docx or PDF.",
    ".xlsx .xls .xlsm .xlsb .ods .numbers .csv .tsv": "Open it as a spreadsheet and save the sheets that matter as PDF.",
    ".pptx .ppt .pptm .ppsx .pps .odp .key": "Open it as a presentation and save it as PDF, with its notes where they matter.",
    ".eml .msg .mbox": "Open it as mail, save what is attached to it by itself, and print the message to PDF.",
    ".zip .7z .rar .tar .gz .tgz": "Unpack it and take in the folder of its papers.",
    ".vtt .srt .sbv .ttml": "Save its words as .txt: a transcript is read, and is no minutes.",
    ".mp3 .mp4 .m4a .wav .mov .webm": "It is a recording: take in its transcript as .txt, or the minutes.",
    ".png .jpg .jpeg .tif .tiff .gif .bmp .heic .webp": "It is a picture: save it as PDF, whose pictures of text are read.",
    ".epub .xml .xhtml .tex .pub .p7m .url .webloc": "Open it and print it to PDF.",
}
_TO_SAVE = frozenset({_Kind.OLD_WORD, _Kind.RTF, _Kind.WEB_ARCHIVE})
_STARTS = {
    b"PK\x03\x04": _Kind.ZIP,
    b"PK\x05\x06": _Kind.ZIP,  # an empty one
    b"\x89PNG": _Kind.PNG,
    b"\xff\xd8\xff": _Kind.JPEG,
    b"\xd0\xcf\x11\xe0": _Kind.OLD_WORD,
    b"{\\rtf": _Kind.RTF,
    b"MIME-Version:": _Kind.WEB_ARCHIVE,
    b"From: <Saved by": _Kind.WEB_ARCHIVE,
}
_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!-->).)*-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)  # <!DOCTYPE html>
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds a Word file protected with a password
MAX_BYTES = 200 * 1024 * 1024  # the largest pack we have met is under 60 MB


def reader_for(path: Path) -> Reader:
    """The reader for this file, by its ending and its first bytes. Raises PaperRefused."""
    ending = path.suffix.lower()
    if ending not in _READERS:
        raise PaperUnsupported(
            f"{path.name}: files ending in {ending or 'nothing'} are not read. Minuted reads {', '.join(sorted(_READERS))}."
            + next((f" {advice}" for endings, advice in _ADVICE.items() if ending in endings.split()), "")
        )
    reader, taken = _READERS[ending]
    kind = _kind_of(_first_bytes(path))
    if kind is _Kind.OLD_WORD and ending == ".docx" and _is_locked(path):
        raise PaperEncrypted(f"{path.name}: it is protected with a password. Ask its owner for a copy without one.")
    if kind is not None and kind not in taken:
        advice = "Open it and save it as .docx or PDF." if kind in _TO_SAVE else "Rename it to what it is, or save it again as PDF."
        raise PaperMislabelled(f"{path.name}: it ends in {ending} but is {kind}. {advice}")
    return reader()


def _first_bytes(path: Path) -> bytes:
    with open_file(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > MAX_BYTES:
            raise PaperTooLarge(
                f"{path.name}: {size / 1024 / 1024:,.0f} MB is more than the {MAX_BYTES // 1024 // 1024} MB "
                "that Minuted takes. Split it, or save it with smaller pictures."
            )
        if size == 0:
            raise PaperEmpty(f"{path.name}: the file is empty. Download it again.")
        return file.read(1024)


def _is_locked(path: Path) -> bool:
    with open_file(path) as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(_LOCKED) >= 0


def _kind_of(start: bytes) -> _Kind | None:
    """What the first bytes say the file is, None where they do not say."""
    if b"%PDF-" in start:
        return _Kind.PDF
    for mark, kind in _STARTS.items():
        if start.startswith(mark):
            return kind
    if _PAGE_START.match(start):
        return _Kind.HTML
    return _Kind.TEXT if _looks_like_text(start) else None


def _looks_like_text(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return b"\x00" not in start and sum(byte < 9 or 13 < byte < 32 for byte in start) == 0
