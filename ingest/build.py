"""One paper, from file to passages, on one screen."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus.errors import NotReadNow, PaperWithoutText
from corpus.files import attached_to, file_sha256, refuse_undecodable
from corpus.models import (
    Page,
    Paper,
    PaperKind,
    Passage,
    RunningLine,
)
from corpus.pdf.seen import BLACKED_OUT, Unseen
from corpus.read_paper import ReadPaper
from corpus.text import counted, named_pages, readable
from ingest.abbreviations import abbreviations_in
from ingest.layout.blocks import page_to_blocks
from ingest.layout.cleaned import ReadPages, read_pages, told_cut_short
from ingest.meetings.attendance import attendance_of
from ingest.meetings.bound import bound_meetings
from ingest.meetings.meeting import describe
from ingest.passages.passage import blocks_to_passages
from ingest.readers.choose import reader_for
from ingest.readers.pdf.reader import title_in_metadata
from ingest.readers.scans.ocr import INSTALL_OCR
from ingest.register.entries import entries_of
from ingest.structure.agenda import agenda_of
from ingest.structure.parts import parts_of
from ingest.structure.placed import place_blocks
from ingest.structure.sections import structure_of

READING = 4  # raised when papers that were read before should be read again
MOST_PASSAGES = 20_000  # of one paper: twice what a pack of 1,000 pages makes
_LEFT_OUT = {
    Unseen.STRUCK: "words that are struck through were left out",
    Unseen.BLACKED_OUT: f"words are blacked out, {BLACKED_OUT} in the text; those that the file still has below were left out",
    Unseen.HIDDEN: "words of the file that the page does not show were left out",
}
_SHOWN = 40  # characters of the last of them, by which to find where they end
_MOST_REMARKED = 10  # pages of which is told what there is to say
_FEWEST_WORDS = 20  # below it two papers can have the same words by chance


def read_paper(path: Path) -> ReadPaper:
    """Read one paper whole. Raises PaperRefused with the reason where it cannot be taken."""
    refuse_undecodable(path)
    reader = reader_for(path)
    sha256 = file_sha256(path)
    read = read_pages(path, reader)
    blocks = [block for page in read.pages for block in page_to_blocks(page)]
    agenda = agenda_of(blocks)
    pdf_title = title_in_metadata(path) if path.suffix.lower() == ".pdf" else None
    has_agenda = any(entry.printed_pages for entry in agenda.entries)
    about = describe(read.pages, blocks, path.name, has_agenda=has_agenda, running=read.running, edges=read.edges, pdf_title=pdf_title)
    bound = bound_meetings(blocks, about.meeting, about.kind, [(one.at, one.entry) for one in agenda.listed])
    structure = structure_of(blocks, read.pages, about.title, about.kind, agenda, bound)
    placed = place_blocks(blocks, structure.items, about.meeting, bound, about.kind)
    made = blocks_to_passages(sha256[:16], about.title, read.pages, placed)
    passages = made[:MOST_PASSAGES]
    cut_short = told_cut_short(read.cut_short)
    attached = tuple(file.name for file in attached_to(path))
    if not passages and cut_short:
        raise NotReadNow(f"{path.name}: {'; '.join(cut_short)}.")
    if not passages:
        raise PaperWithoutText(f"{path.name}: nothing in it makes a passage. Check that it is the paper you meant.")
    paper = Paper(
        id=sha256[:16],
        sha256=sha256,
        path=str(path.absolute()),
        file=path.name,
        title=about.title,
        kind=about.kind,
        meeting=about.meeting,
        period=about.period,
        page_count=read.count,
        passage_count=len(passages),
        unread_pages=read.unread,
        reader=read.reader,
        warnings=(*about.warnings, *_reading_warnings(read), *_attached_warning(attached), *_cap_warning(made)),
        wording="" if read.unread or read.partly else wording_sha256(read.pages),
        coverage=coverage(read.pages, passages, sum(read.letters_unread.values())),
        status=about.status,
        attendance=attendance_of(blocks) if about.kind is PaperKind.MINUTES else (),
        agenda=agenda.entries,
    )
    parts = parts_of(structure.sections, about.meeting, placed, passages)
    running = tuple(RunningLine(line.page, line.text) for line in read.running)
    register = entries_of(paper, passages, parts)
    return ReadPaper(paper, read.pages, tuple(passages), parts, abbreviations_in(read.pages), register, running, cut_short, attached)


def _reading_warnings(read: ReadPages) -> Iterator[str]:
    if read.scanned:
        yield f"{named_pages(read.scanned)}: read from a picture, so check figures and names against the page"
    if read.needing_ocr:
        yield f"{named_pages(read.needing_ocr)}: a picture of text that was not read. To have it read, {INSTALL_OCR}"
    yield from told_cut_short(read.cut_short)
    if others := sorted(set(read.unread) - set(read.needing_ocr) - set(read.cut_short)):
        yield f"{named_pages(others)}: no words could be read"
    if read.illegible:
        yield f"{named_pages(read.illegible)}: characters that are not valid Unicode are shown as \ufffd"
    yield from _remarks(read.remarks)
    if drawn := sorted(set(read.letters_unread) - set(read.unread) - set(read.needing_ocr)):
        yield f"{named_pages(drawn)}: words there in pictures, or drawn as shapes, were not read"
    for why, pages in read.unseen.items():
        yield f"{named_pages(pages)}: {_LEFT_OUT[why]}"
    if read.partly:
        yield f"{named_pages(read.partly)}: lines in a font that does not say which letters it draws were left out"


def _remarks(remarks: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """What there is to say of single pages, word for word on the first of them."""
    for page in list(remarks)[:_MOST_REMARKED]:
        yield from (f"{named_pages([page])}: {remark}" for remark in remarks[page])
    if more := list(remarks)[_MOST_REMARKED:]:
        yield f"{named_pages(more)}: of these there is as much to say: look at them in the file"


def _attached_warning(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{counted(len(names), 'file')} within it, each taken in by itself or refused by its own name: {', '.join(names)}"


def _cap_warning(made: Sequence[Passage]) -> Iterator[str]:
    if len(made) > MOST_PASSAGES:
        last, beyond = made[MOST_PASSAGES - 1 : MOST_PASSAGES + 1]
        yield (
            f"from page {beyond.page} on, after “{readable(last.text)[-_SHOWN:]}”: only the first {MOST_PASSAGES:,} of its {len(made):,} "
            "passages are held, and no question finds the rest. Split it into several papers"
        )


def wording_sha256(pages: Sequence[Page]) -> str:
    """The SHA-256 of a paper's words without white space: one for two files that hold the same paper. Empty for a few words."""
    words = [word for page in pages for word in page.text.split()]
    return hashlib.sha256("".join(words).encode()).hexdigest() if len(words) >= _FEWEST_WORDS else ""


def coverage(pages: Sequence[Page], passages: Sequence[Passage], letters_unread: int = 0) -> float:
    """The share (0 to 1) of what the pages show that stands in passages: of their characters, white space aside, and unread letters."""
    inside = sum(len("".join(passage.text.split())) for passage in passages)
    return inside / max(sum(len("".join(page.text.split())) for page in pages) + letters_unread, 1)
