"""Ruled tables of a PDF page: where their cells are, found by pdfplumber."""

import logging
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from pdfplumber.page import Page

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Box:
    """A box in points, y growing upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class RuledRow:
    box: Box
    cells: tuple[Box | None, ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    box: Box
    rows: tuple[RuledRow, ...]

    def holds(self, x: float, y: float) -> bool:
        return self.box.holds(x, y)


def ruled_tables(path: Path, index: int) -> list[RuledTable]:
    """The ruled tables of page `index` (0-based), from the top, with at least two rows and two columns each.

    None where pdfplumber cannot read a page that PDFium can: its text is then read as lines.
    """
    try:
        with pdfplumber.open(path, pages=[index + 1]) as document:
            return _tables(document.pages[0])
    except Exception:  # pdfminer raises its own errors, ValueError, TypeError and more on a damaged page
        log.warning("%s, page %s: no tables could be found in it", path.name, index + 1)
        return []


def _tables(page: Page) -> list[RuledTable]:
    height = float(page.height)
    tables = [table for table in page.find_tables() if len(table.rows) >= 2 and max(len(row.cells) for row in table.rows) >= 2]
    return [
        RuledTable(
            _box(table.bbox, height),
            tuple(
                RuledRow(_box(row.bbox, height), tuple(_box(cell, height) if cell else None for cell in row.cells)) for row in table.rows
            ),
        )
        for table in sorted(tables, key=lambda table: float(table.bbox[1]))
    ]


def _box(box: tuple[float, float, float, float], height: float) -> Box:
    """pdfplumber counts y from the top of the page."""
    left, top, right, bottom = box
    return Box(float(left), height - float(bottom), float(right), height - float(top))
