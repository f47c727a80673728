"""`python -m training adapter`: questions and passages -> an adapter for the packaged embedding model.

`python -m training passages`: the passages of a store, to write questions on.
"""

import argparse
import os
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.errors import MinutedError
from corpus.store.store import Store
from eval.cases import cases_of
from eval.errors import Unusable
from eval.training.examples import TrainingPassage, examples_of, ids_shown_in, passages_of, passages_to_lines


def main() -> None:
    arguments = _arguments()
    try:
        arguments.run(arguments)
    except (Unusable, MinutedError) as error:
        sys.exit(f"training: {error}")


def _adapter(arguments: argparse.Namespace) -> None:
    passages = passages_of(arguments.passages)
    examples = examples_of(arguments.questions, passages)
    shown = ids_shown_in([case for file in arguments.keep_out for case in cases_of(file)], passages.values())
    examples = [example for example in examples if example.passage.id not in shown]
    left = [passage for passage in passages.values() if passage.id not in shown]
    os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")  # torch takes its memory in large pages: a quarter of the time of a step
    from eval.training import adapter
    from eval.training.card import card

    console, recipe = Console(), adapter.Recipe()
    console.print(f"{len(examples):,} questions, {len(left):,} passages; {len(shown):,} passages kept out")
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task("Looking for wrong answers", total=None)

        def tell(progress: adapter.Progress) -> None:
            bar.update(task, completed=progress.step, total=progress.steps, description="Learning")
            if check := progress.check:
                bar.console.print(
                    f"step {progress.step}: loss {check.loss:.3f}, first {check.first_by_whole:.3f} by the whole, "
                    f"{check.first_by_words:.3f} word by word"
                )

        taught = adapter.teach(examples, left, arguments.out, recipe, tell)
    (arguments.out / "README.md").write_text(card(taught, recipe, examples, left), encoding="utf-8")
    console.print(f"The adapter is in {arguments.out}. To use it: MINUTED_EMBED_MODEL={arguments.out} minuted reembed")


def _passages(arguments: argparse.Namespace) -> None:
    with Store.open(arguments.store) as store:
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for paper in sorted(store.catalogue.papers(), key=lambda paper: paper.file):
            for passage in store.catalogue.passages_of(paper.id):
                found.setdefault((passage.stands_under, passage.told), (passage.kind.value, paper.title or paper.file))
    made = (
        TrainingPassage(id=f"{arguments.prefix}{number:05}", kind=kind, paper=paper, heading=heading, text=text)
        for number, ((heading, text), (kind, paper)) in enumerate(found.items())
    )
    sys.stdout.write(passages_to_lines(made))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description="Teach the packaged embedding model what papers mean.")
    commands = parser.add_subparsers(required=True)
    adapter = commands.add_parser("adapter", help="learn from questions, and write the adapter with its card")
    adapter.add_argument("--questions", nargs="+", type=Path, required=True, metavar="FILE.jsonl", help="questions with their passages")
    adapter.add_argument("--passages", nargs="+", type=Path, required=True, metavar="FILE.jsonl", help="those passages, and others")
    adapter.add_argument(
        "--keep-out", nargs="*", type=Path, default=[], metavar="CASES.jsonl", help="questions to measure with: not learnt from"
    )
    adapter.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the adapter goes")
    adapter.set_defaults(run=_adapter)
    passages = commands.add_parser("passages", help="print the passages of a store, one JSON object a line")
    passages.add_argument("store", type=Path, metavar="STORE", help="the folder of the store")
    passages.add_argument("--prefix", default="p", help="what their ids begin with (default: p)")
    passages.set_defaults(run=_passages)
    return parser.parse_args()


if __name__ == "__main__":
    main()
