"""Papers that come, change and go for half an hour while processes are killed, and what became of them.

A round changes the folder of papers or uploads one in the app, then takes the folder in; in every other round something is killed
meanwhile: the ingest, a reader, tesseract or the app. After each round questions whose papers never change are asked, and after a
round with a kill the folder is taken in once more, which has to make everything right again.
"""

import hashlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page
from rich.table import Table

from assistant.ask import ask
from assistant.models import Question
from corpus.store.doctor import findings
from corpus.store.store import Store
from eval.adapters import json_to_answer
from eval.bench.browser import headless_chromium, served
from eval.bench.memory import held_by, tree
from eval.cases import Case
from eval.evaluators.reading import Reading
from eval.near_identical import near_identical
from ingest.folder import papers_in

_ASKED = 20  # questions after each round, of papers that never change
_KILL_WITHIN = 8.0  # seconds of an ingest in which something of it is killed
_LOOKED_INTO = 10  # rounds between two looks of the doctor
_PATIENCE = 120_000  # milliseconds that the browser waits
_END = 20.0  # seconds that processes whose parent was killed may take to end
_MARK = "MINUTED_SOAK"  # an environment variable that tells the processes of this run
_TRACEBACK = "Traceback (most recent call last)"
_OF_TORCH = "torchinductor_"  # an empty folder that torch makes once for each user
_BROKEN = b"%PDF-1.7\nno object and no end"


@dataclass
class Soak:
    """What was done, and what was found that should not be: a line for each."""

    seconds: float = 0.0
    done: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    tracebacks: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    asking: list[int] = field(default_factory=list)  # bytes that the process that asks holds after each round
    app: list[list[int]] = field(default_factory=list)  # and the app with its children, a list for each of its starts


def soak(samples: Path, minutes: float, seed: int = 1) -> Soak:
    """Go on for so many minutes. The same seed does the same in the same order, as far as the machine's time lets it."""
    with tempfile.TemporaryDirectory(prefix="minuted-bench-") as scratch, ExitStack() as stack:
        scene = _Scene(Path(scratch), samples, random.Random(seed))  # noqa: S311 (nothing secret)
        scene.take_in()
        stack.enter_context(scene.asking())
        began = time.perf_counter()
        while time.perf_counter() - began < minutes * 60:
            scene.round()
        scene.found.seconds = time.perf_counter() - began
        stack.close()
        scene.take_in()  # clears what those that were killed left
        scene.look_for_leftovers()
        return scene.found


class _Scene:
    """The folder of papers, the store, those who ask it, and what was found."""

    def __init__(self, scratch: Path, samples: Path, chance: random.Random) -> None:
        self.found = Soak()
        self._chance = chance
        self._papers, self._store, self._temporary = scratch / "papers", scratch / "store", scratch / "tmp"
        for folder in (self._papers, self._temporary, scratch / "uploads"):
            folder.mkdir()
        # Everything that this process starts inherits these two.
        os.environ |= {"TMPDIR": str(self._temporary), _MARK: str(scratch), "HF_HUB_OFFLINE": "1"}
        self._log = scratch / "app.log"
        made = near_identical()
        self._cases = [case for paper in made[::2] for case in paper.cases][:_ASKED]
        steady = {evidence.file for case in self._cases for evidence in case.evidence}
        for paper in made:
            if paper.file in steady:
                (self._papers / paper.file).write_text(paper.text, encoding="utf-8")
        changing = [paper for paper in made if paper.file not in steady]
        self._texts = {paper.file: paper.text for paper in changing[:-5]}
        self._uploads = [scratch / "uploads" / paper.file for paper in changing[-5:]]
        for file, paper in zip(self._uploads, changing[-5:], strict=True):
            file.write_text(paper.text, encoding="utf-8")
        self._scan = samples / "adult-care-2022-05-12-minutes.pdf"
        self._rounds = 0

    @contextmanager
    def asking(self) -> Iterator[None]:
        """A store that is open for as long as the rounds go on, and the app with a browser before it."""
        with Store.open(self._store) as self._open_store, headless_chromium() as self._browser:
            self._serving = ExitStack()
            self._serve()
            self._cases = [case for case in self._cases if self._is_right(case)]
            try:
                yield
            finally:
                self._serving.close()
                self._note_tracebacks("the app", self._log.read_text(errors="replace"))

    def round(self) -> None:
        """Change something, take it in, perhaps with a kill, and look at everything."""
        self._rounds += 1
        change = self._chance.choice([self._add, self._replace, self._prune, self._refuse, self._scan_again, self._upload])
        kill = self._chance.choice([None, None, None, "the ingest", "a reader", "tesseract", "the app"])
        if kill == "tesseract":
            change = self._scan_again
        before = self._held()
        prune = change == self._prune
        self.found.done[change.__name__.strip("_").replace("_", " ")] += 1
        if change == self._upload:
            self._upload(kill == "the app")
        else:
            change()
            self.take_in(prune=prune, kill=None if kill == "the app" else kill)
            if kill == "the app":
                self._kill_app()
        self._ask_all()
        self._none_lost(before)
        if kill:
            self.take_in(prune=prune)
        self._all_there()
        if self._rounds % _LOOKED_INTO == 0:
            self.found.wrong += [f"doctor: {finding.part.value}: {finding.what}" for finding in findings(self._open_store)]
        self.found.asking.append(held_by(os.getpid()))
        self.found.app[-1].append(sum(map(held_by, self._processes_of_app())))

    # What may happen to the papers

    def _add(self) -> None:
        name = self._chance.choice(sorted(self._texts))
        (self._papers / name).write_text(self._texts[name], encoding="utf-8")

    def _replace(self) -> None:
        name = self._chance.choice(sorted(self._texts))
        told = f"\n\nThe figures were checked {self._rounds} times.\n"
        (self._papers / name).write_text(self._texts[name] + told, encoding="utf-8")

    def _prune(self) -> None:
        there = sorted(name for name in self._texts if (self._papers / name).exists())
        for name in self._chance.sample(there, min(2, len(there))):
            (self._papers / name).unlink()

    def _refuse(self) -> None:
        (self._papers / "broken.pdf").write_bytes(_BROKEN + b"%" * self._rounds)

    def _scan_again(self) -> None:
        """The same pictures in a file that is not the same: it has to be read anew."""
        (self._papers / self._scan.name).write_bytes(self._scan.read_bytes() + b"\n%" + str(self._rounds).encode() + b"\n")

    def _upload(self, kill: bool = False) -> None:
        """One paper through the app, which is killed meanwhile or comes to its end."""
        file = self._chance.choice(self._uploads)
        page = self._page
        with suppress(BrowserError) if kill else nullcontext():
            page.goto(f"{self._address}/papers")
            page.locator("input[type=file]").set_input_files(file)
            page.get_by_role("button", name="Add 1 file").click()
            if kill:
                time.sleep(self._chance.uniform(0, 2))
                self._kill_app()
            else:
                page.get_by_role("table", name="Result for each file").wait_for()

    def take_in(self, *, prune: bool = False, kill: str | None = None) -> None:
        """Take the folder in by the command, and kill it, a reader or tesseract at a random moment."""
        command = [
            sys.executable,
            "-m",
            "assistant",
            "ingest",
            "--store",
            str(self._store),
            *(["--prune"] if prune else []),
            str(self._papers),
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as ingest:  # noqa: S603
            killer = threading.Thread(target=self._kill, args=(ingest, kill)) if kill else None
            if killer:
                killer.start()
            said = ingest.communicate()[0]
            if killer:
                killer.join()
        self._note_tracebacks("ingest", said)
        if not kill and ingest.returncode not in (0, 1):
            self.found.wrong.append(f"ingest ended with {ingest.returncode}: {said[-500:]}")

    # Kills

    def _kill(self, ingest: "subprocess.Popen[str]", what: str) -> None:
        """Kill the ingest, or what is to be killed of its processes as soon as there is any after a random time."""
        moment = time.monotonic() + self._chance.uniform(0, _KILL_WITHIN)
        while ingest.poll() is None:
            time.sleep(0.01)
            if what == "the ingest":
                victims = [ingest.pid] if time.monotonic() >= moment else []
            elif what == "tesseract":
                victims = [pid for pid in tree(ingest.pid) if _name_of(pid) == "tesseract"]
            else:
                victims = _readers(ingest.pid)
            if victims:
                with suppress(ProcessLookupError):
                    os.kill(self._chance.choice(victims), signal.SIGKILL)
                    self.found.killed[what] += 1
                    return

    def _processes_of_app(self) -> list[int]:
        return [of_app for pid in tree(os.getpid()) if f"app --store {self._store}" in _command(pid) for of_app in tree(pid)]

    def _kill_app(self) -> None:
        self._serving.close()
        self.found.killed["the app"] += 1
        self._serve()

    def _serve(self) -> None:
        if self._log.exists():
            self._note_tracebacks("the app", self._log.read_text(errors="replace"))
        self._address = self._serving.enter_context(served(self._store, self._log))
        context = self._serving.enter_context(self._browser.new_context())
        context.set_default_timeout(_PATIENCE)
        self._page: Page = context.new_page()
        self.found.app.append([])

    # What should be

    def _is_right(self, case: Case) -> bool:
        answer = json_to_answer(ask(Question(id=case.id, text=case.question), self._open_store).model_dump(mode="json", by_alias=True))
        return Reading(case, answer).has_first

    def _ask_all(self) -> None:
        for case in self._cases:
            self.found.asked += 1
            try:
                if not self._is_right(case):
                    self.found.wrong.append(f"round {self._rounds}: {case.question}")
            except Exception as error:  # whatever it is, it is what is looked for here
                self.found.tracebacks.append(f"round {self._rounds}: {case.question}: {type(error).__name__}: {error}")
        case = self._chance.choice(self._cases)
        self.found.asked += 1
        if not self._is_right_in_app(case):
            self.found.wrong.append(f"round {self._rounds}, in the app: {case.question}")

    def _is_right_in_app(self, case: Case) -> bool:
        """Whether the answer on the screen shows what a right one has to."""
        self._page.goto(self._address)
        box = self._page.get_by_placeholder("Ask about the papers")
        box.fill(case.question)
        box.press("Enter")
        answer = self._page.locator(".mn-answer").first
        answer.wait_for()
        return all(any(wording in answer.inner_text() for wording in fact) for fact in case.must_contain)

    def _held(self) -> dict[str, str]:
        """Path -> SHA-256 of what is held."""
        with self._open_store.reading():
            return {paper.path: paper.sha256 for paper in self._open_store.catalogue.papers()}

    def _none_lost(self, before: dict[str, str]) -> None:
        """A paper that was held is held, in its old version or its new one, as long as its file is there."""
        now = self._held()
        self.found.lost += [f"round {self._rounds}: {path}" for path in before if path not in now and Path(path).exists()]

    def _all_there(self) -> None:
        """After an ingest that came to its end: each file is held once and as it is, and nothing else."""
        there = {str(file): _sha256(file) for file in papers_in([self._papers]) if file.name != "broken.pdf"}
        held_now = {path: sha256 for path, sha256 in self._held().items() if Path(path).is_relative_to(self._papers)}
        self.found.lost += [f"round {self._rounds}: {path} is not held as it is" for path in there if held_now.get(path) != there[path]]
        with self._open_store.reading():
            papers = self._open_store.catalogue.papers()
            counts = Counter(paper.sha256 for paper in papers)
            self.found.doubled += [f"round {self._rounds}: {sha256}" for sha256, count in counts.items() if count > 1]
            passages = sum(paper.passage_count for paper in papers)
            for name, count in (("words", len(self._open_store.bm25.ids())), ("vectors", self._open_store.vectors.count())):
                if count != passages:
                    kind = self.found.doubled if count > passages else self.found.lost
                    kind.append(f"round {self._rounds}: {count} of {passages} passages in the {name}")

    def _note_tracebacks(self, who: str, said: str) -> None:
        if _TRACEBACK in said:
            self.found.tracebacks.append(f"round {self._rounds}, {who}: {said[said.index(_TRACEBACK) :][-1500:]}")

    def look_for_leftovers(self) -> None:
        """Files of those that were killed, and processes that nobody waits for any more."""
        files = [path for path in self._temporary.iterdir() if not path.name.startswith(_OF_TORCH)]
        self.found.left_over += [str(path) for path in [*files, *self._store.rglob("*.new")]]
        until = time.monotonic() + _END
        while (left := self._processes()) and time.monotonic() < until:
            time.sleep(0.5)
        self.found.left_over += [f"process {pid}: {_command(pid)[:200]}" for pid in left]

    def _processes(self) -> list[int]:
        """Processes of this run but this one, and its children, such as the tracker that multiprocessing keeps for it.

        What this process set of its environment later its own list does not show.
        """
        mark = f"{_MARK}={os.environ[_MARK]}"
        marked = [pid for pid in (int(entry.name) for entry in Path("/proc").glob("[0-9]*")) if mark in _environment(pid).split("\0")]
        return [pid for pid in marked if _parent(pid) != os.getpid()]


def _readers(ingest: int) -> list[int]:
    """The processes that read papers for an ingest: what its server of forks, its only child with children, has started."""
    return [pid for pid in tree(ingest)[1:] if _parent(pid) != ingest and _name_of(pid) != "tesseract"]


def _read(pid: int, what: str) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/{what}").read_bytes().decode(errors="replace")
    return ""


def _name_of(pid: int) -> str:
    return _read(pid, "comm").strip()


def _command(pid: int) -> str:
    return _read(pid, "cmdline").replace("\0", " ")


def _environment(pid: int) -> str:
    return _read(pid, "environ")


def _parent(pid: int) -> int:
    stat = _read(pid, "stat").rpartition(")")[2].split()
    return int(stat[1]) if stat else 0


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def grown(held_over_time: Sequence[int]) -> float:
    """How much more is held at the last than at the first: the median of the last third over that of the first, the warm-up left out."""
    warm = [one for one in held_over_time if one][len(held_over_time) // 10 :]
    third = len(warm) // 3
    return statistics.median(warm[-third:]) / statistics.median(warm[:third]) if third else 1.0


def soak_to_table(found: Soak) -> Table:
    table = Table("", "", title=f"{found.seconds / 60:.0f} minutes of papers that come, change and go, and of kills")
    table.add_row("rounds", ", ".join(f"{count} {name}" for name, count in sorted(found.done.items())))
    table.add_row("killed", ", ".join(f"{name} {count} times" for name, count in sorted(found.killed.items())))
    table.add_row("questions asked", f"{found.asked:,}")
    for name in ("lost", "doubled", "wrong", "tracebacks", "left_over"):
        lines: list[str] = getattr(found, name)
        table.add_row(name.replace("_", " "), "\n".join([str(len(lines)), *lines[:10]]))
    longest = max(found.app, key=len, default=[])
    table.add_row("memory of whoever asks", f"{found.asking[-1] / 1e6:.0f} MB, the last third {grown(found.asking):.2f} times the first")
    table.add_row("memory of the app", f"{longest[-1] / 1e6:.0f} MB, in its longest life {grown(longest):.2f} times")
    return table
