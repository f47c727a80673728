"""Checked answers -> a table for the terminal."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from corpus.text import counted
from eval.figures import times
from eval.report.summary import Summary, by_type, summaries
from eval.verdicts import Checked


def checked_to_table(title: str, checked: Sequence[Checked]) -> Table:
    """A row for each evaluator: mean score with its interval over all it judged, and by type of case, each with its number."""
    types = by_type(checked)
    took = times(checked)
    table = Table(
        title=Text(f"{title}: {counted(len(checked), 'answer')}"),
        caption="Mean scores over the n answers judged; intervals of 95 % by bootstrap. In brackets: how many of a type were judged."
        + (f"\nAn answer took {took.p50:.0f} ms p50, {took.p95:.0f} ms p95, warm." if took else ""),
        title_justify="left",
        caption_justify="left",
    )
    whole = summaries(checked)
    errors = any(summary.errors for summary in whole)
    table.add_column("", no_wrap=True)
    for column in (
        "All",
        "95 %",
        "n",
        "Passed",
        *(["Errors"] if errors else []),
        *(f"{kind} {len(found)}" for kind, found in types.items()),
    ):
        table.add_column(Text(column), justify="right")
    parts = [({summary.evaluator: summary for summary in summaries(found)}, len(found)) for found in types.values()]
    for summary in whole:
        table.add_row(
            Text(summary.evaluator),
            _score(summary, summary.n),
            f"{summary.interval.low:.2f}–{summary.interval.high:.2f}" if summary.interval else "",
            str(summary.n),
            str(summary.passed),
            *([str(summary.errors)] if errors else []),
            *(_score(part.get(summary.evaluator), number) for part, number in parts),
        )
    return table


def _score(summary: Summary | None, number: int) -> str:
    if summary is None or summary.score is None:
        return ""
    return f"{summary.score:.3f}" + (f" ({summary.n})" if summary.n != number else "")
