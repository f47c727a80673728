"""Paper file -> passages.

What others may build on: `ingest` takes files into a store, `papers_in` lists the files of folders; in llama-index's shapes `PaperReader`
and `PaperNodeParser`. Everything is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.folder import ingest, papers_in
    from ingest.nodes import PaperNodeParser, PaperReader

__all__ = ["PaperNodeParser", "PaperReader", "ingest", "papers_in"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'ingest' has no attribute {name!r}")
    return getattr(import_module("ingest.nodes" if name.startswith("Paper") else "ingest.folder"), name)
