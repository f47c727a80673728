"""Word files (.docx) -> lines with headings, numbers, table rows and notes, on the pages that Word set.

Headers and footers are left out. Without Word's marks of where pages began, and without breaks of the author's, all is page 1.
"""

import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml

from corpus.errors import PaperCorrupt, PaperRefused, brief
from corpus.files import open_file
from ingest.readers.paragraphs import Paragraph, lines_of
from ingest.readers.raw import RawPage
from ingest.readers.word.body import Body, Notes
from ingest.readers.word.numbers import Numbering
from ingest.readers.word.package import check_package
from ingest.readers.word.styles import Styles
from ingest.readers.word.xml import Element, below, value, w

_PAGE_FIELD = re.compile(r"\s*PAGE\b")  # the field ` PAGE \* MERGEFORMAT` prints a page's number


class WordReader:
    name = f"python-docx {version('python-docx')}"

    def __call__(self, path: Path) -> list[RawPage]:
        """Raises PaperRefused: damaged, protected, too large, or not a Word file."""
        try:
            with open_file(path) as file:
                check_package(path, file)
                return self._pages(path, file)
        except (PaperRefused, MemoryError):
            raise
        except Exception as error:  # zipfile, python-docx and lxml raise BadZipFile, KeyError, XMLSyntaxError and many more
            raise PaperCorrupt(
                f"{path.name}: the Word file is damaged ({brief(error)[:200]}). Download it again, or save it again as PDF."
            ) from error

    def _pages(self, path: Path, file: BinaryIO) -> list[RawPage]:
        document = docx.Document(file).part
        styles = Styles(_part(document, RELATIONSHIP_TYPE.STYLES, path))
        numbering = Numbering(_part(document, RELATIONSHIP_TYPE.NUMBERING, path), styles)
        settings = _part(document, RELATIONSHIP_TYPE.SETTINGS, path)
        notes = {
            "footnote": Notes(_part(document, RELATIONSHIP_TYPE.FOOTNOTES, path), _note_style(settings, "footnotePr", "decimal")),
            "endnote": Notes(_part(document, RELATIONSHIP_TYPE.ENDNOTES, path), _note_style(settings, "endnotePr", "lowerRoman")),
        }
        body = Body(styles, numbering, notes)
        body.read(_checked(document.element, path).find(w("body")))
        printed = _prints_page_numbers(document)
        return [
            RawPage(page, lines_of(paragraphs), self.name, label if printed and label != str(page) else None)
            for page, paragraphs in _by_page(body)
            for label in [body.pages.label(page)]
        ]


def _by_page(body: Body) -> Iterator[tuple[int, list[Paragraph]]]:
    """The paragraphs of each page and below them its footnotes; on the last page the endnotes."""
    footnotes = body.noted.get("footnote", [])
    last = max((paragraph.page for paragraph in [*body.paragraphs, *footnotes]), default=1)
    pages: dict[int, list[Paragraph]] = {page: [] for page in range(1, last + 1)}
    for paragraph in [*body.paragraphs, *footnotes]:
        pages[paragraph.page].append(paragraph)
    pages[last] += body.noted.get("endnote", [])
    yield from pages.items()


def _part(document: Part, kind: str, path: Path) -> Element | None:
    """The root of a part that belongs to the document, such as its styles; None where there is none."""
    part = next((each.target_part for each in document.rels.values() if each.reltype == kind and not each.is_external), None)
    if part is None:
        return None
    return _checked(part.element if isinstance(part, XmlPart) else parse_xml(part.blob), path)


def _checked(root: Element, path: Path) -> Element:
    """Word writes no document types; what they would bring in from elsewhere or unfold to is no part of a paper."""
    if root.getroottree().docinfo.doctype:
        raise PaperCorrupt(f"{path.name}: it holds a document type, which no Word file has. Save it again in Word as .docx or PDF.")
    return root


def _note_style(settings: Element | None, notes: str, usual: str) -> str:
    return (None if settings is None else value(settings.find(below(notes, "numFmt")))) or usual


def _prints_page_numbers(document: Part) -> bool:
    """Whether a header or footer shows the page's number."""
    edges = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    roots = [each.target_part.element for each in document.rels.values() if each.reltype in edges and isinstance(each.target_part, XmlPart)]
    fields = (text for root in roots for field in root.iter(w("instrText"), w("fldSimple")) for text in (field.text, value(field, "instr")))
    return any(text is not None and _PAGE_FIELD.match(text) for text in fields)
