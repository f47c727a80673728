"""What sort of paper it is, and what sort of meeting, as its own first lines say."""

import re
from collections.abc import Sequence

from corpus.models import MeetingKind, PaperKind
from ingest.patterns import MINUTES_HEADING

_HEAD = 14  # lines in which a paper says what sort it is
_AGENDA_HEADING = re.compile(r"\W*(?:(?:draft|amended|revised|supplement\w*)\s+)*agenda\b(?!\s+item)", re.I)  # Amended agenda
_AGENDA_ALONE = re.compile(r"\W*agenda\W*", re.I)
_MINUTES_TITLE = re.compile(
    r"\W*+(?:(?:draft|unconfirmed|action)\s++)?(?:(?:synopsis|summary|notes?|record)\s+of\s+(?:the\s+)?(?:\w+\s+){0,4}(?:minutes|meeting|proceedings)\b"
    r"|minute\s+of\b|(?!.*\b(?:last|previous|confirm|approve|receive|adopt|attach)\w*\b)[a-z’'&., -]{3,80}\s(?-i:Minutes|MINUTES)\W*$)",
    re.I,
)  # Synopsis of the meeting held on; Minute of Meeting; Recreation Committee Minutes
_BOTH = re.compile(
    r"\W*agenda(?:\s*+,)?\s*+(?:decisions?(?:\s*+,)?\s*+)?(?:and|&|/)\s*(?:(?:draft|printed)\s+)?(?:minutes|decisions)\b(?!\s+(?:of\s+the\s+)?(?:last|previous))\W*(?:for\b.*|of\b.*)?$",
    re.I,
)  # Agenda and minutes
_WAS_HELD = re.compile(r"\bmeeting\b.*\bheld\b", re.I)  # At a meeting of the Council held
_QUESTIONS_HEADING = re.compile(r"\W*(?:public\s+|member\w*\s+|written\s+)?questions?\b", re.I)  # Public questions to Cabinet
_NOTICE = re.compile(
    r"\bagenda\b(?!\s+items?\b)|\bnotice\s+of\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,4}meetings?\b|\bpublic\s+notice\b|\bsummons\b|\bsummoned\s+to\b"
    r"|\binvites?\s+you\s+to\s+(?:attend|an?\s+(?:\w+\s+)?meeting|the\s+(?:\w+\s+){0,3}meeting)\b",
    re.I,
)  # Agenda, but not `Agenda item 6` over a report; notice of annual meeting; invites you to attend the
_BUSINESS = re.compile(
    r"\W*+\d{1,2}\s*+(?:[.,):]\s*+)?(?:\|\s*+)?(?:(?:to\s+\w+\s+|resolution\W+\w+\s+)?(?:the\s+)?(?:apolog|declarations?\s+of\s+interest|disclosures?\s+of|minutes|adjourn|correspondence|"
    r"public\s+(?:participation|questions|time)|accounts|any\s+other\s+business|date\s+of\s+(?:the\s+)?next))",
    re.I,
)  # 3. Minutes; 9. Accounts to pay: what an agenda lists
_FEWEST_BUSINESS = 3
_REPORT_LINE = re.compile(r"(?im)^[^\w\n]*(?:report\s+(?:of|by|to)\b|recommendations?\b|purpose\b|appendix\b)")
_ATTENDED = re.compile(
    r"(?im)^[^\w\n]*(?:members\s+|councillors\s+)?present\b(?:\s*:|\s*\||\s+were\b)"
)  # Present: of minutes bound in, which no agenda alone has
_REPORT_HEADING = re.compile(
    r"(?im)^[^\w\n]*(?:\d{1,2}(?:\.\d)?[.)]?\s+)?(?:recommendations?|purpose(?:\s+of\s+(?:the\s+)?report)?|background)\W*$"
)  # 2. Recommendation
_REPORT_TO = re.compile(
    r"\W*(?:report\s+(?:to|for)\b|[\w ,&]{0,60}\b(?:cabinet|committee|council|board|panel)\s+report\b)", re.I
)  # Report to the Panel; Cabinet Report

_ANNUAL_REPORT = re.compile(r"\bannual\s+(?:\w+\s+){0,3}report\b", re.I)
_TITLE = 5  # lines of a title
_LONG = 8_000  # characters: what three pages hold, where a file has no pages
_CHAIRED = re.compile(r"\W*in\s+the\s+chair\s*:|.*\bminutes\s+of\s+this\s+meeting\b", re.I)  # In the chair: Cllr Ode

_MEETING_KIND = re.compile(
    r"\b(?P<kind>regular|ordinary|special|extra-?\s?ordinary|emergency|annual|joint)\s+"
    r"(?:(?:special|regular|general|public|virtual|remote|full|open|parish|town|city|county|borough|district|community|village|township|council"
    r"|committee|cabinet|board|panel|statutory)\s+){0,4}"
    r"(?:meeting|session|assembly|council(?=\W*$|\W+held|\s+on\b|\W+\d))\b",
    re.I,
)  # A regular meeting; Extraordinary Parish Council Meeting; Annual Council
_KINDS = {
    "regular": MeetingKind.ORDINARY, "ordinary": MeetingKind.ORDINARY, "special": MeetingKind.SPECIAL,
    "emergency": MeetingKind.SPECIAL, "annual": MeetingKind.ANNUAL, "joint": MeetingKind.JOINT,
}  # fmt: skip


def paper_kind(top: Sequence[str], everything: str, page_count: int, *, has_agenda: bool) -> PaperKind:
    """What sort of paper it is. `has_agenda`: whether it has an agenda table with pages, which only a pack has."""
    head = top[:_HEAD]
    text = " ".join(head)
    if _heads_minutes(head):
        return PaperKind.MINUTES
    if any(_QUESTIONS_HEADING.match(line) and len(line.split()) < 16 and not line.endswith(".") for line in head[:6]):
        return PaperKind.PUBLIC_QUESTIONS
    is_long = page_count > 3 or len(everything) > _LONG
    if has_agenda and is_long and not any(_ANNUAL_REPORT.search(line) for line in head[:_TITLE]):
        return PaperKind.AGENDA_PACK
    if _NOTICE.search(text) or any(_AGENDA_ALONE.fullmatch(line) for line in head) or _lists_business(top):
        reports = len(_REPORT_LINE.findall(everything))
        is_pack = (has_agenda and reports >= 2) or (is_long and reports >= 3) or len(everything) > 25_000
        is_pack = is_pack or (is_long and _ATTENDED.search(everything) is not None)
        return PaperKind.AGENDA_PACK if is_pack else PaperKind.AGENDA
    if _ANNUAL_REPORT.search(text) and not re.search(r"\brelevant\s+officer|\brecommendation\b", " ".join(top[:30]), re.I):
        return PaperKind.ANNUAL_REPORT
    is_report = _REPORT_HEADING.search(everything) or any(_REPORT_TO.match(line) for line in head)
    return PaperKind.REPORT if is_report else PaperKind.OTHER


def _lists_business(top: Sequence[str]) -> bool:
    """Whether the top lists the usual business of a meeting before it says who attended one: an agenda whose heading is a picture."""
    attended = next((i for i, line in enumerate(top) if _ATTENDED.match(line)), len(top))
    return sum(_BUSINESS.match(line) is not None for line in top[:attended]) >= _FEWEST_BUSINESS


def _heads_minutes(head: Sequence[str]) -> bool:
    """Whether minutes are headed at the top, with no heading of an agenda above, or a meeting was held and somebody was there."""
    for line in head:
        if _BOTH.match(line):
            return True
        if _AGENDA_HEADING.match(line):
            return False
        if _BUSINESS.match(line):
            break  # what stands below an item is bound in
        if len(line.split()) < 30 and (MINUTES_HEADING.match(line) or _MINUTES_TITLE.match(line)):
            return True
    if any(_CHAIRED.match(line) for line in head):
        return True
    return any(_WAS_HELD.search(line) for line in head) and any(_ATTENDED.match(line) for line in head)


def meeting_kind(lines: Sequence[str]) -> MeetingKind | None:
    """What sort of meeting the lines that name it say it was: `A regular meeting of the Council was held`."""
    found = next((match for line in lines if (match := _MEETING_KIND.search(line))), None)
    return _KINDS.get(re.sub(r"[-\s]", "", found["kind"].lower()), MeetingKind.SPECIAL) if found else None
