"""The options of a run that make reports of it, and what they make: thin, so that any command line can take them."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from eval.report.compare import compare, comparison_to_table
from eval.report.gate import file_to_thresholds, gate
from eval.report.html import checked_to_html
from eval.report.junit import checked_to_junit
from eval.report.records import checked_to_json, file_to_checked, to_baseline
from eval.verdicts import Checked

BELOW = 1  # the exit code of a run that does not reach its thresholds


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


def report(title: str, checked: Sequence[Checked], arguments: argparse.Namespace, console: Console) -> int:
    """Write the reports that were asked for, and gate the run. Returns the exit code. Raises ReportRefused for a file of thresholds
    or a baseline that cannot be used, before anything is written."""
    thresholds = file_to_thresholds(arguments.thresholds) if arguments.thresholds else None
    baseline = file_to_checked(arguments.baseline) if arguments.baseline else None
    for file, text in (
        (arguments.json, checked_to_json),
        (arguments.html, lambda run: checked_to_html(title, run)),
        (arguments.junit, lambda run: checked_to_junit(title, run)),
        (arguments.keep_baseline, lambda run: checked_to_json(to_baseline(run))),
    ):
        if file:
            file.write_text(text(checked), encoding="utf-8")
    if baseline is not None:
        console.print(comparison_to_table(compare(baseline, checked)))
    if thresholds is None:
        return 0
    gated = gate(checked, thresholds, baseline)
    console.print("The run reaches its thresholds." if gated.passed else "The run does not reach its thresholds:")
    for reason in gated.reasons:
        console.print(f"  {reason}", markup=False)
    return 0 if gated.passed else BELOW
