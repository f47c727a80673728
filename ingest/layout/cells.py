"""A row's text -> its cells, and what a cell is: a figure, a time, a unit, or words."""

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from corpus.text import readable

_NOTE_MARK = r"\*{1,3}|[†‡§]|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}|\([a-z]\)|\[[\da-z]{1,2}\]"  # * ; † ; ¹ ; (a) ; [1]
_MARKS_AT_END = re.compile(rf"\s?((?>{_NOTE_MARK})(?:[ ,]?(?>{_NOTE_MARK})){{0,20}}+)$")  # 4,120* ; n/a¹ ; 2021-22 * **
_MARK = re.compile(_NOTE_MARK)
_MARK_AT_START = re.compile(
    rf"\s*(?:<[pi]>\s*)*(?:\*\*)?(?:notes?\s+)?({_NOTE_MARK})(?:\*\*)?[\s.:)=–-]*(?=\S)", re.I
)  # * provisional ; Note [1]: as agreed
_RAISED = re.compile(r"<sup>\s*(\d{1,2}|[*†‡a-z])\s*</sup>", re.I)  # 4,120<sup>1</sup>, but not 22<sup>nd</sup>
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_HTML_CELL = re.compile(r"<t[dh]\b([^<>]*)>(.*?)(?=<t[dh]\b|</tr>|$)", re.I | re.S)  # <td colspan="2">2,140</td>
_SPAN = r"{}\s*=\s*[\"']?(\d{{1,2}})"  # colspan="2"
_BAR = re.compile(r"(?<!\\)\|")
_RULE_ROW = re.compile(r"(?=[\s|:+=-]*?--)[\s|:+=-]++")  # |---|---|
_LEADERS = re.compile(r"(?<!\.)(?<!\.\s)(?:\s?\.){4,}$")  # Foreword.....

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_FIGURE = re.compile(
    rf"(?P<minus>[-–−]?)\s?[£$€]?\s?(?P<minus_after>[-–−]?)(?P<number>{_NUMBER.pattern})"
    r"\s?(?P<times>k|m|bn|thousand|million|billion)?\s?(?:%|per cent|p)?",
    re.I,
)  # £1,234.50 ; -5 ; 1.2m ; 52.2%
_TIMES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_NO_FIGURE = re.compile(r"n\.?/?a\.?|nil|none|yes|no|tbc|tbd|[-–—*.x✓✔✗]+|\d+\s?[-–]\s?\d+", re.I)  # n/a ; nil ; - ; 9 - 20

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s"
_WHEN = (
    rf"(?:{_WEEKDAY})?\d{{1,2}}(?:st|nd|rd|th)?[\s-]{_MONTH},?(?:[\s-]{_YEAR})?"  # 7 July 2023; 02-Apr
    rf"|{_MONTH}(?:\s\d{{1,2}},)?(?:[\s-]{_YEAR})?"  # March; Jun-16; June 3, 2022
    rf"|\d{{1,2}}/\d{{1,2}}/{_YEAR}|(?:19|20)\d\d-\d\d-\d\d"  # 24/11/2022
    r"|(?:19|20)\d\d(?:\s?[-/–]\s?\d{1,4})?|\d\d/\d\d"  # 2021; 2021/22; 21/22
    r"|(?:q(?:tr)?|quarter)\s?[1-4](?:\s?\(?[\w\s/–-]{2,12}\)?)?"  # Q1 (Jun); Quarter 2
)
_TIME = re.compile(rf"(?:{_WHEN})(?:(?:\s?[-–]\s?|\sto\s)(?:{_WHEN}))?", re.I)  # Apr to Jun 2022

_UNIT = re.compile(
    r"[£$€%]|[£$€]\s?(?:['’]?000s?|000['’]s|k|m|bn|million|thousand|billion)|['’]?000s?|per\s?cent(?:age)?|pounds|tonnes?|tons|kg|km|miles|metres|"
    r"hectares|acres|litres|hours|days|weeks|months|years|minutes|fte|[km]wh|(?:rate\s)?(?:per|for every)\s1?[\d,]{3,9}(?:\s\w+){0,6}",
    re.I,
)  # £000 ; £m ; % ; tonnes ; per 1,000 people
_UNIT_INSIDE = re.compile(
    rf"\(\s*(?:in\s)?({_UNIT.pattern})\s*\)|(?:,|:|\sin)\s({_UNIT.pattern})\s*$", re.I
)  # Salt used, tonnes ; Forecast (£ million)
_OWN_UNIT = re.compile(r"[£$€%]|\b(?:number|no\.?|nos?|rank|count|share|rate|people|cases|posts|fte|date|year|per)\b", re.I)

TOTAL = re.compile(
    r"(?:(?:grand|sub|net|overall)[\s-]?)?totals?\b|.{0,60}\btotals?$|sub-?total", re.I
)  # Total ; Total income ; Grand total


class Kind(Enum):
    """What a cell holds, as far as it shows."""

    EMPTY = auto()
    VALUE = auto()  # 4,120* ; n/a ; £1.2m
    TIME = auto()  # 2021/22 ; Q3 ; 7 July 2023
    UNIT = auto()  # £000 ; %
    WORDS = auto()


def cells_of(line: str) -> list[str]:
    """The cells of a row, parted by tabs, by pipes or by `<td>`, readable. A cell over two columns is followed by an empty one.

    >>> cells_of("| **Role** | Name |")
    ['Role', 'Name']
    """
    return [_cell(text) for text, _ in _parts(line)]


def table_cells(lines: Sequence[str]) -> list[list[str]]:
    """The cells of the rows of one table; below a cell that spans rows (`rowspan`) the cells are empty: its label reaches down."""
    table: list[list[str]] = []
    held: dict[int, int] = {}  # column -> rows that a cell above still covers
    for line in lines:
        row: list[str] = []
        below: dict[int, int] = {}
        for text, rows in _parts(line):
            while held.get(len(row), 0):
                row.append("")
            if rows > 1:
                below[len(row)] = rows
            row.append(_cell(text))
        while held.get(len(row), 0):
            row.append("")
        held = {column: left - 1 for column, left in {**held, **below}.items() if left > 1}
        table.append(row)
    return table


def _parts(line: str) -> list[tuple[str, int]]:
    """The cells of a line as they stand, each with the number of rows that it spans."""
    if _HTML_CELL.search(line):
        parts: list[tuple[str, int]] = []
        for attributes, text in _HTML_CELL.findall(line):
            parts.append((text, _spanned(attributes, "rowspan")))
            parts += [("", 1)] * (_spanned(attributes, "colspan") - 1)
        return parts
    text = line.strip()
    if "\t" in line or not _BAR.search(text):
        return [(part, 1) for part in line.strip("\n").split("\t")]
    return [(part.replace("\\|", "|"), 1) for part in _BAR.split(text.removeprefix("|").removesuffix("|"))]


def _spanned(attributes: str, name: str) -> int:
    found = re.search(_SPAN.format(name), attributes, re.I)
    return max(int(found[1]), 1) if found else 1


def _cell(text: str) -> str:
    raised = _RAISED.sub(
        lambda mark: mark[1].translate(_RAISED_DIGITS) if mark[1].isdigit() else f"[{mark[1]}]" if mark[1].isalpha() else mark[1], text
    )
    return _LEADERS.sub("", readable(raised))


def is_rule(line: str) -> bool:
    """Whether a row is only the rule under a header: `|---|---|`."""
    return _RULE_ROW.fullmatch(line.strip()) is not None


@lru_cache(maxsize=10_000)
def kind_of(cell: str) -> Kind:
    """What a cell holds. The columns of a table are looked at several times, and their cells repeat."""
    if not cell:
        return Kind.EMPTY
    if _UNIT.fullmatch(cell):
        return Kind.UNIT
    bare = without_marks(cell)
    if _TIME.fullmatch(bare):
        return Kind.TIME
    if _NO_FIGURE.fullmatch(bare) or all(figure(part) is not None for part in bare.split()) or figure(bare) is not None:
        return Kind.VALUE  # two figures that ran together are values too, though they cannot be told apart
    return Kind.WORDS


def figure(cell: str) -> Decimal | None:
    """The number in a cell, None where it holds no number or more than one. Money in brackets is negative; a per cent sign is left off.

    >>> figure("(1,234)"), figure("£1.2m"), figure("52.2%"), figure("n/a")
    (Decimal('-1234'), Decimal('1200000.0'), Decimal('52.2'), None)
    """
    text = without_marks(cell).strip().lstrip("<>~+").strip()
    in_brackets = re.fullmatch(r"[£$€]?\s?\(\s?(.+?)\s?\)\s?(%?)", text)
    found = _FIGURE.fullmatch(in_brackets[1] if in_brackets else text)
    if found is None or _UNIT.fullmatch(text):
        return None
    number: Decimal = Decimal(found["number"].replace(",", "")) * 10 ** _TIMES.get((found["times"] or "").lower(), 0)
    return -number if in_brackets or found["minus"] or found["minus_after"] else number


def figures(row: str) -> list[Decimal | None]:
    """The numbers of a row, one for each cell: `Wenlow	1,870	n/a` -> None, 1870, None."""
    return [figure(cell) for cell in cells_of(row)]


def marks_in(cell: str) -> list[str]:
    """The marks at the end of a cell that point to a note below: `4,120*` -> `*`. A cell may be a mark alone."""
    found = _MARKS_AT_END.search(cell)
    return _MARK.findall(found[1]) if found else []


def without_marks(cell: str) -> str:
    bare = _MARKS_AT_END.sub("", cell)
    return bare or cell


def note_of(line: str) -> tuple[str, str] | None:
    """The mark that a note below a table begins with, and the note: `* provisional` -> `*`, `provisional`."""
    raised = _RAISED.sub(lambda mark: mark[1].translate(_RAISED_DIGITS), line)
    found = _MARK_AT_START.match(raised)
    return (found[1], readable(raised[found.end() :]).strip("*")) if found else None


def unit_in(heading: str) -> str | None:
    """The unit that a caption or header ends with: `Salt used by district, tonnes`, `Forecast (£ million)`."""
    found = _UNIT_INSIDE.search(heading)
    return next((unit for unit in found.groups() if unit), None) if found else None


def has_own_unit(text: str) -> bool:
    """Whether a header or value says by itself what it is counted in: `£4`, `Number of pupils`, `Share`."""
    return _OWN_UNIT.search(text) is not None or unit_in(text) is not None
