"""What only running a system tells: whether it gives the same answer again, and how long it takes."""

from eval.answers import GivenAnswer
from eval.evaluators.evaluator import Need, Subject, verdict
from eval.verdicts import Verdict


class Stability:
    """Whether every other run of the question gave the same answer: its text, whether it declined, and its citations in order.

    The score is the share of the other runs that did.
    """

    name = "stability"
    needs = (Need.RUNS,)

    def __call__(self, subject: Subject) -> Verdict:
        same = [_shown(other) == _shown(subject.answer) for other in subject.others]
        differing = [other for other, alike in zip(subject.others, same, strict=True) if not alike]
        told = f"{sum(same)} of {len(same)} other runs gave the same answer."
        how = f" {_difference(subject.answer, differing[0])}" if differing else ""
        return verdict(self.name, all(same), told + how, sum(same) / len(same))


class Latency:
    """Whether the answer took at most so many seconds; a second is how long a person goes on thinking undisturbed.

    The second is from Nielsen, Usability Engineering (1993), chapter 5.
    """

    name = "latency"
    needs = (Need.SECONDS,)

    def __init__(self, at_most: float = 1.0) -> None:
        self.at_most = at_most

    def __call__(self, subject: Subject) -> Verdict:
        assert subject.seconds is not None
        told = f"It took {subject.seconds * 1000:,.0f} ms; at most {self.at_most * 1000:,.0f} ms are wanted."
        return verdict(self.name, subject.seconds <= self.at_most, told)


def _shown(answer: GivenAnswer) -> tuple[object, ...]:
    """What a reader sees of an answer."""
    cited = tuple((one.file, one.page, one.date, one.item, one.quote, one.passage) for one in answer.citations)
    return answer.answered, answer.text, cited


def _difference(answer: GivenAnswer, other: GivenAnswer) -> str:
    if answer.answered != other.answered:
        return "One was declined."
    if answer.text != other.text:
        return "The text of one differs."
    return "The citations of one differ."
