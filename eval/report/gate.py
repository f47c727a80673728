"""A run, thresholds and a baseline -> whether a pipeline may go on.

# thresholds.toml: a table for each evaluator
[evidence_any]
least = 0.85                # mean score over the cases it judges, at least
worse_than_baseline = 0.06  # how much lower it may be than the baseline's, over the cases in both
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from eval.errors import RunUnusable, first_fault
from eval.report.compare import EvaluatorChange, compare
from eval.report.summary import summaries
from eval.verdicts import Checked

_ROUNDING = 1e-9  # 0.85 of 20 answers is 17 of them, and 17 / 20 is not less than 0.85


class Threshold(BaseModel):
    """What one evaluator must reach."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: float | None = Field(default=None, ge=0, le=1)
    worse_than_baseline: float | None = Field(default=None, ge=0, le=1)


Thresholds = Mapping[str, Threshold]
_THRESHOLDS: TypeAdapter[dict[str, Threshold]] = TypeAdapter(dict[str, Threshold])


@dataclass(frozen=True, slots=True)
class Gated:
    """Whether a run passes, and every threshold that it does not reach, in plain words."""

    passed: bool
    reasons: tuple[str, ...]


def file_to_thresholds(file: Path) -> dict[str, Threshold]:
    """The thresholds of a TOML file. Raises RunUnusable with the file and the reason."""
    try:
        return _THRESHOLDS.validate_python(tomllib.loads(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise RunUnusable(f"{file}: {first_fault(error)}. A table has `least` and `worse_than_baseline`, each 0 to 1.") from error
    except (OSError, ValueError, RecursionError) as error:  # bytes that are not UTF-8, an integer of 5,000 digits
        raise RunUnusable(f"{file} cannot be read as TOML: {error}") from error


def gate(checked: Sequence[Checked], thresholds: Thresholds, baseline: Sequence[Checked] | None = None) -> Gated:
    """Compare a run with thresholds. An evaluator that judged nothing, or that failed itself, passes no threshold."""
    of_evaluator = {summary.evaluator: summary for summary in summaries(checked)}
    changes = {change.evaluator: change for change in compare(baseline, checked).evaluators} if baseline is not None else {}
    reasons = []
    for name, threshold in thresholds.items():
        summary = of_evaluator.get(name)
        if summary is None or summary.score is None:
            reasons.append(f"{name} judged no answer, so that nothing is known of it.")
            continue
        if summary.errors:
            reasons.append(f"{name} failed itself on {summary.errors} of {len(checked)} answers.")
        if threshold.least is not None and summary.score < threshold.least - _ROUNDING:
            reasons.append(f"{name} is {summary.score:.3f} over {summary.n}, less than {threshold.least:.3f}.")
        reasons += _worse(name, threshold, changes.get(name), baseline is not None)
    return Gated(not reasons, tuple(reasons))


def _worse(name: str, threshold: Threshold, change: EvaluatorChange | None, has_baseline: bool) -> list[str]:
    if threshold.worse_than_baseline is None or not has_baseline:
        return []
    if change is None:
        return [f"{name} has no case in common with the baseline. Make the baseline anew."]
    told = []
    if change.after < change.before - threshold.worse_than_baseline - _ROUNDING:
        worse = ", ".join(one.id for one in change.worse)
        told.append(f"{name} fell from {change.before:.3f} to {change.after:.3f} over {change.n}; worse are {worse}.")
    if lost := change.unjudged:
        told.append(f"{name} does not judge the same answers as in the baseline: {', '.join(lost)}.")
    return told
