"""The catalogue: papers, their pages, passages and vectors, and the files refused, in one SQLite file that decides what is held."""

from corpus.store.catalogue.held import Catalogue

__all__ = ["Catalogue"]
