"""Pages that are pictures -> lines, read by tesseract, which is found at run time.

Measured on scans made of pages of the sample papers (110 dots an inch, noise, askew): at 300 dots an inch with the paper's shade
taken out 98.4% of the words are found, on the picture as it is 96.7%; on pages with a shadow across them 99.1% and 62.8%.
200 dots lose a little, 400 more. Page segmentation 4 (one column of text of any size) reads along the rows of tables and keeps
more words in order than 3; columns of prose are parted afterwards, as on any page.
"""

import getpass
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import CalledProcessError, SubprocessError
from threading import Lock

import portalocker
import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from corpus.errors import brief
from ingest.readers.pdf.lines import LinedPage
from ingest.readers.scans.lines import ReadWord, mean_confidence, words_to_page

log = logging.getLogger(__name__)

INSTALL_OCR = (
    "install tesseract (Debian and Ubuntu: apt-get install tesseract-ocr; macOS: brew install tesseract) and take the paper in again"
)

_DPI = 300
_MOST_PIXELS = 20_000_000  # an A3 page at 300 dots an inch; larger ones are drawn smaller
_LONGEST = 20_000  # pixels; tesseract takes no picture longer than 32,767
_SECONDS = 120  # for one page; most take one or two
_SURE = 70  # mean confidence of a page that lies upright; one that lies sideways or upside down has 30 to 57
_SOFT = 40  # grey levels on either side of the ink's edge that stay grey
_FAINT = 24  # grey levels within which a page is all of one shade, looked at in squares of 8 points; a figure takes 40
_ONE_COLUMN = 4

# How a page ends that tesseract was not left to read: it was killed, failed, took too long (RuntimeError), is there no more or has no
# room for its files (OSError), wrote half of them (LookupError, ValueError), or does not say its version (SubprocessError, SystemExit).
_ENDINGS = (RuntimeError, OSError, LookupError, ValueError, SubprocessError, SystemExit)


def can_read_scans() -> bool:
    """Whether tesseract is installed."""
    return shutil.which("tesseract") is not None


def tesseract_name() -> str:
    """`tesseract 5.3.0 (eng)`, once it has read a page."""
    import pytesseract

    return f"tesseract {pytesseract.get_tesseract_version(cached=True)} (eng)"


@dataclass(frozen=True, slots=True)
class CutShort:
    """A page that the machine did not read to its end, and why: read again, it may have words."""

    why: str


def read_scans(document: pypdfium2.PdfDocument, indices: Sequence[int]) -> dict[int, LinedPage | CutShort]:
    """What tesseract reads on pages (counted from 0), on all cores. Pages on which it finds no words are left out."""
    if not indices or not can_read_scans():
        return {}
    pdfium = Lock()  # PDFium works in one thread at a time

    def read(index: int) -> LinedPage | CutShort | None:
        try:
            with pdfium:
                picture = page_picture(document, index)
        except (pypdfium2.PdfiumError, ValueError) as error:  # there is no making sense of this page
            log.warning("page %s could not be drawn: %s", index + 1, error)
            return None
        try:
            with _core():
                return _read(picture)
        except _ENDINGS as error:
            return CutShort(_why(error))

    with _one_thread_each(), ThreadPoolExecutor(_cores()) as pool:
        return {index: page for index, page in zip(indices, pool.map(read, indices), strict=True) if page is not None}


def is_blank(document: pypdfium2.PdfDocument, index: int) -> bool:
    """Whether nothing is drawn on a page but specks: the empty side of a sheet. One that cannot be drawn may have anything on it."""
    try:
        picture = page_picture(document, index, dpi=72)
    except (pypdfium2.PdfiumError, ValueError):  # ValueError: nothing of it is within its crop box
        return False
    shades = [shade for shade, count in enumerate(picture.reduce(8).histogram()) if count]
    return shades[-1] - shades[0] < _FAINT


def page_picture(document: pypdfium2.PdfDocument, index: int, dpi: int = _DPI) -> Image.Image:
    """A page in grey as it is displayed."""
    page = document[index]
    width, height = page.get_size()
    scale = min(dpi / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5, _LONGEST / max(width, height, 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    picture: Image.Image = bitmap.to_pil().convert("L").copy()
    picture.info["dpi"] = (round(72 * scale), round(72 * scale))
    bitmap.close()
    page.close()
    return picture


def _read(picture: Image.Image) -> LinedPage | None:
    even = without_shade(picture)
    words, turn = _words(even), 0
    if mean_confidence(words) < _SURE and (turn := _turn(even)):
        turned = _words(even.rotate(-turn, expand=True))
        words, turn = (turned, turn) if mean_confidence(turned) > mean_confidence(words) else (words, 0)
    return words_to_page(words, picture.width, picture.height, turn)


def without_shade(picture: Image.Image) -> Image.Image:
    """Ink on white: the shade of the paper, which may change across the page, is taken out, and what is left made sharp."""
    paper = picture.reduce(8).filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.GaussianBlur(4))
    ink = ImageChops.subtract(paper.resize(picture.size, Image.Resampling.BILINEAR), picture)
    edge = _edge(ink.histogram())
    sharp = ink.point([255 - min(max(round((level - edge + _SOFT) * 255 / (2 * _SOFT)), 0), 255) for level in range(256)])
    sharp.info["dpi"] = picture.info.get("dpi", (_DPI, _DPI))
    return sharp


def _edge(histogram: Sequence[int]) -> int:
    """The level that best parts paper from ink (Otsu): it leaves the most variance between the two."""
    total, weighted = sum(histogram), sum(level * count for level, count in enumerate(histogram))
    best, edge, below, below_weighted = 0.0, 128, 0, 0
    for level, count in enumerate(histogram):
        below += count
        below_weighted += level * count
        if 0 < below < total:
            apart = below_weighted / below - (weighted - below_weighted) / (total - below)
            if (variance := below * (total - below) * apart * apart) > best:
                best, edge = variance, level
    return edge


def _why(error: BaseException) -> str:
    """`tesseract was killed by signal 9`."""
    from pytesseract import TesseractError, TesseractNotFoundError

    match error:
        case TesseractError(status=status) | CalledProcessError(returncode=status) if status < 0:
            return f"tesseract was killed by signal {-status}"
        case TesseractError(message=message):
            return f"tesseract failed: {message}"
        case RuntimeError():  # what pytesseract raises for a timeout
            return f"tesseract took more than {_SECONDS} seconds"
        case LookupError() | ValueError():
            return "what tesseract wrote is cut off"
        case TesseractNotFoundError():
            return "tesseract is installed no longer"
        case OSError(strerror=str(why)):  # without the name of a file that is of no interest
            return f"tesseract's files: {why}"
        case _:
            return brief(error)


def _words(picture: Image.Image) -> list[ReadWord]:
    import pytesseract

    picture.format = "PPM"  # handed over as it is; to pack it as PNG takes a quarter of a second
    dpi = picture.info.get("dpi", (_DPI, _DPI))[0]
    data = pytesseract.image_to_data(
        picture, lang="eng", config=f"--psm {_ONE_COLUMN} --dpi {dpi}", timeout=_SECONDS, output_type=pytesseract.Output.DICT
    )
    columns = (data[name] for name in ("block_num", "par_num", "line_num", "left", "top", "width", "height", "conf", "text"))
    strokes = _Strokes(picture)
    return [
        ReadWord((block, paragraph, line), text, left, top, width, height, float(confidence), strokes.width(left, top, width, height))
        for block, paragraph, line, left, top, width, height, confidence, text in zip(*columns, strict=True)
        if text.strip()
    ]


class _Strokes:
    """How thick the strokes of letters are, which tells bold words."""

    def __init__(self, picture: Image.Image) -> None:
        self._ink = picture.point([255] * 128 + [0] * 128)
        self._after_ink = ImageChops.darker(self._ink, ImageChops.offset(self._ink, 1, 0))

    def width(self, left: int, top: int, width: int, height: int) -> float:
        """The mean run of ink, in pixels from left to right, within a box."""
        box = (left, top, left + width, top + height)
        ink, after_ink = (part.crop(box).histogram()[255] for part in (self._ink, self._after_ink))
        return ink / max(ink - after_ink, 1)


def _turn(picture: Image.Image) -> int:
    """The turn, in degrees clockwise, that sets a page upright; 0 where tesseract cannot tell."""
    import pytesseract

    half = picture.reduce(2)
    half.format = "PPM"
    try:
        found = pytesseract.image_to_osd(half, config=f"--dpi {_DPI // 2}", timeout=_SECONDS, output_type=pytesseract.Output.DICT)
    except pytesseract.TesseractError as error:
        if error.status < 0:
            raise
        return 0  # too few letters, or no data for it
    return int(found.get("rotate", 0)) % 360


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Pages are read side by side, so tesseract takes one thread for each."""
    before = os.environ.get("OMP_THREAD_LIMIT")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("OMP_THREAD_LIMIT", None)
        else:
            os.environ["OMP_THREAD_LIMIT"] = before


@contextmanager
def _core() -> Iterator[None]:
    """One of the machine's cores, waited for: papers that are read at the same time, each in a process of its own, share them.

    A process that ends, however it ends, gives back what it held.
    """
    folder = Path(tempfile.gettempdir()) / f"minuted-ocr-{os.getuid() if hasattr(os, 'getuid') else getpass.getuser()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        places = [(folder / str(n)).open("a") for n in range(_cores())]
    except OSError:  # nowhere to keep count
        places = []
    try:
        while places and not any(_is_free(place.fileno()) for place in places):
            time.sleep(0.05)
        yield
    finally:
        for place in places:
            place.close()


def _is_free(place: int) -> bool:
    try:
        portalocker.lock(place, portalocker.LOCK_EX | portalocker.LOCK_NB)
    except portalocker.LockException:
        return False
    return True
