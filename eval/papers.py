"""Papers -> what is checked against: their pages and passages as ingest reads them, without a store or a model.

What was read of a file is kept under a name made of its content, its name and the code that reads papers, as stores are
(eval/stores.py), so a file is read once until one of them changes.
"""

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath

from pydantic import TypeAdapter, ValidationError

from corpus.errors import PaperRefused
from corpus.files import composed, file_bytes
from corpus.models import Page, Passage
from corpus.read_paper import ReadPaper
from eval.errors import PapersUnusable
from eval.stores import code_of_rooms, files_in, key_of
from eval.wording import as_printed, found_in
from ingest.worker import Limits, read_ahead

log = logging.getLogger(__name__)

_READ = TypeAdapter(ReadPaper)


class PageWords:
    """A page as it is searched for quotes: its words as printed, where each passage stands in them, and its running lines."""

    def __init__(self, page: Page, running: Sequence[str], passages: Sequence[Passage]) -> None:
        self.number = page.number
        self.words = as_printed(page.text)
        self._running = [line for line in map(as_printed, running) if line]
        self._passages = passages

    @cached_property
    def _placed(self) -> tuple[tuple[int, int, Passage], ...]:
        """Start and end of each passage in `words`, in order. Markup that a passage cuts in two may leave it without a place."""
        placed, at = [], 0
        for passage in self._passages:
            words = as_printed(passage.text)
            if words and (start := self.words.find(words, at)) >= 0:
                at = start + len(words)
                placed.append((start, at, passage))
        return tuple(placed)

    def passages_with(self, words: str) -> tuple[Passage, ...] | None:
        """The passages that words, as printed, stand in or reach into, wherever on the page they stand; None where they do not."""
        found = [(at, at + len(wanted)) for wanted in self._wordings(words) for at in found_in(self.words, wanted)]
        if not found:
            return None
        return tuple(passage for start, end, passage in self._placed if any(a < end and start < b for a, b in found))

    def _wordings(self, words: str) -> tuple[str, ...]:
        """Words, and what is left of them without running lines at their edges: a reader of files may give a page with its header."""
        left = words
        while line := next((line for line in self._running if left.startswith(line) or left.endswith(line)), None):
            left = (left[len(line) :] if left.startswith(line) else left[: -len(line)]).strip()
        return (words, left) if left != words else (words,)


@dataclass(frozen=True)
class CheckedPaper:
    """A paper that answers are checked against."""

    read: ReadPaper

    @property
    def file(self) -> str:
        return self.read.paper.file

    @cached_property
    def pages(self) -> Mapping[int, PageWords]:
        """The pages with text by number. A first page may carry the running header of the others as its own heading, too."""
        everywhere = list(dict.fromkeys(line.text for line in self.read.running if not line.text.isdecimal()))
        numbers = {line.page: line.text for line in self.read.running if line.text.isdecimal()}
        passages: dict[int, list[Passage]] = {}
        for passage in self.read.passages:
            passages.setdefault(passage.page, []).append(passage)
        return {
            page.number: PageWords(page, [*everywhere, numbers.get(page.number, "")], passages.get(page.number, ()))
            for page in self.read.pages
        }


class Papers:
    """The papers that answers are checked against, by the name of their file, and those refused with the reason."""

    def __init__(self, read: Sequence[ReadPaper], refused: Mapping[str, str] | None = None) -> None:
        self.all = tuple(CheckedPaper(one) for one in read)
        self.refused = refused or {}
        self._by_file: dict[str, list[CheckedPaper]] = {}
        for paper in self.all:
            self._by_file.setdefault(composed(paper.file), []).append(paper)

    def named(self, file: str) -> tuple[CheckedPaper, ...]:
        """The papers of that name; folders before it are left aside, and papers in several folders may share one."""
        return tuple(self._by_file.get(composed(PurePath(file.replace("\\", "/")).name), ()))


def papers_to_read(papers: Sequence[Path], kept: Path) -> Papers:
    """Read the papers of the files and folders named, or take what was kept of them. Raises PapersUnusable where none can be read."""
    code = key_of(code_of_rooms()).encode()
    read: list[ReadPaper] = []
    refused: dict[str, str] = {}
    todo: Sequence[Path] = files_in(papers)
    while todo:
        attached: list[Path] = []
        for file, one, within in _each({file: _key(file, code) for file in todo}, kept / "papers"):
            attached += within
            if isinstance(one, ReadPaper):
                read.append(one)
            else:
                refused[file.name] = str(one)
        todo = attached
    if not read:
        why = f" The first: {next(iter(refused.values()))}" if refused else ""
        raise PapersUnusable(f"There are no papers to check against in {', '.join(map(str, papers))}.{why}")
    return Papers(read, refused)


def _each(keys: Mapping[Path, str], kept: Path) -> Iterator[tuple[Path, ReadPaper | PaperRefused, Sequence[Path]]]:
    """Each file in order with what was kept of it, or else read of it now, in a worker with limits, and the files within it."""
    held = {file: _held(kept / f"{key}.json", file) for file, key in keys.items()}
    with closing(read_ahead(list(keys), Limits(), lambda file: held[file] is None)) as readings:
        for file, reading in readings:
            if reading is None:
                kept_of = held[file]
                assert kept_of is not None  # it is read where nothing is held
                yield file, kept_of, [file / name for name in kept_of.attached]
                continue
            try:
                read = _slim(reading.result())
            except PaperRefused as error:
                yield file, error, reading.attached
                continue
            _keep(kept / f"{keys[file]}.json", read)
            yield file, read, reading.attached


def _slim(read: ReadPaper) -> ReadPaper:
    """What is checked against: where on the page lines stand is not."""
    pages = tuple(replace(page, lines=(), headings=()) for page in read.pages)
    return replace(read, pages=pages, parts=(), abbreviations=())


def _key(file: Path, code: bytes) -> str:
    try:
        return key_of([file.name.encode(), file_bytes(file), code])
    except PaperRefused:
        return "unreadable"  # reading it says why


def _held(kept: Path, file: Path) -> ReadPaper | None:
    try:
        read = _READ.validate_json(kept.read_bytes())
    except OSError:
        return None
    except ValidationError:
        log.warning("%s is damaged, so the paper is read again", kept)
        return None
    return replace(read, paper=replace(read.paper, path=str(file.absolute()), file=file.name))


def _keep(kept: Path, read: ReadPaper) -> None:
    """Written under another name first: a run that is stopped leaves no half of one."""
    with suppress(OSError):  # no room is no reason not to check
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_bytes(_READ.dump_json(read))
        part.replace(kept)
