"""What a file's name and a PDF's own title say of a paper: hints, compared with its pages and never believed over them."""

import re
from calendar import month_name, monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from corpus.dates import Slip, printed_dates, slips_in
from corpus.models import PaperKind, PaperStatus
from corpus.text import spoken

_EIGHT_FIGURES = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})(\d{2})(?!\d)")  # 18022025; 20250218
_SIX_FIGURES = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})(?!\d)")  # 250218; 180225
_WHEN_SAVED = re.compile(
    r"(?:download(?:ed)?|scan(?:ned)?|img|image|export(?:ed)?|print(?:ed)?|upload(?:ed)?|saved|received)[\s_-]*\d[\d_-]*|\d{8}[\s_T-]?\d{4,6}(?!\d)",
    re.I,
)  # scan_20250110; 20250110T1530: when the file was made
_SAYS_MINUTES = re.compile(r"\b(?:minutes?|mins)\b", re.I)
_SAYS_AGENDA = re.compile(r"\b(?:agenda|summons|notice)\b", re.I)
_STANDINGS = {
    PaperStatus.DRAFT: re.compile(r"\b(?:draft|unconfirmed|unapproved)\b", re.I),
    PaperStatus.AMENDED: re.compile(r"\b(?:amended|revised)\b", re.I),
    PaperStatus.CORRECTED: re.compile(r"\bcorrected\b", re.I),
    PaperStatus.CANCELLED: re.compile(r"\b(?:cancelled|canceled)\b", re.I),
}
_AGENDAS = (PaperKind.AGENDA, PaperKind.AGENDA_PACK)


@dataclass(frozen=True, slots=True)
class Believed:
    """What the pages say: the day with the page that gives it (`first page`), the kind and the standing."""

    day: date | None
    page: str
    kind: PaperKind
    status: PaperStatus | None


def hint_warnings(file_name: str, pdf_title: str | None, believed: Believed) -> list[str]:
    """Where the file's name or the PDF's title says something else than the pages: what each says, in plain words."""
    warnings = list(_differences("its file name", PurePath(file_name).stem, believed))
    return warnings + list(_differences("its PDF title", pdf_title or "", believed))


def _differences(source: str, hint: str, believed: Believed) -> Iterator[str]:
    text = re.sub(r"[_+]+|%20", " ", hint)
    days = days_hinted(text)
    if days and believed.day is None and believed.kind not in (PaperKind.OTHER, PaperKind.ANNUAL_REPORT):
        yield f"{source} says {_said(days)}, and no page does; it was not taken for the meeting's date"
    elif days and believed.day is not None and believed.day not in days:
        yield f"{source} says {_said(days)}, its {believed.page} {spoken(believed.day)}; the page was believed"
    yield from _other_kind(source, text, believed.kind)
    for status, says in _STANDINGS.items():
        if says.search(text) and believed.status is not status and believed.kind is not PaperKind.OTHER:
            yield f"{source} says {status.value}, its pages do not"


def _other_kind(source: str, text: str, kind: PaperKind) -> Iterator[str]:
    words = re.sub(r"[^A-Za-z]+", " ", text)
    minutes, agenda = bool(_SAYS_MINUTES.search(words)), bool(_SAYS_AGENDA.search(words))
    if minutes and not agenda and kind is not PaperKind.MINUTES:
        yield f"{source} says minutes, its pages read as {_named(kind)}"
    pack = agenda and re.search(r"\bpack(?:age)?\b", words, re.I) is not None
    if agenda and not minutes and (kind is PaperKind.MINUTES or (pack and kind not in _AGENDAS)):
        yield f"{source} says agenda, its pages read as {_named(kind)}"


def days_hinted(text: str) -> set[date]:
    """Every day that a name could mean: where it lacks the year any year, where its figures could be read two ways both.

    A year, a month or a period alone is no day, and neither is the time at which the file was made.

    >>> days_hinted("minutes-2024-03-05") == {date(2024, 3, 5), date(2024, 5, 3)}
    True
    """
    plain = _WHEN_SAVED.sub(" ", text)
    words = re.sub(r"(?<=[A-Za-z])(?=\d{1,2}(?!\d))|[-,]", " ", plain)
    days = {printed.day for form in (plain, words) for printed in printed_dates(form)}
    days |= {day for match in _EIGHT_FIGURES.finditer(plain) for day in _eight(match)}
    if _SAYS_MINUTES.search(words) or _SAYS_AGENDA.search(words):  # else six figures may number anything
        days |= {day for match in _SIX_FIGURES.finditer(plain) for day in _six(match)}
    if re.search(r"(?<!\d)\d{1,2}[-./]\d{1,2}[-./]\d", plain):
        days |= {date(day.year, day.day, day.month) for day in days if day.day <= 12}
    return days or {day for slip in slips_in(words) for day in (*slip.readings, *_month_of_year(slip))}


def _month_of_year(slip: Slip) -> Iterator[date]:
    """The days of `June 20` where the 20 is the year's."""
    figures = re.search(r"[a-z]\W+(\d{2})$", slip.text, re.I)
    if figures:
        months = {day.month for day in slip.readings}
        yield from (date(2000 + int(figures[1]), month, day) for month in months for day in range(1, monthrange(2001, month)[1] + 1))


def _eight(match: re.Match[str]) -> Iterator[date]:
    a, b, c, d = (int(figures) for figures in match.groups())
    yield from _possible((100 * a + b, c, d), (100 * c + d, b, a), (100 * c + d, a, b))


def _six(match: re.Match[str]) -> Iterator[date]:
    a, b, c = (int(figures) for figures in match.groups())
    yield from _possible((2000 + a, b, c), (2000 + c, b, a))


def _possible(*years_months_days: tuple[int, int, int]) -> Iterator[date]:
    for year, month, day in years_months_days:
        if 1974 <= year <= 2060:
            try:
                yield date(year, month, day)
            except ValueError:
                continue


def _said(days: set[date]) -> str:
    """The day that a hint says, without its year where it could be any, or each where there are a few."""
    if len(days) <= 3:
        return " or ".join(spoken(day) for day in sorted(days))
    ((day, month), _), *_ = Counter((day.day, day.month) for day in days).most_common(1)
    return f"{day} {month_name[month]}"


def _named(kind: PaperKind) -> str:
    named = {
        PaperKind.MINUTES: "minutes",
        PaperKind.AGENDA: "an agenda",
        PaperKind.AGENDA_PACK: "an agenda pack",
        PaperKind.REPORT: "a report",
    }
    return named.get(
        kind, f"{'an' if kind is PaperKind.ANNUAL_REPORT else 'a'} {kind.label.lower()}" if kind is not PaperKind.OTHER else "neither"
    )
