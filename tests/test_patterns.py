from datetime import date

import pytest

from ingest.patterns import (
    BODY,
    COUNCIL,
    ITEM_HEADING,
    LETTER_MARK,
    MINUTES_HEADING,
    NUMBER_MARK,
    RESOLUTION_NUMBER,
    RESOLVES,
    dates_in,
    period_in,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Friday, 7 July 2023, 10.00 am", date(2023, 7, 7)),
        ("2 NOVEMBER 2017**BOARD**", date(2017, 11, 2)),
        ("13, December 2022", date(2022, 12, 13)),
        ("the 1st day of March 2021", date(2021, 3, 1)),
        ("Tuesday, April 18, 2023", date(2023, 4, 18)),
        ("meeting on 11/10/2022", date(2022, 10, 11)),
        ("2021-11-04", date(2021, 11, 4)),
    ],
)
def test_dates_are_read_as_councils_write_them(text: str, expected: date) -> None:
    assert [day for _, day in dates_in(text)] == [expected]


@pytest.mark.parametrize("text", ["31 June 2023", "June 310, 2023", "1,400 2023", "page 12 of 2023", "2021-22"])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert dates_in(text) == []


def test_a_reporting_period_is_two_years_that_follow() -> None:
    assert period_in("Annual Report 2021/2022") == "2021-22"
    assert period_in("Safeguarding 2016/17") == "2016-17"
    assert period_in("the plan for 2017-30") is None


def test_marks_of_items_and_paragraphs() -> None:
    assert ITEM_HEADING.match("412 Work Programme").groups() == ("412", "Work Programme")  # type: ignore[union-attr]
    assert ITEM_HEADING.match("118. FORWARD PLAN").groups() == ("118", "FORWARD PLAN")  # type: ignore[union-attr]
    assert NUMBER_MARK.match("4.1 The Panel")[1] == "4.1"  # type: ignore[index]
    assert LETTER_MARK.match("(ii) that the report be noted")
    assert RESOLUTION_NUMBER.match("R2021-017 A. Ode, B. Lee:")[1] == "R2021-017"  # type: ignore[index]
    assert MINUTES_HEADING.match("DRAFT MINUTES of the Panel")
    assert not MINUTES_HEADING.match("4. Minutes of the last meeting")


@pytest.mark.parametrize(
    "text", ["It was resolved that:", "The Panel agreed that officers report back", "That the tender be awarded. Carried."]
)
def test_resolutions_are_known_by_their_words(text: str) -> None:
    assert RESOLVES.search(text)


def test_a_recommendation_of_a_report_is_no_resolution() -> None:
    assert not RESOLVES.search("If the scheme is built, the recommended option is B")


def test_councils_and_bodies() -> None:
    assert COUNCIL.search("at Ambershire County Council, County Hall")[1] == "Ambershire County Council"  # type: ignore[index]
    assert BODY.search("Minutes of the Roads and Transport Overview and Scrutiny Panel")[1].endswith("Overview and Scrutiny Panel")  # type: ignore[index]
    assert not BODY.search("Cabinet Member with responsibility")
