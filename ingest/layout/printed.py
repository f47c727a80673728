"""Lines at the edges of pages -> the page number that each page prints.

Numbers are told by rising by one from page to page. They may start again with every paper bound in, and a page may carry
two: its number in the pack and its number in its own paper. The pack's is the one that runs on over more pages.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.readers.raw import RawPage

_BARE = re.compile(
    r"^\W*(?P<label>(?:agenda\s+)?(?:page|pg\.?|p\.)\s*(?:no\.?\s*)?)?(?:(?P<number>\d{1,4})(?:\s*(?P<of>of|/)\s*(?P<last>\d{1,4}))?|(?P<roman>[ivxl]{1,7}|[IVXL]{1,7}))\W*$",
    re.I,
)  # 12 ; Page 3 of 10 ; - 4 - ; Agenda page 12 ; iv
_NAMED = re.compile(r"\bpage\s*+(?::\s*+)?(?P<number>\d{1,4})\b", re.I)
_HEADER = re.compile(r"^\W*page\s*\d{1,4}\s*[–—|-]|[–—|-]\s*page\s*\d{1,4}\W*$", re.I)  # Page 2 – Minutes – 4 May 2021
_AT_END = re.compile(r"(?:^\W*(?P<first>\d{1,4})(?=\s)|(?<=\s)(?P<last>\d{1,4})\W*$)")  # Cabinet, 19 May 2022 12
_OF_ALL = re.compile(r"(?<=\s\s)(?P<number>\d{1,4})\s+of\s+(?P<last>\d{1,4})\W*$")  # 4 May 2021   2 of 3
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_YEARS = range(1900, 2100)  # a year alone on a line is no page number
_NEAR = 2  # pages: left and right pages may carry their numbers in turn
_LONGEST = 14  # words of a line that carries a page number


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A number that may be a page's own. `text` is as printed, `shift` its distance to the page of the file.

    `alone`: its line holds nothing else. `sure`: its line says that it is a page number.
    """

    line: int
    text: str
    shift: tuple[str, int]
    alone: bool
    sure: bool


def page_numbers(pages: Sequence[RawPage], edges: Mapping[int, Sequence[int]]) -> dict[int, list[PageNumber]]:
    """For each page the numbers at its edges that run on to or from a page near by, the one that runs on furthest first."""
    found = {page.number: list(_numbers(page, edges[page.number])) for page in pages}
    where: dict[tuple[str, int], set[int]] = {}
    for page, numbers in found.items():
        for number in numbers:
            where.setdefault(number.shift, set()).add(page)
    kept: dict[int, list[PageNumber]] = {}
    for page, numbers in found.items():
        runs_on = [number for number in numbers if _runs_on(number, page, where[number.shift], len(pages))]
        kept[page] = sorted(runs_on, key=lambda number: (-len(where[number.shift]), not number.sure, not number.alone))
    return kept


def file_label(page: RawPage) -> str | None:
    """The page number that the file itself carries for a page, for pages that print none: `Page iv` -> `iv`.

    One that only counts the pages of the file tells nothing.
    """
    label = re.sub(r"^\W*page\s+", "", page.label or "", flags=re.I).strip()
    return label if label and label != str(page.number) else None


def _runs_on(number: PageNumber, page: int, others: set[int], count: int) -> bool:
    near = any(abs(other - page) <= _NEAR for other in others if other != page)
    if number.alone:
        return near or number.sure or count == 1
    return number.sure or (near and len(others) >= 3)


def _numbers(page: RawPage, edges: Sequence[int]) -> Iterator[PageNumber]:
    for i in edges:
        text = page.lines[i].text
        if bare := _BARE.match(text):
            if bare["roman"]:
                if (value := _roman(bare["roman"].lower())) is not None and (bare["roman"].islower() or bare["label"]):
                    yield PageNumber(i, bare["roman"], ("roman", value - page.number), alone=True, sure=bool(bare["label"]))
            else:
                if int(bare["number"]) in _YEARS and not bare["label"]:
                    continue
                counted = bool(bare["of"]) and int(bare["number"]) <= int(bare["last"])
                yield PageNumber(i, bare["number"], _shift(bare["number"], page), alone=True, sure=bool(bare["label"]) or counted)
        elif len(text.split()) <= _LONGEST and not text.rstrip().endswith((".", ";", ",")):
            if (of_all := _OF_ALL.search(text)) and i in (edges[0], edges[-1]) and int(of_all["number"]) <= int(of_all["last"]):
                yield PageNumber(i, of_all["number"], _shift(of_all["number"], page), alone=False, sure=True)
            elif named := _NAMED.search(text):
                yield PageNumber(
                    i,
                    named["number"],
                    _shift(named["number"], page),
                    alone=False,
                    sure=i in (edges[0], edges[-1]) and bool(_HEADER.search(text)),
                )
            else:
                for at_end in _AT_END.finditer(text):
                    number = at_end["first"] or at_end["last"]
                    yield PageNumber(i, number, _shift(number, page), alone=False, sure=False)


def _shift(number: str, page: RawPage) -> tuple[str, int]:
    return ("arabic", int(number) - page.number)


def _roman(text: str) -> int | None:
    """The value of a Roman number in small letters, None for letters that make none."""
    values = [_ROMAN[letter] for letter in text]
    value = sum(-here if here < after else here for here, after in zip(values, [*values[1:], 0], strict=True))
    return value if _as_roman(value) == text else None


def _as_roman(value: int) -> str:
    parts: list[str] = []
    for worth, letters in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        parts.append(letters * (value // worth))
        value %= worth
    return "".join(parts)
