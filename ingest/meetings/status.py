"""What a paper says of its own standing: draft, confirmed, amended, corrected, cancelled.

Only its heading, its watermark and its foot speak of itself. That it confirms the minutes of an earlier meeting says
nothing of its own standing, and neither does a signature line that nobody has filled in.
"""

import re
from collections.abc import Sequence
from datetime import date

from corpus.dates import dates_in
from corpus.models import Page, PaperKind, PaperStatus
from corpus.text import readable

_LONGEST = 16  # words of a line that is a heading
_FOOT = 8  # lines at the end of minutes where they are signed
_PAPER = r"(?:agenda|minutes?|notice|summons|pack|papers?|version|copy|report)"

_CANCELLED = re.compile(
    r"^\W*(?:meeting\s+|notice\s+of\s+)?(?:cancel(?:led|ed|lation)|postponed)\W*$"
    r"|\bmeeting\b.{0,60}\b(?:has\s+been|is|was)\s+(?:now\s+)?(?:cancel(?:led|ed)|postponed)\b"
    r"|^\W*(?:cancel(?:led|ed)|postponed)\b.{0,40}\bmeeting\b|\bmeeting\s+(?:cancel(?:led|ed)|postponed)\b(?!\s+from)"
    r"|\bnotice\s+of\s+cancel(?:led|lation)\b",
    re.I,
)  # MEETING CANCELLED; This meeting has been cancelled
_CORRECTED = re.compile(
    rf"^\W*corrected\b(?:\s+{_PAPER}\b|\W*$)|\b{_PAPER}\W+corrected\b|^\W*(?:corrigendum|erratum)\b", re.I
)  # CORRECTED VERSION
_AMENDED = re.compile(
    rf"^\W*(?:amended|revised)\b(?:\W*$|\s+(?:draft\s+)?{_PAPER}\b|\W+(?:on\s+)?(?:\w+day\b|\d|[A-Z][a-z]+\s+\d))"
    rf"|\b(?:amended|revised|replacement)\s+{_PAPER}\b|\b{_PAPER}\W+(?:as\s+)?(?:amended|revised)\b(?!\s+(?:by|in)\b)",
    re.I,
)  # Amended agenda; Agenda (revised); Amended 2 January 2023
_DRAFT = re.compile(
    rf"^\W*(?:draft|unconfirmed|unapproved|unadopted)\b(?:\W*$|\s+(?:\w+\s+){{0,3}}{_PAPER}\b|\W*[-–:(])"
    rf"|\b{_PAPER}\W+(?:draft|unconfirmed|unapproved)\b|^[^.]{{0,60}}\b{_PAPER}\b[^.]{{0,30}}[([-–]\s*draft\b"
    r"|\bsubject\s+to\s+(?:\w+\s+){0,2}(?:approval|confirmation|ratification|adoption|amendment)\b|\bnot\s+yet\s+(?:been\s+)?(?:approved|confirmed|adopted)\b",
    re.I,
)  # DRAFT MINUTES; Unconfirmed; Minutes (draft); subject to approval
_AWAITS = re.compile(
    r"^\W*(?:these\s+|the\s+)?(?:draft\s+)?minutes\b[^.]{0,40}\b(?:to\s+be|will\s+be)\s+(?:\w+\s+){0,2}(?:approved|confirmed|adopted|ratified|agreed)\b",
    re.I,
)  # Minutes to be approved at the next meeting
_CONFIRMED = re.compile(
    r"^\W*(?:confirmed|approved|adopted)\s+minutes\b|\bminutes\W+(?:confirmed|approved|adopted)\b(?!\s+(?:that|as|by\s+the\s+chair\w*\s+to))",
    re.I,
)  # Confirmed minutes; MINUTES (APPROVED)
_SIGNED = re.compile(r"\b(?:signed|approved|confirmed|adopted)\b", re.I)
_RECORD = re.compile(r"\b(?:correct|true|accurate)\s+(?:and\s+\w+\s+)?(?:record|copy)\b", re.I)  # Signed as a correct record
_CHAIR = re.compile(
    r"^\W*(?:signed\b\W*)?(?:by\s+)?(?:the\s+)?(?:chair(?:man|woman|person)?|mayor|reeve)\b\W*(?P<name>.*)", re.I
)  # Chairman: J Ode
_NAME = re.compile(r"[A-Z][\w.’'-]{0,40}+\s++(?:[A-Z][\w.’'-]{0,40}+\s++){0,8}[A-Z][\w’'-]+")
_RESOLVES = re.compile(r"\b(?:resolved|that\s+the\s+minutes|minutes\s+of\s+the|next\s+meeting|moved|seconded)\b", re.I)


def paper_status(head: Sequence[str], pages: Sequence[Page], kind: PaperKind, meeting_day: date | None) -> PaperStatus | None:
    """What the paper says of itself in its head, its watermark and its foot. What is said two ways is left unsaid.

    `head`: the readable lines above its first item of business, and those that run over its pages.
    """
    headings = [line for line in head if len(line.split()) <= _LONGEST]
    if any(_CANCELLED.search(line) for line in head):
        return PaperStatus.CANCELLED
    if any(_CORRECTED.search(line) for line in headings):
        return PaperStatus.CORRECTED
    if any(_AMENDED.search(line) for line in headings):
        return PaperStatus.CORRECTED if kind is PaperKind.MINUTES else PaperStatus.AMENDED
    foot = [line for raw in pages[-1].text.split("\n")[-4 * _FOOT :] if (line := readable(raw))][-_FOOT:]
    draft = any(_DRAFT.search(line) for line in headings) or _has_watermark(pages) or any(_AWAITS.search(line) for line in [*head, *foot])
    confirmed = any(_CONFIRMED.search(line) for line in headings) or (kind is PaperKind.MINUTES and _is_signed(foot, meeting_day))
    if draft == confirmed:
        return None
    return PaperStatus.DRAFT if draft else PaperStatus.CONFIRMED


def _has_watermark(pages: Sequence[Page]) -> bool:
    """Whether `DRAFT` stands by itself on most pages."""
    marked = sum(any(re.fullmatch(r"\W*d\s?r\s?a\s?f\s?t\W*", line, re.I) for line in page.text.split("\n")) for page in pages)
    return 2 * marked > len(pages)


def _is_signed(foot: Sequence[str], meeting_day: date | None) -> bool:
    """Whether the foot says that the minutes were confirmed: by whom or with which words, and on a day after the meeting."""
    for i, line in enumerate(foot):
        chair = _CHAIR.match(line)
        says = (chair and _NAME.search(chair["name"])) or (_SIGNED.search(line) and (_RECORD.search(line) or dates_in(line)))
        if not says or _RESOLVES.search(line):
            continue
        below = [text for text in foot[i : i + 3] if not _RESOLVES.search(text)]
        if any(meeting_day is None or day > meeting_day for _, day in dates_in(" ".join(below))):
            return True
    return False
