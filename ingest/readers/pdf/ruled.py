"""Ruled tables of a PDF page: where their cells are, found by pdfplumber among the rules that PDFium tells.

pdfplumber's own reading of a page has pdfminer parse all that it draws, which took half the time of reading a pack.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

import pypdfium2
from pdfplumber.table import TableSettings, cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from pdfplumber.utils.geometry import filter_edges

from corpus.pdf.drawn import painted_paths
from ingest.readers.pdf.sheet import Area

_LEVEL = 0.01  # points by which the ends of a rule differ at the most
_FARTHEST = 1e6  # points from the origin: what is farther, or no number, is on no page
_MOST_CROSSINGS = 2500  # of rules on a page: a table of 600 cells has fewer, squared paper and plans have more
_SETTINGS = TableSettings()  # pdfplumber's own: how far apart two rules are one, or meet


@dataclass(frozen=True, slots=True)
class RuledRow:
    """A row and its cells from the left, None where a cell goes over into a neighbour."""

    area: Area
    cells: tuple[Area | None, ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    area: Area
    rows: tuple[RuledRow, ...]

    def holds(self, x: float, y: float) -> bool:
        return self.area.holds(x, y)

    def has_cell_at(self, x: float, y: float) -> bool:
        return self.holds(x, y) and any(cell is not None and cell.holds(x, y) for row in self.rows for cell in row.cells)


def ruled_tables(page: pypdfium2.PdfPage, turn: int) -> list[RuledTable]:
    """The ruled tables of a page, from the top, with at least two rows and two columns each.

    They are in the page's points turned clockwise by `turn`, so that the rows of a page that lies sideways are rows, too. Squared paper,
    on which the search would take minutes, has none.
    """
    edges = [_edge(area.turned(turn)) for area in _rules(page)]
    sides = [edge for side in ("v", "h") for edge in filter_edges(edges, side, min_length=_SETTINGS.edge_min_length_prefilter)]
    merged = merge_edges(
        sides, _SETTINGS.snap_x_tolerance, _SETTINGS.snap_y_tolerance, _SETTINGS.join_x_tolerance, _SETTINGS.join_y_tolerance
    )
    meeting = edges_to_intersections(
        filter_edges(merged, min_length=_SETTINGS.edge_min_length),
        _SETTINGS.intersection_x_tolerance,
        _SETTINGS.intersection_y_tolerance,
    )
    if len(meeting) > _MOST_CROSSINGS:
        return []
    cells = cells_to_tables(intersections_to_cells(meeting))
    tables = [_table([Area(x0, -bottom, x1, -top) for x0, top, x1, bottom in table]) for table in cells]
    tables = [table for table in tables if len(table.rows) >= 2 and len(table.rows[0].cells) >= 2]
    return sorted(tables, key=lambda table: -table.area.top)


def _rules(page: pypdfium2.PdfPage) -> Iterator[Area]:
    """The sides of all that the page draws which lie flat or stand upright, as areas without a width."""
    for points in painted_paths(page):
        for (x0, y0), (x1, y1) in pairwise(points):
            level = abs(x0 - x1) <= _LEVEL or abs(y0 - y1) <= _LEVEL
            if level and max(map(abs, (x0, y0, x1, y1))) <= _FARTHEST:
                yield Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _edge(area: Area) -> dict[str, float | str]:
    """As pdfplumber has it, which counts downwards."""
    across, up = area.right - area.left, area.top - area.bottom
    return {
        "x0": area.left, "x1": area.right, "top": -area.top, "bottom": -area.bottom,
        "width": across, "height": up, "orientation": "h" if across >= up else "v",
    }  # fmt: skip


def _table(cells: list[Area]) -> RuledTable:
    """Cells that begin at one height are a row; all rows have a place for each left edge of the table."""
    lefts = sorted({cell.left for cell in cells})
    rows: list[RuledRow] = []
    for _, group in groupby(sorted(cells, key=lambda cell: (-cell.top, cell.left)), key=lambda cell: cell.top):
        at = {cell.left: cell for cell in group}
        rows.append(RuledRow(_around(list(at.values())), tuple(at.get(left) for left in lefts)))
    return RuledTable(_around(cells), tuple(rows))


def _around(areas: list[Area]) -> Area:
    return Area(min(a.left for a in areas), min(a.bottom for a in areas), max(a.right for a in areas), max(a.top for a in areas))
