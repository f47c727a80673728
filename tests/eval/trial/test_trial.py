"""Conversations held through the app's own path, and the verdict on what is shown."""

from assistant.ask import conversation
from assistant.models import Question
from corpus.store.store import Store
from eval.trial.conversations import BUILT_ON, SET_ASIDE, Conversation, conversations_in, papers_of
from eval.trial.measure import held, tally_lines


def test_what_must_and_must_not_be_shown_and_whether_to_decline(opened: Store) -> None:
    asked = "What did Cabinet agree about opening Stannick library on Sundays?"
    right = Conversation(id="1", kind="decision", papers="-", question=asked, must=("3 October 2021",), must_not=("£203",))
    wrong = right.model_copy(update={"must": ("Monday",), "must_not": ("Sundays",), "decline": True})
    first, second = held([right, wrong], opened, None)
    assert first.is_right
    assert second.faults == ("answered, though the papers do not say", "lacks Monday", "shows Sundays")
    assert list(tally_lines([first, second]))[-1].split() == ["all", "1", "of", "2", "0.50"]


def test_a_question_leans_on_those_asked_before_it(opened: Store) -> None:
    before = "How much salt was used in Stannick in 2019/20?"
    *_, last = conversation([Question(text=before), Question(text="and in Wenlow?")], opened, None)
    assert "Wenlow" in last.understood


def test_the_conversations_that_come_with_minuted_have_their_papers() -> None:
    found = [*conversations_in(BUILT_ON), *conversations_in(SET_ASIDE)]
    assert len({one.id for one in found}) == len(found) == 200
    assert all(papers_of(name) for name in {one.papers for one in found})
