"""Two ingests and ten askers at once: no error, nothing twice, nothing missing, and each answer's citations were held."""

import multiprocessing
import os
import time
from collections.abc import Callable
from concurrent.futures import Executor
from multiprocessing.synchronize import Barrier
from pathlib import Path

from assistant.ask import ask
from assistant.models import Question, Status
from corpus.store.doctor import findings
from corpus.store.store import Store
from ingest.folder import ingest, missing_from, papers_in
from tests.factories import WordVectors, long_minutes, make_store, write_papers

SECONDS = float(os.environ.get("MINUTED_TOGETHER_SECONDS", "12"))
ASKERS = 10
PASSAGES = 40


def paper(day: int, turn: int) -> str:
    return long_minutes(PASSAGES, f"{day} May 2021", f"repair {day} of turn {turn}")


def ingests(folder: Path, store: Path, day: int, until: float) -> int:
    """A folder taken in again and again; each time a paper is changed, one comes and one goes. How often."""
    turn = 0
    while time.time() < until:
        turn += 1
        write_papers(folder, {f"{day}.txt": paper(day, turn), f"{day + 1 + turn % 2}.txt": paper(day + 1 + turn % 2, turn)})
        (folder / f"{day + 2 - turn % 2}.txt").unlink(missing_ok=True)
        with Store.open_for_writing(store, WordVectors(), on_wait=lambda: None) as held:
            ingest(papers_in([folder, folder.parent / "common"]), held)
            missing_from([folder], held, prune=True)
    return turn


def asks(store: Path, number: int, until: float) -> int:
    """Questions to a store that stays open, and to one opened anew. How many were answered."""
    answered = 0
    with Store.open(store, WordVectors()) as kept:
        while time.time() < until:
            road = answered % PASSAGES + 1
            with Store.open(store, WordVectors()) as anew:
                for held in (kept, anew):
                    answer = ask(Question(text=f"What was spent on road {road}?"), held, None)  # the store is tried, not the reading
                    assert answer.status is Status.ANSWERED, (number, answer)
                    assert answer.withheld == 0, (number, answer)
                    assert any(f"£{road},000" in citation.quote for citation in answer.citations), (number, answer)
                    assert {citation.paper.file for citation in answer.citations} <= {f"{day}.txt" for day in range(1, 30)}
            answered += 1
    return answered


def test_two_ingests_and_ten_askers_at_once(tmp_path: Path, looker: Executor) -> None:
    store = tmp_path / "store"
    common = write_papers(tmp_path / "common", {"1.txt": paper(1, 0), "2.txt": paper(2, 0)})
    make_store(store, [common], WordVectors())
    folders = [tmp_path / "north", tmp_path / "south"]
    together = multiprocessing.get_context("spawn")
    begin = together.Barrier(len(folders) + ASKERS)
    with together.Manager() as manager:
        told = manager.list()
        workers = [
            together.Process(target=_at_once, args=(begin, told, ingests, folder, store, 10 + 10 * n)) for n, folder in enumerate(folders)
        ]
        workers += [together.Process(target=_at_once, args=(begin, told, asks, store, n)) for n in range(ASKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(SECONDS + 600)  # beside busy processes it takes minutes to load all twelve
        assert [worker.exitcode for worker in workers] == [0] * len(workers)
        assert sorted(name for name, _ in told) == sorted(["ingests"] * 2 + ["asks"] * ASKERS)
        assert all(times > 0 for _, times in told), list(told)
    with Store.open(store, WordVectors()) as held:
        files = sorted(file.name for folder in (common, *folders) for file in papers_in([folder]))
        assert sorted(paper.file for paper in held.catalogue.papers()) == files
        for found in held.catalogue.papers():
            assert len(held.catalogue.passages_of(found.id)) == found.passage_count > PASSAGES
        assert findings(held, looker) == []


def _at_once(begin: Barrier, told: list, do: Callable[..., int], *given: object) -> None:
    __import__("corpus.store.vectors")  # loaded before all begin, for it takes seconds
    begin.wait()
    told.append((do.__name__, do(*given, time.time() + SECONDS)))
