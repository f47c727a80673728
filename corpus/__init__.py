"""What the papers say, and where it is kept. Imports none of our other packages.

What others may build on: `Store`, the papers held, and `Embedder`, the model that its vectors are made with. Both are imported when they
are first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.embedding.embedder import Embedder
    from corpus.store.store import Store

__all__ = ["Embedder", "Store"]

_HOMES = {"Embedder": "corpus.embedding.embedder", "Store": "corpus.store.store"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'corpus' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
