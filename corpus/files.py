"""Files of papers, opened so that nothing but a file is: a pipe would be waited for and a device never ends.

Their names may be any bytes at all.
"""

import hashlib
import os
import stat
import unicodedata
from io import BufferedReader
from pathlib import Path

from corpus.attached import is_attached, names_attached, open_attached
from corpus.errors import PaperUnreadable

_OTHERS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def open_file(path: Path) -> BufferedReader:
    """A regular file, or one within a PDF, opened to be read. Raises PaperUnreadable where it is none, or may not be opened."""
    if is_attached(path):
        with open_file(path.parent) as carrier:
            return open_attached(path, carrier)
    try:
        _refuse_other(path, path.stat().st_mode)  # to open a pipe or a device does something to it
        return open(path, "rb", opener=_open_regular)
    except OSError as error:
        raise _unreadable(path, error) from error


def file_bytes(path: Path) -> bytes:
    """All of a file. Raises PaperUnreadable."""
    with open_file(path) as file:
        try:
            return file.read()
        except OSError as error:
            raise _unreadable(path, error) from error


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises PaperUnreadable."""
    with open_file(path) as file:
        try:
            return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise _unreadable(path, error) from error


def attached_to(path: Path) -> tuple[Path, ...]:
    """The files within a PDF; none where it is no PDF, or cannot be made out."""
    if path.suffix.lower() != ".pdf":
        return ()
    try:
        with open_file(path) as file:
            return tuple(path / name for name in names_attached(path, file))
    except MemoryError:
        raise
    except Exception:  # pypdf raises KeyError, ValueError and many more on a broken file; reading it says what is wrong
        return ()


def shown_path(path: Path) -> str:
    r"""A path from the root as text; bytes that are not UTF-8 stand escaped.

    >>> shown_path(Path("/papers/caf\udce9.pdf"))
    '/papers/caf\\xe9.pdf'
    """
    return str(path.absolute()).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def composed(name: str) -> str:
    r"""A file's name in the form in which names are compared: macOS writes `é` as `e` and an accent, most others as one character.

    >>> composed("cafe\u0301.pdf") == "caf\u00e9.pdf"
    True
    """
    return unicodedata.normalize("NFC", name)


def refuse_undecodable(path: Path) -> None:
    """Raises PaperUnreadable where a file, or a folder it is in, has a name that is no text: nothing that is kept could name it."""
    if (shown := shown_path(path)) != str(path.absolute()):
        raise PaperUnreadable(f"{Path(shown).name}: its path {shown} is not valid UTF-8. Rename what is escaped in it.")


def _open_regular(path: str, flags: int) -> int:
    """It may have been swapped since it was looked at: to open a pipe would wait for whoever writes to it."""
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        _refuse_other(Path(path), os.fstat(descriptor).st_mode)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _refuse_other(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        what = _OTHERS.get(stat.S_IFMT(mode), "something else")
        raise PaperUnreadable(f"{path.name}: it is {what}, not a file. Put the paper itself there.")


def _unreadable(path: Path, error: OSError) -> PaperUnreadable:
    return PaperUnreadable(f"{path.name}: cannot be opened ({error.strerror}). Check that it is there and that you may read it.")
