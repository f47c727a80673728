"""A store is its user's alone, whatever the umask, also one that an earlier Minuted made; to others it says so."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from assistant.kept import Kept, new_key
from corpus.errors import StoreUnusable
from corpus.store import Store
from tests.children import Children, answer_of
from tests.factories import WordVectors, make_store, minutes_text, write_papers
from tests.test_cli import minuted

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


def test_what_an_ingest_writes_is_nobody_elses(tmp_path: Path, papers: Path) -> None:
    assert minuted("ingest", papers, "--store", tmp_path / "store").returncode == 0
    assert open_to_others(tmp_path / "store") == {}


def test_conversations_are_nobody_elses(tmp_path: Path, papers: Path) -> None:
    make_store(tmp_path / "store", [papers], WordVectors())
    with Store.open(tmp_path / "store", WordVectors()) as store:
        Kept(store.folder).unrate(new_key(), 1)  # makes the file
    assert (tmp_path / "store" / "conversations.sqlite").exists()
    assert open_to_others(tmp_path / "store") == {}


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
