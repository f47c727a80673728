"""A seal on the files of an index: what they were when they were last written, so that damage is seen before they are read.

The indexes are read by native code that trusts its files: a few flipped bytes in Chroma's take the whole process down.
"""

import hashlib
import json
from pathlib import Path

_SEAL = "seal.json"
# Locks and notes of the indexes' own; a database, whose pages SQLite looks at itself; and what Chroma writes but never reads.
_NOT_SEALED = (".", _SEAL, "chroma.sqlite3", "length.bin")


def seal(folder: Path) -> None:
    """Write down how the index files in `folder` are now. Those of the same size and time as at the last seal are not read again."""
    before = _read(folder)
    sealed: dict[str, tuple[int, int, str]] = {}
    for file in _files(folder):
        stat, name = file.stat(), str(file.relative_to(folder))
        known = before.get(name)
        unchanged = known is not None and known[:2] == (stat.st_size, stat.st_mtime_ns)
        sealed[name] = (stat.st_size, stat.st_mtime_ns, known[2] if known and unchanged else _sha256(file))
    new = folder / f"{_SEAL}.new"
    new.write_text(json.dumps(sealed), encoding="utf-8")
    new.replace(folder / _SEAL)


def is_whole(folder: Path) -> bool:
    """Whether every index file in `folder` is as it was sealed. What was never sealed is not whole, unless there is nothing."""
    sealed = _read(folder)
    files = _files(folder)
    if {str(file.relative_to(folder)) for file in files} != set(sealed):
        return False
    return all(_sha256(file) == sealed[str(file.relative_to(folder))][2] for file in files)


def _files(folder: Path) -> list[Path]:
    """The files that native code reads as they are."""
    inside = (file for file in folder.rglob("*") if file.is_file())
    return sorted(file for file in inside if not file.name.startswith(_NOT_SEALED) and not _is_unwritten(file.parent))


def _is_unwritten(folder: Path) -> bool:
    """Whether Chroma has an index here that it has not written yet: up to its first thousand vectors it is made anew when it is opened."""
    return (folder / "header.bin").exists() and not (folder / "index_metadata.pickle").exists()


def _read(folder: Path) -> dict[str, tuple[int, int, str]]:
    try:
        return {name: (size, time, digest) for name, (size, time, digest) in json.loads((folder / _SEAL).read_bytes()).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
