"""The catalogue: papers, their pages and passages, and the files refused, in one SQLite file.

The catalogue decides what is held: a passage that it does not list does not exist for a reader, whatever
the vectors and the word index hold. Each paper goes in or out in one transaction.
"""

import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.abbreviations import ShortForm, short_forms
from corpus.errors import FREE_OR_MOVE, StoreUnusable
from corpus.models import (
    Abbreviation,
    Meeting,
    Page,
    Paper,
    Part,
    Passage,
    Refusal,
)
from corpus.read_paper import ReadPaper
from corpus.register import Entry, EntryKind
from corpus.store.catalogue.files import Files, FileState
from corpus.store.catalogue.rows import (
    entry_of,
    entry_row,
    indexed_columns,
    meeting_of,
    page_of,
    page_row,
    paper_of,
    paper_row,
    part_json,
    part_of,
    passage_of,
    passage_row,
    refusal_of,
    version_of,
)
from corpus.store.catalogue.schema import open_catalogue
from corpus.store.catalogue.vectors import KeptVectors
from corpus.versions import Versions, latest_of, may_replace, mostly_in

if TYPE_CHECKING:
    from corpus.embedding.late_interaction import Embedded

_PAPERS = """SELECT papers.*, (SELECT json_group_array(file) FROM (
    SELECT file FROM copies WHERE paper_id = papers.id ORDER BY file, path)) AS other_files FROM papers"""
# A refusal, with what is held of its file still: the values are those of `Still`.
_REFUSALS = """SELECT refusals.*, CASE
    WHEN papers.id IS NULL THEN 'nothing' WHEN files.sha256 != papers.sha256 THEN 'older' ELSE 'as read before' END AS held
    FROM refusals LEFT JOIN papers ON papers.path = refusals.path LEFT JOIN files ON files.path = refusals.path"""
_SAME_PAPER = "(id = :id OR (wording = :wording AND wording != ''))"


class Catalogue:
    """The papers held in one store."""

    def __init__(self, path: Path, *, to_write: bool = True) -> None:
        """Open the catalogue at `path`, made if it is missing and to be written.

        Raises StoreUnusable where the file cannot be opened, is no catalogue, or is of a newer Minuted, StoreOutdated where it is
        of an earlier one.
        """
        self._path = path
        self._db = open_catalogue(path, to_write=to_write)
        self.vectors = KeptVectors(self._db)
        self.files = Files(self._db)

    def close(self) -> None:
        self._db.close()

    def fact(self, name: str) -> str | None:
        """A fact about the store itself, such as the model that made its vectors."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row["value"])

    def set_facts(self, **facts: str) -> None:
        with self.transaction():
            self._db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written within goes in whole or not at all.

        Raises StoreUnusable where it cannot, and what SQLite raises where a value is at fault: too long, there already.
        """
        try:
            with self._db:
                self._db.execute("BEGIN")
                yield
        except (sqlite3.DataError, sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError):
            raise
        except sqlite3.Error as error:
            raise StoreUnusable(f"The catalogue cannot be written ({error}). {FREE_OR_MOVE}") from error

    @contextmanager
    def legible(self) -> Iterator[None]:
        """Raises StoreUnusable where what is read within is damaged."""
        try:
            yield
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise StoreUnusable(
                f"The catalogue {self._path} is damaged ({error}). Ingest the papers again into another folder with --store."
            ) from error

    def adopt_model(self, name: str, sha256: str) -> None:
        """From now on the vectors are those of this model; those of others are forgotten. The indexes are to be made anew."""
        with self.transaction():
            self._db.executemany(
                "INSERT OR REPLACE INTO facts VALUES (?, ?)", [("model", name), ("model_sha256", sha256), ("writing", "another model")]
            )
            self.vectors.only(sha256)

    def texts(self) -> Iterator[str]:
        """What is searched of every passage."""
        return (row["indexed"] for row in self._db.execute("SELECT indexed FROM passages"))

    def version(self) -> int:
        """Another number whenever what is held may have changed, by this connection or any other."""
        return self.changes() * 2**32 + self._db.total_changes

    def changes(self) -> int:
        """A number that differs from the last one when another process has changed the catalogue since."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def damage(self) -> list[str]:
        """What SQLite finds wrong with the file and what does not fit together, a line for each; nothing where all is well."""
        try:
            found = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check")]
            found += [f"a row of {row[0]} belongs to a paper that is not held" for row in self._db.execute("PRAGMA foreign_key_check")]
        except (sqlite3.Error, UnicodeDecodeError) as error:
            found = [str(error)]
        return [line for line in found if line != "ok"]

    def put(self, read: ReadPaper, embedded: "Sequence[Embedded] | None" = None, model: str = "", state: FileState | None = None) -> None:
        """Write one paper whole, in place of what its path held and of the same paper under another path; its copies stay its own.

        `embedded` is what `model` made of its passages; `state` is its file as it was read.
        """
        paper = read.paper
        with self.transaction():
            self._db.execute("DELETE FROM copies WHERE path = ?", (paper.path,))
            copies = self._copies_of_same(paper)
            self._db.executemany("DELETE FROM papers WHERE id = ?", [(paper_id,) for paper_id in self.displaced_by(paper)])
            self._db.execute("DELETE FROM refusals WHERE path = ?", (paper.path,))
            self._insert("papers", [paper_row(paper)])
            self._db.executemany("UPDATE copies SET paper_id = ? WHERE path = ?", [(paper.id, path) for path in copies])
            self._insert("pages", [page_row(paper.id, page) for page in read.pages])
            self._insert("passages", [passage_row(passage) for passage in read.passages])
            if embedded is not None:
                self.vectors.insert(model, [passage.id for passage in read.passages], embedded)
            self.files.note(paper.path, state)
            self._insert("parts", [(paper.id, n, part_json(part)) for n, part in enumerate(read.parts)])
            self._insert("abbreviations", [(paper.id, found.short, found.long, found.page) for found in read.abbreviations])
            self._insert("register", [entry_row(entry) for entry in read.register])
            self._link_versions(read)

    def displaced_by(self, paper: Paper) -> list[str]:
        """The ids of the papers whose place this one takes: what its path held, and the same paper under another path."""
        displaced = f"SELECT id FROM papers WHERE path = :path OR {_SAME_PAPER}"  # noqa: S608 (the condition is ours)
        return [row["id"] for row in self._db.execute(displaced, {"path": paper.path, "id": paper.id, "wording": paper.wording})]

    def _copies_of_same(self, paper: Paper) -> list[str]:
        copies = f"SELECT copies.path FROM copies JOIN papers ON papers.id = paper_id WHERE {_SAME_PAPER}"  # noqa: S608 (as above)
        return [row["path"] for row in self._db.execute(copies, {"id": paper.id, "wording": paper.wording})]

    def _link_versions(self, read: ReadPaper) -> None:
        """Note which papers held this one replaces, and which replace it."""
        paper = read.paper
        text = "\n".join(page.text for page in read.pages)
        date = paper.meeting.date.isoformat() if paper.meeting.date else None
        of_one_occasion = f"{_PAPERS} WHERE id != ? AND kind = ? AND (date = ? OR period = ?)"
        for row in self._db.execute(of_one_occasion, (paper.id, paper.kind, date, paper.period)).fetchall():
            other = paper_of(row)
            if may_replace(paper, other) and mostly_in(self._text(other.id), text):
                self._insert("versions", [(other.id, paper.id)])
            elif may_replace(other, paper) and mostly_in(text, self._text(other.id)):
                self._insert("versions", [(paper.id, other.id)])

    def _text(self, paper_id: str) -> str:
        pages = self._db.execute("SELECT text FROM pages WHERE paper_id = ? ORDER BY number", (paper_id,))
        return "\n".join(row["text"] for row in pages)

    def _insert(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            self._db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)  # noqa: S608

    def remove(self, paper_id: str) -> None:
        """Take a paper out with its pages and passages. A paper not held is no error."""
        with self.transaction():
            for table in ("refusals", "files"):
                self._db.execute(f"DELETE FROM {table} WHERE path = (SELECT path FROM papers WHERE id = ?)", (paper_id,))  # noqa: S608 (the tables are ours)
            self._db.execute("DELETE FROM papers WHERE id = ?", (paper_id,))

    def put_copy(self, path: str, file: str, sha256: str, paper_id: str, state: FileState | None = None) -> None:
        """Remember a file that holds the same paper as one held. What its path held before goes out."""
        with self.transaction():
            self.files.note(path, state)
            self._db.execute("DELETE FROM papers WHERE path = ?", (path,))
            self._db.execute("DELETE FROM refusals WHERE path = ?", (path,))
            self._db.execute("INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?)", (path, file, sha256, paper_id))

    def paper_copied_at(self, path: str, sha256: str) -> Paper | None:
        """The paper that the file at this path is another copy of, as long as the file is as it was."""
        return self._paper("id = (SELECT paper_id FROM copies WHERE path = :path AND sha256 = :sha256)", path=path, sha256=sha256)

    def copies_left(self) -> list[str]:
        """The paths of copies whose paper is held no longer: each is to be read again, or forgotten."""
        return [row["path"] for row in self._db.execute("SELECT path FROM copies WHERE paper_id IS NULL ORDER BY path")]

    def copies_of_refused(self) -> list[str]:
        """The paths of copies whose paper is held from a file that could be read no more: each is to be read in its place."""
        copies = "SELECT copies.path FROM copies JOIN papers ON papers.id = paper_id JOIN refusals ON refusals.path = papers.path"
        return [row["path"] for row in self._db.execute(f"{copies} ORDER BY copies.path")]

    def forget_file(self, path: str) -> None:
        """Forget a file that is a copy of a paper, or was not taken."""
        with self.transaction():
            for table in ("copies", "refusals", "files"):
                self._db.execute(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608 (the tables are ours)

    def paths(self) -> list[str]:
        """The path of every file that is held, a copy, or was not taken."""
        rows = self._db.execute("SELECT path FROM papers UNION SELECT path FROM copies UNION SELECT path FROM refusals ORDER BY path")
        return [row["path"] for row in rows]

    def refuse(self, refusal: Refusal, state: FileState | None = None) -> None:
        """Remember a file that was not taken. A paper held under that path stays."""
        with self.transaction():
            self._db.execute("DELETE FROM copies WHERE path = ?", (refusal.path,))
            self.files.note(refusal.path, state)
            row = (refusal.path, refusal.file, refusal.code, refusal.reason)
            self._db.execute("INSERT OR REPLACE INTO refusals VALUES (?, ?, ?, ?)", row)

    def papers(self) -> list[Paper]:
        """All papers held, newest meeting first, undated ones last."""
        rows = self._db.execute(f"{_PAPERS} ORDER BY date IS NULL, date DESC, body, file").fetchall()
        return [paper_of(row) for row in rows]

    def paper(self, paper_id: str) -> Paper | None:
        return self._paper("id = :id", id=paper_id)

    def same_paper(self, paper: Paper) -> Paper | None:
        """The paper held that this one is: of the same bytes, or of the same wording."""
        return self._paper(f"{_SAME_PAPER} ORDER BY id != :id", id=paper.id, wording=paper.wording)

    def paper_at(self, path: str) -> Paper | None:
        """The paper that was read from this path."""
        return self._paper("path = :path", path=path)

    def _paper(self, where: str, **values: str) -> Paper | None:
        """The first paper for which a condition holds; the conditions are ours."""
        row = self._db.execute(f"{_PAPERS} WHERE {where}", values).fetchone()
        return None if row is None else paper_of(row)

    def refusals(self) -> list[Refusal]:
        return [refusal_of(row) for row in self._db.execute(f"{_REFUSALS} ORDER BY refusals.file, refusals.path").fetchall()]

    def refusal_at(self, path: str) -> Refusal | None:
        row = self._db.execute(f"{_REFUSALS} WHERE refusals.path = ?", (path,)).fetchone()
        return None if row is None else refusal_of(row)

    def page(self, paper_id: str, number: int) -> Page | None:
        row = self._db.execute("SELECT * FROM pages WHERE paper_id = ? AND number = ?", (paper_id, number)).fetchone()
        return None if row is None else page_of(row)

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages with these ids, by id. An id not held is left out."""
        wanted = json.dumps(list(ids))
        rows = self._db.execute("SELECT * FROM passages WHERE id IN (SELECT value FROM json_each(?))", (wanted,)).fetchall()
        return {row["id"]: passage_of(row) for row in rows}

    def passages_of(self, paper_id: str) -> list[Passage]:
        """All passages of one paper in reading order."""
        rows = self._db.execute("SELECT * FROM passages WHERE paper_id = ? ORDER BY position", (paper_id,)).fetchall()
        return [passage_of(row) for row in rows]

    def note_indexed_parts(self, passages: Iterable[Passage]) -> None:
        """Write what `indexed` is made of, for passages held."""
        with self.transaction():
            rows = ((*indexed_columns(passage), passage.id) for passage in passages)
            self._db.executemany("UPDATE passages SET context = ?, lead = ?, cells = ? WHERE id = ?", rows)

    def decisions(self, date_from: datetime.date | None = None, date_to: datetime.date | None = None) -> list[Passage]:
        """The passages that hold a decision, newest meeting first, undated ones last; of a paper in reading order."""
        where, values = ["decision IS NOT NULL"], []
        for comparison, day in ((">=", date_from), ("<=", date_to)):
            if day is not None:
                where.append(f"date {comparison} ?")
                values.append(day.isoformat())
        found = f"SELECT * FROM passages WHERE {' AND '.join(where)} ORDER BY date IS NULL, date DESC, body, paper_id, position"  # noqa: S608 (the conditions are ours)
        return [passage_of(row) for row in self._db.execute(found, values)]

    def register(
        self,
        *,
        paper_id: str | None = None,
        kinds: Iterable[EntryKind] = (),
        body: str | None = None,
        date_from: datetime.date | None = None,
        date_to: datetime.date | None = None,
        number: str | None = None,
        result: str | None = None,
        status: str | None = None,
        person: str | None = None,
        words: str | None = None,
        draft: bool | None = None,
    ) -> list[Entry]:
        """The entries of the register for which all that is given holds, newest meeting first, undated ones last.

        `body`, `status` and `person` need only be in what the entry says (`Lee` finds `Cllr Bo Lee`), each of the `words` in its words.
        """
        kinds = list(kinds)
        where: list[tuple[str, object]] = [
            ("paper_id = ?", paper_id), ("kind IN (SELECT value FROM json_each(?))", json.dumps(kinds) if kinds else None),
            ("date >= ?", date_from.isoformat() if date_from else None), ("date <= ?", date_to.isoformat() if date_to else None),
            ("number = ?", number), ("result = ?", result), ("draft = ?", draft), ("instr(lower(status), lower(?))", status),
            ("instr(lower(body), lower(?))", body), ("instr(people, ?)", person.casefold() if person else None),
            *(("instr(words, ?)", word) for word in (words or "").casefold().split()),
        ]  # fmt: skip
        given = [(condition, value) for condition, value in where if value is not None]
        conditions = " AND ".join(condition for condition, _ in given) or "1"
        found = f"SELECT record FROM register WHERE {conditions} ORDER BY date IS NULL, date DESC, body, paper_id, position"  # noqa: S608 (the conditions are ours)
        return [entry_of(row) for row in self._db.execute(found, [value for _, value in given])]

    def passage_ids(self, paper_id: str) -> list[str]:
        rows = self._db.execute("SELECT id FROM passages WHERE paper_id = ?", (paper_id,)).fetchall()
        return [row["id"] for row in rows]

    def all_passage_ids(self) -> set[str]:
        return {row["id"] for row in self._db.execute("SELECT id FROM passages")}

    def passage_count(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM passages").fetchone()[0])

    def searched_texts(self, passage_ids: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
        """Paper id -> ids of these passages with what is searched of them."""
        rows = self._db.execute(
            "SELECT paper_id, id, indexed FROM passages WHERE id IN (SELECT value FROM json_each(?)) ORDER BY rowid",
            (json.dumps(list(passage_ids)),),
        )
        found: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            found.setdefault(row["paper_id"], []).append((row["id"], row["indexed"]))
        return found

    def parts_of(self, paper_id: str) -> list[Part]:
        """The parts of one paper in reading order."""
        rows = self._db.execute("SELECT record FROM parts WHERE paper_id = ? ORDER BY position", (paper_id,)).fetchall()
        return [part_of(row) for row in rows]

    def abbreviations_of(self, paper_id: str) -> list[Abbreviation]:
        """The abbreviations that one paper explains, in reading order."""
        rows = self._db.execute("SELECT short, long, page FROM abbreviations WHERE paper_id = ? ORDER BY rowid", (paper_id,)).fetchall()
        return [Abbreviation(row["short"], row["long"], row["page"]) for row in rows]

    def abbreviations(self, council: str | None = None) -> list[ShortForm]:
        """Every short form that the papers of a council explain, or all papers, each with its long forms, most often given first."""
        rows = self._db.execute(
            "SELECT paper_id, short, long, page FROM abbreviations JOIN papers ON papers.id = paper_id "
            "WHERE :council IS NULL OR council = :council ORDER BY date, paper_id, abbreviations.rowid",
            {"council": council},
        )
        return short_forms((row["paper_id"], Abbreviation(row["short"], row["long"], row["page"])) for row in rows)

    def versions(self) -> Versions:
        """Which papers held are replaced by later versions of themselves."""
        rows = self._db.execute(
            "SELECT a.id, a.title, a.file, a.status, b.id AS new_id, b.title AS new_title, b.file AS new_file, b.status AS new_status "
            "FROM versions JOIN papers AS a ON a.id = older JOIN papers AS b ON b.id = newer"
        )
        return latest_of((version_of(row), version_of(row, "new_")) for row in rows)

    def meetings(self) -> list[Meeting]:
        """Every meeting that a passage belongs to, those bound into other meetings' packs included; time and place are left out."""
        rows = self._db.execute("SELECT DISTINCT council, body, date, NULL AS time, NULL AS place, meeting_kind FROM passages").fetchall()
        return [meeting_of(row) for row in rows]

    def passages_by_meeting(self) -> dict[tuple[str, Meeting], tuple[str, ...]]:
        """Paper id and meeting, its place left out -> the ids of the passages of that meeting in that paper."""
        rows = self._db.execute(
            "SELECT paper_id, council, body, date, time, NULL AS place, meeting_kind, json_group_array(id) AS ids FROM passages "
            "GROUP BY paper_id, council, body, date, time, meeting_kind"
        )
        return {(row["paper_id"], meeting_of(row)): tuple(json.loads(row["ids"])) for row in rows.fetchall()}
