"""Evidence -> citations: the best passages in order, as many as a reader reads, each with where it stands."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from assistant.answer.quoting import quote_of, shown_of
from assistant.models import Citation, CitedDecision, CitedItem, CitedMeeting, CitedPaper, Evidence, OtherVersion
from assistant.query.models import Query
from assistant.retrieval.scoring import Asked
from corpus.models import Decision, Meeting, Paper, Passage, PassageKind
from corpus.pdf.letters import MISSING
from corpus.store.catalogue import Catalogue
from corpus.text import readable, sentence_spans
from corpus.versions import Version, Versions

_READ = 600  # words of passages that a reader is taken to read
_MOST = 15  # citations
_WORTH = 0.2  # of the best score: what stands below it has little to do with the question
_LEAD_QUOTE, _QUOTE = 75, 45  # words quoted of the first passage, and of each other
# Words shown of the first passage (all of it), and of each other: whole sentences around the quote. With 50 the reader's 600 words hold a
# right passage in more of the 37 answerable questions measured over five real papers than with 60, 70 or whole passages.
_LEAD_SHOWN, _SHOWN = 130, 50


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation, and the passage that it is from."""

    citation: Citation
    passage: Passage

    def verified(self) -> "Cited":
        """The same, its quote found again on its page; of words in which letters are missing nothing tells that they are the page's."""
        return replace(self, citation=self.citation.model_copy(update={"verified": MISSING not in self.citation.quote}))


def cited_from(
    evidence: Sequence[Evidence],
    query: Query,
    asked: Asked,
    catalogue: Catalogue,
    *,
    of_one_day: Container[Meeting] = frozenset(),
    at_most: int = _MOST,
) -> list[Cited]:
    """The best evidence in order as citations, numbered from 1 and not yet verified. All of a list that is the best is cited.

    `of_one_day` are the meetings of bodies that met again that day, their places left out.
    """
    cited: list[Cited] = []
    words = 0
    versions = catalogue.versions()
    for found in evidence:
        enough = len(cited) >= at_most or words >= _READ or found.score < _WORTH * evidence[0].score
        if enough and not _of_one_list(evidence[0].passage, found.passage):
            break
        paper = catalogue.paper(found.passage.paper_id)
        if paper is None:
            continue  # it was taken out between search and answer
        passage = found.passage
        lead = not cited
        quote = quote_of(found, query, asked, _LEAD_QUOTE if lead else _QUOTE)
        if not readable(quote):
            continue  # a row of empty cells
        shown = shown_of(passage, quote, _LEAD_SHOWN if lead else _SHOWN)
        meeting = _meeting(passage.meeting, of_one_day)
        cited.append(Cited(_citation(len(cited) + 1, found, paper, meeting, quote, shown, versions), passage))
        words += len(shown.split())
    return cited


def cited_at(
    n: int,
    passage: Passage,
    start: int,
    end: int,
    catalogue: Catalogue,
    *,
    of_one_day: Container[Meeting] = frozenset(),
    whole: bool = False,
) -> Cited | None:
    """The words [start, end) of a page as a citation, `whole` or as many as are quoted; None where its paper is held no longer."""
    paper = catalogue.paper(passage.paper_id)
    if paper is None:
        return None
    words = passage.text[max(start - passage.start, 0) : end - passage.start].strip()
    quote = words if whole else _stretch(words, passage.kind is PassageKind.TABLE_ROW)
    shown = shown_of(passage, quote, _LEAD_SHOWN)
    meeting = _meeting(passage.meeting, of_one_day)
    return Cited(_citation(n, Evidence(passage=passage, score=1.0), paper, meeting, quote, shown, catalogue.versions()), passage)


def _stretch(text: str, is_row: bool) -> str:
    """The last sentences of a text, of at most as many words as are quoted: what was decided stands at the end."""
    spans = sentence_spans(text)
    if is_row or len(spans) < 2:
        return text
    first = len(spans) - 1
    while first and len(text[spans[first - 1][0] :].split()) <= _LEAD_QUOTE:
        first -= 1
    return text[spans[first][0] :]


def _of_one_list(a: Passage, b: Passage) -> bool:
    return a.kind is b.kind is PassageKind.LIST and a.group is not None and a.group == b.group


def numbered(cited: Sequence[Cited]) -> tuple[Cited, ...]:
    """The same, counted from 1 in this order."""
    return tuple(replace(one, citation=one.citation.model_copy(update={"n": n})) for n, one in enumerate(cited, start=1))


def _meeting(of: Meeting, of_one_day: Container[Meeting]) -> CitedMeeting:
    of_several = replace(of, place=None) in of_one_day
    return CitedMeeting(council=of.council, body=of.body, date=of.date, time=of.time, kind=of.kind, one_of_several=of_several)


def _citation(n: int, evidence: Evidence, paper: Paper, meeting: CitedMeeting, quote: str, shown: str, versions: Versions) -> Citation:
    passage = evidence.passage
    item = CitedItem(number=passage.item.number, title=passage.item.title) if passage.item else None
    return Citation(
        n=n,
        quote=quote,
        passage=shown,
        passage_id=passage.id,
        paper=_cited(paper, versions),
        page=passage.page,
        printed_page=passage.printed_page,
        paragraph=passage.paragraph,
        item=item,
        heading=passage.heading,
        meeting=meeting,
        decision=_decision(passage.decision) if passage.decision else None,
        score=evidence.score,
        verified=False,
    )


def _decision(decision: Decision) -> CitedDecision:
    return CitedDecision(
        kind=decision.kind,
        draft=decision.draft,
        number=decision.number,
        mover=decision.mover,
        seconder=decision.seconder,
        vote=decision.vote.text if decision.vote else None,
        result=decision.result,
    )


def _cited(paper: Paper, versions: Versions) -> CitedPaper:
    later = versions.replaced_by.get(paper.id)
    return CitedPaper(
        id=paper.id,
        title=paper.title,
        kind=paper.kind,
        file=paper.file,
        status=paper.status,
        replaces=tuple(_other(version) for version in versions.replaces.get(paper.id, ())),
        replaced_by=_other(later) if later else None,
    )


def _other(version: Version) -> OtherVersion:
    return OtherVersion(id=version.id, title=version.title, file=version.file, status=version.status)
