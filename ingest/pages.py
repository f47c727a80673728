"""Paper file -> pages. Chooses the reader by what the file is, and refuses what none can read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import PaperEmpty, PaperMislabelled, PaperTooLarge, PaperUnreadable, PaperUnsupported, PaperWithoutText
from corpus.models import Page, Span
from ingest.clean import clean
from ingest.pdf import PdfReader
from ingest.plain import PlainReader
from ingest.raw import Line, RawPage, Reader
from ingest.running import without_running_lines

_READERS: dict[str, Callable[[], Reader]] = {".pdf": PdfReader, ".txt": PlainReader, ".md": PlainReader}
MAX_BYTES = 200 * 1024 * 1024  # the largest pack we have met is under 60 MB


@dataclass(frozen=True, slots=True)
class ReadPages:
    """All pages with text, the numbers of those without and of those that lost lines, and how many there are."""

    pages: tuple[Page, ...]
    unread: tuple[int, ...]
    partly: tuple[int, ...]
    count: int
    reader: str


def read_pages(path: Path, reader: Reader) -> ReadPages:
    """Clean pages of one file. Raises PaperRefused.

    Text from a font without a character map is rubbish and left out; a page that has nothing else is counted as unread.
    """
    drawn = reader(path)
    raw = [_without_rubbish(page) for page in drawn]
    readable = [page for page in raw if page.lines]
    if not readable:
        raise PaperWithoutText(
            f"{path.name}: none of its {len(raw)} pages has text that can be read. It is a scan, or its fonts do not "
            "say which letters they draw. Ask for the original, or run it through OCR first."
        )
    stripped = without_running_lines(readable)
    pages = tuple(_page(page, printed, reader.name) for page, printed in stripped)
    read = {page.number for page in pages}
    return ReadPages(
        pages=pages,
        unread=tuple(page.number for page in raw if page.number not in read),
        partly=tuple(kept.number for page, kept in zip(drawn, raw, strict=True) if kept.lines and len(kept.lines) < len(page.lines)),
        count=len(raw),
        reader=reader.name,
    )


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


# Words that hardly any page of English prose is without.
_COMMON = frozenset(
    "the of and to in a for is on that by with be as at from was are this it or an has have were will not".split(),
)


def is_rubbish(text: str) -> bool:
    """Whether a page's characters are not words: `7KH URDGV ZHUH VZHSW` from a font without a character map.

    Pages of tables and forms have few common words; they pass because they have digits or plain short words.
    """
    letters = [c for c in text if c.isalpha()]
    if len(text.split()) < 40 or len(letters) < 150:
        return len(text.strip()) < 4
    vowels = sum(c in "aeiouAEIOU" for c in letters) / len(letters)
    common = sum(word.lower().strip(".,;:()") in _COMMON for word in text.split()) / len(text.split())
    return common < 0.01 and not 0.25 < vowels < 0.55


_NOISE = frozenset("._-–—=*•|…·")  # dotted and dashed lines are no letters, but no rubbish either


def is_rubbish_line(text: str) -> bool:
    """Whether a line is signs where words should be: `$ - #- - # $ >>- - +,+=`."""
    signs = [c for c in text if not c.isspace()]
    odd = [c for c in signs if not c.isalnum() and c not in _NOISE]
    return (
        len(signs) >= 8
        and len(set(odd)) >= 3
        and sum(c.isalpha() for c in signs) < 0.2 * len(signs)
        and sum(c.isalnum() for c in signs) < 0.5 * len(signs)
    )


def _without_rubbish(page: RawPage) -> RawPage:
    kept = tuple(line for line in page.lines if not is_rubbish_line(line.text))
    return replace(page, lines=() if is_rubbish(" ".join(line.text for line in kept)) else kept)


def _page(raw: RawPage, printed: str | None, reader: str) -> Page:
    """Cleaned text with a blank line wherever space stood, and the spans of heading lines in it."""
    text, headings = _joined(raw.lines)
    return Page(number=raw.number, text=text, reader=reader, printed=printed or raw.label, headings=tuple(headings))


def _joined(lines: Iterable[Line]) -> tuple[str, Sequence[Span]]:
    parts: list[str] = []
    headings: list[Span] = []
    at = 0
    for line in lines:
        text = clean(line.text)
        if line.gap_above and parts:
            parts.append("")
            at += 1
        parts.append(text)
        if line.heading and text.strip():
            headings.append(Span(at, at + len(text)))
        at += len(text) + 1
    return "\n".join(parts), headings
