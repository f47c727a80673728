"""The files that a command was asked to write of a run, or to hold it to, and what becomes of them: thin."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.export.console import PlainConsole, line
from eval.report.compare import compare, comparison_to_table
from eval.report.gate import Thresholds, file_to_thresholds, gate
from eval.report.html import checked_to_html
from eval.report.junit import checked_to_junit
from eval.report.records import checked_to_json, file_to_checked, to_baseline
from eval.verdicts import Checked


@dataclass(frozen=True, slots=True)
class Files:
    """The files that a run's reports go to, and those that it is held to. None for each that was not asked for."""

    json: Path | None
    html: Path | None
    junit: Path | None
    thresholds: Path | None
    baseline: Path | None
    keep_baseline: Path | None


@dataclass(frozen=True, slots=True)
class Gate:
    """What a run is held to: thresholds, and the baseline that some of them are relative to."""

    thresholds: Thresholds | None
    baseline: tuple[Checked, ...] | None


def gate_of(files: Files) -> Gate:
    """The gate that was asked for, read before anything is asked or checked. Raises RunUnusable for a file that cannot be used."""
    return Gate(
        file_to_thresholds(files.thresholds) if files.thresholds else None,
        file_to_checked(files.baseline) if files.baseline else None,
    )


def report(title: str, checked: Sequence[Checked], held_to: Gate, files: Files, console: PlainConsole) -> bool:
    """Write the reports that were asked for, compare with the baseline, and say whether the run reaches its thresholds."""
    for file, text in (
        (files.json, checked_to_json),
        (files.html, lambda run: checked_to_html(title, run)),
        (files.junit, lambda run: checked_to_junit(title, run)),
        (files.keep_baseline, lambda run: checked_to_json(to_baseline(run))),
    ):
        if file:
            file.write_text(text(checked), encoding="utf-8")
    if held_to.baseline is not None:
        console.print(comparison_to_table(compare(held_to.baseline, checked)))
    if held_to.thresholds is None:
        return True
    gated = gate(checked, held_to.thresholds, held_to.baseline)
    console.print("The run reaches its thresholds." if gated.passed else "The run does not reach its thresholds:")
    for reason in gated.reasons:
        console.print(line(f"  {reason}"))
    return gated.passed
