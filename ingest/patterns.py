"""What the marks of a paper look like: times, numbers of items and paragraphs, bullets, resolutions.

Each pattern has an example beside it. A mark that could be two things is left unread.
"""

import re
from collections.abc import Sequence

TIME = re.compile(
    r"(?<![\d.:;])\b\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?\s?m\b\.?|\b\d{2}[.:]?\d{2}\s?(?:hrs|hours)\b|\b(?:12\s+)?(?:noon|midday)\b"
    r"|(?:(?<=\bat\s)|(?<=\bfrom\s)|(?<=\btime:\s)|(?<=\btime\s))\d{1,2}[.:]\d{2}(?![.:\d%/])",
    re.I,
)  # 10.00 am; 2 p.m.; 1930 hrs; 12 noon; at 19:30

COUNCIL = re.compile(
    r"\b((?:London|Royal)\s+Borough\s+of\s+[A-Z][\w’'-]{1,40}(?:\s+(?:and|upon)\s+[A-Z][\w’'-]{1,40})?|(?:The\s+Corporation\s+of\s+)?(?:the\s+)?(?:Township|City|Town|Village|County|Municipality|Borough|District)\s+of\s+(?:[A-Z][\w’'-]{1,40}\s?){1,3}"
    r"|(?:[A-Z][\w’'-]{1,40}[ \t]++(?:and[ \t]+|of[ \t]+|in[ \t]+|upon[ \t]+|the[ \t]+)?){1,4}?"
    r"(?:(?:County|City|Borough|District|Town|Parish|Community|Metropolitan|Unitary|Combined|Combined[ \t]+County)[ \t]+){0,5}(?:Council|Authority))\b",
)  # Ambershire County Council; Township of Elm

BODY = re.compile(
    r"\b((?:[A-Z][\w’'&-]{0,40}+,?[ \t]++|and[ \t]+|for[ \t]+|of[ \t]+|the[ \t]+|in[ \t]+|with[ \t]+|&[ \t]+){0,9}"
    r"(?:Sub-?[ \t]?Committee|Committee|Scrutiny[ \t]+Panel|Panel|Cabinet|Executive|Commission|Forum|Assembly|Full[ \t]+Council|Board)|Cabinet)\b(?![ \t]+(?:Member|Office|Order|Director|Summary|Officer|Team|Support|Report|Paper|meeting[ \t]+room))"
)  # Roads and Transport Overview and Scrutiny Panel

BULLET = re.compile(r"(?:[ \t]*+(?:[•●▪■◦‣·➢✓–—*o-]|x(?=\t)))?[ \t]++(?=\S)")  # • Learning shared; x is what a symbol font leaves of one
NUMBER_MARK = re.compile(
    r"[ \t]*(?:\*\*)?((?:\d{1,3}\.){1,4}\d{0,3}|\d{1,3}[.)])(?:\*\*)?(?:[ \t]+(?=\S)|(?=[A-Z][a-z]))"
)  # 12. ; 4.1 ; 3) ; 11.By-law
LETTER_MARK = re.compile(
    r"[ \t]*(?:[-–][ \t]+)?(?:\*\*)?\(?([a-z]|[ivx]{1,5}|\d{1,2})\)(?:\*\*)?[ \t]+(?=\S)|[ \t]*([a-z]|[ivx]{2,5})\.[ \t]+(?=\S)"
)  # (a) ; ii) ; b.

ITEM_HEADING = re.compile(r"(?:Item\s+)?(\d{1,4}[A-Za-z]?)(?:\s*+[.):–-])?\s++([^\W\d].{1,160})$")  # 412 Work Programme; 118. FORWARD PLAN
RESOLUTION_NUMBER = re.compile(
    r"\(?((?:Res(?:olution)?\.?\s*(?:No\.?\s*)?|R)#?\s?\d{2,4}\s?[-/]\s?\d{1,4})\b(?!(?-i:[\s,]+[a-z]))", re.I
)  # R2021-017 B. Lee, but not `R2020-08 and the financing`

MINUTES_HEADING = re.compile(
    r"^\W*(?:(?:draft|unapproved|unconfirmed|confirmed|corrected|approved|amended|public|meeting|council|official)\s+)*"
    r"(?:minutes|cofnodion|proc[eè]s-verba(?:l|ux)|miontuairiscí?|geàrr-chunntas)\b(?!\s+(?:of|from)\s+the\s+(?:last|previous))",
    re.I,
)  # Minutes of the Panel; Cofnodion, procès-verbal, miontuairiscí: the same in Welsh, French, Irish
MEETING_ENDED = re.compile(
    r"\bmeeting\s+(?:was\s+|be\s+|is\s+)?(?:then\s+|hereby\s+)?(?:ended|closed|finished|concluded|terminated|rose|adjourned(?!\s+(?:for|until|to)\b))\b"
    r"|\bclosed\s+the\s+meeting\b|\bmeeting\b[^.]{0,60}\bbe\s+adjourned\b(?!\s+(?:for|until|to)\b)|^\W*(?:\d{1,3}[.)]?\s+)?adjournment\b|^\W*end\s+of\s+(?:the\s+)?meeting\b",
    re.I,
)  # The meeting ended at 5.40 pm
CONTENTS_HEADING = re.compile(
    r"\W*(?:\d+\.?\s+)?(?:table\s+of\s+)?contents?(?:\s+(?:page|list))?\W*$", re.I
)  # 1. Contents; Table of contents
QUESTIONS_HEADING = re.compile(r"\bquestions?\b", re.I)  # Response to supplementary public questions to the Panel
LABELLED_DATE = re.compile(
    r"^\W*(?:meeting\s+date|(?:committee|cabinet|council|board|panel)\s+date|date(?:\s+of\s+(?:the\s+)?(?:meeting|committee|cabinet|council|board|panel|decision))?|to\s+be\s+held(?:\s+on)?)\W*[:\t|]",
    re.I,
)  # Date: **Tuesday 13 December 2022**
MEETING_DATE_LABEL = re.compile(
    r"^\W*(?:(?:meeting|committee|cabinet|council|board|panel)\s+date|date(?:\s+and\s+time)?\s+of\s+(?:the\s+)?(?:meeting|committee|cabinet|council|board|panel)|(?:to\s+be\s+)?held(?:\s+on)?)\b\W*",
    re.I,
)  # Date of meeting: 4 May 2021; Held on 4 May 2021
PRESENTED = re.compile(  # Laid before the Panel on 19 January 2023
    r"\b(?:(?:presented|reported|submitted)\s+to|laid\s+before|considered\s+by)\b", re.I
)


def time_in(lines: Sequence[str]) -> str | None:
    """The first time of day in the lines, as it stands: `10.00 am`."""
    found = next((match[0].strip() for line in lines if (match := TIME.search(line))), None)
    return found if found is None or found.lower().endswith(".m.") else found.rstrip(".")
