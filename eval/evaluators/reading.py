"""One answer as a reader takes it in, and whether what it cites is the evidence of its case."""

from dataclasses import dataclass
from functools import cached_property

from eval.answers import GivenAnswer, GivenCitation
from eval.cases import Case, CaseType, GoldEvidence
from eval.wording import says_all, says_quote

BUDGET = 600
"""Words of cited passages that a reader is taken to read; the figure of shared/questions/score.py."""


@dataclass(frozen=True)
class Reading:
    """The cited passages in order until the words of the budget are used up, the last one cut short."""

    case: Case
    answer: GivenAnswer

    @property
    def answerable(self) -> bool:
        return self.case.type is not CaseType.UNANSWERABLE

    @cached_property
    def cited(self) -> tuple[tuple[str, GivenCitation], ...]:
        read: list[tuple[str, GivenCitation]] = []
        left = BUDGET
        for citation in self.answer.citations:
            if left <= 0:
                break
            words = citation.passage.split()
            read.append((" ".join(words[:left]), citation))
            left -= len(words)
        return tuple(read)

    @cached_property
    def evidence(self) -> tuple[GoldEvidence, ...]:
        return tuple(evidence for evidence in self.case.evidence if evidence.counts)

    @cached_property
    def found(self) -> tuple[GivenCitation | None, ...]:
        """For each piece of evidence, the first citation that shows it."""
        return tuple(next((c for text, c in self.cited if shows(text, c, evidence)), None) for evidence in self.evidence)

    @property
    def has_any(self) -> bool:
        return any(self.found)

    @property
    def has_first(self) -> bool:
        """Whether the first passage cited is evidence."""
        return any(shows(*self.cited[0], evidence) for evidence in self.evidence) if self.cited else False

    @property
    def seen(self) -> str:
        return " ".join([self.answer.text, *(text for text, _ in self.cited)])


def shows(text: str, citation: GivenCitation, evidence: GoldEvidence) -> bool:
    """Whether a cited text is the evidence: it has the quote, or stands on the page and has all marks."""
    if evidence.quote is not None:
        return says_quote(text, evidence.quote)
    return (citation.file, citation.page) == (evidence.file, evidence.page) and says_all(text, evidence.marks)
