"""Results of asking Minuted -> the checked answers that every report is made from."""

from collections.abc import Sequence

from eval.answers import json_to_answer
from eval.run import Result
from eval.verdicts import Checked, Outcome, Verdict


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
