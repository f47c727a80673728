"""The sources of an answer -> what is said of them on the screen and on paper: where they stand, in which paper."""

from collections.abc import Sequence

from assistant.answer.messages import kind_of, not_verified, other_versions, outcome, whose_meeting
from assistant.models import Answer, Citation, Status
from corpus.models import PaperKind

NEAREST = "Nearest passages: these do not answer the question"


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
    """Paper, meeting with its date, item, page and file in one sentence, as a footnote names a source; then whether it is not sure."""
    title, whose = citation.paper.title, whose_meeting(citation)
    said = "; ".join([title, *([] if whose in title else [whose]), *place_of(citation), *paper_of(citation)]) + "."
    return f"{said} {unsure}" if (unsure := not_verified(citation)) else said
