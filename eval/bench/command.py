"""`minuted bench reading`: each measure by its name, a table for each. What a measure needs is imported when it is asked for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

_SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "papers"
_ASKED = Path(__file__).resolve().parents[1] / "questions" / "samples.jsonl"

app = typer.Typer(name="bench", help="Measure Minuted on this machine.", no_args_is_help=True, add_completion=False)

PapersArgument = Annotated[list[Path] | None, typer.Argument(metavar="PATH", help="Papers and folders of papers. Default: the samples.")]


@app.command()
def reading(paths: PapersArgument = None) -> None:
    """How fast papers are read."""
    from eval.bench.reading import reading as read
    from eval.bench.reading import reading_to_table

    _print(reading_to_table(read(_papers(paths))))


@app.command()
def ingest(paths: PapersArgument = None) -> None:
    """Papers taken in, beside llama-index's starter."""
    from eval.bench.ingest import runs, runs_to_table

    _print(runs_to_table(runs(_papers(paths))))


@app.command()
def together(paths: PapersArgument = None) -> None:
    """Two ingests and ten questions side by side, against the same one after another."""
    from eval.bench.together import together as side_by_side
    from eval.bench.together import together_to_table

    _print(together_to_table(side_by_side(_papers(paths), _questions())))


@app.command()
def check() -> None:
    """1,000 answers checked against the sample papers."""
    from eval.bench.checking import checking, checking_to_table

    _print(checking_to_table(checking(_papers())))


@app.command()
def start() -> None:
    """Commands that embed nothing, from start to end."""
    from eval.bench.start import started, started_to_table

    _print(started_to_table(started()))


@app.command()
def again() -> None:
    """An unchanged folder of 1,000 papers, taken in again."""
    from eval.bench.start import again as taken_in_again
    from eval.bench.start import again_to_table

    _print(again_to_table(*taken_in_again()))


@app.command()
def embedding() -> None:
    """The embedding model as published and as taught."""
    from eval.bench.embedding import embedding as speeds
    from eval.bench.embedding import speeds_to_table
    from eval.stores import kept, papers_to_store

    _print(speeds_to_table(speeds(papers_to_store(_papers(), kept()))))


@app.command()
def scale() -> None:
    """Answers from stores of 1,000 to 100,000 passages."""
    from eval.bench.scale import scale as answered
    from eval.bench.scale import scale_to_table
    from eval.stores import kept

    _print(scale_to_table(answered(_papers(), _ASKED, kept())))


@app.command(name="app")
def web() -> None:
    """The web app in a real browser, over the sample papers."""
    from eval.bench.app import app as waited
    from eval.bench.app import waited_to_table
    from eval.stores import kept, papers_to_store

    _print(waited_to_table(waited(papers_to_store(_papers(), kept()), _questions())))


@app.command()
def odd(count: Annotated[int, typer.Option()] = 1000) -> None:
    """Odd and damaged PDFs through one ingest, and how each ended."""
    from eval.bench.odd import odd as ended
    from eval.bench.odd import odd_to_table

    _print(odd_to_table(ended(count)))


@app.command()
def soak(
    minutes: Annotated[float, typer.Option()] = 30,
    seed: Annotated[int, typer.Option(help="Another one does other things in another order.")] = 1,
) -> None:
    """Papers that come, change and go while processes are killed."""
    from eval.bench.soak import soak as soaked
    from eval.bench.soak import soak_to_table

    _print(soak_to_table(soaked(_SAMPLES, minutes, seed)))


@app.command()
def answers(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl")],
    papers: Annotated[list[Path], typer.Argument(metavar="PATH", help="Papers of text and folders of them.")],
) -> None:
    """Answers, beside llama-index's starter."""
    from eval.bench.answers import answers as answered
    from eval.bench.answers import answers_to_table
    from eval.cases import cases_of
    from eval.stores import kept

    _print(answers_to_table(answered(cases_of(questions), papers, kept())))


def _papers(paths: list[Path] | None = None) -> list[Path]:
    from ingest.folder import papers_in

    return papers_in(paths) if paths else sorted(_SAMPLES.glob("*.pdf"))


def _questions() -> list[str]:
    from eval.cases import cases_of

    return [case.question for case in cases_of(_ASKED)]


def _print(table: "Table") -> None:
    from rich.console import Console

    Console(width=150).print(table)
