"""Everyday words for official ones: a plain file that ships with Minuted, and one of the council's own beside its papers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_SHIPPED = Path(__file__).with_name("glossary.txt")
_OWN = "glossary.txt"  # in the folder of the store


@dataclass(frozen=True, slots=True)
class Entry:
    """`lollipop lady` with the words that papers use: `school crossing patrol`."""

    everyday: str
    official: tuple[str, ...]
    pattern: re.Pattern[str]


def glossary_of(folder: Path) -> tuple[Entry, ...]:
    """The shipped entries and those of the store in this folder, which come first; the longest wording of each first."""
    own = folder / _OWN
    stamp = own.stat().st_mtime_ns if own.is_file() else 0
    return _read(own, stamp)


@cache
def _read(own: Path, stamp: int) -> tuple[Entry, ...]:
    """`stamp` is the time of the council's own file, 0 where it has none: a changed file is read again."""
    files = [own, _SHIPPED] if stamp else [_SHIPPED]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple(sorted(entries_of(lines), key=lambda entry: -len(entry.everyday)))


def entries_of(lines: Iterable[str]) -> list[Entry]:
    """`lollipop lady, lollipop man = school crossing patrol; crossing patrol` -> two entries. `#` begins a remark."""
    entries: list[Entry] = []
    for line in lines:
        left, equals, right = line.partition("#")[0].partition("=")
        official = tuple(words.strip() for words in right.split(";") if words.strip())
        if not equals or not official:
            continue
        for words in left.split(","):
            if everyday := " ".join(words.split()).lower():
                entries.append(Entry(everyday, official, _anywhere(everyday)))
    return entries


def _anywhere(everyday: str) -> re.Pattern[str]:
    """The words anywhere in a question, in the plural too, with a blank or a hyphen between them."""
    words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", everyday))
    return re.compile(rf"(?<![\w-]){words}(?:e?s|[’']s)?(?!\w)", re.I)
