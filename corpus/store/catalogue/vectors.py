"""The vectors of the passages and of their words, kept in the catalogue: Chroma can be made again from them."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # importing numpy takes as long as listing papers
    import numpy as np
    from numpy.typing import NDArray

    from corpus.embedding.late_interaction import Embedded

_AT_ONCE = 10_000  # vectors of 1.5 kB


class KeptVectors:
    """One vector of length 1 for each passage, and more while they are made anew with another model.

    A model is named by the SHA-256 of its files.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def insert(self, model: str, passage_ids: Sequence[str], embedded: "Sequence[Embedded]") -> None:
        """Within a transaction of the caller's."""
        import numpy as np

        rows = [
            (i, model, np.asarray(one.vector, np.float32).tobytes(), one.token_embeddings)
            for i, one in zip(passage_ids, embedded, strict=True)
        ]
        self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", rows)

    def of_texts(self, paper_ids: Sequence[str], model: str) -> "dict[str, Embedded]":
        """What is searched of a passage -> what the model made of it, for the passages of these papers: none is embedded twice."""
        from corpus.embedding.late_interaction import Embedded

        rows = self._db.execute(
            "SELECT indexed, vector, signs FROM passages JOIN vectors ON passage_id = id AND model = ? "
            "WHERE paper_id IN (SELECT value FROM json_each(?))",
            (model, json.dumps(list(paper_ids))),
        )
        return {row["indexed"]: Embedded(_vector(row["vector"]).tolist(), row["signs"]) for row in rows}

    def token_embeddings(self, passage_ids: Sequence[str], model: str) -> dict[str, bytes]:
        """Passage id -> the binary embeddings of its word pieces, of those held."""
        rows = self._db.execute(
            "SELECT passage_id, signs FROM vectors WHERE model = ? AND passage_id IN (SELECT value FROM json_each(?))",
            (model, json.dumps(list(passage_ids))),
        )
        return {row["passage_id"]: row["signs"] for row in rows}

    def count(self, model: str) -> int:
        """How many passages have a vector of this model."""
        return int(self._db.execute("SELECT count(*) FROM vectors WHERE model = ?", (model,)).fetchone()[0])

    def without(self, model: str) -> list[tuple[str, str]]:
        """Id and searched text of each passage that has no vector of this model."""
        rows = self._db.execute(
            "SELECT id, indexed FROM passages WHERE NOT EXISTS (SELECT 1 FROM vectors WHERE passage_id = id AND model = ?) ORDER BY rowid",
            (model,),
        )
        return [(row["id"], row["indexed"]) for row in rows]

    def all(self, model: str) -> "Iterator[tuple[str, list[tuple[str, NDArray[np.float32]]]]]":
        """Paper id with the ids and vectors of its passages, paper by paper."""
        for paper in self._db.execute("SELECT id FROM papers ORDER BY rowid").fetchall():
            rows = self._db.execute(
                "SELECT id, vector FROM passages JOIN vectors ON passage_id = id AND model = ? WHERE paper_id = ? ORDER BY position",
                (model, paper["id"]),
            )
            yield paper["id"], [(row["id"], _vector(row["vector"])) for row in rows]

    def nearest(self, vector: Sequence[float], limit: int, model: str, passage_ids: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """Passage ids with cosine similarity (-1 to 1), nearest first, each vector looked at: right, and slower than an index."""
        within = "" if passage_ids is None else "AND passage_id IN (SELECT value FROM json_each(:passages))"
        rows = self._db.execute(
            f"SELECT passage_id AS id, vector FROM vectors WHERE model = :model {within} ORDER BY rowid",  # noqa: S608 (the condition is ours)
            {"model": model, "passages": json.dumps(list(passage_ids or ()))},
        )
        found: list[tuple[str, float]] = []
        while some := rows.fetchmany(_AT_ONCE):
            found += zip([row["id"] for row in some], _similarities(some, vector).tolist(), strict=True)
        return sorted(found, key=lambda pair: -pair[1])[:limit]

    def similarities(self, vector: Sequence[float], passage_ids: Sequence[str], model: str) -> dict[str, float]:
        """Cosine similarity of each of these passages to a vector of length 1."""
        rows = self._db.execute(
            "SELECT passage_id AS id, vector FROM vectors WHERE model = ? AND passage_id IN (SELECT value FROM json_each(?))",
            (model, json.dumps(list(passage_ids))),
        ).fetchall()
        return dict(zip([row["id"] for row in rows], _similarities(rows, vector).tolist(), strict=True)) if rows else {}

    def only(self, model: str) -> None:
        """Forget the vectors of every other model, within a transaction of the caller's."""
        self._db.execute("DELETE FROM vectors WHERE model != ?", (model,))


def _vector(kept: bytes) -> "NDArray[np.float32]":
    import numpy as np

    return np.frombuffer(kept, np.float32)


def _similarities(rows: Sequence[sqlite3.Row], vector: Sequence[float]) -> "NDArray[np.float32]":
    import numpy as np

    matrix = np.frombuffer(b"".join(row["vector"] for row in rows), np.float32).reshape(len(rows), -1)
    return matrix @ np.asarray(vector, np.float32)
