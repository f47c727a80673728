"""Pages -> what a paper says of itself: the meeting it belongs to, its kind, its title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.models import Meeting, Page, PaperKind
from corpus.text import readable, spoken
from ingest.blocks import Block, Shape
from ingest.names import body_named, council_named, same_title, title_case
from ingest.patterns import LABELLED_DATE, MINUTES_HEADING, PRESENTED, TIME, WEEKDAY, dates_in, period_in, time_in

_TOP_LINES = 60  # lines of the first pages where a paper says what it is
_PLACE = re.compile(
    r"\b(?:held\s+(?:at|in)|place\W+|venue\W+|in\s+the)\s*((?:the\s+)?[A-Z][\w’'&.-]*(?:[ ,]+(?:[A-Z][\w’'&.-]*|the|of|and))*)"
)
_HEAD_LINES = 14  # lines in which minutes name their meeting, before they name others
_ADOPTING = re.compile(r"\b(?:adopt|approv|confirm|agreed\s+as|correct\s+record|as\s+published|previous|amended|revised)\w*", re.I)
_ANOTHER_MEETING = re.compile(
    r"\b(?:minutes\s+of\s+the\b.{0,60}\bmeetings?|previous\s+meeting|last\s+meeting|next\s+meeting|amended|revised|published|deadline|confirm|approve|adopt|sign)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Description:
    """What a paper says of itself."""

    title: str
    kind: PaperKind
    meeting: Meeting
    period: str | None
    warnings: tuple[str, ...]


def describe(pages: Sequence[Page], blocks: Sequence[Block], file_name: str, *, has_agenda: bool) -> Description:
    """Council, body, date, kind and title of a paper, read from its first pages. Anything not said is None.

    `has_agenda`: whether it has an agenda table with pages, which only a pack has.
    """
    top = [readable(line) for page in pages[:3] for line in page.text.split("\n") if line.strip()][:_TOP_LINES]
    everything = "\n".join(page.text for page in pages)
    headings = [readable(block.text) for block in blocks if block.page == pages[0].number and block.shape is Shape.HEADING]
    kind = _kind(top, everything, len(pages), has_agenda)
    day = _presented_date(top) if kind is PaperKind.ANNUAL_REPORT else _meeting_date(top, kind)
    council = council_named(top, everything)
    meeting = Meeting(
        council=council,
        body=body_named(top, council, kind),
        date=day,
        time=time_in(top[:25]) if day else None,
        place=_place(top) if day else None,
    )
    period = period_in(" ".join(top[:20])) if kind in (PaperKind.ANNUAL_REPORT, PaperKind.REPORT, PaperKind.OTHER) else None
    warnings = () if day else ("no meeting date was found on its first pages",)
    return Description(_title(headings, kind, meeting, period, file_name), kind, meeting, period, warnings)


def _kind(top: Sequence[str], everything: str, page_count: int, has_agenda: bool) -> PaperKind:
    head = top[:14]
    text = " ".join(head).lower()
    is_agenda = any(re.match(r"\W*agenda\b", line, re.I) for line in head)
    if not is_agenda and any(MINUTES_HEADING.match(line) and len(line.split()) < 30 for line in head):
        return PaperKind.MINUTES
    if any(
        re.match(r"\W*(?:public\s+|member\w*\s+|written\s+)?questions?\b.{0,60}", line, re.I) and len(line.split()) < 16
        for line in head[:6]
    ):
        return PaperKind.PUBLIC_QUESTIONS
    if re.search(r"\bagenda\b|\bnotice\s+of\s+(?:a\s+)?meeting\b|\bpublic\s+notice\b|\bsummons\b", text):
        reports = len(re.findall(r"(?im)^\W*(?:report\s+(?:of|by|to)\b|recommendations?\b|purpose\b|appendix\b)", everything))
        is_pack = (has_agenda and reports >= 2) or (page_count > 3 and reports >= 3) or len(everything) > 25_000
        return PaperKind.AGENDA_PACK if is_pack else PaperKind.AGENDA
    if re.search(r"\bannual\s+(?:\w+\s+){0,3}report\b", text) and not re.search(
        r"\brelevant\s+officer|\brecommendation\b", " ".join(top[:30]).lower()
    ):
        return PaperKind.ANNUAL_REPORT
    if has_agenda and page_count > 3:
        return PaperKind.AGENDA_PACK
    if re.search(r"(?im)^\W*(?:recommendations?|purpose(?:\s+of\s+(?:the\s+)?report)?|background)\W*$", everything):
        return PaperKind.REPORT
    return PaperKind.OTHER


def _meeting_date(top: Sequence[str], kind: PaperKind) -> date | None:
    """The date on the first line that gives the meeting's, else the first date beside a weekday or a time.

    Dates of other meetings (`To confirm the minutes of the meeting held on …`) are passed over.
    """
    passed_over = _ADOPTING if kind is PaperKind.MINUTES else _ANOTHER_MEETING
    lines = [line for line in top if not passed_over.search(line)]
    if kind in (PaperKind.MINUTES, PaperKind.OTHER):
        lines = lines[:_HEAD_LINES]
    named = [day for i, line in enumerate(lines) if _names_meeting(line, kind) for _, day in dates_in(" ".join(lines[i : i + 2]))]
    if named or kind is PaperKind.OTHER:
        return named[0] if named else None
    beside = [day for line in lines for _, day in dates_in(line) if re.search(rf"\b{WEEKDAY}\b", line, re.I) or TIME.search(line)]
    return beside[0] if beside and kind is not PaperKind.REPORT else None


def _names_meeting(line: str, kind: PaperKind) -> bool:
    """Whether a line is one that gives the meeting's date: labelled, `held on`, or little but a date.

    Accounts and leaflets have dates that are no meeting's (`as at 31 March 2025`), so of them only the first two count.
    """
    if LABELLED_DATE.match(line) and (kind is not PaperKind.OTHER or "meeting" in line.lower()):
        return True
    if re.search(r"\bheld\b|\bmeeting\s+of\b", line, re.I) and "meeting" in line.lower():
        return True
    return kind is not PaperKind.OTHER and bool(dates_in(line)) and _mostly_date(line)


def _mostly_date(line: str) -> bool:
    """`Friday, 7 July 2023, 10.00 am` and `2 NOVEMBER 2017` are; a sentence with a date in it is not."""
    rest = TIME.sub(" ", re.sub(rf"\b{WEEKDAY}\b", " ", line, flags=re.I))
    return len(rest.split()) <= 9


def _presented_date(top: Sequence[str]) -> date | None:
    """When an annual report was presented, where it says so: its reporting period is not a meeting date."""
    for i, line in enumerate(top):
        if PRESENTED.search(line):
            dates = dates_in(" ".join(top[i : i + 3]))
            if dates:
                return dates[0][1]
    return None


def _place(top: Sequence[str]) -> str | None:
    for line in top[:10]:
        if match := _PLACE.search(line):
            return match[1].strip(" ,") or None
    return None


def _title(headings: Sequence[str], kind: PaperKind, meeting: Meeting, period: str | None, file_name: str) -> str:
    """`Minutes of the Children's Panel, 7 July 2023`; for reports their own first heading."""
    day = f", {spoken(meeting.date)}" if meeting.date else ""
    named = {
        PaperKind.MINUTES: "Minutes",
        PaperKind.AGENDA: "Agenda", PaperKind.AGENDA_PACK: "Agenda pack",
        PaperKind.PUBLIC_QUESTIONS: "Public questions",
    }  # fmt: skip
    if kind in named and (meeting.body or meeting.council):
        return f"{named[kind]} of the {meeting.body if meeting.body and meeting.body != 'Council' else meeting.council}{day}"
    for line in headings[:6]:
        words = line.split()
        if any(name and same_title(line, name) for name in (meeting.council, meeting.body)):
            continue
        if (
            2 <= len(words) <= 16
            and not dates_in(line)
            and not re.search(r"\||^\S+:|^page\b", line, re.I)
            and any(len(word) > 3 for word in words)
        ):
            title = title_case(line)
            return title if not period or period_in(title) else f"{title}, {period}"
    return file_name
