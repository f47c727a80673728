"""Cases and a store -> results: every question asked in one process, measured and timed."""

import json
import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from assistant.ask import ask
from assistant.export import to_json
from assistant.models import Question
from corpus.store import Store
from eval.answers import json_to_answer
from eval.cases import Case
from eval.measures import MEASURES, verdicts

WARM_UP = "What was decided?"  # loads the model and opens the indexes; its time is not counted


@dataclass(frozen=True, slots=True)
class Result:
    """One case with its answer as JSON, the verdict of every measure, and the seconds that the answer took, warm."""

    case: Case
    answer: dict[str, Any]
    verdicts: dict[str, bool | None]
    seconds: float


def run(cases: Sequence[Case], store_folder: Path) -> tuple[Result, ...]:
    """Ask every case, in order, in one opened store."""
    store = Store.open(store_folder)
    try:
        ask(Question(text=WARM_UP), store)
        return tuple(asked(case, store) for case in cases)
    finally:
        store.close()


def asked(case: Case, store: Store) -> Result:
    """One case asked, measured and timed. The first question asked of a store loads the model; its time says nothing."""
    started = time.perf_counter()
    answer = ask(Question(id=case.id, text=case.question), store)
    seconds = time.perf_counter() - started
    record: dict[str, Any] = json.loads(to_json(answer))
    return Result(case, record, verdicts(case, json_to_answer(record)), seconds)


@dataclass(frozen=True, slots=True)
class Share:
    """How many answers a measure holds of, among those that it applies to."""

    holds: int
    of: int

    @property
    def value(self) -> float:
        return self.holds / self.of


def shares(results: Iterable[Result]) -> dict[str, Share]:
    """The share of each measure, by name, in the measures' order. A measure that applies to no answer is left out."""
    results = list(results)
    by_name = {name: [verdict for result in results if (verdict := result.verdicts[name]) is not None] for name in MEASURES}
    return {name: Share(sum(found), len(found)) for name, found in by_name.items() if found}


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of an answer, warm, the question's embedding included."""

    p50: float
    p95: float
    mean: float


def times(results: Sequence[Result]) -> Times:
    sorted_ms = sorted(result.seconds * 1000 for result in results)
    return Times(percentile(sorted_ms, 50), percentile(sorted_ms, 95), fmean(sorted_ms))


def percentile(sorted_values: Sequence[float], percent: int) -> float:
    """The smallest value that at least that many per cent of the values do not exceed."""
    return sorted_values[max(0, math.ceil(len(sorted_values) * percent / 100) - 1)]
