"""A store of an earlier Minuted is brought up to date in place, a copy of its catalogue kept; one of a newer Minuted is refused."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import closing
from pathlib import Path

import pytest
from llama_index.core.schema import TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore

from assistant.ask import ask
from assistant.models import Question
from corpus.errors import StoreUnusable
from corpus.models import TableCell
from corpus.store import migrate as upgrade
from corpus.store.doctor import findings
from corpus.store.store import Store
from corpus.store.vectors import Vectors
from ingest.folder import Result
from tests.children import Children, Died, answer_of, take_in
from tests.command_line import minuted
from tests.corpus.store.test_private import open_to_others
from tests.factories import WordVectors, make_store, minutes_text, write_papers

# The tables as earlier versions made them.
FIRST = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE papers (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, path TEXT NOT NULL UNIQUE, file TEXT NOT NULL, title TEXT NOT NULL,
    kind TEXT NOT NULL, council TEXT, body TEXT, date TEXT, time TEXT, place TEXT, period TEXT,
    page_count INTEGER NOT NULL, passage_count INTEGER NOT NULL, unread_pages TEXT NOT NULL, reader TEXT NOT NULL,
    warnings TEXT NOT NULL);
CREATE TABLE pages (
    paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, number INTEGER NOT NULL, printed TEXT,
    reader TEXT NOT NULL, text TEXT NOT NULL, headings TEXT NOT NULL, PRIMARY KEY (paper_id, number));
CREATE TABLE passages (
    id TEXT PRIMARY KEY, paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    page INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, body_start INTEGER NOT NULL,
    text TEXT NOT NULL, indexed TEXT NOT NULL,
    kind TEXT NOT NULL, council TEXT, body TEXT, date TEXT, time TEXT, place TEXT, printed_page TEXT,
    item_number TEXT, item_title TEXT, heading TEXT, paragraph TEXT);
CREATE INDEX passages_of_paper ON passages (paper_id, position);
CREATE TABLE refusals (path TEXT PRIMARY KEY, file TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL);
"""
SECOND = """
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
    text TEXT NOT NULL, indexed TEXT NOT NULL,
    kind TEXT NOT NULL, council TEXT, body TEXT, date TEXT, time TEXT, place TEXT, meeting_kind TEXT, printed_page TEXT,
    item_number TEXT, item_title TEXT, heading TEXT, paragraph TEXT, decision TEXT, "group" TEXT, entries TEXT NOT NULL);
CREATE INDEX passages_of_paper ON passages (paper_id, position);
CREATE TABLE parts (
    paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, position INTEGER NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (paper_id, position));
CREATE TABLE abbreviations (
    paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, short TEXT NOT NULL, long TEXT NOT NULL, page INTEGER NOT NULL);
CREATE INDEX abbreviations_of_paper ON abbreviations (paper_id);
CREATE TABLE copies (
    path TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, paper_id TEXT REFERENCES papers(id) ON DELETE SET NULL);
CREATE INDEX copies_of_paper ON copies (paper_id);
CREATE TABLE versions (
    older TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE, newer TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE,
    PRIMARY KEY (older, newer));
CREATE INDEX versions_by_newer ON versions (newer);
CREATE TABLE refusals (path TEXT PRIMARY KEY, file TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL);
"""
THIRD = """
CREATE TABLE vectors (
    passage_id TEXT NOT NULL REFERENCES passages(id) ON DELETE CASCADE, model TEXT NOT NULL, vector BLOB NOT NULL, signs BLOB NOT NULL,
    PRIMARY KEY (passage_id, model)) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, reading INTEGER NOT NULL,
    ocr INTEGER NOT NULL);
"""
FOURTH = SECOND + THIRD.replace(" WITHOUT ROWID", "")
FIFTH = FOURTH.replace("entries TEXT NOT NULL);", "entries TEXT NOT NULL, context TEXT NOT NULL, lead TEXT NOT NULL, cells TEXT);")
TABLES = {1: FIRST, 2: SECOND, 3: SECOND + THIRD, 4: FOURTH, 5: FIFTH}
KEEP_VECTORS = {3, 4, 5}
INDEXES = {1: None, 2: None, 3: "1", 4: "2"}  # what the indexes beside each version of the catalogue were
ASKED, ANSWER = "What was resolved about potholes in Wenlow?", "£40,000"


def make_older(store: Path, version: int) -> None:
    """Turn a store into one of an earlier version: with the tables of that time, before version 3 without vectors, locks and checksums."""
    if version in INDEXES:
        make_older_indexes(store, INDEXES[version])
    old = store / "old.sqlite"
    with sqlite3.connect(old) as db:
        db.executescript(f"PRAGMA journal_mode = WAL; {TABLES[version]}")
        db.execute("ATTACH ? AS new", (str(store / "catalogue.sqlite"),))
        for (table,) in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            columns = ", ".join(f'"{row[1]}"' for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
        db.execute("UPDATE main.facts SET value = ? WHERE name = 'schema'", (str(version),))
        if version not in KEEP_VECTORS:
            db.execute("DELETE FROM main.facts WHERE name = 'model_sha256'")
    db.close()
    old.replace(store / "catalogue.sqlite")
    for name in () if version in KEEP_VECTORS else ("vectors/seal.json", "words/seal.json", "gate", "data"):
        (store / name).unlink()


def make_older_indexes(store: Path, indexes: str | None) -> None:
    """Chroma as it was before version 3 of the indexes, ids and vectors alone, and that version noted."""
    shutil.rmtree(store / "vectors")
    with Store.open(store, WordVectors()) as held:
        model, catalogue = held.embedder.sha256, held.catalogue
        kept = [(paper_id, i, vector) for paper_id, some in catalogue.vectors.all(model) for i, vector in some]
        vectors = Vectors(store / "vectors", model)
    nodes = [TextNode(id_=i, text="", metadata={"paper": paper}, embedding=vector.tolist()) for paper, i, vector in kept]
    ChromaVectorStore(chroma_collection=vectors.collection).add(nodes)
    vectors.settle()
    with closing(sqlite3.connect(store / "catalogue.sqlite")) as db, db:
        db.execute("DELETE FROM facts WHERE name = 'indexes'")
        db.executemany("INSERT INTO facts VALUES ('indexes', ?)", [(indexes,)] if indexes else [])


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return write_papers(tmp_path / "papers", {"may.txt": minutes_text(), "cabinet.txt": minutes_text(body="Cabinet"), "empty.txt": ""})


@pytest.fixture(params=sorted(TABLES))
def version(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture
def store(tmp_path: Path, papers: Path, version: int) -> Path:
    make_store(tmp_path / "store", [papers], WordVectors())
    make_older(tmp_path / "store", version)
    return tmp_path / "store"


def opened_to_read(store: Path) -> None:
    Store.open(store, WordVectors()).close()


def opened_to_write(store: Path) -> None:
    Store.open_for_writing(store, WordVectors()).close()


@pytest.mark.parametrize("opened", [opened_to_read, opened_to_write])
def test_it_is_brought_up_to_date_when_it_is_opened(
    store: Path, version: int, child: Children, looker: Executor, opened: Callable[[Path], None]
) -> None:
    before = (store / "catalogue.sqlite").read_bytes()
    child.call(opened, store)
    assert (store / f"catalogue-version-{version}.sqlite").read_bytes() == before
    assert open_to_others(store) == {}
    with Store.open(store, WordVectors()) as held:
        assert findings(held, looker) == []
        assert {paper.file for paper in held.catalogue.papers()} == {"may.txt", "cabinet.txt"}
        assert [refusal.file for refusal in held.catalogue.refusals()] == ["empty.txt"]
    assert ANSWER in child.call(answer_of, ASKED, store).answer


def test_passages_without_vectors_are_embedded_once_and_papers_of_the_first_version_are_read_again(
    store: Path, papers: Path, version: int
) -> None:
    embedder = WordVectors()
    Store.open_for_writing(store, embedder).close()
    with Store.open(store, embedder) as held:
        assert sorted(embedder.asked) == ([] if version in KEEP_VECTORS else sorted(held.catalogue.texts()))
    results = {outcome.path.name: outcome.result for outcome in make_store(store, [papers], embedder)}
    again = Result.REPLACED if version == 1 else Result.UNCHANGED
    assert results == {"may.txt": again, "cabinet.txt": again, "empty.txt": Result.REFUSED}
    assert {outcome.result for outcome in make_store(store, [papers], embedder)} == {Result.UNCHANGED, Result.REFUSED}


def told(store: Path, question: str = ASKED) -> tuple[str, list[float]]:
    with Store.open(store, WordVectors()) as held:
        answer = ask(Question(text=question), held)
    return answer.answer, [citation.score for citation in answer.citations]


@pytest.mark.parametrize("indexes", ["1", "2"])
def test_indexes_of_an_earlier_form_are_made_anew_from_what_the_catalogue_keeps(
    tmp_path: Path, papers: Path, looker: Executor, indexes: str
) -> None:
    make_store(tmp_path / "store", [papers], WordVectors())
    before = told(tmp_path / "store")
    make_older_indexes(tmp_path / "store", indexes)
    embedder = WordVectors()
    Store.open_for_writing(tmp_path / "store", embedder).close()
    assert embedder.asked == []
    with Store.open(tmp_path / "store", WordVectors()) as held:
        assert findings(held, looker) == []
    assert told(tmp_path / "store") == before


ROWS = """The tonnes used were as follows:

Table 1: Salt used, tonnes

District\t2019/20*\t2020/21
Towns\t\t
Stannick\t2,140\t2,655
Wenlow\t1,870\tn/a

* Estimated from loads.

Table 2: Who does what

Chair\tCllr Ode
Clerk of the panel\tMs Lee

Table 3: Subjects

Number\tSubject
3\tGrit
4\tRoads (all)"""


def parts_of_indexed(store: Path) -> dict[str, tuple[object, ...]]:
    with Store.open(store, WordVectors()) as held:
        passages = [passage for paper in held.catalogue.papers() for passage in held.catalogue.passages_of(paper.id)]
        searched = {i: text for found in held.catalogue.searched_texts(held.catalogue.all_passage_ids()).values() for i, text in found}
    assert searched == {passage.id: passage.indexed for passage in passages}
    return {passage.id: (passage.indexed, passage.context, passage.lead, passage.cells) for passage in passages}


def test_what_a_passage_stands_under_and_its_cells_are_those_of_papers_taken_in_anew(tmp_path: Path, version: int) -> None:
    papers = write_papers(tmp_path / "papers", {"may.txt": minutes_text(items={"12. Potholes": "A sentence.", "14. Gritting": ROWS})})
    make_store(tmp_path / "store", [papers], WordVectors())
    anew = parts_of_indexed(tmp_path / "store")
    assert {cell for *_, cells in anew.values() for cell in cells} >= {
        TableCell("", "Stannick", under="Towns"), TableCell("2020/21", "2,655", "tonnes"), TableCell("Chair", "Cllr Ode"),
        TableCell("Note *", "Estimated from loads.", in_row=False),
    }  # fmt: skip
    make_older(tmp_path / "store", version)
    assert parts_of_indexed(tmp_path / "store") == anew


def brought_up_to_date_and_killed(store: Path, before: str) -> None:
    """In a child: killed where one of the steps of bringing it up to date begins."""
    setattr(upgrade, before, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    Store.open_for_writing(store, WordVectors())


@pytest.mark.parametrize("step", ["upgrade", "Catalogue"])
def test_cut_off_in_the_middle_it_is_as_it_was_and_the_next_opening_goes_on(
    store: Path, version: int, child: Children, looker: Executor, step: str
) -> None:
    before = (store / "catalogue.sqlite").read_bytes()
    with pytest.raises(Died):
        child.call(brought_up_to_date_and_killed, store, step)
    assert (store / "catalogue.sqlite").read_bytes() == before
    assert ANSWER in child.call(answer_of, ASKED, store).answer
    assert (store / f"catalogue-version-{version}.sqlite").read_bytes() == before
    with Store.open(store, WordVectors()) as held:
        assert findings(held, looker) == []


def test_vectors_that_cannot_be_read_are_made_again(store: Path, papers: Path, child: Children, looker: Executor) -> None:
    (store / "vectors" / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    child.call(take_in, papers, store)
    with Store.open(store, WordVectors()) as held:
        assert findings(held, looker) == []
    assert ANSWER in child.call(answer_of, ASKED, store).answer


def test_one_of_a_newer_minuted_is_refused(tmp_path: Path, papers: Path) -> None:
    make_store(tmp_path / "store", [papers], WordVectors())
    with sqlite3.connect(tmp_path / "store" / "catalogue.sqlite") as db:
        db.execute("UPDATE facts SET value = '99' WHERE name = 'schema'")
    db.close()
    for opened in (opened_to_read, opened_to_write):
        with pytest.raises(StoreUnusable, match="made by a newer Minuted"):
            opened(tmp_path / "store")
    refused = minuted("ingest", papers, "--store", tmp_path / "store")
    assert refused.returncode == 3
    assert "Install the newer Minuted" in refused.stderr
