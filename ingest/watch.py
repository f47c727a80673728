"""Folders -> a word each time that something in them changed, through watchfiles, which asks the system to tell."""

from collections.abc import Generator, Sequence
from pathlib import Path

_QUIET = 2000  # milliseconds without a further change: a paper that is still being copied is not read
_WAIT = 500  # milliseconds between two looks whether there was a change


def changes_in(paths: Sequence[Path]) -> Generator[None]:
    """Yields as soon as it watches the files and folders, and then after each change, when it has ended, for ever. Ctrl+C ends it.

    What changes while its caller is at work is not missed.
    """
    import watchfiles

    watcher = watchfiles.watch(*paths, debounce=10 * _QUIET, step=_QUIET, rust_timeout=_WAIT, yield_on_timeout=True, raise_interrupt=True)
    watching = False
    for changes in watcher:
        if changes or not watching:
            watching = True
            yield
