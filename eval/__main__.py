"""`minuted eval …` and `minuted check …`, which `python -m eval …` is too: measure answers whose right ones are known.

Exit codes: 0 done, 1 done with papers refused, faults found in cases or thresholds not reached, 2 wrong use, 3 store unusable.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from assistant.export.console import PlainConsole, line
from corpus.errors import MinutedError, StoreUnusable
from corpus.logs import log_to_stderr
from corpus.text import counted, inert_line
from eval.adapters import answers_of
from eval.cases import Case, cases_of, files_of, schema
from eval.check import check
from eval.errors import CasesUnusable, Unusable, raised
from eval.evaluators.every import every
from eval.models import models, models_to_table
from eval.near_identical import write_papers
from eval.papers import Papers, papers_to_read
from eval.report.command import add_report_options, gate_of, report
from eval.report.compare import compare, comparison_to_table
from eval.report.records import file_to_checked
from eval.report.table import checked_to_table
from eval.stores import files_in, kept, papers_to_store
from eval.support.agreement import KNOWN, UNSEEN, agreement, agreements_to_table
from eval.support.exact import exactly
from eval.support.judge import by_judge, judge_at
from eval.validate import Fault, validate
from eval.verdicts import Checked

DONE, FAULTS, WRONG_USE, UNUSABLE = 0, 1, 2, 3

_PAPERS = Path(__file__).resolve().parent.parent.parent / "shared" / "papers" / "text"


def main(words: Sequence[str] | None = None, program: str = "python -m eval") -> None:
    """Do what the words of a command line say (those of this process, where none are given) and end the process."""
    log_to_stderr()
    arguments = _parser(program).parse_args(words)
    try:
        code = arguments.do(arguments, PlainConsole(width=140))
    except StoreUnusable as error:
        code = _told(error, UNUSABLE)
    except (Unusable, MinutedError) as error:
        code = _told(error, WRONG_USE)
    if code:
        sys.exit(code)


def _told(error: Exception, code: int) -> int:
    _say_wrong(f"minuted: {error}")
    return code


def _say_wrong(said: str) -> None:
    print(inert_line(said), file=sys.stderr)


@dataclass(slots=True)
class _Told:
    """Hears of faults in what was given: says each, and counts them. The rest is measured."""

    found: int = 0

    def __call__(self, fault: Unusable) -> None:
        self.found += 1
        _say_wrong(f"minuted: {fault}")


def _check(arguments: argparse.Namespace, console: PlainConsole) -> int:
    faults = _Told()
    answers = answers_of(arguments.answers, faults)
    cases = cases_of(arguments.cases, faults) if arguments.cases else ()
    gate = gate_of(arguments)
    evaluators = every(judge_at(os.environ))
    papers = _read(arguments.papers, console)
    checked = check(answers, papers, cases, evaluators)
    if missing := sum(not one.answer.given for one in checked):
        console.print(f"{counted(missing, 'case')} without an answer, counted as not answered.")
    console.print(checked_to_table(arguments.answers.name, checked))
    reached = report(arguments.answers.name, checked, gate, arguments, console)
    return DONE if reached and not papers.refused and not faults.found else FAULTS


def _validate(arguments: argparse.Namespace, console: PlainConsole) -> int:
    faults: list[Unusable | Fault] = []
    cases = cases_of(arguments.cases, faults.append)
    faults += validate(cases, _read(arguments.papers, console))
    for fault in faults:
        console.print(line(str(fault)), soft_wrap=True)
    console.print(f"{counted(len(cases), 'case')}, {counted(len(faults), 'fault') if faults else 'no faults'}.", soft_wrap=True)
    return FAULTS if faults else DONE


def _new(arguments: argparse.Namespace, console: PlainConsole) -> int:
    from assistant.settings import Settings
    from corpus.store.store import Store
    from eval.drafts import drafts_of, drafts_to_jsonl, drafts_to_yaml

    if arguments.file.exists():
        raise CasesUnusable(f"{arguments.file} is there already. Name a file that is not, so that no case is lost.")
    with Store.open(arguments.store or Settings().store) as store:
        drafts = drafts_of(store, arguments.number)
    written = drafts_to_jsonl(drafts) if arguments.file.suffix == ".jsonl" else drafts_to_yaml(drafts)
    arguments.file.write_text(written, encoding="utf-8")
    console.print(f"{counted(len(drafts), 'draft')} in {arguments.file}. Complete each, then run: minuted eval validate {arguments.file}")
    return DONE


def _schema(_: argparse.Namespace, __: PlainConsole) -> int:
    print(schema())
    return DONE


def _corruptions(arguments: argparse.Namespace, console: PlainConsole) -> int:
    from eval.catches import catches, catches_to_table

    papers = _read(arguments.papers, console)
    with console.status("Checking corrupted answers"):
        found = catches(papers, arguments.number)
    console.print(catches_to_table(found))
    return DONE if all(one.is_enough for one in found) else FAULTS


def _run(arguments: argparse.Namespace, console: PlainConsole) -> int:
    if not arguments.questions and not arguments.near_identical:
        raise CasesUnusable("There is nothing to ask. Name a file of cases, or --near-identical.")
    gate = gate_of(arguments)
    sets: dict[str, Sequence[Checked]] = {}
    refused, faults = False, _Told()
    if arguments.questions:
        cases = _cases(arguments, faults)
        asked = {f"{arguments.questions.name}, to tune on": [case for case in cases if not case.held_out]}
        if arguments.set_aside:
            asked[f"{arguments.questions.name}, set aside"] = [case for case in cases if case.held_out]
        refused = _measure(asked, arguments, arguments.papers, sets, console)
        if not arguments.set_aside:
            _tell_set_aside(cases, console)
    if arguments.near_identical:
        folder, made = write_papers(kept())
        _measure({"near-identical papers": made}, arguments, [folder], sets, console)
    checked = [one for asked_of in sets.values() for one in asked_of]
    reached = report(", ".join(sets), checked, gate, arguments, console)
    return DONE if reached and not refused and not faults.found else FAULTS


def _measure(
    asked: Mapping[str, Sequence[Case]],
    arguments: argparse.Namespace,
    paths: Sequence[Path],
    sets: dict[str, Sequence[Checked]],
    console: PlainConsole,
) -> bool:
    """Ask and check each set of cases over some papers. Whether any paper was refused."""
    from eval.run import run  # loads what answers questions, which takes seconds

    evaluators = every(judge_at(os.environ))
    papers = _read(paths, console)
    with console.status("Making a store of the papers"):
        store = papers_to_store(paths, kept())
    for name, cases in asked.items():
        if cases:
            with console.status(f"Asking {len(cases)} questions"):
                sets[name] = run(cases, store, papers, arguments.times, evaluators)
            console.print(checked_to_table(name, sets[name]))
    return bool(papers.refused)


def _compare(arguments: argparse.Namespace, console: PlainConsole) -> int:
    console.print(comparison_to_table(compare(file_to_checked(arguments.before), file_to_checked(arguments.after))))
    return DONE


def _agreement(_: argparse.Namespace, console: PlainConsole) -> int:
    judge = judge_at(os.environ)
    functions = {"exact": exactly} | ({judge.name: by_judge(judge)} if judge else {})
    with console.status("Judging pairs"):
        found = [agreement(name, function, file) for name, function in functions.items() for file in (KNOWN, UNSEEN)]
    console.print(agreements_to_table(found))
    return DONE


def _ablations(arguments: argparse.Namespace, console: PlainConsole) -> int:
    from eval.ablations import ablations, ablations_to_table

    cases = _cases(arguments)
    asked = [case for case in cases if not case.held_out]
    with console.status("Reading the papers"):
        store = papers_to_store(arguments.papers, kept())
    with console.status(f"Asking {len(asked)} questions without each part"):
        rows = ablations(asked, store)
    console.print(ablations_to_table(arguments.questions.name, rows))
    _tell_set_aside(cases, console)
    return DONE


def _models(arguments: argparse.Namespace, console: PlainConsole) -> int:
    cases = _cases(arguments)
    for held_out, name in ((False, "to tune on"), (True, "set aside"))[: 1 + arguments.set_aside]:
        if asked := [case for case in cases if case.held_out is held_out]:
            with console.status(f"Asking {len(asked)} questions of each model"):
                rows = list(models(asked, lambda model: papers_to_store(arguments.papers, kept(), model)))
            console.print(models_to_table(f"{arguments.questions.name}, {name}", rows))
    if not arguments.set_aside:
        _tell_set_aside(cases, console)
    return DONE


def _cases(arguments: argparse.Namespace, on_fault: Callable[[CasesUnusable], None] = raised) -> tuple[Case, ...]:
    """The cases of the file named. Raises CasesUnusable where one is about a paper that is not among those named."""
    cases = cases_of(arguments.questions, on_fault)
    missing = files_of(cases) - {file.name for file in files_in(arguments.papers)}
    if missing:
        raise CasesUnusable(f"No paper is called {min(missing)}, which is asked about. Name the papers with --papers.")
    return cases


def _tell_set_aside(cases: Sequence[Case], console: PlainConsole) -> None:
    if left := sum(case.held_out for case in cases):
        console.print(f"{counted(left, 'question')} set aside, not asked.")


def _read(paths: Sequence[Path], console: PlainConsole) -> Papers:
    with console.status("Reading the papers"):
        papers = papers_to_read(paths, kept())
    for reason in papers.refused.values():
        _say_wrong(f"Not taken: {reason}")
    return papers


class _Parser(argparse.ArgumentParser):
    """What wrong use is told quotes words of the command line, names of files among them."""

    def error(self, message: str) -> NoReturn:
        super().error(inert_line(message))


def _parser(program: str) -> argparse.ArgumentParser:
    parser = _Parser(prog=program, description="Measure answers over papers, Minuted's or any other system's.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("check", help="check a file of answers, of any system, against the papers that they cite")
    command.set_defaults(do=_check)
    command.add_argument("answers", type=Path, metavar="ANSWERS.jsonl", help="the answers, one JSON value a line")
    _add_papers(command, required=True)
    command.add_argument("--cases", type=Path, metavar="CASES", help="the questions with what is right: .jsonl, .yaml")
    add_report_options(command)

    command = commands.add_parser("run", help="ask Minuted questions whose answers are known, and check what it answers")
    command.set_defaults(do=_run)
    command.add_argument("questions", nargs="?", type=Path, metavar="CASES", help="the questions with what is right: .jsonl, .yaml")
    _add_papers(command)
    command.add_argument(
        "--times", type=int, default=1, metavar="N", help="ask each question so often: tells whether answers stay the same"
    )
    command.add_argument("--set-aside", action="store_true", help="ask the questions that are set aside too: only at the end of tuning")
    command.add_argument("--near-identical", action="store_true", help="measure papers alike but for year, month or body")
    add_report_options(command)

    command = commands.add_parser("compare", help="what got better and what got worse between two runs written with --json")
    command.set_defaults(do=_compare)
    command.add_argument("before", type=Path, metavar="BEFORE.json")
    command.add_argument("after", type=Path, metavar="AFTER.json")

    command = commands.add_parser("new", help="draft cases from a store, for a person to complete")
    command.set_defaults(do=_new)
    command.add_argument("file", type=Path, metavar="FILE", help="the file to write, of YAML or .jsonl")
    command.add_argument("--number", type=int, default=10, metavar="N", help="how many drafts (default: 10)")
    command.add_argument("--store", type=Path, metavar="DIR", help="folder of the store. Default: MINUTED_STORE, else .minuted here")

    command = commands.add_parser("validate", help="check that what cases quote stands where they say, with their meeting date and item")
    command.set_defaults(do=_validate)
    command.add_argument("cases", type=Path, metavar="CASES", help="the cases: .jsonl, .yaml")
    _add_papers(command, required=True)

    commands.add_parser("schema", help="print the JSON Schema of a case").set_defaults(do=_schema)

    command = commands.add_parser("corruptions", help="how surely each evaluator catches answers that a program corrupted")
    command.set_defaults(do=_corruptions)
    command.add_argument(
        "--number", type=int, default=1000, metavar="N", help="how many answers for each corruption, half of them untouched"
    )
    _add_papers(command, required=True)

    command = commands.add_parser("agreement", help="how far each support function agrees with people, on pairs that they labelled")
    command.set_defaults(do=_agreement)

    command = commands.add_parser("ablations", help="what each part of Minuted's order gives, by leaving it out")
    command.set_defaults(do=_ablations)
    command.add_argument("questions", type=Path, metavar="CASES", help="the questions with what is right: .jsonl, .yaml")
    _add_papers(command)

    command = commands.add_parser("models", help="what the adapter of Minuted's embedding model gives")
    command.set_defaults(do=_models)
    command.add_argument("questions", type=Path, metavar="CASES", help="the questions with what is right: .jsonl, .yaml")
    command.add_argument("--set-aside", action="store_true", help="ask the questions that are set aside too: only at the end of tuning")
    _add_papers(command)
    return parser


def _add_papers(command: argparse.ArgumentParser, *, required: bool = False) -> None:
    command.add_argument(
        "--papers",
        nargs="+",
        type=Path,
        required=required,
        default=None if required else [_PAPERS],
        metavar="PATH",
        help="the papers and folders they are about" + ("" if required else f" (default: {_PAPERS})"),
    )


if __name__ == "__main__":
    main()
