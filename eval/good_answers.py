"""Good answers made by program from papers: quotes of passages, each with its own place, item and meeting date, and the case they answer.

Nothing is random: what is drawn depends on the SHA-256 of what it is drawn for, so every machine makes the same answers.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from typing import TypeVar

from corpus.models import Passage, PassageKind
from corpus.text import sentence_spans, spoken
from eval.answers import Answered, GivenAnswer, GivenCitation
from eval.cases import Case, CaseType, GoldEvidence
from eval.evaluators.citations import item_of
from eval.papers import CheckedPaper, Papers
from eval.wording import as_printed, runs_of, says_any

CITED = 5  # citations of each answer
EVIDENCE = 3  # of them evidence of the case
_WORDS = range(15, 101)  # of a passage: six of the longest fill the words that a reader reads
_FEWEST_WORDS = 8  # of a sentence that says something

FIGURE = re.compile(r"(?<![\w.,/-])£?\d{1,3}(?:,\d{3})+(?![\w,/-])|(?<![\w.,/-])£?\d+\.\d+m?(?![\w/-])")  # 1,617, £41,300, 56.3, £1.38m

_Drawn = TypeVar("_Drawn")


def drawn(things: Sequence[_Drawn], *of: object) -> _Drawn:
    """One of some things, always the same for the same things."""
    digest = hashlib.sha256("/".join(map(str, of)).encode()).digest()
    return things[int.from_bytes(digest[:4], "big") % len(things)]


@dataclass(frozen=True)
class Source:
    """A passage of a paper with the sentence of it that is quoted, and the figure in that which the case asks for."""

    paper: CheckedPaper
    passage: Passage
    sentence: str
    figure: str

    @cached_property
    def citation(self) -> GivenCitation:
        return passage_to_citation(self.paper, self.passage, self.sentence)

    @cached_property
    def said(self) -> frozenset[tuple[str, ...]]:
        """The runs of three words of the sentence, and below of the whole passage."""
        return runs_of(self.sentence)

    @cached_property
    def all_said(self) -> frozenset[tuple[str, ...]]:
        return runs_of(self.passage.text)

    @property
    def evidence(self) -> GoldEvidence:
        paper, passage = self.paper, self.passage
        return GoldEvidence(file=paper.file, page=passage.page, quote=self.sentence, meeting_date=passage.meeting.date)

    def line(self, n: int) -> str:
        """`Cabinet, 14 December 2023: “…” [1]`."""
        date = self.passage.meeting.date
        lead = ", ".join(part for part in (self.passage.meeting.body, spoken(date) if date else None) if part)
        return f"{lead + ': ' if lead else ''}“{as_printed(self.sentence)}” [{n}]"


@dataclass(frozen=True)
class Good:
    """An answer with its case, the sources that it was made of (one for each line and citation), and what another run answered."""

    case: Case
    sources: tuple[Source, ...]
    answered: Answered
    other: GivenAnswer

    @property
    def answer(self) -> GivenAnswer:
        return self.answered.answer

    @property
    def other_run(self) -> Answered:
        return replace(self.answered, answer=self.other)

    def with_answer(self, answer: GivenAnswer) -> "Good":
        """The same with another answer, which every run gives."""
        return replace(self, answered=replace(self.answered, answer=answer), other=answer)


def passage_to_citation(paper: CheckedPaper, passage: Passage, quote: str) -> GivenCitation:
    """A right citation of a passage."""
    meeting = passage.meeting
    return GivenCitation(passage.text, paper.file, passage.page, meeting.date, quote, item_of(passage), body=meeting.body)


def sources_of(papers: Papers) -> tuple[Source, ...]:
    """Every passage of the papers that can be quoted for a figure."""
    found = (_source(paper, passage) for paper in papers.all for passage in paper.read.passages)
    return tuple(source for source in found if source is not None)


def _source(paper: CheckedPaper, passage: Passage) -> Source | None:
    """None where it has no sentence with a figure in a passage of middling length, or gives no date or item to be checked."""
    if passage.kind is PassageKind.TABLE_ROW or len(passage.text.split()) not in _WORDS:
        return None
    if passage.meeting.date is None or passage.item is None:
        return None
    for start, end in sentence_spans(passage.body):
        sentence = passage.body[start:end]
        if len(sentence.split()) >= _FEWEST_WORDS and (figure := FIGURE.search(as_printed(sentence))):
            return Source(paper, passage, sentence, figure[0])
    return None


def good_answers(firsts: Sequence[Source], sources: Sequence[Source], name: str) -> Iterator[Good]:
    """Good answers without end, each to a question that one of `firsts` answers and others of `sources` stand beside.

    The figure asked for stands in the first line alone, and no two sources of an answer say the same.
    """
    for n in count(1):
        yield _good(f"{name} {n}", firsts, sources)


def _good(name: str, firsts: Sequence[Source], sources: Sequence[Source]) -> Good:
    first = drawn(firsts, name)
    taken = [first]
    for attempt in count():
        if len(taken) == CITED:
            break
        source = drawn(sources, name, attempt)
        if not says_any(source.sentence, [first.figure]) and not any(_alike(source, other) for other in taken):
            taken.append(source)
    case = Case(
        id=name,
        type=CaseType.FACT,
        question=f"Which figure was given under {item_of(first.passage)}?",
        must_contain=((first.figure,),),
        evidence=tuple(source.evidence for source in taken[:EVIDENCE]),
    )
    answer = sources_to_answer(taken)
    return Good(case, tuple(taken), Answered(name, answer, seconds=0.1), answer)


def sources_to_answer(sources: Sequence[Source]) -> GivenAnswer:
    """A line for each source, with its citation."""
    text = "\n".join(source.line(n) for n, source in enumerate(sources, start=1))
    citations = tuple(replace(source.citation, n=n) for n, source in enumerate(sources, start=1))
    return GivenAnswer(text, answered=True, citations=citations)


def _alike(source: Source, other: Source) -> bool:
    """Whether a passage says what another is quoted for: papers repeat one another."""
    return says_much_of(source.all_said, other.said) or says_much_of(other.all_said, source.said)


def says_much_of(said: frozenset[tuple[str, ...]], wanted: frozenset[tuple[str, ...]]) -> bool:
    """Whether a third of some runs of three words stand among others."""
    return len(said & wanted) * 3 > len(wanted)


def passages_near(source: Source, wanted: Callable[[Passage], bool]) -> list[Passage]:
    """The passages of the same paper that are wanted, the nearest first."""
    others = [passage for passage in source.paper.read.passages if passage.id != source.passage.id and wanted(passage)]
    return sorted(others, key=lambda passage: (abs(passage.position - source.passage.position), passage.position))
