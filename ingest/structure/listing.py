"""Lines of agendas and tables of contents -> number, title and printed pages: `4. Winter gritting ........ 5 - 12`."""

import re
from collections.abc import Iterator

from corpus.text import readable

_NUMBER = r"\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?|[A-Za-z]|[ivxIVX]{2,5}"
NUMBER_CELL = re.compile(rf"(?:(?:agenda\s+)?item\s*(?:no\.?\s*)?)?\(?({_NUMBER})[.):]?", re.I)  # 7. ; Item 7 ; (a)
NUMBERED_LINE = re.compile(
    r"(?:[-*•–]\s+)?(?:(?:(?:agenda\s+)?item\s*(?:no\.?\s*)?)?(?P<number>\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?)(?:\s*[.,):–-])?(?:\s+(?=\S)|(?<=[.):])(?=[A-Z]|(?:19|20)\d\d\b))"
    r"|\(?(?P<letter>[A-Za-z]|[ivxIVX]{2,5})[.)]\s+)(?P<rest>.+)$",
    re.S | re.I,
)  # 4. Winter gritting ; Item 4: Winter gritting ; a) Salt ; 4.1 Salt ; 4.2023 Budget

_RANGE = r"\d{1,4}(?:\s*+(?:-|–|—|to)\s*+\d{1,4})?"
_PAGES = rf"{_RANGE}(?:(?:,\s++|\s*+&\s*+){_RANGE}){{0,10}}"
_PAGES_ALONE = re.compile(rf"\W{{0,2}}(?:pages?|pgs?\.?|pp?\.?)?\s*({_PAGES})\W{{0,2}}", re.I)  # 5 - 12 ; Pages 5 to 12
_PAGES_NAMED = re.compile(
    rf"\(?\b(?:pages?|pgs?\.|pp\.?)\s*+(?:(?:nos?\.?|numbers?)\s*+)?(?::\s*+)?({_PAGES})\s*\)?", re.I
)  # (Pages 5 - 12)
_PAGES_AFTER_LEADERS = re.compile(
    rf"(?:(?<![ .…·_])(?=[ ]*[.…·_][ ]*[.…·_])[ .…·_]{{3,}}+|(?<![ \t|])[ ]*+[\t|][ \t|]*+)({_PAGES})[ ]*$", re.M
)  # Salt ........ 5 - 12
_RANGE_AT_END = re.compile(r"\s\(?(\d{1,4}\s*(?:-|–|—)\s*\d{1,4})\)?[ ]*$", re.M)  # Salt 5 - 12
_LEADERS = re.compile(r"(?<![ .…·_])(?=[ ]*[.…·_][ ]*[.…·_])[ .…·_]{3,}+$")
_TAIL = re.compile(
    r"\(\s*(?:indicative\s+)?tim(?:ing|e)s?\b[^)]{0,200}+\)|\(\s*\d{1,2}[.:]\d{2}[^)]{0,200}+\)|\(\s*\d+\s*min\w*\s*\)|[.;]\s+(?:joint\s+)?report\s+(?:of|by|from)\s.*$",
    re.I | re.S,
)  # (Indicative timing: 10.05) ; . Report of the Director of Highways
_PURPOSE = re.compile(
    r"(?<=[\w)’'”.,:;])\s+(?=(?:To\s+(?:receive|consider|note|approve|confirm|agree|review|appoint|elect|discuss|hear|sign|resolve|be\s+informed)|Members\s+of\s+the\b"
    r"|Members\s+(?:are|who|wishing|should)|The\s+(?:Panel|Committee|Council|Cabinet|Board)\s+(?:is|are|will)|Any\s+member)\b)"
)  # Public participation | Members of the public may speak

_SMALL_END = re.compile(r"(?:(?<!\s)\s++(?:of|the|a|an|to|for|in|on|and|or|with|by|from|that|at)){1,12}$", re.I)
_LONGEST_TITLE = 25  # words


def numbered_lines(text: str) -> Iterator[str]:
    """The lines of a block with those that begin without a number joined to the line above."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and not NUMBERED_LINE.match(readable(line)):
            lines[-1] += f"\n{line}"
        else:
            lines.append(line)
    return ("\n".join(readable(part) for part in line.split("\n")) for line in lines)


def first_page(printed_pages: str) -> int:
    """`5 - 12` -> 5."""
    return int(re.findall(r"\d+", printed_pages)[0])


def title_and_pages(text: str) -> tuple[str, str | None]:
    """Title and printed pages of an item's words: `Winter gritting (Pages 5 - 12)` -> `Winter gritting`, `5 - 12`."""
    text = text.strip()
    pages = None
    for pattern in (_PAGES_NAMED, _PAGES_AFTER_LEADERS, _RANGE_AT_END):
        found = pattern.search(text)
        if found and _may_be_pages(found[1]):
            pages = " ".join(found[1].split())
            text = f"{text[: found.start()]} {text[found.end() :]}" if pattern is _PAGES_NAMED else text[: found.start()]
            break
    title = _PURPOSE.split(_TAIL.sub("", _LEADERS.sub("", text)).strip(), maxsplit=1)[0]
    return _short(title), pages


def _short(text: str) -> str:
    """A title that can be read at a glance: whole, or its first sentence or first line, or its first words."""
    candidates = (text, re.split(r"(?<=[a-z)])\.\s+(?=[A-Z])", text, maxsplit=1)[0], re.split(r"\n(?=[A-Z])", text, maxsplit=1)[0])
    title = next((title for title in candidates if len(title.split()) <= _LONGEST_TITLE), _SMALL_END.sub("", " ".join(text.split()[:12])))
    return readable(title).strip(" *#:;,-–_").removesuffix(".")


def pages_alone(cell: str) -> str | None:
    found = _PAGES_ALONE.fullmatch(cell.strip())
    return " ".join(found[1].split()) if found and _may_be_pages(found[1]) else None


def _may_be_pages(text: str) -> bool:
    """Whether numbers can be pages: rising, and not two years."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    return numbers == sorted(numbers) and not (len(numbers) > 1 and all(1990 <= number <= 2099 for number in numbers)) and numbers[0] > 0
