"""Files and folders -> papers in a store, one after another, with an outcome for each."""

from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.errors import PaperRefused
from corpus.models import Paper, ReadPaper, Refusal
from corpus.store import Store
from corpus.text import counted
from ingest.build import file_sha256
from ingest.worker import Limits, Reading, read_ahead

_CLUTTER = frozenset({"thumbs.db", "desktop.ini"})  # what file systems leave beside papers


class Result(StrEnum):
    ADDED = "added"
    REPLACED = "replaced"  # the file changed since it was last read
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"  # the same paper is held under another path
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
            return (f"{self.path.name}: the same paper is held as {self.paper.file}",)
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
    return any(part.startswith((".", "~$")) for part in file.parts) or file.name.lower() in _CLUTTER


def ingest(
    files: Sequence[Path], store: Store, on_outcome: Callable[[Outcome], None] = lambda _: None, limits: Limits | None = None
) -> list[Outcome]:
    """Take each file in. A file that is refused does not stop the others; `on_outcome` hears of each as it is done.

    Papers are read ahead in workers of their own, within `limits`, and go in one after another in the order of the files.
    Where the file of a paper changed, a copy that still holds the paper is taken in its place, whether it was named or not.
    """
    outcomes: list[Outcome] = []

    def take(these: Sequence[Path]) -> None:
        with closing(_outcomes(these, store, limits or Limits())) as found:
            for outcome in found:
                outcomes.append(outcome)
                on_outcome(outcome)

    take(files)
    take(_copies_left(store))
    return outcomes


def _copies_left(store: Store) -> list[Path]:
    """The files of copies whose papers are held no longer: they have to be taken in."""
    left = [Path(path) for path in store.catalogue.copies_left()]
    for gone in (file for file in left if not _is_there(file)):
        store.catalogue.forget_copy(str(gone))
    return [file for file in left if _is_there(file)]


def _outcomes(files: Sequence[Path], store: Store, limits: Limits) -> Generator[Outcome]:
    with closing(read_ahead(files, limits, lambda file: _known(file, store) is None)) as readings:
        for file, reading in readings:
            try:
                yield _known(file, store) or _put(file, (reading or Reading(file, limits)).result(), store)
            except PaperRefused as error:
                refusal = Refusal(path=str(file.absolute()), file=file.name, code=error.code, reason=str(error))
                store.refuse(refusal)
                yield Outcome(file, Result.REFUSED, refusal=refusal)


def _known(file: Path, store: Store) -> Outcome | None:
    """The outcome for a file that is as it was when it was last read. None: it has to be read.

    A copy has to be read, too, when the file of its paper is gone: it takes its place.
    """
    if not file.is_file():
        return None  # reading it will say why
    try:
        sha256 = file_sha256(file)
    except OSError:
        return None
    path = str(file.absolute())
    held = store.catalogue.paper_at(path)
    if held is not None:
        return Outcome(file, Result.UNCHANGED, paper=held) if held.sha256 == sha256 else None
    copied = store.catalogue.paper_copied_at(path, sha256)
    if copied is not None and _is_there(Path(copied.path)):
        return Outcome(file, Result.UNCHANGED, paper=copied)
    return None


def _put(file: Path, read: ReadPaper, store: Store) -> Outcome:
    """Hold a paper that was read, or note the file as a copy of one that is held."""
    paper = read.paper
    held = store.catalogue.paper_at(paper.path)
    same = store.catalogue.same_paper(paper)
    if same is not None and same.path != paper.path and _is_there(Path(same.path)):
        store.put_copy(paper.path, paper.file, paper.sha256, same.id)
        return Outcome(file, Result.DUPLICATE, paper=store.catalogue.paper(same.id))
    store.put(read, store.embedder.passages([passage.indexed for passage in read.passages]))
    return Outcome(file, Result.REPLACED if held else Result.ADDED, paper=store.catalogue.paper(paper.id))


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:
        return False  # its folder may not be looked into


def summary(outcomes: Sequence[Outcome]) -> str:
    """`Papers: 21 added, 2 unchanged, 1 not taken; 3,402 passages in 412 pages.`"""
    counts = Counter(outcome.result for outcome in outcomes)
    names = {Result.DUPLICATE: "held already", Result.REFUSED: "not taken"}
    parts = [f"{counts[result]} {names.get(result, result.value)}" for result in Result if counts[result]]
    passages = sum(outcome.paper.passage_count for outcome in outcomes if outcome.paper and outcome.pages_read)
    pages = sum(outcome.pages_read for outcome in outcomes)
    read = f"; {counted(passages, 'passage')} in {counted(pages, 'page')}" if passages else ""
    return f"Papers: {', '.join(parts) if parts else 'none found'}{read}."
