"""The catalogue: papers, their pages, passages and vectors, and the files refused, in one SQLite file that decides what is held."""

from corpus.catalogue.held import Catalogue

__all__ = ["Catalogue"]
