"""Trackers whose columns were lost on the way, a row to a line under a line of headers: `A16 Turn the boards R Tuckwell 22 Jul 2022 Done`.

Where a cell ends is known by the date of the row alone: what stands after it tells the position.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.models import Passage, PassageKind
from corpus.register import Stated

_HEADERS = re.compile(
    r"(?:Ref(?:erence)?|No\.?|Number|ID)\s{1,9}(?P<made>(?:Meeting|Made|Raised|Date|Asked)\s{1,9})?"
    r"(?:Action|Request|Recommendation|Task|Subject)s?\s{1,9}(?:(?:Owner|Lead|Who|By\s{1,9}whom|Officer|Responsible)\s{1,9})?"
    r"(?P<due>Due|Deadline|By(?:\s{1,9}when)?|Target(?:\s{1,9}date)?)\s{1,9}(?:Position|Status|State|Progress|Update|Outcome)\b[^\n]{0,40}(?:\n|$)"
)  # Ref Action Owner Due Position at 9 September 2024
_CODE = re.compile(r"^[ \t]{0,4}(?P<code>[A-Z]{0,4}[ /-]?\d[\w/.-]{0,9})[ \t]+(?=\S)", re.M)
_DAY = re.compile(r"(?<!\w)\d{1,2}\s{1,9}(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\s{1,9}20\d\d\b")
_OWNER = re.compile(
    r"(?:(?:Cllr|Councillor|Mrs?|Ms|Miss|Dr|Supt|Insp|Det|Prof)\.?\s{1,9}(?:[A-Z]\.?\s{1,9})?|(?<![\w’'])[A-Z]\.?\s{1,9})[A-Z][\w’'-]{1,30}\s{0,9}$"
)  # R Tuckwell ; Supt Abara


@dataclass(frozen=True, slots=True)
class Line:
    """A row of such a tracker: its words, and what of it is sure."""

    passage: Passage
    words: Stated[str]
    number: Stated[str]
    owner: Stated[str] | None
    deadline: Stated[str]
    status: Stated[str]


def lines_of(passages: Sequence[Passage]) -> Iterator[Line]:
    """The rows under a line of headers, in its passage and in those that go on with them."""
    header: re.Match[str] | None = None
    for passage in passages:
        if passage.kind is PassageKind.TABLE_ROW:
            header = None
            continue
        text = passage.body
        found = _HEADERS.search(text)
        header = found or (header if header and _CODE.match(text) else None)
        if header is None:
            continue
        starts = list(_CODE.finditer(text, found.end() if found else 0))
        for code, below in zip(starts, [*starts[1:], None], strict=False):
            if line := _line(passage, code, below.start() if below else len(text), 1 if header["made"] else 0):
                yield line


def _line(passage: Passage, code: re.Match[str], end: int, before: int) -> Line | None:
    """One row; `before`: how many dates stand before its deadline. None where it has no such date, or says nothing after it."""
    text = passage.body
    end = code.start() + len(text[code.start() : end].rstrip())
    days = list(_DAY.finditer(text, code.end(), end))
    if len(days) <= before or (before and days[0].start() != code.end()):
        return None
    due = days[before]
    status = due.end() + len(text[due.end() : end]) - len(text[due.end() : end].lstrip())
    if status >= end:
        return None

    def stated(start: int, last: int) -> Stated[str]:
        return Stated(" ".join(text[start:last].split()), passage.page, passage.body_start + start, passage.body_start + last)

    owner = _OWNER.search(text, code.end(), due.start())
    words = Stated(text[code.start() : end], passage.page, passage.body_start + code.start(), passage.body_start + end)
    return Line(
        passage, words, stated(*code.span("code")),
        stated(owner.start(), owner.start() + len(owner[0].rstrip())) if owner else None,
        stated(*due.span()), stated(status, end),
    )  # fmt: skip
