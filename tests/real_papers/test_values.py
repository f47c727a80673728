"""Council, body, kind, date, time, attendance and decisions of 86 real papers of a parish and a township, read from their pages by eye.

`real_papers_values.jsonl` has the right values: of names only surnames, of decisions the number, page, mover, seconder, result and vote.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import PaperRefused
from corpus.models import Attendee, DecisionKind, DecisionResult, PartKind, Passage, ReadPaper
from ingest.readers.scans.ocr import can_read_scans
from tests.conftest import SHARED
from tests.papers import read_once

PAPERS = SHARED / "papers" / "pdf"
pytestmark = pytest.mark.skipif(not PAPERS.is_dir(), reason="the real papers are not here (../shared)")

RIGHT = [json.loads(line) for line in Path(__file__).with_name("real_papers_values.jsonl").read_text(encoding="utf-8").splitlines()]
# What is read otherwise, by the start of its name, and why. Whatever else is wrong fails.
NOT_MET = {
    "parish/public_notices__agenda-apm-2025.pdf: ": "its headings are drawn, not written",
    **dict.fromkeys((f"parish/20{y}-{y + 1}__annual-report-20{y}-{y + 1}.pdf: " for y in range(21, 25)), "their headings are drawn"),
    "parish/udhw-synopsis-": "nothing in its name says that it is a body",
    **dict.fromkeys(("parish/Newsletter-6", "parish/newsletter-6"), "read from pictures whose letters run together"),
    "parish/newsletters__newsletter-": "its foot spells the council so, and its head is in a frame of its own",
    "township/October-1-2024-Council-Agenda-Package-1.pdf, 2024-08-13: in_attendance": "a scan: Mclsaac for McIsaac",
    "township/Agenda-Package-February-18-2025.pdf, 2024-11-25: in_attendance": "a scan: inspector for Inspector",
    "township/October-1-2024-Council-Agenda-Package-1.pdf, 2024-09-16: 2024-29": "its result stands alone on its last line",
}
OF = ("paper", "attendance", "decision")

Value = tuple[str, str, object, object]  # what it is a value of, its name, what was read, what is right


def values_of(right: dict[str, Any], read: ReadPaper) -> Iterator[Value]:
    """Each value of a paper that the list has, with what was read."""
    meeting, file = read.paper.meeting, right["file"]
    said = {
        "council": meeting.council,
        "body": meeting.body,
        "kind": read.paper.kind.value,
        "date": _iso(meeting.date),
        "time": meeting.time,
    }
    for name, value in said.items():
        yield "paper", f"{file}: {name}", _plain(value), _plain(right[name])
    if "attendance" in right:
        yield from _attendance(file, read.paper.attendance, right["attendance"])
    of_days = {bound["date"] for bound in right.get("bound", ())}
    yield from _decisions(file, [p for p in read.passages if _iso(p.meeting.date) not in of_days], right)
    for bound in right.get("bound", ()):
        part = next((p for p in read.parts if p.kind is PartKind.MINUTES and _iso(p.meeting.date) == bound["date"]), None)
        name = f"{file}, {bound['date']}"
        yield "paper", f"{name}: body", _plain(part.meeting.body if part else None), _plain(bound["body"])
        yield from _attendance(name, part.attendance if part else (), bound["attendance"])
        yield from _decisions(name, [p for p in read.passages if _iso(p.meeting.date) == bound["date"]], bound)


def _attendance(of: str, read: tuple[Attendee, ...], right: dict[str, list[str]]) -> Iterator[Value]:
    for presence, names in right.items():
        found = sorted(_surname(person.name) or "" for person in read if person.presence.value == presence)
        yield "attendance", f"{of}: {presence}", found, sorted(names)


def _decisions(of: str, passages: list[Passage], right: dict[str, Any]) -> Iterator[Value]:
    """Each decision with mover and seconder; how often each page says RESOLVED; and that nothing else is moved, and no agenda decides."""
    decided: dict[str, list[object]] = {}
    resolved: Counter[str] = Counter()
    for passage in passages:
        decision = passage.decision
        if decision is None or decision.draft or decision.kind is not DecisionKind.RESOLUTION:
            continue
        if decision.mover or decision.number:
            name = decision.number or f"page {passage.page}"
            vote = decision.vote.text if decision.vote else None
            result = decision.result and decision.result.value
            decided.setdefault(name, [passage.page, _surname(decision.mover), _surname(decision.seconder), result, vote])
        if decision.result in (DecisionResult.CARRIED, DecisionResult.DEFERRED):
            resolved[str(passage.page)] += passage.text.count("RESOLVED")
    expected = {number or f"page {page}": [page, *rest] for number, page, *rest in right.get("decisions", ())}
    for name in sorted(expected.keys() | decided.keys()):
        yield "decision", f"{of}: {name}", decided.get(name), expected.get(name)
    for page in right.get("resolved", ()):
        yield "decision", f"{of}: page {page}, times resolved", resolved[page], right["resolved"][page]


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


def _plain(value: str | None) -> str | None:
    return value and re.sub(r"^The Corporation of the ", "", value).casefold()


def _surname(name: str | None) -> str | None:
    return name and re.split(r"[ .]", name)[-1]


def measured() -> dict[str, list[Value]]:
    """All values of the papers that can be read here, by what they are of."""
    values: dict[str, list[Value]] = {of: [] for of in OF}
    for right in RIGHT:
        try:
            read = read_once(PAPERS / right["file"])
        except PaperRefused:
            assert not can_read_scans(), right["file"]
            continue
        for value in values_of(right, read):
            values[value[0]].append(value)
    return values


@pytest.mark.parametrize("of", OF)
def test_real_papers_are_read_as_they_are_by_eye(of: str) -> None:
    values = measured()[of]
    wrong = {name: f"{name}: {found}, not {right}" for _, name, found, right in values if found != right}
    print(f"{of}: {len(values) - len(wrong)} of {len(values)} right; wrong:", *wrong.values(), sep="\n")
    assert [told for name, told in wrong.items() if not name.startswith(tuple(NOT_MET))] == []
