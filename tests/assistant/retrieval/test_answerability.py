"""A question that the papers do not answer is declined for its reason, and what was searched is said."""

from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.models import Answer, Declined, Question, Status
from assistant.query.entities import councils_named, counted_things, names_in
from assistant.retrieval.counting import is_counted
from corpus.dates import dates_named
from corpus.models import Meeting, Passage, PassageKind
from corpus.store.store import Store
from tests.factories import make_store, minutes_text, write_papers

FOSTERING = minutes_text(
    body="Children and Education Scrutiny Panel",
    day="Thursday, 10 March 2022",
    items={
        "12. Fostering": "The Panel heard that it was hard to find foster carers, and that a campaign would begin in April 2022. "
        "A new allowance had been agreed for foster carers who take children aged 11 to 15.",
        "13. Home to school transport": "In 2021/22 the Council carried 7,840 pupils at an average cost of £1,811. "
        "Officers of Loamshire County Council had been asked how they plan routes.",
        "14. Social workers": "There were 42 vacant posts of social workers on 1 March 2022. Dr Calloway thanked those who stayed.",
    },
)


@pytest.fixture(scope="module")
def fostering(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("fostering")
    make_store(folder / "store", [write_papers(folder / "papers", {"a.txt": FOSTERING})])
    with Store.open(folder / "store") as store:
        yield store


def asked(text: str, store: Store) -> Answer:
    return ask(Question(text=text), store)


@pytest.mark.parametrize(
    ("question", "reason", "said"),
    [
        ("How many foster carers has Westmere Town Council?", Declined.ANOTHER_COUNCIL, "No paper held is from Westmere Town Council."),
        ("What did the panel agree about fostering in May 2014?", Declined.OUTSIDE_DATES, "No paper held speaks of May 2014"),
        ("How many pupils did the Council carry in 1998?", Declined.OUTSIDE_DATES, "they are of a meeting on 10 March 2022."),
        ("What did Cllr Pemberton say about foster carers?", Declined.NOT_MENTIONED, "No paper held mentions Pemberton."),
        ("How many foster carers are there?", Declined.NO_SUCH_FIGURE, "no figure of the kind asked for was found"),
    ],
)  # fmt: skip
def test_it_is_declined_for_its_reason(fostering: Store, question: str, reason: Declined, said: str) -> None:
    answer = asked(question, fostering)
    assert (answer.status, answer.declined, answer.citations) == (Status.NOT_FOUND, reason, ())
    assert answer.answer.startswith("Not found in these papers.")
    assert said in answer.answer
    assert "Searched 1 paper of a meeting on 10 March 2022, of Children and Education Scrutiny Panel." in answer.answer
    assert answer.nearest
    assert all(citation.verified for citation in answer.nearest)


@pytest.mark.parametrize(
    "question",
    [
        "How many pupils were carried in 2021/22?",
        "How many social workers posts are vacant?",
        "Who thanked the social workers, was it Dr Calloway?",
        "Did anyone ask Loamshire County Council about routes?",
        "What did the panel hear about foster carers in March 2022?",
        "when does the campaign for foster carers begin",
    ],
)
def test_what_the_papers_speak_of_is_answered(fostering: Store, question: str) -> None:
    answer = asked(question, fostering)
    assert (answer.status, answer.declined) == (Status.ANSWERED, None)


def test_councils_in_a_question() -> None:
    assert councils_named("What did Loamshire County Council agree, and the County Council?") == ["Loamshire County Council"]
    assert councils_named("Did the Council agree? Does our Borough Council?") == []


def test_dates_in_a_question() -> None:
    assert [date.wording for date in dates_named("on 4th May 2021, in March 2015, in 1998 and in 2016/17")] == [
        "4 May 2021",
        "March 2015",
        "1998",
        "2016",
    ]
    assert dates_named("on 31 June 2021") == []


def test_names_in_a_question() -> None:
    assert names_in("What did Cllr Zoe Hartwell say in March about Wenlow?") == ["Zoe Hartwell", "Wenlow"]
    assert names_in("Potholes: what did we agree? Gritting too?") == []
    assert names_in("What Is The Budget For Roads In Wenlow") == []
    assert names_in("How many EHCPs and PRUs are there?") == []


def test_things_to_be_counted() -> None:
    assert counted_things("How many foster carers did we lose?") == [("foster", "carer")]
    assert counted_things("How many groups representing parents came?") == [("group",)]
    assert counted_things("How many school crossing patrols are there?") == [("school", "cross", "patrol")]
    assert counted_things("How many times was it put on, and how many sessions were held?") == []


def passage(text: str) -> Passage:
    kind = PassageKind.TABLE_ROW if "\t" in text else PassageKind.PARAGRAPH
    span = {"page": 1, "start": 0, "end": len(text), "body_start": 0}
    return Passage(id="a", paper_id="a", position=0, **span, text=text, kind=kind, meeting=Meeting())


@pytest.mark.parametrize(
    ("thing", "text", "counted"),
    [
        (("librari",), "Libraries: 17. Depots: 4", True),
        (("lorri",), "Lorries bought for the winter: - 14 for Wenlow - 3 for Stannick", True),
        (("social", "worker"), "The average number of allocated social workers for a child over two years is 3.7.", True),
        (("call",), "Calls about a road\tnone\t2,140", True),
        (("famili",), "Some 80 or so of the families took part.", True),
        (("foster", "carer"), "12. The Panel heard of foster carers in 2022 and by 31 March 2023.", False),
        (("foster", "carer"), "An offer to foster carers will be launched; £2,500 and 4% were named.", False),
        (("foster", "carer"), "2.4 Recruit foster carers. Progress: • One to one consultations with foster carers", False),
    ],
)
def test_a_thing_is_counted_where_a_figure_stands_with_it(thing: tuple[str, ...], text: str, counted: bool) -> None:
    assert is_counted(thing, [passage(text)]) is counted
