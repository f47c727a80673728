"""Whether papers count a thing: a figure together with it, in one sentence or in a list that it opens."""

import re
from collections.abc import Sequence

from corpus.models import Passage, PassageKind
from corpus.numbers import countable, has_count
from corpus.store.bm25 import stems
from corpus.text import readable, sentence_spans

_BEFORE, _AFTER = 8, 2  # words between a figure and what it counts: `80 or so of the families known to it`, `Libraries: 17`
_POINT = re.compile(r"\s[•●▪–-]\s")  # points of a list on one line
_AMOUNT = re.compile(r"\b(?:number|total|average|proportion|percentage|share)\b", re.I)  # not `sufficient numbers of`


def is_counted(thing: tuple[str, ...], passages: Sequence[Passage]) -> bool:
    """Whether any passage counts a thing, given by its stems: `foster`, `carer`."""
    heads = set(thing[-2:])
    # Most texts speak of other things: they are not cut into sentences.
    speaking = [passage for passage in passages if heads & set(stems(passage.indexed))]
    return any(_row_counts(passage, thing) or _text_counts(passage, thing) for passage in speaking)


def _text_counts(passage: Passage, thing: tuple[str, ...]) -> bool:
    return any(_line_counts(readable(line), thing) for line in (passage.stands_under, passage.lead, passage.said))


def _row_counts(passage: Passage, thing: tuple[str, ...]) -> bool:
    """A row of a table counts what it is called: `Calls about a road | none | 2,140`."""
    label, *cells = passage.body.split("\t")
    is_row = passage.kind is PassageKind.TABLE_ROW and tuple(stems(label)[: len(thing)]) == thing
    return is_row and any(map(has_count, countable(" ".join(cells)).split()))


def _line_counts(line: str, thing: tuple[str, ...]) -> bool:
    opening, *points = _POINT.split(line)
    sentences = [opening[start:end] for start, end in sentence_spans(opening)]
    if sentences and sentences[-1].endswith(":") and _speaks_of(sentences[-1], thing) and any(map(_begins_with_count, points)):
        return True  # Lorries bought for the winter: - 14 for Wenlow
    sentences += [point[start:end] for point in points for start, end in sentence_spans(point)]
    return any(_counts(sentence, thing) for sentence in sentences)


def _begins_with_count(point: str) -> bool:
    return any(map(has_count, countable(point).split()[:1]))


def _speaks_of(text: str, thing: tuple[str, ...]) -> bool:
    """Whether a text has the thing: of several words two, of which one is among the last two."""
    here = set(stems(text))
    return bool(here & set(thing[-2:])) and len(here & set(thing)) >= min(len(thing), 2)


def _counts(sentence: str, thing: tuple[str, ...]) -> bool:
    """Whether a figure stands close to the thing, or the sentence gives `the average number of …`."""
    if not _speaks_of(sentence, thing):
        return False
    words = countable(sentence).split()
    figures = [at for at, word in enumerate(words) if has_count(word)]
    if figures and _AMOUNT.search(sentence):
        return True
    heads = [at for at, word in enumerate(words) if set(stems(word)) & set(thing[-2:])]
    return any(-_AFTER <= head - figure <= _BEFORE for head in heads for figure in figures)
