"""The catalogue: papers, their pages and passages, and the files refused, in one SQLite file.

The catalogue decides what is held: a passage that it does not list does not exist for a reader, whatever
the vectors and the word index hold. Each paper goes in or out in one transaction.
"""

import datetime
import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import TypeAdapter

from corpus.errors import StoreUnusable
from corpus.models import (
    Abbreviation,
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
    ReadPaper,
    Refusal,
    Span,
)

SCHEMA_VERSION = "2"

# Records that are only ever read whole are kept as JSON.
_DECISION = TypeAdapter(Decision)
_ATTENDANCE = TypeAdapter(tuple[Attendee, ...])
_AGENDA = TypeAdapter(tuple[AgendaEntry, ...])
_PART = TypeAdapter(Part)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS papers (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, path TEXT NOT NULL UNIQUE, file TEXT NOT NULL, title TEXT NOT NULL,
    kind TEXT NOT NULL, council TEXT, body TEXT, date TEXT, time TEXT, place TEXT, meeting_kind TEXT, period TEXT,
    page_count INTEGER NOT NULL, passage_count INTEGER NOT NULL, unread_pages TEXT NOT NULL, reader TEXT NOT NULL,
    warnings TEXT NOT NULL, status TEXT, attendance TEXT NOT NULL, agenda TEXT NOT NULL, wording TEXT NOT NULL, coverage REAL NOT NULL);
CREATE INDEX IF NOT EXISTS papers_by_wording ON papers (wording);
CREATE TABLE IF NOT EXISTS pages (
    paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, number INTEGER NOT NULL, printed TEXT,
    reader TEXT NOT NULL, text TEXT NOT NULL, headings TEXT NOT NULL, lines TEXT NOT NULL, PRIMARY KEY (paper_id, number));
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    page INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, body_start INTEGER NOT NULL,
    text TEXT NOT NULL, indexed TEXT NOT NULL,
    kind TEXT NOT NULL, council TEXT, body TEXT, date TEXT, time TEXT, place TEXT, meeting_kind TEXT, printed_page TEXT,
    item_number TEXT, item_title TEXT, heading TEXT, paragraph TEXT, decision TEXT, "group" TEXT, entries TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of_paper ON passages (paper_id, position);
CREATE TABLE IF NOT EXISTS parts (
    paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, position INTEGER NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (paper_id, position));
CREATE TABLE IF NOT EXISTS abbreviations (
    paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, short TEXT NOT NULL, long TEXT NOT NULL, page INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS abbreviations_of_paper ON abbreviations (paper_id);
CREATE TABLE IF NOT EXISTS refusals (path TEXT PRIMARY KEY, file TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL);
"""


class Catalogue:
    """The papers held in one store."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue at `path`, made if it is missing.

        Raises StoreUnusable where the file cannot be opened, is no catalogue, or is of another version.
        """
        try:
            # The app asks from several threads; SQLite serialises them itself.
            self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rwc", uri=True, check_same_thread=False, timeout=30)
            self._db.row_factory = sqlite3.Row
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA journal_mode = WAL")
            with self._db:
                self._db.executescript(_SCHEMA)
                self._db.execute("INSERT OR IGNORE INTO facts VALUES ('schema', ?)", (SCHEMA_VERSION,))
            version = self.fact("schema")
        except sqlite3.Error as error:
            raise StoreUnusable(
                f"The catalogue {path} cannot be opened ({error}). Check that you may write there, or name another folder with --store."
            ) from error
        if version != SCHEMA_VERSION:
            raise StoreUnusable(
                f"The catalogue {path} is of version {version}; this Minuted reads version {SCHEMA_VERSION}. "
                "Ingest the papers again into a new folder."
            )

    def close(self) -> None:
        self._db.close()

    def fact(self, name: str) -> str | None:
        """A fact about the store itself, such as the model that made its vectors."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row["value"])

    def set_fact(self, name: str, value: str) -> None:
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def put(self, read: ReadPaper) -> None:
        """Write one paper whole, in place of any paper held under the same path."""
        paper = read.paper
        with self._db:
            self._db.execute("DELETE FROM papers WHERE path = ? OR id = ?", (paper.path, paper.id))
            self._db.execute("DELETE FROM refusals WHERE path = ?", (paper.path,))
            self._insert("papers", [_paper_row(paper)])
            self._insert("pages", [_page_row(paper.id, page) for page in read.pages])
            self._insert("passages", [_passage_row(passage) for passage in read.passages])
            self._insert("parts", [(paper.id, n, _PART.dump_json(part).decode()) for n, part in enumerate(read.parts)])
            self._insert("abbreviations", [(paper.id, found.short, found.long, found.page) for found in read.abbreviations])

    def _insert(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            self._db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)  # noqa: S608

    def remove(self, paper_id: str) -> None:
        """Take a paper out with its pages and passages. A paper not held is no error."""
        with self._db:
            self._db.execute("DELETE FROM papers WHERE id = ?", (paper_id,))

    def refuse(self, refusal: Refusal) -> None:
        """Remember a file that was not taken. A paper held under that path goes out: it is no longer what the file says."""
        with self._db:
            self._db.execute("DELETE FROM papers WHERE path = ?", (refusal.path,))
            self._db.execute(
                "INSERT OR REPLACE INTO refusals VALUES (?, ?, ?, ?)", (refusal.path, refusal.file, refusal.code, refusal.reason)
            )

    def papers(self) -> list[Paper]:
        """All papers held, newest meeting first, undated ones last."""
        rows = self._db.execute("SELECT * FROM papers ORDER BY date IS NULL, date DESC, body, file").fetchall()
        return [_paper(row) for row in rows]

    def paper(self, paper_id: str) -> Paper | None:
        row = self._db.execute("SELECT * FROM papers WHERE id = ?", (paper_id,)).fetchone()
        return None if row is None else _paper(row)

    def paper_at(self, path: str) -> Paper | None:
        """The paper that was read from this path."""
        row = self._db.execute("SELECT * FROM papers WHERE path = ?", (path,)).fetchone()
        return None if row is None else _paper(row)

    def refusals(self) -> list[Refusal]:
        rows = self._db.execute("SELECT * FROM refusals ORDER BY file, path").fetchall()
        return [Refusal(path=row["path"], file=row["file"], code=row["code"], reason=row["reason"]) for row in rows]

    def page(self, paper_id: str, number: int) -> Page | None:
        row = self._db.execute("SELECT * FROM pages WHERE paper_id = ? AND number = ?", (paper_id, number)).fetchone()
        return None if row is None else _page(row)

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages with these ids, by id. An id not held is left out."""
        wanted = json.dumps(list(ids))
        rows = self._db.execute("SELECT * FROM passages WHERE id IN (SELECT value FROM json_each(?))", (wanted,)).fetchall()
        return {row["id"]: _passage(row) for row in rows}

    def passage_ids_within(
        self,
        bodies: Sequence[str] = (),
        kinds: Sequence[PaperKind] = (),
        date_from: datetime.date | None = None,
        date_to: datetime.date | None = None,
    ) -> dict[str, str]:
        """Passage id -> paper id of all passages of these bodies, kinds of paper and meeting dates. Nothing named: no limit.

        Body and date are the passage's own, so minutes bound into a later pack are found under their own date.
        """
        where, values = ["TRUE"], []
        for column, wanted in (("passages.body", list(bodies)), ("papers.kind", [str(kind) for kind in kinds])):
            if wanted:
                where.append(f"{column} IN (SELECT value FROM json_each(?))")  # noqa: S608 (the columns are ours)
                values.append(json.dumps(wanted))
        for comparison, day in ((">=", date_from), ("<=", date_to)):
            if day is not None:
                where.append(f"passages.date {comparison} ?")
                values.append(day.isoformat())
        rows = self._db.execute(
            f"SELECT passages.id, paper_id FROM passages JOIN papers ON papers.id = paper_id WHERE {' AND '.join(where)}",  # noqa: S608 (as above)
            values,
        )
        return {row["id"]: row["paper_id"] for row in rows}

    def passages_of(self, paper_id: str) -> list[Passage]:
        """All passages of one paper in reading order."""
        rows = self._db.execute("SELECT * FROM passages WHERE paper_id = ? ORDER BY position", (paper_id,)).fetchall()
        return [_passage(row) for row in rows]

    def passage_ids(self, paper_id: str) -> list[str]:
        rows = self._db.execute("SELECT id FROM passages WHERE paper_id = ?", (paper_id,)).fetchall()
        return [row["id"] for row in rows]

    def parts_of(self, paper_id: str) -> list[Part]:
        """The parts of one paper in reading order."""
        rows = self._db.execute("SELECT record FROM parts WHERE paper_id = ? ORDER BY position", (paper_id,)).fetchall()
        return [_PART.validate_json(row["record"]) for row in rows]

    def abbreviations_of(self, paper_id: str) -> list[Abbreviation]:
        """The abbreviations that one paper explains, in reading order."""
        rows = self._db.execute("SELECT short, long, page FROM abbreviations WHERE paper_id = ? ORDER BY rowid", (paper_id,)).fetchall()
        return [Abbreviation(row["short"], row["long"], row["page"]) for row in rows]

    def meetings(self) -> list[Meeting]:
        """Every meeting that a passage belongs to, those bound into other meetings' packs included."""
        rows = self._db.execute("SELECT DISTINCT council, body, date, NULL AS time, NULL AS place, meeting_kind FROM passages").fetchall()
        return [_meeting(row) for row in rows]


def _paper_row(paper: Paper) -> tuple[object, ...]:
    return (
        paper.id, paper.sha256, paper.path, paper.file, paper.title, paper.kind, *_meeting_columns(paper.meeting), paper.period,
        paper.page_count, paper.passage_count, json.dumps(paper.unread_pages), paper.reader, json.dumps(paper.warnings),
        paper.status, _ATTENDANCE.dump_json(paper.attendance).decode(), _AGENDA.dump_json(paper.agenda).decode(),
        paper.wording, paper.coverage,
    )  # fmt: skip


def _page_row(paper_id: str, page: Page) -> tuple[object, ...]:
    headings = json.dumps([(span.start, span.end) for span in page.headings])
    lines = json.dumps([(line.start, line.end, *_corners(line.box)) for line in page.lines])
    return (paper_id, page.number, page.printed, page.reader, page.text, headings, lines)


def _corners(box: Box) -> tuple[float, ...]:
    return tuple(round(share, 4) for share in (box.left, box.top, box.right, box.bottom))


def _passage_row(passage: Passage) -> tuple[object, ...]:
    item = passage.item
    return (
        passage.id, passage.paper_id, passage.position, passage.page, passage.start, passage.end, passage.body_start,
        passage.text, passage.indexed,
        passage.kind, *_meeting_columns(passage.meeting), passage.printed_page, item.number if item else None,
        item.title if item else None, passage.heading, passage.paragraph,
        _DECISION.dump_json(passage.decision).decode() if passage.decision else None, passage.group,
        json.dumps([(span.start, span.end) for span in passage.entries]),
    )  # fmt: skip


def _meeting_columns(meeting: Meeting) -> tuple[str | None, ...]:
    date = meeting.date.isoformat() if meeting.date else None
    return (meeting.council, meeting.body, date, meeting.time, meeting.place, meeting.kind)


def _meeting(row: sqlite3.Row) -> Meeting:
    day = datetime.date.fromisoformat(row["date"]) if row["date"] else None
    kind = MeetingKind(row["meeting_kind"]) if row["meeting_kind"] else None
    return Meeting(council=row["council"], body=row["body"], date=day, time=row["time"], place=row["place"], kind=kind)


def _paper(row: sqlite3.Row) -> Paper:
    return Paper(
        id=row["id"], sha256=row["sha256"], path=row["path"], file=row["file"], title=row["title"], kind=PaperKind(row["kind"]),
        meeting=_meeting(row), period=row["period"], page_count=row["page_count"], passage_count=row["passage_count"],
        unread_pages=tuple(json.loads(row["unread_pages"])), reader=row["reader"], warnings=tuple(json.loads(row["warnings"])),
        status=PaperStatus(row["status"]) if row["status"] else None, attendance=_ATTENDANCE.validate_json(row["attendance"]),
        agenda=_AGENDA.validate_json(row["agenda"]), wording=row["wording"], coverage=row["coverage"],
    )  # fmt: skip


def _page(row: sqlite3.Row) -> Page:
    headings = tuple(Span(start, end) for start, end in json.loads(row["headings"]))
    lines = tuple(PlacedLine(start, end, Box(*corners)) for start, end, *corners in json.loads(row["lines"]))
    return Page(number=row["number"], text=row["text"], reader=row["reader"], printed=row["printed"], headings=headings, lines=lines)


def _passage(row: sqlite3.Row) -> Passage:
    item = AgendaItem(number=row["item_number"], title=row["item_title"]) if row["item_title"] is not None else None
    return Passage(
        id=row["id"], paper_id=row["paper_id"], position=row["position"], page=row["page"], start=row["start"], end=row["end"],
        body_start=row["body_start"],
        text=row["text"], indexed=row["indexed"], kind=PassageKind(row["kind"]), meeting=_meeting(row),
        printed_page=row["printed_page"], item=item, heading=row["heading"], paragraph=row["paragraph"],
        decision=_DECISION.validate_json(row["decision"]) if row["decision"] else None, group=row["group"],
        entries=tuple(Span(start, end) for start, end in json.loads(row["entries"])),
    )  # fmt: skip
