"""A store is its user's alone, whatever the umask, also one that an earlier Minuted made; to others it says so."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from assistant.ask import ask
from assistant.models import Question, Turn
from assistant.web.conversation_store import FILE, ConversationStore, new_key
from corpus.errors import StoreUnusable
from corpus.store.store import Store
from tests.children import Children, Died, answer_of, take_in
from tests.command_line import minuted
from tests.factories import WordVectors, long_minutes, make_store, minutes_text, write_papers

NOBODY = 65_534


@pytest.fixture(autouse=True)
def anything_goes() -> Iterator[None]:
    """A umask that takes nothing from anybody."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return write_papers(tmp_path / "papers", {"a.txt": minutes_text()})


def open_to_others(store: Path) -> dict[str, str]:
    modes = {str(one.relative_to(store)): stat.S_IMODE(one.stat().st_mode) for one in (store, *store.rglob("*"))}
    return {name: oct(mode) for name, mode in modes.items() if mode & 0o077}


def test_nothing_that_a_command_writes_is_anybody_elses(tmp_path: Path, papers: Path) -> None:
    store = tmp_path / "store"
    assert minuted("ingest", papers, "--store", store).returncode == 0
    assert minuted("ask", "What was spent on potholes?", "--store", store).returncode == 0
    assert open_to_others(store) == {}


def test_nothing_of_a_store_is_anybody_elses_whatever_is_done_with_it(tmp_path: Path, papers: Path) -> None:
    """Taken in, asked, kept conversations of, changed, made anew with another model: looked at while it is open and afterwards."""
    folder = tmp_path / "store"
    make_store(folder, [papers], WordVectors())
    with Store.open(folder, WordVectors()) as store:
        answer = ask(Question(text="What was spent on potholes?"), store)
        ConversationStore(folder).add([Turn(question=Question(text="What was spent?"), answer=answer)], new_key(), new_key())
        assert (folder / FILE).exists()
        assert open_to_others(folder) == {}
    write_papers(papers, {"a.txt": long_minutes(1_200)})  # of so many passages Chroma writes its index out
    make_store(folder, [papers], WordVectors())
    assert open_to_others(folder) == {}
    with Store.open_for_writing(folder, WordVectors("another"), any_model=True) as store:
        store.reembed()
    assert open_to_others(folder) == {}


def test_a_store_that_is_being_written_is_closed_to_others_already(tmp_path: Path, papers: Path, child: Children) -> None:
    """Killed at a step it is as it is then: nobody else looks into the folder, and the catalogue is its user's in itself."""
    folder = tmp_path / "store"
    with pytest.raises(Died):
        child.call(take_in, papers, folder, "words")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not {name for name in open_to_others(folder) if name.startswith("catalogue")}
    make_store(folder, [papers], WordVectors())
    assert open_to_others(folder) == {}


def test_a_store_that_was_open_to_all_is_closed_when_it_is_next_used(tmp_path: Path, papers: Path) -> None:
    store = tmp_path / "store"
    make_store(store, [papers], WordVectors())
    (tmp_path / "elsewhere").touch()
    (store / "link").symlink_to(tmp_path / "elsewhere")
    for one in (store, *store.rglob("*")):
        if not one.is_symlink():
            one.chmod(0o777 if one.is_dir() else 0o666)
    Store.open(store, WordVectors()).close()
    (store / "link").unlink()
    assert open_to_others(store) == {}
    assert stat.S_IMODE((tmp_path / "elsewhere").stat().st_mode) == 0o666, "what a link leads to is not the store's"


def asked_as_nobody(store: Path) -> None:
    """In a child: ask as another user."""
    os.setuid(NOBODY)
    answer_of("What was spent on potholes?", store)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_another_user_is_told_whose_it_is(papers: Path, child: Children) -> None:
    with TemporaryDirectory() as open_folder:  # those of pytest are closed to others already
        Path(open_folder).chmod(0o755)
        make_store(Path(open_folder, "store"), [papers], WordVectors())
        with pytest.raises(StoreUnusable, match=r"cannot be read \(Permission denied\)\. Only the user who made it may look into it"):
            child.call(asked_as_nobody, Path(open_folder, "store"))
