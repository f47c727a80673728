"""The words of a status, as a tracker's row gives them -> how the thing stands by them."""

import re
from enum import StrEnum


class Standing(StrEnum):
    """How a thing stands by its status: done and decided only where the words say so without a doubt."""

    OPEN = "open"
    PROPOSED_TO_CLOSE = "proposed_to_close"
    DONE = "done"
    DECIDED = "decided"  # accepted or not: there is nothing to be done by it
    GIVEN_UP = "given_up"  # over, and not done

    @property
    def is_over(self) -> bool:
        return self in (Standing.DONE, Standing.DECIDED, Standing.GIVEN_UP)


_WHEN = (
    r"(?:(?:the\s+)?(?:end|middle|start)\s+of\s+|next\s+|early\s+|late\s+|mid[\s-]+)*"
    r"(?:\d|Q[1-4]\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|spring|summer|autumn|winter|(?:week|month|year|meeting)\b)"
)
_DONE = re.compile(
    r"\b(?:closed|close(?=\W*$)|completed?|done|finished|implemented|answered|replied|delivered|discharged|achieved|actioned|fulfilled|resolved|concluded|published"
    r"|(?:sent|received)(?=\W*$|\s*[,;:(–-]|\s+(?:on\b|by\s+e?-?mail|\d|to\s+(?:all\s+|the\s+)?(?:members|councillors|committee|panel)\b)))\b",
    re.I,
)  # Closed: 14 sites mapped ; Done 6 March ; Sent to members ; not Sent to contractor
_DECIDED = re.compile(r"\b(?:accepted|agreed|approved|adopted|rejected|refused|declined)\b", re.I)
_GIVEN_UP = re.compile(r"\b(?:withdrawn|superseded)\b", re.I)
_NO_ACTION = re.compile(r"\bno\s+further\s+action\b", re.I)
_TO_CLOSE = re.compile(
    r"\b(?:propos\w+|recommend\w*|suggest\w*|request\w*|to)\s(?:(?:to|for|be)\s){0,2}(?:clos(?:e|ed|ure)|complet\w+|remov\w+|discharg\w+)\b|\bfor\s+(?:closure|removal)\b",
    re.I,
)  # Propose to close
_UNSETTLED = re.compile(
    r"\b(?:not\s+(?:yet\s+)?(?:been\s+)?(?:complete[d]?|done|started|begun|received|sent|answered|implemented|due|achieved|published|delivered|closed|resolved|withdrawn|superseded)"
    r"|in(?:complete|\s+(?:progress|part)\b(?<!accepted\sin\spart)(?<!agreed\sin\spart))|part(?:ly|ially)?\b(?!\s+(?:accepted|agreed))(?<!accepted\sin\spart)(?<!agreed\sin\spart)"
    r"|open|outstanding|overdue|on\s*going|pending|await(?:ed|ing)|underway|under\s+way|on\s+track|off\s+track|late|slipped|to\s+be|will\s+be|being"
    r"|nearly|almost|amber|red|except|remain\w*|chased|until|once|expected|scheduled|planned|due\s+(?:to|in|by|on)"
    r"|for\s+(?:costing|pricing|quotation|consideration|review|comments?|approval|decision|advice))\b"
    rf"|\b\d{{1,2}}\s?%|\bby\s+{_WHEN}",
    re.I,
)  # Not yet done ; Part done ; Done, except lighting ; Complete by March 2026 ; 80% complete


def standing(status: str) -> Standing | None:
    """How a thing stands by its status; None where there are no words.

    >>> standing("Done, except lighting")
    <Standing.OPEN: 'open'>
    """
    if not status.strip():
        return None
    if _TO_CLOSE.search(status):
        return Standing.PROPOSED_TO_CLOSE
    if _UNSETTLED.search(status):
        return Standing.OPEN
    if _GIVEN_UP.search(status):
        return Standing.GIVEN_UP
    if _DONE.search(status):
        return Standing.DONE
    if _NO_ACTION.search(status):
        return Standing.GIVEN_UP
    return Standing.DECIDED if _DECIDED.search(status) else Standing.OPEN
