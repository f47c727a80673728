"""Automatic numbering of a Word file: what stands in front of each paragraph of a list, which its text does not hold."""

import re
from dataclasses import dataclass

from ingest.readers.numerals import numeral
from ingest.readers.word.styles import Styles
from ingest.readers.word.xml import Element, number, switch, value, w

_PLACE = re.compile(r"%([1-9])")  # %1.%2 : the numbers of the first and second level


@dataclass(frozen=True, slots=True)
class _Level:
    text: str
    style: str
    start: int
    restart: int | None  # 0 never, otherwise where a level above this one (counted from 1) goes on; None where any does
    decimal: bool  # whether the levels above are shown as plain figures, whatever their style
    paragraph_style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """Lists with the same `counts` go on from each other; `starts` are the levels at which this one begins anew."""

    counts: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    def __init__(self, root: Element | None, styles: Styles) -> None:
        """`root` is the numbering part of the file, None where it has none."""
        self._root = root
        self._styles = styles
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def mark(self, list_id: str | None, level: int | None, paragraph_style: str) -> str:
        """What stands before the next paragraph of a list: `4.1`, `(a)`, `•`; nothing where there is no such list.

        Where no level is given it is the one that belongs to the paragraph's style.
        """
        if list_id not in self._lists and list_id is not None:
            self._lists[list_id] = self._read(list_id)
        listed = self._lists.get(list_id or "")
        if listed is None or list_id is None:
            return ""
        if level is None:
            level = next((n for n, each in listed.levels.items() if each.paragraph_style == paragraph_style), 0)
        if level not in listed.levels:
            return ""
        self._count(list_id, listed, level)
        return self._shown(listed, level)

    def _count(self, list_id: str, listed: _List, level: int) -> None:
        counts = self._counts.setdefault(listed.counts, {})
        anew = level in listed.starts and (list_id, level) not in self._begun
        self._begun.add((list_id, level))
        if level in counts and not anew:
            counts[level] += 1
        else:
            counts[level] = listed.starts.get(level, listed.levels[level].start)
        for deeper in [n for n in counts if n > level]:
            restart = listed.levels[deeper].restart if deeper in listed.levels else None
            if restart is None or level < restart:
                del counts[deeper]

    def _shown(self, listed: _List, level: int) -> str:
        own = listed.levels[level]
        if own.style == "bullet":
            return own.text if own.text in ("-", "–", "—") else "•" if own.text.strip() else ""
        counts = self._counts[listed.counts]

        def figure(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in listed.levels:
                return ""
            style = listed.levels[at].style
            plain = own.decimal and style != "none"
            return numeral(counts.get(at, listed.levels[at].start), "decimal" if plain else style)

        return " ".join(_PLACE.sub(figure, own.text).split())

    def _read(self, list_id: str) -> _List | None:
        listed = self._find("num", "numId", list_id)
        kind = value(listed.find(w("abstractNumId"))) if listed is not None else None
        abstract = self._find("abstractNum", "abstractNumId", kind)
        if listed is None or kind is None or abstract is None:
            return None
        # A list may take its levels from a numbering style, which names another list.
        linked = self._styles.list_of_style(value(abstract.find(w("numStyleLink"))) or "")
        other = self._find("num", "numId", linked)
        if other is not None:
            kind = value(other.find(w("abstractNumId"))) or kind
            abstract = self._find("abstractNum", "abstractNumId", kind)
        levels = _levels(abstract)
        starts: dict[int, int] = {}
        for override in listed.iterfind(w("lvlOverride")):
            levels |= _levels(override)
            if (start := override.find(w("startOverride"))) is not None:
                starts[number(override, 0, "ilvl")] = number(start, 1)
        return _List(kind, levels, starts)

    def _find(self, element: str, attribute: str, wanted: str | None) -> Element | None:
        if self._root is None or wanted is None:
            return None
        return next((each for each in self._root.iterfind(w(element)) if value(each, attribute) == wanted), None)


def _levels(listed: Element | None) -> dict[int, _Level]:
    if listed is None:
        return {}
    return {
        number(level, 0, "ilvl"): _Level(
            text=value(level.find(w("lvlText"))) or "",
            style=value(level.find(w("numFmt"))) or "decimal",
            start=number(level.find(w("start")), 1),
            restart=number(level.find(w("lvlRestart")), 0) if level.find(w("lvlRestart")) is not None else None,
            decimal=switch(level.find(w("isLgl"))) is True,
            paragraph_style=value(level.find(w("pStyle"))),
        )
        for level in listed.iterfind(w("lvl"))
    }
