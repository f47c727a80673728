"""Conversations and feedback, kept in one small SQLite file beside the store: so that a reload loses nothing, and officers can read
what readers thought of answers.

There are no accounts: whoever has the key of a conversation, which is in its address, can read it. Conversations are forgotten after
`_DAYS` days and the oldest as soon as there are more than `_MOST_TURNS` questions; feedback after `_FEEDBACK_DAYS` days, or the
oldest of `_MOST_FEEDBACK`.
"""

import datetime
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import Field, ValidationError

from assistant.models import Answer, Question, Record, Turn
from corpus.errors import NotKept, brief
from corpus.text import inert_json

FILE = "conversations.sqlite"
LONGEST_COMMENT = 1_000  # characters

_DAYS, _MOST_TURNS = 30, 2_000  # some 30 MB
_FEEDBACK_DAYS, _MOST_FEEDBACK = 365, 5_000
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")

_TABLES = """
CREATE TABLE IF NOT EXISTS turns (
    conversation TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (conversation, number));
CREATE INDEX IF NOT EXISTS turns_by_time ON turns (at);
CREATE TABLE IF NOT EXISTS feedback (
    conversation TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (conversation, number));
"""


class Feedback(Record):
    """What a reader thought of an answer, with the question as it was asked and the answer as it was shown."""

    at: datetime.datetime = Field(default_factory=lambda: _now())
    useful: bool
    comment: str = Field(default="", max_length=LONGEST_COMMENT)
    question: Question
    answer: Answer


def new_key() -> str:
    """The key of a new conversation, which nobody can guess."""
    return secrets.token_urlsafe(16)


def is_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None


class Kept:
    """What is kept beside one store. Each call opens the file and closes it: visitors ask from threads of their own."""

    def __init__(self, store: Path) -> None:
        self._path = store / FILE

    def turns(self, conversation: str) -> list[Turn]:
        """The questions of a conversation with their answers, in order; none where it is not known or forgotten. Raises NotKept."""
        if not self._path.is_file():
            return []
        with self._opened() as db:
            rows = db.execute("SELECT record FROM turns WHERE conversation = ? ORDER BY number", (conversation,)).fetchall()
        return _turns(row[0] for row in rows)

    def keep(self, conversation: str, number: int, turn: Turn) -> None:
        """Keep the turn of this number, counted from 1, in place of an earlier one. Raises NotKept."""
        with self._opened() as db:
            row = (conversation, number, _now().isoformat(), turn.model_dump_json(by_alias=False))
            db.execute("INSERT OR REPLACE INTO turns VALUES (?, ?, ?, ?)", row)
            _forget(db, "turns", _DAYS, _MOST_TURNS)

    def feedback_on(self, conversation: str) -> dict[int, Feedback]:
        """What was said of the answers of a conversation, by their number. Raises NotKept."""
        if not self._path.is_file():
            return {}
        with self._opened() as db:
            rows = db.execute("SELECT number, record FROM feedback WHERE conversation = ?", (conversation,)).fetchall()
            return {int(number): Feedback.model_validate_json(record) for number, record in rows}

    def rate(self, conversation: str, number: int, feedback: Feedback) -> None:
        """Keep what a reader thinks of the answer of this number, in place of what was thought before. Raises NotKept."""
        with self._opened() as db:
            row = (conversation, number, feedback.at.isoformat(), feedback.model_dump_json(by_alias=False))
            db.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?)", row)
            _forget(db, "feedback", _FEEDBACK_DAYS, _MOST_FEEDBACK)

    def unrate(self, conversation: str, number: int) -> None:
        """Forget what was thought of an answer. Raises NotKept."""
        with self._opened() as db:
            db.execute("DELETE FROM feedback WHERE conversation = ? AND number = ?", (conversation, number))

    def feedback(self) -> list[Feedback]:
        """All that readers said, the oldest first. Raises NotKept."""
        if not self._path.is_file():
            return []
        with self._opened() as db:
            rows = db.execute("SELECT record FROM feedback ORDER BY at, conversation, number").fetchall()
            return [Feedback.model_validate_json(row[0]) for row in rows]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=10)) as db, db:
                db.executescript(_TABLES)
                yield db
        except (sqlite3.Error, ValidationError) as error:
            raise NotKept(
                f"Conversations and feedback cannot be kept in {self._path} ({brief(error)}). Check that you may write there and that "
                "the disk has room; if the file is damaged, remove it."
            ) from error


def feedback_to_json(feedback: Feedback) -> str:
    """One line of JSON: when, useful or not, the comment, the question with its filters, and the answer in the published form."""
    return inert_json(feedback.model_dump_json(by_alias=True))


def _turns(records: Iterator[str]) -> list[Turn]:
    """The turns up to the first that an earlier Minuted wrote in a form that is read no more."""
    turns: list[Turn] = []
    for record in records:
        try:
            turns.append(Turn.model_validate_json(record))
        except ValidationError:
            break
    return turns


def _forget(db: sqlite3.Connection, table: str, days: int, most: int) -> None:
    oldest = (_now() - datetime.timedelta(days=days)).isoformat()
    db.execute(f"DELETE FROM {table} WHERE at < ?", (oldest,))  # noqa: S608 (the tables are ours)
    db.execute(f"DELETE FROM {table} WHERE rowid NOT IN (SELECT rowid FROM {table} ORDER BY at DESC LIMIT ?)", (most,))  # noqa: S608


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
