"""Checked answers -> JUnit XML, which pipelines show.

Made with ElementTree: junitparser counts a case with two failures as two that failed, and knows no property of a case.
"""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from corpus.text import inert
from eval.report.summary import type_of
from eval.verdicts import Checked, Outcome

_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}
_FAULTS = {Outcome.FAILED: "failure", Outcome.ERROR: "error"}


def checked_to_junit(title: str, checked: Sequence[Checked]) -> str:
    """Each answer is a test case, each failed verdict a failure, each evaluator's own failure an error.

    What was not applicable is a property of the case. A case of which nothing could be judged is skipped, never passed.
    The form is that of https://github.com/testmoapp/junitxml; counts are of cases.
    """
    cases = [_case(answer) for answer in checked]
    numbers = {
        "tests": str(len(cases)),
        **{name: str(sum(case.find(tag) is not None for case in cases)) for name, tag in _COUNTED.items()},
        "time": f"{sum(answer.seconds or 0 for answer in checked):.3f}",
    }
    suites = ET.Element("testsuites", numbers)
    ET.SubElement(suites, "testsuite", {"name": inert(title), **numbers}).extend(cases)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, "unicode") + "\n"


def _case(answer: Checked) -> ET.Element:
    name = f"{answer.id}: {answer.case.question}" if answer.case else answer.id
    case = ET.Element("testcase", classname=type_of(answer), name=inert(name), time=f"{answer.seconds or 0:.3f}")
    by = {outcome: [verdict for verdict in answer.verdicts if verdict.outcome is outcome] for outcome in Outcome}
    if by[Outcome.NOT_APPLICABLE]:
        properties = ET.SubElement(case, "properties")
        for verdict in by[Outcome.NOT_APPLICABLE]:
            ET.SubElement(properties, "property", name=f"skipped:{verdict.evaluator}", value=inert(verdict.reason))
    for outcome, tag in _FAULTS.items():
        for verdict in by[outcome]:
            message = inert(f"{verdict.evaluator}: {verdict.reason}")
            score = "" if verdict.score is None else f"\nscore {verdict.score:.3f}"
            ET.SubElement(case, tag, type=verdict.evaluator, message=message).text = message + score
    if len(by[Outcome.NOT_APPLICABLE]) == len(answer.verdicts):
        ET.SubElement(case, "skipped", message="Nothing of this answer could be judged.")
    return case
