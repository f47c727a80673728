"""How surely each kind of tampered answer is caught: precision and recall of the evaluators that are there for it.

`python -m eval tampered --papers corpus/papers/*.pdf`
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rich.table import Table

from eval.check import check
from eval.good_answers import Good, good_answers
from eval.papers import Papers
from eval.tampered import KINDS, Kind, Stock
from eval.verdicts import Outcome

ENOUGH = 0.99  # precision and recall of each evaluator on its own kind
_TRIES = 20  # good answers looked at for each that can be spoilt


@dataclass(frozen=True, slots=True)
class Catch:
    """One evaluator on one kind: tampered answers and those left as they were, and how many of each it failed.

    `unchecked` are answers of the kind in which it found nothing to check. `elsewhere` are good answers, and answers spoilt in ways
    that are no concern of it, that it failed all the same, of all kinds; `of_elsewhere` is how many there were.
    """

    kind: str
    evaluator: str
    tampered: int
    untouched: int
    caught: int
    wronged: int
    unchecked: int
    elsewhere: int
    of_elsewhere: int

    @property
    def recall(self) -> float:
        return self.caught / self.tampered if self.tampered else 0.0

    @property
    def precision(self) -> float:
        return self.caught / (self.caught + self.wronged) if self.caught else 0.0

    @property
    def is_enough(self) -> bool:
        return min(self.recall, self.precision) >= ENOUGH and not self.unchecked


@dataclass(frozen=True, slots=True)
class _Counted:
    """The outcomes of every evaluator on one kind: of tampered answers and of those left as they were."""

    kind: Kind
    tampered: Counter[tuple[str, Outcome]]
    untouched: Counter[tuple[str, Outcome]]
    numbers: tuple[int, int]


def catches(papers: Papers, number: int, kinds: Sequence[Kind] = KINDS) -> tuple[Catch, ...]:
    """Each evaluator on each kind that it is there for, over `number` answers of the kind: every other one tampered with."""
    stock = Stock(papers)
    counted = [_counted(kind, stock, number) for kind in kinds]
    return tuple(_catch(one, evaluator, counted) for one in counted for evaluator in one.kind.caught_by)


def _counted(kind: Kind, stock: Stock, number: int) -> _Counted:
    pairs = list(islice(_pairs(kind, stock, number * _TRIES), number))
    tampered, untouched = [spoilt for _, spoilt in pairs[::2]], [good for good, _ in pairs[1::2]]
    return _Counted(kind, _outcomes(tampered, stock), _outcomes(untouched, stock), (len(tampered), len(untouched)))


def _pairs(kind: Kind, stock: Stock, tries: int) -> Iterator[tuple[Good, Good]]:
    """Good answers that can be spoilt so, each with itself spoilt."""
    firsts = [source for source in stock.sources if kind.of(source)]
    if firsts:
        for good in islice(good_answers(firsts, stock.sources, kind.name), tries):
            begun = kind.begins_as(good)
            if (spoilt := kind.tamper(begun, stock)) is not None:
                yield begun, spoilt


def _outcomes(answers: Sequence[Good], stock: Stock) -> Counter[tuple[str, Outcome]]:
    runs = [run for good in answers for run in (good.answered, good.other_run)]
    checked = check(runs, stock.papers, [good.case for good in answers])[::2]
    return Counter((verdict.evaluator, verdict.outcome) for one in checked for verdict in one.verdicts)


def _catch(one: _Counted, evaluator: str, counted: Sequence[_Counted]) -> Catch:
    failed, passed = (evaluator, Outcome.FAILED), (evaluator, Outcome.PASSED)
    spared = [other.untouched for other in counted] + [other.tampered for other in counted if evaluator not in other.kind.fails]
    return Catch(
        kind=one.kind.name,
        evaluator=evaluator,
        tampered=one.numbers[0],
        untouched=one.numbers[1],
        caught=one.tampered[failed],
        wronged=one.untouched[failed],
        unchecked=sum(one.numbers) - sum(outcomes[which] for outcomes in (one.tampered, one.untouched) for which in (failed, passed)),
        elsewhere=sum(outcomes[failed] for outcomes in spared),
        of_elsewhere=sum(outcomes[failed] + outcomes[passed] for outcomes in spared),
    )


def catches_to_table(found: Sequence[Catch]) -> Table:
    table = Table(
        title="Answers tampered with, and as many left as they were",
        caption="elsewhere: answers of any kind, good or spoilt in a way that is no concern of the evaluator, that it fails",
        title_justify="left",
        caption_justify="left",
    )
    for column in ("kind", "evaluator", "tampered", "untouched", "precision", "recall", "not checked", "elsewhere"):
        table.add_column(column, justify="left" if column in ("kind", "evaluator") else "right", no_wrap=True)
    for one in found:
        numbers = (one.tampered, one.untouched, f"{one.precision:.3f}", f"{one.recall:.3f}", one.unchecked)
        table.add_row(one.kind, one.evaluator, *map(str, numbers), f"{one.elsewhere} of {one.of_elsewhere}")
    return table
