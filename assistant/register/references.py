"""A text -> the earlier meetings, minutes and numbers that it refers to."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.dates import periods_named, printed_dates
from corpus.text import sentence_spans

_LONGEST = 36  # months after which nobody says `in October` of a meeting

_MINUTE = re.compile(
    r"\bmin(?:ute)?s?\.?\s+(?:nos?\.?\s*|numbers?\s+)?(?P<number>[A-Z]{0,4}\d{1,4}[A-Za-z]?(?:[./]\d{1,4})?)(?:\s?\((?P<limb>[a-z]|[ivx]{1,4})\))?", re.I
)  # minute 24 ; Min. 12/23 ; minute 22(b)
_AT_HEAD = re.compile(r"^\s*(?P<number>\d{1,4})(?:\s?\((?P<limb>[a-z])\))?\s*[,;]\s", re.I)  # 5(b), 16 September 2021, where a column is headed Minute
_NUMBER = re.compile(r"(?<![\w/£.-])(?=[A-Z\d/-]*[A-Z])(?=[A-Z\d/-]*\d)[A-Z]{1,6}\d{0,4}(?:[/-]\d{1,6}[A-Z]?){1,3}(?![\w/]|-\d)")  # SC/23/07 ; A24/01
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


def references_in(text: str, day: datetime.date, meetings: Sequence[datetime.date], *, whole: bool = False) -> Iterator[Reference]:
    """The earlier meetings that a text of a meeting on `day` refers to; `meetings` are the days held, by which `in October` is told.

    `whole`: a table's row, which is not cut into sentences.
    """
    earlier = [met for met in meetings if met < day and (day - met).days < 31 * _LONGEST]
    for start, end in [(0, len(text))] if whole else sentence_spans(text):
        yield from _in_sentence(text[start:end], start, day, earlier, whole=whole)


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
            if period.first and period.last and period.last < day and (day - period.last).days < 31 * _LONGEST and _is_a_month(period.first, period.last):
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
