"""A text -> the earlier meetings, minutes and numbers that it refers to."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.dates import periods_named, printed_dates
from corpus.text import sentence_spans

_LONGEST = 36  # months after which nobody says `in October` of a meeting

_MINUTE = re.compile(
    r"\bmin(?:ute)?s?\.?\s+(?:nos?\.?\s*|numbers?\s+)?(?P<number>[A-Z]{0,4}\d{1,4}[A-Za-z]?(?:[./]\d{1,4})?)(?:\s?\((?P<limb>[a-z]|[ivx]{1,4})\))?",
    re.I,
)  # minute 24 ; Min. 12/23 ; minute 22(b)
_AT_HEAD = re.compile(
    r"^\s*(?:[^:\d]{1,40}:\s+)?(?P<number>\d{1,4})(?:\s?\((?P<limb>[a-z])\))?\s*[,;]\s", re.I
)  # 5(b), 16 September 2021, where a column is headed Minute
_BARE = re.compile(r"^\s*(?:minutes?:?\s*)?(?P<number>\d{1,4})(?:\s?\((?P<limb>[a-z])\))?\s*$", re.I)  # 37, in a column of its own
_LETTERED = re.compile(r"^\s*\(?(?P<limb>[a-z])[).]\s", re.I)  # (a) That the house stay open
_NUMBER = re.compile(
    r"(?<![\w/£.-])(?=[A-Z\d/-]*[A-Z])(?=[A-Z\d/-]*\d)[A-Z]{1,6}\d{0,4}(?:[/-]\d{1,6}[A-Z]?){1,3}(?![\w/]|-\d)"
)  # SC/23/07 ; A24/01
_LAST = re.compile(r"\b(?:at\s+)?(?:its|the|our)\s+(?:last|previous)\s+meeting\b", re.I)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a text says of an earlier meeting, at characters [start, end) of it, a sentence or a table's row.

    `first` and `last` are the days that it may have been on, the same where a day is named; None where only a minute is. `minute` and
    `limb` are what it numbers: `22`, `b`. `previous` is true where it says the last meeting.
    """

    start: int
    end: int
    first: datetime.date | None = None
    last: datetime.date | None = None
    minute: str = ""
    limb: str = ""
    previous: bool = False

    @property
    def names_a_day(self) -> bool:
        return self.first is not None and self.first == self.last


def numbers_in(text: str) -> frozenset[str]:
    """The numbers by which papers call a recommendation or an action: `SC/23/07`."""
    return frozenset(match[0] for match in _NUMBER.finditer(text))


def references_in(text: str, day: datetime.date, meetings: Sequence[datetime.date]) -> Iterator[Reference]:
    """The earlier meetings that a text of a meeting on `day` refers to; `meetings` are the days held, by which `in October` is told."""
    earlier = [met for met in meetings if met < day and (day - met).days < 31 * _LONGEST]
    for start, end in sentence_spans(text):
        yield from _in_sentence(text[start:end], start, day, earlier, whole=False)


def references_in_row(cells: Sequence[str], head: str, day: datetime.date, meetings: Sequence[datetime.date]) -> list[Reference]:
    """The meeting that a table's row follows up: that of the first of its cells to name one, else the one that its head names.

    A date further on is when it was done. A minute that stands in a cell of its own beside the date is that meeting's.
    """
    lettered = _LETTERED.match(cells[0]) if cells else None
    earlier = [met for met in meetings if met < day and (day - met).days < 31 * _LONGEST]
    for n, cell in enumerate(cells):
        found = list(_in_sentence(cell, 0, day, earlier, whole=True))
        dated = [one for one in found if one.first is not None]
        if dated and n < max(2, len(cells) - 2):
            near = [match for other in cells[: n + 2] if (match := _MINUTE.search(other) or _BARE.match(other))]
            minute = "" if dated[0].minute or not near else near[0]["number"]
            return [replace(one, minute=one.minute or minute) for one in dated[:2]]
    if above := [one for line in head.splitlines() for one in _in_sentence(line, 0, day, earlier, whole=False) if one.names_a_day]:
        return [replace(one, limb=one.limb or (lettered["limb"] if lettered else "")) for one in above[:1]]
    return [one for cell in cells for one in _in_sentence(cell, 0, day, earlier, whole=True)][:1]


def _in_sentence(said: str, at: int, day: datetime.date, earlier: Sequence[datetime.date], *, whole: bool) -> Iterator[Reference]:
    minutes = list(_MINUTE.finditer(said)) or ([head] if whole and (head := _AT_HEAD.match(said)) else [])
    dates = [date for date in printed_dates(said) if date.day < day]
    days = {date.day for date in dates}
    for date in dates:
        near = min(minutes, key=lambda minute: abs(minute.start() - date.start), default=None)
        number, limb = (near["number"], near["limb"] or "") if near else ("", "")
        yield Reference(at, at + len(said), date.day, date.day, number, limb)
    if not days:
        for period in periods_named(said, earlier):
            if (
                period.first
                and period.last
                and period.last < day
                and (day - period.last).days < 31 * _LONGEST
                and _is_a_month(period.first, period.last)
            ):
                number, limb = (minutes[0]["number"], minutes[0]["limb"] or "") if minutes else ("", "")
                yield Reference(at, at + len(said), period.first, period.last, number, limb)
                days.add(period.first)
    if not days and minutes:
        for minute in minutes:
            yield Reference(at, at + len(said), None, None, minute["number"], minute["limb"] or "")
    if not days and not minutes and _LAST.search(said):
        yield Reference(at, at + len(said), previous=True)


def _is_a_month(first: datetime.date, last: datetime.date) -> bool:
    return (last - first).days <= 31
