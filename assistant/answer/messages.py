"""The phrases that answers, terminal and screen share: dates as people say them, whose meeting it was, how a paper stands."""

import datetime

from assistant.models import Citation, CitedDecision, CitedMeeting, CitedPaper, Declined, Question, Searched
from corpus.models import Decision, DecisionKind, DecisionResult, Meeting, MeetingKind, Paper, PaperKind, PaperStatus
from corpus.pdf.letters import MISSING
from corpus.register import Entry, EntryKind
from corpus.text import counted, readable, spoken, squeezed
from corpus.versions import Versions

NOT_FOUND = "Not found in these papers."
SEE_ALSO = "See also"
DISCUSSION = "From the discussion:"
AS_TYPED = "Searched for the words as typed."
NOT_GUESSED = "Minuted does not answer yes or no. The papers say:"
FIGURES_DIFFER = "The papers give different figures, or figures for different dates. Each is shown with its meeting, the newest first:"

_NOT_VERIFIED = (
    f"Not verified: the file does not say which letters stand where {MISSING} is shown. Look at the page before you rely on these words."
)
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
    """Whose meeting and when, the passage's own: `Children's Scrutiny Panel, 7 July 2023`.

    A council often holds its annual or a special meeting on the day of another: `Elm Parish Council, special meeting, 7 July 2023`. Two
    of one day are told by their times, too: `Elm Parish Council, 7 July 2023 at 6.00 pm`.
    """
    of = citation.meeting
    return meeting_told(of, citation.paper.title, with_time=of.one_of_several)


def meeting_told(of: Meeting | CitedMeeting, title: str, *, with_time: bool) -> str:
    """A meeting by its body, or else the paper's title, its kind where it is no ordinary one, its day, and where wanted its time."""
    body = of.body if of.body and of.body != "Council" else of.council
    kind = f", {of.kind} meeting" if body and of.kind and of.kind is not MeetingKind.ORDINARY and "meeting" not in body.lower() else ""
    name, day = f"{body or title}{kind}", spoken_or_missing(of.date)
    named = name if name.endswith(day) else f"{name}, {day}"  # a title may tell the day itself
    return f"{named} at {of.time}" if with_time and of.date and of.time else named


def not_verified(citation: Citation) -> str:
    """Why the words of a citation are not sure to be the page's; empty where they were found on it letter by letter."""
    return "" if citation.verified else _NOT_VERIFIED


def outcome(decision: CitedDecision | None) -> str:
    """`motion lost`, `draft prepared before the meeting, not a decision`; empty for what was carried, recommended or asked for.

    Words of a motion read as if it had been carried: what was not is always named so.
    """
    if decision is None:
        return ""
    if decision.draft:
        return _COPY if decision.mover else _DRAFT
    return _NOT_CARRIED.get(decision.result, "") if decision.kind is DecisionKind.RESOLUTION else ""


def decided(decision: CitedDecision | None) -> str:
    """`resolution 2021-017, carried by five votes to two, moved by Cllr Ode`; empty for what the outcome is told of elsewhere."""
    if decision is None or decision.draft or outcome(decision):
        return ""
    kind = decision.kind.replace("_", " ")
    said = [f"{kind} {decision.number}" if decision.number else kind]
    if decision.result:
        said.append(f"{decision.result} {decision.vote}" if decision.vote else str(decision.result))
    said += [f"{did} by {who}" for did, who in (("moved", decision.mover), ("seconded", decision.seconder)) if who]
    return ", ".join(said)


def told_of(entry: Entry) -> str:
    """`resolution R2021-017, agreed by five votes to one, moved by A. Ode, for J. Rao by 31 May`; a draft is named so."""
    kind = entry.kind.value.replace("_", " ")
    said = [f"{kind} {entry.number.value}" if entry.number else kind]
    if entry.draft:
        said.append(_COPY if entry.mover else _DRAFT)
    elif entry.result:
        said.append(f"{entry.result.value} {entry.ballot.words.value}" if entry.ballot else str(entry.result.value))
    elif entry.kind is EntryKind.RECOMMENDATION:
        said.append("put to the meeting")
    elif entry.kind is EntryKind.RESOLUTION:
        said.append("outcome not given")
    fields = (
        ("moved by", entry.mover),
        ("seconded by", entry.seconder),
        ("for", entry.owner),
        ("due", entry.deadline),
        ("status:", entry.status),
    )
    said += [f"{name} {stated.value}" for name, stated in fields if stated]
    return ", ".join(said)


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


def why_told(kind: Declined, named: str, looked_in: Searched) -> str:
    """Why a question is not answered: `No paper held is from Loamshire County Council.` Empty where nothing near was found."""
    match kind:
        case Declined.ANOTHER_COUNCIL:
            return f"No paper held is from {named}."
        case Declined.OUTSIDE_DATES:
            when = _meetings_of(looked_in)
            return f"No paper held speaks of {named}" + (f"; they are of {when}." if when else ".")
        case Declined.NOT_MENTIONED:
            return f"No paper held mentions {named}."
        case Declined.NO_SUCH_FIGURE:
            return "The papers speak of this, but no figure of the kind asked for was found."
        case Declined.NOTHING_NEAR:
            return ""


def nearest_told(nearest: Citation) -> str:
    """`What comes nearest is on Fines for absence (Children's Scrutiny Panel, 7 July 2023), and does not answer the question.`"""
    subject = readable((nearest.item.title if nearest.item else None) or nearest.heading or "")
    where = f"on {subject} ({whose_meeting(nearest)})" if subject else f"from {whose_meeting(nearest)}"
    return f"What comes nearest is {where}, and does not answer the question."


def searched_told(looked_in: Searched) -> str:
    """`Searched 23 papers of meetings from 16 September 2021 to 13 June 2024, of Cabinet; Council. Could not be read: scan.pdf.`"""
    when = _meetings_of(looked_in)
    said = f"Searched {counted(looked_in.papers, 'paper')}{f' of {when}' if when else ''}"
    said += f", of {'; '.join(looked_in.bodies)}." if looked_in.bodies else "."
    return squeezed(said + (f" Could not be read: {'; '.join(looked_in.unreadable)}." if looked_in.unreadable else ""))


def _meetings_of(looked_in: Searched) -> str:
    """`meetings from 16 September 2021 to 13 June 2024`; empty where no paper has a date."""
    days = list(dict.fromkeys(spoken(day) for day in (looked_in.date_from, looked_in.date_to) if day))
    return (f"meetings from {days[0]} to {days[1]}" if len(days) > 1 else f"a meeting on {days[0]}") if days else ""


def read_as(question: Question) -> str:
    """`With your earlier question, read as: How much salt was used in Wenlow in 2021?`; empty for a question that leans on none."""
    if question.literally:
        return AS_TYPED
    return f"With your earlier question, read as: {question.text}" if question.asked else ""


def withheld_told(withheld: int) -> str:
    return f"{withheld} citation{'s were' if withheld > 1 else ' was'} withheld: the quote was not found again on its page."
