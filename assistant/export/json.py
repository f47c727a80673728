"""Answers and papers -> JSON, in the published form. What would act on a terminal is written as escapes: read as JSON all is verbatim."""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assistant.answer.decisions import Decided
from assistant.models import Answer
from corpus.models import Paper
from corpus.register import Ballot, Entry, Result, Stated
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
    """A line for each entry of the register: its meeting, its item, what it is, its words, its fields, and where each is stated.

    `decision` has the form that it had before there was a register: there all that was agreed is `carried`.
    """
    for one in decided:
        entry, meeting = one.entry, one.entry.meeting
        yield _line(
            {
                "date": meeting.date.isoformat() if meeting.date else None,
                "body": meeting.body,
                "council": meeting.council,
                "time": meeting.time,
                "meeting_kind": meeting.kind,
                "item": dataclasses.asdict(entry.item) if entry.item else None,
                "decision": _decision(entry),
                "words": one.words,
                "paper": {"id": one.paper.id, "title": one.paper.title, "kind": one.paper.kind, "file": one.paper.file},
                "page": entry.page,
                "printed_page": entry.printed_page,
                "passages": list(entry.passage_ids),
                "id": entry.id,
                "kind": entry.kind,
                "open": one.is_open,
                "result": _value(entry.result),
                "owner": _value(entry.owner),
                "deadline": _value(entry.deadline),
                "status": _value(entry.status),
                "votes": _votes(entry.ballot),
                "answer": "\n".join(piece.value for piece in entry.answer) or None,
                "stated": [{"field": name, **dataclasses.asdict(said)} for name, said in entry.stated()],
            }
        )


_BEFORE = {Result.AGREED: "carried", Result.NOTED: "carried", Result.REFERRED: "carried"}  # before there were these results


def _decision(entry: Entry) -> dict[str, object]:
    ballot, result = entry.ballot, _value(entry.result)
    vote = None
    if ballot is not None:
        counts = {"in_favour": ballot.in_favour, "against": ballot.against, "abstained": ballot.abstained}
        vote = {"text": ballot.words.value, **{side: _value(count) for side, count in counts.items()}}
    return {
        "kind": entry.kind, "draft": entry.draft, "number": _value(entry.number), "mover": _value(entry.mover),
        "seconder": _value(entry.seconder), "vote": vote, "result": _BEFORE.get(result, result) if result else None,
    }  # fmt: skip


def _votes(ballot: Ballot | None) -> dict[str, object] | None:
    """Who voted which way, as far as the paper says."""
    if ballot is None:
        return None
    names = {name: [one.value for one in getattr(ballot, f"names_{name}")] for name in ("for", "against", "abstained", "absent")}
    told = {name: _value(getattr(ballot, name)) for name in ("casting", "unanimous", "recorded")}
    return {**names, **told}


def _value(stated: "Stated[Any] | None") -> Any:
    return stated.value if stated else None
