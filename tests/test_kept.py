"""Conversations and feedback beside the store: kept whole, for a while, and never in the way."""

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.kept import FILE, Feedback, Kept, is_key, new_key
from assistant.models import Filters, Question, Turn
from corpus.errors import NotKept
from corpus.store import Store


@pytest.fixture(scope="module")
def turn(small_store: Path) -> Turn:
    with Store.open(small_store) as store:
        question = Question(
            text="When does Stannick Library open?", filters=Filters(bodies=("Cabinet",), date_from=datetime.date(2021, 1, 1))
        )
        return Turn(question=question, answer=ask(question, store))


def aged(folder: Path, table: str, days: int) -> None:
    """Make what is kept so many days older."""
    then = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)).isoformat()
    with closing(sqlite3.connect(folder / FILE)) as db, db:
        db.execute(f"UPDATE {table} SET at = ?", (then,))


def test_a_conversation_comes_back_as_it_was(tmp_path: Path, turn: Turn) -> None:
    kept, key = Kept(tmp_path), new_key()
    assert is_key(key)
    assert kept.turns(key) == []
    problem = Turn(question=Question(text="why " * 10), problem="Ask it more briefly.")
    kept.keep(key, 1, turn)
    kept.keep(key, 2, problem)
    assert Kept(tmp_path).turns(key) == [turn, problem]
    assert kept.turns(new_key()) == []


def test_what_is_old_is_forgotten(tmp_path: Path, turn: Turn) -> None:
    kept, old, new = Kept(tmp_path), new_key(), new_key()
    assert turn.answer is not None
    kept.keep(old, 1, turn)
    kept.rate(old, 1, Feedback(useful=True, question=turn.question, answer=turn.answer))
    aged(tmp_path, "turns", 31)
    aged(tmp_path, "feedback", 31)
    kept.keep(new, 1, turn)
    assert (kept.turns(old), len(kept.turns(new))) == ([], 1)
    assert len(kept.feedback()) == 1  # feedback is kept for a year


def test_an_opinion_takes_the_place_of_the_one_before_and_can_be_taken_back(tmp_path: Path, turn: Turn) -> None:
    kept, key = Kept(tmp_path), new_key()
    assert turn.answer is not None
    thought = Feedback(useful=True, question=turn.question, answer=turn.answer)
    kept.rate(key, 1, thought)
    kept.rate(key, 1, thought.model_copy(update={"useful": False, "comment": "Wrong year"}))
    assert [(one.useful, one.comment) for one in kept.feedback()] == [(False, "Wrong year")]
    kept.unrate(key, 1)
    assert kept.feedback_on(key) == {}


def test_a_file_that_cannot_be_used_is_told_with_what_to_do(tmp_path: Path, turn: Turn) -> None:
    (tmp_path / FILE).write_bytes(b"no database " * 100)
    with pytest.raises(NotKept, match="if the file is damaged, remove it"):
        Kept(tmp_path).keep(new_key(), 1, turn)
