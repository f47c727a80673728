"""Whether a system answers what the papers answer, and declines what they do not."""

from eval.evaluators.evaluator import Need, Subject, not_applicable, verdict
from eval.verdicts import Verdict


class AnswersWhenItCan:
    name = "answers_when_it_can"
    needs = (Need.CASE,)

    def __call__(self, subject: Subject) -> Verdict:
        if not subject.reading.answerable:
            return not_applicable(self.name, "The papers cannot answer it.")
        answered = subject.answer.answered
        return verdict(self.name, answered, "The question is answered." if answered else "The papers answer it, and it is declined.")


class AbstainsWhenItShould:
    name = "abstains_when_it_should"
    needs = (Need.CASE,)

    def __call__(self, subject: Subject) -> Verdict:
        if subject.reading.answerable:
            return not_applicable(self.name, "The papers answer it.")
        if not subject.answer.given:
            return verdict(self.name, False, "No answer was given; declining is an answer.")
        answered = subject.answer.answered
        return verdict(self.name, not answered, "The papers do not answer it, and it is answered." if answered else "It is declined.")
