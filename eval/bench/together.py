"""Two ingests and ten questions side by side, against the same one after another.

Each is a process of its own, as where several people use one machine. What the machine has of cores bounds both ways alike: side by
side takes no longer than one after another, as long as no process waits in vain for a core that another one holds. So threads that wait
asleep, which is how Minuted sets them, are measured beside threads that spin, which is how OpenMP has them by default.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.table import Table

from eval.bench.memory import environment

_ROUNDS = 3
_QUESTIONS = 10
_INGESTS = 2
_WAITING = {  # spins of OpenMP's own, by default 3 ms, before a thread that waits goes to sleep
    "asleep": {"OMP_WAIT_POLICY": "PASSIVE"},
    "spinning": {"OMP_WAIT_POLICY": "PASSIVE", "GOMP_SPINCOUNT": "300000"},
}


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds from start to end, and seconds for which cores were busy with it."""

    seconds: float
    busy: float


@dataclass(frozen=True, slots=True)
class Round:
    one_after_another: Took
    side_by_side: Took


def together(papers: Sequence[Path], questions: Sequence[str]) -> dict[str, list[Round]]:
    """Rounds by how threads wait. Both ways of waiting are measured in each round: what else the machine does then meets both."""
    with tempfile.TemporaryDirectory(prefix="minuted-bench-") as scratch:
        folder = Path(scratch)
        asked = folder / "questions.jsonl"
        asked.write_text("".join(json.dumps({"question": question}) + "\n" for question in questions[:_QUESTIONS]), encoding="utf-8")
        _took([["ingest", "--store", str(folder / "held"), *map(str, papers)]], {})
        rounds: dict[str, list[Round]] = {name: [] for name in _WAITING}
        for n in range(_ROUNDS):
            for name, variables in _WAITING.items():
                stores = [folder / f"{name}-{n}-{way}-{k}" for way in "ab" for k in range(_INGESTS)]
                ingests = [["ingest", "--store", str(store), *map(str, papers)] for store in stores]
                asks = ["ask", "--store", str(folder / "held"), "--batch", str(asked)]
                alone = [_took([command], variables) for command in (*ingests[:_INGESTS], asks)]
                after = Took(sum(one.seconds for one in alone), sum(one.busy for one in alone))
                rounds[name].append(Round(after, _took([*ingests[_INGESTS:], asks], variables)))
        return rounds


def _took(commands: Sequence[Sequence[str]], variables: dict[str, str]) -> Took:
    """What commands take that begin at once. Raises CalledProcessError where one fails."""
    begun, busy = time.perf_counter(), _busy()
    env = {name: value for name, value in environment(**variables).items() if name != "OMP_NUM_THREADS"}
    running = [
        subprocess.Popen([sys.executable, "-m", "assistant", *command], env=env, stdout=subprocess.DEVNULL)  # noqa: S603
        for command in commands
    ]
    for process in running:
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, process.args)
    return Took(time.perf_counter() - begun, _busy() - busy)


def _busy() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def together_to_table(rounds: dict[str, list[Round]]) -> Table:
    table = Table("Threads wait", title=f"{_INGESTS} ingests and {_QUESTIONS} questions, medians of {_ROUNDS} rounds")
    for column in ("One after another, s", "cores busy", "Side by side, s", "cores busy", "Ratio", "from", "to"):
        table.add_column(column, justify="right")
    for name, these in rounds.items():
        ratios = [one.side_by_side.seconds / one.one_after_another.seconds for one in these]
        after, beside = [one.one_after_another for one in these], [one.side_by_side for one in these]
        times = [f"{median(took):.1f}" for way in (after, beside) for took in ([one.seconds for one in way], [one.busy for one in way])]
        table.add_row(name, *times, *(f"{ratio:.2f}" for ratio in (median(ratios), min(ratios), max(ratios))))
    asleep, spinning = (median(one.side_by_side.seconds for one in these) for these in rounds.values())
    table.caption = f"Side by side, threads that spin take {spinning / asleep:.1f} times as long."
    return table
