"""Checked answers <-> JSON."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.json_lines import json_value
from corpus.text import inert_json
from eval.answers import GivenAnswer
from eval.errors import RunUnusable, first_fault
from eval.report.summary import summaries
from eval.verdicts import Checked

_SUMMARIES = "summaries"
_ANSWERS = "answers"
_CHECKED: TypeAdapter[tuple[Checked, ...]] = TypeAdapter(tuple[Checked, ...])


def checked_to_json(checked: Sequence[Checked]) -> str:
    """The summary of each evaluator, for people and scripts, and every answer with its verdicts, one to a line."""
    totals = [
        {"evaluator": s.evaluator, "score": s.score, "n": s.n, "passed": s.passed, "errors": s.errors, "not_applicable": s.not_applicable}
        | ({"low": s.interval.low, "high": s.interval.high} if s.interval else {})
        for s in summaries(checked)
    ]
    answers = _CHECKED.dump_python(tuple(checked), mode="json", exclude_defaults=True)
    lines = (
        f'{{"{_SUMMARIES}": [',
        ",\n".join(json.dumps(total, ensure_ascii=False) for total in totals),
        f'], "{_ANSWERS}": [',
        ",\n".join(json.dumps(answer, ensure_ascii=False) for answer in answers),
        "]}\n",
    )
    return inert_json("\n".join(lines))


def json_to_checked(written: str | bytes) -> tuple[Checked, ...]:
    """What `checked_to_json` wrote. Raises RunUnusable where it is something else."""
    try:
        return _CHECKED.validate_python(json_value(written)[_ANSWERS], strict=False)
    except ValidationError as error:
        raise RunUnusable(f"{first_fault(error)}. Write the run again with --json.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise RunUnusable("it is not a run written by `minuted eval run` or `minuted check` with --json. Write it again.") from error


def file_to_checked(file: Path) -> tuple[Checked, ...]:
    """The run that a file holds. Raises RunUnusable with the file and the reason."""
    try:
        return json_to_checked(file.read_bytes())
    except OSError as error:
        raise RunUnusable(f"{file} cannot be read: {error}") from error
    except RunUnusable as error:
        raise RunUnusable(f"{file}: {error}") from error


def to_baseline(checked: Sequence[Checked]) -> tuple[Checked, ...]:
    """What of a run is kept to compare later ones with: the verdicts. Answers, reasons and times would change with every run."""
    silent = GivenAnswer(text="", answered=False, citations=())
    return tuple(
        replace(
            answer,
            answer=replace(silent, answered=answer.answer.answered),
            verdicts=tuple(replace(verdict, reason="") for verdict in answer.verdicts),
            case=None,
            seconds=None,
        )
        for answer in checked
    )
