"""Whether an answer cites the evidence of its case, within the words that a reader reads, and first.

The figures are those of shared/questions/score.py, to the digit; the last two look at the first five citations instead.
"""

from eval.cases import GoldEvidence
from eval.evaluators.evaluator import Need, Subject, not_applicable, shortened, verdict
from eval.evaluators.reading import BUDGET, shows
from eval.verdicts import Verdict

_FIRST = 5  # citations that a person looks at when the paper is what matters
_UNANSWERABLE = "The papers cannot answer it: there is no evidence."


def named(evidence: GoldEvidence) -> str:
    """`“at a cost of £1.38m” (cabinet.pdf)`, or by page and marks."""
    if evidence.quote is not None:
        return f"{shortened(evidence.quote)} ({evidence.file})"
    return f"{', '.join(evidence.marks)} (page {evidence.page} of {evidence.file})"


class EvidenceAny:
    """Whether any evidence stands in the first 600 words cited."""

    name = "evidence_any"
    needs = (Need.CASE,)

    def __call__(self, subject: Subject) -> Verdict:
        reading = subject.reading
        if not reading.answerable:
            return not_applicable(self.name, _UNANSWERABLE)
        first = next((evidence for evidence, found in zip(reading.evidence, reading.found, strict=True) if found), None)
        if first is None:
            return verdict(self.name, False, f"No evidence stands in the first {BUDGET} words cited.")
        return verdict(self.name, True, f"{named(first)} stands in the first {BUDGET} words cited.")


class EvidenceFirst:
    """Whether the first citation is evidence."""

    name = "evidence_first"
    needs = (Need.CASE,)

    def __call__(self, subject: Subject) -> Verdict:
        reading = subject.reading
        if not reading.answerable:
            return not_applicable(self.name, _UNANSWERABLE)
        if not reading.cited:
            return verdict(self.name, False, "Nothing is cited.")
        said = "is" if reading.has_first else "is no"
        return verdict(self.name, reading.has_first, f"The first citation, {shortened(reading.cited[0][0])}, {said} evidence.")


class EvidenceAll:
    """Evidence recall: the share of the evidence that stands in the first 600 words cited; passed where it is all there.

    Evidence that is another place that says the same (`alt`) is not asked for.
    """

    name = "evidence_all"
    needs = (Need.CASE,)

    def __call__(self, subject: Subject) -> Verdict:
        reading = subject.reading
        if not reading.answerable:
            return not_applicable(self.name, _UNANSWERABLE)
        asked = [(evidence, found) for evidence, found in zip(reading.evidence, reading.found, strict=True) if not evidence.alt]
        if not asked:
            return not_applicable(self.name, "The case names no evidence that has to be there.")
        missing = [evidence for evidence, found in asked if not found]
        told = f"{len(asked) - len(missing)} of {len(asked)} pieces of evidence stand in the first {BUDGET} words cited."
        lacking = f" Missing: {named(missing[0])}." if missing else ""
        return verdict(self.name, not missing, told + lacking, (len(asked) - len(missing)) / len(asked))


class DateRightWhereFound:
    """Whether each citation that is evidence gives the date of the meeting that the case gives."""

    name = "date_right_where_found"
    needs = (Need.CASE,)

    def __call__(self, subject: Subject) -> Verdict:
        reading = subject.reading
        if not reading.answerable:
            return not_applicable(self.name, _UNANSWERABLE)
        found = [(evidence, given) for evidence, given in zip(reading.evidence, reading.found, strict=True) if given]
        if not found:
            return not_applicable(self.name, f"No evidence stands in the first {BUDGET} words cited.")
        wrong = next(((evidence, given) for evidence, given in found if given.date != evidence.dated), None)
        if wrong is None:
            return verdict(self.name, True, "The evidence has its own meeting date.")
        return verdict(
            self.name, False, f"{named(wrong[0])} is of {wrong[0].dated or 'no date'}, and {wrong[1].date or 'no date'} is given."
        )


class RightPaperInFirstFive:
    """Whether a paper that has evidence is among the first five citations."""

    name = "right_paper_in_first_five"
    needs = (Need.CASE,)

    def __call__(self, subject: Subject) -> Verdict:
        reading = subject.reading
        if not reading.answerable:
            return not_applicable(self.name, _UNANSWERABLE)
        files = sorted({evidence.file for evidence in reading.evidence})
        there = any(citation.file in files for citation in subject.answer.citations[:_FIRST])
        return verdict(self.name, there, f"{' or '.join(files)} is {'' if there else 'not '}among the first {_FIRST} citations.")


class RightPassageInFirstFive:
    """Whether the right page of the right paper is, with the passage on it that has the words or the marks."""

    name = "right_passage_in_first_five"
    needs = (Need.CASE,)

    def __call__(self, subject: Subject) -> Verdict:
        reading = subject.reading
        if not reading.answerable:
            return not_applicable(self.name, _UNANSWERABLE)
        there = any(
            citation.file == evidence.file and shows(citation.passage, citation, evidence)
            for citation in subject.answer.citations[:_FIRST]
            for evidence in reading.evidence
        )
        return verdict(self.name, there, f"Evidence is {'' if there else 'not '}among the first {_FIRST} citations.")
