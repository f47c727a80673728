"""The memory of a process and of all that it starts."""

import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TICK = 0.1  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Peak:
    """Bytes at the worst moment: of the process itself, and of it with all that it started, what they share counted once.

    Both are 0 where the system has no /proc.
    """

    itself: int = 0
    together: int = 0


def watched(command: Sequence[str], environment: Mapping[str, str]) -> Peak:
    """Run a command to its end and watch it. Raises CalledProcessError with what it said where it fails."""
    peak = Peak()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        while process.poll() is None:
            held = {pid: held_by(pid) for pid in tree(process.pid)}
            peak = Peak(max(peak.itself, held.get(process.pid, 0)), max(peak.together, sum(held.values())))
            time.sleep(_TICK)
        said = process.stderr.read() if process.stderr else ""
    if process.returncode:
        sys.stderr.write(said)
        raise subprocess.CalledProcessError(process.returncode, list(command), stderr=said)
    return peak


def tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = defaultdict(list)
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended
            # "4711 (name of it) S 4242 ...": the parent is the second after the name
            children[int(entry.read_text().rpartition(")")[2].split()[1])].append(int(entry.parent.name))
    found = [root]
    for pid in found:
        found += children[pid]
    return found


def held_by(pid: int) -> int:
    """Bytes that a process holds, its share of what it shares."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def most_held() -> int:
    """The most bytes that this process has held, what it shares counted whole."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def environment(**more: str) -> dict[str, str]:
    """This process's environment, and no word to anybody."""
    return {**os.environ, "ANONYMIZED_TELEMETRY": "False", "HF_HUB_OFFLINE": "1", **more}
