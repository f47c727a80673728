"""Cases against the papers: whether each quote stands where its case says, in a passage of that meeting date and item."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.models import Passage
from corpus.text import spoken
from eval.cases import Case, GoldEvidence
from eval.evaluators.citations import is_item_of, item_of
from eval.evaluators.evaluator import shortened
from eval.papers import Papers
from eval.places import Place, places
from eval.wording import as_printed, found_in, says_all


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one case."""

    case: str
    what: str

    def __str__(self) -> str:
        return f"{self.case}: {self.what}"


def validate(cases: Sequence[Case], papers: Papers) -> tuple[Fault, ...]:
    """What is wrong with the cases, in their order. Evidence that is there to distract has to stand where it says, too."""
    return tuple(
        Fault(case.id, what)
        for case in cases
        for evidence in case.evidence
        for what in (_faults_of_quote(evidence, papers) if evidence.quote is not None else _faults_of_marks(evidence, papers))
    )


def _faults_of_quote(evidence: GoldEvidence, papers: Papers) -> Iterator[str]:
    named, quote = papers.named(evidence.file), shortened(evidence.quote or "")
    if not named:
        yield _no_paper(evidence.file, papers)
        return
    words = as_printed(evidence.quote or "")
    there = list(places(words, named))
    here = [place for place in there if evidence.page in (None, place.page)]
    if not there:
        elsewhere = next(places(words, papers.all), None)
        yield f"{quote} does not stand in {evidence.file}" + (f"; it stands on {elsewhere}" if elsewhere else "")
    elif not here:
        yield f"{quote} does not stand on page {evidence.page} of {evidence.file}; it stands on {' and '.join(map(str, there))}"
    else:
        if evidence.line is not None and not any(_begins_in_line(Path(paper.read.paper.path), evidence.line, words) for paper in named):
            yield f"{quote} does not begin in line {evidence.line} of {evidence.file}"
        yield from _faults_of_passages(evidence, quote, _passages(here))


def _faults_of_marks(evidence: GoldEvidence, papers: Papers) -> Iterator[str]:
    named, marks = papers.named(evidence.file), ", ".join(evidence.marks)
    if not named:
        yield _no_paper(evidence.file, papers)
        return
    on_page = [passage for paper in named for passage in paper.read.passages if passage.page == evidence.page]
    here = [passage for passage in on_page if says_all(passage.text, evidence.marks)]
    if not here:
        yield f"no passage on page {evidence.page} of {evidence.file} has all of {marks}"
    else:
        yield from _faults_of_passages(evidence, marks, here)


def _faults_of_passages(evidence: GoldEvidence, said: str, passages: Sequence[Passage]) -> Iterator[str]:
    dates = {passage.meeting.date for passage in passages}
    if evidence.dated not in dates:
        own = " or ".join(sorted(spoken(date) if date else "none" for date in dates)) or "none"
        given = spoken(evidence.dated) if evidence.dated else "none"
        yield f"the meeting date of {said} is {own}, and not {given}"
    if evidence.item is not None and not any(is_item_of(evidence.item, passage) for passage in passages):
        own = " or ".join(sorted({item_of(passage) or "none" for passage in passages}))
        yield f"the item of {said} is {own}, and not {evidence.item}"


def _passages(found: Sequence[Place]) -> list[Passage]:
    return [passage for place in found for passage in place.passages]


def _no_paper(file: str, papers: Papers) -> str:
    refused = papers.refused.get(file)
    return f"{file} could not be read: {refused}" if refused else f"no paper is called {file}"


def _begins_in_line(file: Path, line: int, words: str) -> bool:
    """Whether words, as printed, begin in a line (from 1) of a text file and go on from there."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()[line - 1 :]
    from_it, behind_it = as_printed("\n".join(lines)), as_printed("\n".join(lines[1:]))
    return any(at < len(from_it) - len(behind_it) for at in found_in(from_it, words))
