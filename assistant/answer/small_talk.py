"""What is said to the assistant and asks nothing of the papers -> a short, honest, useful reply, without sources."""

from assistant.answer.settled import Settled
from assistant.models import Phrase, Shape, Status
from assistant.query.plans import Plan
from assistant.snapshot import Snapshot
from corpus.text import counted, spoken

_EXAMPLE = "For example: What did {body} decide on {day}?"
_ANY_EXAMPLE = "For example: What was decided about school transport?"
_REPLIES: dict[Plan, tuple[str, ...]] = {
    Plan.GREETING: ("Hello. Ask me about the meetings and papers held here.",),
    Plan.THANKS: ("You are welcome. Ask on whenever you like.",),
    Plan.HELP: (
        "I answer questions from the meeting papers held here, in their own words, each with its page and the date of its meeting.",
        "Ask what a meeting decided, who was there, how a vote went, what is outstanding, when something was last discussed, or what a"
        " figure is. I do not guess: where the papers are silent I say so.",
    ),
    Plan.ABUSE: (
        "I am sorry that this was no help. Ask it again in other words, with the name of the body or the month of the meeting, and I will"
        " look again.",
    ),
    Plan.REQUEST: (
        "I cannot do that: I only find what the meeting papers held here say, and quote it. Ask me what they say on a subject, and you can"
        " copy the quotes with their sources.",
    ),
    Plan.OPINION: (
        "I have no opinion of anybody, and none on how to vote. I can find what the papers record: what somebody said, moved or voted for,"
        " or what was decided.",
    ),
}


def small_talk(plan: Plan, known: Snapshot) -> Settled | None:
    """The reply to what asks nothing of the papers; None for any other plan."""
    if plan not in _REPLIES:
        return None
    said = list(_REPLIES[plan])
    if plan in (Plan.GREETING, Plan.HELP):
        said += [_held(known), _example(known)]
    status = Status.NOT_FOUND if plan in (Plan.REQUEST, Plan.OPINION) else Status.ANSWERED
    return Settled(Shape.TALK, tuple(Phrase(text=one) for one in said), (), status)


def _held(known: Snapshot) -> str:
    """`23 papers are held, of meetings from 16 September 2021 to 13 June 2024, of Cabinet; Council.`"""
    if not known.papers:
        return "No papers are held yet."
    said = f"{counted(len(known.papers), 'paper')} {'is' if len(known.papers) == 1 else 'are'} held"
    if known.dates:
        said += f", of meetings from {spoken(known.dates[0])} to {spoken(known.dates[-1])}"
    return said + (f", of {'; '.join(known.bodies)}." if known.bodies else ".")


def _example(known: Snapshot) -> str:
    latest = next((meeting for _, meeting in known.passage_ids if meeting.body and meeting.date), None)
    if latest is None or latest.date is None or latest.body is None:
        return _ANY_EXAMPLE
    return _EXAMPLE.format(body=latest.body, day=spoken(latest.date))
