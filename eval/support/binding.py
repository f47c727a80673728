"""Whether a figure stands in a text where the sentence puts it: beside its date, or in its row and column.

In `attendance was 55.4 per cent, down from 58.7 per cent in the year that ended in July 2021` both figures stand, but a
sentence that gives 58.7 for another year has the wrong one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import Protocol, TypeVar

from eval.support.dates import Named, dates_of, same_time
from eval.support.figures import Figure, figures_of, same_figure
from eval.support.texts import Text, Unit, Word, places_of

_CLAUSE = 30  # characters that a pause counts for
# A pause, but not the commas of a name: Education, Health and Care Plan
_PAUSE = re.compile(r",(?!\s*[A-Z\d])(?:\s+(?:and|but|or|against|compared with))?|[;:]|\b(?:and(?!\s[A-Z])|but|against|compared with)\b")
_LASTS = re.compile(r"^[’'\s-]+(?:years?|months?|weeks?|days?|hours?)\b")  # five years
_TO = re.compile(r"^\s*to\s|^[^.;]{0,40}\bof\s+(?:which|whom)\s+$")  # from 612 to 548 ; 14 withdrawals, of which three
_LETTERS = re.compile(r"[^\W\d_]+")
_DIFFERENCE_BEFORE = re.compile(r"\bby\s+$")  # fell by 18
_DIFFERENCE_BEHIND = re.compile(r"^\s*(?:(?:\S+\s+)?(?:more|less|fewer|higher|lower)|over|under|above|below)\b")  # £1.3m above
_JOINED = re.compile(r"\b(?:and|but|since)\b|;|,\s+to\b")
_OF_ANOTHER = re.compile(r"(?:\d|[a-z]{3})\s++of\s++(?:(?:the|its|all)\s*+)?$", re.I)  # 12 of the 23


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
    wrong = [reason for unit in prose for reason in _far_apart(sentence, figures, unit)]
    wrong += [reason for figure in figures if _has(figure, prose) for reason in _beside_another(figure, sentence, figures, dates, prose)]
    return wrong + [reason for rows in tables for reason in _out_of_place(sentence, figures, dates, rows)]


def _has(figure: Figure, units: Sequence[Unit]) -> bool:
    return any(same_figure(figure, found) for unit in units for found in unit.figures)


def _far_apart(sentence: str, figures: Sequence[Figure], unit: Unit) -> Iterator[str]:
    """Figures that a sentence pairs, `£375 would cost £214,000`, and between which a text has two or more others of their kind."""
    for one, other in pairwise(figures):
        if one.unit != other.unit or _parted(one, other, sentence):
            continue
        alike = [f for f in unit.figures if f.unit == one.unit]
        at = [n for n, f in enumerate(alike) if same_figure(one, f)]
        behind = [n for n, f in enumerate(alike) if same_figure(other, f)]
        if at and behind and min(abs(a - b) for a in at for b in behind) > 2:
            yield f"{one.written} and {other.written} are not of one thing there."


def _beside_another(
    figure: Figure, sentence: str, figures: Sequence[Figure], dates: Sequence[Named], units: Sequence[Unit]
) -> Iterator[str]:
    """Why a figure is not where the sentence puts it: by the date that it is nearest to, or by most of the words in its clause."""
    if _DIFFERENCE_BEFORE.search(sentence[: figure.start]) or _DIFFERENCE_BEHIND.search(sentence[figure.end :]):
        return
    for named in dates:
        if (
            _nearest(named, figures, sentence) is figure
            and _nearest(figure, dates, sentence) is named
            and not _apart(named, figure, sentence)
        ):
            votes = {_vote(figure, figures, d, unit) for unit in units for d in unit.dates if same_time(named, d)}
            allowed = {_Vote.ITS_OWN, _Vote.BOTH_SAID} if len(dates) == 1 else {_Vote.ITS_OWN}
            if votes & allowed:
                return
            if votes - {_Vote.NONE} or all(_dated_otherwise(figure, unit) for unit in units if _has(figure, [unit])):
                yield f"{figure.written} is not of {named.written} there."
                return
    if _OF_ANOTHER.search(sentence[: figure.start]) or _TO.match(sentence[figure.end :]):
        return
    holders = [f for f in figures if f is figure or not (_OF_ANOTHER.search(sentence[: f.start]) or _LASTS.match(sentence[f.end :]))]
    words = [w for w in places_of(sentence) if _nearest(w, holders, sentence) is figure and not _parted(w, figure, sentence)]
    places = [(unit, place) for unit in units for place in places_of(unit.text)]
    cast: list[tuple[float, _Vote]] = []
    for word in words:
        here = [(unit, place) for unit, place in places if place.stem == word.stem]
        vote = _best(_vote(figure, figures, place, unit) for unit, place in here)
        if vote is not _Vote.NONE:
            between = len(_LETTERS.findall(sentence[min(word.end, figure.end) : max(word.start, figure.start)]))
            cast.append((_weight(word) / len(here) / (1 + between), vote))  # a word far off, or one that stands in many places, tells less
    if cast and sum(weight * _AGAINST[vote] for weight, vote in cast) >= sum(weight for weight, _ in cast) / 2:
        yield f"{figure.written} is of something else there."


def _weight(word: Word) -> float:
    return 2.0 if len(word.stem) == 1 else 1.0  # the B of option B


class _Vote(Enum):
    """Whose a date or word of a text is, of the figures of one kind in its sentence."""

    NONE = 0  # nobody's: there is no such figure
    ANOTHER = 1
    BOTH_SAID = 2  # another's, which the sentence gives too
    ITS_OWN = 3


_AGAINST = {_Vote.ANOTHER: 1.0, _Vote.BOTH_SAID: 0.4, _Vote.ITS_OWN: 0.0}


def _vote(figure: Figure, figures: Sequence[Figure], anchor: Placed, unit: Unit) -> _Vote:
    alike = [found for found in unit.figures if found.unit == figure.unit]
    if not alike:
        return _Vote.NONE
    # of `£38,130 of the £60,000 had been spent` the first was spent
    whole = [f for f in alike if f.start > anchor.start or not _OF_ANOTHER.search(unit.text[: f.start])] or alike
    nearest = _nearest(anchor, whole, unit.text)
    behind = next((f for f in alike if f.start > nearest.start), None)
    moved = behind if behind and _TO.match(unit.text[nearest.end : behind.start]) else None
    if same_figure(figure, nearest) or (moved and same_figure(figure, moved)):
        return _Vote.ITS_OWN
    return _Vote.BOTH_SAID if any(same_figure(f, nearest) for f in figures) else _Vote.ANOTHER


def _best(votes: Iterable[_Vote]) -> _Vote:
    """Of a word that stands in several places the one that speaks for the figure most."""
    return max(votes, key=lambda vote: vote.value, default=_Vote.NONE)


def _dated_otherwise(figure: Figure, unit: Unit) -> bool:
    """Whether a figure of a sentence that does not name the date has a date of its own: `64 when closure was proposed in December 2021`."""
    for found in unit.figures:
        if same_figure(figure, found) and unit.dates:
            own = _nearest(found, unit.dates, unit.text)
            if _nearest(own, unit.figures, unit.text) is found and not _apart(own, found, unit.text):
                return True
    return False


def _apart(one: Placed, other: Placed, text: str) -> bool:
    """Whether two things are in clauses joined by `and` or `but`: no comma parts `In 2021, 41.7 per cent`."""
    first, second = sorted((one, other), key=lambda placed: placed.start)
    return _JOINED.search(text[first.end : second.start]) is not None


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


def _out_of_place(sentence: str, figures: Sequence[Figure], dates: Sequence[Named], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Why a figure is not in the row and the column of a table that the sentence names."""
    header, body = rows[0], rows[1:]
    of_header = [f for cell in header for f in figures_of(cell, [(d.start, d.end) for d in dates_of(cell)])]
    of_rows = [figures_of(row[0]) for row in body]
    cells = [f for f in figures if not any(same_figure(f, h) for h in (*of_header, *(one for row in of_rows for one in row)))]
    said = _stems(sentence)
    named = [
        len(_stems(row[0]) & said) + sum(any(same_figure(f, one) for f in figures) for one in own)
        for row, own in zip(body, of_rows, strict=True)
    ]
    for figure in cells:
        places = [(r, c) for r, row in enumerate(body) for c, cell in enumerate(row) if c and _is(figure, cell)]
        if not places or _DIFFERENCE_BEHIND.search(sentence[figure.end :]):
            continue
        columns = _columns_named_by(figure, sentence, cells, dates, header)
        if not any(named[r] == max(named) for r, _ in places):
            yield f"{figure.written} stands in another row, {body[places[0][0]][0]}."
        elif columns and not any(c in columns for _, c in places):
            yield f"{figure.written} stands in another column than {header[min(columns)]}."


def _columns_named_by(figure: Figure, sentence: str, cells: Sequence[Figure], dates: Sequence[Named], header: Sequence[str]) -> set[int]:
    """The columns whose headers the sentence names beside the figure."""
    columns: set[int] = set()
    for column, title in enumerate(header):
        for mention in _said_at(title, sentence, dates) if column else ():
            behind = [f for f in cells if f.start >= mention.end] if sentence[mention.end : mention.end + 1] == ":" else []
            if _nearest(mention, behind or cells, sentence) is figure:
                columns.add(column)
    return columns


def _said_at(title: str, sentence: str, dates: Sequence[Named]) -> list[Placed]:
    """Where a sentence names a column: by its date, by its figure, or by all its telling words."""
    in_title = dates_of(title)
    if in_title:
        return [d for d in dates if any(same_time(t, d) or _year_of(t, d) for t in in_title)]
    figures = figures_of(title)
    if figures:
        return [f for f in figures_of(sentence) if any(same_figure(f, t) and f.unit == t.unit for t in figures)]
    match = re.search(r"\W+".join(rf"{re.escape(word[:5])}\w*" for word in re.findall(r"\w+", title)) or r"(?!)", sentence, re.I)
    return [Word("", *match.span())] if match else []


def _year_of(title: Named, said: Named) -> bool:
    return title.month is None and title.to is None and said.to is None and title.year == said.year


def _is(figure: Figure, cell: str) -> bool:
    return any(same_figure(figure, found) for found in figures_of(cell))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in places_of(text)) | frozenset(re.findall(r"\b[A-Z]\b", text))  # Option D
