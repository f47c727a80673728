"""What stands on a PDF page beside its own content: what was filled into its form and written on it, and comments pinned to it.

PDFium reads a page's text without them. A field or a text has an appearance, which is what a reader of the page sees: drawn into the
page ("flattened") in a document of its own, PDFium reads it as any text. Without one, programs draw the field's value, and so is it read.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw_pdfium

from corpus.files import open_file
from ingest.readers.pdf.characters import CharacterRun, page_characters
from ingest.readers.pdf.sheet import Area
from ingest.readers.pdf.written_in import Written, with_written
from ingest.readers.remarks import comments_told

_HIDDEN = raw_pdfium.FPDF_ANNOT_FLAG_HIDDEN | raw_pdfium.FPDF_ANNOT_FLAG_NOVIEW
_ON_PAGE = frozenset({raw_pdfium.FPDF_ANNOT_WIDGET, raw_pdfium.FPDF_ANNOT_FREETEXT})
# What hangs on a page with words that open when it is clicked. A pop-up holds the words of one of these.
_COMMENTS = frozenset(
    getattr(raw_pdfium, f"FPDF_ANNOT_{name}")
    for name in "TEXT HIGHLIGHT UNDERLINE SQUIGGLY STRIKEOUT CARET LINE SQUARE CIRCLE POLYGON POLYLINE INK STAMP REDACT".split()
)
_TICKED = frozenset({raw_pdfium.FPDF_FORMFIELD_CHECKBOX, raw_pdfium.FPDF_FORMFIELD_RADIOBUTTON})
_TICK, _NO_TICK = "☑", "☐"
_PASSWORD, _COMB = 1 << 13, 1 << 24  # of a field's flags


@dataclass(frozen=True, slots=True)
class _Annotation:
    """A field or a text on a page: its place in the page's own points, and what its value says.

    `by_value`: it is read by its value, whatever is drawn: ticks, the entries chosen in a list, letters in boxes of their own.
    """

    area: Area
    value: str
    by_value: bool = False


class Annotations:
    """The fields, texts and comments on the pages of one PDF. A document of their own is opened when a page has fields or texts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._flattened: pypdfium2.PdfDocument | None = None

    def close(self) -> None:
        if self._flattened is not None:
            self._flattened.close()

    def added_to(self, runs: list[CharacterRun], page: pypdfium2.PdfPage, index: int) -> list[CharacterRun]:
        """The characters of page `index` (0-based) with what was filled in and written on it, each in its place."""
        if not any(kind in _ON_PAGE for kind, _ in _annotations(page)):
            return runs
        if self._flattened is None:
            self._flattened = pypdfium2.PdfDocument(open_file(self._path), autoclose=True)
            self._flattened.init_forms()
        flattened = self._flattened[index]
        found = list(_on_page(flattened))
        if not found:
            return runs
        raw_pdfium.FPDFPage_Flatten(flattened, raw_pdfium.FLAT_NORMALDISPLAY)
        drawn = page_characters(self._flattened[index]).runs
        written = [Written(one.area, one.value, seen=not one.by_value) for one in found]
        return with_written(runs, drawn, written)


def remarks_on(page: pypdfium2.PdfPage) -> Iterator[str]:
    """What there is to say of a page for its comments, none where it has none."""
    commented = (annotation for kind, annotation in _annotations(page) if kind in _COMMENTS)
    said = [_string(each, b"Contents") for each in commented if not raw_pdfium.FPDFAnnot_HasKey(each, b"StateModel")]
    yield from comments_told(said)


def _annotations(page: pypdfium2.PdfPage) -> Iterator[tuple[int, object]]:
    """The annotations of a page that are shown, with their kinds."""
    for i in range(raw_pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = raw_pdfium.FPDFPage_GetAnnot(page, i)
        if annotation:
            try:
                if not raw_pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
                    yield raw_pdfium.FPDFAnnot_GetSubtype(annotation), annotation
            finally:
                raw_pdfium.FPDFPage_CloseAnnot(annotation)


def _on_page(page: pypdfium2.PdfPage) -> Iterator[_Annotation]:
    for kind, annotation in _annotations(page):
        area = _area(annotation)
        if area is None:
            continue
        if kind == raw_pdfium.FPDF_ANNOT_FREETEXT:
            yield _Annotation(area, _string(annotation, b"Contents"))
        elif kind == raw_pdfium.FPDF_ANNOT_WIDGET and page.formenv:
            yield _field(page.formenv, annotation, area)


def _field(form: object, annotation: object, area: Area) -> _Annotation:
    kind = raw_pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    flags = raw_pdfium.FPDFAnnot_GetFormFieldFlags(form, annotation)
    value = _wide(lambda buffer, size: raw_pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))
    if kind in _TICKED:
        return _Annotation(area, _TICK if _is_ticked(form, annotation) else _NO_TICK, by_value=True)
    if kind == raw_pdfium.FPDF_FORMFIELD_PUSHBUTTON:
        return _Annotation(area, "", by_value=True)
    if kind in (raw_pdfium.FPDF_FORMFIELD_LISTBOX, raw_pdfium.FPDF_FORMFIELD_COMBOBOX):
        chosen = _chosen(form, annotation)
        return _Annotation(area, "\n".join(chosen) or value, by_value=kind == raw_pdfium.FPDF_FORMFIELD_LISTBOX or bool(chosen))
    return _Annotation(area, "" if flags & _PASSWORD else value, by_value=bool(flags & _COMB and value))


def _is_ticked(form: object, annotation: object) -> bool:
    """By what is shown, or without that by the field's value: `/Off` and nothing are no tick."""
    state = _string(annotation, b"AS")
    if state:
        return state != "Off"
    return bool(raw_pdfium.FPDFAnnot_IsChecked(form, annotation))


def _chosen(form: object, annotation: object) -> list[str]:
    """The entries chosen of a list, as they are shown."""
    chosen = []
    for i in range(max(raw_pdfium.FPDFAnnot_GetOptionCount(form, annotation), 0)):
        if raw_pdfium.FPDFAnnot_IsOptionSelected(form, annotation, i):
            chosen.append(_label(form, annotation, i))
    return chosen


def _label(form: object, annotation: object, i: int) -> str:
    return _wide(lambda buffer, size: raw_pdfium.FPDFAnnot_GetOptionLabel(form, annotation, i, buffer, size))


def _string(annotation: object, key: bytes) -> str:
    return _wide(lambda buffer, size: raw_pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size))


def _wide(get: Callable[[object, int], int]) -> str:
    """A text that PDFium gives as UTF-16 with an end, first its length in bytes."""
    size = get(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(ctypes.cast(buffer, ctypes.POINTER(raw_pdfium.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _area(annotation: object) -> Area | None:
    """Where an annotation stands; None where it has no extent."""
    box = raw_pdfium.FS_RECTF()
    if not raw_pdfium.FPDFAnnot_GetRect(annotation, box):
        return None
    area = Area(min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top))
    return area if area.right - area.left > 1 and area.top - area.bottom > 1 else None
