"""Word files (.docx) -> lines with headings, numbers, table rows and notes, on the pages that Word set.

Headers and footers stand apart from the text. Without Word's marks of where pages began, and without breaks of the author's, all is page 1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, PartFactory, XmlPart
from docx.oxml import parse_xml

from corpus.errors import PaperCorrupt, PaperRefused, brief
from corpus.files import open_file
from ingest.readers.paragraphs import Paragraph, lines_of
from ingest.readers.raw import RawPage
from ingest.readers.remarks import comments_told
from ingest.readers.word.body import Body, Notes
from ingest.readers.word.chunks import chunk_to_paragraphs
from ingest.readers.word.edges import WordEdges
from ingest.readers.word.numbers import Numbering
from ingest.readers.word.package import check_package
from ingest.readers.word.styles import Styles
from ingest.readers.word.xml import Element, below, value, w

_DEEPEST = 4  # Word files within Word files
_PAGE_FIELD = re.compile(r"\s*PAGE\b")  # the field ` PAGE \* MERGEFORMAT` prints a page's number


def _part_class(content_type: str, kind: str) -> type[Part] | None:
    """What python-docx makes of a part: of one that Word takes into the text nothing but its bytes, whatever it says to be."""
    return Part if kind == RELATIONSHIP_TYPE.A_F_CHUNK else _usual_class(content_type, kind)


_usual_class = PartFactory.part_class_selector or (lambda _content_type, _kind: None)
PartFactory.part_class_selector = _part_class


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
        read = _read(document, path)
        printed = _prints_page_numbers(document)
        headers, footers = (WordEdges(name, read.body.sections, read.lines_of_part) for name in ("header", "footer"))
        return [
            RawPage(
                page,
                lines_of(paragraphs),
                self.name,
                label if printed and label != str(page) else None,
                remarks=(*comments_told(read.body.commented.get(page, ())), *(read.remarks if page == 1 else ())),
                header=headers.on_page(page),
                footer=footers.on_page(page),
            )
            for page, paragraphs in _by_page(read.body)
            for label in [read.body.pages.label(page)]
        ]


@dataclass(slots=True)
class _Read:
    """A document that is being read: its body, its parts, and what there is to say of those that are not read."""

    document: Part
    path: Path
    depth: int
    body: Body = field(init=False)
    remarks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.body = self._new_body()

    def _new_body(self) -> Body:
        document, path = self.document, self.path
        styles = Styles(_part(document, RELATIONSHIP_TYPE.STYLES, path))
        settings = _part(document, RELATIONSHIP_TYPE.SETTINGS, path)
        notes = {
            "footnote": Notes(_part(document, RELATIONSHIP_TYPE.FOOTNOTES, path), _note_style(settings, "footnotePr", "decimal")),
            "endnote": Notes(_part(document, RELATIONSHIP_TYPE.ENDNOTES, path), _note_style(settings, "endnotePr", "lowerRoman")),
        }
        comments = Notes(_part(document, RELATIONSHIP_TYPE.COMMENTS, path), "")
        return Body(styles, Numbering(_part(document, RELATIONSHIP_TYPE.NUMBERING, path), styles), notes, comments, self._chunk)

    def lines_of_part(self, id: str) -> list[str]:
        """The lines of a header or footer."""
        root = self._related(id)
        if root is None:
            return []
        body = self._new_body()
        body.read(_checked(root.element if isinstance(root, XmlPart) else parse_xml(root.blob), self.path))
        return [line for paragraph in body.paragraphs for line in paragraph.text.split("\n")]

    def _chunk(self, id: str) -> list[Paragraph]:
        """The paragraphs of a part that Word takes into the text."""
        part = self._related(id)
        if part is None:
            return []
        if part.blob.startswith(b"PK") and self.depth < _DEEPEST:
            check_package(self.path, BytesIO(part.blob))
            inner = _read(docx.Document(BytesIO(part.blob)).part, self.path, self.depth + 1)
            self.remarks += inner.remarks
            return [paragraph for _, paragraphs in _by_page(inner.body) for paragraph in paragraphs]
        found = chunk_to_paragraphs(part.blob, part.content_type, self.path.name)
        if found is None:
            self.remarks.append(f"a part of it was not read ({part.partname.ext}): open it in Word, save it again, and take that in")
        return found or []

    def _related(self, id: str) -> Part | None:
        found = self.document.rels.get(id)
        return None if found is None or found.is_external else found.target_part


def _read(document: Part, path: Path, depth: int = 0) -> _Read:
    read = _Read(document, path, depth)
    root = document.element if isinstance(document, XmlPart) else parse_xml(document.blob)
    read.body.read(_checked(root, path).find(w("body")))
    return read


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
