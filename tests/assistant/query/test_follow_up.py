"""Follow-ups are completed from the turns before; a new topic is left alone."""

import datetime

import pytest

from assistant.models import (
    Answer,
    Citation,
    CitedMeeting,
    CitedPaper,
    Filters,
    ModelNames,
    Question,
    Quote,
    Searched,
    Status,
    Timings,
    Turn,
)
from assistant.query.follow_up import with_turns
from corpus.models import PaperKind


def turn(question: str, quote: str = "Dr Calloway reported that 1,870 tonnes were used in Wenlow. It was a hard winter.") -> Turn:
    """A question with an answer of one quote, from the Highways Panel of 4 May 2021."""
    citation = Citation(
        n=1, quote=quote, passage=quote, passage_id="p", page=1, printed_page=None, paragraph=None, item=None, heading=None, score=0.9,
        paper=CitedPaper(id="a", title="Minutes", kind=PaperKind.MINUTES, file="panel.pdf"), verified=True,
        meeting=CitedMeeting(council="Ambershire County Council", body="Highways Panel", date=datetime.date(2021, 5, 4)),
    )  # fmt: skip
    answer = Answer(
        id=None, question=question, status=Status.ANSWERED, lines=(Quote(n=1, where="", text=quote),), citations=(citation,),
        searched=Searched(papers=1, date_from=None, date_to=None, bodies=(), unreadable=()),
        timings_ms=Timings(retrieve=0, rank=0, compose=0), model=ModelNames(embedding="m"),
    )  # fmt: skip
    return Turn(question=Question(text=question), answer=answer)


SALT = "How much salt was used in Wenlow in 2019/20?"
POTHOLES = "What did the Highways Scrutiny Panel agree about potholes?"


@pytest.mark.parametrize(
    ("before", "typed", "completed"),
    [
        (SALT, "and in 2021?", "How much salt was used in Wenlow in 2021?"),
        (SALT, "What about 2020/21?", "How much salt was used in Wenlow in 2020/21?"),
        (SALT, "And how much in March 2022?", "How much salt was used in Wenlow in March 2022?"),
        (POTHOLES, "and in 2021?", "What did the Highways Scrutiny Panel agree about potholes in 2021?"),
        (SALT, "what about Stannick?", "How much salt was used in Stannick in 2019/20?"),
        (SALT, "What about in Harrowby Vale?", "How much salt was used in Harrowby Vale in 2019/20?"),
        (POTHOLES, "and Cabinet?", "What did Cabinet agree about potholes?"),
        (POTHOLES, "How about the Adult Care Scrutiny Panel?", "What did Adult Care Scrutiny Panel agree about potholes?"),
        (POTHOLES, "What about Stannick?", "What did the Highways Scrutiny Panel agree about potholes, Stannick?"),
        ("How many EHCPs were there in March 2022?", "And girls?", "How many EHCPs were there in March 2022, girls?"),
    ],
)
def test_one_thing_of_the_question_before_is_swapped(before: str, typed: str, completed: str) -> None:
    question = with_turns(Question(text=typed), [turn(before)])
    assert question.text == completed
    assert question.asked == typed
    assert question.carried_over == (before.rstrip("?"),)


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("Who said that?", "Who said that: Dr Calloway reported that 1,870 tonnes were used in Wenlow?"),
        ("How much did it cost?", "How much did it cost: salt was used in Wenlow in 2019/20?"),
        ("Was there a vote?", "Was there a vote: salt was used in Wenlow in 2019/20?"),
        ("Why?", "Why: salt was used in Wenlow in 2019/20?"),
        ("What else did she say?", "What else did she say: Dr Calloway; salt was used in Wenlow in 2019/20?"),
        (
            "What else was decided at that meeting?",
            "What else was decided at that meeting: Highways Panel 4 May 2021; salt was used in Wenlow in 2019/20?",
        ),
        ("How does that compare with 2021/22?", "How does that compare with 2021/22: salt was used in Wenlow in 2019/20?"),
    ],
)  # fmt: skip
def test_what_a_question_points_at_is_added(typed: str, completed: str) -> None:
    question = with_turns(Question(text=typed), [turn(SALT)])
    assert question.text == completed
    assert all(part in question.text for part in question.carried_over)


@pytest.mark.parametrize(
    "typed",
    [
        "How many libraries are there in Stannick?",
        "And how many libraries are open on Sundays?",
        "What did the panel say about that new depot at Culverdale?",
        "Has Stannick library reopened and what did it cost?",
        "What about the road closures on Castle Street in the summer?",
        "Did Cabinet approve the home to school transport policy?",
        "thanks, now tell me about foster carers",
        "   ",
    ],
)
def test_a_new_topic_is_not_dragged_to_the_old_one(typed: str) -> None:
    question = Question(text=typed)
    assert with_turns(question, [turn(SALT)]) is question


def test_a_first_question_and_one_after_a_problem_are_left_as_they_are() -> None:
    question = Question(text="and in 2021?")
    assert with_turns(question, []) is question
    assert with_turns(question, [Turn(question=Question(text=SALT))]) is question


def test_the_last_answered_turn_counts_and_swaps_go_on() -> None:
    first = with_turns(Question(text="what about Stannick?"), [turn(POTHOLES), turn(SALT)])
    second = with_turns(Question(text="and in 2021?"), [turn(SALT), turn(first.text)])
    assert second.text == "How much salt was used in Stannick in 2021?"


def test_filters_and_id_stay_the_questions_own() -> None:
    asked = Question(text="and in 2021?", id="q2", filters=Filters(bodies=("Cabinet",)))
    completed = with_turns(asked, [turn(SALT)])
    assert (completed.id, completed.filters) == ("q2", asked.filters)


def test_the_same_turns_give_the_same_question() -> None:
    assert len({with_turns(Question(text="Who said that?"), [turn(SALT)]).text for _ in range(3)}) == 1
