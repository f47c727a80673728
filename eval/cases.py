"""Cases: questions with what any right answer shows and where the papers say it. JSON Lines, or a list in YAML.

{"id": "s01", "type": "fact", "question": "What does the home on Stannick Road cost?", "must_contain": ["£1.38m"],
 "evidence": [{"file": "cabinet.pdf", "page": 4, "quote": "at a cost of £1.38m", "meeting_date": "2023-12-14"}]}

eval/cases.schema.json is the JSON Schema of one case, made by `minuted eval schema`.
"""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from corpus.files import composed
from corpus.json_lines import lines_of
from eval.errors import CasesUnusable, first_fault, raised

__all__ = ["Case", "CaseType", "CasesUnusable", "GoldEvidence", "cases_of", "falls_aside", "files_of", "schema"]


class CaseType(StrEnum):
    FACT = "fact"
    DECISION = "decision"
    TABLE = "table"
    LIST = "list"
    CROSS = "cross"  # the evidence stands in two places
    DATE = "date"  # only one of several periods or meetings is right
    PERSON = "person"
    STATUS = "status"  # what became of it
    COMPARE = "compare"
    UNANSWERABLE = "unanswerable"  # the right answer is to decline


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldEvidence(Record):
    """A place that proves the answer: by a verbatim quote, or, where no text may be copied, by page and marks."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["quote"]}, {"required": ["page", "marks"]}]})

    file: Annotated[str, AfterValidator(composed)] = Field(description="name of the paper's file, without folders")
    quote: str | None = Field(default=None, description="verbatim, the words of the paper")
    page: int | None = Field(default=None, ge=1, description="page of the file, counted from 1")
    line: int | None = Field(default=None, ge=1, description="line of a text file in which the quote begins, counted from 1")
    marks: tuple[str, ...] = Field(default=(), description="figures and names that all stand in the right passage of that page")
    meeting_date: datetime.date | None = Field(description="meeting that the passage belongs to; null where the paper has none")
    minutes_of: datetime.date | None = Field(default=None, description="date of the meeting whose minutes are bound in, where that differs")
    item: str | None = Field(default=None, description="number and title of the item: 593 Home to school transport")
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
    return fact if isinstance(fact, list | tuple) else [fact]


_Wording = Annotated[str, Field(min_length=1)]
_Given = _Wording | Annotated[list[_Wording], Field(min_length=1)]
KeyFact = Annotated[tuple[_Wording, ...], Field(min_length=1), BeforeValidator(_alternatives, json_schema_input_type=_Given)]
"""Wordings of one fact, any of which will do."""


class Case(Record):
    """One question. `held_out` is set aside: it is not asked while the product is being tuned."""

    id: str = Field(min_length=1)
    type: CaseType
    question: str = Field(min_length=1)
    asker: str | None = Field(default=None, description="who would ask it, such as councillor or officer")
    answer: str = Field(default="", description="the right answer in plain words, for people")
    must_contain: tuple[KeyFact, ...] = Field(description="the facts of any right answer, each in one wording or several that will do")
    evidence: tuple[GoldEvidence, ...]
    near: str | None = Field(default=None, description="of an unanswerable question the words that come nearest and do not answer it")
    note: str | None = None
    held_out: bool = Field(default=False, description="set aside: not asked while the product is being tuned")

    @model_validator(mode="after")
    def has_evidence(self) -> "Case":
        if (self.type is CaseType.UNANSWERABLE) == any(evidence.counts for evidence in self.evidence):
            raise ValueError("a question needs evidence, and an unanswerable one has none")
        return self


def cases_of(file: Path, on_fault: Callable[[CasesUnusable], None] = raised) -> tuple[Case, ...]:
    """The cases of a JSON Lines or YAML file, in order.

    `on_fault` hears of each line that is no case, and of each id used twice; without it the first is raised. Raises CasesUnusable or
    LinesUnreadable for a file that cannot be read at all.
    """
    records = _yaml_records(file) if file.suffix.lower() in (".yaml", ".yml") else _json_records(file, on_fault)
    cases: dict[str, Case] = {}
    for where, record in records:
        try:
            case = Case.model_validate(record)
        except ValidationError as error:
            on_fault(CasesUnusable(f"{where}: {first_fault(error)}"))
            continue
        if case.id in cases:
            on_fault(CasesUnusable(f"{where}: the id {case.id} is used twice"))
        else:
            cases[case.id] = case
    return tuple(cases.values())


def _json_records(file: Path, on_fault: Callable[[CasesUnusable], None]) -> Iterator[tuple[str, Any]]:
    for line in lines_of(file):
        try:
            yield str(line), line.value()
        except ValueError as error:
            on_fault(CasesUnusable(f"{line}: {error}. Each line is one case."))


def _yaml_records(file: Path) -> Iterator[tuple[str, Any]]:
    try:
        records = yaml.safe_load(file.read_bytes())
    except OSError as error:
        raise CasesUnusable(f"{file} cannot be read: {error}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: the 31st of April
        raise CasesUnusable(f"{file} is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(records, list):
        raise CasesUnusable(f"{file}: a file of cases in YAML is a list, each case begun by a dash")
    for number, record in enumerate(records, start=1):
        yield f"{file}, case {number}", record


def schema() -> str:
    """The JSON Schema of one case."""
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **Case.model_json_schema()}, indent=2, ensure_ascii=False)


def files_of(cases: Sequence[Case]) -> frozenset[str]:
    """The names of the papers that the cases are about."""
    return frozenset(evidence.file for case in cases for evidence in case.evidence)


def falls_aside(case_id: str) -> bool:
    """Whether a case of our own is set aside: the SHA-256 of its id is odd, so that nobody chooses."""
    return hashlib.sha256(case_id.encode()).digest()[-1] % 2 == 1
