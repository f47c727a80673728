"""Whether papers count a thing: a figure together with it, in one sentence or in a list that it opens."""

import re
from collections.abc import Sequence

from assistant.figures import has_count, without_dates
from corpus.text import readable, sentence_spans
from corpus.words import stems

_BEFORE, _AFTER = 5, 2  # words between a figure and what it counts: `80 or so of the families`, `Libraries: 17`
_POINT = re.compile(r"\s[•●▪–-]\s")  # points of a list on one line
_AMOUNT = re.compile(r"\b(?:number|total|average|proportion|percentage|share)\b", re.I)  # not `sufficient numbers of`


def is_counted(thing: tuple[str, ...], texts: Sequence[str]) -> bool:
    """Whether any text counts a thing, given by its stems: `foster`, `carer`."""
    heads = set(thing[-2:])
    # Most texts speak of other things: they are not cut into sentences.
    return any(heads & set(stems(text)) and any(_line_counts(readable(line), thing) for line in text.split("\n")) for text in texts)


def _line_counts(line: str, thing: tuple[str, ...]) -> bool:
    opening, *points = _POINT.split(line)
    sentences = [opening[start:end] for start, end in sentence_spans(opening)]
    if sentences and sentences[-1].endswith(":") and _speaks_of(sentences[-1], thing) and any(map(_begins_with_count, points)):
        return True  # Lorries bought for the winter: - 14 for Wenlow
    sentences += [point[start:end] for point in points for start, end in sentence_spans(point)]
    return any(_counts(sentence, thing) for sentence in sentences)


def _begins_with_count(point: str) -> bool:
    return any(map(has_count, without_dates(point).split()[:1]))


def _speaks_of(text: str, thing: tuple[str, ...]) -> bool:
    """Whether a text has the thing: of several words two, of which one is among the last two."""
    here = set(stems(text))
    return bool(here & set(thing[-2:])) and len(here & set(thing)) >= min(len(thing), 2)


def _counts(sentence: str, thing: tuple[str, ...]) -> bool:
    """Whether a figure stands close to the thing, or the sentence gives `the average number of …`."""
    if not _speaks_of(sentence, thing):
        return False
    words = without_dates(sentence).split()
    figures = [at for at, word in enumerate(words) if has_count(word)]
    if figures and _AMOUNT.search(sentence):
        return True
    heads = [at for at, word in enumerate(words) if set(stems(word)) & set(thing[-2:])]
    return any(-_AFTER <= head - figure <= _BEFORE for head in heads for figure in figures)
