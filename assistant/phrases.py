"""The phrases that answers, terminal and screen share: dates as people say them, and whose meeting it was."""

import datetime

from assistant.models import Citation
from corpus.text import spoken


def spoken_or_missing(day: datetime.date | None) -> str:
    """The date, or that the paper does not give one: none is made up."""
    return spoken(day) if day else "meeting date not given"


def whose_meeting(citation: Citation) -> str:
    """Whose meeting and when, the passage's own: `Children's Scrutiny Panel, 7 July 2023`."""
    of = citation.meeting
    body = of.body if of.body and of.body != "Council" else of.council
    return f"{body or citation.paper.title}, {spoken_or_missing(of.date)}"
