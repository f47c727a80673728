"""Checked answers -> tables for the terminal, and JSON that carries every verdict."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from pydantic import TypeAdapter
from rich.table import Table

from corpus.text import counted
from eval.cases import CaseType
from eval.figures import Share, shares, times
from eval.verdicts import Checked, Outcome

_CHECKED = TypeAdapter(tuple[Checked, ...])


def results_to_table(title: str, checked: Sequence[Checked]) -> Table:
    """A row for each evaluator: over all answers, with the number that it could check, and by type of question with its number."""
    took = times(checked)
    table = Table(
        title=f"{title}: {counted(len(checked), 'answer')}",
        caption="\n".join(_failures(checked) + ([f"An answer took {took.p50:.0f} ms p50, {took.p95:.0f} ms p95."] if took else [])),
        title_justify="left",
        caption_justify="left",
    )
    numbers = Counter(one.case.type for one in checked if one.case)
    types = [kind for kind in CaseType if numbers[kind]]
    for column in ("", "All", "n", *(f"{kind} {numbers[kind]}" for kind in types)):
        table.add_column(column, justify="right" if column else "left", no_wrap=True)
    by_type = {kind: shares(one for one in checked if one.case and one.case.type is kind) for kind in types}
    for name, share in shares(checked).items():
        table.add_row(name, _written(share), str(share.of), *(_written(by_type[kind].get(name)) for kind in types))
    return table


def _written(share: Share | None) -> str:
    return f"{share.value:.3f}" if share else ""


def _failures(checked: Sequence[Checked]) -> list[str]:
    """A line for each evaluator that failed itself."""
    failed = Counter(verdict.evaluator for one in checked for verdict in one.verdicts if verdict.outcome is Outcome.ERROR)
    return [f"{name} itself failed on {counted(number, 'answer')}: --json tells why." for name, number in failed.items()]


def results_to_json(sets: Mapping[str, Sequence[Checked]]) -> str:
    """Sets of checked answers by name, each with its shares, its times and every answer with its case and all verdicts."""
    return json.dumps({name: _set(checked) for name, checked in sets.items() if checked}, ensure_ascii=False, indent=1)


def _set(checked: Sequence[Checked]) -> dict[str, object]:
    took = times(checked)
    return {
        "measures": {name: {"value": share.value, "n": share.of} for name, share in shares(checked).items()},
        "times_ms": {"p50": took.p50, "p95": took.p95} if took else None,
        "checked": _CHECKED.dump_python(tuple(checked), mode="json"),
    }
