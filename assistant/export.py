"""Answers and papers -> JSON, in the published form."""

import dataclasses
import json
from collections.abc import Iterator

from assistant.models import Answer
from corpus.catalogue import Catalogue
from corpus.models import Paper


def to_json(answer: Answer) -> str:
    """One line of JSON in the form of the published schema."""
    return answer.model_dump_json(by_alias=True)


def schema() -> str:
    """The JSON Schema of an answer."""
    return json.dumps(Answer.model_json_schema(by_alias=True, mode="serialization"), indent=2)


def papers_to_json(catalogue: Catalogue) -> Iterator[str]:
    """A line for each paper (`"status": "held"`), then one for each file refused (`"status": "refused"`)."""
    for paper in catalogue.papers():
        yield json.dumps({"status": "held", **_plain(paper)}, ensure_ascii=False)
    for refusal in catalogue.refusals():
        yield json.dumps({"status": "refused", **dataclasses.asdict(refusal)}, ensure_ascii=False)


def _plain(paper: Paper) -> dict[str, object]:
    record = dataclasses.asdict(paper)
    record["meeting"]["date"] = paper.meeting.date.isoformat() if paper.meeting.date else None
    return record
