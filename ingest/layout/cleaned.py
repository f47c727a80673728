"""Paper file -> clean pages: rubbish left out, running lines taken off, headings and places kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import NotReadNow, PaperWithoutText
from corpus.models import Page, PlacedLine, Span
from corpus.pdf.seen import Unseen
from corpus.text import counted, named_pages, readable, valid_text
from ingest.layout.broken import with_whole_words
from ingest.layout.clean import STROKES, clean, without_struck
from ingest.layout.endless import without_endless
from ingest.layout.head import Edges, HeadLine
from ingest.layout.printed import file_label
from ingest.layout.running import without_running_lines
from ingest.layout.turns import with_turns_apart
from ingest.readers.raw import Line, RawPage, Reader, Shows
from ingest.readers.rubbish import is_rubbish, is_rubbish_line
from ingest.readers.scans.ocr import INSTALL_OCR, can_read_scans


@dataclass(frozen=True, slots=True)
class ReadPages:
    """All pages with text, the numbers of those without and of those that lost lines, and how many there are.

    Blank pages are neither. `scanned` pages were read from a picture, all or some letters of them. Of those in `needing_ocr` most is a
    picture, or all, that nothing here could read: they may have no text or a little. `illegible` pages have characters that are none.
    `running` are the running headers and footers that were taken out of the pages. `cut_short` are the pages that the machine did not
    read to their end, with why: they are among those `unread`, though they may have a little text. `unseen` are the pages with words
    in their file that are left out because the page does not show them, or shows them struck through.
    `letters_unread` is about how many letters a page shows that were not read, where it shows some.
    `remarks` are those of each page that has some. `edges` are the header and footer of the first page, where its file keeps them apart.
    """

    pages: tuple[Page, ...]
    unread: tuple[int, ...]
    partly: tuple[int, ...]
    count: int
    reader: str
    running: tuple[HeadLine, ...] = ()
    scanned: tuple[int, ...] = ()
    needing_ocr: tuple[int, ...] = ()
    illegible: tuple[int, ...] = ()
    cut_short: Mapping[int, str] = field(default_factory=dict)
    remarks: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    edges: Edges = field(default_factory=Edges)
    letters_unread: Mapping[int, int] = field(default_factory=dict)
    unseen: Mapping[Unseen, tuple[int, ...]] = field(default_factory=dict)


def read_pages(path: Path, reader: Reader) -> ReadPages:
    """Clean pages of one file. Raises PaperRefused, of which NotReadNow where the machine read none of them to its end.

    Text from a font without a character map is rubbish and left out; a page that has nothing else is counted as unread.
    """
    drawn = [without_endless(page) for page in with_turns_apart(with_whole_words([_valid(page) for page in reader(path)]))]
    raw = [_without_rubbish(page) for page in drawn]
    filled = [page for page in raw if page.lines]
    cut_short = {page.number: page.cut_short for page in raw if page.cut_short}
    if not filled and cut_short:
        raise NotReadNow(f"{path.name}: {'; '.join(told_cut_short(cut_short))}.")
    if not filled:
        raise PaperWithoutText(f"{path.name}: {_why_nothing(raw)}")
    stripped = without_running_lines(filled)
    pages = tuple(_page(page, printed) for page, printed in stripped)
    read = {page.number for page in pages}
    return ReadPages(
        pages=pages,
        unread=tuple(n for page in raw if (n := page.number) in cut_short or (n not in read and page.shows is not Shows.NOTHING)),
        partly=tuple(kept.number for page, kept in zip(drawn, raw, strict=True) if kept.lines and len(kept.lines) < len(page.lines)),
        count=len(raw),
        reader=reader.name,
        running=tuple(_taken_out(filled, [page for page, _ in stripped])),
        scanned=tuple(page.number for page in filled if page.shows is Shows.PICTURE or page.pictured),
        needing_ocr=_needing_ocr(raw),
        illegible=tuple(page.number for page in filled if any("\ufffd" in line.text for line in page.lines)),
        cut_short=cut_short,
        remarks={page.number: page.remarks for page in raw if page.remarks},
        letters_unread={page.number: page.unread for page in raw if page.unread},
        edges=Edges(filled[0].header, filled[0].footer),
        unseen={why: numbers for why in Unseen if (numbers := tuple(page.number for page in raw if why in page.unseen))},
    )


def _valid(page: RawPage) -> RawPage:
    """The page in valid text without letters that a stroke is put over, whatever read it. All that is made of a paper is made of this."""
    lines = tuple(replace(line, text=valid_text(line.text)) for line in page.lines)
    if any(stroke in line.text for line in lines for stroke in STROKES):
        lines = tuple(replace(line, text=without_struck(line.text)) for line in lines)
        page = replace(page, unseen=page.unseen | {Unseen.STRUCK})
    return replace(
        page, lines=tuple(line for line in lines if line.text.strip() or line.box is None), label=page.label and valid_text(page.label)
    )


def told_cut_short(cut_short: Mapping[int, str]) -> tuple[str, ...]:
    """`pages 2 to 3: not read to the end (tesseract was killed by signal 9); the next ingest tries again`."""
    numbers: dict[str, list[int]] = {}
    for number, why in cut_short.items():
        numbers.setdefault(why, []).append(number)
    return tuple(f"{named_pages(pages)}: not read to the end ({why}); the next ingest tries again" for why, pages in numbers.items())


def _needing_ocr(pages: Iterable[RawPage]) -> tuple[int, ...]:
    return () if can_read_scans() else tuple(page.number for page in pages if page.shows is Shows.UNREAD_PICTURE)


def _why_nothing(pages: Sequence[RawPage]) -> str:
    if _needing_ocr(pages):
        return f"its pages are a scan, or in fonts that do not say which letters they draw. To have them read, {INSTALL_OCR}."
    if any(page.shows is Shows.UNREAD_PICTURE for page in pages):
        return "its pages are a scan, or pictures, in which no words could be read. Ask for the original."
    return f"none of its {counted(len(pages), 'page')} has text. Check that it is the paper you meant."


def _taken_out(pages: Iterable[RawPage], stripped: Iterable[RawPage]) -> Iterator[HeadLine]:
    """The lines that pages had before they were stripped and have no more, and those that their file keeps apart from them."""
    for page, kept in zip(pages, stripped, strict=True):
        yield from (HeadLine(readable(text), page.number) for text in (*page.header, *page.footer))
        left = {id(line) for line in kept.lines}
        yield from (HeadLine(readable(line.text), page.number) for line in page.lines if id(line) not in left)


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
        printed=printed or file_label(raw),
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
