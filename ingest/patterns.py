"""What the marks of a paper look like: dates, numbers of items and paragraphs, bullets, resolutions.

Each pattern has an example beside it. A mark that could be two things is left unread.
"""

import re
from collections.abc import Sequence
from datetime import date

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"

_DAY_FIRST = re.compile(
    rf"(?<![\d£$.])(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s,]+({_MONTH})\.?[\s,]+(\d{{4}})(?!\d)", re.I
)  # 7 July 2023; 13, December 2022
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.I)  # April 18, 2023
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])")  # 11/10/2022, day first
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")  # 2022-10-11

TIME = re.compile(r"\b(\d{1,2}(?:[.:]\d{2})?)\s?([ap])\.?m\b\.?|\b(\d{2}[.:]\d{2})\s?(?:hrs|hours)\b|\b(noon)\b", re.I)  # 10.00 am; 2 p.m.

COUNCIL = re.compile(
    r"\b((?:The\s+Corporation\s+of\s+)?(?:the\s+)?(?:Township|City|Town|Village|County|Municipality|Borough|District)\s+of\s+(?:[A-Z][\w’'-]+\s?){1,3}"
    r"|(?:[A-Z][\w’'-]+[ \t]+(?:and[ \t]+|of[ \t]+|in[ \t]+|upon[ \t]+|the[ \t]+)?){1,4}?"
    r"(?:(?:County|City|Borough|District|Town|Parish|Community|Metropolitan|Unitary|Combined|Combined[ \t]+County)[ \t]+)*(?:Council|Authority))\b",
)  # Ambershire County Council; Township of Elm

BODY = re.compile(
    r"\b((?:[A-Z][\w’'&-]*,?[ \t]+|and[ \t]+|for[ \t]+|of[ \t]+|the[ \t]+|in[ \t]+|with[ \t]+|&[ \t]+){0,9}"
    r"(?:Sub-?[ \t]?Committee|Committee|Scrutiny[ \t]+Panel|Panel|Cabinet|Executive|Commission|Forum|Assembly|Full[ \t]+Council|Board)|Cabinet)\b(?![ \t]+(?:Member|Office|Order|Director|Summary|Officer|Team|Support|Report|Paper|meeting[ \t]+room))"
)  # Roads and Transport Overview and Scrutiny Panel

PERIOD = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-–/]\s?((?:20)?\d{2})(?![\d-])")  # 2021-22, 2016/17, 2021 - 2022

BULLET = re.compile(r"[ \t]*(?:[•●▪■◦‣·➢✓-]|[-–—*o]|)[ \t]+(?=\S)")  # • Learning shared
NUMBER_MARK = re.compile(
    r"[ \t]*(?:\*\*)?((?:\d{1,3}\.){1,4}\d{0,3}|\d{1,3}[.)])(?:\*\*)?(?:[ \t]+(?=\S)|(?=[A-Z][a-z]))"
)  # 12. ; 4.1 ; 3) ; 11.By-law
LETTER_MARK = re.compile(
    r"[ \t]*(?:[-–][ \t]+)?(?:\*\*)?\(?([a-z]|[ivx]{1,5}|\d{1,2})\)(?:\*\*)?[ \t]+(?=\S)|[ \t]*([a-z]|[ivx]{2,5})\.[ \t]+(?=\S)"
)  # (a) ; ii) ; b.

ITEM_HEADING = re.compile(r"(?:Item\s+)?(\d{1,4}[A-Za-z]?)\s*[.):–-]?\s+([^\W\d].{1,160})$")  # 412 Work Programme; 118. FORWARD PLAN
RESOLUTION_NUMBER = re.compile(
    r"\(?((?:Res(?:olution)?\.?\s*(?:No\.?\s*)?|R)#?\s?\d{2,4}\s?[-/]\s?\d{1,4})\b(?!(?-i:[\s,]+[a-z]))", re.I
)  # R2021-017 B. Lee, but not `R2020-08 and the financing`

MINUTES_HEADING = re.compile(
    r"^\W*(?:(?:draft|unapproved|confirmed|corrected|approved|public)\s+)*minutes\b(?!\s+(?:of|from)\s+the\s+(?:last|previous))", re.I
)  # Minutes of the Panel
MEETING_ENDED = re.compile(
    r"\bmeeting\s+(?:was\s+)?(?:then\s+)?(?:ended|closed|finished|concluded|terminated|rose|adjourned)\b|^\W*adjournment\b", re.I
)  # The meeting ended at 5.40 pm
QUESTIONS_HEADING = re.compile(r"\bquestions?\b", re.I)  # Response to supplementary public questions to the Panel
LABELLED_DATE = re.compile(
    r"^\W*(?:meeting\s+date|date(?:\s+of\s+(?:the\s+)?meeting)?|to\s+be\s+held(?:\s+on)?)\W*[:\t|]", re.I
)  # Date: **Tuesday 13 December 2022**
PRESENTED = re.compile(r"\b(?:presented|reported|submitted)\s+to\b", re.I)  # Presented to the Panel on 19 January 2023
RESOLVES = re.compile(
    r"(?-i:\bRESOLVED\b|\bRECOMMENDED\b|\bRECOMMENDS\b|\bCARRIED\b)|^\W*(?:resolved|recommended)\b|\b(?:it\s+was|was|were)\s+(?:unanimously\s+)?(?:resolved|agreed)\b|\bresolved\s+that\b"
    r"|\b(?:panel|committee|cabinet|council|board|members?)\s+(?:unanimously\s+)?(?:agreed|resolved|recommended)\b|\bCarried\.?\s*$"
    r"|\binformation\s+request(?:s|ed)?\b.{0,40}:",
    re.I | re.M,
)  # RESOLVED: that the report be noted


def dates_in(text: str) -> list[tuple[int, date]]:
    """Every full date in a text with its offset, in order; a date that no calendar has is left out.

    >>> dates_in("held on Friday, 7 July 2023")
    [(16, datetime.date(2023, 7, 7))]
    """
    found: dict[int, date] = {}
    for match in _DAY_FIRST.finditer(text):
        _add(found, match.start(), match[3], _month_number(match[2]), match[1])
    for match in _MONTH_FIRST.finditer(text):
        _add(found, match.start(), match[3], _month_number(match[1]), match[2])
    for match in _SLASHED.finditer(text):
        _add(found, match.start(), match[3] if len(match[3]) == 4 else f"20{match[3]}", int(match[2]), match[1])
    for match in _ISO.finditer(text):
        _add(found, match.start(), match[1], int(match[2]), match[3])
    return sorted(found.items())


def _add(found: dict[int, date], at: int, year: str, month: int, day: str) -> None:
    try:
        found.setdefault(at, date(int(year), month, int(day)))
    except ValueError:
        return  # 31 June, or a slip such as June 310


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, start=1) if month.startswith(name.lower()[:3]))


def period_in(text: str) -> str | None:
    """The first reporting period in a text as `2021-22`: two years that follow one another.

    >>> period_in("Annual Report 2021/2022")
    '2021-22'
    """
    for match in PERIOD.finditer(text):
        first, last = int(match[1]), int(match[2]) % 100
        if (first + 1) % 100 == last:
            return f"{first}-{last:02d}"
    return None


def time_in(lines: Sequence[str]) -> str | None:
    """The first time of day in the lines, as it stands: `10.00 am`."""
    return next((match[0].strip() for line in lines if (match := TIME.search(line))), None)
