"""The tree of a page -> its paragraphs and table rows in reading order.

What a reader of the paper does not see, or what belongs to the web site and not to the paper, is left out: scripts,
navigation, the site's header and footer, hidden elements, the controls of forms, struck-out words. The tree is walked
without recursion: elements of a page may stand deep within each other.
"""

import re
from dataclasses import dataclass, field

import lxml.etree

from ingest.readers.html.tables import Table
from ingest.readers.numerals import numeral, raised
from ingest.readers.paragraphs import Paragraph, reads_as_heading, row_or_line, table_paragraphs

_DEEPEST = 40  # tables within tables

_NOT_SHOWN = frozenset(
    """
    head script style template noscript svg math object iframe canvas audio video map input select textarea datalist button nav
    del s strike
    """.split()
)
_LANDMARKS = frozenset("navigation banner contentinfo search menu menubar toolbar complementary".split())
_SITE = frozenset({"header", "footer", "aside"})  # the web site's own, unless they are part of an article or section
_SECTIONS = frozenset({"main", "article", "section"})
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|text-decoration[\w-]{0,20}\s*+:[^;]{0,200}line-through", re.I
)
_HIDDEN_CLASS = re.compile(r"(?:^|[\s-])(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?)(?:\s|$)", re.I)  # govuk-visually-hidden
_SKIP_LINK = re.compile(r"\s*skip\s+to\b", re.I)  # Skip to main content

_SITE_PART = re.compile(
    r"(?:^|\s)(?:(?:ctl\d+|dnn|ctr|mg)[-_])*+(?:(?:site|page|global|main|top|mg)?[-_]?(?:header|footer|nav|navigation|navbar|menu|topmenu|breadcrumbs?|sidebar|cookies?(?:[-_]\w+)?))(?:\s|$)",
    re.I,
)  # id="header"; class="breadcrumb": the site's own, in pages without the elements for it
_FILE_SIZE = re.compile(
    r"(?<!\s)\s*+\(?\b(?:pdf|docx?|xlsx?|pptx?)(?:,\s*+|\s++)[\d.,]++\s*+[KM]B\b\)?\s*+", re.I
)  # PDF 512 KB, after the name of what a link opens

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 caption summary".split())
_SPACED = _HEADINGS | frozenset("p ul ol dl table pre blockquote hr section article figure fieldset form address main body".split())
_BLOCKS = _SPACED | frozenset(
    "div li dt dd tr td th thead tbody tfoot center header footer aside legend figcaption details dialog html frameset noframes".split()
)
_BOLD = frozenset({"b", "strong"})
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*+:[^;]{0,200}?\b(none|decimal|(?:lower|upper)-(?:alpha|latin|roman))\b", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_LONGEST_STYLE = 1000  # characters: what is longer was not written by people
_WHOLE = re.compile(r"-?[0-9]{1,6}")
_SPACE = re.compile(r"\s+")
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LONGEST_CELL = 12  # words: what is longer stands on a line of its own below its term
_STYLES = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "none": "none", "decimal": "decimal",
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip


class TooDeep(Exception):
    """Elements stand deeper within each other than a page of any sense has them."""


@dataclass(slots=True)
class _List:
    """A list that is being read: the style of its marks, and the number that its next entry has."""

    style: str
    next: int
    step: int = 1

    def mark(self, entry: lxml.etree._Element) -> str:
        if self.style in ("none", "bullet"):
            return "" if self.style == "none" else "•"
        here = _number(entry.get("value"), self.next)
        self.next = here + self.step
        return f"{numeral(here, self.style)}."


@dataclass(slots=True)
class _Walk:
    """What has been read so far: finished paragraphs, and the words of the one under way.

    `places` are the lists into which paragraphs go: the page, and within it the table cells that are open.
    """

    places: list[list[Paragraph]] = field(default_factory=lambda: [[]])
    tables: list[Table] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    words: list[tuple[str, bool]] = field(default_factory=list)  # with whether they are bold
    mark: str = ""  # of the list entry that begins
    term: str = ""  # of a definition list, before what is said of it
    spaced: bool = False
    open: dict[str, int] = field(default_factory=dict)  # how many elements of each name are open

    bold: int = 0  # how many elements that set in bold are open

    def read(self, part: lxml.etree._Element) -> None:
        steps = lxml.etree.iterwalk(part, events=("start", "end"))
        left_out: lxml.etree._Element | None = None
        for event, element in steps:
            if event == "start":
                if self._is_left_out(element):
                    left_out = element
                    steps.skip_subtree()
                else:
                    self._begin(element)
                    self._say(element.text)
            else:
                if element is left_out:
                    left_out = None
                else:
                    self._end(element)
                if element is not part:
                    self._say(element.tail)
        self._flush()

    def _is_left_out(self, element: lxml.etree._Element) -> bool:
        tag, role = element.tag, element.get("role")
        if tag == "button" and self._inside(*_HEADINGS):
            return False  # a heading that unfolds what stands below it
        return (
            tag in _NOT_SHOWN
            or role in _LANDMARKS
            or (tag in _SITE and not self._inside(*_SECTIONS))
            or (tag == "dialog" and element.get("open") is None)
            or (tag in ("div", "ul", "ol", "table") and self._is_of_the_site(element))
            or element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or _HIDDEN_STYLE.search(_style(element)) is not None
            or _HIDDEN_CLASS.search(element.get("class") or "") is not None
            or (tag == "a" and (element.get("href") or "").startswith("#") and _SKIP_LINK.match(element.text or "") is not None)
        )

    def _is_of_the_site(self, element: lxml.etree._Element) -> bool:
        """Whether an element is named as the site's header, menu or footer, and neither holds the page's title nor stands in an article."""
        named = any(_SITE_PART.search(element.get(key) or "") for key in ("id", "class"))
        return named and not self._inside(*_SECTIONS) and element.find(".//h1") is None and element.find(".//h2") is None

    def _stands_apart(self, tag: str) -> bool:
        """Whether space stands above and below an element; a list within a list stands close."""
        return tag in _SPACED and not (tag in ("ul", "ol") and self._inside("li"))

    def _inside(self, *names: str) -> bool:
        return any(self.open.get(name, 0) > 0 for name in names)

    def _begin(self, element: lxml.etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            self.spaced = self.spaced or self._stands_apart(tag)
        self.open[tag] = self.open.get(tag, 0) + 1
        self.bold += _is_bold(element)
        match tag:
            case "br":
                self.words.append(("\n", False))
            case "q":
                self._say("“")
            case "ul" | "ol":
                self.lists.append(_list(element))
            case "li":
                self.mark = self.lists[-1].mark(element) if self.lists else "•"
            case "table":
                if len(self.tables) == _DEEPEST:
                    raise TooDeep(f"it has tables within tables more than {_DEEPEST} deep")
                self.tables.append(Table())
            case "tr" if self.tables:
                self.tables[-1].begin_row()
            case "td" | "th" if self.tables:
                self.places.append([])
            case "dt":
                self._say_term()
                self.places.append([])

    def _end(self, element: lxml.etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            self.spaced = self.spaced or self._stands_apart(tag)
        self.open[tag] -= 1
        self.bold -= _is_bold(element)
        match tag:
            case "q":
                self._say("”")
            case "ul" | "ol":
                self.lists.pop()
            case "li":
                self.mark = ""
            case "table":
                table = self.tables.pop()
                table.end_row()
                self.places[-1] += table_paragraphs(table.rows)
            case "td" | "th" if self.tables:
                cell = self.places.pop()
                self.tables[-1].add(cell, _number(element.get("colspan"), 1), _number(element.get("rowspan"), 1))
            case "dt":
                said = self.places.pop()
                if self.term:  # a term that was not closed before the next
                    self.places[-1] += said
                else:
                    self.term = " ".join(word for paragraph in said for word in paragraph.text.split())
                self.spaced = self.spaced or any(paragraph.spaced for paragraph in said)
            case "dd" | "dl":
                self._say_term()

    def _say(self, text: str | None) -> None:
        if text:
            text = raised(text) if self._inside("sup") else text
            text = _FILE_SIZE.sub(" ", text) if self._inside("a") else text
            self.words.append((text if self._inside("pre") else _SPACE.sub(" ", text), self.bold > 0))

    def _say_term(self) -> None:
        """A term of which nothing is said."""
        if self.term:
            self.places[-1].append(Paragraph(self.term, spaced=self.spaced))
            self.term, self.spaced = "", False

    def _flush(self) -> None:
        """The words so far made a paragraph; of preformatted text, one for each run of lines without an empty one."""
        words, self.words = self.words, []
        said = "".join(text for text, _ in words)
        if not said.strip():
            return
        bold = all(bold for text, bold in words if text.strip())
        for block in _EMPTY_LINES.split(said) if self._inside("pre") else [said]:
            if not block.strip():
                continue
            lines = [line for line in block.split("\n") if line.strip()]
            lines = [line.rstrip() for line in lines] if self._inside("pre") else [row_or_line(line) for line in lines]
            numbered = self.mark[:1].isalnum() and reads_as_heading(block.strip()) and block.isupper()
            lines[0] = self._introduced(lines[0])
            text = "\n".join(lines)
            heading = self._inside(*_HEADINGS) or numbered or (bold and reads_as_heading(text))
            self.places[-1].append(Paragraph(text, heading, self.spaced))
            self.spaced = self._inside("pre")

    def _introduced(self, line: str) -> str:
        """A line with the mark of its list entry, or the term that it says something of, in front."""
        mark, term = self.mark, self.term
        self.mark = self.term = ""
        line = f"{mark} {line}" if mark else line
        if not term:
            return line
        return f"{term}\n{line}" if len(line.split()) > _LONGEST_CELL else row_or_line(f"{term}\t{line}")


def paragraphs_of(root: lxml.etree._Element | None) -> list[Paragraph]:
    """The paragraphs of a page in reading order, all of page 1. Raises TooDeep."""
    walk = _Walk()
    for part in [] if root is None else _content(root):
        walk.read(part)
    return walk.places[0]


def _content(root: lxml.etree._Element) -> list[lxml.etree._Element]:
    """The main content where the page says which it is, with the page's title where that stands outside; else the whole page."""
    mains = [each for each in root.iter() if each.tag == "main" or each.get("role") == "main"]
    if len(mains) != 1 or not any(text.strip() for text in mains[0].itertext()):
        return [root]
    titles = [] if mains[0].find(".//h1") is not None else list(root.iter("h1"))
    return [*titles[:1], mains[0]]


def _list(element: lxml.etree._Element) -> _List:
    named = _LIST_STYLE.search(_style(element))
    if element.tag == "ul":
        return _List("none" if named and named[1].lower() == "none" else "bullet", 1)
    style = _STYLES.get(named[1].lower() if named else element.get("type") or "1", "decimal")
    step = 1 if element.get("reversed") is None else -1
    return _List(style, _number(element.get("start"), 1 if step == 1 else sum(child.tag == "li" for child in element)), step)


def _style(element: lxml.etree._Element) -> str:
    return (element.get("style") or "")[:_LONGEST_STYLE]


def _is_bold(element: lxml.etree._Element) -> bool:
    return element.tag in _BOLD or _BOLD_STYLE.search(_style(element)) is not None


def _number(text: str | None, default: int) -> int:
    """A whole number of an attribute, `default` where it is none."""
    return int(text) if text is not None and _WHOLE.fullmatch(text.strip()) else default
