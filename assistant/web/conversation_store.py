"""Conversations and feedback, kept in one small SQLite file beside the store: so that a reload loses nothing, and officers can read
what readers thought of answers.

There are no accounts. A conversation belongs to the browser in which it began: only its questions are added to it. It is read by its key,
which is in its address: whoever opens that address elsewhere gets a copy. Conversations are forgotten after `DAYS` days and the oldest as
soon as there are more than `_MOST_TURNS` questions; feedback after `_FEEDBACK_DAYS` days, or the oldest of `_MOST_FEEDBACK`.
"""

import datetime
import hashlib
import re
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pydantic import Field, ValidationError

from assistant.models import Answer, Question, Record, Turn
from corpus.errors import NotKept, brief
from corpus.text import inert_json

FILE = "conversations.sqlite"
LONGEST_COMMENT = 1_000  # characters

DAYS = 30  # that a conversation is kept
_MOST_TURNS = 2_000  # some 30 MB
_FEEDBACK_DAYS, _MOST_FEEDBACK = 365, 5_000
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")

_TABLES = """
CREATE TABLE IF NOT EXISTS turns (
    conversation TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (conversation, number));
CREATE INDEX IF NOT EXISTS turns_by_time ON turns (at);
CREATE TABLE IF NOT EXISTS browsers (conversation TEXT PRIMARY KEY, browser TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS visits (browser TEXT PRIMARY KEY, at TEXT NOT NULL);
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


class ConversationStore:
    """What is kept beside one store. Each call opens the file and closes it: visitors ask from threads of their own."""

    def __init__(self, store: Path) -> None:
        self._path = store / FILE

    def visit(self, browser: str, now: datetime.datetime) -> datetime.datetime | None:
        """Note that a browser is here, and when it was here before; None on its first visit, or a forgotten one. Raises NotKept."""
        with self._opened() as db:
            found = db.execute("SELECT at FROM visits WHERE browser = ?", (_sign_of(browser),)).fetchone()
            db.execute("INSERT OR REPLACE INTO visits VALUES (?, ?)", (_sign_of(browser), now.astimezone(datetime.UTC).isoformat()))
            _forget(db, "visits", _FEEDBACK_DAYS, _MOST_FEEDBACK)
        return None if found is None else datetime.datetime.fromisoformat(found[0])

    def turns(self, conversation: str) -> dict[int, Turn]:
        """The questions of a conversation with their answers, by number; none where it is not known or forgotten. Raises NotKept."""
        if not self._path.is_file():
            return {}
        with self._opened() as db:
            return _turns(db, conversation)

    def belongs_to(self, browser: str, conversation: str) -> bool:
        """Whether the conversation began in the browser of this key. Those of an earlier Minuted belong to none. Raises NotKept."""
        with self._opened() as db:
            found = db.execute("SELECT browser FROM browsers WHERE conversation = ?", (conversation,)).fetchone()
        return found is not None and found[0] == _sign_of(browser)

    def add(self, turns: Iterable[Turn], conversation: str, browser: str) -> dict[int, Turn]:
        """Add turns to a conversation, which is begun in this browser if it is new. All its turns by number, those that were added
        from elsewhere meanwhile among them. Raises NotKept.
        """
        with self._opened() as db:
            db.execute("INSERT OR IGNORE INTO browsers VALUES (?, ?)", (conversation, _sign_of(browser)))
            for turn in turns:
                row = {"to": conversation, "at": _now().isoformat(), "record": turn.model_dump_json(by_alias=False)}
                db.execute(
                    "INSERT INTO turns SELECT :to, 1 + coalesce(max(number), 0), :at, :record FROM turns WHERE conversation = :to", row
                )
            _forget(db, "turns", DAYS, _MOST_TURNS)
            db.execute("DELETE FROM browsers WHERE conversation NOT IN (SELECT conversation FROM turns)")
            return _turns(db, conversation)

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
            self._path.touch(0o600)  # nobody else's to read; SQLite would make it as the umask says
            with closing(sqlite3.connect(self._path, timeout=10)) as db, db:
                db.executescript(_TABLES)
                yield db
        except (OSError, sqlite3.Error, ValidationError) as error:
            raise NotKept(
                f"Conversations and feedback cannot be kept in {self._path} ({brief(error)}). Check that you may write there and that "
                "the disk has room; if the file is damaged, remove it."
            ) from error


def feedback_to_json(feedback: Feedback) -> str:
    """One line of JSON: when, useful or not, the comment, the question with its filters, and the answer in the published form."""
    return inert_json(feedback.model_dump_json(by_alias=True))


def _turns(db: sqlite3.Connection, conversation: str) -> dict[int, Turn]:
    """The turns of a conversation but those that an earlier Minuted wrote in a form that is read no more."""
    turns: dict[int, Turn] = {}
    for number, record in db.execute("SELECT number, record FROM turns WHERE conversation = ? ORDER BY number", (conversation,)):
        with suppress(ValidationError):
            turns[number] = Turn.model_validate_json(record)
    return turns


def _sign_of(browser: str) -> str:
    """What is kept of a browser's key: whoever reads the file cannot pass for it."""
    return hashlib.sha256(browser.encode()).hexdigest()


def _forget(db: sqlite3.Connection, table: str, days: int, most: int) -> None:
    oldest = (_now() - datetime.timedelta(days=days)).isoformat()
    db.execute(f"DELETE FROM {table} WHERE at < ?", (oldest,))  # noqa: S608 (the tables are ours)
    db.execute(f"DELETE FROM {table} WHERE rowid NOT IN (SELECT rowid FROM {table} ORDER BY at DESC LIMIT ?)", (most,))  # noqa: S608


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
