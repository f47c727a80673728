"""A cited text, read once: its words, its sentences and rows, and the figures, dates and stems of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.store.bm25 import stems
from corpus.text import sentence_spans, spoken
from eval.answers import GivenCitation
from eval.support.dates import Named, dates_of
from eval.support.figures import Figure, figures_of, shares_of
from eval.support.wording import telling

_WORD = re.compile(r"[a-z0-9£%]+")
_LETTERS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_LABEL = re.compile(r"(?<=ption )[A-Z]\b")  # option B
_KEPT = 4096  # texts: an answer's citations come again with each of its sentences
_DENIED = re.compile(r"\bnot\s+(?:(?:in|on|by|at|of|for|until|from)\s+)?$")  # and not in September 2024
_POINT = re.compile(r"\n(?=[^\S\n]*+(?:[•*-]|\([a-z]{1,3}\))\s)")  # points of a list: • ; (a)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, point or row of a text."""

    text: str
    stems: frozenset[str]
    figures: tuple[Figure, ...]
    dates: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A cited text. `rows` are the cells of its table's rows, the header first; `words` its words without marks and markup."""

    text: str
    words: str
    units: tuple[Unit, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for unit in self.units for figure in unit.figures)

    @property
    def dates(self) -> tuple[Named, ...]:
        return tuple(named for unit in self.units for named in unit.dates)


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word at [start, end) of its text."""

    stem: str
    start: int
    end: int


@lru_cache(_KEPT)
def places_of(text: str) -> tuple[Word, ...]:
    """The telling words of a text in order: no figures, no dates, none that only frame."""
    words = [Word(stem, m.start(), m.end()) for m in _LETTERS.finditer(blanked(text)) for stem in telling(m[0])]
    labels = [Word(match[0], match.start(), match.end()) for match in _LABEL.finditer(text)]
    return tuple(sorted([*words, *labels], key=lambda word: word.start))


def blanked(text: str) -> str:
    """A text with blanks for its figures, shares and dates, of the same length."""
    dates = dates_of(text)
    figures = figures_of(text, [(named.start, named.end) for named in dates])
    spans = [(named.start, named.end) for named in dates] + [(figure.start, figure.end) for figure in figures]
    for start, end in (*spans, *shares_of(text)):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def cited_text(citation: GivenCitation, in_papers: Sequence[str] = ()) -> str:
    """What a citation tells, a paragraph each: body and date of its meeting, its item, its passage and its quote.

    `in_papers` are the words of the papers that it cites: with item and heading, rows with the headers of their table.
    """
    met = ", ".join(part for part in (citation.body, spoken(citation.date) if citation.date else None) if part)
    quote = citation.quote if citation.quote and citation.quote not in citation.passage else ""
    return "\n\n".join(part for part in (f"{met}." if met else "", citation.item, citation.passage, quote, *in_papers) if part)


def words_of(text: str) -> str:
    """The words and figures of a text in lower case, single blanks between them."""
    return " ".join(_WORD.findall(text.lower().replace("’", "'").replace("'", "")))


@lru_cache(_KEPT)
def text_of(passage: str) -> Text:
    lines = passage.splitlines()
    rows = tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines if "\t" in line)
    units = [_unit(piece) for piece in _pieces(passage)]
    return Text(passage, words_of(passage), tuple(units), rows)


def _pieces(passage: str) -> list[str]:
    """Sentences, points and rows: prose runs over lines, a row is a line."""
    pieces: list[str] = []
    for block in re.split(r"\n\s*\n", passage):
        for point in _POINT.split(block):
            if "\t" in point:
                pieces += [line for line in point.splitlines() if line.strip()]
            else:
                flat = " ".join(point.split())
                pieces += [flat[a:b] for a, b in sentence_spans(flat)]
    return pieces


def _unit(text: str) -> Unit:
    figures, dates = said_of(text)
    return Unit(text, frozenset(stems(text)), figures, dates)


@lru_cache(_KEPT)
def said_of(text: str) -> tuple[tuple[Figure, ...], tuple[Named, ...]]:
    """The figures and dates that a text affirms: not the second of `in January 2025 and not in September 2024`."""
    dates = dates_of(text)
    figures = figures_of(text, [(named.start, named.end) for named in dates])
    return (
        tuple(figure for figure in figures if not _DENIED.search(text[: figure.start])),
        tuple(named for named in dates if not _DENIED.search(text[: named.start])),
    )
