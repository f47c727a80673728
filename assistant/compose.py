"""Evidence -> answer: the papers' own sentences, each with its citation, or a plain `not found`."""

from collections.abc import Sequence

from assistant.models import Citation, CitedItem, CitedMeeting, CitedPaper, Evidence
from corpus.catalogue import Catalogue
from corpus.models import Meeting
from corpus.text import readable

NOT_FOUND = "Not found in these papers."
_READ = 600  # words of passages that a reader is taken to read
_MOST = 12  # citations
_QUOTED = 3  # citations quoted in the answer itself
NEAREST = 3  # passages offered where nothing answers


def citations_of(evidence: Sequence[Evidence], catalogue: Catalogue) -> list[Citation]:
    """Citations of the best evidence in order, as many as a reader reads, numbered from 1 and not yet verified."""
    cited: list[Citation] = []
    words = 0
    for found in evidence:
        if len(cited) == _MOST or words >= _READ:
            break
        citation = _citation(len(cited) + 1, found, catalogue)
        if citation is not None:
            cited.append(citation)
            words += len(found.passage.text.split())
    return cited


def _citation(n: int, evidence: Evidence, catalogue: Catalogue) -> Citation | None:
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
        paper=CitedPaper(id=paper.id, title=paper.title, kind=paper.kind, file=paper.file),
        page=passage.page,
        printed_page=passage.printed_page,
        paragraph=passage.paragraph,
        item=item,
        heading=passage.heading,
        meeting=meeting,
        score=evidence.score,
        verified=False,
    )


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
    """Whose meeting, and when: the date is the passage's own."""
    meeting = citation.meeting
    body = meeting.body if meeting.body and meeting.body != "Council" else meeting.council
    day = spoken_date(Meeting(date=meeting.date))
    if "\t" in citation.quote and citation.heading:
        return ", ".join(
            part for part in (body or citation.paper.title, day, readable(citation.heading)) if part
        )  # a row needs its table's name
    return ", ".join(part for part in (body or citation.paper.title, day) if part)


def spoken_date(meeting: Meeting) -> str:
    """`7 July 2023`; where the paper gives no date that is said, and none is made up."""
    return f"{meeting.date.day} {meeting.date:%B %Y}" if meeting.date else "meeting date not given"
