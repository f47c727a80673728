"""The order of evidence: what each sign does, over small papers."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.models import Evidence, Filters, Question
from assistant.query.parse import question_to_query
from assistant.retrieval.retriever import retrieve
from assistant.retrieval.scoring import rank
from corpus.embedding.late_interaction import Asked, AskedPiece, binarised, max_sim
from corpus.store.store import Store
from tests.factories import make_store, minutes_text, write_papers


def ranked(question: str, store: Store, filters: Filters | None = None) -> list[Evidence]:
    query = question_to_query(Question(text=question, filters=filters or Filters()), store)
    return rank(query, retrieve(query, store), store.catalogue.versions())


def store_of(folder: Path, papers: Mapping[str, str]) -> Store:
    make_store(folder / "store", [write_papers(folder / "papers", papers)])
    return Store.open(folder / "store")


def test_a_word_of_the_question_is_met_by_the_word_that_meets_it_best() -> None:
    one, other = np.eye(16, dtype=np.float32)[:2] * 2 - 1, np.ones((1, 16), np.float32)
    asked = Asked([0.0], (AskedPiece(0, 3), AskedPiece(4, 7)), one / 4)
    scores = max_sim(asked, [1.0, 1.0], [binarised(one), binarised(one[:1]), binarised(other), b""])
    assert scores[0] == pytest.approx(1.0)
    assert scores[0] > scores[1] > scores[2]
    assert scores[3] == 0.0
    assert max_sim(asked, [1.0, 0.0], [binarised(one[:1])]) == [pytest.approx(1.0)]
    assert max_sim(asked, [0.0, 0.0], [binarised(one)]) == [0.0]


def test_the_row_of_the_year_asked_comes_first(tmp_path: Path) -> None:
    tables = [
        f"Table {n}: Salt used in {year}\n\nDepot\tTonnes\nWenlow\t{1800 + n}\nStannick\t{2100 + n}"
        for n, year in enumerate(range(2015, 2023))
    ]
    with store_of(tmp_path, {"a.txt": minutes_text(items={"1. Salt": "\n\n".join(tables)})}) as store:
        for n, year in ((1, 2016), (6, 2021)):
            assert f"{1800 + n}" in ranked(f"How much salt was used at Wenlow in {year}?", store)[0].passage.text


def test_the_paper_of_the_meeting_named_comes_first_among_like_ones(tmp_path: Path) -> None:
    months = ("February", "March", "June", "September", "October", "November")
    papers = {
        f"{month}.txt": minutes_text(day=f"{n + 2} {month} 2021", items={"5. Potholes": f"RESOLVED that £{n + 3}0,000 be spent on them."})
        for n, month in enumerate(months)
    }  # fmt: skip
    with store_of(tmp_path, papers) as store:
        for n, month in enumerate(months):
            first = ranked(f"What did we agree to spend on potholes at the {month} meeting?", store)[0].passage
            assert (first.meeting.date, f"£{n + 3}0,000" in first.text) == (datetime.date(2021, n_of(month), n + 2), True)


def n_of(month: str) -> int:
    return datetime.datetime.strptime(month, "%B").month


def test_the_minute_or_paragraph_named_comes_first(tmp_path: Path) -> None:
    items = {f"{n}. Roads": f"The panel spoke of roads in district {n} and of the gritting of roads there." for n in range(21, 33)}
    with store_of(tmp_path, {"a.txt": minutes_text(items=items)}) as store:
        assert "district 27" in ranked("What was said about roads at minute 27?", store)[0].passage.text


def test_a_decision_is_asked_for_and_a_report_is_not_one(tmp_path: Path) -> None:
    items = {
        "3. Bridge": "The report recommends that the bridge at Wenlow be closed to lorries while it is repaired.",
        "4. Wenlow bridge": "RESOLVED that the bridge at Wenlow stay open to lorries. The motion was carried.",
    }
    with store_of(tmp_path, {"a.txt": minutes_text(items=items)}) as store:
        assert "stay open" in ranked("What did the panel decide about lorries on the bridge at Wenlow?", store)[0].passage.text


def test_everyday_words_find_the_official_ones(tmp_path: Path) -> None:
    items = {f"{n}. Matter {n}": f"Members spoke of matter {n} at length, and of the money that it would take." for n in range(5, 25)}
    items["3. Safety"] = "The school crossing patrol at Stannick was moved to Castle Street."
    with store_of(tmp_path, {"a.txt": minutes_text(items=items)}) as store:
        assert "Castle Street" in ranked("Where did the lollipop lady go?", store)[0].passage.text


def test_naming_a_body_or_time_that_holds_nothing_empties_nothing(opened: Store) -> None:
    assert ranked("What did the minutes of Cabinet of March 1999 say on potholes?", opened)
    within = Filters(bodies=("Cabinet",))
    assert {found.passage.meeting.body for found in ranked("potholes in May 2021 at the highways panel", opened, within)} == {"Cabinet"}


def test_the_order_is_the_same_every_time(opened: Store) -> None:
    question = "How much salt was used in Wenlow in 2020/21, and what did the lanes cost?"
    assert ranked(question, opened) == ranked(question, opened)


def test_of_two_that_say_the_same_the_one_beside_what_was_asked_about_comes_first(tmp_path: Path) -> None:
    asked_for = "The Panel asked the Director to bring a written report on it to the next meeting, before the summer recess."
    told = "Ditches along the Wenlow road had been full since the floods of February, and the drains below them were blocked with silt."
    other = "The market on the square had been quiet since the winter, and the traders on its north side were asking for lower rents."
    papers = {
        "square.txt": minutes_text(day="Tuesday, 6 July 2021", items={"12. Market": other, "13. Report": asked_for}),
        "ditches.txt": minutes_text(items={"12. Ditches": told, "13. Report": asked_for.replace("bring", "present")}),
    }
    with store_of(tmp_path, papers) as store:
        found = ranked("Which written report did the Panel ask the Director for, on the ditches along the Wenlow road?", store)
    reports = [one.passage for one in found if "written report" in one.passage.text]
    assert [passage.meeting.date for passage in reports] == [datetime.date(2021, 5, 4), datetime.date(2021, 7, 6)]


def test_of_two_that_are_as_good_the_later_meetings_comes_first(tmp_path: Path) -> None:
    said = "The Stannick Road home had cost £{} million and three of its four beds were filled on the day of the meeting."
    papers = {
        f"{day.split()[1]}.txt": minutes_text(day=day, items={"12. Stannick Road": said.format(cost)})
        for day, cost in (("Tuesday, 6 July 2021", "1.24"), ("Tuesday, 7 September 2021", "1.38"), ("Tuesday, 4 May 2021", "1.36"))
    }
    with store_of(tmp_path, papers) as store:
        query = question_to_query(Question(text="What did the Stannick Road home cost?"), store)
        told = [one for one in retrieve(query, store) if "Stannick Road home" in one.passage.text]
        as_good = [replace(one, maxsim=0.6, dense_score=0.6, bm25=1.0) for one in told]
        found = rank(query, as_good, store.catalogue.versions())
    assert [one.passage.meeting.date for one in found] == [datetime.date(2021, 9, 7), datetime.date(2021, 7, 6), datetime.date(2021, 5, 4)]
