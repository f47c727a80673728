"""Answers, papers and cases -> every verdict. Nothing is asked here, and no store or model is needed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from eval.answers import MISSING, Answered
from eval.cases import Case
from eval.errors import AnswersUnusable
from eval.evaluators.evaluator import Evaluator, Subject, judge
from eval.evaluators.every import every
from eval.papers import Papers
from eval.verdicts import Checked


def check(
    answers: Sequence[Answered], papers: Papers | None, cases: Sequence[Case] = (), evaluators: Sequence[Evaluator] | None = None
) -> tuple[Checked, ...]:
    """Every answer with all verdicts on it, in order; after them, the cases without an answer, which no evaluator passes over.

    Answers belong to the case of their id; where none has an id, to the cases in their order, and then there have to be as many:
    otherwise raises AnswersUnusable. Several answers of one id are runs of the same question, and each is compared with the others.
    """
    evaluators = every() if evaluators is None else evaluators
    by_id = {case.id: case for case in cases}
    named = list(_named(answers, cases))
    runs = defaultdict(list)
    for answered in named:
        runs[answered.id].append(answered)
    checked = []
    for answered in [*named, *(Answered(case.id, MISSING) for case in cases if case.id not in runs)]:
        others = tuple(other.answer for other in runs[answered.id] if other is not answered)
        case = by_id.get(answered.id or "")
        subject = Subject(answered.answer, case, papers, answered.seconds, others)
        checked.append(Checked(answered.id or "", case, answered.answer, judge(evaluators, subject), answered.seconds))
    return tuple(checked)


def _named(answers: Sequence[Answered], cases: Sequence[Case]) -> Iterator[Answered]:
    """The answers, each with an id: its own, that of its case, or its number among the answers."""
    in_order = bool(cases and answers) and all(answered.id is None for answered in answers)
    if in_order and len(answers) != len(cases):
        raise AnswersUnusable(
            f"The answers have no ids, so they are taken in the order of the cases; but there are {len(answers)} answers and "
            f"{len(cases)} cases. Give each answer the id of its case, or an answer for each case."
        )
    for n, answered in enumerate(answers):
        if answered.id is not None:
            yield answered
        else:
            yield replace(answered, id=cases[n].id if in_order else str(n + 1))
