"""Cases: questions with what any right answer shows and where the papers say it. One JSON object a line.

{"id": "s01", "type": "fact", "question": "What does the home on Stannick Road cost?", "must_contain": ["£1.38m"],
 "evidence": [{"file": "cabinet.pdf", "page": 4, "quote": "at a cost of £1.38m", "meeting_date": "2023-12-14"}]}
"""

import datetime
import hashlib
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator


class CaseType(StrEnum):
    FACT = "fact"
    DECISION = "decision"
    TABLE = "table"
    LIST = "list"
    CROSS = "cross"  # the evidence stands in two places
    DATE = "date"  # only one of several periods or meetings is right
    UNANSWERABLE = "unanswerable"  # the right answer is to decline


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldEvidence(Record):
    """A place that proves the answer: by a verbatim quote, or, where no text may be copied, by page and marks."""

    file: str
    quote: str | None = None
    page: int | None = Field(default=None, description="page of the file, counted from 1")
    marks: tuple[str, ...] = Field(default=(), description="figures and names that all stand in the right passage of that page")
    meeting_date: datetime.date | None = Field(description="meeting that the passage belongs to; null where the paper has none")
    minutes_of: datetime.date | None = Field(default=None, description="date of the meeting whose minutes are bound in, where that differs")
    item: str | None = None
    role: str | None = Field(default=None, description="a part other than proof, such as a distractor: not looked for")
    partial: bool = Field(default=False, description="says only a part of it: not looked for")
    alt: bool = Field(default=False, description="another place that says the same: enough by itself, never asked for beside the others")

    @property
    def counts(self) -> bool:
        return not self.role and not self.partial

    @property
    def dated(self) -> datetime.date | None:
        return self.minutes_of or self.meeting_date

    @model_validator(mode="after")
    def can_be_found(self) -> "GoldEvidence":
        if self.quote is None and (self.page is None or not self.marks):
            raise ValueError("evidence needs a quote, or a page and marks")
        return self


def _alternatives(fact: object) -> object:
    return [fact] if isinstance(fact, str) else fact


KeyFact = Annotated[tuple[str, ...], BeforeValidator(_alternatives), Field(min_length=1)]
"""Wordings of one fact, any of which will do."""


class Case(Record):
    """One question. `held_out` is set aside: it is not asked while the product is being tuned."""

    id: str
    type: CaseType
    question: str
    asker: str | None = None
    answer: str = Field(default="", description="the right answer in plain words, for people")
    must_contain: tuple[KeyFact, ...]
    evidence: tuple[GoldEvidence, ...]
    note: str | None = None
    held_out: bool = False

    @model_validator(mode="after")
    def has_evidence(self) -> "Case":
        if (self.type is CaseType.UNANSWERABLE) == any(evidence.counts for evidence in self.evidence):
            raise ValueError("a question needs evidence, and an unanswerable one has none")
        return self


class CasesUnusable(ValueError):
    """A file of cases that cannot be used, with the line and the reason."""


def cases_of(file: Path) -> tuple[Case, ...]:
    """The cases of a JSON Lines file, in order. Raises CasesUnusable with the first line that is none, or an id used twice."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CasesUnusable(f"{file} cannot be read: {error}") from error
    cases: dict[str, Case] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise CasesUnusable(f"{file}, line {number}: {where + ': ' if where else ''}{first['msg']}") from error
        if case.id in cases:
            raise CasesUnusable(f"{file}, line {number}: the id {case.id} is used twice")
        cases[case.id] = case
    return tuple(cases.values())


def files_of(cases: Sequence[Case]) -> frozenset[str]:
    """The names of the papers that the cases are about."""
    return frozenset(evidence.file for case in cases for evidence in case.evidence)


def falls_aside(case_id: str) -> bool:
    """Whether a case of our own is set aside: the SHA-256 of its id is odd, so that nobody chooses."""
    return hashlib.sha256(case_id.encode()).digest()[-1] % 2 == 1
