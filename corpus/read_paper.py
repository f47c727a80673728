"""A paper with everything that reading it gave."""

from dataclasses import dataclass

from corpus.models import Abbreviation, Page, Paper, Part, Passage, RunningLine
from corpus.register import Entry


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper with everything that reading it gave: what the store takes in, whole. It has no use for the running lines.

    `cut_short` says which pages the machine did not read to their end, and why: read again, they may have more.
    `attached` are the names of the files within its own, each a paper of its own.
    """

    paper: Paper
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    parts: tuple[Part, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    register: tuple[Entry, ...] = ()
    running: tuple[RunningLine, ...] = ()
    cut_short: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
