"""All evaluators, in the order in which they are told: first what the case says is right, then what the papers say."""

from collections.abc import Sequence

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
from eval.evaluators.running import Latency, Stability
from eval.evaluators.support import CitationPrecision, CitationRecall
from eval.support.functions import BY_WORDS
from eval.support.supports import Supports

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


def every(by_models: Sequence[Supports] = ()) -> tuple[Evaluator, ...]:
    """All evaluators, each once; last, under names of their own, recall and precision by each support function that needs a model."""
    return (
        *OF_CASES,
        QuoteVerbatim(),
        PageRight(),
        PaperRight(),
        MeetingDateRight(),
        ItemRight(),
        CitationRecall(BY_WORDS),
        CitationPrecision(BY_WORDS),
        Stability(),
        Latency(),
        *(evaluator(supports, supports.name) for supports in by_models for evaluator in (CitationRecall, CitationPrecision)),
    )
