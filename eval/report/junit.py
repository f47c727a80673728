"""Checked answers -> JUnit XML, which pipelines show."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from corpus.text import inert
from eval.report.summary import type_of
from eval.verdicts import Checked, Outcome, Verdict


def checked_to_junit(title: str, checked: Sequence[Checked]) -> str:
    """Each answer is a test case, each failed verdict a failure, each evaluator's own failure an error.

    What was not applicable is a property of the case. A case of which nothing could be judged is skipped, never passed.
    The form is that of https://github.com/testmoapp/junitxml; counts are of cases.
    """
    cases = "\n".join(_case(answer) for answer in checked)
    numbers = {
        "tests": len(checked),
        "failures": sum(_any(answer, Outcome.FAILED) for answer in checked),
        "errors": sum(_any(answer, Outcome.ERROR) for answer in checked),
        "skipped": sum(_is_skipped(answer) for answer in checked),
    }
    counts = " ".join(f'{name}="{number}"' for name, number in numbers.items())
    time = f'time="{sum(answer.seconds or 0 for answer in checked):.3f}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<testsuites {counts} {time}>\n<testsuite name={_attribute(title)} {counts} {time}>\n{cases}\n</testsuite>\n</testsuites>\n"
    )


def _case(answer: Checked) -> str:
    name = f"{answer.id}: {answer.case.question}" if answer.case else answer.id
    parts = [
        *(_property(verdict) for verdict in answer.verdicts if verdict.outcome is Outcome.NOT_APPLICABLE),
    ]
    inside = [f"<properties>{''.join(parts)}</properties>"] if parts else []
    inside += [_fault("failure", verdict) for verdict in answer.verdicts if verdict.outcome is Outcome.FAILED]
    inside += [_fault("error", verdict) for verdict in answer.verdicts if verdict.outcome is Outcome.ERROR]
    if _is_skipped(answer):
        inside.append('<skipped message="Nothing of this answer could be judged."/>')
    head = f'<testcase classname={_attribute(type_of(answer))} name={_attribute(name)} time="{answer.seconds or 0:.3f}"'
    return f"{head}>{''.join(inside)}</testcase>" if inside else f"{head}/>"


def _property(verdict: Verdict) -> str:
    return f"<property name={_attribute(f'skipped:{verdict.evaluator}')} value={_attribute(verdict.reason)}/>"


def _fault(tag: str, verdict: Verdict) -> str:
    score = "" if verdict.score is None else f"\nscore {verdict.score:.3f}"
    message = f"{verdict.evaluator}: {verdict.reason}"
    return f"<{tag} type={_attribute(verdict.evaluator)} message={_attribute(message)}>{escape(inert(message + score))}</{tag}>"


def _any(answer: Checked, outcome: Outcome) -> bool:
    return any(verdict.outcome is outcome for verdict in answer.verdicts)


def _is_skipped(answer: Checked) -> bool:
    return all(verdict.outcome is Outcome.NOT_APPLICABLE for verdict in answer.verdicts)


def _attribute(text: str) -> str:
    return quoteattr(inert(text), {"\n": "&#10;", "\t": "&#9;"})
