"""The options that commands of eval share, each with its type and its help."""

from pathlib import Path
from typing import Annotated

import typer

THE_PAPERS = [Path(__file__).resolve().parent.parent.parent / "shared" / "papers" / "text"]
THE_LISTS = Path(__file__).resolve().parent.parent / "tests" / "real_papers" / "register"
_SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "papers"
LISTED_PAPERS = [_SHARED / "invented", _SHARED / "pdf", _SHARED]

Cases = Annotated[Path, typer.Argument(metavar="CASES", help="The questions with what is right: .jsonl, .yaml", show_default=False)]
Papers = Annotated[list[Path], typer.Option("--papers", metavar="PATH...", help="The papers and folders they are about.")]
SetAside = Annotated[bool, typer.Option("--set-aside", help="Ask the questions that are set aside too: only at the end of tuning.")]

Json = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the run, every answer with its verdicts, to FILE.")]
Html = Annotated[Path | None, typer.Option(metavar="FILE", help="Write a page of the run, which needs no other file, to FILE.")]
Junit = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the run as JUnit XML to FILE.")]
Thresholds = Annotated[
    Path | None, typer.Option(metavar="FILE", help="End with code 1 where the run does not reach the thresholds of FILE, in TOML.")
]
Baseline = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The run, or the baseline of one, that the thresholds' worse_than_baseline is of.")
]
KeepBaseline = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the run's verdicts to FILE, as the baseline of later runs.")]
