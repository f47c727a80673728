"""Readings of short words, each by a table: where it is not certain, less is said."""

import pytest

from assistant.register.outcomes import Outcome, of_status


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
