"""Passage vectors in Chroma on disk, through llama-index's ChromaVectorStore. Telemetry is off."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery
from llama_index.vector_stores.chroma import ChromaVectorStore

from corpus.errors import StoreUnusable

_COLLECTION = "passages"
_CHUNK = 4096  # Chroma refuses much larger calls


class Vectors:
    """One vector for each passage, found by nearness. Only ids come back: the catalogue has the rest."""

    def __init__(self, folder: Path) -> None:
        """Open or make the vectors in `folder`. Raises StoreUnusable where Chroma cannot."""
        try:
            settings = ChromaSettings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder))
            # Chroma keeps one open database for each folder and process. Without this a running app would go on
            # asking the one from before another process ingested, and fail on the new papers.
            SharedSystemClient.clear_system_cache()
            self._client = chromadb.PersistentClient(path=str(folder), settings=settings)
            self._collection = self._client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        except Exception as error:  # Chroma raises its own, SQLite's and its Rust core's errors alike
            raise StoreUnusable(
                f"The vectors in {folder} cannot be opened ({error}). Check that you may write there, "
                "or ingest the papers again into a new store."
            ) from error
        self._index = ChromaVectorStore(chroma_collection=self._collection)

    def add(self, paper_id: str, passage_ids: Sequence[str], vectors: Sequence[list[float]]) -> None:
        """Write the vectors of one paper's passages. The texts stay in the catalogue."""
        nodes = [
            TextNode(id_=passage_id, text="", metadata={"paper": paper_id}, embedding=vector)
            for passage_id, vector in zip(passage_ids, vectors, strict=True)
        ]
        self._index.add(nodes)  # type: ignore[arg-type]  # llama-index asks for a list of the base class

    def remove(self, passage_ids: Sequence[str]) -> None:
        for at in range(0, len(passage_ids), _CHUNK):
            self._collection.delete(ids=list(passage_ids[at : at + _CHUNK]))

    def ids(self) -> set[str]:
        """Every passage id that has a vector."""
        return set(self._collection.get(include=[])["ids"])

    def nearest(self, vector: list[float], limit: int, paper_ids: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """Passage ids with cosine similarity (-1 to 1), nearest first, within the papers named or all."""
        count = self._collection.count()
        if count == 0 or (paper_ids is not None and not paper_ids):
            return []
        where: dict[str, Any] = {} if paper_ids is None else {"where": {"paper": {"$in": list(paper_ids)}}}
        found = self._index.query(VectorStoreQuery(query_embedding=vector, similarity_top_k=min(limit, count)), **where)
        # ChromaVectorStore gives exp(-distance) where Chroma's cosine distance is 1 - similarity.
        return [(i, 1.0 + math.log(s)) for i, s in zip(found.ids or [], found.similarities or [], strict=True)]

    def similarities(self, vector: list[float], passage_ids: Sequence[str]) -> dict[str, float]:
        """Cosine similarity of each of these passages to a vector of length 1."""
        if not passage_ids:
            return {}
        found = self._collection.get(ids=list(passage_ids), include=["embeddings"])
        stored = found["embeddings"]
        if stored is None:
            return {}
        alike = np.asarray(stored, np.float64) @ np.asarray(vector, np.float64)
        return {i: float(one) for i, one in zip(found["ids"], alike, strict=True)}
