"""Versions of one paper: a draft and its final, an agenda and the amended one, minutes and the corrected ones.

Only what the papers say of themselves puts them in order. Two of the same standing, or confirmed minutes beside corrected
ones, are both shown: neither is known to replace the other.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.models import Meeting, Paper, PaperKind, PaperStatus

# What each standing comes after: corrected minutes replace a draft, and minutes that say nothing of their standing.
_AFTER: Mapping[PaperStatus | None, frozenset[PaperStatus | None]] = {
    PaperStatus.DRAFT: frozenset(),
    None: frozenset({PaperStatus.DRAFT}),
    PaperStatus.CONFIRMED: frozenset({PaperStatus.DRAFT, None}),
    PaperStatus.AMENDED: frozenset({PaperStatus.DRAFT, None}),
    PaperStatus.CORRECTED: frozenset({PaperStatus.DRAFT, None, PaperStatus.AMENDED}),
    PaperStatus.CANCELLED: frozenset({PaperStatus.DRAFT, None, PaperStatus.AMENDED}),
}
_OF_A_MEETING = frozenset({PaperKind.MINUTES, PaperKind.AGENDA, PaperKind.AGENDA_PACK, PaperKind.PUBLIC_QUESTIONS})

# Share of the older wording that stands in the newer. Two agendas of one council for different days share up to 0.6 of
# theirs, which is forms of words; the sample minutes and their corrected version 0.99.
_MOSTLY = 0.65
_RUN = 5  # words


@dataclass(frozen=True, slots=True)
class Version:
    """What names a version beside another: its paper's id, title and file, and what it says of its standing."""

    id: str
    title: str
    file: str
    status: PaperStatus | None

    @property
    def order(self) -> tuple[int, str, str]:
        """Where it stands among versions of one paper, the latest last."""
        return len(_AFTER[self.status]), self.file, self.id


@dataclass(frozen=True, slots=True)
class Versions:
    """Which papers held are replaced by which, by the id of the paper.

    `replaced_by` gives the latest version of each paper that has a later one, `replaces` the earlier versions of a latest one.
    """

    replaced_by: Mapping[str, Version]
    replaces: Mapping[str, tuple[Version, ...]]


def may_replace(newer: Paper, older: Paper) -> bool:
    """Whether one paper may replace another, as they describe themselves. It does where its wording is `mostly_in` it."""
    return newer.kind is older.kind and older.status in _AFTER[newer.status] and _same_occasion(newer, older)


def _same_occasion(a: Paper, b: Paper) -> bool:
    """The same meeting of the same body, or for annual reports the same period."""
    if not _same_or_unknown(a.meeting.council, b.meeting.council) or not _same_body(a.meeting, b.meeting):
        return False
    if a.kind is PaperKind.ANNUAL_REPORT:
        return a.period is not None and a.period == b.period
    same_day = a.meeting.date is not None and a.meeting.date == b.meeting.date
    return a.kind in _OF_A_MEETING and same_day and _same_or_unknown(a.meeting.kind, b.meeting.kind)


def _same_or_unknown(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a.lower() == b.lower()


def _same_body(a: Meeting, b: Meeting) -> bool:
    return (a.body or "").lower() == (b.body or "").lower()


def mostly_in(older: str, newer: str) -> bool:
    """Whether most of a text's wording stands in another: a supplement has little of the pack that it belongs to."""
    before = _runs(older)
    return bool(before) and len(before & _runs(newer)) >= _MOSTLY * len(before)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def latest_of(pairs: Iterable[tuple[Version, Version]]) -> Versions:
    """Pairs of an older and a newer version -> the latest of each. Of several that replace a paper, the last in standing."""
    newer: dict[str, list[Version]] = {}
    older: dict[str, Version] = {}
    for before, after in pairs:
        older[before.id] = before
        newer.setdefault(before.id, []).append(after)
    replaced_by: dict[str, Version] = {}
    replaces: dict[str, tuple[Version, ...]] = {}
    for before in sorted(older.values(), key=lambda version: version.order):
        latest = before
        while latest.id in newer:
            latest = max(newer[latest.id], key=lambda version: version.order)
        replaced_by[before.id] = latest
        replaces[latest.id] = (*replaces.get(latest.id, ()), before)
    return Versions(replaced_by, replaces)
