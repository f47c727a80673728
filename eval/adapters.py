"""The JSON of an answer, of whatever system -> GivenAnswer. The shape of a record tells which it is.

{"id": "q1", "status": "answered", "answer": "… [1]", "citations": [{"n": 1, "quote": "…", "page": 4, …}]}    `minuted ask --json`
{"id": "q1", "response": "…", "source_nodes": [{"node": {"text": "…", "metadata": {…}}, "score": 0.8}]}      llama-index
["The answer.", "The first text that it rests on.", "The second."]                                          strings
"""

import dataclasses
import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpus.files import composed
from corpus.json_lines import lines_of
from eval.answers import Answered, GivenAnswer, GivenCitation
from eval.errors import AnswersUnusable, first_fault, raised

# What a system without a status says when it declines: "I don't know", "The context does not contain …", "No information was found".
_DECLINES = re.compile(
    r"\W*(?:(?:i|we)\s+(?:do\s+not|don't|cannot|can't|could\s+not|couldn't)\s+(?:know|answer|find|tell)|not\s+found\b|empty\s+response\b"
    r"|(?:there\s+is\s+)?no\s+(?:information|answer|mention|evidence)\b"
    r"|the\s+(?:provided\s+|given\s+)?(?:papers?|context|documents?|sources?|text|information|minutes)\b[^.]{0,40}?\b(?:do|does|did)\s*"
    r"(?:not|n't)\s+(?:say|contain|mention|provide|include|state|specify|give|answer|address))",
    re.I,
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")  # 2023-07-07T10:00:00
_ANSWERED = TypeAdapter(Answered)


def answers_of(file: Path, on_fault: Callable[[AnswersUnusable], None] = raised) -> tuple[Answered, ...]:
    """The answers of a JSON Lines file, in order.

    `on_fault` hears of each line that is no answer; without it the first is raised. Raises AnswersUnusable where there is no answer
    at all and LinesUnreadable where the file cannot be read.
    """
    answers = []
    for line in lines_of(file):
        try:
            answers.append(record_to_answered(line.value()))
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            on_fault(AnswersUnusable(f"{line}: {error}. Its form has to be one of those that docs/evaluating.md shows."))
    if not answers:
        raise AnswersUnusable(f"{file} holds no answers. Give a file of answers, one JSON value a line.")
    return tuple(answers)


def record_to_answered(record: Any) -> Answered:
    """One line's value as an answer. Raises ValueError where it has none of the shapes, or something in it is not of its kind."""
    try:
        return _ANSWERED.validate_python(dataclasses.asdict(_of_shape(record)))
    except ValidationError as error:
        raise ValueError(first_fault(error)) from error


def _of_shape(record: Any) -> Answered:
    if isinstance(record, list):
        return Answered(None, strings_to_answer(record))
    if not isinstance(record, Mapping):
        raise ValueError("neither an object nor a list of strings")
    if "source_nodes" in record:
        answer = llama_index_to_answer(record)
    elif {"answer", "text", "status", "citations"} & record.keys():
        answer = json_to_answer(record)
    else:
        raise ValueError("no answer in it")
    return Answered(None if record.get("id") is None else str(record["id"]), answer, _seconds(record))


def strings_to_answer(strings: Sequence[str]) -> GivenAnswer:
    """The first string is the answer, the others are the texts that it rests on: [1] is the second of all."""
    if not strings or not all(isinstance(text, str) for text in strings):
        raise ValueError("a list that is not of strings, the answer first")
    citations = tuple(GivenCitation(text, None, None, None, n=n) for n, text in enumerate(strings[1:], start=1))
    return GivenAnswer(strings[0], not declines(strings[0]), citations)


def llama_index_to_answer(record: Mapping[str, Any]) -> GivenAnswer:
    """A llama-index response object as JSON: each source node is a citation, numbered from 1 as its CitationQueryEngine does.

    `file_name` and `page_label` are what its readers put into a node's metadata. A label that is no number names no page.
    """
    text = str(record.get("response") or "")
    citations = []
    for n, found in enumerate(record["source_nodes"], start=1):
        node = found["node"]
        about: Mapping[str, Any] = node.get("metadata") or {}
        label = str(about.get("page_label") or "")
        citations.append(
            GivenCitation(
                passage=node.get("text") or "",
                file=_file(about.get("file_name")),
                page=int(label) if label.isdecimal() else None,
                date=_date(about.get("meeting_date")),
                n=n,
            )
        )
    return GivenAnswer(text, not declines(text), tuple(citations))


def json_to_answer(record: Mapping[str, Any]) -> GivenAnswer:
    """An answer from the JSON of `minuted ask`, or something like it. What a citation shows may be `passage`, `quote` or `text`.

    A citation may be a string alone. Without `status` the answer's own words tell whether it declines.
    """
    text = record.get("answer") or record.get("text") or ""
    citations = enumerate(record.get("citations") or (), start=1)
    return GivenAnswer(
        text=text,
        answered=record["status"] == "answered" if "status" in record else not declines(text),
        citations=tuple(_citation({"text": given} if isinstance(given, str) else given, n) for n, given in citations),
    )


def declines(text: str) -> bool:
    """Whether an answer says nothing, or begins by saying that it has no answer."""
    return not text.strip() or _DECLINES.match(text) is not None


def _file(name: Any) -> Any:
    return composed(name) if isinstance(name, str) else name


def _citation(record: Mapping[str, Any], n: int) -> GivenCitation:
    meeting, paper = record.get("meeting") or {}, record.get("paper") or {}
    date = _date(meeting.get("date") or record.get("meeting_date"))
    return GivenCitation(
        passage=record.get("passage") or record.get("quote") or record.get("text") or "",
        file=_file(paper.get("file") or record.get("file")),
        page=record.get("page"),
        date=date,
        quote=record.get("quote") if record.get("passage") else None,
        item=_item(record.get("item")),
        n=record.get("n", n),
        body=meeting.get("body") or record.get("body"),
    )


def _item(item: object) -> str | None:
    """`{"number": "593", "title": "Transport"}` -> `593 Transport`. A string stays as it is."""
    if isinstance(item, Mapping):
        return " ".join(str(part) for part in (item.get("number"), item.get("title")) if part) or None
    return item if isinstance(item, str) and item else None


def _date(value: object) -> datetime.date | None:
    found = _ISO_DATE.match(str(value or ""))
    return datetime.date.fromisoformat(found[0]) if found else None


def _seconds(record: Mapping[str, Any]) -> float | None:
    """`seconds`, or the sum of Minuted's own times of each step."""
    if isinstance(seconds := record.get("seconds"), int | float):
        return float(seconds)
    steps = record.get("timings_ms")
    return sum(steps.values()) / 1000 if isinstance(steps, Mapping) and steps else None
