"""Whether an answer gives the key facts of its case, and whether it is right as a whole."""

from eval.evaluators.evaluator import Need, Subject, not_applicable, verdict
from eval.evaluators.evidence import DateRightWhereFound
from eval.evaluators.reading import Reading
from eval.verdicts import Outcome, Verdict
from eval.wording import says_any

_UNANSWERABLE = "The papers cannot answer it: there is no fact to give."


def _facts(evaluator: str, reading: Reading, text: str, where: str) -> Verdict:
    if not reading.answerable:
        return not_applicable(evaluator, _UNANSWERABLE)
    facts = reading.case.must_contain
    if not facts:
        return not_applicable(evaluator, "The case names no key fact.")
    missing = [" or ".join(fact) for fact in facts if not says_any(text, fact)]
    lacking = f" Missing: {'; '.join(missing)}." if missing else ""
    told = f"{len(facts) - len(missing)} of {len(facts)} key facts stand in {where}.{lacking}"
    return verdict(evaluator, not missing, told, (len(facts) - len(missing)) / len(facts))


class FactsInText:
    """Whether every key fact, in one of its wordings, stands in the answer's own text."""

    name = "facts_in_text"
    needs = (Need.CASE,)

    def __call__(self, subject: Subject) -> Verdict:
        return _facts(self.name, subject.reading, subject.answer.text, "the answer's text")


class FactsInTextOrQuotes:
    """Whether every key fact stands in the answer's text or in the first 600 words cited."""

    name = "facts_in_text_or_quotes"
    needs = (Need.CASE,)

    def __call__(self, subject: Subject) -> Verdict:
        return _facts(self.name, subject.reading, subject.reading.seen, "the answer and what a reader reads of its citations")


class Right:
    """Whether the answer is right: it gives every key fact, cites evidence, and dates it as the case does."""

    name = "right"
    needs = (Need.CASE,)

    def __call__(self, subject: Subject) -> Verdict:
        reading = subject.reading
        if not reading.answerable:
            return not_applicable(self.name, "The papers cannot answer it: only declining is right.")
        facts = _facts(self.name, reading, reading.seen, "the answer and what a reader reads of its citations")
        dated = DateRightWhereFound()(subject)
        faults = [
            *([] if facts.outcome is not Outcome.FAILED else [facts.reason]),
            *([] if reading.has_any else ["No evidence is cited."]),
            *([] if dated.outcome is not Outcome.FAILED else [dated.reason]),
        ]
        return verdict(self.name, not faults, " ".join(faults) or "Key facts, evidence and dates are right.")
