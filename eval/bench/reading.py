"""The speed and memory of reading papers, by kind of paper.

Each paper is read once by itself on one core, in a process of its own, which gives its seconds, its steps and its peak of memory;
and once more beside the others of its kind on all cores, which gives what ingestion gets out of the machine.
"""

import multiprocessing
import os
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from statistics import median
from types import FrameType

from rich.table import Table

from corpus.errors import PaperRefused
from eval.bench.memory import most_held
from ingest.build import read_paper

_TOLD = 0.05  # the smallest share of the time that is told
_TICK = 0.005  # seconds between two looks at what a reading is busy with
_KINDS = {".pdf": "PDF, text", ".docx": "Word", ".html": "HTML", ".htm": "HTML", ".txt": "Text", ".md": "Text"}
_OCR = "PDF, OCR"


@dataclass(frozen=True, slots=True)
class Measure:
    """One paper read by itself: its kind, pages, seconds, peak memory of the process in bytes, and the seconds of each step."""

    file: Path
    kind: str
    pages: int
    seconds: float
    peak: int
    steps: dict[str, float]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """The papers of one kind, each read by itself on one core; `beside` is the seconds for all of them on all cores."""

    kind: str
    measures: Sequence[Measure]
    beside: float

    @property
    def pages(self) -> int:
        return sum(measure.pages for measure in self.measures)

    @property
    def seconds(self) -> float:
        return sum(measure.seconds for measure in self.measures)

    @property
    def steps(self) -> dict[str, float]:
        """The share (0 to 1) of the time that each step takes, the longest first."""
        total: Counter[str] = Counter()
        for measure in self.measures:
            total.update({step: round(1e6 * seconds) for step, seconds in measure.steps.items()})
        return {step: count / total.total() for step, count in total.most_common()}


def measured(file: Path, one_core: bool) -> Measure | None:
    """Read a paper here and measure it; None where it is refused. For a process of its own: the peak is that of the process."""
    if one_core and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    steps: dict[str, float] = defaultdict(float)
    last = started = time.perf_counter()

    def look(_: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.perf_counter()
        steps[_step(frame)] += now - last
        last = now

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _TICK, _TICK)
    try:
        read = read_paper(file)
    except PaperRefused:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    scanned = any("tesseract" in page.reader for page in read.pages)
    return Measure(
        file=file,
        kind=_OCR if scanned else _KINDS.get(file.suffix.lower(), "Other"),
        pages=read.paper.page_count,
        seconds=time.perf_counter() - started,
        peak=most_held(),
        steps=dict(steps),
    )


def _step(frame: FrameType | None) -> str:
    """The function that a frame is in, of those that the reading of a paper calls one after another."""
    while frame is not None and frame.f_back is not None:
        if frame.f_back.f_code is read_paper.__code__:
            return frame.f_code.co_name
        frame = frame.f_back
    return read_paper.__name__


def reading(files: Sequence[Path]) -> list[ReadingRow]:
    """The papers measured, by kind. Those that are refused are left out."""
    alone = [found for found in _each(files, workers=1, one_core=True) if found is not None]
    rows: list[ReadingRow] = []
    for kind in sorted({found.kind for found in alone}):
        of_kind = [found for found in alone if found.kind == kind]
        started = time.perf_counter()
        _each([found.file for found in of_kind], workers=os.cpu_count() or 1, one_core=False)
        rows.append(ReadingRow(kind, of_kind, time.perf_counter() - started))
    return rows


def _each(files: Sequence[Path], *, workers: int, one_core: bool) -> list[Measure | None]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["ingest.build"])
    with ProcessPoolExecutor(workers, mp_context=context, max_tasks_per_child=1) as pool:
        return list(pool.map(measured, files, repeat(one_core)))


def reading_to_table(rows: Sequence[ReadingRow]) -> Table:
    table = Table(title=f"Reading papers: pages a second, peak memory of a worker in MB ({os.cpu_count()} cores)")
    for column in ("Kind", "Papers", "Pages", "One core", "All cores", "Times", "Most MB", "Median MB", "Time by step"):
        table.add_column(column, justify="left" if column in ("Kind", "Time by step") else "right")
    for row in rows:
        peaks = [measure.peak / 1024 / 1024 for measure in row.measures]
        steps = ", ".join(f"{step} {share:.0%}" for step, share in row.steps.items() if share >= _TOLD)
        table.add_row(
            row.kind, f"{len(row.measures)}", f"{row.pages}", f"{row.pages / row.seconds:.1f}", f"{row.pages / row.beside:.1f}",
            f"{row.seconds / row.beside:.1f}", f"{max(peaks):.0f}", f"{median(peaks):.0f}", steps,
        )  # fmt: skip
    return table
