"""Folders -> a word each time that something in them changed, through watchfiles, which asks the system to tell."""

from collections.abc import Generator, Sequence
from pathlib import Path

_QUIET = 2000  # milliseconds without a further change: a paper that is still being copied is not read


def changes_in(paths: Sequence[Path]) -> Generator[None]:
    """Waits for a change in the files and folders, and for it to end; then yields, for ever. Ctrl+C ends it."""
    import watchfiles

    for _ in watchfiles.watch(*paths, debounce=10 * _QUIET, step=_QUIET, raise_interrupt=True):
        yield
