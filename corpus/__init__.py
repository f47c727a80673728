"""What the papers say, and where it is kept. Imports none of our other packages.

What others may build on: `Store`, the papers held; `Embedder`, the model that its vectors are made with, or `DenseEmbedder`, any
embedding of llama-index in its place. Each is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.embedding.dense import DenseEmbedder
    from corpus.embedding.embedder import Embedder
    from corpus.store.store import Store

__all__ = ["DenseEmbedder", "Embedder", "Store"]

_HOMES = {
    "DenseEmbedder": "corpus.embedding.dense",
    "Embedder": "corpus.embedding.embedder",
    "Store": "corpus.store.store",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'corpus' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
