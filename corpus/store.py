"""A store: catalogue, vectors and word index of one folder, kept in step.

    .minuted/
      catalogue.sqlite   papers, pages, passages: decides what is held
      vectors/           Chroma
      pieces.sqlite      the signs of the vectors of single words
      words/             tantivy

Writing a paper: vectors, pieces and words first, the catalogue last; taking one out: the catalogue first. So a
reader, who only believes the catalogue, sees a paper wholly or not at all, and whatever an interrupted
write left behind is swept away when the store is next opened for writing.
"""

import fcntl
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from corpus.catalogue import Catalogue
from corpus.embed import Embedded, Embedder
from corpus.errors import StoreLocked, StoreMissing, StoreModelMismatch, StoreUnusable
from corpus.models import ReadPaper, Refusal

if TYPE_CHECKING:
    from corpus.pieces import Pieces
    from corpus.vectors import Vectors
    from corpus.words import Words

_CATALOGUE = "catalogue.sqlite"


class Store:
    """The papers of one folder. Open it with `Store.open` to ask, `Store.open_for_writing` to ingest."""

    def __init__(self, folder: Path, catalogue: Catalogue, embedder: Embedder, lock: int | None) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.embedder = embedder
        self._lock = lock

    @classmethod
    def open(cls, folder: Path, embedder: Embedder | None = None) -> Self:
        """Open to read. Raises StoreMissing where nothing was ingested, StoreModelMismatch for another model's vectors."""
        if not (folder / _CATALOGUE).is_file():
            raise StoreMissing(f"There are no papers in {folder} yet. Run: minuted ingest FOLDER")
        store = cls(folder, Catalogue(folder / _CATALOGUE), embedder or Embedder(), lock=None)
        store._refuse_other_model()
        return store

    @classmethod
    def open_for_writing(cls, folder: Path, embedder: Embedder | None = None) -> Self:
        """Open to ingest, made if it is missing, by one process at a time. Raises StoreLocked for a second one."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise StoreUnusable(f"The store {folder} cannot be written ({error.strerror}). Name another folder with --store.") from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            raise StoreLocked(f"Another ingest is writing to {folder}. Wait until it is done, then try again.") from error
        store = cls(folder, Catalogue(folder / _CATALOGUE), embedder or Embedder(), lock)
        store._refuse_other_model()
        store._sweep()
        return store

    @cached_property
    def vectors(self) -> "Vectors":
        from corpus.vectors import Vectors

        return Vectors(self.folder / "vectors")

    @cached_property
    def pieces(self) -> "Pieces":
        from corpus.pieces import Pieces

        return Pieces(self.folder / "pieces.sqlite")

    @cached_property
    def words(self) -> "Words":
        from corpus.words import Words

        return Words(self.folder / "words")

    def put(self, read: ReadPaper, embedded: Sequence[Embedded]) -> None:
        """Take a paper in whole, with what the model makes of its passages, in place of what its path held and of the same elsewhere."""
        before = [self.catalogue.passage_ids(paper_id) for paper_id in self.catalogue.displaced_by(read.paper)]
        new = [(passage.id, passage.indexed) for passage in read.passages]
        self.catalogue.set_fact("writing", read.paper.id)
        self.catalogue.set_fact("model", self.embedder.name)
        self.vectors.add(read.paper.id, [passage_id for passage_id, _ in new], [one.vector for one in embedded])
        self.pieces.add((passage_id, one.signs) for (passage_id, _), one in zip(new, embedded, strict=True))
        self.words.replace([passage_id for passage_id, _ in new], read.paper.id, new)
        self.catalogue.put(read)
        held = {passage_id for passage_id, _ in new}
        self._forget([passage_id for ids in before for passage_id in ids if passage_id not in held])
        self.catalogue.set_fact("writing", "")

    def put_copy(self, path: str, file: str, sha256: str, paper_id: str) -> None:
        """Note a file that holds the same paper as one held; what its path held before goes out."""
        before = self.catalogue.paper_at(path)
        old = self.catalogue.passage_ids(before.id) if before else []
        self.catalogue.put_copy(path, file, sha256, paper_id)
        self._forget(old)

    def refuse(self, refusal: Refusal) -> None:
        """Note a file that was not taken; what its path held before goes out."""
        before = self.catalogue.paper_at(refusal.path)
        old = self.catalogue.passage_ids(before.id) if before else []
        self.catalogue.refuse(refusal)
        self._forget(old)

    def remove(self, paper_id: str) -> None:
        """Take a paper out, the catalogue first. A paper not held is no error."""
        old = self.catalogue.passage_ids(paper_id)
        self.catalogue.remove(paper_id)
        self._forget(old)

    def _forget(self, passage_ids: list[str]) -> None:
        if passage_ids:
            self.vectors.remove(passage_ids)
            self.pieces.remove(passage_ids)
            self.words.replace(passage_ids, "", [])

    def _sweep(self) -> None:
        """Undo what an interrupted ingest left: vectors and words of passages that the catalogue does not hold."""
        if not self.catalogue.fact("writing"):
            return
        held = {passage_id for paper in self.catalogue.papers() for passage_id in self.catalogue.passage_ids(paper.id)}
        self._forget(sorted((self.vectors.ids() | self.pieces.ids() | self.words.ids()) - held))
        self.catalogue.set_fact("writing", "")

    def _refuse_other_model(self) -> None:
        made_with = self.catalogue.fact("model")
        if made_with is not None and made_with != self.embedder.name:
            self.close()
            raise StoreModelMismatch(
                f"The store {self.folder} was made with the embedding model {made_with}, not {self.embedder.name}. "
                f"Set MINUTED_EMBED_MODEL={made_with}, or ingest the papers into a new store with --store."
            )

    def close(self) -> None:
        self.catalogue.close()
        if "pieces" in self.__dict__:
            self.pieces.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
