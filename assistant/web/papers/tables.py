"""What is held, and what was not taken, as tables that can be walked without seeing them and that fit a phone."""

from collections.abc import Sequence

from assistant.phrases import files_held, kind_held
from assistant.web.papers.view import Order
from assistant.web.viewer.address import Place
from assistant.web.words import escaped
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


def papers_table(caption: str, papers: Sequence[Paper], versions: Versions, order: Order) -> str:
    """A row for each paper. Text of papers is escaped here and nowhere else: `rows` of `table` are HTML."""
    rows = [_cells(paper, versions) for paper in papers]
    return table(caption, _HELD, rows, header_cell=_HELD.index("Title and file"), numeric=_NUMBERS, sorted_by=_SORTED_BY[order])


def refusals_table(caption: str, refusals: Sequence[Refusal]) -> str:
    rows = [(escaped(refusal.file), escaped(sentence(refusal.told.removeprefix(f"{refusal.file}: ")))) for refusal in refusals]
    return table(caption, ("File", "Reason"), rows, header_cell=0)


def _cells(paper: Paper, versions: Versions) -> tuple[str, ...]:
    meeting = paper.meeting
    return (
        spoken(meeting.date) if meeting.date else "Not given",
        escaped(meeting.body or "Not given"),
        kind_held(paper),
        f'<a class="mn-go" href="{escaped(Place(paper.id).link())}">{escaped(paper.title)}</a> '
        f'<span class="mn-file">{escaped(files_held(paper, versions))}</span>',
        f"{paper.page_count:,}",
        f"{paper.coverage:.0%}" if paper.coverage else "Not known",
        _warnings(paper),
    )


def _warnings(paper: Paper) -> str:
    if not paper.warnings:
        return "None"
    return f"<ul>{''.join(f'<li>{escaped(sentence(warning))}</li>' for warning in paper.warnings)}</ul>"


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
) -> str:
    """A table that a screen reader can walk: caption, column headers, and the cell that names each row. The cells are HTML.

    On a phone each row is drawn as a block, each cell behind the name of its column. The roles say that it is a table still.
    """
    numbers = {column: ' class="mn-number"' if column in numeric else "" for column in columns}
    head = "".join(f'<th role="columnheader" scope="col"{numbers[name]}{_sorted(name, sorted_by)}>{name}</th>' for name in columns)
    body = "".join(f'<tr role="row">{_row(columns, row, header_cell, numbers)}</tr>' for row in rows)
    return (
        f'<div class="mn-table" role="region" aria-label="{caption}" tabindex="0"><table role="table"><caption>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _sorted(column: str, by: tuple[str, str] | None) -> str:
    return f' aria-sort="{by[1]}"' if by is not None and by[0] == column else ""


def _row(columns: Sequence[str], row: Sequence[str], header_cell: int, numbers: dict[str, str]) -> str:
    cells = []
    for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
        tag, role = ("th", 'rowheader" scope="row') if at == header_cell else ("td", "cell")
        cells.append(f'<{tag} role="{role}" data-column="{column}"{numbers[column]}>{cell}</{tag}>')
    return "".join(cells)
