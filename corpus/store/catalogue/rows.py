"""Records -> rows of the catalogue, and back."""

import datetime
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from pydantic import TypeAdapter

from corpus.errors import StoreUnusable, brief
from corpus.models import (
    AgendaEntry,
    AgendaItem,
    Attendee,
    Box,
    Decision,
    Meeting,
    MeetingKind,
    Page,
    Paper,
    PaperKind,
    PaperStatus,
    Part,
    Passage,
    PassageKind,
    PlacedLine,
    Refusal,
    Span,
    Still,
    TableCell,
)
from corpus.register import Entry
from corpus.text import readable
from corpus.versions import Version

# Records that are only ever read whole are kept as JSON.
_DECISION = TypeAdapter(Decision)
_ATTENDANCE = TypeAdapter(tuple[Attendee, ...])
_AGENDA = TypeAdapter(tuple[AgendaEntry, ...])
_PART = TypeAdapter(Part)
_ENTRY = TypeAdapter(Entry)


_T = TypeVar("_T")
_Given = ParamSpec("_Given")


def _legible(convert: Callable[_Given, _T]) -> Callable[_Given, _T]:
    """What a row says, or StoreUnusable where it makes no sense: SQLite does not see every damage to its file."""

    @wraps(convert)
    def converted(*given: _Given.args, **named: _Given.kwargs) -> _T:
        try:
            return convert(*given, **named)
        except (ValueError, TypeError) as error:
            raise StoreUnusable(
                f"The catalogue is damaged ({brief(error)}). Ingest the papers again into another folder with --store."
            ) from error

    return converted


class SqlRow(Protocol):
    """A row as it comes back: each column by its name."""

    def __getitem__(self, column: str, /) -> Any: ...


def paper_row(paper: Paper) -> tuple[object, ...]:
    return (
        paper.id, paper.sha256, paper.path, paper.file, paper.title, paper.kind, *_meeting_columns(paper.meeting), paper.period,
        paper.page_count, paper.passage_count, json.dumps(paper.unread_pages), paper.reader, json.dumps(paper.warnings),
        paper.status, _ATTENDANCE.dump_json(paper.attendance).decode(), _AGENDA.dump_json(paper.agenda).decode(),
        paper.wording, paper.coverage,
    )  # fmt: skip


def page_row(paper_id: str, page: Page) -> tuple[object, ...]:
    headings = json.dumps([(span.start, span.end) for span in page.headings])
    lines = json.dumps([(line.start, line.end, *_corners(line.box)) for line in page.lines])
    return (paper_id, page.number, page.printed, page.reader, page.text, headings, lines)


def _corners(box: Box) -> tuple[float, ...]:
    return tuple(round(share, 4) for share in (box.left, box.top, box.right, box.bottom))


def passage_row(passage: Passage) -> tuple[object, ...]:
    item = passage.item
    return (
        passage.id, passage.paper_id, passage.position, passage.page, passage.start, passage.end, passage.body_start,
        passage.text, passage.indexed,
        *indexed_columns(passage), passage.kind, *_meeting_columns(passage.meeting), passage.printed_page, item.number if item else None,
        item.title if item else None, passage.heading, passage.paragraph,
        _DECISION.dump_json(passage.decision).decode() if passage.decision else None, passage.group,
        json.dumps([(span.start, span.end) for span in passage.entries]),
    )  # fmt: skip


def indexed_columns(passage: Passage) -> tuple[str | None, ...]:
    """What `indexed` is made of beside the text: context, lead, and the cells of a table's row."""
    cells = [(cell.header, cell.text, cell.unit, cell.under, cell.in_row) for cell in passage.cells]
    return json.dumps(passage.context), passage.lead, json.dumps(cells) if cells else None


def _meeting_columns(meeting: Meeting) -> tuple[str | None, ...]:
    date = meeting.date.isoformat() if meeting.date else None
    return (meeting.council, meeting.body, date, meeting.time, meeting.place, meeting.kind)


@_legible
def meeting_of(row: SqlRow) -> Meeting:
    day = datetime.date.fromisoformat(row["date"]) if row["date"] else None
    kind = MeetingKind(row["meeting_kind"]) if row["meeting_kind"] else None
    return Meeting(council=row["council"], body=row["body"], date=day, time=row["time"], place=row["place"], kind=kind)


@_legible
def paper_of(row: SqlRow) -> Paper:
    return Paper(
        id=row["id"], sha256=row["sha256"], path=row["path"], file=row["file"], title=row["title"], kind=PaperKind(row["kind"]),
        meeting=meeting_of(row), period=row["period"], page_count=row["page_count"], passage_count=row["passage_count"],
        unread_pages=tuple(json.loads(row["unread_pages"])), reader=row["reader"], warnings=tuple(json.loads(row["warnings"])),
        status=PaperStatus(row["status"]) if row["status"] else None, attendance=_ATTENDANCE.validate_json(row["attendance"]),
        agenda=_AGENDA.validate_json(row["agenda"]), wording=row["wording"], coverage=row["coverage"],
        other_files=tuple(json.loads(row["other_files"])),
    )  # fmt: skip


@_legible
def version_of(row: SqlRow, newer: str = "") -> Version:
    status = row[f"{newer}status"]
    return Version(row[f"{newer}id"], row[f"{newer}title"], row[f"{newer}file"], PaperStatus(status) if status else None)


@_legible
def refusal_of(row: SqlRow) -> Refusal:
    return Refusal(row["path"], row["file"], row["code"], row["reason"], Still(row["held"]))


def part_json(part: Part) -> str:
    return _PART.dump_json(part).decode()


@_legible
def part_of(row: SqlRow) -> Part:
    return _PART.validate_json(row["record"])


@_legible
def page_of(row: SqlRow) -> Page:
    headings = tuple(Span(start, end) for start, end in json.loads(row["headings"]))
    lines = tuple(PlacedLine(start, end, Box(*corners)) for start, end, *corners in json.loads(row["lines"]))
    return Page(number=row["number"], text=row["text"], reader=row["reader"], printed=row["printed"], headings=headings, lines=lines)


@_legible
def passage_of(row: SqlRow) -> Passage:
    item = AgendaItem(number=row["item_number"], title=row["item_title"]) if row["item_title"] is not None else None
    passage = Passage(
        id=row["id"], paper_id=row["paper_id"], position=row["position"], page=row["page"], start=row["start"], end=row["end"],
        body_start=row["body_start"],
        text=row["text"], context=tuple(json.loads(row["context"])), lead=row["lead"],
        cells=tuple(TableCell(*cell) for cell in json.loads(row["cells"])) if row["cells"] else (),
        kind=PassageKind(row["kind"]), meeting=meeting_of(row),
        printed_page=row["printed_page"], item=item, heading=row["heading"], paragraph=row["paragraph"],
        decision=_DECISION.validate_json(row["decision"]) if row["decision"] else None, group=row["group"],
        entries=tuple(Span(start, end) for start, end in json.loads(row["entries"])),
    )  # fmt: skip
    # Made of the fields when the paper was taken in: to make them again for each candidate takes half the time of an answer.
    passage.__dict__.update(indexed=row["indexed"], said=row["indexed"].rpartition("\n")[2])
    return passage


def entry_row(entry: Entry) -> tuple[object, ...]:
    """An entry of the register: the columns that it is looked up by, and the whole of it."""
    meeting = entry.meeting
    stated = (entry.number, entry.result, entry.status)
    return (
        entry.id, entry.paper_id, entry.position, entry.kind, entry.draft, meeting.council, meeting.body,
        meeting.date.isoformat() if meeting.date else None, *(one.value if one else None for one in stated),
        json.dumps([person.casefold() for person in entry.people()], ensure_ascii=False), readable(entry.said).casefold(),
        _ENTRY.dump_json(entry).decode(),
    )  # fmt: skip


@_legible
def entry_of(row: SqlRow) -> Entry:
    return _ENTRY.validate_json(row["record"])
