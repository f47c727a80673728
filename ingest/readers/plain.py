"""Text and Markdown files -> lines. A form feed begins a new page; without one the whole file is page 1."""

import re
from importlib.metadata import version
from pathlib import Path

from corpus.errors import PaperMislabelled
from corpus.files import file_bytes
from corpus.text import unix_newlines
from ingest.readers.raw import Line, RawPage

_MARKED_HEADING = re.compile(r"[ \t]*(?:#{1,6}[ \t]+\S|\*\*[^*\n]{2,120}\*\*[ \t]*$)")  # ## Work programme ; **Recommendation**


class PlainReader:
    name = f"plain {version('minuted')}"

    def __call__(self, path: Path) -> list[RawPage]:
        pages = unix_newlines(decoded(file_bytes(path), path.name)).split("\f")
        return [RawPage(number, _lines(page), self.name) for number, page in enumerate(pages, start=1)]


def _lines(page: str) -> tuple[Line, ...]:
    if not page.strip():
        return ()
    return tuple(Line(line, heading=_MARKED_HEADING.match(line) is not None) for line in page.split("\n"))


def decoded(data: bytes, name: str) -> str:
    """UTF-8, UTF-16 with its mark, or else Windows-1252, which older council systems write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise PaperMislabelled(f"{name}: it is not a text file. Rename it to what it is, or save it again as PDF.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
