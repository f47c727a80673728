"""`minuted train adapter`: questions and passages -> an adapter for the packaged embedding model.

`minuted train cross-encoder`: questions over papers and over passages -> the cross-encoder, which reads question and passage together.

`minuted train order`: questions over councils' papers -> the learnt order, and when passages answer.

`minuted train plans`: questions with their plans -> the model that tells from a question what answers it.

`minuted train passages`: the passages of a store, to write questions on.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.command_line import ManyValued

_Papers = Annotated[list[Path], typer.Option(metavar="FOLDER...", help="Where the papers are: in a folder named as the file.")]
_Passages = Annotated[list[Path], typer.Option(metavar="FILE.jsonl...", help="Those passages, and others.")]

app = typer.Typer(
    name="train",
    help="Learn from questions over papers: what they mean, which passage comes first, and when it answers.",
    no_args_is_help=True,
    add_completion=False,
)


@app.command(cls=ManyValued)
def adapter(
    questions: Annotated[list[Path], typer.Option(metavar="FILE.jsonl...", help="Questions with their passages.")],
    passages: _Passages,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the adapter goes.")],
    keep_out: Annotated[
        list[Path] | None, typer.Option(metavar="CASES.jsonl...", help="Questions to measure with: not learnt from.")
    ] = None,
) -> None:
    """Learn from questions, and write the adapter with its card."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from eval.cases import cases_of
    from eval.training.examples import examples_of, ids_shown_in, passages_of

    _take_memory_in_large_pages()
    given = passages_of(passages)
    examples = [example for example in examples_of(questions, given) if example.answers]
    shown = ids_shown_in([case for file in keep_out or () for case in cases_of(file)], given.values())
    examples = [example for example in examples if example.passage.id not in shown]
    left = [passage for passage in given.values() if passage.id not in shown]
    from eval.training.adapter import Progress as Learnt
    from eval.training.adapter import Recipe, train
    from eval.training.card import card

    console, recipe = Console(), Recipe()
    console.print(f"{len(examples):,} questions, {len(left):,} passages; {len(shown):,} passages kept out")
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task("Looking for wrong answers", total=None)

        def tell(progress: Learnt) -> None:
            bar.update(task, completed=progress.step, total=progress.steps, description="Learning")
            if check := progress.check:
                bar.console.print(
                    f"step {progress.step}: loss {check.loss:.3f}, first {check.first_by_whole:.3f} by the whole, "
                    f"{check.first_by_words:.3f} word by word"
                )

        trained = train(examples, left, out, recipe, tell)
    (out / "README.md").write_text(card(trained, recipe, examples, left), encoding="utf-8")
    console.print(f"The adapter is in {out}. To use it: MINUTED_EMBED_MODEL={out} minuted reembed")


@app.command(cls=ManyValued)
def cross_encoder(
    councils: Annotated[list[Path], typer.Option(metavar="CASES.jsonl...", help="Questions over papers, a file for each council.")],
    papers: _Papers,
    questions: Annotated[list[Path], typer.Option(metavar="FILE.jsonl...", help="Questions with their passages, and near misses.")],
    passages: _Passages,
    share: Annotated[float, typer.Option(min=0.01, max=1.0, help="The share of the questions that is learnt.")] = 1.0,
    out: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Where it goes; without it, where Minuted takes it from.")] = None,
) -> None:
    """Learn to read question and passage together, and write the cross-encoder with its card. A run that was interrupted goes on."""
    from rich.console import Console
    from rich.progress import track

    _take_memory_in_large_pages()
    from assistant.retrieval.cross_encoder import FOLDER
    from eval.training.cross_encoder import Progress, Recipe, train
    from eval.training.cross_encoder_card import card
    from eval.training.lists import lists_of

    console, recipe, folder = Console(), Recipe(), out or FOLDER
    found = lists_of(councils, papers, questions, passages, lambda asked, what: track(asked, what, console=console))
    learnt = found[: round(len(found) * share)]
    console.print(f"{len(learnt):,} of {len(found):,} questions")

    def tell(progress: Progress) -> None:
        console.print(f"step {progress.step} of {progress.steps}: loss {progress.loss:.3f}")

    trained = train(learnt, folder, recipe, tell)
    (folder / "README.md").write_text(card(trained, recipe), encoding="utf-8")
    console.print(f"The cross-encoder is in {folder}.")


@app.command(cls=ManyValued)
def order(
    learn_on: Annotated[list[Path], typer.Option(metavar="CASES.jsonl...", help="Questions to learn from, a file for each council.")],
    choose_on: Annotated[list[Path], typer.Option(metavar="CASES.jsonl...", help="Questions of others, to choose thresholds on.")],
    papers: _Papers,
    out: Annotated[Path | None, typer.Option(metavar="FILE.json", help="Where it goes; without it, where Minuted takes it from.")] = None,
) -> None:
    """Learn the order of passages, and when they answer, from questions over councils' papers."""
    from rich.console import Console
    from rich.progress import track

    from assistant.retrieval.cross_encoder import CrossEncoder
    from assistant.retrieval.order import LEARNT
    from eval.training.order import Observed, cases_to_observed, cases_to_read, learn, off_the_topic

    console, cross_encoder, fitting, choosing = Console(), CrossEncoder(), list[Observed](), list[Observed]()
    for file in track(learn_on, "Asking the questions to learn from", console=console):
        fitting += cases_to_observed(file, papers, off_the_topic(file, learn_on))
    for file in track(choose_on, "Asking and reading those to choose on", console=console):
        choosing += cases_to_read(file, papers, cross_encoder)
    learnt = learn(fitting, choosing, cross_encoder.worth_of_score, console.print)
    (out or LEARNT).write_text(learnt.model_dump_json(indent=1) + "\n", encoding="utf-8")
    console.print(f"The order is in {out or LEARNT}.")


@app.command(cls=ManyValued)
def plans(
    questions: Annotated[
        list[Path] | None, typer.Option(metavar="FILE.jsonl...", help="Questions with their plans; by default ours.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE.npz", help="Where it goes; without it, where Minuted takes it from.")] = None,
) -> None:
    """Learn which plan answers a question. Each file is told by what was learnt on the others first, to say how well that goes."""
    from rich.console import Console

    from assistant.query.plans import LEARNT
    from corpus.embedding.embedder import Embedder
    from eval.training.plans.learn import HERE, examples_in, learn, save

    console, embedder = Console(), Embedder()
    files = questions or sorted(HERE.glob("*.jsonl"))
    learnt, unseen = learn({file.stem: examples_in(file, embedder) for file in files}, embedder.name)
    for one in unseen:
        console.print(
            f"{one.file}, unseen: likeliest plan right {one.right:.3f}; evidence stays {one.stays:.3f}; "
            f"others taken {one.taken:.3f}, wrongly {one.taken_wrongly:.3f}"
        )
        for plan, (right, taken) in one.by_plan.items():
            console.print(f"    {plan:20} right {right:.2f}, taken {taken:.2f}")
    save(learnt, out or LEARNT)
    console.print(f"{len(learnt.words):,} words; a plan is taken from {learnt.threshold:.3f}. They are in {out or LEARNT}.")


def _take_memory_in_large_pages() -> None:
    """For torch, which asks once, when it is loaded: a quarter of the time of a training's step."""
    os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")


@app.command()
def passages(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The folder of the store.")],
    prefix: Annotated[str, typer.Option(help="What their ids begin with.")] = "p",
) -> None:
    """Print the passages of a store, one JSON object a line."""
    from corpus.store.store import Store
    from eval.training.examples import TrainingPassage, passages_to_lines

    with Store.open(store) as held:
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for paper in sorted(held.catalogue.papers(), key=lambda paper: paper.file):
            for passage in held.catalogue.passages_of(paper.id):
                found.setdefault((passage.stands_under, passage.told), (passage.kind.value, paper.title or paper.file))
    made = (
        TrainingPassage(id=f"{prefix}{number:05}", kind=kind, paper=paper, heading=heading, text=text)
        for number, ((heading, text), (kind, paper)) in enumerate(found.items())
    )
    sys.stdout.write(passages_to_lines(made))
