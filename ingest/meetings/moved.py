"""A meeting that was moved: which of the days that its paper names was only planned, and which is the day held.

`originally convened for 4 May 2021 and held on Tuesday 18 May 2021`: the meeting's is the 18th.
"""

import re
from collections.abc import Sequence

from corpus.dates import WEEKDAY, PrintedDate

_NEAR = 90  # characters before a date in which stands what it is the day of
_MOVED = (
    r"(?:adjourned|re-?arranged|re-?scheduled|re-?convened|postponed|deferred|moved|changed|put\s+(?:back|off)"
    r"|brought\s+forward|held\s+over)"
)
_TO_ITS_DAY = (
    rf"(?:\W+(?:the|a|an|its|one|that|meeting|session|of|on|for|held|called|convened|scheduled|planned|due|to|be|{WEEKDAY})\b){{0,8}}\W*$"
)
_PLANNED = re.compile(
    rf"(?:\b(?:{_MOVED}|change\s+of\s+date)\s+from|\b(?:in\s+(?:the\s+)?place|in\s+lieu|instead)\s+of|\b(?:takes|took|taking)\s+the\s+place\s+of|\breplac(?:es|ed|ing)"
    r"|\b(?:originally|previously|initially)\b(?:\s+\w+){0,3}|\b(?:was|were|should|ought)\s+(?:due\s+)?(?:to\s+)?(?:have\s+)(?:been\s+held|met|taken\s+place))"
    rf"{_TO_ITS_DAY}",
    re.I,
)  # adjourned from | 4 May 2021; in place of the meeting of | 4 May 2021; originally convened for | 4 May 2021
_CALLED_FOR = re.compile(
    rf"\b(?:(?:scheduled|planned|called|convened|arranged|due|fixed|intended)(?:\W+to\W+be\W+held)?\W+(?:for|on)|{_MOVED}\s+(?:\w+\s+)?(?:meeting|session)\s+of)\b{_TO_ITS_DAY}",
    re.I,
)  # the meeting scheduled for | 4 May 2021; the adjourned meeting of | 4 May 2021
_THEN_MOVED = re.compile(
    rf"\W*(?:(?:which|that)\s+)?(?:(?:was|were|had\s+been|has\s+been|is)\s+)?(?:not\s+held|inquorate|abandoned|cancell?ed|called\s+off|{_MOVED}(?!\s+from\b))\b",
    re.I,
)  # 4 May 2021 |, postponed because of snow
_HELD = re.compile(
    rf"\b(?:held|took\s+place|takes\s+place|take\s+place|met|(?:reconvened|resumed)(?=\s+on\b))\b{_TO_ITS_DAY}", re.I
)  # held on | 18 May 2021
_SPEAKS_OF_A_MOVE = re.compile(rf"\b{_MOVED}\b|\b(?:originally|instead|lieu|cancell?ed|inquorate)\b", re.I)


def is_planned(before: str) -> bool:
    """Whether the words before a date say that no meeting was held that day: `adjourned from`, `in place of the meeting of`."""
    return _PLANNED.search(before[-_NEAR:]) is not None


def days_held(text: str, dates: Sequence[PrintedDate]) -> list[PrintedDate]:
    """The dates of a text without those on which a meeting was only planned. Where it names the day held, that alone."""
    rest = [printed for printed in dates if not is_planned(text[: printed.start])]
    if _SPEAKS_OF_A_MOVE.search(text) and (held := [printed for printed in rest if _HELD.search(text[: printed.start][-_NEAR:])]):
        return held
    return [printed for printed in rest if not may_be_planned(text, printed)] or rest


def may_be_planned(text: str, printed: PrintedDate) -> bool:
    """Whether a date is called the day of a meeting that may have been held another day: `the meeting of 4 May 2021, postponed`."""
    before = text[: printed.start][-_NEAR:]
    called = _CALLED_FOR.search(before) or _THEN_MOVED.match(text, printed.end)
    return called is not None and not _HELD.search(before)
