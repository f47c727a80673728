"""A history -> tables: the meetings with their words and decisions, and the figures that recur, each opening its page."""

from collections.abc import Mapping, Sequence

from assistant.register.follow import News
from assistant.register.history import Dealt, History, Point, Series
from assistant.web.html import NOTHING, Html
from assistant.web.papers.tables import table
from assistant.web.viewer.address import ViewerPlace, sign_of
from corpus.models import Paper, Passage, Span
from corpus.register import Entry
from corpus.text import counted, readable, spoken

_MEETINGS = ("Meeting date", "Body", "Business", "Words", "Decisions")
_FIGURES = ("Meeting date", "Column", "Figure", "Page")


def meetings(history: History, papers: Mapping[str, Paper]) -> Html:
    """A row for each meeting."""
    rows = [
        (
            spoken(one.meeting.date) if one.meeting.date else "Not given",
            one.meeting.body or "Not given",
            ", ".join(one.business).capitalize(),
            _quote(one.best, papers),
            _decisions(one.decisions),
        )
        for one in history.meetings
    ]
    return table(counted(len(rows), "meeting"), _MEETINGS, rows, header_cell=0)


def figures(series: Series, papers: Mapping[str, Paper]) -> Html:
    """A row for each figure, with the way to its page."""
    rows = [(spoken(point.day), point.header, point.text, _of_point(point, papers)) for point in series.points]
    return table(series.name, _FIGURES, rows, header_cell=0, numeric=frozenset({"Figure"}))


def news(new: Sequence[News]) -> Html:
    """A link for each piece of news, to the page that proves it."""
    return Html("<ul>{}</ul>").format(
        NOTHING.join(
            Html('<li>{}: <a class="mn-go" href="{}">{}, {}</a> “{}”</li>').format(
                one.topic, ViewerPlace(one.paper_id, one.page).link(), one.body or "A meeting", one.date or "not dated", one.quote[:160]
            )
            for one in new
        )
    )


def _quote(dealt: Dealt, papers: Mapping[str, Paper]) -> Html:
    return Html('“{}” <a class="mn-go" href="{}">{}, page {}</a>').format(
        readable(dealt.quote),
        place_of(dealt.passage, dealt.start, dealt.end).link(),
        papers[dealt.passage.paper_id].file,
        dealt.passage.page,
    )


def _decisions(entries: Sequence[Entry]) -> str | Html:
    if not entries:
        return "None"
    return Html("<ul>{}</ul>").format(
        NOTHING.join(
            Html('<li><a class="mn-go" href="{}">{}{}</a>: {}</li>').format(
                _of_entry(entry).link(), entry.kind.label, f", {entry.result.value}" if entry.result else "", readable(entry.said)
            )
            for entry in entries
        )
    )


def _of_entry(entry: Entry) -> ViewerPlace:
    first = entry.words[0]
    return ViewerPlace(entry.paper_id, first.page, first.page, Span(first.start, first.end), sign_of(first.value))


def _of_point(point: Point, papers: Mapping[str, Paper]) -> Html:
    row = point.passage
    return Html('<a class="mn-go" href="{}">{}, page {}</a>').format(
        place_of(row, row.body_start, row.end).link(), papers[row.paper_id].file, row.page
    )


def place_of(passage: Passage, start: int, end: int) -> ViewerPlace:
    words = passage.text[start - passage.start : end - passage.start]
    return ViewerPlace(passage.paper_id, passage.page, passage.page, Span(start, end), sign_of(words))
