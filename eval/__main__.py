"""`python -m eval run QUESTIONS.jsonl`: how good the answers are, measured on questions whose right answers are known.

`python -m eval levers QUESTIONS.jsonl`: what each lever of the order gives to that.
`python -m eval models QUESTIONS.jsonl`: what the embedding model's adapter gives to that.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from corpus.text import counted
from eval.cases import Case, CasesUnusable, cases_of, files_of
from eval.levers import levers, levers_to_table
from eval.models import models, models_to_table
from eval.near_identical import write_papers
from eval.report import results_to_table
from eval.run import Result, results_to_json, run
from eval.stores import files_in, kept, papers_to_store

_PAPERS = Path(__file__).resolve().parent.parent.parent / "shared" / "papers" / "text"


def main() -> None:
    arguments = _arguments()
    console = Console(width=140)
    try:
        {"levers": _levers, "models": _models, "run": _run}[arguments.command](arguments, console)
    except CasesUnusable as error:
        sys.exit(f"eval: {error}")


def _run(arguments: argparse.Namespace, console: Console) -> None:
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
    if arguments.json:
        arguments.json.write_text(results_to_json(sets), encoding="utf-8")


def _levers(arguments: argparse.Namespace, console: Console) -> None:
    cases = _cases(arguments)
    asked = [case for case in cases if not case.held_out]
    store = _store(arguments.papers, console)
    with console.status(f"Asking {len(asked)} questions without each lever"):
        rows = levers(asked, store)
    console.print(levers_to_table(arguments.questions.name, rows))
    _tell_set_aside(cases, console)


def _models(arguments: argparse.Namespace, console: Console) -> None:
    cases = _cases(arguments)
    for held_out, name in ((False, "to tune on"), (True, "set aside"))[: 1 + arguments.set_aside]:
        if asked := [case for case in cases if case.held_out is held_out]:
            with console.status(f"Asking {len(asked)} questions of each model"):
                rows = list(models(asked, lambda model: papers_to_store(arguments.papers, kept(), model)))
            console.print(models_to_table(f"{arguments.questions.name}, {name}", rows))
    if not arguments.set_aside:
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
            console.print(results_to_table(name, sets[name]))


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
    command.add_argument("--json", type=Path, metavar="FILE", help="write every case with its answer and verdicts to FILE")
    of_levers = commands.add_parser("levers", help="measure what each lever of the order gives, by leaving it out")
    of_levers.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl", help="the questions, one JSON object a line")
    _add_papers(of_levers)
    of_models = commands.add_parser("models", help="measure what the embedding model's adapter gives")
    of_models.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl", help="the questions, one JSON object a line")
    of_models.add_argument("--set-aside", action="store_true", help="ask the questions that are set aside too: only at the end of tuning")
    _add_papers(of_models)
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
