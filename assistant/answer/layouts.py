"""What was asked and what was found -> the lines of the answer: a function for each way in which an answer can be laid out.

An answer is made of verbatim quotes and fixed phrases alone. A layout that what was found does not fill gives None.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.citations import Cited
from assistant.answer.lines import line_of, lines_of, see_also, where_of
from assistant.answer.messages import (
    DISCUSSION,
    FIGURES_DIFFER,
    NOT_FOUND,
    NOT_GUESSED,
    decided,
    nearest_told,
    searched_told,
    why_told,
)
from assistant.models import AnswerLine, Evidence, Heading, Phrase, Quote, Searched, SearchedLine, Shape
from assistant.query.models import AnswerType, Query
from assistant.retrieval.answerability import Reason
from corpus.dates import years_in
from corpus.models import Passage, PassageKind
from corpus.numbers import figures_in
from corpus.store.bm25 import stems
from corpus.store.catalogue import Catalogue
from corpus.text import readable

_QUOTED = 3  # citations quoted in the answer itself: a wall of quotes is no answer
_OF_EACH_SIDE = 2  # citations for each side of a comparison
_MEETINGS = 6  # of a timeline
# Of the best score. What stands below it has some of the words: a meeting that had looked at something else would be given as one that did.
_SPOKE_OF_IT = 0.75
_FEWEST_ENTRIES = 2  # that make a list
_LOOKED_AT = 5  # citations that may give another figure: what stands further down speaks of other things
_ALIKE = 0.75  # share of the words, figures apart, that two statements of one thing have in common
_FEWEST_WORDS = 5  # of a statement


@dataclass(frozen=True, slots=True)
class Layout:
    """An answer laid out."""

    shape: Shape
    lines: tuple[AnswerLine, ...]


def answer_layout(query: Query, cited: Sequence[Cited]) -> Layout:
    """The answer of verified citations, laid out as fits what was asked; the passages, best first, where nothing else is filled."""
    layout = _fitting(query, cited)
    if query.is_yes_no:
        return Layout(layout.shape, (Phrase(text=NOT_GUESSED), *layout.lines))
    return layout


def _fitting(query: Query, cited: Sequence[Cited]) -> Layout:
    layout: Layout | None = None
    if query.sides:
        layout = comparison(query, cited)
    if layout is None and query.asks_for_meetings:
        layout = timeline(query, cited)
    if layout is None and query.answer_type is AnswerType.DECISION:
        layout = decision(query, cited)
    if layout is None and cited and asks_for_list(query, cited[0].passage):
        layout = listing(cited)
    if layout is None and query.answer_type is AnswerType.FIGURE:
        layout = several(query, cited)
    return layout or passages(query, cited)


def declined(reason: Reason | None, nearest: Sequence[Cited], looked_in: Searched) -> Layout:
    """Why the papers do not answer, and what was searched. `reason` is None where all that was found had to be withheld."""
    why = why_told(reason.kind, reason.named, looked_in) if reason else ""
    first = " ".join(part for part in (NOT_FOUND, why, nearest_told(nearest[0].citation) if nearest else "") if part)
    return Layout(Shape.PLAIN, (Phrase(text=first), SearchedLine(text=searched_told(looked_in))))


def passages(query: Query, cited: Sequence[Cited]) -> Layout:
    """The passages, best first: a figure, date or name with its context where one is asked for."""
    shape = Shape.PLAIN if query.answer_type in (AnswerType.PASSAGE, AnswerType.DECISION) else Shape.FIGURE
    return Layout(shape, tuple(lines_of(cited, query, _QUOTED)))


def decision(query: Query, cited: Sequence[Cited]) -> Layout | None:
    """Who decided what, when, with the result; then the discussion in brief quotes. None where nothing cited decides."""
    decisions = [one for one in cited if one.citation.decision is not None][:_QUOTED]
    if not decisions:
        return None
    others = [one for one in cited if one not in decisions]
    left = _QUOTED - len(decisions)
    discussion, rest = others[:left], others[left:]
    lines: list[AnswerLine] = [_decided(one, query) for one in decisions]
    if discussion:
        lines += [Heading(text=DISCUSSION), *(line_of(one, query) for one in discussion)]
    return Layout(Shape.DECISION, (*lines, *see_also(rest)))


def _decided(cited: Cited, query: Query) -> AnswerLine:
    """`Cabinet, 7 July 2023 (carried by five votes to two, moved by Cllr Ode): “…” [1]`."""
    line = line_of(cited, query)
    told = decided(cited.citation.decision)
    return line.model_copy(update={"where": f"{line.where} ({told})"}) if told else line


def comparison(query: Query, cited: Sequence[Cited]) -> Layout | None:
    """The best citations that speak of each side, the first side first; None where a side has none."""
    chosen: list[Cited] = []
    for side in query.sides:
        speaking = [one for one in cited if _speaks_of(side, one)][:_OF_EACH_SIDE]
        if not speaking:
            return None
        chosen += [one for one in speaking if one not in chosen]
    lines = [line_of(one, query) for one in chosen]
    return Layout(Shape.COMPARISON, (*lines, *see_also([one for one in cited if one not in chosen])))


def _speaks_of(side: str, cited: Cited) -> bool:
    """Whether a passage, its table's heading or columns, or its meeting names the side: a year, a period, a body or a place."""
    meeting = cited.citation.meeting
    text = f"{cited.passage.text} {cited.passage.said} {cited.passage.heading or ''} {meeting.body or ''}"
    years = years_in(side)
    if years:
        return years <= years_in(text) or (meeting.date is not None and years == {meeting.date.year})
    return side.casefold() in text.casefold()


def timeline(query: Query, cited: Sequence[Cited]) -> Layout | None:
    """The best citation of each meeting that spoke of it, newest first; None where fewer than two such meetings with a date are cited."""
    best: dict[tuple[str | None, datetime.date], Cited] = {}
    for one in cited:
        if one.citation.score < _SPOKE_OF_IT * cited[0].citation.score:
            break
        if (date := one.citation.meeting.date) is not None:
            best.setdefault((one.citation.meeting.body, date), one)
    if len(best) < 2:
        return None
    kept = list(best.values())[:_MEETINGS]
    lines = [line_of(one, query) for one in _newest_first(kept)]
    return Layout(Shape.TIMELINE, (*lines, *see_also([one for one in cited if one not in kept])))


def several(query: Query, cited: Sequence[Cited]) -> Layout | None:
    """Papers or periods that give different figures for the same thing, each with its date, newest first.

    None where the first citation's statement stands in no other in like words with other figures.
    """
    if not cited:
        return None
    first = _statement(cited[0])
    others = [one for one in cited[1:_LOOKED_AT] if _of_another_date(one, cited[0]) and _differ(first, _statement(one))]
    if not others:
        return None
    alike = _newest_first([cited[0], *others][:_QUOTED])
    lines = [line_of(one, query) for one in alike]
    return Layout(Shape.SEVERAL, (Phrase(text=FIGURES_DIFFER), *lines, *see_also([one for one in cited if one not in alike])))


@dataclass(frozen=True, slots=True)
class _Statement:
    words: frozenset[str]
    figures: frozenset[str]


def _statement(cited: Cited) -> _Statement:
    text = readable(f"{cited.passage.heading or ''} {cited.citation.quote}" if "\t" in cited.citation.quote else cited.citation.quote)
    return _Statement(frozenset(stem for stem in stems(text) if not stem[0].isdigit()), frozenset(figures_in(text)))


def _differ(a: _Statement, b: _Statement) -> bool:
    shared = len(a.words & b.words)
    return (
        min(len(a.words), len(b.words)) >= _FEWEST_WORDS
        and shared >= _ALIKE * max(len(a.words), len(b.words))
        and bool(a.figures and b.figures)
        and a.figures != b.figures
    )


def _of_another_date(a: Cited, b: Cited) -> bool:
    return a.citation.meeting.date != b.citation.meeting.date or a.citation.paper.id != b.citation.paper.id


def _newest_first(cited: Sequence[Cited]) -> list[Cited]:
    def day(one: Cited) -> int:
        return one.citation.meeting.date.toordinal() if one.citation.meeting.date else 0

    return sorted(cited, key=lambda one: (-day(one), one.citation.n))


def asks_for_list(query: Query, best: Passage) -> bool:
    """Whether a list is asked for and the best passage is one."""
    return best.kind is PassageKind.LIST and query.asks_for_list


def with_whole_list(query: Query, evidence: Sequence[Evidence], catalogue: Catalogue) -> list[Evidence]:
    """The evidence, and after the best of it what else its list has, where a list is asked for: a long one is several passages."""
    if not evidence or not asks_for_list(query, evidence[0].passage):
        return list(evidence)
    best, group = evidence[0], evidence[0].passage.group
    runs = [run for run in catalogue.passages_of(best.passage.paper_id) if group is not None and run.group == group]
    others = [Evidence(passage=run, score=best.score) for run in runs if run.id != best.passage.id]
    return [best, *others, *(one for one in evidence[1:] if group is None or one.passage.group != group)]


def listing(cited: Sequence[Cited]) -> Layout | None:
    """All entries of the list that the first citation is from, with the passages that it runs on over; None where that is no list."""
    runs = _runs_of_first(cited)
    if sum(len(one.passage.entries) for one in runs) < _FEWEST_ENTRIES:
        return None
    lines = [line for one in runs for line in _entries(one, first=one is runs[0])]
    rest = [one for one in cited if one not in runs]
    return Layout(Shape.LIST, (*lines, *see_also(rest)))


def _runs_of_first(cited: Sequence[Cited]) -> list[Cited]:
    """The citations from the list that the first is from, in the order of the paper."""
    first = cited[0].passage
    runs = [one for one in cited if one is cited[0] or (first.group is not None and one.passage.group == first.group)]
    return sorted(runs, key=lambda one: one.passage.position)


def _entries(cited: Cited, *, first: bool) -> list[Quote]:
    """What stands before the entries, without the headings above them, then a line for each of them."""
    passage = cited.passage
    ends = (
        [(passage.body_start, passage.entries[0].start), *((entry.start, entry.end) for entry in passage.entries)]
        if passage.entries
        else []
    )
    texts = [passage.text[start - passage.start : end - passage.start].strip() for start, end in ends] or [passage.body.strip()]
    said = [text for text in texts if text]
    return [Quote(n=cited.citation.n, where=where_of(cited) if first and at == 0 else "", text=text) for at, text in enumerate(said)]
