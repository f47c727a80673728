"""A passage -> the words of it that bear the answer, verbatim: whole sentences or list entries, as many as are read at a glance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.models import Evidence
from assistant.query.models import AnswerType, Query
from assistant.retrieval.scoring import Asked
from corpus.dates import tells_a_time
from corpus.models import Passage, PassageKind
from corpus.numbers import figures_in, has_figure
from corpus.text import is_question, readable, sentence_spans

_WHOLE_LIST = 90  # words: `(a) that it be raised` means nothing without `RECOMMENDED TO CABINET`
_SHORT = 15  # words: a shorter sentence is quoted with its neighbour
_ENTRY = 45  # words up to which an entry of a list is quoted whole
_FITS = 0.3  # what a sentence of the kind asked for (a figure, a date, a name) is worth beside its share of the question's words
_ASKS = 0.4  # taken off a sentence that asks itself, such as a public question: it has the words and no answer
_READ_HERE = 0.5  # the cross-encoder read the answer here
_SAME_FIGURE = 0.5  # `that 93% figure` means the sentence with 93%

_MARK = re.compile(r"^(?:[•●▪*–-]|\d{1,3}(?:\.\d{1,3})*[.)])\s+")  # • Roads were swept ; 12. The cost
_NAME = re.compile(r"\b[A-Z][a-z’']+ (?:[A-Z]\. ?)?[A-Z][a-z’']+\b")  # Ann Ode


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a passage's own words, and what they are worth for the question."""

    start: int
    end: int
    worth: float
    entry: bool = False  # a whole entry of a list


def quote_of(evidence: Evidence, query: Query, asked: Asked, most: int) -> str:
    """The best sentences of a passage, of at most about so many words; all of a short one, and a table's row whole."""
    passage = evidence.passage
    body = passage.body.strip()
    if passage.kind is PassageKind.TABLE_ROW and "\t" in body:
        return body
    body = _MARK.sub("", body) or passage.text.strip()
    spans = spans_of(evidence, body, query, asked)
    whole = most if passage.kind in (PassageKind.PARAGRAPH, PassageKind.TABLE_ROW) else max(most, _WHOLE_LIST)
    if len(body.split()) <= whole or len(spans) < 2:
        return body
    first, last = _stretch(body, spans, most)
    return _MARK.sub("", body[spans[first].start : spans[last].end])


def shown_of(passage: Passage, quote: str, most: int) -> str:
    """The stretch of a passage that is shown with a quote: all of it, or the sentences around the quote of at most so many words."""
    if len(passage.text.split()) <= most:
        return passage.text
    at = passage.text.find(quote)
    start, end = at, at + len(quote)
    spans = _cuts(passage, passage.text, passage.start)
    for a, b in spans:
        if a >= end and len(passage.text[start:b].split()) <= most:
            end = b
    for a, b in reversed(spans):
        if b <= start and len(passage.text[a:end].split()) <= most:
            start = a
    return passage.text[start:end]


def spans_of(evidence: Evidence, body: str, query: Query, asked: Asked) -> list[Span]:
    """The sentences and entries of a passage's own words, each with what it is worth (0 to about 2)."""
    passage = evidence.passage
    at = passage.start + passage.text.index(body)
    entries = {(entry.start - at, entry.end - at) for entry in passage.entries}
    spans = []
    for a, b in _cuts(passage, body, at):
        text = readable(body[a:b])
        worth = worth_of(text, query, asked) + (_READ_HERE if _has_the_answer(text, evidence) else 0.0)
        spans.append(Span(a, b, worth, entry=(a, b) in entries))
    return spans


def _has_the_answer(text: str, evidence: Evidence) -> bool:
    """Whether the words of a passage at which an answer was read are of this sentence or entry of it."""
    if evidence.answer_at is None or not text:
        return False
    start = evidence.passage.told.find(text)
    return start >= 0 and start <= evidence.answer_at < start + len(text)


def worth_of(text: str, query: Query, asked: Asked) -> float:
    """How well a sentence bears an answer: its share of the question's words, and whether it has the sort of thing asked for."""
    worth = asked.coverage(text) + _FITS * fits(query.answer_type, text) - (_ASKS if is_question(text) else 0.0)
    return worth + (_SAME_FIGURE if query.figures & set(figures_in(text)) else 0.0)


def fits(answer_type: AnswerType, text: str) -> bool:
    """Whether a text has the sort of thing that is asked for. A year is no figure: `in 2020/21 it rose` counts nothing."""
    match answer_type:
        case AnswerType.FIGURE:
            return has_figure(text)
        case AnswerType.DATE:
            return tells_a_time(text)
        case AnswerType.PERSON:
            return _NAME.search(text) is not None
        case _:
            return False


def _stretch(body: str, spans: Sequence[Span], most: int) -> tuple[int, int]:
    """The spans [first, last] to quote: the best one, then its neighbours, the worthier first, while they fit.

    An entry of a list stands by itself, with those that it announces: the entries beside it say something else.
    """
    first = last = max(range(len(spans)), key=lambda i: (spans[i].worth, -i))

    def words(a: int, b: int) -> int:
        return len(body[spans[a].start : spans[b].end].split())

    opened = False
    while True:
        after = last + 1 if last + 1 < len(spans) and words(first, last + 1) <= most else None
        before = first - 1 if first > 0 and words(first - 1, last) <= most else None
        announces = body[: spans[last].end].endswith(":")
        opened = opened or announces
        if spans[last].entry and not opened:
            break
        if after is not None and (announces or before is None or spans[after].worth >= spans[before].worth):
            last = after
        elif before is not None:
            first = before
        else:
            break
    if not opened and words(first, last) < _SHORT and last + 1 < len(spans):
        last += 1
    return first, last


def _cuts(passage: Passage, text: str, at: int) -> list[tuple[int, int]]:
    """Spans of a text, which begins at character `at` of the page, that can be quoted by themselves: sentences and short entries."""
    entries = [(max(entry.start - at, 0), min(entry.end - at, len(text))) for entry in passage.entries]
    cuts = sorted({0, len(text), *(edge for entry in entries for edge in entry if 0 <= edge <= len(text))})
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        if (start, end) in entries and len(text[start:end].split()) <= _ENTRY:
            spans.append((start, end))
        else:
            spans += [(start + a, start + b) for a, b in sentence_spans(text[start:end])]
    return spans
