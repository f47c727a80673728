"""What to call a paper on the screen."""

import re
from collections.abc import Iterator, Sequence

from corpus.models import Meeting, PaperKind
from corpus.text import inert_line, spoken
from ingest.meetings.dates import dates_in
from ingest.meetings.names import same_title, title_case
from ingest.meetings.periods import period_in

_NAMED = {
    PaperKind.MINUTES: "Minutes",
    PaperKind.AGENDA: "Agenda", PaperKind.AGENDA_PACK: "Agenda pack",
    PaperKind.PUBLIC_QUESTIONS: "Public questions",
}  # fmt: skip
_NO_TITLE = re.compile(
    r"\||^\S+:|^page\b|^(?:prepared\s+by|dear|yours|to\s+all)\b|^\W*\d+[.):]?\s|\b(?:the|of|to|and|for)$|^(?:in|on|at|by|from)\b", re.I
)  # a row, a label, a page number, an item, half a sentence


def paper_title(headings: Sequence[str], kind: PaperKind, meeting: Meeting, period: str | None, file_name: str) -> str:
    """`Minutes of the Children's Panel, 7 July 2023`; for reports their own first heading, and where there is none the file's name."""
    file_name = inert_line(file_name)
    day = f", {spoken(meeting.date)}" if meeting.date else ""
    if kind in _NAMED and (meeting.body or meeting.council):
        return f"{_NAMED[kind]} of the {meeting.body if meeting.body and meeting.body != 'Council' else meeting.council}{day}"
    said = next(iter(_titles(headings, meeting)), None)
    if kind in _NAMED:
        return f"{said}, {_NAMED[kind].lower()}{day}" if said else f"{_NAMED[kind]}{day}" if day else file_name
    return said if said and (not period or period_in(said)) else f"{said}, {period}" if said else file_name


def _titles(headings: Sequence[str], meeting: Meeting) -> Iterator[str]:
    """The headings that can be a title, neither the name of the council nor a date, a label or half a sentence."""
    for line in headings[:6]:
        words = line.split()
        if any(name and same_title(line, name) for name in (meeting.council, meeting.body)):
            continue
        if 2 <= len(words) <= 16 and not dates_in(line) and not _NO_TITLE.search(line) and any(len(word) > 3 for word in words):
            yield title_case(line)
