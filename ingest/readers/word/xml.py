"""Names and values of WordprocessingML, the XML inside a Word file."""

from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

import lxml.etree

Element: TypeAlias = lxml.etree._Element

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"

RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"  # names another part of the file
_CONTROL = f"{_MAIN}sdt"

# What tracked changes took away.
DELETED = frozenset({f"{_MAIN}del", f"{_MAIN}moveFrom"})
# Elements whose content is no text: instructions of fields, properties, readings set above a word.
_NO_TEXT = frozenset(
    _MAIN + name for name in "delText instrText delInstrText pPr rPr tblPr tblGrid tblPrEx trPr tcPr sdtPr sdtEndPr sectPr rt".split()
)


@cache
def w(name: str) -> str:
    """The full name of an element or attribute: `p` -> `{http://…/main}p`."""
    return f"{_MAIN}{name}"


@cache
def below(*names: str) -> str:
    """The path to a descendant: `pPr`, `numPr` -> `{…}pPr/{…}numPr`."""
    return "/".join(map(w, names))


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of an element that may be absent."""
    return None if element is None else element.get(w(name))


def number(element: Element | None, default: int, name: str = "val") -> int:
    """A whole number in an attribute, or `default` where there is none that can be read."""
    try:
        return int(value(element, name) or "")
    except ValueError:
        return default


def switch(element: Element | None) -> bool | None:
    """Whether a property is on: `<w:b/>` and `<w:b w:val="1"/>` are, `<w:b w:val="0"/>` is not; None where it is not given."""
    return None if element is None else value(element) not in ("0", "false", "off")


def shown(element: Element) -> Iterator[Element]:
    """The children that may hold text; of alternatives that say the same in two ways, only the first.

    A content control that nobody has filled in shows what to enter: `Click or tap here to enter text.` is no text.
    """
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _NO_TEXT:
            continue
        if child.tag == _CONTROL and switch(child.find(below("sdtPr", "showingPlcHdr"))):
            continue
        if child.tag == ALTERNATE:
            choice = child.find(_CHOICE)
            yield from child[:1] if choice is None else [choice]
        else:
            yield child


def inside(element: Element, name: str) -> Iterator[Element]:
    """The children of one name, also those wrapped in content controls and tracked insertions; deleted ones are left out."""
    for child in shown(element):
        if child.tag == w(name):
            yield child
        elif child.tag not in DELETED:
            yield from inside(child, name)
