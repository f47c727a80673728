"""The Papers page: what is held, and the files that were not taken."""

from collections.abc import Sequence

import streamlit as st

from assistant.phrases import files_held, kind_held
from assistant.web import alerts, words
from assistant.web.store import held
from assistant.web.words import escaped
from corpus.models import Paper, Refusal
from corpus.text import counted, spoken
from corpus.versions import Versions

_HELD = ("Meeting date", "Body", "Kind", "Title", "Pages", "Passages", "File", "Warnings")
_NUMBERS = frozenset({"Pages", "Passages"})


def page() -> None:
    st.set_page_config(layout="wide")
    st.title("Papers held", anchor=False)
    source = held()
    if source.papers:
        st.html(papers_table(source.papers, source.versions))
    else:
        alerts.show(words.NONE_HELD)
    if source.refusals:
        st.header("Files not taken", anchor=False)
        st.html(refusals_table(source.refusals))


def papers_table(papers: Sequence[Paper], versions: Versions) -> str:
    return _table(counted(len(papers), "paper"), _HELD, [_cells(paper, versions) for paper in papers], header_cell=_HELD.index("Title"))


def refusals_table(refusals: Sequence[Refusal]) -> str:
    rows = [(refusal.file, _sentence(refusal.reason.removeprefix(f"{refusal.file}: "))) for refusal in refusals]
    return _table(counted(len(refusals), "file"), ("File", "Reason"), rows, header_cell=0)


def _cells(paper: Paper, versions: Versions) -> tuple[str, ...]:
    meeting = paper.meeting
    return (
        spoken(meeting.date) if meeting.date else "Not given",
        meeting.body or "Not given",
        kind_held(paper),
        paper.title,
        f"{paper.page_count:,}",
        f"{paper.passage_count:,}",
        files_held(paper, versions),
        _sentence("; ".join(paper.warnings)) or "None",
    )


def _sentence(text: str) -> str:
    """A message that began after a colon, begun with a capital."""
    return text[:1].upper() + text[1:]


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], header_cell: int) -> str:
    """A table that a screen reader can walk: caption, column headers, and the cell that names each row."""
    head = "".join(f'<th scope="col"{_numeric(column)}>{column}</th>' for column in columns)
    body = "".join(f"<tr>{_row(columns, row, header_cell)}</tr>" for row in rows)
    return (
        f'<div class="mn-table" role="region" aria-label="{caption}" tabindex="0"><table><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(columns: Sequence[str], row: Sequence[str], header_cell: int) -> str:
    cells = []
    for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
        opened, closed = ('<th scope="row"', "</th>") if at == header_cell else ("<td", "</td>")
        cells.append(f"{opened}{_numeric(column)}>{escaped(cell)}{closed}")
    return "".join(cells)


def _numeric(column: str) -> str:
    return ' class="mn-number"' if column in _NUMBERS else ""
