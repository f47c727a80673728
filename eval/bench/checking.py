"""How long a file of answers takes to check: `minuted check` from start to end, on answers made by program over the sample papers."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rich.table import Table

from eval.good_answers import CITED, Good, good_answers, sources_of
from eval.papers import papers_to_read
from eval.stores import kept

ANSWERS = 1000
_AT_MOST = 20  # seconds on two cores


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the command from start to end, and of processor time in it."""

    wall: float
    processor: float


def checking(papers: Sequence[Path]) -> Took:
    """Check ANSWERS answers with their cases. The papers are read before, as they are in every run but the first."""
    sources = sources_of(papers_to_read(papers, kept()))
    made = list(islice(good_answers(sources, sources, "bench"), ANSWERS))
    with tempfile.TemporaryDirectory(prefix="minuted-bench-") as scratch:
        answers, cases = Path(scratch, "answers.jsonl"), Path(scratch, "cases.jsonl")
        answers.write_text("\n".join(_record(good) for good in made), encoding="utf-8")
        cases.write_text("\n".join(good.case.model_dump_json() for good in made), encoding="utf-8")
        command = [sys.executable, "-m", "assistant", "check", str(answers), "--cases", str(cases), "--papers", *map(str, papers)]
        began, before = time.perf_counter(), os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        wall, after = time.perf_counter() - began, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Took(wall, spent)


def _record(good: Good) -> str:
    """An answer in the form of `minuted ask --json`."""
    citations = [
        {
            "n": one.n,
            "quote": one.quote,
            "passage": one.passage,
            "paper": {"file": one.file},
            "page": one.page,
            "item": one.item,
            "meeting": {"body": good.sources[n].passage.meeting.body, "date": one.date.isoformat() if one.date else None},
        }
        for n, one in enumerate(good.answer.citations)
    ]
    return json.dumps({"id": good.case.id, "status": "answered", "answer": good.answer.text, "citations": citations}, ensure_ascii=False)


def checking_to_table(took: Took) -> Table:
    table = Table(title=f"minuted check: {ANSWERS:,} answers with {CITED} citations each, and their cases", title_justify="left")
    for column in ("seconds", "of them processor time", "at most"):
        table.add_column(column, justify="right")
    table.add_row(f"{took.wall:.1f}", f"{took.processor:.1f}", str(_AT_MOST))
    return table
