"""What a page of a PDF draws beside its text: rules, pictures, and the annotations that lie over it."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as raw_pdfium

Box = tuple[float, float, float, float]  # left, bottom, right, top
Matrix = tuple[float, float, float, float, float, float]

_THICKEST = 8.0  # points of a rule; a thicker bar covers what it strikes
_LONGER = 1.5  # times its thickness, that a rule is at the least
_DEEPEST = 5  # forms within forms
_HIGHEST = 40.0  # points that a slanted stroke through one line rises at the most
_ENDS = 2
_GAP = 6.0  # points between two dashes of one line
_DASH = 20.0  # points that a dash is long at the most
_FEWEST_DASHES = 3
_MOST_SEGMENTS = 200  # of one path: a grid has fewer, a map more
_MOST_PARTS = 20_000  # segments looked at on one page
_UNSEEN = raw_pdfium.FPDF_ANNOT_FLAG_HIDDEN | raw_pdfium.FPDF_ANNOT_FLAG_NOVIEW
# Those that lie over the words as part of the page. A note's sign, which may be moved away, does not, nor does a highlight.
_LYING_OVER = frozenset(
    getattr(raw_pdfium, f"FPDF_ANNOT_{kind}")
    for kind in ("SQUARE", "CIRCLE", "POLYGON", "POLYLINE", "FREETEXT", "STAMP", "LINE", "INK", "REDACT")
)  # fmt: skip
_LINES = frozenset({raw_pdfium.FPDF_ANNOT_LINE, raw_pdfium.FPDF_ANNOT_INK, raw_pdfium.FPDF_ANNOT_POLYLINE})


@dataclass(slots=True)
class Drawn:
    """Boxes in the page's own points.

    `texts` are PDFium's pieces of text. `struck` and `redacted` are the places of the annotations of that name. `rules` lie flat or
    stand upright, each with the share of it that is inked: 1 where it is not dashed. `slanted` are the ends of strokes that do neither.
    `annotated` tells whether annotations lie over the page as part of it.
    """

    texts: list[Any] = field(default_factory=list)
    rules: list[tuple[Box, float]] = field(default_factory=list)
    slanted: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    struck: list[Box] = field(default_factory=list)
    redacted: list[Box] = field(default_factory=list)
    annotated: bool = False


def drawn_on(page: pypdfium2.PdfPage) -> Drawn:
    """Everything that a page draws, forms opened. What is clipped away, or in a layer that is off, is among it."""
    return _Walk(page).drawn


def painted_paths(page: pypdfium2.PdfPage) -> Iterator[list[tuple[float, float]]]:
    """The corners of each line and each box that a page draws, forms opened, in its own points; of a curve, where its pieces end."""
    yield from _painted(page, raw_pdfium.FPDFPage_CountObjects, raw_pdfium.FPDFPage_GetObject, None, 0)


def _painted(parent: Any, count: Any, get: Any, to_page: Matrix | None, depth: int) -> Iterator[list[tuple[float, float]]]:
    for index in range(count(parent)):
        thing = get(parent, index)
        kind = raw_pdfium.FPDFPageObj_GetType(thing)
        if kind == raw_pdfium.FPDF_PAGEOBJ_PATH and any(_draw_mode(thing)):
            matrix = _times(_matrix(thing), to_page)
            for points in _subpaths(thing, raw_pdfium.FPDFPath_CountSegments(thing)):
                yield [_point(x, y, matrix) for x, y in points]
        elif kind == raw_pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            matrix = _times(_matrix(thing), to_page)
            yield from _painted(thing, raw_pdfium.FPDFFormObj_CountObjects, raw_pdfium.FPDFFormObj_GetObject, matrix, depth + 1)


def _draw_mode(path: Any) -> tuple[int, int]:
    """Whether a path is filled, and whether its line is drawn. One that is neither only clips."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw_pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    return filled.value, stroked.value


class _Walk:
    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.drawn = Drawn()
        self._parts = _MOST_PARTS
        self._walk(page, raw_pdfium.FPDFPage_CountObjects, raw_pdfium.FPDFPage_GetObject, None, 0)
        self.drawn.rules += list(_of_dashes([box for box, _ in self.drawn.rules]))
        for index in range(raw_pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = raw_pdfium.FPDFPage_GetAnnot(page, index)
            if annotation:
                try:
                    self._annotation(annotation)
                finally:
                    raw_pdfium.FPDFPage_CloseAnnot(annotation)

    def _walk(self, parent: Any, count: Any, get: Any, to_page: Matrix | None, depth: int) -> None:
        for index in range(count(parent)):
            thing = get(parent, index)
            match raw_pdfium.FPDFPageObj_GetType(thing):
                case raw_pdfium.FPDF_PAGEOBJ_TEXT:
                    self.drawn.texts.append(thing)
                case raw_pdfium.FPDF_PAGEOBJ_PATH:
                    self._path(thing, to_page)
                case raw_pdfium.FPDF_PAGEOBJ_IMAGE:
                    box = _placed(_bounds(thing), to_page)
                    if _is_rule(box):
                        self.drawn.rules.append((box, 1.0))
                    else:
                        self.drawn.pictures.append(box)
                case raw_pdfium.FPDF_PAGEOBJ_FORM if depth < _DEEPEST:
                    matrix = _times(_matrix(thing), to_page)
                    self._walk(thing, raw_pdfium.FPDFFormObj_CountObjects, raw_pdfium.FPDFFormObj_GetObject, matrix, depth + 1)

    def _path(self, path: Any, to_page: Matrix | None) -> None:
        filled, stroked = _draw_mode(path)
        if not filled and not stroked:
            return
        box, segments = _placed(_bounds(path), to_page), raw_pdfium.FPDFPath_CountSegments(path)
        inked = _inked(path) if stroked else 1.0
        if segments <= (3 if stroked else 5):  # a line, or a box
            self._rules([box], inked)
            if stroked and not _is_rule(box) and box[3] - box[1] <= _HIGHEST:
                self._slanted(list(_subpaths(path, segments)), _times(_matrix(path), to_page))
        elif segments <= min(_MOST_SEGMENTS, self._parts):
            self._parts -= segments
            matrix, width = _times(_matrix(path), to_page), ctypes.c_float()
            raw_pdfium.FPDFPageObj_GetStrokeWidth(path, width)
            for points in _subpaths(path, segments):
                placed = [_point(x, y, matrix) for x, y in points]
                boxes = [_around(placed)] if filled else []
                if stroked:
                    boxes += [_grown(_around(pair), width.value / 2) for pair in pairwise(placed)]
                self._rules(boxes, inked)

    def _rules(self, boxes: Sequence[Box], inked: float) -> None:
        self.drawn.rules += [(box, inked) for box in boxes if _is_rule(box)]

    def _slanted(self, lines: Sequence[Sequence[tuple[float, float]]], matrix: Matrix) -> None:
        """The stroke of a path that is one straight line."""
        if len(lines) == 1 and len(lines[0]) == _ENDS:
            start, end = (_point(x, y, matrix) for x, y in lines[0])
            self.drawn.slanted.append((*start, *end))

    def _annotation(self, annotation: Any) -> None:
        if raw_pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
            return
        kind = raw_pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind == raw_pdfium.FPDF_ANNOT_STRIKEOUT:
            self.drawn.struck += _places(annotation)
        elif kind == raw_pdfium.FPDF_ANNOT_REDACT:
            self.drawn.redacted += _places(annotation)
        if kind in _LYING_OVER:
            self.drawn.annotated = True
            left, bottom, right, top = _rectangle(annotation)
            if kind in _LINES and right - left > 2 * (top - bottom):  # its place has room for its ends, which may be arrows
                middle = (bottom + top) / 2
                self.drawn.rules.append(((left, middle - 0.5, right, middle + 0.5), 1.0))


def _inked(path: Any) -> float:
    """The share of a stroke that its dashes are, 1 where it is not dashed."""
    count = raw_pdfium.FPDFPageObj_GetDashCount(path)
    dashes = (ctypes.c_float * count)() if count > 1 else ()
    if count < 2 or not raw_pdfium.FPDFPageObj_GetDashArray(path, dashes, count) or not sum(dashes):
        return 1.0 if count < 1 else 0.5
    return float(sum(dashes[::2]) / sum(dashes))


def _of_dashes(rules: Sequence[Box]) -> Iterator[tuple[Box, float]]:
    """The lines that short rules make, drawn one after another on one height."""
    short = [box for box in rules if box[2] - box[0] <= _DASH and box[2] - box[0] > box[3] - box[1]]
    line: list[Box] = []
    for box in [*sorted(short, key=lambda box: (round(box[1], 1), box[0])), None]:
        goes_on = box is not None and bool(line) and abs(box[1] - line[-1][1]) < 0.2 and 0 < box[0] - line[-1][2] <= _GAP
        if not goes_on:
            if len(line) >= _FEWEST_DASHES:
                left, bottom, right, top = line[0][0], line[0][1], line[-1][2], line[0][3]
                yield (left, bottom, right, top), sum(dash[2] - dash[0] for dash in line) / (right - left)
            line = []
        line += [box] if box is not None else []


def _is_rule(box: Box) -> bool:
    across, up = box[2] - box[0], box[3] - box[1]
    return min(across, up) <= _THICKEST and max(across, up) >= _LONGER * min(across, up) and max(across, up) > 1


def _bounds(thing: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw_pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _matrix(thing: Any) -> Matrix:
    matrix = raw_pdfium.FS_MATRIX()
    if not raw_pdfium.FPDFPageObj_GetMatrix(thing, matrix):
        return 1, 0, 0, 1, 0, 0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, then: Matrix | None) -> Matrix:
    if then is None:
        return first
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _placed(box: Box, to_page: Matrix | None) -> Box:
    left, bottom, right, top = box
    return box if to_page is None else _around([_point(x, y, to_page) for x in (left, right) for y in (bottom, top)])


def _around(points: Sequence[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _grown(box: Box, by: float) -> Box:
    """A stroke's box with its width."""
    left, bottom, right, top = box
    return (left, bottom - by, right, top + by) if right - left >= top - bottom else (left - by, bottom, right + by, top)


def _subpaths(path: Any, segments: int) -> Iterator[list[tuple[float, float]]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    bent = 0
    for index in range(segments):
        segment = raw_pdfium.FPDFPath_GetPathSegment(path, index)
        kind = raw_pdfium.FPDFPathSegment_GetType(segment)
        if kind == raw_pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        bent = bent % 3 + 1 if kind == raw_pdfium.FPDF_SEGMENT_BEZIERTO else 0
        if bent in (1, 2):
            continue  # the curve does not go through the first two points of three
        raw_pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        if raw_pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _places(annotation: Any) -> list[Box]:
    """The pieces of lines that an annotation marks, or all of its place where it does not name them."""
    points = raw_pdfium.FS_QUADPOINTSF()
    places = []
    for index in range(raw_pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
        if raw_pdfium.FPDFAnnot_GetAttachmentPoints(annotation, index, points):
            places.append(_around([(points.x1, points.y1), (points.x2, points.y2), (points.x3, points.y3), (points.x4, points.y4)]))
    return places or [_rectangle(annotation)]


def _rectangle(annotation: Any) -> Box:
    box = raw_pdfium.FS_RECTF()
    raw_pdfium.FPDFAnnot_GetRect(annotation, box)
    return min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top)
