"""Several papers or periods that give different figures for the same thing: said so, and each shown with its date, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.citations import Cited
from assistant.answer.lines import AnswerParts, Phrase, Quoted
from assistant.answer.messages import FIGURES_DIFFER
from assistant.answer.quoted_lines import line_of, see_also
from assistant.models import Shape
from assistant.query.parse import Understood
from corpus.numbers import figures_in
from corpus.store.bm25 import stems
from corpus.text import readable

_LOOKED_AT = 5  # citations: what stands further down speaks of other things
_ALIKE = 0.75  # share of the words, figures apart, that two statements of one thing have in common
_FEWEST = 5  # words of a statement
_SHOWN, _CONTEXT = 4, 2


@dataclass(frozen=True, slots=True)
class _Said:
    words: frozenset[str]
    figures: frozenset[str]


def several(understood: Understood, cited: Sequence[Cited]) -> AnswerParts | None:
    """None where the first citation's statement stands in no other in like words with other figures."""
    if not cited:
        return None
    first = _said(cited[0])
    others = [one for one in cited[1:_LOOKED_AT] if _of_another_date(one, cited[0]) and _differ(first, _said(one))]
    if not others:
        return None
    alike = sorted([cited[0], *others][:_SHOWN], key=lambda one: (-_day(one), one.citation.n))
    rest = [one for one in cited if one not in alike]
    lines: list[Quoted | Phrase] = [Phrase(FIGURES_DIFFER), *(line_of(one, understood) for one in alike)]
    lines += [line_of(one, understood) for one in rest[:_CONTEXT]]
    return AnswerParts(Shape.SEVERAL, (*lines, *see_also(rest[_CONTEXT:])))


def _said(cited: Cited) -> _Said:
    text = readable(f"{cited.passage.heading or ''} {cited.citation.quote}" if "\t" in cited.citation.quote else cited.citation.quote)
    return _Said(frozenset(stem for stem in stems(text) if not stem[0].isdigit()), frozenset(figures_in(text)))


def _differ(a: _Said, b: _Said) -> bool:
    shared = len(a.words & b.words)
    return (
        min(len(a.words), len(b.words)) >= _FEWEST
        and shared >= _ALIKE * max(len(a.words), len(b.words))
        and bool(a.figures and b.figures)
        and a.figures != b.figures
    )


def _of_another_date(a: Cited, b: Cited) -> bool:
    return a.citation.meeting.date != b.citation.meeting.date or a.citation.paper.id != b.citation.paper.id


def _day(cited: Cited) -> int:
    date = cited.citation.meeting.date
    return date.toordinal() if date else 0
