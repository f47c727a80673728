"""Passages with their vectors in Chroma on disk, in the form of llama-index's ChromaVectorStore, which reads them. Telemetry is off.

What an answer needs beside a passage's id comes from the catalogue; text and metadata are here for whoever else reads the collection.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import chromadb
import numpy as np
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import InvalidArgumentError
from numpy.typing import NDArray

from corpus.errors import FREE_OR_MOVE, StoreUnusable, brief
from corpus.models import Paper, Passage
from corpus.nodes import columns_sha256, node_to_columns, passage_to_node
from corpus.store.checksums import damage, write_checksums

Vector = Sequence[float] | NDArray[np.float32]

_COLLECTION = "passages"
_MODEL = "model_sha256"
_CHUNK = 4096  # Chroma refuses much larger calls
_DATABASE = "chroma.sqlite3"
# Whenever it is opened Chroma writes two rows into a table that nobody reads, to have the lock on its database. The lock it has without.
_LEAVE_UNCHANGED = "CREATE TRIGGER IF NOT EXISTS leave_unchanged BEFORE INSERT ON acquire_write BEGIN SELECT RAISE(IGNORE); END"


class Vectors:
    """One vector for each passage, with its text and metadata, found by nearness. Only ids come back: the catalogue has the rest.

    `collection` is Chroma's own, for whoever reads text and metadata: `ChromaVectorStore(chroma_collection=store.vectors.collection)`.

    Whoever opens, reads or changes it holds the store's lock for that: Chroma must not read what another process is writing.
    """

    def __init__(self, folder: Path, model: str | None = None, *, cut_off: bool = False) -> None:
        """Open or make the vectors in `folder`. `model` is the SHA-256 of the model that makes them; None opens those of any.

        `cut_off` opens what a change was cut off in, too: Chroma's database, which it left as no checksum says, SQLite itself brings right.
        Raises StoreUnusable where Chroma cannot, where its files are damaged, or where they are of another model.
        """
        if damaged := damage(folder, but=(_DATABASE,) if cut_off else ()):
            raise _unusable(folder, damaged)
        self._folder = folder
        try:
            settings = ChromaSettings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder))
            # Chroma keeps one open database for each folder and process. Without this a running app would go on
            # asking the one from before another process ingested, and fail on the new papers.
            SharedSystemClient.clear_system_cache()
            self._client = chromadb.PersistentClient(path=str(folder), settings=settings)
            if not any(collection.name == _COLLECTION for collection in self._client.list_collections()):
                self._client.create_collection(
                    _COLLECTION, embedding_function=None, metadata={_MODEL: model or ""}, configuration={"hnsw": {"space": "cosine"}}
                )
            self.collection = self._client.get_collection(_COLLECTION, embedding_function=None)
            self.collection.count()  # reads the index
        except Exception as error:  # Chroma raises its own, SQLite's and its Rust core's errors alike
            raise _unusable(folder, brief(error)) from error
        if model is not None and (self.collection.metadata or {}).get(_MODEL) != model:
            raise _unusable(folder, "they are not of the store's embedding model")

    def put(self, paper: Paper, passages: Sequence[Passage], vectors: Sequence[Vector]) -> None:
        """Write passages of a paper with their vectors, in place of what stands under their ids.

        Raises StoreUnusable where it cannot, and what Chroma raises where the vectors are at fault: numbers that are none, too few of them.
        """
        with self._written():
            for at in range(0, len(passages), _CHUNK):
                nodes = [passage_to_node(passage, paper) for passage in passages[at : at + _CHUNK]]
                ids = [node.node_id for node in nodes]
                # Chroma adds nothing under an id that it has, and an update leaves the metadata that the new one lacks.
                if there := self.collection.get(ids=ids, include=[])["ids"]:
                    self.collection.delete(ids=there)
                self.collection.add(
                    ids=ids,
                    embeddings=np.asarray(vectors[at : at + _CHUNK], np.float32),
                    documents=[node.text for node in nodes],
                    metadatas=[node_to_columns(node) for node in nodes],
                )

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Raises StoreUnusable where it cannot."""
        with self._written():
            for at in range(0, len(passage_ids), _CHUNK):
                self.collection.delete(ids=list(passage_ids[at : at + _CHUNK]))

    def settle(self) -> None:
        """End a change: what was written is in the index, with its checksums. Raises StoreUnusable where it cannot."""
        with self._written():
            self.collection.count()  # Chroma takes what was written into its index when it is next read
            with closing(sqlite3.connect(self._folder / _DATABASE)) as database:
                database.execute(_LEAVE_UNCHANGED)
            write_checksums(self._folder)

    def count(self) -> int:
        """How many passages have a vector. Raises StoreUnusable where Chroma cannot tell."""
        with self._read():
            return self.collection.count()

    def ids(self) -> set[str]:
        """Every passage id that has a vector. Raises StoreUnusable where Chroma cannot tell."""
        with self._read():
            return set(self.collection.get(include=[])["ids"])

    def all(self) -> Iterator[tuple[str, NDArray[np.float32]]]:
        """Every passage id with its vector. Raises StoreUnusable where Chroma cannot give one."""
        ids = sorted(self.ids())
        for at in range(0, len(ids), _CHUNK):
            with self._read():
                found = self.collection.get(ids=ids[at : at + _CHUNK], include=["embeddings"])
            stored = found["embeddings"]
            if stored is not None:
                yield from zip(found["ids"], np.asarray(stored, np.float32), strict=True)

    def contents(self) -> Iterator[tuple[str, str]]:
        """Every passage id with the SHA-256 of its text and metadata. Raises StoreUnusable where Chroma cannot give one."""
        ids = sorted(self.ids())
        for at in range(0, len(ids), _CHUNK):
            with self._read():
                found = self.collection.get(ids=ids[at : at + _CHUNK], include=["documents", "metadatas"])
            each = zip(found["ids"], found["documents"] or [], found["metadatas"] or [], strict=True)
            yield from ((i, columns_sha256(text, metadata)) for i, text, metadata in each)

    def nearest(
        self, vectors: Sequence[Sequence[float]], limit: int, passage_ids: Sequence[str] | None = None
    ) -> list[list[tuple[str, float]]]:
        """For each vector passage ids with cosine similarity (-1 to 1), nearest first, of the passages named or all.

        Raises StoreUnusable where Chroma cannot search, or lacks a passage named.
        """
        if limit < 1 or (passage_ids is not None and not passage_ids):
            return [[] for _ in vectors]
        with self._read():
            # Not through llama-index, which limits a search by metadata: listing 38,000 passages by it takes Chroma 110 ms, being told 25.
            found = self.collection.query(
                query_embeddings=np.asarray(vectors, np.float32),
                n_results=limit,
                ids=None if passage_ids is None else list(passage_ids),
                include=["distances"],
            )
        each = zip(found["ids"], found["distances"] or [], strict=True)
        return [[(i, 1.0 - distance) for i, distance in zip(ids, distances, strict=True)] for ids, distances in each]

    @contextmanager
    def _read(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise _unusable(self._folder, brief(error)) from error

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, TypeError, InvalidArgumentError):  # of what was to be written
            raise
        except Exception as error:
            raise StoreUnusable(f"The vectors in {self._folder} cannot be written ({brief(error)}). {FREE_OR_MOVE}") from error


def _unusable(folder: Path, why: str) -> StoreUnusable:
    return StoreUnusable(f"The vectors in {folder} cannot be used ({why}). Run: minuted doctor --repair")
