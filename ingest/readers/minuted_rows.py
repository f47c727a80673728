"""Minutes laid out as one table -> how: which column has the number of an item, its title, what was said, and who is to act.

Parishes and clubs of schools keep their minutes in a Word table, `12. | Potholes | It was resolved … | Clerk`. Each row is an item
and no row of data: its number and title head what stands beside them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARK = re.compile(
    r"(?:item\s+|minute\s+)?\(?(?:\d{1,4}(?:[./-]\d{1,4}){0,3}[A-Za-z]?|[A-Za-z]|[ivx]{1,5})[.):]?", re.I
)  # 12. ; 4.1 ; 23/045 ; (a) ; 7b
_HEAD = frozenset(
    "agenda item items no number ref reference minute minutes subject topic title heading discussion discussions decision decisions detail"
    " details note notes narrative resolution resolutions action actions owner who lead by responsible responsibility initials person and"
    " point points for taken required when of documents document papers reports attachments links files".split()
)  # the words of what columns of minutes are called: Agenda item no. ; Discussion and decision ; Action by
_RECORDS = re.compile(
    r"\b(?:RESOLVED|AGREED|NOTED|(?:was|were)\s+(?:\w+ly\s+)?(?:resolved|agreed|approved|noted|received|accepted|adopted|elected|appointed|proposed|reported|confirmed"
    r"|discussed|considered|deferred|signed|no\b)|(?:noted|agreed|resolved|reported|confirmed|welcomed|thanked|advised|explained|declared|closed|opened)\s+(?:that|to|the|all|those|no|an?)\b"
    r"|(?:proposed|moved|seconded)\s+by)",
)  # It was RESOLVED ; were received ; reported that
_DECIDES = re.compile(r"\b(?:RESOLVED|AGREED)\b|\b[Ii]t\s+was\s+(?:\w+ly\s+)?(?:resolved|agreed)\b|\b[Rr]esolved\s*(?::|that\b)")
_MOST_COLUMNS = 5
_HEAD_WORDS = 5
_TITLE_WORDS = 10
_ASIDE_WORDS = 12  # of the cells after the text: `Clerk to order by June`
_SHARE = 1 / 3  # of the rows, that say what was done


@dataclass(frozen=True, slots=True)
class MinutedRows:
    """The columns of minutes in a table, counted from 0: `number` and `title` are None where there are none; after `text` stand asides.

    `head` is how many rows at the top only say what the columns are.
    """

    text: int
    number: int | None
    title: int | None
    head: int


def minuted_rows(rows: Sequence[Sequence[str]]) -> MinutedRows | None:
    """How the rows of a table record a meeting, the paragraphs of a cell as its lines; None where they do not."""
    head = 1 if len(rows) > 1 and _names_columns(rows[0]) else 0
    body = [row for row in rows[head:] if any(row)]
    width = max((len(row) for row in body), default=0)
    if not 2 <= width <= _MOST_COLUMNS or len(body) < 2 or (not head and _names_others(rows[0])):
        return None
    body = [(*row, *[""] * (width - len(row))) for row in body]
    words = [sum(len(row[n].split()) for row in body if n < len(row)) for n in range(width)]
    text = words.index(max(words))
    numbers = [row[0].strip() for row in body]
    marked = [number for number in numbers if _MARK.fullmatch(number)]
    number = 0 if text > 0 and len(marked) > 1 and len(set(marked)) == len(marked) and not set(numbers) - {*marked, ""} else None
    before = [n for n in range(text) if n != number]
    title = before[0] if before else None
    if len(before) > 1 or (number is None and title is None):
        return None
    if title is not None and any(len(row[title].split()) > _TITLE_WORDS or not _may_be_title(row[title]) for row in body):
        return None
    if any(len(cell.split()) > _ASIDE_WORDS for row in body for cell in row[text + 1 :]):
        return None
    recording = [row for row in body if len(row) > text and _RECORDS.search(row[text])]
    decides = any(_DECIDES.search(row[text]) for row in recording)
    enough = len(recording) >= (_SHARE if number is not None else 0.5) * len(body)
    return MinutedRows(text, number, title, head) if enough and decides else None


def reads_as_title(line: str) -> bool:
    """Whether the first line of an item, with others below it, is its title: `Apologies`, `POTHOLES`."""
    return len(line.split()) <= _TITLE_WORDS and line[:1].isupper() and line[-1:] not in ".;,:" and not _RECORDS.search(line)


def _may_be_title(cell: str) -> bool:
    return not cell or (cell[0].isupper() and not re.fullmatch(r"[\W\d]*", cell) and not _DECIDES.search(cell))


def _names_columns(row: Sequence[str]) -> bool:
    words = [re.findall(r"[a-z]+", cell.lower()) for cell in row if cell.strip()]
    return len(words) > 1 and all(0 < len(each) <= _HEAD_WORDS and _HEAD.issuperset(each) for each in words)


def _names_others(row: Sequence[str]) -> bool:
    """Whether a first row names columns, and not those of minutes: `Recommendation | Response | Status`."""
    filled = [cell for cell in row if cell.strip()]
    return (
        len(filled) > 1
        and all(len(cell.split()) <= 4 and cell[0].isupper() and cell[-1] not in ".;" for cell in filled)
        and not any(_MARK.fullmatch(cell.strip()) for cell in filled[:1])
    )
