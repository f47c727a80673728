"""Odd PDFs, each in a way of its own, through one ingest: how each ended, and whether the store is well afterwards."""

import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from corpus.store.doctor import findings
from corpus.store.store import Store
from eval.bench.odd_pdfs import KINDS, mutated
from ingest.folder import ingest, papers_in
from ingest.worker import Limits

LIMITS = Limits(seconds=180, memory=1024 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class Odd:
    """How many files ended in each way, by the code of their refusal or what became of them, and what should not be: a line for each."""

    files: int
    seconds: float
    ends: Counter[str]
    nameless: list[str]
    found: list[str]


def odd(count: int) -> Odd:
    """Each kind of odd PDF, and mutations of them until there are `count` files, through one ingest with the real model."""
    with tempfile.TemporaryDirectory(prefix="minuted-odd-") as folder, Store.open_for_writing(Path(folder, "store")) as store:
        papers = Path(folder, "papers")
        papers.mkdir()
        made = [made() for made in KINDS.values()]
        for n in range(count):
            (papers / f"{n:06}.pdf").write_bytes(made[n] if n < len(made) else mutated(n))
        began = time.monotonic()
        outcomes = ingest(papers_in([papers]), store, limits=LIMITS)
        seconds = time.monotonic() - began
        refusals = [outcome.refusal for outcome in outcomes if outcome.refusal]
        return Odd(
            len(outcomes),
            seconds,
            Counter(outcome.refusal.code if outcome.refusal else outcome.result.value for outcome in outcomes),
            [refusal.reason for refusal in refusals if not refusal.reason.startswith(f"{refusal.file}: ")],
            [f"{finding.part.value}: {finding.what}" for finding in findings(store)],
        )


def odd_to_table(measured: Odd) -> Table:
    wrong = [*measured.nameless, *measured.found]
    table = Table(
        title=f"{measured.files:,} odd PDFs in one ingest of {measured.seconds:.0f} seconds",
        caption="\n".join(wrong) or "Each refusal names its file, and the store is well.",
    )
    table.add_column("Ended")
    table.add_column("Files", justify="right")
    for end, number in measured.ends.most_common():
        table.add_row(end, f"{number:,}")
    return table
