"""File -> the reader for it, by what the file is and not only by its ending."""

from collections.abc import Callable
from pathlib import Path

from corpus.errors import PaperEmpty, PaperMislabelled, PaperTooLarge, PaperUnreadable, PaperUnsupported
from ingest.readers.pdf import PdfReader
from ingest.readers.plain import PlainReader
from ingest.readers.raw import Reader

_READERS: dict[str, Callable[[], Reader]] = {".pdf": PdfReader, ".txt": PlainReader, ".md": PlainReader}
MAX_BYTES = 200 * 1024 * 1024  # the largest pack we have met is under 60 MB


def reader_for(path: Path) -> Reader:
    """The reader for this file, by its ending and its first bytes. Raises PaperRefused."""
    ending = path.suffix.lower()
    if ending not in _READERS:
        raise PaperUnsupported(
            f"{path.name}: files ending in {ending or 'nothing'} are not read. Minuted reads {', '.join(sorted(_READERS))}."
        )
    start = _first_bytes(path)
    kind = _kind_of(start)
    if (ending == ".pdf") != (kind == "PDF") and kind is not None:
        raise PaperMislabelled(f"{path.name}: it ends in {ending} but is a {kind} file. Rename it to what it is, or save it again as PDF.")
    return _READERS[ending]()


def _first_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise PaperTooLarge(
                f"{path.name}: {size / 1024 / 1024:,.0f} MB is more than the {MAX_BYTES // 1024 // 1024} MB "
                "that Minuted takes. Split it, or save it with smaller pictures."
            )
        if size == 0:
            raise PaperEmpty(f"{path.name}: the file is empty. Download it again.")
        with path.open("rb") as stream:
            return stream.read(1024)
    except OSError as error:
        raise PaperUnreadable(
            f"{path.name}: cannot be opened ({error.strerror}). Check that it is there and that you may read it."
        ) from error


def _kind_of(start: bytes) -> str | None:
    """What the first bytes say the file is, None where they do not say."""
    if b"%PDF-" in start:
        return "PDF"
    magic = {
        b"PK\x03\x04": "Word or zip",
        b"\x89PNG": "PNG picture",
        b"\xff\xd8\xff": "JPEG picture",
        b"\xd0\xcf\x11\xe0": "old Word",
        b"{\\rtf": "RTF",
    }
    for mark, kind in magic.items():
        if start.startswith(mark):
            return kind
    if start.lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return "HTML"
    return "text" if _looks_like_text(start) else None


def _looks_like_text(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return b"\x00" not in start and sum(byte < 9 or 13 < byte < 32 for byte in start) == 0
