"""A store is its user's alone: folders 0700, files 0600. Conversations, and the keys under which they are found, are in it."""

from contextlib import suppress
from pathlib import Path

_OTHERS = 0o077


def keep_private(folder: Path) -> None:
    """Take from others every right on a folder and on all that is in it; what is a link, or belongs to another user, stays as it is.

    The folder comes first: nobody else reaches what is made in it later, whatever rights that is made with.
    """
    for one in (folder, *folder.rglob("*")):
        with suppress(OSError):  # it has gone, or is another user's
            mode = one.stat().st_mode
            if mode & _OTHERS and (one == folder or not one.is_symlink()):
                one.chmod(mode & 0o700)
