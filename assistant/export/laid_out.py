"""An answer -> its parts in the order of the page: lines with the sources that they cite, what was searched, the sources."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.messages import kind_of, other_versions, outcome, searched_told, whose_meeting
from assistant.models import Answer, Citation, Status
from corpus.models import PaperKind

NEAREST = "Nearest passages: these do not answer the question"

# `Cabinet, 7 July 2023: “It was agreed …” [1]` and `See also [4] [5].`
_LINE = re.compile(r"(?:(?P<where>[^“”]*?): (?=“))?(?P<text>.*?)(?P<markers>(?: \[\d+\]){0,50})(?P<stop>\.?)", re.S)
_ONE_MARKER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class LaidLine:
    """One line of an answer: `where` is whose meeting it is from, `cites` the numbers of its sources, `stop` what ends it after them."""

    where: str
    text: str
    cites: tuple[int, ...]
    stop: str


def lines_of(answer: Answer) -> list[LaidLine]:
    """The lines of the answer; what was searched, which an answer that declines says too, is left out."""
    return [_line(line) for line in answer.answer.split("\n") if line != searched_told(answer.searched)]


def _line(line: str) -> LaidLine:
    found = _LINE.fullmatch(line)
    if found is None:
        return LaidLine("", line, (), "")
    return LaidLine(found["where"] or "", found["text"], tuple(int(n) for n in _ONE_MARKER.findall(found["markers"])), found["stop"])


def sources_of(answer: Answer) -> Sequence[Citation]:
    """What is listed below an answer: its sources, or the nearest passages, which do not answer."""
    return answer.citations if answer.status is Status.ANSWERED else answer.nearest


def heading_of(answer: Answer) -> str:
    """What stands above them: it says where they do not answer the question."""
    return "Sources" if answer.status is Status.ANSWERED else NEAREST


def place_of(citation: Citation) -> list[str]:
    """Where in which paper: `item 412, Work programme`, `paragraph 31`, `page 12 (printed page 79)`."""
    item = citation.item
    printed = citation.printed_page if citation.printed_page != str(citation.page) else None
    parts = []
    if item:
        parts.append(f"item {item.number}, {item.title}" if item.number else item.title)
    if citation.paragraph:
        parts.append(f"paragraph {citation.paragraph}")
    return [*parts, f"page {citation.page}" + (f" (printed page {printed})" if printed else "")]


def paper_of(citation: Citation) -> list[str]:
    """How the paper stands and its file: `draft minutes, panel.pdf`, `replaced by final.pdf`; `motion lost` where it was."""
    paper = citation.paper
    kind = "" if paper.kind is PaperKind.OTHER and paper.status is None else f"{kind_of(paper.kind, paper.status)}, "
    named = outcome(citation.decision)
    return [*([named] if named else []), f"{kind}{paper.file}", *other_versions(paper)]


def cited_in_full(citation: Citation) -> str:
    """Paper, meeting with its date, item, page and file in one sentence, as a footnote names a source."""
    title, whose = citation.paper.title, whose_meeting(citation)
    return "; ".join([title, *([] if whose in title else [whose]), *place_of(citation), *paper_of(citation)]) + "."
