"""Council, body, kind, date and bound-in meetings of the papers of twelve invented councils, read from their heads and joins by eye.

`invented_meetings.jsonl` has the right values. Whose meeting a passage is of is checked by the questions: their evidence names it.
What reads these papers was mended on eight of the councils; the other four say how it does on papers that nobody mended it on.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.read_paper import ReadPaper
from tests.conftest import SHARED
from tests.papers import read_once

PAPERS = SHARED / "papers" / "invented"
QUESTIONS = SHARED / "questions" / "invented"

pytestmark = pytest.mark.skipif(not PAPERS.is_dir(), reason="the papers of the invented councils are not here (../shared)")

MENDED_ON = ("thornshire", "eastmere", "northwold", "caldervale", "parishes", "hartsea", "kingsmere", "cwmarian")
NOT_MENDED_ON = ("strathallan", "harborpoint", "fendale", "severnmouth")
FLOOR = 0.97  # of council, body, kind and date
RIGHT = [json.loads(line) for line in Path(__file__).with_name("invented_meetings.jsonl").read_text(encoding="utf-8").splitlines()]
_WHOLE_COUNCIL = {"council", "full council", "city council", "authority"}  # names of the meeting of all its members


@dataclass(frozen=True, slots=True)
class Measured:
    """How many values were looked at, and those that are wrong: `cabinet.md: body None, not Cabinet`."""

    of: int
    wrong: list[str]

    @property
    def share(self) -> float:
        return 1 - len(self.wrong) / self.of

    def __str__(self) -> str:
        return f"{self.share:.3f} of {self.of} right; wrong: {'; '.join(self.wrong) or 'none'}"


def papers_of(councils: tuple[str, ...]) -> dict[str, tuple[dict[str, Any], ReadPaper]]:
    """The right values and the reading of each paper of the councils, by its file."""
    return {right["file"]: (right, read_once(PAPERS / right["file"])) for right in RIGHT if right["file"].split("/")[0] in councils}


def of_papers(councils: tuple[str, ...]) -> Measured:
    """Council, body, kind and date of each paper."""
    found = [
        (file, field, value, right[field])
        for file, (right, read) in papers_of(councils).items()
        for field, value in (
            ("council", read.paper.meeting.council),
            ("body", read.paper.meeting.body),
            ("kind", read.paper.kind.value),
            ("date", read.paper.meeting.date and read.paper.meeting.date.isoformat()),
        )
    ]
    return Measured(len(found), [f"{file}: {field} {value}, not {right}" for file, field, value, right in found if not _same(value, right)])


def of_passages(councils: tuple[str, ...]) -> Measured:
    """The meeting date of the passages that the questions' evidence quotes."""
    found = [
        (file, quote, dates, day)
        for council in councils
        for file, quote, day in _evidence(council)
        if (dates := _dates_of(read_once(PAPERS / file), quote))
    ]
    return Measured(
        len(found), [f"{file}: {sorted(map(str, dates))}, not {day}: {quote[:60]}" for file, quote, dates, day in found if day not in dates]
    )


def of_bound(councils: tuple[str, ...]) -> Measured:
    """Date and body of the meetings whose minutes are bound in: all of them, and no others."""
    of, wrong = 0, []
    for file, (right, read) in papers_of(councils).items():
        own = read.paper.meeting.date
        found = {p.meeting.date.isoformat(): p.meeting.body for p in read.passages if p.meeting.date and p.meeting.date != own}
        expected = {bound["date"]: bound["body"] for bound in right["bound"]}
        of += len(found.keys() | expected.keys())
        wrong += [
            f"{file}: {day} {found.get(day)}, not {expected.get(day)}"
            for day in sorted(found.keys() | expected.keys())
            if not _same(found.get(day), expected.get(day))
        ]
    return Measured(of, wrong)


def _same(value: str | None, right: str | None) -> bool:
    return value == right or (
        value is not None and right is not None and (_plain(value) == _plain(right) or {_plain(value), _plain(right)} <= _WHOLE_COUNCIL)
    )


def _plain(name: str) -> str:
    name = re.sub(
        r"^(?:Hartsea|Northwold|Severnmouth|Strathallan)\s+(?=\w+ )|\s*\([A-Z]+\)$", "", name
    )  # the council's place may stand before a body's name
    return " ".join(re.sub(r"[’']", "", name).replace("&", "and").lower().split())


def _evidence(council: str) -> Iterator[tuple[str, str, date]]:
    for line in (QUESTIONS / f"{council}.jsonl").read_text(encoding="utf-8").splitlines():
        for evidence in json.loads(line).get("evidence", []):
            yield f"{council}/{evidence['file']}", evidence["quote"], date.fromisoformat(evidence["meeting_date"])


def _dates_of(read: ReadPaper, quote: str) -> set[date | None]:
    """The dates of the passages in which the quote stands, white space aside."""
    words = "".join(quote.split())
    return {passage.meeting.date for passage in read.passages if words in "".join(passage.text.split())}


@pytest.mark.parametrize("councils", [MENDED_ON, NOT_MENDED_ON], ids=["mended on", "not mended on"])
def test_the_papers_are_of_the_meetings_that_their_heads_name(councils: tuple[str, ...]) -> None:
    measured = of_papers(councils)
    print(measured)
    assert measured.share >= FLOOR


@pytest.mark.parametrize("councils", [MENDED_ON, NOT_MENDED_ON], ids=["mended on", "not mended on"])
def test_what_is_bound_in_has_its_own_meeting(councils: tuple[str, ...]) -> None:
    passages, bound = of_passages(councils), of_bound(councils)
    print(passages, bound, sep="\n")
    assert passages.wrong == []
