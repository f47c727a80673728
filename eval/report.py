"""Results -> tables for the terminal."""

from collections import Counter
from collections.abc import Sequence

from rich.table import Table

from corpus.text import counted
from eval.cases import CaseType
from eval.run import Result, Share, shares, times


def results_to_table(title: str, results: Sequence[Result]) -> Table:
    """A row for each measure: over all answers, with the number that it applies to, and by type of question with its number."""
    took = times(results)
    table = Table(
        title=f"{title}: {counted(len(results), 'question')}",
        caption=f"An answer took {took.p50:.0f} ms p50, {took.p95:.0f} ms p95, warm.",
        title_justify="left",
        caption_justify="left",
    )
    numbers = Counter(result.case.type for result in results)
    types = [kind for kind in CaseType if numbers[kind]]
    for column in ("", "All", "n", *(f"{kind} {numbers[kind]}" for kind in types)):
        table.add_column(column, justify="right" if column else "left", no_wrap=True)
    whole = shares(results)
    by_type = {kind: shares(result for result in results if result.case.type is kind) for kind in types}
    for name, share in whole.items():
        table.add_row(name, _written(share), str(share.of), *(_written(by_type[kind].get(name)) for kind in types))
    return table


def _written(share: Share | None) -> str:
    return f"{share.value:.3f}" if share else ""
