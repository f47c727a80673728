"""Paper file -> clean pages: rubbish left out, running lines taken off, headings and places kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import PaperWithoutText
from corpus.models import Page, PlacedLine, Span
from ingest.clean import clean
from ingest.readers.raw import Line, RawPage, Reader
from ingest.rubbish import is_rubbish, is_rubbish_line
from ingest.running import without_running_lines


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
    pages = tuple(_page(page, printed) for page, printed in stripped)
    read = {page.number for page in pages}
    return ReadPages(
        pages=pages,
        unread=tuple(page.number for page in raw if page.number not in read),
        partly=tuple(kept.number for page, kept in zip(drawn, raw, strict=True) if kept.lines and len(kept.lines) < len(page.lines)),
        count=len(raw),
        reader=reader.name,
    )


def _without_rubbish(page: RawPage) -> RawPage:
    kept = tuple(line for line in page.lines if not is_rubbish_line(line.text))
    return replace(page, lines=() if is_rubbish(" ".join(line.text for line in kept)) else kept)


def _page(raw: RawPage, printed: str | None) -> Page:
    """Cleaned text with a blank line wherever space stood, the spans of heading lines in it, and where its lines stand."""
    text, headings, places = _joined(raw.lines)
    return Page(
        number=raw.number,
        text=text,
        reader=raw.reader,
        printed=printed or raw.label,
        headings=tuple(headings),
        lines=tuple(places),
    )


def _joined(lines: Iterable[Line]) -> tuple[str, Sequence[Span], Sequence[PlacedLine]]:
    parts: list[str] = []
    headings: list[Span] = []
    places: list[PlacedLine] = []
    at = 0
    for line in lines:
        text = clean(line.text)
        if line.gap_above and parts:
            parts.append("")
            at += 1
        parts.append(text)
        if line.heading and text.strip():
            headings.append(Span(at, at + len(text)))
        if line.box is not None:
            places.append(PlacedLine(at, at + len(text), line.box))
        at += len(text) + 1
    return "\n".join(parts), headings, places
