"""What answers a question: another plan than its passages only where that is sure."""

import pytest

from assistant.query.plans import Plan, plan_of, words_of
from corpus.embedding.embedder import Embedder
from corpus.embedding.packaged import TAUGHT


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("hello", Plan.GREETING),
        ("thanks very much", Plan.THANKS),
        ("what can you do?", Plan.HELP),
        ("What did Cabinet decide on 14 December 2023?", Plan.MEETING_DECISIONS),
        ("Summarise the planning committee of 3 May 2022", Plan.MEETING_SUMMARY),
        ("Who was at the highways panel in June 2024?", Plan.ATTENDANCE),
        ("When does the parks committee meet next?", Plan.NEXT_MEETING),
        ("When was gritting last discussed?", Plan.LAST_DISCUSSED),
        ("How many potholes were filled in 2021/22?", Plan.EVIDENCE),
        ("Why did Cabinet put off the decision on the library?", Plan.EVIDENCE),
        ("What did the panel agree about bus fares?", Plan.EVIDENCE),
    ],
)
def test_the_plan_of_a_question(question: str, plan: Plan, embedder: Embedder) -> None:
    assert plan_of(question, embedder.question(question), TAUGHT) is plan


def test_vectors_of_another_model_tell_nothing(embedder: Embedder) -> None:
    assert plan_of("hello", embedder.question("hello"), "another") is Plan.EVIDENCE


def test_which_time_or_number_is_named_makes_no_difference() -> None:
    assert words_of("What was decided on 7 July 2023 at item 4?") == words_of("what was decided on 8 May 2021 at item 12?")
