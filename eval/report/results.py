"""Results of asking Minuted -> tables for the terminal, and the checked answers that every report is made from."""

from collections import Counter
from collections.abc import Sequence

from rich.table import Table

from corpus.text import counted
from eval.answers import json_to_answer
from eval.cases import CaseType
from eval.run import Result, Share, shares, times
from eval.verdicts import Checked, Outcome, Verdict


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


def results_to_checked(results: Sequence[Result]) -> tuple[Checked, ...]:
    """Each measure as a verdict: true has passed, false failed, None did not apply."""
    return tuple(
        Checked(
            id=result.case.id,
            case=result.case,
            answer=json_to_answer(result.answer),
            verdicts=tuple(_verdict(name, holds) for name, holds in result.verdicts.items()),
            seconds=result.seconds,
        )
        for result in results
    )


def _verdict(name: str, holds: bool | None) -> Verdict:
    if holds is None:
        return Verdict(name, Outcome.NOT_APPLICABLE, None, "There was nothing of this kind to check.")
    said = name.replace("_", " ")
    return Verdict(name, Outcome.PASSED if holds else Outcome.FAILED, float(holds), f"{said}: {'yes' if holds else 'no'}")
