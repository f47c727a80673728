"""The measures of an answer: one function each, true, false, or None where it does not apply.

They are those of shared/questions/score.py, to the digit, and two more about the first five citations.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from eval.answers import GivenAnswer, GivenCitation
from eval.cases import Case, CaseType, GoldEvidence
from eval.wording import says_all, says_any, says_quote

BUDGET = 600
"""Words of cited passages that a reader is taken to read; the figure of shared/questions/score.py."""

_FIRST = 5  # citations that a person looks at when the paper is what matters: issue 5's own figure


@dataclass(frozen=True)
class Reading:
    """One answer as a reader takes it in: the cited passages in order until the words are used up, the last one cut short."""

    case: Case
    answer: GivenAnswer

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
    def seen(self) -> str:
        return " ".join([self.answer.text, *(text for text, _ in self.cited)])


def shows(text: str, citation: GivenCitation, evidence: GoldEvidence) -> bool:
    """Whether a cited text is the evidence: it has the quote, or stands on the page and has all marks."""
    if evidence.quote is not None:
        return says_quote(text, evidence.quote)
    return (citation.file, citation.page) == (evidence.file, evidence.page) and says_all(text, evidence.marks)


Measure = Callable[[Reading], bool | None]


def _can(measure: Measure) -> Measure:
    """The measure, for questions that the papers can answer."""
    return lambda reading: None if reading.case.type is CaseType.UNANSWERABLE else measure(reading)


def evidence_any(reading: Reading) -> bool:
    return any(reading.found)


def evidence_first(reading: Reading) -> bool:
    return any(shows(*reading.cited[0], evidence) for evidence in reading.evidence) if reading.cited else False


def evidence_all(reading: Reading) -> bool:
    return all(found for found, evidence in zip(reading.found, reading.evidence, strict=True) if not evidence.alt)


def facts_in_text(reading: Reading) -> bool:
    return all(says_any(reading.answer.text, fact) for fact in reading.case.must_contain)


def facts_in_text_or_quotes(reading: Reading) -> bool:
    return all(says_any(reading.seen, fact) for fact in reading.case.must_contain)


def date_right_where_found(reading: Reading) -> bool | None:
    pairs = [(found.date, evidence.dated) for found, evidence in zip(reading.found, reading.evidence, strict=True) if found]
    return all(given == right for given, right in pairs) if pairs else None


def right(reading: Reading) -> bool:
    return facts_in_text_or_quotes(reading) and evidence_any(reading) and date_right_where_found(reading) is not False


def abstains_when_it_should(reading: Reading) -> bool | None:
    return not reading.answer.answered if reading.case.type is CaseType.UNANSWERABLE else None


def right_paper_in_first_five(reading: Reading) -> bool:
    files = {evidence.file for evidence in reading.evidence}
    return any(citation.file in files for citation in reading.answer.citations[:_FIRST])


def right_passage_in_first_five(reading: Reading) -> bool:
    """The right page of the right paper, and on it the passage that has the words or the marks."""
    return any(
        citation.file == evidence.file and shows(citation.passage, citation, evidence)
        for citation in reading.answer.citations[:_FIRST]
        for evidence in reading.evidence
    )


MEASURES: Mapping[str, Measure] = {
    "answers_when_it_can": _can(lambda reading: reading.answer.answered),
    "abstains_when_it_should": abstains_when_it_should,
    "evidence_any": _can(evidence_any),
    "evidence_first": _can(evidence_first),
    "evidence_all": _can(evidence_all),
    "facts_in_text": _can(facts_in_text),
    "facts_in_text_or_quotes": _can(facts_in_text_or_quotes),
    "date_right_where_found": _can(date_right_where_found),
    "right": _can(right),
    "right_paper_in_first_five": _can(right_paper_in_first_five),
    "right_passage_in_first_five": _can(right_passage_in_first_five),
}


def verdicts(case: Case, answer: GivenAnswer) -> dict[str, bool | None]:
    """Every measure of one answer, by name."""
    reading = Reading(case, answer)
    return {name: measure(reading) for name, measure in MEASURES.items()}
