"""The papers held -> questions to begin with, and an answer -> questions to go on with.

Those to begin with are made from items and tables, spread over the bodies, and each is proved by asking it: it is offered only if what
it is made from is among the first things that its answer cites. Those to go on with are about the meeting that an answer rests on, as
far as the catalogue knows its decisions and who was there. The same papers give the same questions.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from assistant.models import Answer, Question, Status
from corpus.models import DecisionKind, Paper, PaperKind, Passage, PassageKind
from corpus.store.catalogue import Catalogue
from corpus.text import readable, spoken

_OFFERED = 6
_PAPERS = 4  # of each body, the newest
_TRIED = 4  # questions of each sort and body
_LONGEST = 110  # characters of a question, which is to be read at a glance
_PROVED_BY = 3  # the first citations

# What every meeting does, about which nobody asks first: `Minutes of the meeting of 14 March`, `Apologies`, `Work programme`
_ROUTINE = re.compile(
    r"\b(?:minutes|apologies|declarations?|interests?|matters arising|next meeting|work programme|forward plan|tracker|agenda|substitutes?|"
    r"vice-chair|chair|appointments?|urgent business|terms of reference|exclusion|adjourn\w*|roll call|petitions|public questions|"
    r"performance|monitoring|schedule of meetings|recommendations)\b",
    re.I,
)
_NUMBERED = re.compile(r"^(?:table|figure|appendix)\s+[\w.]+\s*[:.–-]\s*", re.I)  # Table 2: Salt used
_NAMED = re.compile(r"^[^:]{8,60}(?=: )")  # Larkfield House: transfer to the Trust
_OF_A_MEETING = re.compile(r"\b(?:Panel|Committee|Board|Council|Forum|Partnership|Commission|Sub-Committee)$")
_MINUTED = frozenset({PaperKind.MINUTES})


@dataclass(frozen=True, slots=True)
class _Idea:
    """A question, and the passages from which it is made."""

    text: str
    passage_ids: frozenset[str]


def suggested(catalogue: Catalogue, answered: Callable[[Question], Answer]) -> tuple[str, ...]:
    """Questions that the papers held answer, those of the latest meetings first; none where nothing is held."""
    by_body: dict[str, list[Paper]] = {}
    for paper in catalogue.papers():
        if paper.meeting.body:
            by_body.setdefault(paper.meeting.body, []).append(paper)
    rounds: list[list[str]] = []
    for ideas_of in (_decided, _counted):
        proved = [_proved(ideas_of(body, _passages(papers, catalogue)), answered) for body, papers in by_body.items()]
        rounds += [[text for text in texts if text is not None] for texts in zip_longest(*proved)]
    return tuple(dict.fromkeys(text for texts in _turns(rounds) for text in texts))[:_OFFERED]


def further(answer: Answer, catalogue: Catalogue, asked: Container[str] = ()) -> tuple[str, ...]:
    """What one may ask next of the meeting that the first source is from: its item's decision, all its decisions, who was there.

    Nothing that was asked already, and no decision that the answer cites.
    """
    first = next(iter(answer.citations), None)
    if first is None or first.meeting.body is None or first.meeting.date is None:
        return ()
    meeting = first.meeting.body, first.meeting.date
    body, day = _spoken_body(first.meeting.body), spoken(first.meeting.date)
    decisions = [one for one in catalogue.decisions(first.meeting.date, first.meeting.date) if one.meeting.body == first.meeting.body]
    papers = {paper_id: catalogue.paper(paper_id) for paper_id in (first.paper.id, *(one.paper_id for one in decisions))}
    passages = [(paper, one) for one in decisions if (paper := papers[one.paper_id]) is not None]
    titled = dict(_by(lambda paper, passage: _item_decided(passage.meeting.body or "", paper, passage), passages))
    questions = [f"What did {body} decide about {_in_a_sentence(title, passages)} on {day}?" for title in _uncited(answer, titled)]
    if len(titled) > 1:
        questions.append(f"What did {body} decide on {day}?")
    if any(paper.attendance and (paper.meeting.body, paper.meeting.date) == meeting for paper in papers.values() if paper is not None):
        questions.append(f"Who attended {body} on {day}?")
    return tuple(text for text in questions if text not in asked and len(text) <= _LONGEST)


def _uncited(answer: Answer, titled: Mapping[str, Sequence[Passage]]) -> Iterator[str]:
    """The title of the first source's item, if it has decisions and the answer cites none of them."""
    item = answer.citations[0].item
    cited = {citation.passage_id for citation in answer.citations}
    for title, found in titled.items():
        of_item = item is not None and any(one.item is not None and one.item.title == item.title for one in found)
        if of_item and cited.isdisjoint(one.id for one in found):
            yield title


def _turns(rounds: Sequence[list[str]]) -> Iterator[list[str]]:
    """Decisions and figures by turns."""
    half = len(rounds) // 2
    for decided, counted in zip_longest(rounds[:half], rounds[half:]):
        yield decided or []
        yield counted or []


def _passages(papers: Sequence[Paper], catalogue: Catalogue) -> list[tuple[Paper, Passage]]:
    return [(paper, passage) for paper in papers[:_PAPERS] for passage in catalogue.passages_of(paper.id)]


def _proved(ideas: Iterator[_Idea], answered: Callable[[Question], Answer]) -> list[str]:
    """The first two of these questions whose answers cite, among the first, what they were made from."""
    proved: list[str] = []
    for _, idea in zip(range(_TRIED), ideas, strict=False):
        answer = answered(Question(text=idea.text))
        if answer.status is Status.ANSWERED and any(one.passage_id in idea.passage_ids for one in answer.citations[:_PROVED_BY]):
            proved.append(idea.text)
        if len(proved) == 2:
            break
    return proved


def _decided(body: str, passages: Sequence[tuple[Paper, Passage]]) -> Iterator[_Idea]:
    """`What did Cabinet decide about library opening hours?` for each item of its minutes with a resolution."""
    for title, found in _by(lambda paper, passage: _item_decided(body, paper, passage), passages):
        yield from _asked(f"What did {_spoken_body(body)} decide about {_in_a_sentence(title, passages)}?", found)


def _counted(body: str, passages: Sequence[tuple[Paper, Passage]]) -> Iterator[_Idea]:
    """`What are the figures for salt used in each district?` for each table that has a title of its own."""
    for title, found in _by(lambda _, passage: _table(body, passage), passages):
        if any(re.search(r"\d", passage.body) for passage in found):
            yield from _asked(f"What are the figures for {_in_a_sentence(title, passages)}?", found)


def _by(title_of: Callable[[Paper, Passage], str | None], passages: Sequence[tuple[Paper, Passage]]) -> Iterator[tuple[str, list[Passage]]]:
    titled: dict[str, list[Passage]] = {}
    for paper, passage in passages:
        if title := title_of(paper, passage):
            titled.setdefault(title, []).append(passage)
    yield from titled.items()


def _asked(text: str, made_from: Sequence[Passage]) -> Iterator[_Idea]:
    if len(text) <= _LONGEST:
        yield _Idea(text, frozenset(passage.id for passage in made_from))


def _item_decided(body: str, paper: Paper, passage: Passage) -> str | None:
    decision, item = passage.decision, passage.item
    if decision is None or decision.draft or decision.kind is not DecisionKind.RESOLUTION or item is None:
        return None
    if paper.kind not in _MINUTED or passage.meeting.body != body or _ROUTINE.search(item.title):
        return None
    title = readable(item.title)
    named = _NAMED.match(title)
    return named[0] if named else title


def _table(body: str, passage: Passage) -> str | None:
    heading = readable(passage.heading or "")
    if passage.kind is not PassageKind.TABLE_ROW or passage.meeting.body != body or _ROUTINE.search(heading):
        return None
    return _NUMBERED.sub("", heading) if _NUMBERED.match(heading) else None


def _spoken_body(body: str) -> str:
    """`the Highways Panel`, `Cabinet`."""
    return f"the {body}" if _OF_A_MEETING.search(body) and not body.lower().startswith("the ") else body


def _in_a_sentence(title: str, passages: Sequence[tuple[Paper, Passage]]) -> str:
    """`Library opening hours` -> `library opening hours`, where the papers write that word small too, and not this one large within
    a sentence: it is no name."""
    first = title.split()[0]
    texts = [passage.body for _, passage in passages]
    small = re.compile(rf"\b{re.escape(first.lower())}\b")
    named = re.compile(rf"[a-z,] {re.escape(' '.join(title.split()[:2]))}\b")  # by the Deprivation of
    is_word = first[1:].islower() and any(map(small.search, texts)) and not any(map(named.search, texts))
    return (title[0].lower() + title[1:] if is_word else title).rstrip(" .?")
