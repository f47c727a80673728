"""What a PDF page shows beside the words that were read: letters in pictures and letters drawn as shapes, counted on a small picture of it.

Whether such letters are there is asked of pages with pictures, with many shapes or with few words; others cost nothing.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np
import pypdfium2
import pypdfium2.raw as raw_pdfium

from corpus.models import Box
from ingest.readers.scans.ocr import page_picture

_DPI = 100
_PICTURED = 0.02  # the share of a page from which a picture can hold words
_MANY_SHAPES = 120  # as many as a short line of letters that are drawn; a table's rules are fewer
_INK = 70  # grey levels between a letter and what it stands on
_LOWEST, _TALLEST, _WIDEST = 4, 24, 30  # pixels of a letter
_FEWEST_IN_ROW = 8
_NEAR = 2.0  # heights of a letter, from one to the next of its row
_SLACK = 2  # pixels around a line that was read
_FEWEST = 60  # letters: fewer are a logo's, or specks of a photograph


def may_show_more(page: pypdfium2.PdfPage, words: int, few: int) -> bool:
    """Whether a page can show letters that are no characters."""
    if words < few:
        return True
    left, bottom, right, top = page.get_bbox()
    area, shapes = max((right - left) * (top - bottom), 1.0), 0
    for each in page.get_objects(filter=[raw_pdfium.FPDF_PAGEOBJ_IMAGE, raw_pdfium.FPDF_PAGEOBJ_PATH], max_depth=2):
        if each.type == raw_pdfium.FPDF_PAGEOBJ_PATH:
            shapes += 1
            if shapes >= _MANY_SHAPES:
                return True
        else:
            x0, y0, x1, y1 = (each.container or each).get_bounds()
            if (x1 - x0) * (y1 - y0) >= _PICTURED * area:
                return True
    return False


def letters_unread(document: pypdfium2.PdfDocument, index: int, lines: Sequence[Box]) -> int:
    """About how many letters a page (counted from 0) shows that stand in none of its lines; 0 where there are but a few."""
    from scipy import ndimage  # a third of a second, for the few pages that need it

    try:
        picture = page_picture(document, index, dpi=_DPI)
    except (pypdfium2.PdfiumError, ValueError):
        return 0
    grey = np.asarray(picture, dtype=np.int16)
    ground = ndimage.uniform_filter(grey, 31)
    ink = np.abs(grey - ground) > _INK
    height, width = ink.shape
    for box in lines:
        top, bottom = int(box.top * height) - _SLACK, int(box.bottom * height) + _SLACK
        left, right = int(box.left * width) - _SLACK, int(box.right * width) + _SLACK
        ink[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = False
    marks, _ = ndimage.label(ink, structure=np.ones((3, 3)))
    found = [
        (down.stop, across.start, down.stop - down.start, across.stop)
        for down, across in ndimage.find_objects(marks)
        if _LOWEST <= down.stop - down.start <= _TALLEST and across.stop - across.start <= _WIDEST
    ]
    found.sort()
    letters = sum(_in_rows(sorted(row, key=lambda mark: mark[1])) for row in _rows(found))
    return letters if letters >= _FEWEST else 0


def _rows(marks: Sequence[tuple[int, int, int, int]]) -> list[list[tuple[int, int, int, int]]]:
    """Marks that stand on one line: each ends at most a pixel below the one before."""
    row = 0
    numbered = []
    for n, mark in enumerate(marks):
        row += n > 0 and mark[0] - marks[n - 1][0] > 1
        numbered.append((row, mark))
    return [[mark for _, mark in group] for _, group in groupby(numbered, key=lambda each: each[0])]


def _in_rows(row: Sequence[tuple[int, int, int, int]]) -> int:
    """How many of the marks of a row stand near each other, one after another, as letters do."""
    run, letters = 1, 0
    for before, mark in pairwise(row):
        if 0 <= mark[1] - before[3] + 1 <= _NEAR * max(mark[2], before[2]):
            run += 1
            continue
        letters += run if run >= _FEWEST_IN_ROW else 0
        run = 1
    return letters + (run if run >= _FEWEST_IN_ROW else 0)
