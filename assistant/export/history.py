"""The history of a topic -> text for a terminal, JSON, CSV and a Word document."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from docx import Document
from docx.document import Document as WordDocument
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.answer.states import whose
from assistant.export.console import line
from assistant.export.csv import cell
from assistant.register.history import Dealt, History, MeetingOnTopic, Series
from corpus.models import Paper
from corpus.register import Entry
from corpus.text import counted, inert_json, inert_line, readable, spoken

Papers = Mapping[str, Paper]  # by id
COLUMNS = ("date", "body", "business", "quote", "decisions", "file", "page")


def history_to_text(history: History, papers: Papers) -> RenderableType:
    """A meeting after the other, with its business, a quote and its decisions; then the figures that recur."""
    parts: list[RenderableType] = [Text(_summary(history)), Text("")]
    for meeting in history.meetings:
        parts.append(line(f"{whose(meeting.meeting)} ({', '.join(meeting.business)})", "bold"))
        parts.append(Padding(line(f"“{readable(meeting.best.quote)}” {_place(meeting.best, papers)}"), (0, 0, 0, 4)))
        for entry in meeting.decisions:
            parts.append(Padding(line(f"{_named(entry)}: {readable(entry.said)}", "italic"), (0, 0, 0, 4)))
    for series in history.series:
        parts += [Text(""), _series_table(series, papers)]
    return Group(*parts)


def _summary(history: History) -> str:
    dated = sorted(one.meeting.date for one in history.meetings if one.meeting.date)
    if not history.meetings:
        return "No meeting in the papers held dealt with this."
    when = f", from {spoken(dated[0])} to {spoken(dated[-1])}" if len(dated) > 1 else ""
    return f"{counted(len(history.meetings), 'meeting')} dealt with this{when}."


def _place(dealt: Dealt, papers: Papers) -> str:
    paper = papers[dealt.passage.paper_id]
    return f"({paper.file}, page {dealt.passage.page})"


def _named(entry: Entry) -> str:
    result = f", {entry.result.value}" if entry.result else ""
    return f"{entry.kind.label}{result}"


def _series_table(series: Series, papers: Papers) -> RenderableType:
    table = Table(title=inert_line(series.name), title_justify="left", box=None, padding=(0, 2, 0, 0))
    for column in ("Meeting", "Column", "Figure", "Where"):
        table.add_column(column, overflow="fold")
    for point in series.points:
        paper = papers[point.passage.paper_id]
        table.add_row(spoken(point.day), line(point.header), line(point.text), line(f"{paper.file}, page {point.passage.page}"))
    return table


def history_to_json(history: History, papers: Papers) -> str:
    """One object: the topic, its meetings and the series of figures."""
    return inert_json(
        json.dumps(
            {
                "topic": history.topic,
                "meetings": [_meeting(one, papers) for one in history.meetings],
                "series": [
                    {
                        "name": series.name,
                        "points": [
                            {
                                "date": point.day.isoformat(),
                                "column": point.header,
                                "figure": point.text,
                                "value": point.value,
                                "file": papers[point.passage.paper_id].file,
                                "page": point.passage.page,
                                "passage": point.passage.id,
                            }
                            for point in series.points
                        ],
                    }
                    for series in history.series
                ],
            },
            ensure_ascii=False,
        )
    )


def _meeting(one: MeetingOnTopic, papers: Papers) -> dict[str, object]:
    meeting, best = one.meeting, one.best
    return {
        "date": meeting.date.isoformat() if meeting.date else None,
        "body": meeting.body,
        "council": meeting.council,
        "business": list(one.business),
        "quote": best.quote,
        "file": papers[best.passage.paper_id].file,
        "paper": best.passage.paper_id,
        "page": best.passage.page,
        "passage": best.passage.id,
        "decisions": [
            {
                "kind": entry.kind,
                "result": entry.result.value if entry.result else None,
                "words": entry.said,
                "page": entry.page,
                "id": entry.id,
            }
            for entry in one.decisions
        ],
    }


def history_to_csv(history: History, papers: Papers) -> str:
    """A row for each meeting, for a spreadsheet: none of its cells is a formula."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for one in history.meetings:
        rows.writerow([cell(str(field)) for field in _row(one, papers)])
    return "\ufeff" + written.getvalue()


def _row(one: MeetingOnTopic, papers: Papers) -> Iterator[object]:
    yield one.meeting.date.isoformat() if one.meeting.date else ""
    yield one.meeting.body or ""
    yield ", ".join(one.business)
    yield readable(one.best.quote)
    yield " | ".join(readable(entry.said) for entry in one.decisions)
    yield papers[one.best.passage.paper_id].file
    yield one.best.passage.page


def history_to_word(history: History, papers: Papers) -> bytes:
    """A document with a table of the meetings and one for each series of figures."""
    document: WordDocument = Document()
    document.core_properties.title = inert_line(history.topic)[:255]
    document.core_properties.author = "Minuted"
    document.core_properties.language = "en-GB"
    document.add_heading(inert_line(history.topic), level=1)
    document.add_paragraph(_summary(history))
    _table(
        document,
        ("Date", "Body", "Business", "Words", "Decisions", "Source", "Page"),
        [[str(field) for field in _row(one, papers)] for one in history.meetings],
    )
    for series in history.series:
        document.add_heading(inert_line(series.name), level=2)
        rows = [[spoken(one.day), one.header, one.text, papers[one.passage.paper_id].file, str(one.passage.page)] for one in series.points]
        _table(document, ("Meeting", "Column", "Figure", "Source", "Page"), rows)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _table(document: WordDocument, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    for box, name in zip(table.rows[0].cells, head, strict=True):
        box.text = name
    for row in rows:
        for box, text in zip(table.add_row().cells, row, strict=True):
            box.text = inert_line(text)
