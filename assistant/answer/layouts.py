"""What was asked and what was found -> the shape of the answer, made."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.citations import Cited
from assistant.answer.comparison import comparison
from assistant.answer.decision import decision
from assistant.answer.figure import figure
from assistant.answer.lines import AnswerParts, Phrase
from assistant.answer.listing import asks_for_list, listing
from assistant.answer.messages import NOT_GUESSED
from assistant.answer.plain import plain
from assistant.answer.several import several
from assistant.answer.timeline import timeline
from assistant.query.parse import Understood, Wants

_WHEN_WE = re.compile(
    r"\bwhen\s+(?:did|have|has|do|was|were)\s+(?:we|members|councillors|cabinet|council|the\s+(?:\w+\s+){0,4}(?:panel|committee|cabinet|board|council))\b"
    r"|\b(?:which|what|how\s+many)\s+meetings?\b|\bhow\s+often\s+(?:did|do|have)\s+we\b|\bwhen\b.{0,300}\blast\s+(?:discuss|consider|look|review|debat)\w*",
    re.I,
)  # When did we last look at gritting? ; Which meetings discussed the library?
_COMPARES = re.compile(
    r"\bcompar\w*|\bversus\b|\bvs\b|\bdiffer\w*|\bbetween\b.+\band\b|\bmore\b.+\bthan\b"
    r"|\b(?:up|down|ris\w+|rose|fell|fall\w*|chang\w+|grow\w*|grew)\b",
    re.I,
)  # compared with 2019/20 ; did it go up between March and June
_SIDE = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\b")  # 2019/20
_YES_NO = re.compile(
    r"^(?:and\s+|but\s+|so\s+)?(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should|must|may)\b(?!\s+you\b)", re.I
)  # Did Cabinet agree to it? ; not: Can you tell me


def answer_parts(understood: Understood, cited: Sequence[Cited]) -> AnswerParts:
    """The answer of verified citations, in the shape that fits what was asked; plain where what was found does not fill it."""
    parts = _shaped(understood, cited)
    if _YES_NO.match(understood.text):
        parts = replace(parts, lines=(Phrase(NOT_GUESSED), *parts.lines))
    return parts


def _shaped(understood: Understood, cited: Sequence[Cited]) -> AnswerParts:
    text = understood.text
    made: AnswerParts | None = None
    sides = list(dict.fromkeys(_SIDE.findall(text)))
    if len(sides) > 1 and _COMPARES.search(text):
        made = comparison(understood, cited, sides)
    if made is None and _WHEN_WE.search(text):
        made = timeline(understood, cited)
    if made is None and understood.wants is Wants.DECISION:
        made = decision(understood, cited)
    if made is None and cited and asks_for_list(understood, cited[0].passage):
        made = listing(understood, cited)
    if made is None and understood.wants is Wants.FIGURE:
        made = several(understood, cited)
    if made is not None:
        return made
    return plain(understood, cited) if understood.wants in (Wants.PASSAGE, Wants.DECISION) else figure(understood, cited)
