"""What a user waits for where nothing is embedded: the start of commands, and a folder that did not change."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.table import Table

_BEST_OF = 5
_PAPERS = 1000
_START, _AGAIN = 0.6, 2.0  # seconds that they may take


def started() -> dict[str, float]:
    """Seconds of commands that embed nothing, over a small store, the best of some runs: the first ones warm the disk's cache."""
    with tempfile.TemporaryDirectory(prefix="minuted-bench-") as scratch:
        store = ["--store", str(Path(scratch, "store"))]
        _run("ingest", *store, str(_made(Path(scratch, "papers"), 20)))
        questions = Path(scratch, "questions.jsonl")
        questions.touch()
        commands = {
            "minuted --help": ["--help"],
            "minuted papers": ["papers", *store],
            "minuted decisions": ["decisions", *store],
            "minuted ask --batch, no questions": ["ask", *store, "--batch", str(questions)],
        }
        return {name: min(_run(*command) for _ in range(_BEST_OF)) for name, command in commands.items()}


def again() -> tuple[float, float]:
    """Seconds to take in a folder of tiny papers, and seconds to find that it is unchanged, the best of some runs."""
    with tempfile.TemporaryDirectory(prefix="minuted-bench-") as scratch:
        command = ["ingest", "--store", str(Path(scratch, "store")), str(_made(Path(scratch, "papers"), _PAPERS))]
        return _run(*command), min(_run(*command) for _ in range(_BEST_OF))


def _made(folder: Path, count: int) -> Path:
    """A folder of so many papers, each with a passage and a decision of its own."""
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:04}.txt").write_text(
            f"Ambershire County Council\n\nMinutes of the Highways Scrutiny Panel\n\nHeld on Tuesday, 4 May {2000 + n % 24} at 10.00 am\n\n"
            f"{n + 1}. Potholes\n\nRESOLVED that £{n + 1},000 be spent on potholes in Wenlow.\n",
            encoding="utf-8",
        )
    return folder


def _run(*arguments: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "assistant", *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return time.perf_counter() - begun


def started_to_table(seconds: dict[str, float]) -> Table:
    table = Table("Command", title=f"Start to end, best of {_BEST_OF}")
    table.add_column("Seconds", justify="right")
    table.add_column("At most", justify="right")
    for name, took in seconds.items():
        table.add_row(name, f"{took:.2f}", f"{_START}")
    return table


def again_to_table(first: float, unchanged: float) -> Table:
    table = Table("minuted ingest", title=f"A folder of {_PAPERS:,} papers of one item")
    table.add_column("Seconds", justify="right")
    table.add_column("At most", justify="right")
    table.add_row("the first time", f"{first:.1f}", "")
    table.add_row(f"unchanged, best of {_BEST_OF}", f"{unchanged:.2f}", f"{_AGAIN}")
    return table
