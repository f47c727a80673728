"""A list: all its entries, none added, none lost."""

import re
from collections.abc import Sequence

from assistant.answer.citations import Cited
from assistant.answer.lines import AnswerParts, Phrase, Quoted, Words
from assistant.answer.quoted_lines import lines_of, where_of
from assistant.models import Evidence, Shape
from assistant.query.parse import Understood
from corpus.models import Passage, PassageKind
from corpus.store.catalogue import Catalogue

_LISTED = re.compile(
    r"\b(?:what|which|who)\s+(?:are|were)\s+(?:the|our|its|their)\b|\b(?:list|name)\s+(?:the|all|every)\b|\ball\s+(?:the|of\s+the)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten)\s+(?:\w+\s+){0,3}\w+s\b|\bwhat\s+\w+s\s+(?:are|were|did|have|has)\b",
    re.I,
)  # What are the four priorities? ; Which depots were …
_FEWEST = 2  # entries that make a list
_CONTEXT = 2  # further citations quoted


def asks_for_list(understood: Understood, best: Passage) -> bool:
    """Whether a list is asked for and the best passage is one."""
    return best.kind is PassageKind.LIST and _LISTED.search(understood.text) is not None


def with_whole_list(understood: Understood, evidence: Sequence[Evidence], catalogue: Catalogue) -> list[Evidence]:
    """The evidence, and after the best of it what else its list has, where a list is asked for: a long one is several passages."""
    if not evidence or not asks_for_list(understood, evidence[0].passage):
        return list(evidence)
    best, group = evidence[0], evidence[0].passage.group
    runs = [run for run in catalogue.passages_of(best.passage.paper_id) if group is not None and run.group == group]
    others = [Evidence(passage=run, score=best.score) for run in runs if run.id != best.passage.id]
    return [best, *others, *(one for one in evidence[1:] if group is None or one.passage.group != group)]


def listing(understood: Understood, cited: Sequence[Cited]) -> AnswerParts | None:
    """The list that the first citation is from, with the passages that it runs on over; None where that is no list."""
    runs = runs_of_first(cited)
    if sum(len(one.passage.entries) for one in runs) < _FEWEST:
        return None
    lines: list[Quoted | Phrase] = [line for one in runs for line in _entries(one, first=one is runs[0])]
    rest = [one for one in cited if one not in runs]
    return AnswerParts(Shape.LIST, (*lines, *lines_of(rest, understood, _CONTEXT)))


def runs_of_first(cited: Sequence[Cited]) -> list[Cited]:
    """The citations from the list that the first is from, in the order of the paper."""
    if not cited:
        return []
    first = cited[0].passage
    runs = [one for one in cited if one is cited[0] or (first.group is not None and one.passage.group == first.group)]
    return sorted(runs, key=lambda one: one.passage.position)


def _entries(cited: Cited, *, first: bool) -> list[Quoted]:
    """What stands before the entries, then a line for each of them."""
    passage, n = cited.passage, cited.citation.n
    spoken = [text for text in (_opening(passage), *_texts(passage)) if text.strip()]
    return [Quoted(n, where_of(cited) if first and at == 0 else "", Words(text)) for at, text in enumerate(spoken)]


def _opening(passage: Passage) -> str:
    """The words before the first entry, without the headings above them."""
    return passage.text[passage.body_start - passage.start : passage.entries[0].start - passage.start].strip() if passage.entries else ""


def _texts(passage: Passage) -> list[str]:
    if not passage.entries:
        return [passage.body.strip()]
    return [passage.text[entry.start - passage.start : entry.end - passage.start].strip() for entry in passage.entries]
