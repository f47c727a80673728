"""Ruled tables of a PDF page: where their cells are, found by pdfplumber."""

import logging
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

import pdfplumber
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from corpus.files import open_file
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

    def has_cell_at(self, x: float, y: float) -> bool:
        return self.holds(x, y) and any(cell is not None and cell.holds(x, y) for row in self.rows for cell in row.cells)


class RuledTables:
    """The ruled tables of one PDF, page by page. The file is opened when the first page is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened = ExitStack()

    def on_page(self, index: int, turn: int) -> list[RuledTable]:
        """The ruled tables of page `index` (0-based), from the top, with at least two rows and two columns each.

        They are in the page's points turned clockwise by `turn`, so that the rows of a page that lies sideways are rows, too.
        None where pdfplumber cannot read a page that PDFium can: its text is then read as lines.
        """
        try:
            page = self.page(index)
            # What pdfplumber would lay out itself, without the letters: they take nine tenths of its time and rule nothing.
            rules = _Rules(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
            PDFPageInterpreter(page.pdf.rsrcmgr, rules).process_page(page.page_obj)
            page._layout = rules.get_result()
            tables = _tables(page, turn)
            page.close()
        except Exception:  # pdfminer raises its own errors, ValueError, TypeError and more on a damaged page
            log.warning("%s, page %s: no tables could be found in it", self._path.name, index + 1)
            return []
        return tables

    def page(self, index: int) -> Page:
        """A page as pdfplumber opens it. Raises what pdfminer raises on a damaged one."""
        return self._pages[index] if self._pages else self._open([index + 1])[0]

    @cached_property
    def _pages(self) -> list[Page]:
        """All pages, or none where one of them is damaged: then each is opened by itself."""
        try:
            return self._open(None)
        except Exception:  # as above
            return []

    def _open(self, pages: list[int] | None) -> list[Page]:
        file = self._opened.enter_context(open_file(self._path))
        return self._opened.enter_context(pdfplumber.open(file, pages=pages)).pages

    def close(self) -> None:
        with suppress(Exception):  # pdfplumber looks at the pages once more
            self._opened.close()


class _Rules(PDFPageAggregatorWithMarkedContent):
    """What a page draws, its text aside."""

    def render_string(self, *_: object) -> None:
        pass


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
