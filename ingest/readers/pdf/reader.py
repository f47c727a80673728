"""PDF -> lines with headings, gaps and table rows.

pypdf opens the file and knows its access and page labels. PDFium (pypdfium2) reads the characters: on the
same pages it kept words whole where pypdf broke them (`Com mittee`), which a verbatim quote cannot bear, and it
gives each character's box and weight. pdfplumber finds ruled tables among the rules that PDFium tells. tesseract reads the pages
that are pictures.
"""

import logging
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw as raw_pdfium

from corpus.errors import PaperCorrupt, PaperEncrypted, PaperRefused, brief
from corpus.files import open_file
from corpus.pdf.letters import MISSING
from corpus.text import valid_text
from ingest.readers.pdf.annotations import Annotations
from ingest.readers.pdf.ink import letters_unread, may_show_more
from ingest.readers.pdf.lines import LinedPage, lined_pages, marked_lines, usual_space
from ingest.readers.pdf.pictured import with_pictured_letters
from ingest.readers.pdf.please_wait import refuse_please_wait
from ingest.readers.pdf.unmapped import GlyphNames
from ingest.readers.raw import RawPage, Shows
from ingest.readers.rubbish import is_rubbish, is_rubbish_line
from ingest.readers.scans.ocr import CutShort, can_read_scans, is_blank, read_scans, tesseract_name

# All report oddities of a file as warnings of their own; what matters to a user is in our errors.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)


_FEW_WORDS = 40  # a stamp, a page number and a heading put over a scan have fewer
_MOSTLY = 0.5  # the share of a page from which pictures are most of it
_LONGEST = 200  # characters of what a library says of a file; it may quote it
_MORE = 2  # times the words that stand over a picture, from which its own are taken instead


class PdfReader:
    name = f"pdfium {version('pypdfium2')}, pypdf {version('pypdf')}"

    def __call__(self, path: Path) -> list[RawPage]:
        """Raises PaperEncrypted where a password is needed, PaperCorrupt where either library cannot read the file."""
        labels = _labels(path)
        try:
            document = pypdfium2.PdfDocument(open_file(path), autoclose=True)
            document.init_forms()  # pages are drawn with what was filled in
            names, annotations = GlyphNames(path), Annotations(path)
            try:
                drawn = lined_pages(document, names, annotations)
                refuse_please_wait(path, document, " ".join(line.text for text in drawn for line in text.lines))
                words = [_words(text) for text in drawn]
                shows = [_shows(document, index, text, words[index]) for index, text in enumerate(drawn)]
                in_pictures = [index for index, shown in enumerate(shows) if shown is Shows.UNREAD_PICTURE]
                pictures = read_scans(document, in_pictures)
                lacking = read_scans(document, [n for n in _lacking_letters(drawn) if n not in in_pictures])
                texts = _with_pictured_letters(drawn, lacking)
                unread = [
                    0 if isinstance(pictures.get(index), LinedPage) else _letters_unread(document, index, text, words[index], shown)
                    for index, (text, shown) in enumerate(zip(texts, shows, strict=True))
                ]
            finally:
                names.close()
                annotations.close()
                document.close()
        except (PaperRefused, MemoryError):
            raise
        except Exception as error:  # pypdfium2 raises its own errors, ValueError, OverflowError and more on a broken file
            raise _corrupt(path, error) from error
        cut_short = {index: read.why for index, read in pictures.items() if isinstance(read, CutShort)}
        scans = {index: read for index, read in pictures.items() if isinstance(read, LinedPage) and _words(read) > _MORE * words[index]}
        text_space, scan_space = usual_space(texts), usual_space(list(scans.values()))
        by_ocr = tesseract_name() if scans else ""
        pages: list[RawPage] = []
        for index, (text, shown) in enumerate(zip(texts, shows, strict=True)):
            label = labels[index] if index < len(labels) and labels[index] != str(index + 1) else None
            if index in scans:
                lines = tuple(marked_lines(scans[index], scan_space))
                pages.append(RawPage(index + 1, lines, by_ocr, label, Shows.PICTURE, remarks=text.remarks))
            else:
                shown = Shows.TEXT if can_read_scans() and words[index] else shown
                pages.append(
                    RawPage(
                        index + 1,
                        tuple(marked_lines(text, text_space)),
                        self.name,
                        label,
                        shown,
                        cut_short.get(index),
                        pictured=text is not drawn[index],
                        remarks=text.remarks,
                        unread=unread[index],
                        unseen=text.unseen,
                    )
                )
        return pages


def _lacking_letters(texts: Sequence[LinedPage]) -> list[int]:
    """The pages, counted from 0, on which letters lack in words."""
    return [index for index, text in enumerate(texts) if any(MISSING in line.text for line in text.lines)]


def _with_pictured_letters(texts: Sequence[LinedPage], pictures: Mapping[int, LinedPage | CutShort]) -> list[LinedPage]:
    """The pages with the letters that lack in their lines as the same lines of their pictures have them."""
    return [with_pictured_letters(text, read) if isinstance(read := pictures.get(n), LinedPage) else text for n, text in enumerate(texts)]


def _shows(document: pypdfium2.PdfDocument, index: int, text: LinedPage, words: int) -> Shows:
    """What a page shows. Text in a font that does not say which letters it draws is as good as a picture."""
    if words >= _FEW_WORDS or (words and _pictured(document[index]) < _MOSTLY):
        return Shows.TEXT
    return Shows.NOTHING if not text.lines and is_blank(document, index) else Shows.UNREAD_PICTURE


def _letters_unread(document: pypdfium2.PdfDocument, index: int, text: LinedPage, words: int, shown: Shows) -> int:
    if shown is Shows.NOTHING or not may_show_more(document[index], words, _FEW_WORDS):
        return 0
    return letters_unread(document, index, [box for line in marked_lines(text, 0) if (box := line.box)])


def _words(page: LinedPage) -> int:
    """How many words of a page can be read."""
    text = " ".join(line.text for line in page.lines if not is_rubbish_line(line.text))
    return 0 if is_rubbish(text) else len(text.split())


def _pictured(page: pypdfium2.PdfPage) -> float:
    """The share of a page that its pictures cover."""
    left, bottom, right, top = page.get_bbox()
    pictures: dict[int, pypdfium2.PdfObject] = {}
    for picture in page.get_objects(filter=[raw_pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        while picture.container is not None:  # a picture within a form has its place in the form
            picture = picture.container
        pictures[id(picture)] = picture
    covered = 0.0
    for x0, y0, x1, y1 in (picture.get_bounds() for picture in pictures.values()):
        covered += max(min(x1, right) - max(x0, left), 0) * max(min(y1, top) - max(y0, bottom), 0)
    return float(covered / max((right - left) * (top - bottom), 1.0))


def _labels(path: Path) -> list[str]:
    """The page labels that the file carries. Opens the file with pypdf, which tells why it cannot be read."""
    try:
        with open_file(path) as file:
            reader = pypdf.PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                raise PaperEncrypted(f"{path.name}: it is protected with a password. Ask its owner for a copy without one.")
            if not reader.pages:
                raise PaperCorrupt(f"{path.name}: the PDF has no pages. Download it again.")
            return list(reader.page_labels)
    except (PaperRefused, MemoryError):
        raise
    except Exception as error:  # pypdf raises KeyError, ValueError and many more on a broken file
        raise _corrupt(path, error) from error


def title_in_metadata(path: Path) -> str | None:
    """The title that a PDF carries beside its pages, often that of an old template: a hint, None where there is none."""
    try:
        with open_file(path) as file:
            reader = pypdf.PdfReader(file)
            if reader.is_encrypted:
                reader.decrypt("")
            title = reader.metadata.title if reader.metadata else None
    except Exception:  # pypdf raises KeyError, ValueError and many more on a broken file; a hint is nothing to refuse it for
        return None
    return valid_text(title).strip() or None if isinstance(title, str) else None


def _corrupt(path: Path, error: Exception) -> PaperCorrupt:
    return PaperCorrupt(f"{path.name}: the PDF is damaged ({brief(error)[:_LONGEST]}). Download it again.")
