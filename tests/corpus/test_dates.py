"""Dates and reporting periods, in the forms in which councils print them."""

from calendar import day_name, month_abbr, month_name
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import dates_in, printed_dates, prints_month_first, slips_in
from ingest.meetings.periods import period_in, period_named


def ordinal(day: int) -> str:
    return f"{day}{'th' if 11 <= day <= 13 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2049, 12, 31))
FORMS: dict[str, Callable[[date], str]] = {
    "7 July 2023": lambda d: f"{d.day} {month_name[d.month]} {d.year}",
    "7th July 2023": lambda d: f"{ordinal(d.day)} {month_name[d.month]} {d.year}",
    "7 th July 2023": lambda d: f"{d.day} {ordinal(d.day)[-2:]} {month_name[d.month]} {d.year}",
    "Friday, 7 July 2023": lambda d: f"{day_name[d.weekday()]}, {d.day} {month_name[d.month]} {d.year}",
    "FRIDAY 7TH JULY 2023": lambda d: f"{day_name[d.weekday()]} {ordinal(d.day)} {month_name[d.month]} {d.year}".upper(),
    "the 7th day of July, 2023": lambda d: f"the {ordinal(d.day)} day of {month_name[d.month]}, {d.year}",
    "7, July 2023": lambda d: f"{d.day}, {month_name[d.month]} {d.year}",
    "7 Jul 2023": lambda d: f"{d.day} {month_abbr[d.month]} {d.year}",
    "7-Jul-23": lambda d: (
        f"{d.day}-{month_abbr[d.month]}-{d.year % 100:02d}" if d.year >= 2000 else f"{d.day}-{month_abbr[d.month]}-{d.year}"
    ),
    "July 7, 2023": lambda d: f"{month_name[d.month]} {d.day}, {d.year}",
    "July 7th 2023": lambda d: f"{month_name[d.month]} {ordinal(d.day)} {d.year}",
    "Friday, July 7, 2023": lambda d: f"{day_name[d.weekday()]}, {month_name[d.month]} {d.day}, {d.year}",
    "07/07/2023": lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
    "7/7/23": lambda d: f"{d.day}/{d.month}/{d.year % 100:02d}" if d.year >= 2000 else f"{d.day}/{d.month}/{d.year}",
    "7.7.2023": lambda d: f"{d.day}.{d.month}.{d.year}",
    "07.07.23": lambda d: f"{d.day:02d}.{d.month:02d}.{d.year % 100:02d}" if d.year >= 2000 else f"{d.day:02d}.{d.month:02d}.{d.year}",
    "07-07-2023": lambda d: f"{d.day:02d}-{d.month:02d}-{d.year}",
    "2023-07-07": lambda d: d.isoformat(),
    "2023/07/07": lambda d: d.isoformat().replace("-", "/"),
    "7 July\n2023": lambda d: f"{d.day} {month_name[d.month]}\n{d.year}",
}


@given(
    DAYS,
    st.sampled_from(sorted(FORMS)),
    st.sampled_from(["", "held on ", "Minutes of the Panel, ", "(", "| "]),
    st.sampled_from(["", ".", " at 10.00 am", ")"]),
)
def test_a_date_in_any_form_is_found_alone_and_with_its_weekday(day: date, form: str, before: str, after: str) -> None:
    text = f"{before}{FORMS[form](day)}{after if not form.endswith('23') or form.endswith('2023') else ''}"
    [printed] = printed_dates(text)
    assert (printed.day, printed.fits) == (day, True)
    assert slips_in(text) == []


@given(DAYS, st.integers(min_value=1, max_value=6))
def test_a_weekday_that_is_not_the_days_own_is_seen(day: date, shift: int) -> None:
    [printed] = printed_dates(f"{day_name[(day + timedelta(days=shift)).weekday()]} {day.day} {month_name[day.month]} {day.year}")
    assert printed.day == day
    assert not printed.fits


@given(st.text(alphabet="0123456789/-., thndsMayJune\n", max_size=80))
def test_no_text_makes_the_reading_of_dates_fail(text: str) -> None:
    assert all(0 <= at < len(text) for at, _ in dates_in(text))
    slips_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2023",
        "June 310, 2023",
        "1,400 2023",
        "page 12 of 2023",
        "2021-22",
        "4.1.21",
        "705-724-2144",
        "£4 May 2023",
        "l8 April 2023",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert dates_in(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Monday, 7th & Tuesday, 8th June 2021", [7, 8]),
        ("7-8 June 2021", [7, 8]),
        ("7th to 8th June 2021", [7, 8]),
        ("June 7 and 8, 2021", [7, 8]),
        ("the seventh day of June 2021", [7]),
        ("the twenty-first of June, 2021", [21]),
        ("page 7 - 8 June 2021", [8]),
        ("item 12 and 8 June 2021", [8]),
    ],
)
def test_a_meeting_of_several_days_has_each_of_them(text: str, days: list[int]) -> None:
    assert [day for _, day in dates_in(text)] == [date(2021, 6, day) for day in days]


def test_figures_that_could_be_read_two_ways_are_left_where_the_paper_writes_months_first() -> None:
    assert [printed.day for printed in printed_dates("5/4/2021 and 5/23/2021 and 6/6/2021", day_first=False)] == [
        date(2021, 5, 23),
        date(2021, 6, 6),
    ]
    assert [day for _, day in dates_in("5/4/2021")] == [date(2021, 4, 5)]
    assert prints_month_first("Tuesday, April 18, 2023")
    assert not prints_month_first("April 18, 2023, and 2 May 2023")


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Tuesday, April 180, 2023", date(2023, 4, 18)),  # the weekday chooses between 10 and 18
        ("2 Febuary 2021", date(2021, 2, 2)),
        ("Tuesday 4 May 20201", date(2021, 5, 4)),
        ("Tuesday 4 May 2O21", date(2021, 5, 4)),
        ("l8 April 2023", date(2023, 4, 18)),
    ],
)
def test_a_slip_that_can_mean_one_day_only_means_it(text: str, only: date) -> None:
    [slip] = slips_in(text)
    assert slip.text == text
    assert slip.readings == {only}


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2021",
        "April 180, 2023",
        "Tuesday 4 May",
        "Tuesday 4 May at 7.00 pm",
        "Tuesday 4 May 202",
        "Monday, 7th & Tuesday, 8th June",
    ],
)
def test_a_slip_that_could_mean_several_days_keeps_them_all(text: str) -> None:
    [slip] = slips_in(text)
    assert len(slip.readings) > 1


def test_a_word_that_is_near_to_two_months_is_none() -> None:
    assert slips_in("4 Juny 2021") == []


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (["Annual Report 2021/2022"], "2021-22"),
        (["Accounts for the year ended 31 March 2023"], "2022-23"),
        (["End of year summary as at 31 March 2022", "2020-21 Income 2021-22"], "2021-22"),
        (["Adult care", "1 April 2021 to 31 March 2022"], "2021-22"),
        (["Budget monitoring, Quarter 3 2022/23"], "2022-23 Q3"),
        (["Performance, second quarter 2021/22"], "2021-22 Q2"),
        (["Report for 1 April 2021 to 30 September 2021"], "2021-04-01 to 2021-09-30"),
        (["Year ended 31 December 2022"], "2022"),
        (["Annual Report 2016/17", "compared with 2015/16"], "2016-17"),
        (["Income 2021-22", "Payments 2020-21"], None),
        (["The council will appropriate £350,000 from the funds of 2020-21."], None),
        (["the plan for 2017-30"], None),
    ],
)
def test_a_reporting_period_is_what_the_first_lines_say_the_paper_is_about(lines: list[str], period: str | None) -> None:
    assert period_named(lines) == period


def test_a_period_is_two_years_that_follow() -> None:
    assert period_in("Safeguarding 2016/17") == "2016-17"
    assert period_in("the plan for 2017-30") is None
