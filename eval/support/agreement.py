"""How far a support function agrees with people, on labelled pairs of a sentence and a passage cited for it.

The pairs in pairs.jsonl and unseen.jsonl were labelled by reading, never by program. A pair is fully supported or it is not: `partial`
and `none` are not. The first were known to whoever wrote support functions; the others were written and labelled by somebody who knew
neither.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

from pydantic import BaseModel, ConfigDict
from rich.table import Table

from corpus.json_lines import lines_of
from eval.answers import GivenCitation
from eval.support.sentences import sentences_of
from eval.support.support import SupportFunction
from eval.support.texts import cited_text

KNOWN, UNSEEN = "pairs.jsonl", "unseen.jsonl"


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


@dataclass(frozen=True, slots=True)
class Agreement:
    """A support function against the labels of `n` pairs, of which it judged some and was right on some of these.

    `kappa` is that of the judged pairs. `wrongly_supported` and `wrongly_not` count its mistakes by kind of pair.
    """

    function: str
    pairs: str
    n: int
    judged: int
    right: int
    kappa: float
    wrongly_supported: Counter[str]
    wrongly_not: Counter[str]


def labelled_pairs(file: str) -> tuple[Pair, ...]:
    """The pairs of KNOWN or UNSEEN."""
    with resources.as_file(resources.files("eval.support").joinpath(file)) as kept:
        return tuple(Pair.model_validate(line.value()) for line in lines_of(kept))


def agreement(name: str, function: SupportFunction, file: str) -> Agreement:
    """How a support function does on the pairs of a file."""
    pairs = labelled_pairs(file)
    judged = [(pair, said) for pair in pairs if (said := _judged(function, pair)) is not None]
    full = [pair.label is Label.FULL for pair, _ in judged]
    seen = [supported for _, supported in judged]
    wrong = [(pair.kind, supported) for (pair, supported), right in zip(judged, full, strict=True) if supported is not right]
    return Agreement(
        function=name,
        pairs=file,
        n=len(pairs),
        judged=len(judged),
        right=len(judged) - len(wrong),
        kappa=kappa(full, seen),
        wrongly_supported=Counter(kind for kind, supported in wrong if supported),
        wrongly_not=Counter(kind for kind, supported in wrong if not supported),
    )


def _judged(function: SupportFunction, pair: Pair) -> bool | None:
    """Whether all sentences of a pair are supported; not judged where one is not and none is unsupported."""
    found = [function(sentence, pair.cited).supported for sentence in sentences_of(pair.sentence)]
    return False if False in found else None if None in found else True


def kappa(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Cohen's kappa (1960): how much oftener than by chance two judges agree, 1 where always. Alike by chance alone is 0."""
    n = len(one)
    agree = sum(a == b for a, b in zip(one, other, strict=True)) / n
    yes = (sum(one) / n) * (sum(other) / n)
    by_chance = yes + (1 - sum(one) / n) * (1 - sum(other) / n)
    return (agree - by_chance) / (1 - by_chance) if by_chance < 1 else float(agree == 1)


def agreements_to_table(found: Iterable[Agreement]) -> Table:
    """A row for each support function and file of pairs."""
    table = Table(title="Support functions on pairs labelled by reading", title_justify="left")
    left = ("Support function", "Pairs", "Wrongly supported", "Wrongly not supported")
    for column in ("Support function", "Pairs", "n", "Judged", "Right of these", "Kappa", *left[2:]):
        table.add_column(column, justify="left" if column in left else "right")
    for one in found:
        table.add_row(
            one.function,
            one.pairs,
            str(one.n),
            f"{one.judged / one.n:.3f}",
            f"{one.right / one.judged:.3f}",
            f"{one.kappa:.3f}",
            _kinds(one.wrongly_supported),
            _kinds(one.wrongly_not),
        )
    return table


def _kinds(counts: Counter[str]) -> str:
    return ", ".join(f"{kind} {number}" for kind, number in counts.most_common())
