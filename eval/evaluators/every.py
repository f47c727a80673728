"""All evaluators, in the order in which they are told: first what the case says is right, then what the papers say."""

from eval.evaluators.answerability import AbstainsWhenItShould, AnswersWhenItCan
from eval.evaluators.citations import ItemRight, MeetingDateRight, PageRight, PaperRight, QuoteVerbatim
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
from eval.support.exact import exactly
from eval.support.judge import Judge, by_judge

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


def every(judge: Judge | None = None) -> tuple[Evaluator, ...]:
    """All evaluators, each once; last, where there is a judge, recall and precision by it under names of their own."""
    return (
        *OF_CASES,
        QuoteVerbatim(),
        PageRight(),
        PaperRight(),
        MeetingDateRight(),
        ItemRight(),
        CitationRecall(exactly),
        CitationPrecision(exactly),
        Stability(),
        Latency(),
        *((CitationRecall(by_judge(judge), judge.name), CitationPrecision(by_judge(judge), judge.name)) if judge else ()),
    )
