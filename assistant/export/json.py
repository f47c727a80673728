"""Answers and papers -> JSON, in the published form. What would act on a terminal is written as escapes: read as JSON all is verbatim."""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping

from assistant.answer.decisions import Decided
from assistant.models import Answer
from corpus.models import Paper
from corpus.store.catalogue import Catalogue
from corpus.text import inert_json
from corpus.versions import Versions


def to_json(answer: Answer) -> str:
    """One line of JSON in the form of the published schema."""
    return inert_json(answer.model_dump_json(by_alias=True))


def schema() -> str:
    """The JSON Schema of an answer."""
    return json.dumps(Answer.model_json_schema(by_alias=True, mode="serialization"), indent=2)


def papers_to_json(catalogue: Catalogue) -> Iterator[str]:
    """A line for each paper (`"status": "held"`), then one for each file refused (`"status": "refused"`).

    `standing` is what a paper says of itself, such as draft; `replaced_by` and `replaces` are ids of its other versions.
    """
    versions = catalogue.versions()
    for paper in catalogue.papers():
        yield _line({"status": "held", **_plain(paper, versions)})
    for refusal in catalogue.refusals():
        yield _line({"status": "refused", **dataclasses.asdict(refusal)})


def _line(record: Mapping[str, object]) -> str:
    return inert_json(json.dumps(record, ensure_ascii=False))


def _plain(paper: Paper, versions: Versions) -> dict[str, object]:
    record = dataclasses.asdict(paper)
    later = versions.replaced_by.get(paper.id)
    record["standing"] = record.pop("status")
    record["replaced_by"] = later.id if later else None
    record["replaces"] = [version.id for version in versions.replaces.get(paper.id, ())]
    record["meeting"]["date"] = paper.meeting.date.isoformat() if paper.meeting.date else None
    return record


def decisions_to_json(decided: Iterable[Decided]) -> Iterator[str]:
    """A line for each decision: its meeting, its item, what it is, its words, and where they stand."""
    for one in decided:
        first = one.passages[0]
        yield _line(
            {
                "date": first.meeting.date.isoformat() if first.meeting.date else None,
                "body": first.meeting.body,
                "council": first.meeting.council,
                "time": first.meeting.time,
                "meeting_kind": first.meeting.kind,
                "item": dataclasses.asdict(first.item) if first.item else None,
                "decision": dataclasses.asdict(one.decision),
                "words": one.words,
                "paper": {"id": one.paper.id, "title": one.paper.title, "kind": one.paper.kind, "file": one.paper.file},
                "page": first.page,
                "printed_page": first.printed_page,
                "passages": [passage.id for passage in one.passages],
            }
        )
