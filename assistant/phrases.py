"""The phrases that answers, terminal and screen share: dates as people say them, whose meeting it was, how a paper stands."""

import datetime

from assistant.models import Citation, CitedDecision, CitedPaper
from corpus.models import Decision, DecisionKind, DecisionResult, Paper, PaperKind, PaperStatus
from corpus.text import spoken
from corpus.versions import Versions

_DRAFT = "draft prepared before the meeting, not a decision"
_COPY = "printed in the papers for the meeting, not a decision of it"  # with a mover: another body's, or one filled in beforehand
_NOT_CARRIED = {
    DecisionResult.LOST: "motion lost",
    DecisionResult.DEFERRED: "deferred",
    DecisionResult.WITHDRAWN: "motion withdrawn",
    None: "motion, its outcome not given",
}


def spoken_or_missing(day: datetime.date | None) -> str:
    """The date, or that the paper does not give one: none is made up."""
    return spoken(day) if day else "meeting date not given"


def whose_meeting(citation: Citation) -> str:
    """Whose meeting and when, the passage's own: `Children's Scrutiny Panel, 7 July 2023`."""
    of = citation.meeting
    body = of.body if of.body and of.body != "Council" else of.council
    return f"{body or citation.paper.title}, {spoken_or_missing(of.date)}"


def outcome(decision: CitedDecision | None) -> str:
    """`motion lost`, `draft prepared before the meeting, not a decision`; empty for what was carried, recommended or asked for.

    Words of a motion read as if it had been carried: what was not is always named so.
    """
    if decision is None:
        return ""
    if decision.draft:
        return _COPY if decision.mover else _DRAFT
    return _NOT_CARRIED.get(decision.result, "") if decision.kind is DecisionKind.RESOLUTION else ""


def told(decision: Decision) -> str:
    """`resolution R2021-017, carried by five votes to one, moved by A. Ode, seconded by B. Lee`; a draft is named so."""
    kind = decision.kind.replace("_", " ")
    said = [f"{kind} {decision.number}" if decision.number else kind]
    if decision.draft:
        said.append(_COPY if decision.mover else _DRAFT)
    elif decision.result:
        said.append(f"{decision.result} {decision.vote.text}" if decision.vote else str(decision.result))
    elif decision.kind is DecisionKind.RECOMMENDATION:
        said.append("put to the meeting")
    elif decision.kind is DecisionKind.RESOLUTION:
        said.append("outcome not given")
    said += [f"{did} by {who}" for did, who in (("moved", decision.mover), ("seconded", decision.seconder)) if who]
    return ", ".join(said)


def kind_of(kind: PaperKind, status: PaperStatus | None) -> str:
    """`minutes`, `draft minutes`, `amended agenda`; `draft paper` where its kind is not known."""
    name = "paper" if kind is PaperKind.OTHER else kind.label.lower()
    return f"{status} {name}" if status else name


def standing(paper: CitedPaper) -> str:
    """`draft minutes`; `corrected minutes; they replace panel.pdf`; empty for a paper that says nothing of its standing and is alone."""
    others = other_versions(paper)
    return "; ".join([kind_of(paper.kind, paper.status), *others]) if others or paper.status else ""


def other_versions(paper: CitedPaper) -> list[str]:
    """What a paper replaces, or is replaced by: `they replace panel.pdf`, `replaced by final.pdf`."""
    said = []
    if paper.replaces:
        plural = paper.kind in (PaperKind.MINUTES, PaperKind.PUBLIC_QUESTIONS)
        said.append(f"{'they replace' if plural else 'it replaces'} {', '.join(other.file for other in paper.replaces)}")
    if paper.replaced_by is not None:
        said.append(f"replaced by {paper.replaced_by.file}")
    return said


def kind_held(paper: Paper) -> str:
    """The kind of a paper in a list of papers: `Minutes`, `Draft minutes`, `Other`."""
    return kind_of(paper.kind, paper.status).capitalize() if paper.status else paper.kind.label


def files_held(paper: Paper, versions: Versions) -> str:
    """The file of a paper, with what else it is held as and what replaces it: `panel.pdf (also copy.pdf; replaced by final.pdf)`."""
    said = [f"also {', '.join(paper.other_files)}"] if paper.other_files else []
    if paper.id in versions.replaced_by:
        said.append(f"replaced by {versions.replaced_by[paper.id].file}")
    return f"{paper.file} ({'; '.join(said)})" if said else paper.file
