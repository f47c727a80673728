"""A page of a PDF -> a picture on the screen, the quoted words marked where they stand on it or not at all."""

import base64
import io
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from assistant.web.html import NOTHING, Html
from assistant.web.viewer.address import ViewerPlace
from corpus.models import Box, Page, Paper, Span
from corpus.pdf.highlight import lines_on_page, places_on_page
from corpus.pdf.render import page_picture

_SCALE = 1.7  # pixels for each point of the page at 100%: sharp on most screens
_NO_MARK = (
    "The quote is not marked on the picture: its words could not be matched to it letter by letter. It is marked in the text beside it."
)
_LINES_MARKED = "This page is a picture of a page: the lines in which the quote stands are marked, not its words."
_NOT_READ = "The text of this page could not be read."


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a quote stands on a page; whole lines where no more is known, with a note that says so."""

    boxes: tuple[Box, ...] = ()
    whole_lines: bool = False
    note: str = ""


def marks_of(file: Path, page: Page | None, quote: Span | None) -> Marks:
    """Where the quote stands on the picture of its page. Raises PaperCorrupt where the PDF cannot be read."""
    if page is None:
        return Marks(note=_NOT_READ)
    if quote is None:
        return Marks()
    if _is_scan(page):
        boxes = lines_on_page(page, quote.start, quote.end)
        return Marks(boxes, whole_lines=True, note=_LINES_MARKED) if boxes else Marks(note=_NO_MARK)
    boxes = places_on_page(file, page, quote.start, quote.end)
    return Marks(boxes) if boxes else Marks(note=_NO_MARK)


def _is_scan(page: Page) -> bool:
    return page.reader.startswith("tesseract")


def picture_html(paper: Paper, file: Path, place: ViewerPlace, marks: Marks) -> Html:
    """The picture, in a frame that scrolls, at the zoom of the place."""
    picture = base64.b64encode(_drawn(str(file), paper.sha256, place.page, place.zoom)).decode()
    kind = "mn-mark mn-lines" if marks.whole_lines else "mn-mark"
    marked = NOTHING.join(Html('<span class="{}" aria-hidden="true" style="{}"></span>').format(kind, _style(box)) for box in marks.boxes)
    return Html(
        '<div class="mn-frame mn-scrolls" role="region" aria-label="Picture of the page" tabindex="0">'
        '<div class="mn-page" style="width:{zoom}%">'
        '<img alt="{named}, as a picture. Its words are in the text of the page." src="data:image/webp;base64,{picture}">'
        "{marked}</div></div>"
    ).format(zoom=place.zoom, named=f"Page {place.page} of {paper.file}", picture=picture, marked=marked)


def _style(box: Box) -> str:
    sides = (box.left, box.top, box.right - box.left, box.bottom - box.top)
    return ";".join(f"{name}:{share * 100:.3f}%" for name, share in zip(("left", "top", "width", "height"), sides, strict=True))


@st.cache_data(show_spinner=False, max_entries=48)
def _drawn(file: str, sha256: str, page: int, zoom: int) -> bytes:  # noqa: ARG001  # another file of that name is drawn anew
    written = io.BytesIO()
    page_picture(Path(file), page, _SCALE * zoom / 100).save(written, "WEBP", quality=85, method=2)
    return written.getvalue()
