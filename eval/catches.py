"""How surely each corruption of an answer is caught: precision and recall of the evaluators that are there for it.

`minuted eval corruptions --papers corpus/papers/*.pdf`
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rich.table import Table

from eval.check import check
from eval.corruptions import CORRUPTIONS, Corruption, Stock
from eval.good_answers import Good, good_answers
from eval.papers import Papers
from eval.verdicts import Outcome

ENOUGH = 0.99  # precision and recall of each evaluator on its own corruption
_TRIES = 20  # good answers looked at for each that can be spoilt


@dataclass(frozen=True, slots=True)
class Catch:
    """One evaluator on one corruption: answers corrupted and those left as they were, and how many of each it failed.

    `unchecked` are those in which it found nothing to check. `elsewhere` are good answers, and answers spoilt in ways
    that are no concern of it, that it failed all the same, of all corruptions; `of_elsewhere` is how many there were.
    """

    corruption: str
    evaluator: str
    corrupted: int
    untouched: int
    caught: int
    wronged: int
    unchecked: int
    elsewhere: int
    of_elsewhere: int

    @property
    def recall(self) -> float:
        return self.caught / self.corrupted if self.corrupted else 0.0

    @property
    def precision(self) -> float:
        return self.caught / (self.caught + self.wronged) if self.caught else 0.0

    @property
    def is_enough(self) -> bool:
        return min(self.recall, self.precision) >= ENOUGH and not self.unchecked


@dataclass(frozen=True, slots=True)
class _Counted:
    """The outcomes of every evaluator on one corruption: of corrupted answers and of those left as they were."""

    corruption: Corruption
    corrupted: Counter[tuple[str, Outcome]]
    untouched: Counter[tuple[str, Outcome]]
    numbers: tuple[int, int]


def catches(papers: Papers, number: int, corruptions: Sequence[Corruption] = CORRUPTIONS) -> tuple[Catch, ...]:
    """Each evaluator on each corruption that it is there for, over `number` answers: every other one corrupted."""
    stock = Stock(papers)
    counted = [_counted(corruption, stock, number) for corruption in corruptions]
    return tuple(_catch(one, evaluator, counted) for one in counted for evaluator in one.corruption.caught_by)


def _counted(corruption: Corruption, stock: Stock, number: int) -> _Counted:
    pairs = list(islice(_pairs(corruption, stock, number * _TRIES), number))
    corrupted, untouched = [spoilt for _, spoilt in pairs[::2]], [good for good, _ in pairs[1::2]]
    return _Counted(corruption, _outcomes(corrupted, stock), _outcomes(untouched, stock), (len(corrupted), len(untouched)))


def _pairs(corruption: Corruption, stock: Stock, tries: int) -> Iterator[tuple[Good, Good]]:
    """Good answers that can be spoilt so, each with itself spoilt."""
    firsts = [source for source in stock.sources if corruption.of(source)]
    if firsts:
        for good in islice(good_answers(firsts, stock.sources, corruption.name), tries):
            begun = corruption.begins_as(good)
            if (spoilt := corruption.corrupt(begun, stock)) is not None:
                yield begun, spoilt


def _outcomes(answers: Sequence[Good], stock: Stock) -> Counter[tuple[str, Outcome]]:
    runs = [run for good in answers for run in (good.answered, good.other_run)]
    checked = check(runs, stock.papers, [good.case for good in answers])[::2]
    return Counter((verdict.evaluator, verdict.outcome) for one in checked for verdict in one.verdicts)


def _catch(one: _Counted, evaluator: str, counted: Sequence[_Counted]) -> Catch:
    failed, passed = (evaluator, Outcome.FAILED), (evaluator, Outcome.PASSED)
    spared = [other.untouched for other in counted] + [other.corrupted for other in counted if evaluator not in other.corruption.fails]
    return Catch(
        corruption=one.corruption.name,
        evaluator=evaluator,
        corrupted=one.numbers[0],
        untouched=one.numbers[1],
        caught=one.corrupted[failed],
        wronged=one.untouched[failed],
        unchecked=sum(one.numbers) - sum(outcomes[which] for outcomes in (one.corrupted, one.untouched) for which in (failed, passed)),
        elsewhere=sum(outcomes[failed] for outcomes in spared),
        of_elsewhere=sum(outcomes[failed] + outcomes[passed] for outcomes in spared),
    )


def catches_to_table(found: Sequence[Catch]) -> Table:
    table = Table(
        title="Answers corrupted, and as many left as they were",
        caption="elsewhere: answers, good or spoilt in a way that is no concern of the evaluator, that it fails",
        title_justify="left",
        caption_justify="left",
    )
    for column in ("corruption", "evaluator", "corrupted", "untouched", "precision", "recall", "not checked", "elsewhere"):
        table.add_column(column, justify="left" if column in ("corruption", "evaluator") else "right", no_wrap=True)
    for one in found:
        numbers = (one.corrupted, one.untouched, f"{one.precision:.3f}", f"{one.recall:.3f}", one.unchecked)
        table.add_row(one.corruption, one.evaluator, *map(str, numbers), f"{one.elsewhere} of {one.of_elsewhere}")
    return table
