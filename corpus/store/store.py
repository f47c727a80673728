"""A store: catalogue, vectors and word index of one folder, kept in step.

    .minuted/
      catalogue.sqlite   papers, pages, passages and their vectors: decides what is held
      vectors/           Chroma
      words/             tantivy
      lock, gate, data   who may do what (corpus/store/locks.py)

A change is made while nobody reads. Vectors and words go first, the catalogue last, and what is taken out leaves the catalogue
first: so whoever only believes the catalogue sees a paper wholly or not at all, whenever a write was cut off. What such a write
left behind is mended when the store is next opened to be changed.

Where nothing can be written, a store is asked as anywhere else, from a copy of its indexes: both write even to be read.
"""

import ctypes
import os
import shutil
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Self

from corpus.embedding.embedder import Embedder
from corpus.errors import (
    ITS_USERS_ALONE,
    PaperUnstorable,
    StoreMissing,
    StoreModelMismatch,
    StoreOutdated,
    StoreUnusable,
    brief,
    is_of_the_paper,
)
from corpus.loading import loaded_once
from corpus.models import Refusal
from corpus.read_paper import ReadPaper
from corpus.scratch import scratch_folder
from corpus.store.catalogue import Catalogue
from corpus.store.catalogue.files import FileState
from corpus.store.catalogue.schema import INDEXES
from corpus.store.locks import Locks
from corpus.store.private import keep_private

if TYPE_CHECKING:
    from corpus.embedding.late_interaction import Embedded
    from corpus.store.bm25 import BM25Index
    from corpus.store.vectors import Vectors

CATALOGUE = "catalogue.sqlite"
_HALF_WRITTEN = ("catalogue*.new*", "*/seal.json.new", "words/.tmp*")  # what a killed writer leaves
_TOGETHER = 512  # passages embedded before they are written
_ARENA_MAX = -8  # what malloc.h calls M_ARENA_MAX


class Store:
    """The papers of one folder. Open it with `Store.open` to ask, `Store.open_for_writing` to ingest."""

    def __init__(
        self, folder: Path, catalogue: Catalogue, embedder: Embedder, locks: Locks, at_step: Callable[[str], None] = lambda _: None
    ) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.embedder = embedder
        self._locks = locks
        self._at_step = at_step
        self._seen = catalogue.changes()
        self._copies = ExitStack()

    @classmethod
    def open(cls, folder: Path, embedder: Embedder | None = None) -> Self:
        """Open to read.

        Without a model that was chosen, a store goes on with the packaged one that made it, taught or not. Raises StoreMissing
        where nothing was ingested, StoreModelMismatch for another model's vectors, StoreUnusable where the catalogue cannot be read.
        A store of an earlier Minuted is brought up to date first; what is in one is its user's alone.
        """
        try:
            is_there = (folder / CATALOGUE).is_file()
        except OSError as error:
            raise StoreUnusable(f"The store {folder} cannot be read ({error.strerror}). {ITS_USERS_ALONE}") from error
        if not is_there:
            raise StoreMissing(f"There are no papers in {folder} yet. Run: minuted ingest FOLDER")
        keep_private(folder)
        try:
            catalogue = Catalogue(folder / CATALOGUE, to_write=False)
        except StoreOutdated:
            cls.open_for_writing(folder, embedder).close()
            catalogue = Catalogue(folder / CATALOGUE, to_write=False)
        with catalogue.legible():
            store = cls(folder, catalogue, _as_made(embedder, catalogue), Locks(folder))
            store._refuse_other_name()
        return store

    @classmethod
    def open_for_writing(
        cls,
        folder: Path,
        embedder: Embedder | None = None,
        *,
        any_model: bool = False,
        on_wait: Callable[[], None] | None = None,
        at_step: Callable[[str], None] = lambda _: None,
    ) -> Self:
        """Open to change, made if it is missing, by one process at a time; what an interrupted one left is mended or cleared.

        Where another process changes the store: raises StoreLocked, or with `on_wait` tells it and waits. `any_model` opens a
        store of another model's vectors, too, to make them anew. `at_step` hears of each step of a change before it is made.
        """
        _share_memory_among_threads()
        locks = Locks(folder)
        locks.take_ingest(on_wait)
        try:
            keep_private(folder)
            _clear_half_written(folder)
            catalogue = _catalogue_to_write(folder, locks)
            with catalogue.legible():
                store = cls(folder, catalogue, (embedder or Embedder()) if any_model else _as_made(embedder, catalogue), locks, at_step)
                if not any_model:
                    store._refuse_other_name()
                    store._model  # noqa: B018 (looked at before anything is changed)
                if store._is_behind():
                    store.mend()
        except BaseException:
            locks.close()
            raise
        return store

    @loaded_once
    def vectors(self) -> "Vectors":
        """Chroma's index. Raises StoreUnusable where it is damaged."""
        from corpus.store.vectors import Vectors

        return Vectors(self.index("vectors"), self.embedder.sha256, cut_off=bool(self.catalogue.fact("writing")))

    @cached_property
    def bm25(self) -> "BM25Index":
        """tantivy's index. Raises StoreUnusable where it is damaged."""
        from corpus.store.bm25 import BM25Index

        return BM25Index(self.index("words"))

    @property
    def can_be_written(self) -> bool:
        return os.access(self.folder, os.W_OK)

    def index(self, name: str) -> Path:
        """The folder of an index, `vectors` or `words`; where the store cannot be written a copy of it.

        Raises StoreUnusable where none can be made.
        """
        if self.can_be_written:
            return self.folder / name
        try:
            copies = self._copies.enter_context(TemporaryDirectory(dir=scratch_folder(), ignore_cleanup_errors=True))
            return shutil.copytree(self.folder / name, Path(copies, name), copy_function=shutil.copyfile)
        except OSError as error:
            raise StoreUnusable(f"The store {self.folder} cannot be written, nor its {name} copied to be read ({brief(error)}).") from error

    @cached_property
    def searchable_bm25(self) -> "BM25Index":
        """The index to ask: tantivy's, or where it cannot be used one in memory of what the catalogue holds."""
        try:
            return self.bm25
        except StoreUnusable:
            from corpus.store.bm25 import BM25Index

            in_memory = BM25Index(None)
            in_memory.replace([], self.catalogue.searched_texts(self.catalogue.all_passage_ids()))
            return in_memory

    def _is_behind(self) -> bool:
        """Whether the indexes are to be mended: a change was cut off, or an earlier Minuted wrote them in another form."""
        return bool(self.catalogue.fact("writing")) or self.catalogue.fact("indexes") != INDEXES

    @cached_property
    def _vectors_are_whole(self) -> bool:
        """Whether Chroma has every passage; of a store of 100,000 that takes as long to tell as the nearest take to find."""
        return self.vectors.count() >= self.catalogue.passage_count()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read within belongs together: no paper comes, goes or changes meanwhile. A change that was cut off is mended first."""
        with self.catalogue.legible():
            behind = self._is_behind()
        if behind:
            with suppress(StoreUnusable):  # it is under way, or this process may not write here
                type(self).open_for_writing(self.folder, self.embedder).close()
        with self._locks.reading(), self.catalogue.legible():
            self._follow()
            yield

    def _follow(self) -> None:
        """See what another process changed since this store was last read."""
        if (changes := self.catalogue.changes()) != self._seen:
            self._close_indexes()
            self.__dict__.pop("_model", None)
            self._seen = changes

    def _close_indexes(self) -> None:
        """Open them again when they are next used: Chroma goes on with the files that it once read."""
        for index in ("vectors", "_vectors_are_whole", "bm25", "searchable_bm25"):
            self.__dict__.pop(index, None)
        self._copies.close()

    def nearest(
        self, vectors: Sequence[Sequence[float]], limit: int, passage_ids: Sequence[str] | None = None
    ) -> list[list[tuple[str, float]]]:
        """For each vector passage ids with cosine similarity (-1 to 1), nearest first, of the passages named (each held) or all.

        Where Chroma's index is damaged or lacks passages, every vector that the catalogue keeps is looked at instead.
        """
        model = self._model
        try:
            if self._vectors_are_whole:
                return self.vectors.nearest(vectors, limit, passage_ids)
        except StoreUnusable:
            pass
        if lacking := self.catalogue.passage_count() - self.catalogue.vectors.count(model):
            raise StoreUnusable(
                f"{lacking:,} passages of the store {self.folder} are not embedded yet. Wait where another Minuted is bringing it "
                "up to date; where none is, run: minuted doctor --repair"
            )
        return [self.catalogue.vectors.nearest(vector, limit, model, passage_ids) for vector in vectors]

    def similarities(self, vector: Sequence[float], passage_ids: Sequence[str]) -> dict[str, float]:
        """Cosine similarity (-1 to 1) of each of these passages to a vector of length 1."""
        return self.catalogue.vectors.similarities(vector, passage_ids, self._model)

    def token_embeddings(self, passage_ids: Sequence[str]) -> dict[str, bytes]:
        """Passage id -> the binary embeddings of its word pieces."""
        return self.catalogue.vectors.token_embeddings(passage_ids, self._model)

    def put(self, read: ReadPaper, embedded: "Sequence[Embedded]", state: FileState | None = None) -> None:
        """Take a paper in whole, with what the model makes of each passage, in place of what its path held and of the same paper elsewhere.

        Raises StoreUnusable where the store cannot be written, PaperUnstorable where a part of it does not take what was read; what it
        held before is whole then.
        """
        paper_id = read.paper.id
        ids = [passage.id for passage in read.passages]
        fault: BaseException | None = None
        with self._changing(paper_id):
            before = [i for displaced in self.catalogue.displaced_by(read.paper) for i in self.catalogue.passage_ids(displaced)]
            try:
                self._at_step("vectors")
                self.vectors.put(read.paper, read.passages, [one.vector for one in embedded])
                self._at_step("words")
                self.bm25.replace(ids, {paper_id: [(passage.id, passage.indexed) for passage in read.passages]})
                self._at_step("catalogue")
                self.catalogue.put(read, embedded, self.embedder.sha256, state)
            except BaseException as error:
                if not is_of_the_paper(error):
                    raise
                fault = error
                self._take_back(ids)
            else:
                self._forget(sorted(set(before) - set(ids)))
        if fault is not None:
            raise PaperUnstorable.because_of(read.paper.file, fault) from fault

    def put_copy(self, path: str, file: str, sha256: str, paper_id: str, state: FileState | None = None) -> None:
        """Note a file that holds the same paper as one held; what its path held before goes out."""
        before = self.catalogue.paper_at(path)
        with self._taking_out(before.id if before else ""):
            self.catalogue.put_copy(path, file, sha256, paper_id, state)

    def refuse(self, refusal: Refusal, state: FileState | None = None) -> None:
        """Note a file that was not taken; what its path held before stays."""
        with self._changing(""):
            self.catalogue.refuse(refusal, state)

    def remove(self, paper_id: str) -> None:
        """Take a paper out, the catalogue first. A paper not held is no error."""
        with self._taking_out(paper_id):
            self.catalogue.remove(paper_id)

    @contextmanager
    def _taking_out(self, paper_id: str) -> Iterator[None]:
        """A change of the catalogue by which a paper goes out, and then what the indexes have of it; none where `paper_id` is empty."""
        with self._changing(paper_id):
            old = self.catalogue.passage_ids(paper_id)
            self._at_step("catalogue")
            yield
            self._forget(old)

    @contextmanager
    def _changing(self, paper_id: str) -> Iterator[None]:
        """A change of the indexes, while nobody reads, that is known to be under way until it is done.

        An empty `paper_id` is for a change of the catalogue alone, which is whole by itself.
        """
        with self._locks.changing():
            if paper_id:
                if self.catalogue.fact("model"):
                    self.vectors, self.bm25  # noqa: B018 (damage is told before anything is changed)
                self.catalogue.set_facts(writing=paper_id, model=self.embedder.name, model_sha256=self.embedder.sha256)
            yield
            if paper_id:
                self._at_step("settle")
                self.vectors.settle()
                self.catalogue.set_facts(writing="")
                self._at_step("done")

    def _forget(self, passage_ids: Sequence[str]) -> None:
        if passage_ids:
            self._at_step("forget vectors")
            self.vectors.remove(passage_ids)
            self._at_step("forget words")
            self.bm25.replace(passage_ids, {})

    def _take_back(self, passage_ids: Sequence[str]) -> None:
        """Leave in the indexes what the catalogue holds of these passages: nothing, or what they were when their file was read before."""
        self.vectors.remove(passage_ids)
        self._put_vectors_of(set(passage_ids))
        self.bm25.replace(passage_ids, self.catalogue.searched_texts(passage_ids))

    def _put_vectors_of(self, passage_ids: Container[str]) -> None:
        """Write into Chroma what the catalogue holds of these passages."""
        for paper_id, kept in self.catalogue.vectors.all(self.embedder.sha256):
            vectors = {i: vector for i, vector in kept if i in passage_ids}
            if vectors and (paper := self.catalogue.paper(paper_id)):
                passages = [passage for passage in self.catalogue.passages_of(paper_id) if passage.id in vectors]
                self.vectors.put(paper, passages, [vectors[passage.id] for passage in passages])

    def mend(self, *, anew: bool = False) -> None:
        """Bring vectors and words in step with the catalogue; one that cannot be used, or each where `anew`, is made again, as are those of
        an earlier form.

        Passages whose vector is not kept are embedded again. Raises StoreUnusable where the store cannot be written.
        """
        anew = anew or self.catalogue.fact("indexes") != INDEXES
        self.catalogue.set_facts(writing=self.catalogue.fact("writing") or "mending")
        self._embed_what_lacks_vectors()
        with self._locks.changing():
            self._at_step("mend vectors")
            self._in_step("vectors", anew)
            self._at_step("mend words")
            self._in_step("words", anew)
            self.catalogue.set_facts(writing="", indexes=INDEXES, model=self.embedder.name, model_sha256=self.embedder.sha256)

    def reembed(self, on_embedded: Callable[[int], None] = lambda _: None) -> None:
        """Make the vectors anew with this store's embedder; `on_embedded` hears how many passages were embedded each time.

        Until all are made, the store goes on with the model it had; cut off, this goes on where it was.
        """
        self._embed_what_lacks_vectors(on_embedded)
        with self._locks.changing():
            self.catalogue.adopt_model(self.embedder.name, self.embedder.sha256)
        self.mend(anew=True)

    def lacking_vectors(self) -> int:
        """How many passages have no vector of this store's embedder."""
        return len(self.catalogue.vectors.without(self.embedder.sha256))

    def _embed_what_lacks_vectors(self, on_embedded: Callable[[int], None] = lambda _: None) -> None:
        lacking = self.catalogue.vectors.without(self.embedder.sha256)
        for at in range(0, len(lacking), _TOGETHER):
            some = lacking[at : at + _TOGETHER]
            embedded = self.embedder.passages([text for _, text in some])
            with self.catalogue.transaction():
                self.catalogue.vectors.insert(self.embedder.sha256, [i for i, _ in some], embedded)
            on_embedded(len(some))

    def _in_step(self, name: str, anew: bool) -> None:
        """One index, `vectors` or `words`, holding what the catalogue holds."""
        self._close_indexes()
        try:
            held_there = set() if anew else (self.vectors if name == "vectors" else self.bm25).ids()
        except StoreUnusable:
            anew, held_there = True, set()
        if anew:
            self._close_indexes()
            shutil.rmtree(self.folder / name, ignore_errors=True)
        held = self.catalogue.all_passage_ids()
        # Of a paper that a change was cut off in, the index may have what was read anew under the ids of what is held.
        doubtful = set(self.catalogue.passage_ids(self.catalogue.fact("writing") or ""))
        over, lacking = sorted(held_there - (held - doubtful)), held - (held_there - doubtful)
        if name == "vectors":
            self.vectors.remove(over)
            self._put_vectors_of(lacking)
            self.vectors.settle()
        elif over or lacking:
            self.bm25.replace(over, self.catalogue.searched_texts(lacking))

    @cached_property
    def _model(self) -> str:
        """The SHA-256 of the embedder, which is that of the store's vectors. Raises StoreModelMismatch where it is not."""
        made_with = self.catalogue.fact("model_sha256")
        if made_with not in (None, self.embedder.sha256):
            raise self._mismatch(f"{self.embedder.name} as it was before its files changed")
        return self.embedder.sha256

    def _refuse_other_name(self) -> None:
        """The name tells nearly always, and at no cost; that the model of that name is the same is looked at when it is used."""
        name = self.catalogue.fact("model")
        if name not in (None, self.embedder.name):
            self.close()
            raise self._mismatch(f"{name}, not {self.embedder.name}")

    def _mismatch(self, made_with: str) -> StoreModelMismatch:
        return StoreModelMismatch(
            f"The store {self.folder} was made with the embedding model {made_with}. To make its vectors anew with the model that is "
            "set now, run: minuted reembed. To go on with the other, set MINUTED_EMBED_MODEL. In Python: "
            "Store.open_for_writing(FOLDER, EMBEDDER, any_model=True).reembed(), or open it with the embedder that made it."
        )

    def close(self) -> None:
        self._close_indexes()
        self.catalogue.close()
        if self._locks.may_change:
            keep_private(self.folder)
        self._locks.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _as_made(embedder: Embedder | None, catalogue: Catalogue) -> Embedder:
    return (embedder or Embedder()).as_made(catalogue.fact("model"))


def _share_memory_among_threads() -> None:
    """glibc gives each thread memory of its own, and gives little of it back: 130 MB in an ingest. Other systems have no such setting."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def _clear_half_written(folder: Path) -> None:
    """Only who may change the store does: nobody is at work on them."""
    for file in (file for pattern in _HALF_WRITTEN for file in folder.glob(pattern)):
        file.unlink(missing_ok=True)


def _catalogue_to_write(folder: Path, locks: Locks) -> Catalogue:
    try:
        return Catalogue(folder / CATALOGUE)
    except StoreOutdated:
        from corpus.store.migrate import bring_up_to_date

        with locks.changing():
            bring_up_to_date(folder)
        return Catalogue(folder / CATALOGUE)
