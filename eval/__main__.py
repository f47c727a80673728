"""`python -m eval run QUESTIONS.jsonl`: how good the answers are, measured on questions whose right answers are known.

`python -m eval levers QUESTIONS.jsonl`: what each lever of the order gives to that.
`python -m eval compare BEFORE.json AFTER.json`: what got better and what got worse between two runs.
`python -m eval agreement`: how well the support functions agree with people.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from corpus.errors import ModelUnusable
from corpus.text import counted
from eval.cases import Case, CasesUnusable, cases_of, files_of
from eval.levers import levers, levers_to_table
from eval.near_identical import write_papers
from eval.report.command import add_report_options, report
from eval.report.compare import compare, comparison_to_table
from eval.report.errors import ReportRefused
from eval.report.records import file_to_checked
from eval.report.results import results_to_checked
from eval.report.table import checked_to_table
from eval.run import Result, run
from eval.stores import files_in, kept, papers_to_store
from eval.support.agreement import agreement, agreements_to_table, labelled_pairs
from eval.support.functions import functions_at_hand

WRONG_USE = 2

_PAPERS = Path(__file__).resolve().parent.parent.parent / "shared" / "papers" / "text"


def main() -> None:
    arguments = _arguments()
    console = Console(width=140)
    try:
        if arguments.command == "levers":
            _levers(arguments, console)
        elif arguments.command == "compare":
            console.print(comparison_to_table(compare(file_to_checked(arguments.before), file_to_checked(arguments.after))))
        elif arguments.command == "agreement":
            _agreement(arguments, console)
        else:
            sys.exit(_run(arguments, console))
    except (CasesUnusable, ReportRefused, ModelUnusable) as error:
        print(f"eval: {error}", file=sys.stderr)
        sys.exit(WRONG_USE)


def _run(arguments: argparse.Namespace, console: Console) -> int:
    sets: dict[str, Sequence[Result]] = {}
    if arguments.questions:
        cases = _cases(arguments)
        asked = {f"{arguments.questions.name}, to tune on": [case for case in cases if not case.held_out]}
        if arguments.set_aside:
            asked[f"{arguments.questions.name}, set aside"] = [case for case in cases if case.held_out]
        _measure(asked, arguments.papers, sets, console)
        if not arguments.set_aside:
            _tell_set_aside(cases, console)
    if arguments.near_identical:
        papers, made = write_papers(kept())
        _measure({"near-identical papers": made}, [papers], sets, console)
    checked = [answer for results in sets.values() for answer in results_to_checked(results)]
    return report(", ".join(sets), checked, arguments, console)


def _agreement(arguments: argparse.Namespace, console: Console) -> None:
    functions = functions_at_hand(words_only=arguments.words_only)
    pairs = labelled_pairs()
    with console.status(f"Judging {len(pairs)} pairs"):
        found = [agreement(name, function, pairs) for name, function in functions.items()]
    console.print(agreements_to_table(found))


def _levers(arguments: argparse.Namespace, console: Console) -> None:
    cases = _cases(arguments)
    asked = [case for case in cases if not case.held_out]
    store = _store(arguments.papers, console)
    with console.status(f"Asking {len(asked)} questions without each lever"):
        rows = levers(asked, store)
    console.print(levers_to_table(arguments.questions.name, rows))
    _tell_set_aside(cases, console)


def _cases(arguments: argparse.Namespace) -> tuple[Case, ...]:
    cases = cases_of(arguments.questions)
    _refuse_other_papers(cases, arguments.papers)
    return cases


def _tell_set_aside(cases: Sequence[Case], console: Console) -> None:
    if left := sum(case.held_out for case in cases):
        console.print(f"{counted(left, 'question')} set aside, not asked.")


def _measure(asked: Mapping[str, Sequence[Case]], papers: Sequence[Path], sets: dict[str, Sequence[Result]], console: Console) -> None:
    store = _store(papers, console)
    for name, cases in asked.items():
        if cases:
            with console.status(f"Asking {len(cases)} questions"):
                sets[name] = run(cases, store)
            console.print(checked_to_table(name, results_to_checked(sets[name])))


def _store(papers: Sequence[Path], console: Console) -> Path:
    with console.status("Reading the papers"):
        return papers_to_store(papers, kept())


def _refuse_other_papers(cases: Sequence[Case], papers: Sequence[Path]) -> None:
    missing = files_of(cases) - {file.name for file in files_in(papers)}
    if missing:
        raise CasesUnusable(f"No paper is called {min(missing)}, which is asked about. Name the papers with --papers.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure Minuted's answers.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("run", help="ask questions whose answers are known, and measure")
    command.add_argument("questions", nargs="?", type=Path, metavar="QUESTIONS.jsonl", help="the questions, one JSON object a line")
    _add_papers(command)
    command.add_argument("--set-aside", action="store_true", help="ask the questions that are set aside too: only at the end of tuning")
    command.add_argument("--near-identical", action="store_true", help="measure papers alike but for year, month or body")
    add_report_options(command)
    of_levers = commands.add_parser("levers", help="measure what each lever of the order gives, by leaving it out")
    of_levers.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl", help="the questions, one JSON object a line")
    _add_papers(of_levers)
    of_two = commands.add_parser("compare", help="compare two runs written with --json, case by case")
    of_two.add_argument("before", type=Path, metavar="BEFORE.json")
    of_two.add_argument("after", type=Path, metavar="AFTER.json")
    of_support = commands.add_parser("agreement", help="measure the support functions on pairs that people labelled")
    of_support.add_argument("--words-only", action="store_true", help="leave out the functions that load the embedding model")
    arguments = parser.parse_args()
    if arguments.command == "run" and not arguments.questions and not arguments.near_identical:
        parser.error("name a file of questions, or --near-identical")
    return arguments


def _add_papers(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--papers",
        nargs="+",
        type=Path,
        default=[_PAPERS],
        metavar="PATH",
        help=f"the papers and folders they are about (default: {_PAPERS})",
    )


if __name__ == "__main__":
    main()
