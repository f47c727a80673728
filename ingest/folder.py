"""Files and folders -> papers in a store, one after another, with an outcome for each."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.errors import PaperCorrupt, PaperRefused
from corpus.models import Paper, ReadPaper, Refusal
from corpus.store import Store
from corpus.text import counted
from ingest.build import file_sha256, read_paper

log = logging.getLogger(__name__)

_CLUTTER = frozenset({"thumbs.db", "desktop.ini"})  # what file systems leave beside papers


class Result(StrEnum):
    ADDED = "added"
    REPLACED = "replaced"  # the file changed since it was last read
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"  # the same file is held under another path
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `paper` is what is held now, `refusal` why nothing is."""

    path: Path
    result: Result
    paper: Paper | None = None
    refusal: Refusal | None = None

    @property
    def pages_read(self) -> int:
        return self.paper.page_count if self.paper and self.result in (Result.ADDED, Result.REPLACED) else 0

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a user has to know of this file; a paper taken without trouble needs no line."""
        if self.refusal is not None:
            return (f"Not taken: {self.refusal.reason}",)
        if self.paper is None or self.result is Result.UNCHANGED:
            return ()
        if self.result is Result.DUPLICATE:
            return (f"{self.path.name}: the same file is held as {self.paper.file}",)
        return tuple(f"{self.path.name}: {warning}" for warning in self.paper.warnings)


def papers_in(paths: Sequence[Path]) -> list[Path]:
    """The files named, and all files of the folders named, in a fixed order. Hidden files of folders are left out."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if file.is_file() or file.is_symlink())
            found.update((file, None) for file in inside if not _is_clutter(file.relative_to(path)))
        else:
            found[path] = None
    return list(found)


def _is_clutter(file: Path) -> bool:
    return any(part.startswith(".") for part in file.parts) or file.name.lower() in _CLUTTER


def ingest(files: Sequence[Path], store: Store, on_outcome: Callable[[Outcome], None] = lambda _: None) -> list[Outcome]:
    """Take each file in. A file that is refused does not stop the others; `on_outcome` hears of each as it is done."""
    outcomes: list[Outcome] = []
    for outcome in _outcomes(files, store):
        outcomes.append(outcome)
        on_outcome(outcome)
    return outcomes


def _outcomes(files: Sequence[Path], store: Store) -> Iterator[Outcome]:
    for file in files:
        try:
            yield _take(file, store)
        except PaperRefused as error:
            refusal = Refusal(path=str(file.absolute()), file=file.name, code=error.code, reason=str(error))
            store.refuse(refusal)
            yield Outcome(file, Result.REFUSED, refusal=refusal)


def _take(file: Path, store: Store) -> Outcome:
    path = str(file.absolute())
    held = store.catalogue.paper_at(path)
    if file.is_file() and held is not None and _unchanged(file, held):
        return Outcome(file, Result.UNCHANGED, paper=held)
    read = _read(file)
    same = store.catalogue.paper(read.paper.id)
    if same is not None and same.path != path and Path(same.path).exists():
        if held is not None:
            store.remove(held.id)  # the file is no longer that paper
        return Outcome(file, Result.DUPLICATE, paper=same)
    vectors = store.embedder.passages([passage.indexed for passage in read.passages])
    store.put(read, vectors)
    return Outcome(file, Result.REPLACED if held else Result.ADDED, paper=read.paper)


def _read(file: Path) -> ReadPaper:
    """Read a paper. A fault of ours or of a library on one damaged file is a refusal of that file, with its trace in the log."""
    try:
        return read_paper(file)
    except PaperRefused:
        raise
    except Exception as error:
        log.exception("%s could not be read", file)
        raise PaperCorrupt(f"{file.name}: reading it failed ({type(error).__name__}). It may be damaged; download it again.") from error


def _unchanged(file: Path, held: Paper) -> bool:
    try:
        return file_sha256(file) == held.sha256
    except OSError:
        return False  # reading it will say why


def summary(outcomes: Sequence[Outcome]) -> str:
    """`Papers: 21 added, 2 unchanged, 1 not taken; 3,402 passages in 412 pages.`"""
    counts = Counter(outcome.result for outcome in outcomes)
    names = {Result.DUPLICATE: "held already", Result.REFUSED: "not taken"}
    parts = [f"{counts[result]} {names.get(result, result.value)}" for result in Result if counts[result]]
    passages = sum(outcome.paper.passage_count for outcome in outcomes if outcome.paper and outcome.pages_read)
    pages = sum(outcome.pages_read for outcome in outcomes)
    read = f"; {counted(passages, 'passage')} in {counted(pages, 'page')}" if passages else ""
    return f"Papers: {', '.join(parts) if parts else 'none found'}{read}."
