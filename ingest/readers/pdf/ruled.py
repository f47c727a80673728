"""Ruled tables of a PDF page: where their cells are, found by pdfplumber."""

import logging
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pdfplumber
from pdfplumber.page import Page

from ingest.readers.pdf.sheet import Area

log = logging.getLogger(__name__)


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


def ruled_tables(path: Path, index: int, turn: int) -> list[RuledTable]:
    """The ruled tables of page `index` (0-based), from the top, with at least two rows and two columns each.

    They are in the page's points turned clockwise by `turn`, so that the rows of a page that lies sideways are rows, too.
    None where pdfplumber cannot read a page that PDFium can: its text is then read as lines.
    """
    try:
        with pdfplumber.open(path, pages=[index + 1]) as document:
            return _tables(document.pages[0], turn)
    except Exception:  # pdfminer raises its own errors, ValueError, TypeError and more on a damaged page
        log.warning("%s, page %s: no tables could be found in it", path.name, index + 1)
        return []


def _tables(page: Page, turn: int) -> list[RuledTable]:
    tables = [_table([_own_points(cell, page).turned(turn) for cell in table.cells]) for table in page.find_tables()]
    tables = [table for table in tables if len(table.rows) >= 2 and len(table.rows[0].cells) >= 2]
    return sorted(tables, key=lambda table: -table.area.top)


def _own_points(box: tuple[float, float, float, float], page: Page) -> Area:
    """A box of pdfplumber, which counts from the top of the page as it is displayed, in the page's own points."""
    x0, top, x1, bottom = map(float, box)
    if page.rotation in (0, None):
        return Area(x0, float(page.height) - bottom, x1, float(page.height) - top)
    left, page_top, *_ = map(float, page.bbox)
    shown = Area(*_media_box(page)).turned(page.rotation)
    across, up = shown.left - left, shown.top + page_top
    return Area(x0 + across, up - bottom, x1 + across, up - top).turned(-page.rotation)


def _media_box(page: Page) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = map(float, page.page_obj.mediabox)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


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
