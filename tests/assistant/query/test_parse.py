"""What is parsed of a question: times, bodies, numbers, other words, spelling; and how it is told."""

import datetime
from pathlib import Path

import pytest

from assistant.models import Question
from assistant.query.glossary import entries_of, glossary_of
from assistant.query.models import AnswerType, Query, Reference, ReferenceKind, Source
from assistant.query.parse import question_to_query
from corpus.dates import periods_named
from corpus.models import PaperKind
from corpus.store.store import Store
from tests.factories import make_store, minutes_text, write_papers

MEETINGS = [datetime.date(2021, 5, 4), datetime.date(2021, 10, 12), datetime.date(2022, 10, 11), datetime.date(2023, 7, 7)]


def days(text: str) -> list[tuple[str, str, str]]:
    """Each time as `(words, first day, last day)`."""
    return [(period.words, str(period.first), str(period.last)) for period in periods_named(text, MEETINGS)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("How many in 2016/17?", [("2016/17", "2016-04-01", "2017-08-31")]),
        ("the report for 2021-2022", [("2021-2022", "2021-04-01", "2022-08-31")]),
        ("between 2017 and 2019", [("2017", "2017-01-01", "2017-12-31"), ("2019", "2019-01-01", "2019-12-31")]),
        ("as of March 2023", [("March 2023", "2023-03-01", "2023-03-31")]),
        ("on 7 July 2023", [("7 July 2023", "2023-07-07", "2023-07-07")]),
        ("on the 4th of May", [("4 May 2021", "2021-05-04", "2021-05-04")]),
        ("the October meeting", [("October 2022", "2022-10-01", "2022-10-31")]),
        ("last July", [("July 2023", "2023-07-01", "2023-07-31")]),
        ("in winter 2022", [("winter 2022", "2022-12-01", "2023-02-28")]),
        ("on 2023-07-07", [("7 July 2023", "2023-07-07", "2023-07-07")]),
        ("in February", [("February", "None", "None")]),
        ("on 31 June 2021", [("June 2021", "2021-06-01", "2021-06-30")]),
        ("May I ask whether they may march?", []),
    ],
)
def test_times(text: str, found: list[tuple[str, str, str]]) -> None:
    assert days(text) == found


def test_a_time_of_a_meeting_is_told_from_a_time() -> None:
    meant = {text: periods_named(text, MEETINGS)[0].meeting for text in ("the October meeting", "minutes of 4 May 2021", "in May 2021")}
    assert list(meant.values()) == [True, True, False]


def test_bodies_kinds_and_numbers(opened: Store) -> None:
    query = question_to_query(Question(text="What do the minutes of the highways panel say at minute 12 and in paragraph 4.2?"), opened)
    assert query.bodies == ("Highways Scrutiny Panel",)
    assert query.kinds == (PaperKind.MINUTES,)
    assert query.references == (Reference(ReferenceKind.ITEM, "12"), Reference(ReferenceKind.PARAGRAPH, "4.2"))
    assert question_to_query(Question(text="Who sits in Cabinet in Ambershire?"), opened).bodies == ("Cabinet",)
    assert question_to_query(Question(text="Who sits in Cabinet in Ambershire?"), opened).councils == ("Ambershire County Council",)
    late = question_to_query(Question(text="Was the bus ten minutes late on the highway?"), opened)
    assert (late.bodies, late.kinds) == ((), ())


@pytest.fixture(scope="module")
def abbreviating(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("abbreviating")
    text = "The Winter Maintenance Plan (WMP) was noted. The WMP names the depots. Salting would be reviewed by the committee in May."
    make_store(folder / "store", [write_papers(folder / "papers", {"a.txt": minutes_text(items={"3. Winter": text})})])
    return folder / "store"


def expanded(query: Query) -> dict[str, tuple[str, ...]]:
    return {one.words: one.others for one in query.expansions}


def test_abbreviations_are_read_both_ways(abbreviating: Path) -> None:
    with Store.open(abbreviating) as store:
        short = question_to_query(Question(text="What does the WMP say?"), store)
        long = question_to_query(Question(text="What does the winter maintenance plan say?"), store)
    assert expanded(short)["WMP"] == ("Winter Maintenance Plan",)
    assert expanded(long)["winter maintenance plan"] == ("WMP",)
    assert short.expansions[0].source is Source.PAPERS
    assert short.restated == "What does the Winter Maintenance Plan say?"


def test_a_glossary_of_the_councils_own_comes_first(abbreviating: Path) -> None:
    with Store.open(abbreviating) as store:
        before = question_to_query(Question(text="When do the snow ploughs go out past the lollipop lady?"), store)
        (abbreviating / "glossary.txt").write_text("# ours\nsnow plough = winter vehicle; gritter\nlollipop lady = crossing keeper\n")
        after = question_to_query(Question(text="When do the snow ploughs go out past the lollipop lady?"), store)
    assert "snow ploughs" not in expanded(before)
    assert expanded(before)["lollipop lady"][0] == "school crossing patrol"
    assert expanded(after)["snow ploughs"] == ("winter vehicle", "gritter")
    assert expanded(after)["lollipop lady"] == ("crossing keeper",)
    (abbreviating / "glossary.txt").unlink()


def test_a_word_of_a_name_is_not_reworded(opened: Store) -> None:
    assert expanded(question_to_query(Question(text="Is Castle Road shut?"), opened)) == {}
    assert "road" in expanded(question_to_query(Question(text="Is the road shut?"), opened))


def test_the_shipped_glossary_is_well_formed(tmp_path: Path) -> None:
    entries = glossary_of(tmp_path)
    assert len(entries) > 150
    everyday = [entry.everyday for entry in entries]
    assert {one for one in everyday if everyday.count(one) > 1} == set()
    assert [len(one) for one in everyday] == sorted((len(one) for one in everyday), reverse=True)


def test_a_line_without_both_sides_is_no_entry() -> None:
    assert [(e.everyday, e.official) for e in entries_of(["# remark", "a, b = c; d # so", "e =", "= f", "g"])] == [
        ("a", ("c", "d")),
        ("b", ("c", "d")),
    ]


def test_misspelt_words_are_mended_against_the_papers_and_told(abbreviating: Path) -> None:
    with Store.open(abbreviating) as store:
        query = question_to_query(Question(text="Which depotts does the comittee name?"), store)
        english = question_to_query(Question(text="Which spots does Hartwel commit?"), store)
    assert query.text == "Which depots does the committee name?"
    assert "Read “depotts” as “depots”." in query.told
    assert query.question.text == "Which depotts does the comittee name?"
    assert english.corrections == ()


def test_what_was_understood_is_told_and_can_be_undone(opened: Store) -> None:
    question = Question(text="What did the minutes of the highways panel of May 2021 say on potholes?")
    assert question_to_query(question, opened).told.startswith("Looked first at: minutes, Highways Scrutiny Panel, May 2021.")
    literal = question_to_query(question.as_typed(), opened)
    assert (literal.told, literal.text, literal.bodies, literal.periods) == ("", question.text, (), ())


@pytest.mark.parametrize(
    ("text", "answer_type"),
    [
        ("What did we agree about potholes?", AnswerType.DECISION),
        ("Did the panel back the new library?", AnswerType.DECISION),
        ("What did we ask Cabinet to do about potholes?", AnswerType.DECISION),
        ("What did the road cost the council?", AnswerType.FIGURE),
        ("How many potholes were mended?", AnswerType.FIGURE),
        ("When was the library opened?", AnswerType.DATE),
        ("Who opened the library?", AnswerType.PERSON),
        ("Tell me about libraries", AnswerType.PASSAGE),
    ],
)
def test_the_answer_that_is_wanted(text: str, answer_type: AnswerType, opened: Store) -> None:
    assert question_to_query(Question(text=text), opened).answer_type is answer_type
