"""Questions about the business of meetings: what they ask, and of what."""

import pytest

from assistant.query.business import Asks, Side, business_of
from corpus.register import EntryKind


@pytest.mark.parametrize(
    ("question", "asks", "subject"),
    [
        ("What happened to our recommendation that fares be frozen?", Asks.BECAME, "fares be frozen"),
        ("What became of the camera at Cropton Lane?", Asks.BECAME, "the camera at Cropton Lane"),
        ("Did we ever get the blue badge figures we asked for in October 2022?", Asks.BECAME, "the blue badge figures in"),
        ("Has the risk register come back?", Asks.CAME_BACK, "the risk register"),
        ("How often did the Eastmoor Pavilion come up?", Asks.HOW_OFTEN, "the Eastmoor Pavilion"),
        ("Who was asked to mend the roof?", Asks.ASKED, "mend the roof"),
        ("What did Cabinet agree about library hours?", Asks.AGREED, "library hours"),
    ],
)
def test_what_is_asked_and_of_what(question: str, asks: Asks, subject: str) -> None:
    business = business_of(question)
    assert business is not None
    assert (business.asks, business.subject) == (asks, subject)


def test_the_side_of_a_vote_and_the_kind_that_a_question_calls_a_thing_by() -> None:
    voted = business_of("Who voted against the recommendation on fares?")
    assert voted is not None
    assert voted.side is Side.AGAINST
    assert voted.kinds == (EntryKind.RECOMMENDATION,)
    deferred = business_of("What became of the lease that was deferred?")
    assert deferred is not None
    assert deferred.put_off


@pytest.mark.parametrize("question", ["How many pupils were carried in 2021/22?", "When does Stannick Library open?", "Why is salt dear?"])
def test_other_questions_ask_nothing_of_the_kind(question: str) -> None:
    assert business_of(question) is None
