"""Papers read ahead, each in a process of its own, so that a broken or hostile one takes nothing else down.

A worker is forked from a server that has `ingest` loaded and nothing more: it starts in some hundredths of a second, and holds
neither the embedding model nor the threads of the process that ingests. It is given a time and a memory and reads one paper.
"""

import errno
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from logging.handlers import QueueHandler
from multiprocessing import spawn
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from threading import Lock, Thread

import pebble

from corpus.errors import NotReadNow, PaperCorrupt, PaperRefused, PaperTooHeavy, PaperTooSlow, PaperUnsupported, PaperWithoutText
from corpus.files import attached_to
from corpus.read_paper import ReadPaper
from corpus.scratch import scratch_folder
from ingest.build import read_paper

try:
    import resource
except ImportError:
    CONFINED = False
else:
    CONFINED = True
"""Whether a paper that takes too much memory is ended here. Windows bounds no memory so, and knows no groups of processes."""

log = logging.getLogger(__name__)

_MB = 1024 * 1024
_AHEAD = 8  # papers begun or read for each core: enough to read on while others are embedded, and few enough to hold in memory
_GRACE = 30  # seconds after its time when a worker ends itself, should nobody be left to end it
_WATCH = 0.05  # seconds between two looks that a worker takes at itself
_TOO_HEAVY = 75  # the exit code of a worker that ended itself for its memory

_SHORT_OF = {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN}  # room, open files, memory, processes

# Windows, which cannot fork, starts each anew: seconds for each paper, instead of hundredths.
_context = multiprocessing.get_context("forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn")
if _context.get_start_method() == "forkserver":
    _context.set_forkserver_preload([__name__])
_names = count(1)
_starting = Lock()


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one paper may take: seconds, more of them for each MB of the file, and bytes of memory.

    A scanned pack of 60 MB takes minutes of OCR, and a small file of tightly packed scans more for its size than a photograph;
    a paper with text takes seconds.
    """

    seconds: float = 180
    seconds_per_mb: float = 60
    memory: int = 4 * 1024 * _MB

    def seconds_for(self, file: Path) -> float:
        try:
            return self.seconds + self.seconds_per_mb * file.stat().st_size / _MB
        except OSError:
            return self.seconds  # reading it will say why


@dataclass(frozen=True, slots=True)
class _Told:
    """What a worker tells: the paper or why not, the files within its own, and what it logged."""

    outcome: ReadPaper | PaperRefused
    attached: tuple[Path, ...]
    records: tuple[logging.LogRecord, ...]


class Reading:
    """One paper being read in its worker."""

    def __init__(self, file: Path, limits: Limits, scratch: str | None = None) -> None:
        """`scratch` is a folder for what has to be written while it is read, that of this process where none is given."""
        self._file = file
        self._limits = limits
        self._seconds = limits.seconds_for(file)
        name = f"minuted-reads-{next(_names)}"
        # pebble takes `context`; the signature that it declares has another name for it.
        begin = pebble.concurrent.process(name=name, timeout=self._seconds, context=_context)(_read)  # type: ignore[call-overload]
        # Ctrl+C reaches the first thread alone: one that came while the server takes over what a worker needs would end it in a traceback.
        with _without_main(), ThreadPoolExecutor(1) as starter:
            begun = starter.submit(begin, file.absolute(), limits, self._seconds, scratch or str(scratch_folder()))
            self.future: pebble.ProcessFuture[_Told] = begun.result()
        self.pid = next((child.pid for child in multiprocessing.active_children() if child.name == name), None)
        self.future.add_done_callback(self._end_children)

    def result(self) -> ReadPaper:
        """The paper, waited for. Raises PaperRefused with the reason where there is none."""
        name = self._file.name
        try:
            told = self.future.result()
        except TimeoutError:
            raise PaperTooSlow(
                f"{name}: reading it took more than the {self._seconds:,.0f} seconds that its size allows. "
                "Save it again as PDF, or split it, then try again."
            ) from None
        except pebble.ProcessExpired as error:
            if error.exitcode == _TOO_HEAVY:
                raise _too_heavy(self._file, self._limits) from None
            log.error("%s brought its worker down: %s", self._file, _ending(error.exitcode))
            raise NotReadNow(
                f"{name}: its reader came down ({_ending(error.exitcode)}). The next ingest tries again. "
                "Should that fail, too, it may be damaged; download it again."
            ) from None
        except Exception as error:  # what it told could not be brought over
            log.exception("%s could not be handed over by its worker", self._file)
            raise PaperCorrupt(f"{name}: reading it failed ({type(error).__name__}). It may be damaged; download it again.") from error
        for record in told.records:
            logging.getLogger(record.name).handle(record)
        if isinstance(told.outcome, PaperRefused):
            raise told.outcome
        return told.outcome

    @property
    def attached(self) -> tuple[Path, ...]:
        """The files within its own, waited for: papers to be read, too, whether it was or not."""
        try:
            return self.future.result().attached
        except Exception:  # why it ended is told by the result
            return ()

    def stop(self) -> None:
        """End the worker, and what it started, at once."""
        if not self.future.done():
            self._end()

    def _end_children(self, future: "pebble.ProcessFuture[_Told]") -> None:
        """A worker that was ended leaves the programs that it had started, such as tesseract."""
        if future.exception() is not None:
            self._end()

    def _end(self) -> None:
        if self.pid is None:
            return
        if not CONFINED:
            with suppress(OSError):  # ended already
                os.kill(self.pid, signal.SIGTERM)
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
            return
        with suppress(ProcessLookupError):  # too new to have a group of its own
            os.kill(self.pid, signal.SIGKILL)


def read_ahead(
    files: Iterable[Path], limits: Limits, wanted: Callable[[Path], bool] = lambda _: True, workers: int | None = None
) -> Generator[tuple[Path, Reading | None]]:
    """Each file in order, with its reading where it is wanted. As many as there are cores (or `workers`) are read at a time.

    Closing the iterator stops the workers.
    """
    workers = workers or _cores()
    todo = iter(files)
    begun: deque[tuple[Path, Reading | None]] = deque()
    with TemporaryDirectory(dir=scratch_folder(), ignore_cleanup_errors=True) as scratch:
        try:
            while True:
                busy = [reading.future for _, reading in begun if reading is not None and not reading.future.done()]
                if len(busy) < workers and len(begun) < _AHEAD * workers and (file := next(todo, None)) is not None:
                    begun.append((file, Reading(file, limits, scratch) if wanted(file) else None))
                elif not begun:
                    return
                elif (first := begun[0][1]) is None or first.future.done():
                    yield begun.popleft()
                else:
                    wait(busy, return_when=FIRST_COMPLETED)
        finally:
            for _, reading in begun:
                if reading is not None:
                    reading.stop()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read(file: Path, limits: Limits, seconds: float, scratch: str) -> _Told:
    """Read a paper, here in the worker. A fault of ours or of a library on one damaged file refuses that file."""
    records: SimpleQueue[logging.LogRecord] = SimpleQueue()
    logging.getLogger().handlers = [QueueHandler(records)]
    _confine(limits, seconds)
    tempfile.tempdir = scratch
    outcome: ReadPaper | PaperRefused
    try:
        outcome = read_paper(file)
    except PaperRefused as error:
        outcome = error
    except MemoryError:
        outcome = _too_heavy(file, limits)
    except (Exception, SystemExit) as error:
        log.exception("%s could not be read", file)
        outcome = PaperCorrupt(f"{file.name}: reading it failed ({type(error).__name__}). It may be damaged; download it again.")
        if isinstance(error, OSError) and error.errno in _SHORT_OF:
            outcome = NotReadNow(
                f"{file.name}: it could not be read to its end ({error.strerror}). Make room; the next ingest tries again."
            )
    return _Told(outcome, _attached(file, outcome), tuple(records.get() for _ in range(records.qsize())))


def _attached(file: Path, outcome: ReadPaper | PaperRefused) -> tuple[Path, ...]:
    """The files within a paper, and within a file that is no paper itself, as the cover of a portfolio may be none."""
    if isinstance(outcome, ReadPaper):
        return tuple(file / name for name in outcome.attached)
    try:
        return attached_to(file) if isinstance(outcome, PaperWithoutText | PaperUnsupported) else ()
    except MemoryError:
        return ()


def _too_heavy(file: Path, limits: Limits) -> PaperTooHeavy:
    return PaperTooHeavy(
        f"{file.name}: reading it takes more than {limits.memory / _MB:,.0f} MB of memory. "
        "Split it, or save it again as PDF with smaller pictures."
    )


def _confine(limits: Limits, seconds: float) -> None:
    """Give this process its memory, a group of its own with all that it starts, and an end; where that is not to be had, the end alone."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # end at once, also while a library is at work
    if not CONFINED:
        return
    os.setsid()
    signal.alarm(int(seconds) + _GRACE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Thread(target=_watch, args=(limits.memory,), daemon=True).start()
    with suppress(OSError, ValueError):  # a system that does not bound memory so, for which the watch has to do
        held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        most = held + limits.memory + limits.memory // 4  # what is reserved is more than what is used
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _watch(memory: int) -> None:
    """End this process when it holds more memory than it may, or when nobody waits for it any more.

    A library in C++ that is given no more memory only aborts, and says nothing.
    """
    unit = 1 if sys.platform == "darwin" else 1024
    awaited = multiprocessing.parent_process()
    while awaited is None or awaited.is_alive():
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > memory:
            os._exit(_TOO_HEAVY)
        time.sleep(_WATCH)
    os.killpg(0, signal.SIGKILL)


def _ending(code: int) -> str:
    """`killed by SIGSEGV`, `exit code 1`."""
    try:
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
    except ValueError:
        return f"killed by signal {-code}"


@contextmanager
def _without_main() -> Iterator[None]:
    """Start a process that does not run the script of this one again, which may have no guard against it and loads much.

    Neither multiprocessing nor pebble has an option for it, and `python -m` for each paper would load `ingest` for each, a second.

    The script is left out of what the process is told, and not out of sys.modules: Streamlit puts the app there whenever it draws a
    page, in another thread.
    """
    with _starting:
        whole = spawn.get_preparation_data
        spawn.get_preparation_data = lambda name: {key: told for key, told in whole(name).items() if not key.startswith("init_main")}
        try:
            yield
        finally:
            spawn.get_preparation_data = whole
