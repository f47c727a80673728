"""Footnotes of a Word document, which python-docx reads past and cannot write: the part that holds them, and the marks in the text.

The form is that of ECMA-376, part 1, 17.11: a part of footnotes, of which the first two are the rules above them, and in the text a
reference to each by its id. Word numbers them in the order of the text.
"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_TEXT_STYLE, _MARK_STYLE = "Footnote Text", "Footnote Reference"  # the names by which Word knows them
_RULES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_NOTE = (
    '<w:footnote {names} w:id="{n}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
)


class Footnotes:
    """The footnotes of one document, numbered from 1 in the order in which they are marked."""

    def __init__(self, document: Document) -> None:
        self._names = nsdecls("w")
        self._root: BaseOxmlElement = parse_xml(f"<w:footnotes {self._names}>{_RULES}</w:footnotes>")
        self._count = 0
        _add_styles(document)
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._root, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        _name_rules(document, self._names)

    def mark(self, paragraph: Paragraph, text: str) -> int:
        """Put a footnote with this text at the end of a paragraph. Its number."""
        self._count = n = self._count + 1
        run = _marked_run(paragraph)
        run._r.addprevious(_element("w:bookmarkStart", id=str(n), name=_bookmark(n)))
        run._r.append(_element("w:footnoteReference", id=str(n)))
        run._r.addnext(_element("w:bookmarkEnd", id=str(n)))
        note = parse_xml(_NOTE.format(names=self._names, n=n))
        next(note.iter(qn("w:t"))).text = f" {text}"
        self._root.append(note)
        return n

    def mark_again(self, paragraph: Paragraph, n: int) -> None:
        """Put the number of an earlier footnote at the end of a paragraph, as a field that Word keeps in step with it."""
        _marked_run(paragraph)._r.append(_element("w:fldChar", fldCharType="begin"))
        field = _element("w:instrText")
        field.text = f"NOTEREF {_bookmark(n)} \\f \\h"
        _marked_run(paragraph)._r.append(field)
        _marked_run(paragraph)._r.append(_element("w:fldChar", fldCharType="separate"))
        _marked_run(paragraph).add_text(str(n))
        _marked_run(paragraph)._r.append(_element("w:fldChar", fldCharType="end"))


def _marked_run(paragraph: Paragraph) -> Run:
    return paragraph.add_run(style=_MARK_STYLE)


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _bookmark(n: int) -> str:
    return f"_Footnote{n}"


def _name_rules(document: Document, names: str) -> None:
    """Tell the settings which footnotes are the rules; the schema wants that before `w:compat`."""
    settings = document.settings.element
    rules = parse_xml(f'<w:footnotePr {names}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>')
    compat = settings.find(qn("w:compat"))
    settings.append(rules) if compat is None else compat.addprevious(rules)


def _add_styles(document: Document) -> None:
    text = document.styles.add_style(_TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(2)
    document.styles.add_style(_MARK_STYLE, WD_STYLE_TYPE.CHARACTER).font.superscript = True
