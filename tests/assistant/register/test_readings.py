"""Readings of short words, each by a table: where it is not certain, less is said."""

import pytest

from assistant.register.limbs import decisive
from assistant.register.outcomes import Outcome, call_in_told, of_status, said_of_recommendation


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("Complete", Outcome.DONE),
        ("Done 6 March", Outcome.DONE),
        ("Green – complete", Outcome.DONE),
        ("Complete – no further action", Outcome.DONE),
        ("Sent to all members on 4 May", Outcome.DONE),
        ("100% complete", Outcome.DONE),
        ("Done, except lighting", Outcome.OPEN),
        ("Completed in part", Outcome.OPEN),
        ("Sent to contractor for costing", Outcome.OPEN),
        ("Received; being considered", Outcome.OPEN),
        ("Complete by March 2026", Outcome.OPEN),
        ("80% complete", Outcome.OPEN),
        ("Not yet complete", Outcome.OPEN),
        ("Propose to close", Outcome.PROPOSED_TO_CLOSE),
        ("Withdrawn", Outcome.WITHDRAWN),
        ("Superseded", Outcome.WITHDRAWN),
        ("No further action", Outcome.WITHDRAWN),
        ("Rejected", Outcome.REJECTED),
        ("Accepted in part", Outcome.ACCEPTED_IN_PART),
        ("", None),
    ],
)
def test_a_status_is_done_only_where_it_says_so_without_a_doubt(status: str, outcome: Outcome | None) -> None:
    assert of_status(status) is outcome


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cllr Lee thought it dear. RESOLVED that the roof be mended.", "RESOLVED that the roof be mended."),
        ("Cllr Lee thought it dear.\nAGREED: the roof be mended.", "AGREED: the roof be mended."),
        ("Following debate, it was agreed that the roof be mended.", "agreed that the roof be mended."),
        ("All spoke.\n**RESOLVED** (a) that the roof be mended.", "**RESOLVED** (a) that the roof be mended."),
        ("RESOLVED that Cabinet does not support the Climate Action Plan.", None),
        ("RESOLVED that the report be NOTED and the grant of £5,000 be APPROVED.", None),
        ("RESOLVED that the report be\nNOTED\nand the grant be paid.", None),
        ("ACTION: the clerk to write.", None),
    ],
)
def test_what_was_decided_begins_where_a_sentence_opens_with_it(text: str, words: str | None) -> None:
    assert decisive(text) == (words or text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Cabinet accepted the panel's recommendation.", True),
        ("The recommendation of £400 was accepted in part.", True),
        ("Recommendation OS/21/06 was not accepted.", True),
        ("Cabinet did not agree to the recommendation.", True),
        ("Recommendation 3: accepted", True),
        ("The Committee recommended that the grant be approved.", False),
        ("Cabinet is asked to accept the recommendation.", False),
        ("The recommendation that the approved plan be printed went to Cabinet.", False),
    ],
)
def test_an_answer_is_a_verb_that_governs_the_recommendation(text: str, said: bool) -> None:
    assert bool(said_of_recommendation(text)) is said


@pytest.mark.parametrize(
    ("said", "is_again", "outcome"),
    [
        ("RESOLVED that the decision be upheld.", False, Outcome.UPHELD),
        ("RESOLVED that no further action be taken.", False, Outcome.UPHELD),
        ("RESOLVED that the decision be referred back to Cabinet.", False, Outcome.REFERRED_BACK),
        ("RESOLVED that the decision be amended.", True, Outcome.CHANGED),
        ("RESOLVED that the call-in be upheld.", False, None),
        ("RESOLVED that the decision not be implemented until June.", False, None),
        ("RESOLVED that the decision not be upheld.", False, None),
    ],
)
def test_a_decision_called_in_is_left_as_it_was_only_where_the_words_say_so(said: str, is_again: bool, outcome: Outcome | None) -> None:
    assert call_in_told(said, is_again=is_again) is outcome


def test_what_came_back_is_not_over() -> None:
    assert not Outcome.CAME_BACK.is_over
    assert Outcome.WITHDRAWN.is_over
