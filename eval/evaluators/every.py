"""All evaluators, in the order in which they are told: first what the case says is right, then what the papers say."""

from eval.evaluators.citations import ItemRight, MeetingDateRight, PageRight, PaperRight, QuoteVerbatim
from eval.evaluators.declining import AbstainsWhenItShould, AnswersWhenItCan
from eval.evaluators.evaluator import Evaluator
from eval.evaluators.evidence import (
    DateRightWhereFound,
    EvidenceAll,
    EvidenceAny,
    EvidenceFirst,
    RightPaperInFirstFive,
    RightPassageInFirstFive,
)
from eval.evaluators.facts import FactsInText, FactsInTextOrQuotes, Right
from eval.evaluators.lexical import words_and_figures
from eval.evaluators.running import Latency, Stability
from eval.evaluators.support import CitationPrecision, CitationRecall, Supports

SUPPORTS = Supports(words_and_figures, least=0.8)
"""What counts as support where nothing else is said. The one place to change it."""

OF_CASES: tuple[Evaluator, ...] = (
    AnswersWhenItCan(),
    AbstainsWhenItShould(),
    EvidenceAny(),
    EvidenceFirst(),
    EvidenceAll(),
    FactsInText(),
    FactsInTextOrQuotes(),
    DateRightWhereFound(),
    Right(),
    RightPaperInFirstFive(),
    RightPassageInFirstFive(),
)
"""What a case says of an answer. Most are figures of shared/questions/score.py, to the digit."""


def every(supports: Supports = SUPPORTS) -> tuple[Evaluator, ...]:
    """All evaluators, each once."""
    return (
        *OF_CASES,
        QuoteVerbatim(),
        PageRight(),
        PaperRight(),
        MeetingDateRight(),
        ItemRight(),
        CitationRecall(supports),
        CitationPrecision(supports),
        Stability(),
        Latency(),
    )
