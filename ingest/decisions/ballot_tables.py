"""A table of who voted which way -> the vote, counted: a tick or a word beside each name, or names and numbers under each side."""

import re
from collections.abc import Sequence

from corpus.models import Vote
from ingest.decisions.ballots import heads_in, is_name

_SIDES = {
    "for": re.compile(
        r"(?:votes?\s+|voted\s+|voting\s+)?(?:for|in\s+favou?r|ayes?|yeas?|yes)(?:\s+(?:the\s+)?(?:motion|amendment|proposal))?", re.I
    ),
    "against": re.compile(
        r"(?:votes?\s+|voted\s+|voting\s+)?(?:against|opposed|nays?|noes|no)(?:\s+(?:the\s+)?(?:motion|amendment|proposal))?", re.I
    ),
    "abstained": re.compile(r"(?:votes?\s+)?abst(?:ain(?:ed|ing|s)?|entions?|\.)?", re.I),
}  # For ; Voted against ; Abstentions
_VOTE = re.compile(r"(?:how\s+)?(?:votes?|voted|ballot)(?:\s+cast)?", re.I)  # the header of a column with words: Vote
_TICK = re.compile(r"[✓✔√☑☒🗹✗✘×●•■xy/*1þüû\uf0fc\uf0fe\uf0fb]|yes|for|aye|against|nay|no|abst\w*", re.I)
_CROSS = re.compile(r"[✗✘×☒xû\uf0fb]", re.I)
_UNTICKED = re.compile(r"[☐□○\s_.0–—-]*")
_COUNT = re.compile(r"\d{1,3}")
_TOTAL = re.compile(r"(?:grand\s+)?totals?\b", re.I)
_FEWEST = 2  # sides, and rows


def ballot_table(rows: Sequence[Sequence[str]]) -> Vote | None:
    """The vote that the rows of a table record, its header row first; None where they record none, or where one of them is not clear."""
    if len(rows) < 2:
        return None
    head, *body = ([cell.strip(" :*") for cell in row] for row in rows)
    sides = {column: side for column, cell in enumerate(head) if (side := _side(cell))}
    if len(set(sides.values())) == len(sides) >= _FEWEST and "for" in sides.values():
        return _ticked(body, sides) if 0 not in sides else _under_each(body, sides)
    says = [column for column, cell in enumerate(head) if column and _VOTE.fullmatch(cell)]
    return _worded([row for row in body if len(row) > says[0]], says[0]) if len(says) == 1 else _beside_each([head, *body])


def _side(cell: str) -> str | None:
    return next((side for side, pattern in _SIDES.items() if pattern.fullmatch(cell)), None)


def _ticked(rows: Sequence[Sequence[str]], sides: dict[int, str]) -> Vote | None:
    """A name in each row, and a tick under one of the sides; or in the last, how many in all."""
    counts = dict.fromkeys(sides.values(), 0)
    named = 0
    marks: set[str] = set()
    for row in filter(None, rows):
        cells = {side: row[column] if column < len(row) else "" for column, side in sides.items()}
        filled = {side: cell for side, cell in cells.items() if not _UNTICKED.fullmatch(cell)}
        if _TOTAL.match(row[0]) or (not row[0] and named):
            if named and filled != {side: str(count) for side, count in counts.items() if count}:
                return None  # a total that is not that of the rows: one of them was not read
            continue
        if any(_side(cell) not in (None, side) for side, cell in filled.items()):
            return None  # No under For
        marks.update(filled.values())
        if not is_name(row[0]) or len(filled) > 1 or not all(_TICK.fullmatch(cell) for cell in filled.values()):
            return None
        named += 1
        counts.update({side: counts[side] + 1 for side in filled})
    crossed = any(map(_CROSS.fullmatch, marks)) and not all(map(_CROSS.fullmatch, marks))  # a cross beside ticks may say no
    return _vote(counts) if named >= _FEWEST and any(counts.values()) and not crossed else None


def _worded(rows: Sequence[Sequence[str]], column: int) -> Vote | None:
    """A name in each row, and beside it the side in a word; who was absent has no side."""
    said = [side for row in rows if row[0] and (side := _side(row[column]))]
    counts = {side: said.count(side) for side in _SIDES if side in said}
    return _vote({"for": 0, "against": 0, **counts}) if len(said) >= _FEWEST else None


def _under_each(rows: Sequence[Sequence[str]], sides: dict[int, str]) -> Vote | None:
    """Names, or a number, under each of the sides: `Ode, Lee | Dunn | None`."""
    counts = dict.fromkeys(sides.values(), 0)
    for row in rows:
        for column, side in sides.items():
            cell = row[column] if column < len(row) else ""
            count = int(cell) if _COUNT.fullmatch(cell) else 0 if _UNTICKED.fullmatch(cell) else heads_in(cell)
            if count is None:
                return None
            counts[side] += count
    return _vote(counts)


def _beside_each(rows: Sequence[Sequence[str]]) -> Vote | None:
    """A side in each row, and its names or their number beside it: `For | Ode, Lee | 2`."""
    counts: dict[str, int] = {}
    for row in rows:
        filled = [cell for cell in row if cell]
        side = _side(filled[0]) if filled else None
        if side is None:
            continue
        numbers = [int(cell) for cell in filled[1:] if _COUNT.fullmatch(cell)]
        heads = [heads_in(cell) for cell in filled[1:] if not _COUNT.fullmatch(cell)]
        count = numbers[0] if numbers else heads[0] if heads else 0
        if count is None or side in counts:
            return None
        counts[side] = count
    return _vote(counts) if {"for", "against"} <= counts.keys() else None


def _vote(counts: dict[str, int]) -> Vote:
    told = [f"{counts[side]} {side}" for side in _SIDES if side in counts]
    return Vote(", ".join(told), counts.get("for"), counts.get("against"), counts.get("abstained"))
