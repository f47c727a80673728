"""Decisions -> CSV that a spreadsheet opens as it is: UTF-8 with a byte order mark, and no cell that it would take for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from assistant.answer.decisions import Decided
from corpus.register import Stated
from corpus.text import inert_line, readable

_COLUMNS = (
    "Date", "Body", "Item", "Kind", "Words", "Number", "Moved by", "Seconded by", "For", "Against", "Abstained", "Voted for",
    "Voted against", "Abstaining", "Result", "Owner", "Deadline", "Status", "Open", "File", "Page",
)  # fmt: skip
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def decisions_to_csv(decided: Iterable[Decided]) -> str:
    """A row for each decision below the names of the columns."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(_COLUMNS)
    rows.writerows(map(cell, _cells(one)) for one in decided)
    return "\ufeff" + written.getvalue()


def cell(text: str) -> str:
    """Text on one line which no spreadsheet reckons with: `=1+1` -> `'=1+1`."""
    plain = inert_line(text)
    return f"'{plain}" if plain.startswith(_STARTS_FORMULA) else plain


def _cells(one: Decided) -> Iterator[str]:
    entry, ballot = one.entry, one.entry.ballot
    item = entry.item
    yield entry.meeting.date.isoformat() if entry.meeting.date else ""
    yield entry.meeting.body or entry.meeting.council or ""
    yield " ".join(part for part in (item.number, item.title) if part) if item else ""
    yield entry.kind.label
    yield readable(one.words)
    yield from map(_said, (entry.number, entry.mover, entry.seconder))
    yield from map(_said, (ballot.in_favour, ballot.against, ballot.abstained) if ballot else (None, None, None))
    names = (ballot.names_for, ballot.names_against, ballot.names_abstained) if ballot else ((), (), ())
    yield from ("; ".join(name.value for name in side) for side in names)
    yield from map(_said, (entry.result, entry.owner, entry.deadline, entry.status))
    yield "yes" if one.is_open else "no"
    yield one.paper.file
    yield str(entry.page)


def _said(stated: Stated[object] | None) -> str:
    return "" if stated is None else str(stated.value)
