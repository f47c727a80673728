"""Whether a figure stands in a text where the sentence puts it: beside its date, or in its row and column.

In `attendance was 55.4 per cent, down from 58.7 per cent in the year that ended in July 2021` both figures stand, but a
sentence that gives 58.7 for another year has the wrong one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Protocol, TypeVar

from corpus.words import stems
from eval.support.dates import Named, dates_of, same_time
from eval.support.figures import Figure, figures_of, same_figure
from eval.support.texts import Text, Unit, places_of

_CLAUSE = 30  # characters that a pause counts for
_PAUSE = re.compile(r"[,;:](?!\d)|\band\b|\bbut\b|\bagainst\b|\bcompared with\b")
_OF_ANOTHER = re.compile(r"\d\s+of\s+(?:the\s+|its\s+)?$|(?:[a-z]{3,})\s+of\s+the\s+$", re.I)  # 12 of the 23
_DIFFERENCE = re.compile(r"\bby\s+$")  # fell by 18


class Placed(Protocol):
    """Something at [start, end) of a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def misplaced(sentence: str, texts: Sequence[Text]) -> list[str]:
    """What the sentence puts beside a figure and the texts put beside another, in plain words."""
    dates = dates_of(sentence)
    figures = figures_of(sentence, [(named.start, named.end) for named in dates])
    tables = [text.rows for text in texts if len(text.rows) > 1]
    prose = [unit for text in texts for unit in text.units if "\t" not in unit.text]
    wrong = [reason for figure in figures if _has(figure, prose) for reason in _beside_another(figure, sentence, figures, dates, prose)]
    return wrong + [reason for rows in tables for reason in _out_of_place(sentence, figures, dates, rows)]


def _has(figure: Figure, units: Sequence[Unit]) -> bool:
    return any(same_figure(figure, found) for unit in units for found in unit.figures)


def _beside_another(
    figure: Figure, sentence: str, figures: Sequence[Figure], dates: Sequence[Named], units: Sequence[Unit]
) -> Iterator[str]:
    """Why a figure is not where the sentence puts it: by the date that it is nearest to, or by most of the words in its clause."""
    for named in dates:
        if _nearest(named, figures, sentence) is figure and _nearest(figure, dates, sentence) is named:
            votes = {_vote(figure, figures, d, unit) for unit in units for d in unit.dates if same_time(named, d)}
            allowed = {_Vote.ITS_OWN, _Vote.BOTH_SAID} if len(dates) == 1 else {_Vote.ITS_OWN}
            if votes & allowed:
                return
            if votes - {_Vote.NONE}:
                yield f"{figure.written} is not of {named.written} there."
                return
    if _DIFFERENCE.search(sentence[max(0, figure.start - 4) : figure.start]):
        return
    holders = [f for f in figures if not _OF_ANOTHER.search(sentence[: f.start])] or figures
    words = [w for w in places_of(sentence) if _nearest(w, holders, sentence) is figure and not _parted(w, figure, sentence)]
    votes_of_words = [_best(_vote(figure, figures, w, unit) for unit in units for w in places_of(unit.text) if w.stem == word.stem) for word in words]
    cast = [vote for vote in votes_of_words if vote is not _Vote.NONE]
    against = sum(_AGAINST[vote] for vote in cast)
    if len(cast) > 1 and against > len(cast) / 2:
        yield f"{figure.written} is of something else there."


class _Vote(Enum):
    """Whose a date or word of a text is, of the figures of one kind in its sentence."""

    NONE = 0  # nobody's: there is no such figure
    ANOTHER = 1
    BOTH_SAID = 2  # another's, which the sentence gives too
    ITS_OWN = 3


_AGAINST = {_Vote.ANOTHER: 1.0, _Vote.BOTH_SAID: 0.5, _Vote.ITS_OWN: 0.0}


def _vote(figure: Figure, figures: Sequence[Figure], anchor: Placed, unit: Unit) -> _Vote:
    alike = [found for found in unit.figures if found.unit == figure.unit]
    if not alike:
        return _Vote.NONE
    nearest = _nearest(anchor, alike, unit.text)
    if same_figure(figure, nearest):
        return _Vote.ITS_OWN
    return _Vote.BOTH_SAID if any(same_figure(f, nearest) for f in figures) else _Vote.ANOTHER


def _best(votes: Iterable[_Vote]) -> _Vote:
    """Of a word that stands in several places the one that speaks for the figure most."""
    return max(votes, key=lambda vote: vote.value, default=_Vote.NONE)


def _parted(one: Placed, other: Placed, text: str) -> bool:
    first, second = sorted((one, other), key=lambda placed: placed.start)
    return _PAUSE.search(text[first.end : second.start]) is not None


_P = TypeVar("_P", bound=Placed)


def _nearest(to: Placed, among: Sequence[_P], text: str) -> _P:
    return min(among, key=lambda one: _gap(to, one, text))


def _gap(one: Placed, other: Placed, text: str) -> int:
    """Characters between two things of a text; one that stands in another clause is farther."""
    first, second = sorted((one, other), key=lambda placed: placed.start)
    between = text[first.end : second.start]
    return len(between) + _CLAUSE * len(_PAUSE.findall(between))


def _out_of_place(sentence: str, figures: Sequence[Figure], dates: Sequence[Named], rows: Sequence[Sequence[str]]) -> list[str]:
    """Figures of the sentence that the table has in another row or column than the sentence names."""
    header, body = rows[0], rows[1:]
    of_header = [f for cell in header for f in figures_of(cell, [(d.start, d.end) for d in dates_of(cell)])]
    cells = [f for f in figures if not any(same_figure(f, h) for h in of_header)]
    said = _stems(sentence)
    row_scores = [_share(_stems(row[0]), said) for row in body]
    best = max(row_scores, default=0.0)
    wrong = []
    for figure in cells:
        places = [(r, c) for r, row in enumerate(body) for c, cell in enumerate(row) if c and _is(figure, cell)]
        if not places:
            continue
        if best and not any(row_scores[r] == best for r, _ in places):
            wrong.append(f"{figure.written} stands in another row, {body[places[0][0]][0]}.")
        elif column := _column_named_by(figure, sentence, cells, dates, header):
            if not any(c == column for _, c in places):
                wrong.append(f"{figure.written} stands in another column than {header[column]}.")
    return wrong


def _column_named_by(figure: Figure, sentence: str, cells: Sequence[Figure], dates: Sequence[Named], header: Sequence[str]) -> int | None:
    """The column whose header the sentence names beside the figure, if it names one."""
    named: list[tuple[int, int, int]] = []  # how far, how little of the header is said, which column
    for column, title in enumerate(header):
        if not column:
            continue
        for at in _said_at(title, sentence, dates):
            nearest = min(cells, key=lambda f: abs(f.start - at))
            if nearest is figure:
                named.append((-len(title), abs(figure.start - at), column))
    return min(named)[2] if named else None


def _said_at(title: str, sentence: str, dates: Sequence[Named]) -> list[int]:
    """Where a sentence names a column: by its date, by its figure, or by all its telling words."""
    in_title = dates_of(title)
    if in_title:
        return [d.start for d in dates if any(same_time(t, d) or _year_of(t, d) for t in in_title)]
    figures = figures_of(title)
    if figures:
        return [f.start for f in figures_of(sentence) if any(same_figure(f, t) and f.unit == t.unit for t in figures)]
    match = re.search(r"\W+".join(rf"{re.escape(word[:5])}\w*" for word in re.findall(r"\w+", title)) or r"(?!)", sentence, re.I)
    return [match.start()] if match else []


def _year_of(title: Named, said: Named) -> bool:
    return title.month is None and title.to is None and said.to is None and title.year == said.year


def _is(figure: Figure, cell: str) -> bool:
    return any(same_figure(figure, found) for found in figures_of(cell))


def _stems(text: str) -> frozenset[str]:
    return frozenset([*stems(text), *re.findall(r"\b[A-Z]\b", text)])  # Option D


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part) if part else 0.0
