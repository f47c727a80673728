"""`python -m eval run QUESTIONS.jsonl`: how good the answers are, measured on questions whose right answers are known."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from corpus.text import counted
from eval.cases import Case, CasesUnusable, cases_of, files_of
from eval.near_identical import write_papers
from eval.report import results_to_table
from eval.run import Result, results_to_json, run
from eval.stores import files_in, kept, papers_to_store

_PAPERS = Path(__file__).resolve().parent.parent.parent / "shared" / "papers" / "text"


def main() -> None:
    arguments = _arguments()
    console = Console(width=140)
    sets: dict[str, Sequence[Result]] = {}
    try:
        if arguments.questions:
            cases = cases_of(arguments.questions)
            _refuse_other_papers(cases, arguments.papers)
            asked = {f"{arguments.questions.name}, to tune on": [case for case in cases if not case.held_out]}
            if arguments.set_aside:
                asked[f"{arguments.questions.name}, set aside"] = [case for case in cases if case.held_out]
            _measure(asked, arguments.papers, sets, console)
            left = sum(case.held_out for case in cases)
            if left and not arguments.set_aside:
                console.print(f"{counted(left, 'question')} set aside, not asked.")
        if arguments.near_identical:
            papers, made = write_papers(kept())
            _measure({"near-identical papers": made}, [papers], sets, console)
    except CasesUnusable as error:
        sys.exit(f"eval: {error}")
    if arguments.json:
        arguments.json.write_text(results_to_json(sets), encoding="utf-8")


def _measure(asked: Mapping[str, Sequence[Case]], papers: Sequence[Path], sets: dict[str, Sequence[Result]], console: Console) -> None:
    with console.status("Reading the papers"):
        store = papers_to_store(papers, kept())
    for name, cases in asked.items():
        if cases:
            with console.status(f"Asking {len(cases)} questions"):
                sets[name] = run(cases, store)
            console.print(results_to_table(name, sets[name]))


def _refuse_other_papers(cases: Sequence[Case], papers: Sequence[Path]) -> None:
    missing = files_of(cases) - {file.name for file in files_in(papers)}
    if missing:
        raise CasesUnusable(f"No paper is called {min(missing)}, which is asked about. Name the papers with --papers.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure Minuted's answers.")
    command = parser.add_subparsers(required=True).add_parser("run", help="ask questions whose answers are known, and measure")
    command.add_argument("questions", nargs="?", type=Path, metavar="QUESTIONS.jsonl", help="the questions, one JSON object a line")
    command.add_argument(
        "--papers",
        nargs="+",
        type=Path,
        default=[_PAPERS],
        metavar="PATH",
        help=f"the papers and folders they are about (default: {_PAPERS})",
    )
    command.add_argument("--set-aside", action="store_true", help="ask the questions that are set aside too: only at the end of tuning")
    command.add_argument("--near-identical", action="store_true", help="measure papers alike but for year, month or body")
    command.add_argument("--json", type=Path, metavar="FILE", help="write every case with its answer and verdicts to FILE")
    arguments = parser.parse_args()
    if not arguments.questions and not arguments.near_identical:
        parser.error("name a file of questions, or --near-identical")
    return arguments


if __name__ == "__main__":
    main()
