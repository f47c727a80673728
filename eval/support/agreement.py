"""How well a support function agrees with people: precision, recall and Cohen's kappa on labelled pairs.

The pairs in pairs.jsonl were labelled by reading. A pair is fully supported or it is not: `partial` and `none` are not. The least
score that counts as support is chosen on one half of the pairs, for the best kappa; the figures are those of the other half.
The halves are told by the SHA-256 of the pair's id, so that nobody chooses them. The rules were written by people who had seen these
pairs; those in unseen.jsonl were written and labelled afterwards by somebody who knew neither the rules nor the other pairs.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

from pydantic import BaseModel, ConfigDict
from rich.table import Table

from corpus.json_lines import lines_of
from eval.answers import GivenCitation
from eval.cases import falls_aside
from eval.support.supports import SupportFunction
from eval.support.texts import cited_text


class Label(StrEnum):
    FULL = "full"
    PARTIAL = "partial"  # of two things said one is supported, or the words are right and the meeting is not
    NONE = "none"


class Pair(BaseModel):
    """A sentence and a passage cited for it: characters [start, end) of a page's cleaned text, pages counted from 1.

    `kind` says how the sentence was made: verbatim, paraphrase, table, wrong_figure, wrong_date, wrong_name, neighbour, negated,
    not_said, two_facts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    file: str
    page: int
    start: int
    end: int
    meeting_date: datetime.date
    kind: str
    label: Label
    sentence: str
    passage: str

    @property
    def cited(self) -> list[str]:
        return [cited_text(GivenCitation(self.passage, self.file, self.page, self.meeting_date))]

    @property
    def reported_on(self) -> bool:
        return falls_aside(self.id)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A support function against the labels of `n` pairs, of which it takes those that score `least` or more for supported."""

    function: str
    least: float
    n: int
    precision: float
    recall: float
    kappa: float
    missed: Counter[str]  # by kind of pair: full support that it does not see
    wrongly: Counter[str]  # by kind of pair: support that it sees and people do not


KNOWN, UNSEEN = "pairs.jsonl", "unseen.jsonl"


def labelled_pairs(file: str = KNOWN) -> tuple[Pair, ...]:
    """The pairs that are kept here: those that the rules were written with, or those that nobody had seen who wrote a rule."""
    with resources.as_file(resources.files("eval.support").joinpath(file)) as kept:
        return tuple(Pair.model_validate(line.value()) for line in lines_of(kept))


def agreement(name: str, function: SupportFunction, pairs: Sequence[Pair]) -> Agreement:
    """How a function does on the half to report on, with the least score chosen on the other half."""
    chosen_on, reported_on = ([pair for pair in pairs if pair.reported_on is half] for half in (False, True))
    scores = [function(pair.sentence, pair.cited) for pair in chosen_on]
    full = [pair.label is Label.FULL for pair in chosen_on]
    least = max(sorted(set(scores)), key=lambda level: kappa(full, [score >= level for score in scores]))
    return agreement_at(name, function, reported_on, least)


def agreement_at(name: str, function: SupportFunction, pairs: Sequence[Pair], least: float) -> Agreement:
    """How a function does on pairs with a given least score."""
    full = [pair.label is Label.FULL for pair in pairs]
    seen = [function(pair.sentence, pair.cited) >= least for pair in pairs]
    both = sum(a and b for a, b in zip(full, seen, strict=True))
    return Agreement(
        function=name,
        least=least,
        n=len(pairs),
        precision=both / max(1, sum(seen)),
        recall=both / max(1, sum(full)),
        kappa=kappa(full, seen),
        missed=Counter(pair.kind for pair, a, b in zip(pairs, full, seen, strict=True) if a and not b),
        wrongly=Counter(pair.kind for pair, a, b in zip(pairs, full, seen, strict=True) if b and not a),
    )


def kappa(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Cohen's kappa (1960): how much oftener than by chance two judges agree, 1 where always. Alike by chance alone is 0."""
    n = len(one)
    agree = sum(a == b for a, b in zip(one, other, strict=True)) / n
    yes = (sum(one) / n) * (sum(other) / n)
    by_chance = yes + (1 - sum(one) / n) * (1 - sum(other) / n)
    return (agree - by_chance) / (1 - by_chance) if by_chance < 1 else float(agree == 1)


def agreements_to_table(found: Sequence[Agreement], title: str, caption: str) -> Table:
    """A row for each support function."""
    table = Table(
        title=f"{title}: {found[0].n} pairs labelled by reading",
        caption=caption,
        title_justify="left",
        caption_justify="left",
    )
    for column in ("Support function", "Least", "Precision", "Recall", "Kappa", "Not seen", "Wrongly seen"):
        table.add_column(column, justify="left" if column.startswith(("Support", "Not", "Wrongly")) else "right")
    for one in found:
        table.add_row(
            one.function,
            f"{one.least:.3f}",
            f"{one.precision:.3f}",
            f"{one.recall:.3f}",
            f"{one.kappa:.3f}",
            _kinds(one.missed),
            _kinds(one.wrongly),
        )
    return table


def _kinds(counts: Counter[str]) -> str:
    return ", ".join(f"{kind} {number}" for kind, number in counts.most_common())
