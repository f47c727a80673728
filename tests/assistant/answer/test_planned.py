"""Questions about meetings as a whole, told from the register and the catalogue: all of it, counted, each thing with its source."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer.planned import planned_answer
from assistant.answer.settled import Settled
from assistant.answer.verify import Pages
from assistant.models import Question, Quote, Shape, State
from assistant.query.parse import question_to_query
from assistant.query.plans import Plan
from assistant.register.held import register_of
from corpus.store.store import Store
from tests.factories import WordVectors, make_store, minutes_text, write_papers

MAY = minutes_text(
    day="Tuesday, 4 May 2021",
    items={
        "11. Apologies": "Apologies were received from Cllr Bo Lee.",
        "12. Potholes": "RESOLVED that £40,000 be spent on potholes in Wenlow.",
        "13. Bridges": "Members heard of the state of the bridges.",
        "14. Cycle lanes": "Cllr Ode moved, seconded by Cllr Lee, that the lanes be widened. The motion was lost by four votes to two.",
        "15. Gritting": "RESOLVED that (a) the routes be kept; and (b) a second lorry be bought.",
        "16. Date of next meeting": "The next meeting would be held on Tuesday, 6 July 2021 at 2.00 pm in the Wenlow Room.",
    },
)
JUNE = minutes_text(
    body="Cabinet",
    day="Tuesday, 8 June 2021",
    items={"31. Libraries": "RESOLVED that Stannick Library open on Sundays.", "32. Gritting": "RESOLVED that the lorry be paid for."},
)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("planned")
    make_store(folder / "store", [write_papers(folder / "papers", {"may.txt": MAY, "june.txt": JUNE})], WordVectors())
    with Store.open(folder / "store", WordVectors()) as store:
        yield store


def told(plan: Plan, text: str, store: Store) -> Settled | None:
    return planned_answer(plan, question_to_query(Question(text=text), store), register_of(store))


def first(settled: Settled | None) -> str:
    assert settled is not None
    return settled.lines[0].as_text.rstrip(".")


def quotes(settled: Settled | None) -> list[str]:
    assert settled is not None
    return [line.text for line in settled.lines if isinstance(line, Quote)]


@pytest.mark.parametrize("day", ["4 May 2021", "04/05/2021", "may 4, 2021", "May 2021"])
def test_all_decisions_of_a_meeting_are_told_and_counted(day: str, held: Store) -> None:
    settled = told(Plan.MEETING_DECISIONS, f"What did the Highways Scrutiny Panel decide on {day}?", held)
    assert first(settled) == "Highways Scrutiny Panel made 3 decisions on 4 May 2021"
    assert any("£40,000" in quote for quote in quotes(settled))
    assert any("the routes be kept" in quote and "second lorry" in quote for quote in quotes(settled)), "whole, not its end"
    assert settled is not None
    lost = [line.where for line in settled.lines if isinstance(line, Quote) and "lost" in line.text]
    assert lost == ["14 Cycle lanes (motion lost)"], "words of a lost motion read as if it had been carried"


def test_of_no_date_the_latest_meeting_of_the_body_is_told(held: Store) -> None:
    assert first(told(Plan.MEETING_DECISIONS, "What has Cabinet decided?", held)) == "Cabinet made 2 decisions on 8 June 2021"


def test_a_question_on_one_matter_is_not_answered_with_all_decisions(held: Store) -> None:
    settled = told(Plan.MEETING_DECISIONS, "What did Cabinet decide about libraries on 8 June 2021?", held)
    assert settled is None or len(quotes(settled)) == 1


def test_a_summary_has_every_item_who_was_there_and_what_is_next(held: Store) -> None:
    settled = told(Plan.MEETING_SUMMARY, "Summarise the Highways Scrutiny Panel of 4 May 2021", held)
    assert first(settled) == "Highways Scrutiny Panel, 4 May 2021: 6 items, 3 decisions"
    assert settled is not None
    shown = "\n".join(line.as_text for line in settled.lines)
    assert all(words in shown for words in ("£40,000", "state of the bridges", "Cllr Ann Ode", "6 July 2021"))


def test_of_a_time_when_several_bodies_met_it_is_asked_which(held: Store) -> None:
    assert first(told(Plan.MEETING_SUMMARY, "Summarise the meetings of 2021", held)).startswith("Several meetings fit")


def test_who_was_there_and_in_what_part_somebody_was(held: Store) -> None:
    assert "Cllr Ann Ode" in "".join(line.as_text for line in told(Plan.ATTENDANCE, "Who was at the panel in May 2021?", held).lines)  # type: ignore[union-attr]
    assert first(told(Plan.ATTENDANCE, "Was Ann Ode at the panel in May 2021?", held)).startswith("Cllr Ann Ode: present at")


def test_the_next_and_the_last_meeting(held: Store) -> None:
    assert "on 6 July 2021, as said on 4 May 2021" in first(told(Plan.NEXT_MEETING, "When does the highways panel meet next?", held))
    assert "was on 4 May 2021" in first(told(Plan.LAST_MEETING, "When did the highways panel last meet?", held))


def test_all_decisions_on_a_topic_oldest_first_and_when_it_was_last_discussed(held: Store) -> None:
    settled = told(Plan.LIST, "List all decisions on gritting", held)
    assert first(settled) == "2 decisions in the papers held"
    assert settled is not None
    assert [line.where.split(", ")[0] for line in settled.lines if isinstance(line, Quote)] == ["Highways Scrutiny Panel", "Cabinet"]
    assert "on 8 June 2021, at Cabinet" in first(told(Plan.LAST_DISCUSSED, "When was gritting last discussed?", held))


def test_each_quote_stands_on_the_page_that_it_names(held: Store) -> None:
    pages = Pages(held.catalogue)
    for plan, text in (
        (Plan.MEETING_DECISIONS, "What did the panel decide on 4 May 2021?"),
        (Plan.MEETING_SUMMARY, "Summarise the panel of 4 May 2021"),
    ):
        settled = told(plan, text, held)
        assert settled is not None
        assert all(pages.have(one.citation) for one in settled.cited)
        by_number = {one.citation.n: one.citation for one in settled.cited}
        assert all(pages.have_said(line, by_number[line.n]) for line in settled.lines if isinstance(line, Quote))
        assert all(pages.have_state(line, [by_number[n] for n in line.cites]) for line in settled.lines if isinstance(line, State))


@pytest.mark.parametrize("plan", [Plan.GREETING, Plan.THANKS, Plan.HELP, Plan.ABUSE, Plan.REQUEST, Plan.OPINION])
def test_small_talk_has_a_short_reply_without_sources(plan: Plan, held: Store) -> None:
    settled = told(plan, "hello there", held)
    assert settled is not None
    assert (settled.shape, settled.cited) == (Shape.TALK, ())
    assert len(" ".join(line.as_text for line in settled.lines).split()) < 120


@pytest.mark.parametrize(
    ("said", "next_is"),
    [
        ("The next meeting of the Panel will be held at 2.00 p.m. in the Wenlow Room on Tuesday 6 July 2021.", True),
        ("The Panel will next meet on 6 July 2021.", True),
        ("The report is to be brought to the next meeting after the consultation closes on 6 July 2021.", False),
        ("It was brought to the next meeting; it is due on 6 July 2021.", False),
        ("That it be recommended to the next meeting of Full Council on 6 July 2021.", False),
        ("The Education Scrutiny Panel’s next meeting is on 6 July 2021.", False),
    ],
)
def test_a_date_of_something_else_is_not_the_next_meeting(said: str, next_is: bool, tmp_path: Path) -> None:
    education = minutes_text(body="Education Scrutiny Panel", day="Monday, 3 May 2021")
    papers = {"may.txt": minutes_text(items={"12. Potholes": said}), "education.txt": education}
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", papers)], WordVectors())
    with Store.open(tmp_path / "store", WordVectors()) as store:
        settled = told(Plan.NEXT_MEETING, "When does the Highways Scrutiny Panel meet next?", store)
        assert ("6 July 2021" in first(settled)) if next_is else settled is None


def test_of_several_councils_the_one_named_is_told_and_else_which_it_is(tmp_path: Path) -> None:
    papers = {
        "a.txt": minutes_text(body="Cabinet", council="Ambershire County Council"),
        "b.txt": minutes_text(body="Cabinet", council="Wenlow Borough Council", items={"9. Bins": "RESOLVED that 3 bins be bought."}),
    }
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", papers)], WordVectors())
    with Store.open(tmp_path / "store", WordVectors()) as store:
        settled = told(Plan.LIST, "List all decisions of Cabinet at Wenlow Borough Council", store)
        assert [quote for quote in quotes(settled) if "potholes" in quote] == []
        settled = told(Plan.LIST, "List all decisions of Cabinet", store)
        assert first(settled) == "Ambershire County Council and Wenlow Borough Council: 2 decisions in the papers held"


def test_both_meetings_of_a_body_on_one_day_are_told(tmp_path: Path) -> None:
    evening = minutes_text(items={"20. Gritting": "RESOLVED that a lorry be bought."}).replace("at 10.00 am", "at 6.00 pm")
    papers = {"morning.txt": minutes_text(), "evening.txt": evening}
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", papers)], WordVectors())
    with Store.open(tmp_path / "store", WordVectors()) as store:
        said = " ".join(quotes(told(Plan.MEETING_DECISIONS, "What did the Highways Scrutiny Panel decide on 4 May 2021?", store)))
        assert "potholes" in said
        assert "lorry" in said


def test_what_is_open_is_told_of_the_topic_and_where_nothing_is(tmp_path: Path) -> None:
    tracker = (
        "Ref\tAction\tOwner\tDue\tStatus\nA7\tPaint the gate\tClerk\t31 May 2021\tDone 3 May 2021\n"
        "A8\tMend the roof\tBo Lee\t30 June 2021\tNot yet done"
    )
    papers = {"may.txt": minutes_text(items={"13. Action tracker": tracker})}
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", papers)], WordVectors())
    with Store.open(tmp_path / "store", WordVectors()) as store:
        of_all = told(Plan.OUTSTANDING, "What actions are still open for the Highways Scrutiny Panel?", store)
        assert first(of_all).startswith("1 of 2 rows of the tracker is open")
        of_gate = told(Plan.OUTSTANDING, "What is outstanding on the gate at the Highways Scrutiny Panel?", store)
        assert first(of_gate).startswith("0 of 1 row of the tracker on gate are open")
        assert "Paint the gate" in " ".join(quotes(of_gate))
