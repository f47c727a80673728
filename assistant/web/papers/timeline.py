"""Papers -> a picture of the store over time: a circle for the papers of one kind in one month, the larger the more.

Each kind has a row of its own, so that nothing is told by colour alone; the numbers stand beside the picture as a table.
"""

from collections import Counter
from collections.abc import Sequence

import altair as alt
import pandas as pd  # noqa: F401  # altair looks for it, and finds half of it where another thread is just loading it

from assistant.web.html import Html
from assistant.web.papers.tables import table
from corpus.models import Paper, PaperKind
from corpus.text import counted

READ_AS = "Each circle stands for the papers of one kind in one month: the larger, the more papers."
_ROW = 34  # pixels
_BY_YEAR = 700  # days of meetings from which years are marked, not months
_LARGEST = 420  # square pixels of the largest circle


def picture(papers: Sequence[Paper]) -> alt.Chart | None:
    """The picture; None where no paper has a date."""
    counts = Counter((paper.kind, paper.meeting.date.replace(day=1)) for paper in papers if paper.meeting.date)
    if not counts:
        return None
    rows = [
        {"kind": kind.label, "month": month.isoformat(), "when": f"{month:%B %Y}", "papers": papers}
        for (kind, month), papers in sorted(counts.items())
    ]
    kinds = [kind.label for kind in PaperKind if any(kind is other for other, _ in counts)]
    months = sorted(month for _, month in counts)
    long = (months[-1] - months[0]).days > _BY_YEAR
    marks = alt.Axis(format="%Y", tickCount="year") if long else alt.Axis(format="%B %Y", tickCount="month", labelOverlap=True)
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_circle(opacity=0.85)
        .encode(
            x=alt.X(
                "month:T",
                title=None,
                axis=marks,
            ),
            y=alt.Y("kind:N", title=None, sort=kinds, axis=alt.Axis(grid=False, ticks=False, domain=False, labelLimit=200)),
            size=alt.Size("papers:Q", scale=alt.Scale(domain=[0, max(counts.values())], range=[30, _LARGEST]), legend=None),
            tooltip=[
                alt.Tooltip("kind:N", title="Kind"),
                alt.Tooltip("when:N", title="Meetings in"),
                alt.Tooltip("papers:Q", title="Papers"),
            ],
        )
        .properties(height=_ROW * len(kinds) + 30)
    )
    return chart


def told(papers: Sequence[Paper]) -> str:
    """The picture in a sentence: `53 papers by the year of their meeting: 2021: 14, 2022: 20, 2023: 19.`"""
    years = Counter(paper.meeting.date.year for paper in papers if paper.meeting.date)
    said = f"{counted(sum(years.values()), 'paper')} by the year of their meeting: "
    return said + ", ".join(f"{year}: {papers:,}" for year, papers in sorted(years.items())) + "."


def undated(papers: Sequence[Paper]) -> str:
    """`2 papers give no meeting date and are not in the picture.` Empty where all do."""
    without = sum(paper.meeting.date is None for paper in papers)
    if without == 1:
        return "1 paper gives no meeting date and is not in the picture."
    return f"{without:,} papers give no meeting date and are not in the picture." if without else ""


def numbers(papers: Sequence[Paper]) -> Html:
    """The numbers of the picture as a table: a row for each year, a column for each kind."""
    dated = [(paper.meeting.date.year, paper.kind) for paper in papers if paper.meeting.date]
    counts = Counter(dated)
    kinds = [kind for kind in PaperKind if any(kind is other for _, other in dated)]
    rows = [
        (str(year), *(f"{counts[year, kind]:,}" for kind in kinds), f"{sum(counts[year, kind] for kind in kinds):,}")
        for year in sorted({year for year, _ in dated})
    ]
    columns = ("Year", *(kind.label for kind in kinds), "All")
    return table("Papers by year of the meeting and kind", columns, rows, header_cell=0, numeric=frozenset(columns[1:]))
