"""A decision: who decided what, when, with the result; then the discussion in brief quotes."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.citations import Cited
from assistant.answer.lines import AnswerParts, Phrase, Quoted
from assistant.answer.messages import DISCUSSION, decided
from assistant.answer.quoted_lines import line_of, see_also
from assistant.models import Shape
from assistant.query.parse import Understood

_DECISIONS, _DISCUSSION = 3, 2  # lines


def decision(understood: Understood, cited: Sequence[Cited]) -> AnswerParts | None:
    """None where nothing cited decides or asks for anything: the passages are then shown as they are."""
    decisions = [one for one in cited if one.citation.decision is not None][:_DECISIONS]
    if not decisions:
        return None
    others = [one for one in cited if one not in decisions]
    discussion, rest = others[:_DISCUSSION], others[_DISCUSSION:]
    lines: list[Quoted | Phrase] = [_decided(one, understood) for one in decisions]
    if discussion:
        lines += [Phrase(DISCUSSION), *(line_of(one, understood) for one in discussion)]
    return AnswerParts(Shape.DECISION, (*lines, *see_also(rest)))


def _decided(cited: Cited, understood: Understood) -> Quoted:
    """`Cabinet, 7 July 2023 (carried by five votes to two, moved by Cllr Ode): “…” [1]`."""
    line = line_of(cited, understood)
    told = decided(cited.citation.decision)
    return replace(line, where=f"{line.where} ({told})") if told else line
