"""What became of things, over the invented papers of a council: the state that comes first, and its proof at both ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.models import Answer, Question, Quote, State
from assistant.register.held import register_of
from assistant.register.history import Business, history_of
from assistant.register.link import LinkKind, Sure
from assistant.register.links import follows
from corpus.store.store import Store
from corpus.text import squeezed
from tests.conftest import ROOT
from tests.factories import WordVectors, make_store

PAPERS = ROOT / "eval" / "outcomes" / "brindlemere"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("brindlemere")
    make_store(folder, [PAPERS], WordVectors())
    opened = Store.open(folder, WordVectors())
    yield opened
    opened.close()


def asked(store: Store, question: str) -> Answer:
    return ask(Question(text=question), store, None)


def first(answer: Answer) -> State:
    line = answer.lines[0]
    assert isinstance(line, State)
    return line


@pytest.mark.parametrize(
    ("question", "state", "said"),
    [
        ("What happened to our recommendation that Holt Lane library stay open until 8?", "accepted_in_part", "7.00 pm, not 8.00 pm"),
        ("What became of our recommendation that the charge for a reservation stay at 60p?", "rejected", "75p, not 60p"),
        ("What happened to the lease of the Eastmoor Pavilion that was deferred?", "taken", "9 July 2024"),
        ("What became of the camera at Cropton Lane?", "done", "“Complete”"),
        ("What happened about the swings at Dove Street?", "open", "“In progress”"),
        ("What became of the decision to sell the Mill Lane depot?", "changed", "11 June 2024"),
        ("What happened to the call-in of the town centre parking charges?", "upheld", "14 May 2024"),
        ("Has the risk register come back?", "came_back", "17 September 2024"),
        ("Were the minutes of 14 May 2024 corrected?", "corrected", "9 July 2024"),
        ("Who voted against the recommendation on the hours of Holt Lane library?", "voted", "Rudge"),
        ("How often did the Mill Lane depot come up?", "counted", "3 meetings"),
    ],
)
def test_the_state_comes_first(store: Store, question: str, state: str, said: str) -> None:
    line = first(asked(store, question))
    assert line.state == state
    assert said in line.text
    assert line.cites


def test_what_nothing_is_said_of_is_told_so_with_the_last_meetings_looked_at(store: Store) -> None:
    line = first(asked(store, "What became of the request for the number of councillors without safeguarding training?"))
    assert line.state == "nothing_said"
    assert line.text.endswith("Overview and Scrutiny Committee, 8 October 2024; Cabinet, 17 September 2024")


def test_every_word_that_is_told_stands_on_the_page_that_is_cited(store: Store) -> None:
    answer = asked(store, "What happened to our recommendation that Holt Lane library stay open until 8?")
    pages = {one.n: squeezed(store.catalogue.page(one.paper.id, one.page).text) for one in answer.citations}  # type: ignore[union-attr]
    line = first(answer)
    assert all(any(words in pages[n] for n in line.cites) for words in line.words)
    quotes = [one for one in answer.lines if isinstance(one, Quote)]
    assert len({one.n for one in quotes}) > 1
    assert all(squeezed(one.text) in pages[one.n] for one in quotes)


def test_a_link_has_its_evidence_and_a_row_is_linked_to_the_limb_that_it_follows_up(store: Store) -> None:
    with store.reading():
        register = register_of(store)
        camera = next(
            entry
            for paper in register.known.papers.values()
            for entry in register.entries_of(paper.id)
            if paper.file == "osc-2024-03-12-minutes.md" and "camera" in entry.said
        )
        links = [link for link in follows(camera, register) if "A24/01" in link.later.text]
    assert [(link.kind, link.sure, link.limb.mark, link.why) for link in links] == [
        (LinkKind.TRACKS, Sure.PROVEN, "a", "12 March 2024, minute 20 named")
    ] * 2


def test_a_history_has_each_meeting_with_its_business_and_its_decisions(store: Store) -> None:
    with store.reading():
        history = history_of("Eastmoor Pavilion", register_of(store))
    assert [str(one.meeting.date) for one in history.meetings] == ["2024-07-09", "2024-03-12"]
    assert history.meetings[0].business[0] is Business.DECISION
    assert any("be approved" in entry.said for entry in history.meetings[0].decisions)


def test_a_question_that_the_register_has_nothing_on_is_answered_from_the_passages(store: Store) -> None:
    answer = asked(store, "What became of the otters on the river?")
    assert not any(isinstance(line, State) for line in answer.lines)


def test_what_is_removed_takes_its_threads_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    make_store(folder, [PAPERS / "osc-2024-03-12-minutes.md", PAPERS / "osc-2024-07-09-minutes.md"], WordVectors())
    question = "What happened to the lease of the Eastmoor Pavilion that was deferred?"
    with Store.open(folder, WordVectors()) as store:
        assert first(asked(store, question)).state == "taken"
    with Store.open_for_writing(folder, WordVectors()) as store:
        later = next(paper for paper in store.catalogue.papers() if "2024-07-09" in paper.file)
        store.remove(later.id)
    with Store.open(folder, WordVectors()) as store:
        assert first(asked(store, question)).state == "deferred"
