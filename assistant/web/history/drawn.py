"""A history -> a picture of its meetings over time, and of each row that recurs. What a picture shows stands beside it as a table."""

from collections.abc import Sequence

import altair as alt
import pandas as pd  # noqa: F401  # as in assistant/web/papers/timeline.py

from assistant.register.history import Business, History, Series
from corpus.text import spoken

_ROW = 34  # pixels
_CHART = 220
_BY_YEAR = 700  # days from which years are marked, not months


def timeline(history: History) -> alt.Chart | None:
    """A row for each kind of business, a mark for each meeting; None where no meeting has a date."""
    rows = [
        {
            "date": one.meeting.date.isoformat(),
            "when": spoken(one.meeting.date),
            "body": one.meeting.body or "",
            "business": kind.capitalize(),
        }
        for one in history.meetings
        if one.meeting.date
        for kind in one.business
    ]
    if not rows:
        return None
    days = sorted(one.meeting.date for one in history.meetings if one.meeting.date)
    kinds = [kind.capitalize() for kind in Business if any(row["business"] == kind.capitalize() for row in rows)]
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_point(size=90, filled=True, opacity=0.85)
        .encode(
            x=alt.X("date:T", title=None, axis=_marks((days[-1] - days[0]).days)),
            y=alt.Y("business:N", title=None, sort=kinds, axis=alt.Axis(grid=False, ticks=False, domain=False)),
            shape=alt.Shape("business:N", legend=None, sort=kinds),
            tooltip=[
                alt.Tooltip("when:N", title="Meeting"),
                alt.Tooltip("body:N", title="Body"),
                alt.Tooltip("business:N", title="Business"),
            ],
        )
        .properties(height=_ROW * len(kinds) + 30)
    )
    return chart


def told(history: History) -> str:
    """The timeline in a sentence: `12 meetings: 16 September 2021, decision; …`."""
    meetings = [f"{spoken(one.meeting.date)}, {' and '.join(one.business)}" for one in history.meetings if one.meeting.date]
    return f"Meetings that dealt with it: {'; '.join(meetings)}."


def figures(series: Series) -> alt.Chart | None:
    """A line for each column of a row, over the meetings; None where no column has a figure of two meetings."""
    columns = recurring(series)
    rows = [
        {
            "date": point.day.isoformat(),
            "when": spoken(point.day),
            "column": point.header or "Figure",
            "value": point.value,
            "figure": point.text,
        }
        for point in series.points
        if point.header in columns and point.value is not None
    ]
    if not rows:
        return None
    days = sorted(point.day for point in series.points)
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(point=True)
        .encode(
            x=alt.X("date:T", title=None, axis=_marks((days[-1] - days[0]).days)),
            y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=False)),
            color=alt.Color("column:N", title=None),
            strokeDash=alt.StrokeDash("column:N", title=None),
            tooltip=[
                alt.Tooltip("when:N", title="Meeting"),
                alt.Tooltip("column:N", title="Column"),
                alt.Tooltip("figure:N", title="Figure"),
            ],
        )
        .properties(height=_CHART)
    )
    return chart


def recurring(series: Series) -> Sequence[str]:
    """The headers under which a row has figures of two meetings and more."""
    days: dict[str, set[object]] = {}
    for point in series.points:
        if point.value is not None:
            days.setdefault(point.header, set()).add(point.day)
    return [header for header, met in days.items() if len(met) > 1]


def figures_told(series: Series) -> str:
    """A row's picture in a sentence."""
    return f"{series.name}: " + "; ".join(f"{spoken(point.day)}, {point.header or 'figure'} {point.text}" for point in series.points) + "."


def _marks(days: int) -> alt.Axis:
    return alt.Axis(format="%Y", tickCount="year") if days > _BY_YEAR else alt.Axis(format="%B %Y", tickCount="month", labelOverlap=True)
