"""A citation to the text that it tells, and a text, read once, to what of it can be looked up in another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.dates import Period, periods_named, printed_dates, times_in, years_in
from corpus.text import spoken
from eval.answers import GivenCitation
from eval.support.figures import Figure, figures_of
from eval.wording import as_printed

_KEPT = 4096  # texts: an answer's citations come again with each of its sentences
_WITH_A_YEAR = re.compile(r"\d{4}")  # 31 March 2023
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)")  # 31st March


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence, or what is cited for it.

    `printed` is its text as printed, in small letters; `undated` has blanks for its times. A time without its year has no days.
    """

    text: str
    undated: str
    printed: str
    figures: tuple[Figure, ...]
    times: tuple[Period, ...]
    years: frozenset[int]


def cited_text(citation: GivenCitation, in_papers: Sequence[str] = ()) -> str:
    """What a citation tells, a paragraph each: body and date of its meeting, its item, its passage and its quote.

    `in_papers` are the words of the papers that it cites: with item and heading, rows with the headers of their table.
    """
    met = ", ".join(part for part in (citation.body, spoken(citation.date) if citation.date else None) if part)
    quote = citation.quote if citation.quote and citation.quote not in citation.passage else ""
    return "\n\n".join(part for part in (f"{met}." if met else "", citation.item, citation.passage, quote, *in_papers) if part)


@lru_cache(_KEPT)
def text_of(text: str) -> Text:
    undated = _undated(text)
    return Text(text, undated, as_printed(text).lower(), figures_of(undated), _times(text), years_in(text))


def _times(text: str) -> tuple[Period, ...]:
    """The times that a text names: with their year, and, as a column of a table may be headed, without."""
    named = periods_named(text, ())
    days = {time.first for time in named if time.first == time.last}
    whole = [Period(spoken(one.day), one.day, one.day) for one in printed_dates(text) if one.day not in days]  # 11/10/2022
    alone = [text[start:end] for start, end in times_in(text) if not _WITH_A_YEAR.search(text[start:end])]
    return (*named, *whole, *(Period(_ORDINAL.sub("", words), None, None) for words in alone))


def _undated(text: str) -> str:
    """A text with blanks for its times, whose days and years are no figures and whose months are no names."""
    for start, end in (*times_in(text), *((one.start, one.end) for one in printed_dates(text))):
        text = text[:start] + " " * (end - start) + text[end:]
    return text
