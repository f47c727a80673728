"""One paper, from file to passages, on one screen."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.errors import PaperWithoutText
from corpus.models import Page, Paper, Passage, ReadPaper
from ingest.blocks import page_to_blocks
from ingest.bound import bound_meetings
from ingest.items import agenda_of, items_of
from ingest.meeting import describe
from ingest.pages import ReadPages, read_pages
from ingest.passages import blocks_to_passages, place_blocks
from ingest.readers.choose import reader_for


def read_paper(path: Path) -> ReadPaper:
    """Read one paper whole. Raises PaperRefused with the reason where it cannot be taken."""
    reader = reader_for(path)
    sha256 = file_sha256(path)
    read = read_pages(path, reader)
    blocks = [block for page in read.pages for block in page_to_blocks(page)]
    agenda = agenda_of(blocks)
    about = describe(read.pages, blocks, path.name, has_agenda=bool(agenda.items))
    bound = bound_meetings(blocks, about.meeting, about.kind, [item.title for item in agenda.items])
    placed = place_blocks(blocks, items_of(blocks, about.kind, agenda, bound), about.meeting, bound)
    passages = blocks_to_passages(sha256[:16], about.title, read.pages, placed)
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
        warnings=(*about.warnings, *_reading_warnings(read)),
        wording=wording_sha256(read.pages),
        coverage=coverage(read.pages, passages),
    )
    return ReadPaper(paper, read.pages, tuple(passages))


def _reading_warnings(read: ReadPages) -> Iterator[str]:
    if read.unread:
        yield f"pages without text that can be read: {', '.join(map(str, read.unread))}"
    if read.partly:
        yield f"pages with lines in a font that cannot be read, left out: {', '.join(map(str, read.partly))}"


def wording_sha256(pages: Sequence[Page]) -> str:
    """The SHA-256 of a paper's words without white space: one for two files that hold the same paper."""
    return hashlib.sha256("".join("".join(page.text.split()) for page in pages).encode()).hexdigest()


def coverage(pages: Sequence[Page], passages: Sequence[Passage]) -> float:
    """The share (0 to 1) of the characters of the pages, white space aside, that stand in passages."""
    inside = sum(len("".join(passage.text.split())) for passage in passages)
    return inside / max(sum(len("".join(page.text.split())) for page in pages), 1)


def file_sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
