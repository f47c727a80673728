"""Two runs -> what got better, what got worse, and whether chance would do as much."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Group
from rich.table import Table
from rich.text import Text

from corpus.text import counted
from eval.report.statistics import Interval, bootstrap, mcnemar
from eval.report.summary import is_judged, score_of
from eval.verdicts import Checked, Outcome, Verdict

_SHOWN = 40  # changed cases that the terminal lists of each evaluator


@dataclass(frozen=True, slots=True)
class Change:
    """One case that an evaluator scores otherwise than before."""

    id: str
    before: Verdict
    after: Verdict

    @property
    def by(self) -> float:
        return score_of(self.after) - score_of(self.before)


@dataclass(frozen=True, slots=True)
class EvaluatorChange:
    """One evaluator over the `n` cases that it judged in both runs.

    `interval` is the paired bootstrap's of the mean difference, `p` the exact test of McNemar's over the cases that passed in one
    run only. `better` and `worse` come by how much. `unjudged` are ids that it judged in one run and not in the other.
    """

    evaluator: str
    n: int
    before: float
    after: float
    interval: Interval
    p: float
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    unjudged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs by evaluator; `only_before` and `only_after` are ids of cases that one run has and the other has not."""

    evaluators: tuple[EvaluatorChange, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


def compare(before: Sequence[Checked], after: Sequence[Checked]) -> Comparison:
    """Pair two runs by the ids of their cases. Evaluators that judged no case in both runs are left out."""
    old, new = _by_id(before), _by_id(after)
    shared = [case_id for case_id in new if case_id in old]
    names = dict.fromkeys(evaluator for case_id in shared for evaluator in new[case_id])
    changes = (_changed(name, shared, old, new) for name in names)
    return Comparison(
        evaluators=tuple(change for change in changes if change),
        only_before=tuple(case_id for case_id in old if case_id not in new),
        only_after=tuple(case_id for case_id in new if case_id not in old),
    )


_Verdicts = dict[str, dict[str, Verdict]]


def _by_id(checked: Sequence[Checked]) -> _Verdicts:
    """The verdicts of each answer by the id of its case; of a question asked again, also by the number of the run: `q1 (2)`."""
    runs = Counter[str]()
    found: _Verdicts = {}
    for answer in checked:
        runs[answer.id] += 1
        name = answer.id if runs[answer.id] == 1 else f"{answer.id} ({runs[answer.id]})"
        found[name] = {verdict.evaluator: verdict for verdict in answer.verdicts}
    return found


def _changed(name: str, shared: Sequence[str], old: _Verdicts, new: _Verdicts) -> EvaluatorChange | None:
    both = [(case_id, old[case_id].get(name), new[case_id].get(name)) for case_id in shared]
    pairs = [Change(case_id, a, b) for case_id, a, b in both if a and b and is_judged(a) and is_judged(b)]
    if not pairs:
        return None
    passed = [(pair.before.outcome is Outcome.PASSED, pair.after.outcome is Outcome.PASSED) for pair in pairs]
    return EvaluatorChange(
        evaluator=name,
        n=len(pairs),
        before=sum(score_of(pair.before) for pair in pairs) / len(pairs),
        after=sum(score_of(pair.after) for pair in pairs) / len(pairs),
        interval=bootstrap([pair.by for pair in pairs]),
        p=mcnemar(passed.count((False, True)), passed.count((True, False))),
        better=tuple(sorted((pair for pair in pairs if pair.by > 0), key=lambda pair: -pair.by)),
        worse=tuple(sorted((pair for pair in pairs if pair.by < 0), key=lambda pair: pair.by)),
        unjudged=tuple(case_id for case_id, a, b in both if bool(a and is_judged(a)) != bool(b and is_judged(b))),
    )


def comparison_to_table(comparison: Comparison) -> Group:
    """A row for each evaluator, and below it the cases that got better and those that got worse."""
    table = Table(
        title="Cases in both runs",
        caption="Difference of mean scores with its interval of 95 % by paired bootstrap; p by the exact test of McNemar.",
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("", no_wrap=True)
    for column in ("Before", "After", "Difference", "95 %", "p", "n", "Better", "Worse", "Not judged in both"):
        table.add_column(column, justify="right")
    for one in comparison.evaluators:
        table.add_row(
            Text(one.evaluator),
            f"{one.before:.3f}",
            f"{one.after:.3f}",
            f"{one.after - one.before:+.3f}",
            f"{one.interval.low:+.2f} to {one.interval.high:+.2f}",
            f"{one.p:.3f}",
            str(one.n),
            str(len(one.better)),
            str(len(one.worse)),
            str(len(one.unjudged)) if one.unjudged else "",
        )
    return Group(table, *(Text(line) for line in _lines(comparison)))


def _lines(comparison: Comparison) -> list[str]:
    lines = []
    for word in ("better", "worse"):
        for one in comparison.evaluators:
            changes: tuple[Change, ...] = getattr(one, word)
            if changes:
                told = ", ".join(
                    f"{change.id} ({score_of(change.before):.2f} to {score_of(change.after):.2f})" for change in changes[:_SHOWN]
                )
                more = f" and {len(changes) - _SHOWN} more" if len(changes) > _SHOWN else ""
                lines.append(f"Got {word} by {one.evaluator}: {told}{more}")
    for where, ids in (("first", comparison.only_before), ("second", comparison.only_after)):
        if ids:
            lines.append(f"{counted(len(ids), 'case')} only in the {where} run: {', '.join(ids[:_SHOWN])}")
    return lines or ["Nothing changed."]
