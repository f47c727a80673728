"""A PDF that shows most programs a notice in place of its pages: forms made with LiveCycle (XFA), which Adobe's own programs alone draw."""

import re
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw_pdfium

from corpus.errors import PaperUnsupported

_MOST_WORDS = 150  # of the notice, in several languages at times
_NOTICE = re.compile(
    r"not\s+eventually\s+replaced\s+by\s+the\s+proper\s+contents\s+of\s+the\s+document"
    r"|^\W*(?:please\s+wait|veuillez\s+patienter|bitte\s+warten|arhoswch)\b"
    r"|(?:document|form)\s+(?:you\s+are\s+trying\s+to\s+load\s+)?requires\s+(?:a\s+later\s+version\s+of\s+)?Adobe\s+(?:Acrobat\s+)?Reader"
    r"|to\s+view\s+the\s+full\s+contents\s+of\s+this\s+document,?\s+you\s+need\s+a\s+later\s+version\s+of\s+the\s+PDF\s+viewer",
    re.I,
)  # Please wait... If this message is not eventually replaced by the proper contents of the document, your PDF viewer may not be able


def refuse_please_wait(path: Path, document: pypdfium2.PdfDocument, words: str) -> None:
    """Raises PaperUnsupported where all that the pages say, `words`, is that another program is needed to see them."""
    if len(words.split()) > _MOST_WORDS:
        return
    drawn_elsewhere = document.get_formtype() == raw_pdfium.FORMTYPE_XFA_FULL
    if drawn_elsewhere or _NOTICE.search(words):
        raise PaperUnsupported(
            f"{path.name}: it is a form (XFA) of which other programs are shown only a notice such as “Please wait...”. "
            "Open it in Adobe Reader, print it to PDF, and take that in."
        )
