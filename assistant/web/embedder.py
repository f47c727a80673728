"""The embedding model shared by all who ask and by papers being added: one at a time, for its tokenizer is not for two threads."""

import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.embedding.embedder import Embedder

if TYPE_CHECKING:
    from corpus.embedding.late_interaction import Asked, Embedded

# Whoever uses the model holds it; an answer holds it from its first to its last word.
one_at_a_time = threading.RLock()
_TOGETHER = 32  # texts embedded before a question may come between: half a second
TURN = 0.005  # seconds in which one who waits takes the turn: a lock that is taken again at once is never given


class SharedEmbedder(Embedder):
    """An embedder of which many passages are embedded in turns with questions."""

    def passages(self, texts: Sequence[str]) -> "list[Embedded]":
        lengthwise = sorted(range(len(texts)), key=lambda n: len(texts[n]))  # texts of like length make better batches
        found: dict[int, Embedded] = {}
        for at in range(0, len(texts), _TOGETHER):
            some = lengthwise[at : at + _TOGETHER]
            with one_at_a_time:
                found |= zip(some, super().passages([texts[n] for n in some]), strict=True)
            time.sleep(TURN)
        return [found[n] for n in range(len(texts))]

    def questions(self, texts: Sequence[str]) -> "list[Asked]":
        with one_at_a_time:
            return super().questions(texts)

    def load(self) -> None:
        """Nothing: the app began to load the model when it started, and files that are refused need not wait for it."""
