"""Files and folders -> papers in a store, with an outcome for each."""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Thread

from corpus.embedding.late_interaction import Embedded
from corpus.errors import NotReadNow, PaperRefused, PaperUnstorable, is_of_the_paper
from corpus.files import shown_path
from corpus.models import Paper, Refusal
from corpus.read_paper import ReadPaper
from corpus.store.catalogue.files import FileState
from corpus.store.store import Store
from corpus.text import counted
from ingest.changes import Changes, is_gone, is_there
from ingest.worker import Limits, Reading, read_ahead

_CLUTTER = frozenset({"thumbs.db", "desktop.ini"})  # what file systems leave beside papers
# Passages that are embedded together: with fewer, batches are of texts of less like length. The first are fewer: nothing is
# embedded before they are read.
_FIRST_TOGETHER, _TOGETHER = 64, 512


class Result(StrEnum):
    ADDED = "added"
    REPLACED = "replaced"  # the file changed since it was last read
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"  # the same paper is held under another path
    REFUSED = "refused"
    GONE = "gone"  # the file is there no longer, its paper is still held
    REMOVED = "removed"  # the file is there no longer, nor is its paper


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `paper` is what is held now, `refusal` why it could not be read and what is held of it still."""

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
            return (f"Not taken: {self.refusal.told}",)
        if self.result is Result.GONE:
            return (f"{self.path.name}: the file is gone from {self.path.parent}, its paper is still held. To take it out, add --prune",)
        if self.result is Result.REMOVED:
            return (f"{self.path.name}: the file is gone from {self.path.parent}, its paper is taken out",)
        if self.paper is None or self.result is Result.UNCHANGED:
            return ()
        if self.result is Result.DUPLICATE:
            return (f"{self.path.name}: the same paper is held as {self.paper.file}",)
        return tuple(f"{self.path.name}: {warning}" for warning in self.paper.warnings)


def papers_in(paths: Sequence[Path]) -> list[Path]:
    """The files named, and all in the folders named, in a fixed order, also what is no file and will be refused; not the hidden."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if not file.is_dir() or file.is_symlink())
            found.update((file, None) for file in inside if not _is_clutter(file.relative_to(path)))
        else:
            found[path] = None
    return list(found)


def _is_clutter(file: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in file.parts) or file.name.lower() in _CLUTTER


def ingest(
    files: Sequence[Path],
    store: Store,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
    limits: Limits | None = None,
    on_read: Callable[[Path], None] = lambda _: None,
) -> list[Outcome]:
    """Take each file in. A file that is refused does not stop the others; `on_outcome` hears of each as it is done.

    `on_read` hears of each as it is read: several small papers are embedded together, and are done all at once after that.

    Papers are read ahead in workers of their own, within `limits`, while those before them are embedded, and go in one after
    another in the order of the files: whenever this stops, each is held wholly or as it was before.
    What is attached to a PDF is taken in after the files named, each as a file of its own: `pack.pdf/Finance.pdf`.
    Where the file of a paper changed, a copy that still holds the paper is taken in its place, whether it was named or not.
    """
    outcomes: list[Outcome] = []

    def take(these: Sequence[Path]) -> list[Path]:
        attached: list[Path] = []
        with store.catalogue.legible(), closing(_outcomes(these, store, limits or Limits(), on_read, attached)) as found:
            for outcome in found:
                outcomes.append(outcome)
                on_outcome(outcome)
        return attached

    todo = files
    while todo:
        todo = take(todo)
    take(_copies_left(store))
    return outcomes


def missing_from(folders: Sequence[Path], store: Store, *, prune: bool = False) -> list[Outcome]:
    """Files that were read from these folders and are there no longer; with `prune` their papers are taken out.

    A folder without any file is not pruned: it is more likely a disk that is not there.
    """
    outcomes: list[Outcome] = []
    for folder in folders:
        there = {shown_path(file) for file in papers_in([folder])}
        for path in [Path(path) for path in store.catalogue.paths() if Path(path).is_relative_to(shown_path(folder))]:
            if str(path) in there or not is_gone(path):
                continue
            paper = store.catalogue.paper_at(str(path))
            if paper is None:  # a copy, or a file that was not taken: nothing is held of it
                store.catalogue.forget_file(str(path))
            elif prune and there:
                store.remove(paper.id)
                outcomes.append(Outcome(path, Result.REMOVED))
            else:
                outcomes.append(Outcome(path, Result.GONE, paper=paper))
    return outcomes


def _copies_left(store: Store) -> list[Path]:
    """The files of copies that have to be taken in: their papers are held no longer, or from files that can be read no more."""
    left = [Path(path) for path in (*store.catalogue.copies_left(), *store.catalogue.copies_of_refused())]
    for gone in (file for file in left if not is_there(file)):
        store.catalogue.forget_file(str(gone))
    return [file for file in left if is_there(file)]


def _outcomes(
    files: Sequence[Path], store: Store, limits: Limits, on_read: Callable[[Path], None], attached: list[Path]
) -> Generator[Outcome]:
    """The outcome of each file in order, and in `attached` the files within them. Papers wait until enough can be embedded together."""
    changes = Changes(store.catalogue)
    loading = Thread(target=store.embedder.load, name="load-model", daemon=True)

    def has_to_be_read(file: Path) -> bool:
        if _known(file, changes) is not None:
            return False
        if loading.ident is None:
            loading.start()  # the model loads while the first papers are read
        return True

    waiting: list[tuple[Path, ReadPaper | Outcome]] = []
    together = _FIRST_TOGETHER
    with closing(read_ahead(files, limits, has_to_be_read)) as readings:
        for file, reading in readings:
            known = _known(file, changes)
            if known is None:
                reading = reading or Reading(file, limits)
                waiting.append((file, _read(file, reading, store, changes)))
                attached += reading.attached
                _forget_detached(file, reading.attached, store, changes)
            else:
                waiting.append((file, known))
                attached += changes.attached_to(file)
            on_read(file)
            papers = [one for _, one in waiting if isinstance(one, ReadPaper)]
            if not papers or sum(len(paper.passages) for paper in papers) >= together:
                yield from _put_all(waiting, store, changes)
                together = min(2 * together, _TOGETHER) if papers else together
                waiting.clear()
        yield from _put_all(waiting, store, changes)
    if loading.ident is not None:
        loading.join()
    changes.note_settled()


def _forget_detached(file: Path, attached: Sequence[Path], store: Store, changes: Changes) -> None:
    """Take out what was within a file before and is there no longer."""
    left = {shown_path(path) for path in attached}
    for path in (str(path) for path in changes.attached_to(file) if str(path) not in left):
        if (paper := store.catalogue.paper_at(path)) is not None:
            store.remove(paper.id)
        store.catalogue.forget_file(path)


def _known(file: Path, changes: Changes) -> Outcome | None:
    """The outcome for a file that is as it was when it was last read. None: it has to be read."""
    match changes.as_before(file):
        case Paper() as paper:
            return Outcome(file, Result.UNCHANGED, paper=paper)
        case Refusal() as refusal:
            return Outcome(file, Result.REFUSED, refusal=refusal)
        case None:
            return None


def _read(file: Path, reading: Reading, store: Store, changes: Changes) -> ReadPaper | Outcome:
    try:
        return reading.result()
    except PaperRefused as error:
        return _refused(file, error, changes.state_of(file), store)


def _refused(file: Path, error: PaperRefused, state: FileState | None, store: Store) -> Outcome:
    """Note a file that was not taken. What is held of it stays."""
    path = shown_path(file)
    if state is not None and isinstance(error, NotReadNow | PaperUnstorable):
        state = state.to_be_read_again()
    store.refuse(Refusal(path=path, file=Path(path).name, code=error.code, reason=str(error)), state)
    return Outcome(file, Result.REFUSED, refusal=store.catalogue.refusal_at(path))


def _put_all(waiting: Iterable[tuple[Path, ReadPaper | Outcome]], store: Store, changes: Changes) -> Generator[Outcome]:
    """Embed the passages of several papers together and take the papers in, each whole; outcomes that were known stay as they are."""
    papers = [one for _, one in waiting if isinstance(one, ReadPaper)]
    embedded = _kept(papers, store)
    with suppress(PaperUnstorable):  # which of them it is shows when each is put by itself
        embedded = _embedded(papers, embedded, store)
    for file, one in waiting:
        yield _put_or_refuse(file, one, embedded, store, changes) if isinstance(one, ReadPaper) else one


def _kept(papers: Sequence[ReadPaper], store: Store) -> dict[str, Embedded]:
    """What is searched of a passage -> what the model made of it, of the papers whose places these take."""
    displaced = [paper_id for read in papers for paper_id in store.catalogue.displaced_by(read.paper)]
    return store.catalogue.vectors.of_texts(displaced, store.embedder.sha256) if displaced else {}


def _embedded(papers: Sequence[ReadPaper], known: dict[str, Embedded], store: Store) -> dict[str, Embedded]:
    """What is searched of each passage -> what the model makes of it, made anew where it is not known.

    Raises PaperUnstorable where the model does not take the words of one of the papers.
    """
    lacking = list(dict.fromkeys(passage.indexed for read in papers for passage in read.passages if passage.indexed not in known))
    if not lacking:
        return known
    store.embedder.load()  # a model that cannot be loaded is no paper's fault
    try:
        return known | dict(zip(lacking, store.embedder.passages(lacking), strict=True))
    except BaseException as error:
        if not is_of_the_paper(error):
            raise
        raise PaperUnstorable.because_of(papers[0].paper.file, error) from error


def _put_or_refuse(file: Path, read: ReadPaper, embedded: dict[str, Embedded], store: Store, changes: Changes) -> Outcome:
    """Hold a paper that was read. One that a part of the store does not take is refused, and what its path held stays."""
    try:
        return _put(file, read, _embedded([read], embedded, store), store, changes)
    except PaperUnstorable as error:
        return _refused(file, error, changes.state_of(file), store)


def _put(file: Path, read: ReadPaper, embedded: dict[str, Embedded], store: Store, changes: Changes) -> Outcome:
    """Hold a paper that was read, or note the file as a copy of one that is held.

    Where pages were cut short, what is held of the file stays, unless it is the same paper and no more was read of it.
    """
    paper = read.paper
    held = store.catalogue.paper_at(paper.path)
    same = store.catalogue.same_paper(paper)
    if read.cut_short and held and (held.id != paper.id or len(held.unread_pages) < len(paper.unread_pages)):
        return _refused(file, NotReadNow(f"{file.name}: {'; '.join(read.cut_short)}."), changes.state_of(file), store)
    state = changes.state_of(file, paper.sha256)
    if state is not None and read.cut_short:
        state = state.to_be_read_again()
    if same is not None and same.path != paper.path and is_there(Path(same.path)) and store.catalogue.refusal_at(same.path) is None:
        store.put_copy(paper.path, paper.file, paper.sha256, same.id, state)
        return Outcome(file, Result.DUPLICATE, paper=store.catalogue.paper(same.id))
    store.put(read, [embedded[passage.indexed] for passage in read.passages], state)
    return Outcome(file, Result.REPLACED if held else Result.ADDED, paper=store.catalogue.paper(paper.id))


def summary(outcomes: Sequence[Outcome]) -> str:
    """`Papers: 21 added, 2 unchanged, 1 not taken; 3,402 passages in 412 pages.`"""
    counts = Counter(outcome.result for outcome in outcomes)
    names = {Result.DUPLICATE: "held already", Result.REFUSED: "not taken"}
    parts = [f"{counts[result]} {names.get(result, result.value)}" for result in Result if counts[result]]
    passages = sum(outcome.paper.passage_count for outcome in outcomes if outcome.paper and outcome.pages_read)
    pages = sum(outcome.pages_read for outcome in outcomes)
    read = f"; {counted(passages, 'passage')} in {counted(pages, 'page')}" if passages else ""
    return f"Papers: {', '.join(parts) if parts else 'none found'}{read}."
