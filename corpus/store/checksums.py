"""Checksums of the files of an index, as they were last written, so that damage is seen before they are read.

The indexes are read by native code that trusts its files: a few flipped bytes in Chroma's take the whole process down, in its database
as in its vectors.
"""

import hashlib
import json
from collections.abc import Container
from pathlib import Path

_FILE = "seal.json"
# Locks and notes of the indexes' own; journals of a database, which are of the moment; and what Chroma writes but never reads.
_NOT_FILEED = (".", _FILE, "chroma.sqlite3-", "length.bin")
_NAMED = 3  # damaged files that are told by name


def write_checksums(folder: Path) -> None:
    """Write down how the index files in `folder` are now. Those of the same size and time as before are not read again."""
    before = _read(folder)
    written: dict[str, tuple[int, int, str]] = {}
    for file in _files(folder):
        stat, name = file.stat(), str(file.relative_to(folder))
        known = before.get(name)
        unchanged = known is not None and known[:2] == (stat.st_size, stat.st_mtime_ns)
        written[name] = (stat.st_size, stat.st_mtime_ns, known[2] if known and unchanged else _sha256(file))
    new = folder / f"{_FILE}.new"
    new.write_text(json.dumps(written), encoding="utf-8")
    new.replace(folder / _FILE)


def damage(folder: Path, but: Container[str] = ()) -> str:
    """Which of the index files in `folder`, `but` some, have changed since: `not as written: chroma.sqlite3`; empty where none has.

    What is there and was never written is named, too, and what was written and is not there.
    """
    written = {name: digest for name, (_, _, digest) in _read(folder).items()}
    there = {str(file.relative_to(folder)): _sha256(file) for file in _files(folder)}
    names = sorted(name for name in written.keys() | there.keys() if written.get(name) != there.get(name) and name not in but)
    more = [f"and {len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return f"not as written: {', '.join([*names[:_NAMED], *more])}" if names else ""


def _files(folder: Path) -> list[Path]:
    """The files that native code reads as they are."""
    inside = (file for file in folder.rglob("*") if file.is_file())
    return sorted(file for file in inside if not file.name.startswith(_NOT_FILEED) and not _is_unwritten(file.parent))


def _is_unwritten(folder: Path) -> bool:
    """Whether Chroma has an index here that it has not written yet: up to its first thousand vectors it is made anew when it is opened."""
    return (folder / "header.bin").exists() and not (folder / "index_metadata.pickle").exists()


def _read(folder: Path) -> dict[str, tuple[int, int, str]]:
    try:
        return {name: (size, time, digest) for name, (size, time, digest) in json.loads((folder / _FILE).read_bytes()).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
