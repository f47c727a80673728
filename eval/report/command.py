"""The options of a run that make reports of it, and what they make: thin."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.terminal.console import PlainConsole, line
from eval.report.compare import compare, comparison_to_table
from eval.report.gate import Thresholds, file_to_thresholds, gate
from eval.report.html import checked_to_html
from eval.report.junit import checked_to_junit
from eval.report.records import checked_to_json, file_to_checked, to_baseline
from eval.verdicts import Checked


def add_report_options(command: argparse.ArgumentParser) -> None:
    """The files that a run's reports go to, and those that it is gated by."""
    for option, told in (
        ("--json", "write the run, every answer with its verdicts, to FILE"),
        ("--html", "write a page of the run, which needs no other file, to FILE"),
        ("--junit", "write the run as JUnit XML to FILE"),
        ("--thresholds", "end with code 1 where the run does not reach the thresholds of FILE, in TOML"),
        ("--baseline", "the run, or the baseline of one, that the thresholds' worse_than_baseline is of"),
        ("--keep-baseline", "write the run's verdicts to FILE, as the baseline of later runs"),
    ):
        command.add_argument(option, type=Path, metavar="FILE", help=told)


@dataclass(frozen=True, slots=True)
class Gate:
    """What a run is held to: thresholds, and the baseline that some of them are relative to."""

    thresholds: Thresholds | None
    baseline: tuple[Checked, ...] | None


def gate_of(arguments: argparse.Namespace) -> Gate:
    """The gate that was asked for, read before anything is asked or checked. Raises RunUnusable for a file that cannot be used."""
    return Gate(
        file_to_thresholds(arguments.thresholds) if arguments.thresholds else None,
        file_to_checked(arguments.baseline) if arguments.baseline else None,
    )


def report(title: str, checked: Sequence[Checked], held_to: Gate, arguments: argparse.Namespace, console: PlainConsole) -> bool:
    """Write the reports that were asked for, compare with the baseline, and say whether the run reaches its thresholds."""
    for file, text in (
        (arguments.json, checked_to_json),
        (arguments.html, lambda run: checked_to_html(title, run)),
        (arguments.junit, lambda run: checked_to_junit(title, run)),
        (arguments.keep_baseline, lambda run: checked_to_json(to_baseline(run))),
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
