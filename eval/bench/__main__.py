"""`python -m eval.bench reading [PATHS]`: each measure by its name, a table for each."""

import argparse
from pathlib import Path

from rich.console import Console

from eval.bench import checking, ingest, odd, reading, start, together
from eval.cases import cases_of
from eval.stores import kept, papers_to_store
from ingest.folder import papers_in

_SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "papers"
_ASKED = Path(__file__).resolve().parents[1] / "questions" / "samples.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description="Measure Minuted on this machine.")
    measures = parser.add_subparsers(dest="what", required=True)
    for name, told in (
        ("reading", "how fast papers are read"),
        ("ingest", "papers taken in, beside llama-index's starter"),
        ("together", "two ingests and ten questions side by side, against the same one after another"),
    ):
        of_papers = measures.add_parser(name, help=told)
        of_papers.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="papers and folders of papers (default: the samples)")
    measures.add_parser("check", help="1,000 answers checked against the sample papers")
    measures.add_parser("start", help="commands that embed nothing, from start to end")
    measures.add_parser("again", help="an unchanged folder of 1,000 papers, taken in again")
    measures.add_parser("embedding", help="the embedding model as published and as taught")
    measures.add_parser("scale", help="answers from stores of 1,000 to 100,000 passages")
    measures.add_parser("app", help="the web app in a real browser, over the sample papers")
    of_count = measures.add_parser("odd", help="odd and damaged PDFs through one ingest, and how each ended")
    of_count.add_argument("--count", type=int, default=1000)
    of_minutes = measures.add_parser("soak", help="papers that come, change and go while processes are killed")
    of_minutes.add_argument("--minutes", type=float, default=30)
    of_minutes.add_argument("--seed", type=int, default=1, help="another one does other things in another order")
    of_questions = measures.add_parser("answers", help="answers, beside llama-index's starter")
    of_questions.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl")
    of_questions.add_argument("papers", nargs="+", type=Path, metavar="PATH", help="papers of text and folders of them")
    asked = parser.parse_args()
    match asked.what:
        case "reading":
            table = reading.reading_to_table(reading.reading(_papers(asked.paths)))
        case "ingest":
            table = ingest.runs_to_table(ingest.runs(_papers(asked.paths)))
        case "together":
            questions = [case.question for case in cases_of(_ASKED)]
            table = together.together_to_table(together.together(_papers(asked.paths), questions))
        case "answers":
            from eval.bench import answers  # takes seconds

            table = answers.answers_to_table(answers.answers(cases_of(asked.questions), asked.papers, kept()))
        case "scale":
            from eval.bench import scale

            table = scale.scale_to_table(scale.scale(_papers([]), _ASKED, kept()))
        case "check":
            table = checking.checking_to_table(checking.checking(_papers([])))
        case "embedding":
            from eval.bench import embedding

            table = embedding.speeds_to_table(embedding.embedding(papers_to_store(_papers([]), kept())))
        case "app":
            from eval.bench import app  # needs a browser, which only the tests do otherwise

            questions = [case.question for case in cases_of(_ASKED)]
            table = app.waited_to_table(app.app(papers_to_store(_papers([]), kept()), questions))
        case "soak":
            from eval.bench import soak  # needs a browser

            table = soak.soak_to_table(soak.soak(_SAMPLES, asked.minutes, asked.seed))
        case "odd":
            table = odd.odd_to_table(odd.odd(asked.count))
        case "start":
            table = start.started_to_table(start.started())
        case _:
            table = start.again_to_table(*start.again())
    Console(width=150).print(table)


def _papers(paths: list[Path]) -> list[Path]:
    return papers_in(paths) if paths else sorted(_SAMPLES.glob("*.pdf"))


if __name__ == "__main__":
    main()
