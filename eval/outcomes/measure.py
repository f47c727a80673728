"""A file of questions and a store -> which came out right, which wrong, and which said that a thing was done that was not."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.ask import ask
from assistant.models import Answer, Question, State
from assistant.retrieval.reranker import Ranker
from corpus.json_lines import lines_of
from corpus.store.store import Store

_OVER = frozenset({"done", "answered", "accepted"})  # states after which nobody looks again


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the states that are right, what the first line has to say, and the states that would mislead."""

    id: str
    question: str
    states: tuple[str, ...]
    says: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a question came out as: the state told first, empty where none was, and the line that told it."""

    case: Case
    state: str
    told: str

    @property
    def is_right(self) -> bool:
        said = all(any(words in self.told for words in wanted.split("|")) for wanted in self.case.says)
        return self.state in self.case.states and said

    @property
    def is_false_done(self) -> bool:
        """Whether a thing is told as over that is not."""
        return self.state in _OVER and not _OVER & set(self.case.states)


def cases_in(path: Path) -> Iterator[Case]:
    """The cases of a file. Raises ValueError where a line is none."""
    for line in lines_of(path):
        record: dict[str, Any] = line.value()
        state = record["state"]
        states = tuple(state) if isinstance(state, list) else (str(state),)
        yield Case(record["id"], record["question"], states, tuple(record.get("says", ())), tuple(record.get("wrong", ())))


def verdicts_on(cases: Sequence[Case], store: Store, ranker: Ranker | None) -> Iterator[Verdict]:
    """The verdict on each case, in order."""
    for case in cases:
        yield verdict_on(case, ask(Question(id=case.id, text=case.question), store, ranker))


def verdict_on(case: Case, answer: Answer) -> Verdict:
    first = next((line for line in answer.lines if isinstance(line, State)), None)
    return Verdict(case, first.state, first.as_text) if first else Verdict(case, "", "")


def verdict_to_json(verdict: Verdict) -> str:
    return json.dumps(
        {"id": verdict.case.id, "right": verdict.is_right, "state": verdict.state, "wanted": verdict.case.states, "told": verdict.told},
        ensure_ascii=False,
    )
