"""PDF -> lines with headings, gaps and table rows.

pypdf opens the file and knows its access and page labels. PDFium (pypdfium2) reads the characters: on the
same pages it kept words whole where pypdf broke them (`Com mittee`), which a verbatim quote cannot bear, and it
gives each character's box and weight. pdfplumber finds ruled tables on the pages that have rules.
"""

import logging
from importlib.metadata import version
from pathlib import Path

import pypdf
import pypdfium2

from corpus.errors import PaperCorrupt, PaperEncrypted
from ingest.readers.lines import marked_lines, text_lines, usual_space
from ingest.readers.raw import RawPage

# Both report oddities of a file as warnings of their own; what matters to a user is in our errors.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


class PdfReader:
    name = f"pdfium {version('pypdfium2')}, pypdf {version('pypdf')}"

    def __call__(self, path: Path) -> list[RawPage]:
        """Raises PaperEncrypted where a password is needed, PaperCorrupt where either library cannot read the file."""
        labels = _labels(path)
        try:
            document = pypdfium2.PdfDocument(path)
            try:
                pages = [text_lines(path, document, index) for index in range(len(document))]
            finally:
                document.close()
        except pypdfium2.PdfiumError as error:
            raise _corrupt(path, error) from error
        space = usual_space(pages)
        return [
            RawPage(number, tuple(marked_lines(lines, space)), self.name, label if label != str(number) else None)
            for number, (lines, label) in enumerate(zip(pages, [*labels, *[None] * len(pages)], strict=False), start=1)
        ]


def _labels(path: Path) -> list[str]:
    """The page labels that the file carries. Opens the file with pypdf, which tells why it cannot be read."""
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise PaperEncrypted(f"{path.name}: it is protected with a password. Ask its owner for a copy without one.")
        if not reader.pages:
            raise PaperCorrupt(f"{path.name}: the PDF has no pages. Download it again.")
        return list(reader.page_labels)
    except (PaperEncrypted, PaperCorrupt):
        raise
    except Exception as error:  # pypdf raises KeyError, ValueError and many more on a broken file
        raise _corrupt(path, error) from error


def _corrupt(path: Path, error: Exception) -> PaperCorrupt:
    return PaperCorrupt(
        f"{path.name}: the PDF is damaged ({str(error).splitlines()[0] if str(error) else type(error).__name__}). Download it again."
    )
