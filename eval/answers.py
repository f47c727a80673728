"""Answers of any system, read from the JSON of `minuted ask --json` or something like it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class GivenCitation:
    """What a citation shows. What the system does not say is None."""

    passage: str
    file: str | None
    page: int | None
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer. `answered` is false where the system declined."""

    text: str
    answered: bool
    citations: tuple[GivenCitation, ...]


def json_to_answer(record: Mapping[str, Any]) -> GivenAnswer:
    """An answer from its JSON record. A citation's passage may be called `passage`, `quote` or `text`."""
    return GivenAnswer(
        text=record.get("answer") or record.get("text") or "",
        answered=record.get("status") == "answered",
        citations=tuple(_citation(citation) for citation in record.get("citations") or ()),
    )


def _citation(record: Mapping[str, Any]) -> GivenCitation:
    date = (record.get("meeting") or {}).get("date") or record.get("meeting_date")
    return GivenCitation(
        passage=record.get("passage") or record.get("quote") or record.get("text") or "",
        file=(record.get("paper") or {}).get("file"),
        page=record.get("page"),
        date=datetime.date.fromisoformat(str(date)[:10]) if date else None,
    )
