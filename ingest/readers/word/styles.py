"""Styles of a Word file -> how each paragraph and each run of letters looks."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.readers.word.xml import Element, below, number, switch, value, w

_HEADING_NAME = re.compile(r"\b(?:sub-?)?(?:heading|title)\b", re.I)  # heading 1 ; Title ; Report Sub-heading
_BODY_LEVEL = 9  # the outline level of text that heads nothing


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look: bold, set above the line, struck through, or not shown at all."""

    bold: bool = False
    raised: bool = False
    struck: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks. `before` and `after` are the space around it in twentieths of a point, `tight` leaves it out
    between paragraphs of one style. `list_id` and `level` are its automatic numbering."""

    style: str = ""
    letters: Letters = Letters()
    heading: bool = False
    list_id: str | None = None
    level: int | None = None
    before: int = 0
    after: int = 0
    tight: bool = False
    new_page: bool = False


class Styles:
    def __init__(self, root: Element | None) -> None:
        """`root` is the styles part of the file, None where it has none."""
        self._root = root
        self._looks: dict[str, Look] = {}
        self._letters: dict[str, Letters] = {}

    @cached_property
    def _by_id(self) -> dict[str, Element]:
        return {} if self._root is None else {value(style, "styleId") or "": style for style in self._root.iterfind(w("style"))}

    @cached_property
    def _usual_style(self) -> str:
        """The style of paragraphs that name none."""
        return next(
            (
                name
                for name, style in self._by_id.items()
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true")
            ),
            "",
        )

    @cached_property
    def _usual(self) -> Look:
        defaults = None if self._root is None else self._root.find(w("docDefaults"))
        if defaults is None:
            return Look()
        look = _with_paragraph(Look(), defaults.find(below("pPrDefault", "pPr")))
        return replace(look, letters=_with_letters(look.letters, defaults.find(below("rPrDefault", "rPr"))))

    def look(self, paragraph: Element) -> Look:
        """A paragraph's look: its style's, and those that the style is based on, with what it sets itself."""
        own = paragraph.find(w("pPr"))
        style = (value(own.find(w("pStyle"))) if own is not None else None) or self._usual_style
        if style not in self._looks:
            self._looks[style] = self._styled(style)
        return _with_paragraph(self._looks[style], own)

    def letters(self, run: Element, paragraph: Look) -> Letters:
        """How the letters of a run look in a paragraph."""
        own = run.find(w("rPr"))
        if own is None:
            return paragraph.letters
        letters = paragraph.letters
        for style in self._chain(value(own.find(w("rStyle"))) or ""):
            letters = _with_letters(letters, style.find(w("rPr")))
        return _with_letters(letters, own)

    def list_of_style(self, style: str) -> str | None:
        """The list that a numbering style stands for."""
        found = self._by_id.get(style)
        return None if found is None else value(found.find(below("pPr", "numPr", "numId")))

    def _styled(self, name: str) -> Look:
        look = self._usual
        for style in self._chain(name):
            look = _with_paragraph(look, style.find(w("pPr")))
            look = replace(look, letters=_with_letters(look.letters, style.find(w("rPr"))))
            if _HEADING_NAME.search(value(style.find(w("name"))) or "") and style.find(below("pPr", "outlineLvl")) is None:
                look = replace(look, heading=True)
        return replace(look, style=name)

    def _chain(self, name: str) -> list[Element]:
        """A style after all that it is based on."""
        chain: list[Element] = []
        while (style := self._by_id.get(name)) is not None and style not in chain:
            chain.insert(0, style)
            name = value(style.find(w("basedOn"))) or ""
        return chain


def _with_paragraph(look: Look, properties: Element | None) -> Look:
    if properties is None:
        return look
    spacing = properties.find(w("spacing"))
    outline = properties.find(w("outlineLvl"))
    list_id = value(properties.find(below("numPr", "numId")))
    level = properties.find(below("numPr", "ilvl"))
    tight, new_page = switch(properties.find(w("contextualSpacing"))), switch(properties.find(w("pageBreakBefore")))
    return replace(
        look,
        heading=look.heading if outline is None else number(outline, _BODY_LEVEL) < _BODY_LEVEL,
        list_id=look.list_id if list_id is None else list_id,
        level=look.level if level is None else number(level, 0),
        before=number(spacing, look.before, "before"),
        after=number(spacing, look.after, "after"),
        tight=look.tight if tight is None else tight,
        new_page=look.new_page if new_page is None else new_page,
    )


def _with_letters(letters: Letters, properties: Element | None) -> Letters:
    if properties is None:
        return letters
    bold, hidden = switch(properties.find(w("b"))), switch(properties.find(w("vanish")))
    struck = [on for name in ("strike", "dstrike") if (on := switch(properties.find(w(name)))) is not None]
    height = value(properties.find(w("vertAlign")))
    return Letters(
        bold=letters.bold if bold is None else bold,
        raised=letters.raised if height is None else height == "superscript",
        struck=any(struck) if struck else letters.struck,
        hidden=letters.hidden if hidden is None else hidden,
    )
