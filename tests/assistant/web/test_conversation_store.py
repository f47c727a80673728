"""Conversations and feedback beside the store: kept whole, for a while, and never in the way."""

import datetime
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.models import Filters, Question, Turn
from assistant.web.conversation_store import FILE, ConversationStore, Feedback, is_key, new_key
from corpus.errors import NotKept
from corpus.store.store import Store


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


def asked(text: str) -> Turn:
    return Turn(question=Question(text=text), problem="Ask it more briefly.")


def test_a_conversation_comes_back_as_it_was(tmp_path: Path, turn: Turn) -> None:
    kept, key, browser = ConversationStore(tmp_path), new_key(), new_key()
    assert is_key(key)
    assert kept.turns(key) == {}
    problem = asked("why " * 10)
    kept.add([turn], key, browser)
    assert kept.add([problem], key, browser) == {1: turn, 2: problem}
    assert ConversationStore(tmp_path).turns(key) == {1: turn, 2: problem}
    assert kept.turns(new_key()) == {}


def test_what_several_tabs_add_at_once_is_all_kept_each_under_a_number_of_its_own(tmp_path: Path) -> None:
    key, browser = new_key(), new_key()
    texts = [f"question {number}" for number in range(40)]
    with ThreadPoolExecutor(8) as tabs:
        seen = list(tabs.map(lambda text: ConversationStore(tmp_path).add([asked(text)], key, browser), texts))
    kept = ConversationStore(tmp_path).turns(key)
    assert sorted(kept) == list(range(1, 41))
    assert sorted(turn.question.text for turn in kept.values()) == sorted(texts)
    for text, turns in zip(texts, seen, strict=True):
        assert turns[max(turns)].question.text == text  # each saw its own as the last, and before it what the others had added
        assert turns == {number: kept[number] for number in range(1, max(turns) + 1)}


def test_a_conversation_belongs_to_the_browser_in_which_it_began_and_its_key_is_not_in_the_file(tmp_path: Path, turn: Turn) -> None:
    kept, key, browser = ConversationStore(tmp_path), new_key(), new_key()
    kept.add([turn], key, browser)
    assert kept.belongs_to(browser, key)
    assert not kept.belongs_to(new_key(), key)
    assert not kept.belongs_to(browser, new_key())
    assert browser.encode() not in (tmp_path / FILE).read_bytes()


def test_conversations_of_an_earlier_minuted_are_read_and_belong_to_nobody(tmp_path: Path, turn: Turn) -> None:
    key = new_key()
    with closing(sqlite3.connect(tmp_path / FILE)) as db, db:
        db.execute("CREATE TABLE turns (conversation TEXT, number INTEGER, at TEXT, record TEXT, PRIMARY KEY (conversation, number))")
        now = datetime.datetime.now(datetime.UTC).isoformat()
        rows = [(key, 1, now, '{"form": "of old"}'), (key, 2, now, turn.model_dump_json(by_alias=False))]
        db.executemany("INSERT INTO turns VALUES (?, ?, ?, ?)", rows)
    kept = ConversationStore(tmp_path)
    assert kept.turns(key) == {2: turn}
    assert not kept.belongs_to(new_key(), key)


def test_what_is_old_is_forgotten(tmp_path: Path, turn: Turn) -> None:
    kept, old, new = ConversationStore(tmp_path), new_key(), new_key()
    assert turn.answer is not None
    kept.add([turn], old, new_key())
    kept.rate(old, 1, Feedback(useful=True, question=turn.question, answer=turn.answer))
    aged(tmp_path, "turns", 31)
    aged(tmp_path, "feedback", 31)
    kept.add([turn], new, new_key())
    assert (kept.turns(old), len(kept.turns(new))) == ({}, 1)
    assert len(kept.feedback()) == 1  # feedback is kept for a year


def test_an_opinion_takes_the_place_of_the_one_before_and_can_be_taken_back(tmp_path: Path, turn: Turn) -> None:
    kept, key = ConversationStore(tmp_path), new_key()
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
        ConversationStore(tmp_path).add([turn], new_key(), new_key())
