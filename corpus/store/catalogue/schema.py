"""The tables of the catalogue, how its file is opened, and how a catalogue of an earlier Minuted becomes one of this.

Versions of the schema: 1 held papers, pages and passages; 2 added what a clerk reads (attendance, agendas, decisions, parts,
abbreviations, copies, versions); 3 added the vectors themselves and the files as they were when they were read; 4 keeps the
vectors in the order of their papers, where they are found ten times as fast; 5 has what a passage stands under, its lead and its cells
beside `indexed`, the text that is made of them; 6 has the register.

Versions of the indexes beside it, which are made again from it: 2 has no deleted passage left in the words, whose texts it keeps for
that, and checksums of Chroma's database; 3 has the passages' text and metadata in Chroma.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.errors import StoreOutdated, StoreUnusable

VERSION = 6
INDEXES = "3"

_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE papers (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, path TEXT NOT NULL UNIQUE, file TEXT NOT NULL, title TEXT NOT NULL,
    kind TEXT NOT NULL, council TEXT, body TEXT, date TEXT, time TEXT, place TEXT, meeting_kind TEXT, period TEXT,
    page_count INTEGER NOT NULL, passage_count INTEGER NOT NULL, unread_pages TEXT NOT NULL, reader TEXT NOT NULL,
    warnings TEXT NOT NULL, status TEXT, attendance TEXT NOT NULL, agenda TEXT NOT NULL, wording TEXT NOT NULL, coverage REAL NOT NULL);
CREATE INDEX papers_by_wording ON papers (wording);
CREATE TABLE pages (
    paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, number INTEGER NOT NULL, printed TEXT,
    reader TEXT NOT NULL, text TEXT NOT NULL, headings TEXT NOT NULL, lines TEXT NOT NULL, PRIMARY KEY (paper_id, number));
CREATE TABLE passages (
    id TEXT PRIMARY KEY, paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    page INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, body_start INTEGER NOT NULL,
    text TEXT NOT NULL, indexed TEXT NOT NULL, context TEXT NOT NULL, lead TEXT NOT NULL, cells TEXT,
    kind TEXT NOT NULL, council TEXT, body TEXT, date TEXT, time TEXT, place TEXT, meeting_kind TEXT, printed_page TEXT,
    item_number TEXT, item_title TEXT, heading TEXT, paragraph TEXT, decision TEXT, "group" TEXT, entries TEXT NOT NULL);
CREATE INDEX passages_of_paper ON passages (paper_id, position);
CREATE TABLE parts (
    paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, position INTEGER NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (paper_id, position));
CREATE TABLE abbreviations (
    paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, short TEXT NOT NULL, long TEXT NOT NULL, page INTEGER NOT NULL);
CREATE INDEX abbreviations_of_paper ON abbreviations (paper_id);
CREATE TABLE register (
    id TEXT PRIMARY KEY, paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    kind TEXT NOT NULL, draft INTEGER NOT NULL, council TEXT, body TEXT, date TEXT, number TEXT, result TEXT, status TEXT,
    people TEXT NOT NULL, words TEXT NOT NULL, record TEXT NOT NULL);
CREATE INDEX register_of_paper ON register (paper_id, position);
CREATE INDEX register_by_date ON register (date);
CREATE TABLE copies (
    path TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, paper_id TEXT REFERENCES papers(id) ON DELETE SET NULL);
CREATE INDEX copies_of_paper ON copies (paper_id);
CREATE TABLE versions (
    older TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, newer TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE,
    PRIMARY KEY (older, newer));
CREATE INDEX versions_by_newer ON versions (newer);
CREATE TABLE refusals (path TEXT PRIMARY KEY, file TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE vectors (
    passage_id TEXT NOT NULL REFERENCES passages(id) ON DELETE CASCADE, model TEXT NOT NULL, vector BLOB NOT NULL, signs BLOB NOT NULL,
    PRIMARY KEY (passage_id, model));
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, reading INTEGER NOT NULL,
    ocr INTEGER NOT NULL);
"""

# What a column that a version did not have is filled with.
_FILLED = {
    ("papers", "attendance"): "'[]'",
    ("papers", "agenda"): "'[]'",
    ("papers", "wording"): "''",
    ("papers", "coverage"): "0.0",
    ("pages", "lines"): "'[]'",
    ("passages", "entries"): "'[]'",
    ("passages", "context"): "'[]'",
    ("passages", "lead"): "''",
}


def open_catalogue(path: Path, *, to_write: bool) -> sqlite3.Connection:
    """A connection to the catalogue at `path`; made if it is missing and to be written.

    Raises StoreUnusable where the file cannot be opened, is no catalogue, or is of a newer Minuted, and StoreOutdated where it
    is of an earlier one: `upgrade` brings it up to date.
    """
    try:
        if to_write and (not path.exists() or not path.stat().st_size):
            _make(path)
        db = _connected(path, to_write)
        version = _version_of(db)
    except sqlite3.OperationalError as error:
        raise StoreUnusable(
            f"The catalogue {path} cannot be opened ({error}). Check that you may write there and that the disk has room, "
            "or name another folder with --store."
        ) from error
    except (sqlite3.Error, UnicodeDecodeError) as error:  # such as: file is not a database
        raise StoreUnusable(
            f"The catalogue {path} cannot be opened ({error}). Put a copy of the store in its place, or take the papers in again "
            "into another folder: minuted ingest --store FOLDER PAPERS"
        ) from error
    if version > VERSION:
        db.close()
        raise StoreUnusable(
            f"The catalogue {path} is of version {version}, made by a newer Minuted; this one reads version {VERSION}. "
            "Install the newer Minuted, or ingest the papers into another folder with --store."
        )
    if version < VERSION:
        db.close()
        raise StoreOutdated(
            f"The catalogue {path} is of version {version}; this Minuted reads version {VERSION}. Opening its store brings it up to date."
        )
    return db


def _connected(path: Path, to_write: bool) -> sqlite3.Connection:
    mode = "rwc" if to_write else _mode_to_read(path)
    # The app asks from several threads; SQLite serialises them itself.
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, check_same_thread=False, timeout=30)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys = ON")
    if to_write:
        db.execute("PRAGMA journal_mode = WAL")
    return db


def _mode_to_read(path: Path) -> str:
    """SQLite notes beside the file who reads it. Where that cannot be written it is told so, or that nobody changes the file."""
    if not path.is_file() or os.access(path.parent, os.W_OK):
        return "rw"
    on_a_read_only_disk = hasattr(os, "statvfs") and bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    return "ro&immutable=1" if on_a_read_only_disk and not path.with_name(f"{path.name}-wal").exists() else "ro"


def _make(path: Path) -> None:
    """An empty catalogue, made beside its place: whoever opens it to read meanwhile sees none, or the whole."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    new.touch(0o600)  # nobody else's to read, nor the journals that SQLite makes beside it
    with closing(sqlite3.connect(new)) as db, db:
        db.executescript(f"BEGIN; {_TABLES}")
        db.execute("INSERT INTO facts VALUES ('schema', ?), ('indexes', ?)", (str(VERSION), INDEXES))
    new.replace(path)


def _version_of(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT value FROM facts WHERE name = 'schema'").fetchone()
    try:
        return int(row["value"])
    except (TypeError, ValueError) as error:
        raise sqlite3.DatabaseError("it does not say which version it is") from error


def version_at(path: Path) -> int:
    """The version of the catalogue at `path`. Its journal is taken into the file, which then stands by itself."""
    db = _connected(path, to_write=True)
    try:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return _version_of(db)
    finally:
        db.close()


def upgrade(path: Path, to: Path) -> None:
    """Write what the catalogue of an earlier Minuted at `path` holds into a new one at `to`. The old one is left as it is.

    A column that it did not have is filled as if its papers said nothing of the matter. The papers of version 1 are noted as
    read by an earlier reading, so that the next ingest reads them again. Raises StoreUnusable where it cannot be read or written.
    """
    try:
        to.unlink(missing_ok=True)
        to.touch(0o600)
        new = _connected(to, to_write=True)
        try:
            new.execute("ATTACH ? AS old", (str(path.resolve()),))
            new.execute("PRAGMA foreign_keys = OFF")
            with new:
                new.executescript(f"BEGIN; {_TABLES}")
                for table in [row["name"] for row in new.execute("SELECT name FROM old.sqlite_master WHERE type = 'table'")]:
                    _copy(new, table)
                version = new.execute("SELECT value FROM facts WHERE name = 'schema'").fetchone()["value"]
                if version == "1":
                    new.execute("INSERT INTO files SELECT path, -1, 0, sha256, 1, 0 FROM papers")
                new.execute("UPDATE facts SET value = ? WHERE name = 'schema'", (str(VERSION),))
            new.execute("DETACH old")
            new.execute("PRAGMA journal_mode = DELETE")  # one file, without a journal beside it
        finally:
            new.close()
    except sqlite3.Error as error:
        raise StoreUnusable(f"The catalogue {path} cannot be brought up to date ({error}). It is left as it was.") from error


def _copy(new: sqlite3.Connection, table: str) -> None:
    had = {row["name"] for row in new.execute(f"PRAGMA old.table_info({table})")}
    columns = [row["name"] for row in new.execute(f"PRAGMA main.table_info({table})")]
    kept = [f'"{column}"' if column in had else _FILLED.get((table, column), "NULL") for column in columns]
    # In version 3 vectors had no place of their own in a table: they are put in that of their passages.
    places = (
        "old.vectors JOIN old.passages ON id = passage_id ORDER BY passages.rowid" if table == "vectors" else f"old.{table} ORDER BY rowid"
    )
    new.execute(f"INSERT INTO main.{table} SELECT {', '.join(kept)} FROM {places}")  # noqa: S608 (the names are ours)
