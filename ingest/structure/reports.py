"""Blocks of a report -> who wrote it, what it recommends, and its appendices."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.dates import dates_in
from corpus.text import readable
from ingest.layout.blocks import Block, Shape
from ingest.layout.cells import cells_of
from ingest.meetings.names import same_title, title_case
from ingest.patterns import BODY

_REPORT_OF = re.compile(
    r"\W*+(?:joint\s+|covering\s+)?report\s+(?:of|by|from)\s*+(?::\s*+)?(?:the\s+)?(?P<who>\S.*)$", re.I | re.S
)  # Report of the Director of Highways
_LABELS = (
    r"(?:report\s+)?authors?|(?:report\s+)?(?:prepared|written|compiled)\s+by|author\s*/\s*contact(?:\s+officer)?",
    r"(?:report\s+)?(?:submitted|presented)\s+by|(?:lead|responsible|relevant|report(?:ing)?)\s+(?:officer|director)",
    r"from(?=\s*(?:[:\t|]))",
    r"contact\s+officers?",
)  # Report author: Ann Ode ; Prepared by: ; From: Director of Works ; Contact officer: Bo Lee
_ENDS_LABEL = r"\s*(?:\(s\)|’s|'s)?\s*(?:name\s*)?(?P<colon>[:|])?\s*(?P<who>.*)$"
_CONTACT = re.compile(
    r"(?:(?<!\s)\s++)?(?:[,;(|]\s*+)?(?:\b(?:tel(?:ephone)?|e-?mail|ext)\b\W.*|\d{4,}.*|(?<!\S)\S+@\S.*)$", re.I | re.S
)  # , Tel: 01234 567890

_RECOMMENDATION = re.compile(
    r"\W*+(?:\d{1,2}(?:\.\d{1,2})?[.)]?\s+)?(?:officer\s+|the\s+)?recommend(?:ation|ations|ed|ed\s+action)\b(?:\s*+\(s\)|\s*+(?:/\s*+)?decision)?\W*$",
    re.I,
)
_RECOMMENDATION_INLINE = re.compile(
    r"\W*(?:officer\s+)?recommendations?(?:\s*\(s\))?\s*[:–-]\s*\S", re.I
)  # Recommendation: that it be noted
_IS_RECOMMENDED = re.compile(
    r"\b(?:panel|committee|sub-committee|cabinet|council|board|forum|commission|executive|members)\s+(?:is|are|be)\s+(?:therefore\s+)?(?:recommended|asked|invited|requested)\b"
    r"|\bit\s+is\s+(?:therefore\s+)?recommended\s+that\b",
    re.I,
)  # The Panel is recommended to note the report

_APPENDIX = re.compile(
    r"\W*(?:(?i:(?:agenda\s+)?item)\s+\w{1,4}\s*[,:–-]\s*)?(?P<kind>(?i:appendix|annexe?|schedule|attachment|enclosure))\b"
    r"(?:\s+(?i:no\.?\s*)?(?P<number>[A-Z]\d?|\d{1,2}[A-Za-z]?|[IVX]{1,4}|(?i:one|two|three|four|five|six))(?=\W|$))?\s*(?:[:.–—-]+\s*|\s+|$)(?P<title>.*)$",
    re.S,
)  # Appendix A: Options ; Annex 2 ; Item 5, Appendix: Responses
_LISTING = re.compile(
    r"\W*(?:\d{1,2}[.)]?\s+)?(?:(?:list\s+of\s+)?(?:appendices|appendixes|annexes|attachments?|enclosures)|supporting\s+(?:information|papers|documents)|background\s+(?:papers|documents))\b"
    r"\s*(?:\(s\)|and\s+background\s+papers)?\W*$",
    re.I,
)  # Supporting information: below it appendices are named, not begun
_SECTION = re.compile(
    r"\W*(?:\d{1,2}(?:\.\d{1,2})?[.)]?\s+)?(?:(?:executive\s+)?summary|purpose(?:\s+of\s+(?:the\s+)?(?:report|meeting))?|recommendations?|background|introduction|key\s+considerations"
    r"|(?:\w+,?\s+(?:and\s+)?){0,3}implications|alternative\s+options|options\s+considered|reasons?\s+for\s+(?:the\s+)?recommendations?|next\s+steps|fiscal\s+impact)\b\s*(?:\(s\))?\W*$",
    re.I,
)  # headings that reports have
_TITLE_LABEL = re.compile(r"\W*(?:(?:report\s+)?title|subject|re)\s*:\W*(?P<title>\S.*)$", re.I | re.S)  # Subject: Landfill hours
_ITEM = re.compile(r"^\W*+(?:agenda\s+)?item\s*+(?:(?:no\b\.?|number|:)\s*+)?\d{1,3}[a-z]?\b[\s.:–-]*", re.I)  # Item 4. Post-16 travel
_BLANK_PAGE = re.compile(r"\bintentionally\s+left\s+blank\b|^\W*page\s+\d+\W*$", re.I)
_SHORTEST = 12  # blocks of a report
_LONGEST_NAME = 12  # words of a line that can stand in a list of papers
_LONGEST_TITLE = 30  # words


@dataclass(frozen=True, slots=True)
class Appendix:
    """Blocks [first, last) of an appendix."""

    first: int
    last: int
    number: str | None
    title: str


def reports_in(blocks: Sequence[Block], first: int, last: int) -> list[tuple[int, int]]:
    """The reports among blocks [first, last), as [first, last) of each; none where nothing there reads like a report."""
    marks = [at for at in range(first, last) if _says_whose(blocks[at])]
    begun = [first] if marks or any(_heads_section(block) for block in blocks[first:last]) else []
    begun += [start for mark in marks[1:] if (start := _top_of(blocks, mark, first)) - begun[-1] > _SHORTEST]
    return list(zip(begun, [*begun[1:], last], strict=False))


def _says_whose(block: Block) -> bool:
    found = _REPORT_OF.match(readable(block.text)) if block.shape is not Shape.ROW and block.words <= 40 else None
    return found is not None and not found["who"].endswith(".")


def _heads_section(block: Block) -> bool:
    return block.shape is Shape.HEADING and _SECTION.match(readable(block.text)) is not None


def _top_of(blocks: Sequence[Block], mark: int, first: int) -> int:
    """The first of the headings right above the line that says whose report it is."""
    start = mark
    while start > first and blocks[start - 1].shape is Shape.HEADING and blocks[start - 1].page == blocks[mark].page:
        start -= 1
    return start


def report_title(blocks: Sequence[Block]) -> str | None:
    """A report's own title: its first heading that is more than the meeting's name and date, without `Item 4.`"""
    for at, block in enumerate(blocks[:8]):
        labelled = _TITLE_LABEL.match(": ".join(cell for cell in cells_of(block.text) if cell)) if block.words <= 40 else None
        if labelled and labelled["title"]:
            rest = [readable(below.text) for below in blocks[at + 1 : at + 2] if below.shape is Shape.HEADING and not _heads_section(below)]
            return " ".join([readable(labelled["title"]), *rest])
        text = _ITEM.sub("", readable(block.text))
        if block.shape is not Shape.HEADING or not text:
            continue
        if _heads_section(block):
            return None
        names_meeting = BODY.fullmatch(title_case(text)) or dates_in(text) or _says_whose(block) or _BLANK_PAGE.search(text)
        if not names_meeting and re.search(r"[^\W\d_]{3}", text):
            return text
    return None


def author_of(blocks: Sequence[Block]) -> str | None:
    """Who wrote a report, as it says: `Director of Highways`; a contact officer only where nobody else is named."""
    for block in blocks[:30]:
        if _says_whose(block) and (found := _REPORT_OF.match(readable(block.text))):
            return _who(found["who"])
    for label in _LABELS:
        pattern = re.compile(rf"^\W*+(?:{label})\b{_ENDS_LABEL}", re.I | re.S)
        for at, block in enumerate(blocks):
            if block.words <= 40 and (named := _labelled(pattern, blocks, at)):
                return named
    return None


def _labelled(pattern: re.Pattern[str], blocks: Sequence[Block], at: int) -> str | None:
    """The name beside a label, or below it where the label stands alone."""
    block = blocks[at]
    cells = [cell for cell in cells_of(block.text) if cell] if block.shape is Shape.ROW else [readable(block.text)]
    found = pattern.match(": ".join(cells[:2]))
    if found is None:
        return None
    if found["who"].strip(" :"):
        return _who(found["who"]) if found["colon"] else None
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    return _who(", ".join(readable(line) for line in below.text.split("\n")[:2])) if below and below.words <= 20 else None


def _who(text: str) -> str | None:
    who = _CONTACT.sub("", text).strip(" .,:;*-–")
    return who if who and len(who.split()) <= _LONGEST_TITLE else None


def recommendation_of(blocks: Sequence[Block]) -> str | None:
    """A report's recommendation, verbatim: what stands under its heading, or the sentence that puts it, with its list."""
    for at, block in enumerate(blocks):
        text = readable(block.text)
        if block.words <= 6 and block.shape is not Shape.ROW and _RECOMMENDATION.match(text):
            found = _to_next_heading(blocks, at + 1)
            if found:
                return found
        elif block.shape is not Shape.ROW and _RECOMMENDATION_INLINE.match(text):
            return "\n".join([block.text, *_entries(blocks, at + 1)])
    for at, block in enumerate(blocks):
        if block.shape is Shape.PARAGRAPH and _IS_RECOMMENDED.search(readable(block.text)):
            return "\n".join([block.text, *_entries(blocks, at + 1)])
    return None


def _to_next_heading(blocks: Sequence[Block], first: int) -> str:
    last = next((at for at in range(first, len(blocks)) if blocks[at].shape is Shape.HEADING), len(blocks))
    return "\n".join(block.text for block in blocks[first:last])


def _entries(blocks: Sequence[Block], first: int) -> Iterator[str]:
    for block in blocks[first:]:
        if block.shape is not Shape.ENTRY:
            return
        yield block.text


def appendices_in(blocks: Sequence[Block], first: int, last: int) -> list[Appendix]:
    """The appendices that begin among blocks [first, last), each to the next or the end. Where one is only named, it does not begin."""
    begun: list[tuple[int, str | None, str]] = []
    named: list[tuple[int, str | None, str]] = []
    listing: Block | None = None
    for at in range(first, last):
        block = blocks[at]
        found = _appendix_at(block, at)
        if found is None:
            if _LISTING.match(readable(block.text)):
                listing = block
            elif block.shape is Shape.HEADING or block.words > _LONGEST_NAME:
                listing = None
        elif (listing is not None and listing.page == block.page) or (block.shape is not Shape.HEADING and found[1] is None):
            named.append(found)
        else:
            begun.append(found)
    for at, number, title in named:
        if number not in {n for _, n, _ in begun} and (start := _headed_later(blocks, title, at + 1, last)) is not None:
            begun.append((start, number, title))
    begun.sort()
    return [
        Appendix(at, after[0] if after else last, number, title)
        for (at, number, title), after in zip(begun, [*begun[1:], None], strict=False)
    ]


def _appendix_at(block: Block, at: int) -> tuple[int, str | None, str] | None:
    text = readable(block.text)
    if block.shape in (Shape.ROW, Shape.ENTRY) or len(text.split()) > _LONGEST_TITLE or text.endswith((".", ";", ",")):
        return None
    found = _APPENDIX.match(text)
    if found is None or (found["number"] is None and re.match(r"\W*\w+\s+[a-z]", text)):
        return None
    title = found["title"].strip(" *:–-")
    return at, found["number"], title or f"{found['kind'].capitalize()} {found['number'] or ''}".strip()


def _headed_later(blocks: Sequence[Block], title: str, first: int, last: int) -> int | None:
    """The heading further down with the title of an appendix that was only named, in one block or run over three."""
    for at in range(first, last):
        if blocks[at].shape is Shape.HEADING:
            near = [readable(block.text) for block in blocks[at : min(at + 3, last)]]
            if any(same_title(" ".join(near[:n]), title) for n in (1, 2, 3)):
                return at
    return None
