"""Evidence -> answer: the papers' own sentences, each with its citation, or a plain `not found`."""

from collections.abc import Sequence

from assistant.models import Citation, CitedDecision, CitedItem, CitedMeeting, CitedPaper, Evidence, OtherVersion
from assistant.phrases import outcome, standing, whose_meeting
from corpus.catalogue import Catalogue
from corpus.models import Decision, Paper, PaperStatus
from corpus.text import readable
from corpus.versions import Version, Versions

NOT_FOUND = "Not found in these papers."
_READ = 600  # words of passages that a reader is taken to read
_MOST = 12  # citations
_WORTH = 0.4  # of the best score: what stands below it has little to do with the question
_QUOTED = 3  # citations quoted in the answer itself
NEAREST = 3  # passages offered where nothing answers


def citations_of(evidence: Sequence[Evidence], catalogue: Catalogue) -> list[Citation]:
    """Citations of the best evidence in order, as many as a reader reads, numbered from 1 and not yet verified."""
    cited: list[Citation] = []
    words = 0
    versions = catalogue.versions()
    for found in evidence:
        if len(cited) == _MOST or words >= _READ or found.score < _WORTH * evidence[0].score:
            break
        citation = _citation(len(cited) + 1, found, catalogue, versions)
        if citation is not None:
            cited.append(citation)
            words += len(found.passage.text.split())
    return cited


def _citation(n: int, evidence: Evidence, catalogue: Catalogue, versions: Versions) -> Citation | None:
    passage = evidence.passage
    paper = catalogue.paper(passage.paper_id)
    if paper is None:
        return None  # it was taken out between search and answer
    item = CitedItem(number=passage.item.number, title=passage.item.title) if passage.item else None
    meeting = CitedMeeting(council=passage.meeting.council, body=passage.meeting.body, date=passage.meeting.date)
    return Citation(
        n=n,
        quote=evidence.quote,
        passage=passage.text,
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


def answer_text(citations: Sequence[Citation]) -> str:
    """Quotes with their markers, the rest named after them: `7 July 2023, Cabinet: “…” [1]`."""
    lines = [f"{_where(citation)}: “{readable(citation.quote)}” [{citation.n}]" for citation in citations[:_QUOTED]]
    rest = " ".join(f"[{citation.n}]" for citation in citations[_QUOTED:])
    if rest:
        lines.append(f"See also {rest}.")
    return "\n".join(lines)


def not_found_text(nearest: Sequence[Citation]) -> str:
    return f"{NOT_FOUND} The nearest passages are listed, but they do not answer the question." if nearest else NOT_FOUND


def _where(citation: Citation) -> str:
    """Whose meeting, and for a table's row the table too: the row does not say what its figures are. What is not final is named so."""
    table = readable(citation.heading) if "\t" in citation.quote and citation.heading else ""
    where = f"{whose_meeting(citation)}, {table}" if table else whose_meeting(citation)
    paper = citation.paper
    stands = standing(paper) if paper.status is PaperStatus.DRAFT or paper.replaced_by else ""
    named = "; ".join(part for part in (outcome(citation.decision), stands) if part)
    return f"{where} ({named})" if named else where
