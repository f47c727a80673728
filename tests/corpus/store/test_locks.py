"""Who may do what in a store: an ingest is kept out by another ingest, and by nobody else."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import portalocker
import pytest

from corpus.errors import StoreLocked, StoreUnusable
from corpus.store.locks import Locks


def test_who_asks_whether_an_ingest_is_under_way_keeps_none_from_beginning(tmp_path: Path) -> None:
    """Every open page of the app asks again and again."""
    made = Locks(tmp_path)
    made.take_ingest()
    made.close()
    over = Event()

    def look() -> int:
        times = 0
        while not over.is_set():
            Locks(tmp_path).ingest_under_way()
            times += 1
        return times

    with ThreadPoolExecutor(1) as looker:
        looked = looker.submit(look)
        try:
            for _ in range(300):
                ingest = Locks(tmp_path)
                ingest.take_ingest()
                ingest.close()
        finally:
            over.set()
        assert looked.result() > 0


def test_a_second_ingest_is_kept_out_until_the_first_is_over(tmp_path: Path) -> None:
    first, second = Locks(tmp_path), Locks(tmp_path)
    first.take_ingest()
    assert second.ingest_under_way()
    with pytest.raises(StoreLocked, match="Another ingest is writing"):
        second.take_ingest()
    first.close()
    assert not second.ingest_under_way()
    second.take_ingest()


def test_a_disk_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locks = Locks(tmp_path)
    locks.take_ingest()

    def unlockable(*_: object) -> None:
        raise portalocker.LockException(portalocker.LockException.LOCK_FAILED, "No locks available")

    monkeypatch.setattr("portalocker.portalocker.LOCKER", (unlockable, unlockable))
    with pytest.raises(StoreUnusable, match="cannot be locked"), locks.changing():
        pass
