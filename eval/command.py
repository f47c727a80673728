"""`minuted eval …` and `minuted check`: measure answers, Minuted's or any other system's, whose right ones are known.

The command line finds both by their entry points. What a command needs is imported in it, so that help comes at once.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from assistant.command_line import ManyValued, StoreOption, say, say_wrong
from corpus.exit_codes import ExitCode
from corpus.files import composed
from corpus.text import counted, inert, inert_line
from eval import options
from eval.errors import CasesUnusable, Unusable, raised

if TYPE_CHECKING:
    from assistant.export.console import PlainConsole
    from eval.cases import Case
    from eval.papers import Papers
    from eval.validate import Fault
    from eval.verdicts import Checked

app = typer.Typer(
    name="eval", help="Measure answers over papers, Minuted's or any other system's.", no_args_is_help=True, add_completion=False
)
check_app = typer.Typer(add_completion=False)


class _Told:
    """Hears of faults in what was given: says each, and counts them. The rest is measured."""

    def __init__(self) -> None:
        self.found = 0

    def __call__(self, fault: Unusable) -> None:
        self.found += 1
        say_wrong(str(fault))


@check_app.command(cls=ManyValued)
def check(
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS.jsonl", help="The answers, one JSON value a line.")],
    papers: options.Papers,
    cases: Annotated[Path | None, typer.Option(metavar="CASES", help="The questions with what is right: .jsonl, .yaml")] = None,
    json: options.Json = None,
    html: options.Html = None,
    junit: options.Junit = None,
    thresholds: options.Thresholds = None,
    baseline: options.Baseline = None,
    keep_baseline: options.KeepBaseline = None,
) -> None:
    """Check a file of answers, of any system, against the papers that they cite."""
    from eval.adapters import answers_of
    from eval.cases import cases_of
    from eval.check import check as verdicts_on
    from eval.evaluators.every import every
    from eval.report.files import Files, gate_of, report
    from eval.report.table import checked_to_table
    from eval.support.judge import judge_at

    faults, console = _Told(), _console()
    files = Files(json, html, junit, thresholds, baseline, keep_baseline)
    given = answers_of(answers, faults)
    known = cases_of(cases, faults) if cases else ()
    gate = gate_of(files)
    evaluators = every(judge_at(os.environ))
    read = _read(papers, console)
    checked = verdicts_on(given, read, known, evaluators)
    if missing := sum(not one.answer.given for one in checked):
        console.print(f"{counted(missing, 'case')} without an answer, counted as not answered.")
    console.print(checked_to_table(answers.name, checked))
    reached = report(answers.name, checked, gate, files, console)
    _end(reached and not read.refused and not faults.found)


@app.command(cls=ManyValued)
def run(
    questions: Annotated[Path | None, typer.Argument(metavar="CASES", help="The questions with what is right: .jsonl, .yaml")] = None,
    papers: options.Papers = options.THE_PAPERS,
    times: Annotated[int, typer.Option(metavar="N", help="Ask each question so often: tells whether answers stay the same.")] = 1,
    set_aside: options.SetAside = False,
    near_identical: Annotated[bool, typer.Option("--near-identical", help="Measure papers alike but for year, month or body.")] = False,
    json: options.Json = None,
    html: options.Html = None,
    junit: options.Junit = None,
    thresholds: options.Thresholds = None,
    baseline: options.Baseline = None,
    keep_baseline: options.KeepBaseline = None,
) -> None:
    """Ask Minuted questions whose answers are known, and check what it answers."""
    from eval.near_identical import write_papers
    from eval.report.files import Files, gate_of, report
    from eval.stores import kept

    if not questions and not near_identical:
        raise CasesUnusable("There is nothing to ask. Name a file of cases, or --near-identical.")
    files = Files(json, html, junit, thresholds, baseline, keep_baseline)
    gate = gate_of(files)
    sets: dict[str, Sequence[Checked]] = {}
    refused, faults, console = False, _Told(), _console()
    if questions:
        cases = _cases(questions, papers, faults)
        tuned_on = f"{questions.name}, to tune on" if any(case.held_out for case in cases) else questions.name
        asked = {tuned_on: [case for case in cases if not case.held_out]}
        if set_aside:
            asked[f"{questions.name}, set aside"] = [case for case in cases if case.held_out]
        refused = _measure(asked, papers, times, sets, console)
        if not set_aside:
            _tell_set_aside(cases, console)
    if near_identical:
        folder, made = write_papers(kept())
        _measure({"near-identical papers": made}, [folder], times, sets, console)
    checked = [one for asked_of in sets.values() for one in asked_of]
    reached = report(", ".join(sets), checked, gate, files, console)
    _end(reached and not refused and not faults.found)


def _measure(
    asked: "Mapping[str, Sequence[Case]]",
    paths: Sequence[Path],
    times: int,
    sets: "dict[str, Sequence[Checked]]",
    console: "PlainConsole",
) -> bool:
    """Ask and check each set of cases over some papers. Whether any paper was refused."""
    from eval.evaluators.every import every
    from eval.report.table import checked_to_table
    from eval.run import run as answers_checked
    from eval.stores import kept, papers_to_store
    from eval.support.judge import judge_at

    evaluators = every(judge_at(os.environ))
    papers = _read(paths, console)
    with console.status("Making a store of the papers"):
        store = papers_to_store(paths, kept())
    for name, cases in asked.items():
        if cases:
            with console.status(f"Asking {len(cases)} questions"):
                sets[name] = answers_checked(cases, store, papers, times, evaluators)
            console.print(checked_to_table(name, sets[name]))
    return bool(papers.refused)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(metavar="BEFORE.json")],
    after: Annotated[Path, typer.Argument(metavar="AFTER.json")],
) -> None:
    """What got better and what got worse between two runs written with --json."""
    from eval.report.compare import compare as comparison_of
    from eval.report.compare import comparison_to_table
    from eval.report.records import file_to_checked

    _console().print(comparison_to_table(comparison_of(file_to_checked(before), file_to_checked(after))))


@app.command()
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, of YAML or .jsonl.")],
    number: Annotated[int, typer.Option(metavar="N", help="How many drafts.")] = 10,
    store: StoreOption = None,
) -> None:
    """Draft cases from a store, for a person to complete."""
    from assistant.settings import Settings
    from corpus.store.store import Store
    from eval.drafts import drafts_of, drafts_to_jsonl, drafts_to_yaml

    if file.exists():
        raise CasesUnusable(f"{file} is there already. Name a file that is not, so that no case is lost.")
    with Store.open(store or Settings().store) as held:
        drafts = drafts_of(held, number)
    file.write_text(drafts_to_jsonl(drafts) if file.suffix == ".jsonl" else drafts_to_yaml(drafts), encoding="utf-8")
    _console().print(f"{counted(len(drafts), 'draft')} in {file}. Complete each, then run: minuted eval validate {file}")


@app.command(cls=ManyValued)
def validate(cases: options.Cases, papers: options.Papers) -> None:
    """Check that what cases quote stands where they say, with their meeting date and item."""
    from assistant.export.console import line
    from eval.cases import cases_of
    from eval.validate import validate as faults_in

    console = _console()
    faults: list[Unusable | Fault] = []
    known = cases_of(cases, faults.append)
    faults += faults_in(known, _read(papers, console))
    for fault in faults:
        console.print(line(str(fault)), soft_wrap=True)
    console.print(f"{counted(len(known), 'case')}, {counted(len(faults), 'fault') if faults else 'no faults'}.", soft_wrap=True)
    _end(not faults)


@app.command(cls=ManyValued)
def outcomes(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", help="Questions on what became of things, with the right state.")],
    papers: options.Papers,
    each: Annotated[bool, typer.Option("--each", help="Print every verdict as a line of JSON.")] = False,
) -> None:
    """Ask what became of things: how often the right state comes first, and whether any is told as done that is not."""
    from assistant.retrieval.reranker import OWN
    from corpus.embedding.embedder import Embedder
    from corpus.store.store import Store
    from eval.outcomes.measure import cases_in, verdict_to_json, verdicts_on
    from eval.stores import kept, papers_to_store

    console = _console()
    with console.status("Reading the papers"):
        folder = papers_to_store(papers, kept())
    with Store.open(folder, Embedder()) as store:
        verdicts = list(verdicts_on(list(cases_in(questions)), store, OWN))
    for verdict in verdicts:
        if each or not verdict.is_right:
            say(verdict_to_json(verdict))
    right, false = sum(one.is_right for one in verdicts), sum(one.is_false_done for one in verdicts)
    share = right / max(len(verdicts), 1)
    console.print(f"{questions.stem}: right state first in {right} of {len(verdicts)} ({share:.2f}), {false} falsely told as done.")
    _end(not false)


@app.command(cls=ManyValued)
def links(
    lists: Annotated[Path, typer.Argument(metavar="LISTS", help="A folder of lists, <council>/<paper file>.jsonl, with the links.")],
    papers: options.Papers,
    faults: Annotated[bool, typer.Option("--faults", help="Print each link that is missed or not listed.")] = False,
) -> None:
    """Measure the proven links between entries of the register against lists of what readers found."""
    from corpus.embedding.embedder import Embedder
    from corpus.store.store import Store
    from eval.outcomes.links import links_compared
    from eval.register import lists_in
    from eval.stores import kept, papers_to_store

    councils: dict[str, list[tuple[Path, list[Any]]]] = {}
    for council, paper, listed in lists_in(lists, papers):
        councils.setdefault(council, []).append((paper, listed))
    for council, of_council in councils.items():
        with Store.open(papers_to_store([paper for paper, _ in of_council], kept()), Embedder()) as store:
            tally = links_compared(store, {paper.name: listed for paper, listed in of_council}, council)
        precision, recall = tally.right / max(tally.made, 1), tally.found / max(tally.listed, 1)
        right = f"{tally.right} of {tally.made} made are right ({precision:.2f})"
        say(f"{council}: {right}, {tally.found} of {tally.listed} found ({recall:.2f})")
        for fault in tally.faults if faults else ():
            say(inert_line(fault))


@app.command()
def trial(
    only: Annotated[
        list[str] | None, typer.Option(metavar="PAPERS", help="Only conversations over these papers, given again for several.")
    ] = None,
    set_aside: options.SetAside = False,
    each: Annotated[bool, typer.Option("--each", help="Tell of each that is wrong what is missing, and what was shown.")] = False,
) -> None:
    """Hold conversations as people have them, and check what the first screen shows."""
    from assistant.retrieval.reranker import ranker_of
    from assistant.settings import Settings
    from corpus.embedding.embedder import Embedder
    from corpus.store.store import Store
    from eval.stores import kept, papers_to_store
    from eval.trial.conversations import BUILT_ON, SET_ASIDE, conversations_in, papers_of
    from eval.trial.measure import Shown, held, tally_lines

    console, ranker, embedder = _console(), ranker_of(Settings().ranker), Embedder()
    for file in (BUILT_ON, SET_ASIDE)[: 1 + set_aside]:
        conversations = [one for one in conversations_in(file) if not only or one.papers in only]
        shown: list[Shown] = []
        for name in dict.fromkeys(one.papers for one in conversations):
            with console.status(f"Holding the conversations over {name}"):
                folder = papers_to_store(papers_of(name), kept())
                with Store.open(folder, embedder) as store:
                    shown += held([one for one in conversations if one.papers == name], store, ranker)
        if each:
            for one in shown:
                if not one.is_right:
                    say(inert(f"{one.conversation.id} {one.conversation.question}\n  {'; '.join(one.faults)}\n  {one.answer.shown}"))
        if shown:
            say(f"{file.stem}:")
            for line in tally_lines(shown):
                say(line)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a case."""
    from eval.cases import schema as case_schema

    say(case_schema())


@app.command(cls=ManyValued)
def corruptions(
    papers: options.Papers,
    number: Annotated[int, typer.Option(metavar="N", help="How many answers for each corruption, half of them untouched.")] = 1000,
) -> None:
    """How surely each evaluator catches answers that a program corrupted."""
    from eval.catches import catches, catches_to_table

    console = _console()
    read = _read(papers, console)
    with console.status("Checking corrupted answers"):
        found = catches(read, number)
    console.print(catches_to_table(found))
    _end(all(one.is_enough for one in found))


@app.command(cls=ManyValued)
def register(
    lists: Annotated[Path, typer.Argument(metavar="LISTS", help="A folder of lists, <council>/<paper>.jsonl")] = options.THE_LISTS,
    papers: options.Papers = options.LISTED_PAPERS,
    faults: Annotated[bool, typer.Option("--faults", help="Tell each entry and field that is missed or wrong, too.")] = False,
) -> None:
    """Measure what the register holds of papers against lists of what readers found in them."""
    from eval.register import measured, table_lines
    from eval.stores import kept

    with _console().status("Reading the papers"):
        tallies = measured(lists, papers, kept())
    for line in table_lines(tallies):
        say(line)
    for fault in [fault for tally in tallies.values() for fault in tally.faults] if faults else ():
        say(inert_line(fault))


@app.command()
def agreement() -> None:
    """How far each support function agrees with people, on pairs that they labelled."""
    from eval.support.agreement import KNOWN, UNSEEN, agreements_to_table
    from eval.support.agreement import agreement as agreement_of
    from eval.support.exact import exactly
    from eval.support.judge import by_judge, judge_at

    console, judge = _console(), judge_at(os.environ)
    functions = {"exact": exactly} | ({judge.name: by_judge(judge)} if judge else {})
    with console.status("Judging pairs"):
        found = [agreement_of(name, function, file) for name, function in functions.items() for file in (KNOWN, UNSEEN)]
    console.print(agreements_to_table(found))


@app.command(cls=ManyValued)
def ablations(questions: options.Cases, papers: options.Papers = options.THE_PAPERS) -> None:
    """What each part of Minuted's order gives, by leaving it out."""
    from eval.ablations import ablations as rows_of
    from eval.ablations import ablations_to_table
    from eval.stores import kept, papers_to_store

    console = _console()
    cases = _cases(questions, papers)
    asked = [case for case in cases if not case.held_out]
    with console.status("Reading the papers"):
        store = papers_to_store(papers, kept())
    with console.status(f"Asking {len(asked)} questions without each part"):
        rows = rows_of(asked, store)
    console.print(ablations_to_table(questions.name, rows))
    _tell_set_aside(cases, console)


@app.command(cls=ManyValued)
def models(questions: options.Cases, papers: options.Papers = options.THE_PAPERS, set_aside: options.SetAside = False) -> None:
    """What the adapter of Minuted's embedding model gives."""
    from eval.models import models as rows_of
    from eval.models import models_to_table
    from eval.stores import kept, papers_to_store

    console = _console()
    cases = _cases(questions, papers)
    for held_out, name in ((False, "to tune on"), (True, "set aside"))[: 1 + set_aside]:
        if asked := [case for case in cases if case.held_out is held_out]:
            with console.status(f"Asking {len(asked)} questions of each model"):
                rows = list(rows_of(asked, lambda model: papers_to_store(papers, kept(), model)))
            console.print(models_to_table(f"{questions.name}, {name}", rows))
    if not set_aside:
        _tell_set_aside(cases, console)


def _cases(questions: Path, papers: Sequence[Path], on_fault: Callable[[CasesUnusable], None] = raised) -> "tuple[Case, ...]":
    """The cases of the file named. Raises CasesUnusable where one is about a paper that is not among those named."""
    from eval.cases import cases_of, files_of
    from eval.stores import files_in

    cases = cases_of(questions, on_fault)
    missing = files_of(cases) - {composed(file.name) for file in files_in(papers)}
    if missing:
        raise CasesUnusable(f"No paper is called {min(missing)}, which is asked about. Name the papers with --papers.")
    return cases


def _tell_set_aside(cases: "Sequence[Case]", console: "PlainConsole") -> None:
    if left := sum(case.held_out for case in cases):
        console.print(f"{counted(left, 'question')} set aside, not asked.")


def _read(paths: Sequence[Path], console: "PlainConsole") -> "Papers":
    from eval.papers import papers_to_read
    from eval.stores import kept

    with console.status("Reading the papers"):
        papers = papers_to_read(paths, kept())
    for reason in papers.refused.values():
        say(inert_line(f"Not taken: {reason}"), err=True)
    return papers


def _console() -> "PlainConsole":
    from assistant.export.console import PlainConsole

    return PlainConsole(width=140)


def _end(well: bool) -> NoReturn:
    raise typer.Exit(ExitCode.DONE if well else ExitCode.FAULTS)
