"""Questions with the passage that answers each, read from JSON Lines, and the passages that wrong answers are taken from.

A passage: {"id": "a1", "kind": "table_row", "paper": "Minutes", "heading": "Table 2: Salt used", "text": "Stannick. 2020/21: 2,655"}
A question: {"passage": "a1", "question": "How much salt did Stannick get through?", "span": "2020/21: 2,655"}

A near miss, which its passage does not answer, has "near" instead of "span": the words that come nearest.

A span may be given as characters [start, end) of the passage's text instead, for passages whose words may not be copied.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.json_lines import JsonLine, lines_of
from eval.cases import Case, GoldEvidence
from eval.errors import Unusable, first_fault
from eval.wording import plain, says_all, says_quote

_Record = TypeVar("_Record", bound=BaseModel)


class TrainingUnusable(Unusable):
    """Questions or passages that nothing can be learnt from, with the line and the reason."""


class TrainingPassage(BaseModel):
    """A passage as it is searched. `kind` is free: table_row, minutes, parish."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str
    paper: str
    heading: str
    text: str

    @property
    def place(self) -> str:
        """The paper and the heading that the passage stands under, the paper once: `Minutes of Cabinet. Table 2: Salt used`."""
        return self.heading if self.heading.startswith(self.paper) else ". ".join(part for part in (self.paper, self.heading) if part)

    @property
    def indexed(self) -> str:
        """What is embedded of it, as of a passage in a store: its place, then its words."""
        return f"{self.place}\n{self.text}" if self.place else self.text


class _Question(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    passage: str
    question: str
    span: str | tuple[int, int] | None = None
    near: str | tuple[int, int] | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the passage that answers it, and the words of that passage that do: none where it only comes near."""

    question: str
    passage: TrainingPassage
    span: str

    @property
    def answers(self) -> bool:
        return self.span != ""


def passages_of(files: Iterable[Path]) -> dict[str, TrainingPassage]:
    """The passages of JSON Lines files by id. Raises TrainingUnusable with the first line that is none, or an id used twice."""
    passages: dict[str, TrainingPassage] = {}
    for line in chain.from_iterable(map(lines_of, files)):
        passage = _read(TrainingPassage, line)
        if passages.setdefault(passage.id, passage) != passage:
            raise TrainingUnusable(f"{line}: the id {passage.id} is used twice")
    return passages


def examples_of(files: Iterable[Path], passages: dict[str, TrainingPassage]) -> list[Example]:
    """The questions of JSON Lines files, in order. Raises TrainingUnusable with the first line whose passage or span is not there."""
    examples = []
    for line in chain.from_iterable(map(lines_of, files)):
        asked = _read(_Question, line)
        passage = passages.get(asked.passage)
        if passage is None:
            raise TrainingUnusable(f"{line}: there is no passage {asked.passage}. Name the file that has it with --passages")
        given = asked.near if asked.span is None else asked.span
        if given is None:
            raise TrainingUnusable(f"{line}: it has neither a span that answers nor words that come near")
        words = given if isinstance(given, str) else passage.text[slice(*given)]
        if not words.strip() or words not in passage.text:
            raise TrainingUnusable(f"{line}: the words it gives do not stand in the passage {asked.passage}")
        examples.append(Example(asked.question, passage, "" if asked.span is None else words))
    return examples


def ids_shown_in(cases: Sequence[Case], passages: Iterable[TrainingPassage]) -> frozenset[str]:
    """The ids of passages that show the evidence of questions to measure with: nothing may be learnt from these."""
    quotes = [(evidence.quote, max(plain(evidence.quote).split(), key=len)) for evidence in _evidence(cases) if evidence.quote]
    marks = [evidence.marks for evidence in _evidence(cases) if evidence.marks]

    def shown(passage: TrainingPassage) -> bool:
        said = plain(passage.text)
        # The longest word of a quote first: comparing every quote with every passage takes a minute.
        quoted = any(longest in said and says_quote(passage.text, quote) for quote, longest in quotes)
        return quoted or any(says_all(passage.text, all_of) for all_of in marks)

    return frozenset(passage.id for passage in passages if shown(passage))


def _evidence(cases: Sequence[Case]) -> Iterator[GoldEvidence]:
    return (evidence for case in cases for evidence in case.evidence)


def falls_aside(passage: TrainingPassage) -> bool:
    """Whether a passage and its questions are among the tenth that tells when to stop: by its id, so that nobody chooses."""
    return hashlib.sha256(passage.id.encode()).digest()[0] < 256 / 10


def _read(record: type[_Record], line: JsonLine) -> _Record:
    try:
        return record.model_validate(line.value())
    except ValidationError as error:
        raise TrainingUnusable(f"{line}: {first_fault(error)}") from error
    except ValueError as error:
        raise TrainingUnusable(f"{line}: {error}") from error


def passages_to_lines(passages: Iterable[TrainingPassage]) -> str:
    return "".join(json.dumps(passage.model_dump(), ensure_ascii=False) + "\n" for passage in passages)
