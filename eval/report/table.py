"""Checked answers -> a table for the terminal."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from corpus.text import counted
from eval.report.summary import Summary, by_type, summaries
from eval.verdicts import Checked


def checked_to_table(title: str, checked: Sequence[Checked]) -> Table:
    """A row for each evaluator: mean score with its interval over all it judged, and by type of case, each with its number."""
    types = by_type(checked)
    table = Table(
        title=Text(f"{title}: {counted(len(checked), 'answer')}"),
        caption="Mean scores; n answers judged. Intervals of 95 % by bootstrap. What was not applicable is not counted.",
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("", no_wrap=True)
    for column in ("Score", "95 %", "n", "Passed", "Errors", *(Text(f"{kind} {len(found)}") for kind, found in types.items())):
        table.add_column(column, justify="right", no_wrap=True)
    parts = {kind: {summary.evaluator: summary for summary in summaries(found)} for kind, found in types.items()}
    for summary in summaries(checked):
        table.add_row(
            Text(summary.evaluator),
            _score(summary),
            f"{summary.interval.low:.2f} to {summary.interval.high:.2f}" if summary.interval else "",
            str(summary.n),
            str(summary.passed),
            str(summary.errors) if summary.errors else "",
            *(_score(part.get(summary.evaluator), number=True) for part in parts.values()),
        )
    return table


def _score(summary: Summary | None, number: bool = False) -> str:
    if summary is None or summary.score is None:
        return ""
    return f"{summary.score:.3f}" + (f" ({summary.n})" if number else "")
