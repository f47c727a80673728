"""What is held, and what was not taken, as tables that can be walked without seeing them and that fit a phone."""

from collections.abc import Sequence

from assistant.answer.messages import files_held, kind_held
from assistant.web.html import NOTHING, Html
from assistant.web.papers.view import Order
from assistant.web.viewer.address import ViewerPlace
from corpus.models import Paper, Refusal
from corpus.text import spoken
from corpus.versions import Versions

_HELD = ("Meeting date", "Body", "Kind", "Title and file", "Pages", "Searchable text", "Warnings")
_NUMBERS = frozenset({"Pages", "Searchable text"})
_SORTED_BY = {
    Order.NEWEST: ("Meeting date", "descending"),
    Order.OLDEST: ("Meeting date", "ascending"),
    Order.BODY: ("Body", "ascending"),
    Order.KIND: ("Kind", "other"),
    Order.TITLE: ("Title and file", "ascending"),
    Order.PAGES: ("Pages", "descending"),
}


def papers_table(caption: str, papers: Sequence[Paper], versions: Versions, order: Order) -> Html:
    """A row for each paper."""
    rows = [_cells(paper, versions) for paper in papers]
    return table(caption, _HELD, rows, header_cell=_HELD.index("Title and file"), numeric=_NUMBERS, sorted_by=_SORTED_BY[order])


def refusals_table(caption: str, refusals: Sequence[Refusal]) -> Html:
    rows = [(refusal.file, sentence(refusal.told.removeprefix(f"{refusal.file}: "))) for refusal in refusals]
    return table(caption, ("File", "Reason"), rows, header_cell=0)


def _cells(paper: Paper, versions: Versions) -> tuple[str, ...]:
    meeting = paper.meeting
    return (
        spoken(meeting.date) if meeting.date else "Not given",
        meeting.body or "Not given",
        kind_held(paper),
        Html('<a class="mn-go" href="{}">{}</a> <span class="mn-file">{}</span>').format(
            ViewerPlace(paper.id).link(), paper.title, files_held(paper, versions)
        ),
        f"{paper.page_count:,}",
        f"{paper.coverage:.0%}" if paper.coverage else "Not known",
        _warnings(paper),
    )


def _warnings(paper: Paper) -> str:
    if not paper.warnings:
        return "None"
    return Html("<ul>{}</ul>").format(NOTHING.join(Html("<li>{}</li>").format(sentence(warning)) for warning in paper.warnings))


def sentence(text: str) -> str:
    """A message that began after a colon, begun with a capital."""
    return text[:1].upper() + text[1:]


def table(
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    header_cell: int,
    numeric: frozenset[str] = frozenset(),
    sorted_by: tuple[str, str] | None = None,
) -> Html:
    """A table that a screen reader can walk: caption, column headers, and the cell that names each row. A cell is text or Html.

    On a phone each row is drawn as a block, each cell behind the name of its column. The roles say that it is a table still.
    """
    numbers = {column: Html(' class="mn-number"') if column in numeric else NOTHING for column in columns}
    head = NOTHING.join(
        Html('<th role="columnheader" scope="col"{}{}>{}</th>').format(numbers[name], _sorted(name, sorted_by), name) for name in columns
    )
    body = NOTHING.join(Html('<tr role="row">{}</tr>').format(_row(columns, row, header_cell, numbers)) for row in rows)
    return Html(
        '<div class="mn-table" role="region" aria-label="{caption}" tabindex="0"><table role="table"><caption>{caption}</caption>'
        '<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    ).format(caption=caption, head=head, body=body)


def _sorted(column: str, by: tuple[str, str] | None) -> Html:
    return Html(' aria-sort="{}"').format(by[1]) if by is not None and by[0] == column else NOTHING


def _row(columns: Sequence[str], row: Sequence[str], header_cell: int, numbers: dict[str, Html]) -> Html:
    heads = Html('<th role="rowheader" scope="row" data-column="{}"{}>{}</th>')
    holds = Html('<td role="cell" data-column="{}"{}>{}</td>')
    cells = enumerate(zip(columns, row, strict=True))
    return NOTHING.join((heads if at == header_cell else holds).format(column, numbers[column], cell) for at, (column, cell) in cells)
