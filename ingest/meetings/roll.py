"""A table of attendance -> who was there: each row has a status of its own, in a word, by a tick, or by the column of the name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.models import Attendee, Presence
from corpus.text import readable
from ingest.layout.blocks import Block, Shape
from ingest.layout.cells import is_rule, table_cells
from ingest.meetings.offices import cannot_be_name, names_office
from ingest.meetings.people import Person, people_in
from ingest.patterns import TIME

_STATUSES = {
    Presence.APOLOGIES: (
        r"apolog(?:y|ies)(?:\s+(?:for\s+absence|given|sent|received|accepted))?|apols?|(?:sent|gave)\s+apologies|excused(?:\s+absence)?"
        r"|absent\s+with\s+(?:apologies|leave)|absent\s*[(,–-]\s*(?:excused|with\s+apologies|apologies)\)?|regrets|leave\s+of\s+absence|on\s+leave"
    ),
    Presence.ABSENT: (
        r"absent(?:\s+without\s+\w+)?|absence|not\s+present|did\s+not\s+attend|dna|no\s+apologies|unexcused|absent\s*[(,–-]\s*unexcused\)?"
    ),
    Presence.IN_ATTENDANCE: r"in\s+attendance|observer|observing|guest|invited|by\s+invitation",
    Presence.PRESENT: (
        r"present(?:\s*[(,–-]?\s*(?:remote(?:ly)?|virtual(?:ly)?|online|in\s+person|by\s+(?:phone|video)|via\s+\w+)\)?)?|attended|attending|here"
        r"|remote(?:ly)?|virtual(?:ly)?|online|zoom|teams|in\s+person|via\s+\w+|by\s+(?:phone|video|telephone)|late|arrived(?:\s+late)?(?:\s+at)?"
        r"|tardy|left(?:\s+(?:early|at))?|in\s+the\s+chair"
    ),
}
_SAYS = {
    presence: re.compile(rf"(?:{words})(?:\s*+[(,:–-]*+\s*+(?P<rest>.*))?", re.I) for presence, words in _STATUSES.items()
}  # Present ; Excused ; Late 7:08 p.m. ; Absent (ill)
_CAME_OR_WENT = re.compile(r"\b(?:late|arriv\w*|left|leav\w*|depart\w*|joined|until|from)\b", re.I)
_LETTERS = {"P": Presence.PRESENT, "R": Presence.PRESENT, "L": Presence.PRESENT, "E": Presence.APOLOGIES, "AP": Presence.APOLOGIES}
_LEGEND = re.compile(r"\b([A-Z]{1,3})\s*(?:=|[–—:-])\s*(\w[\w ]*)")  # P = Present, A = Apologies
_TICKED = re.compile(r"[✓✔√☑🗹üþ\uf0fc\uf0fe]|y(?:es)?", re.I)
_CROSSED = re.compile(r"[✗✘✕✖×☒x\uf0fb\uf0fd]", re.I)  # a cross says no beside a tick; where there is no tick it is the mark itself
_REFUSED = re.compile(r"n(?:o)?", re.I)
_UNMARKED = re.compile(r"[☐□○_.–—-]*", re.I)

_NAMES = re.compile(
    r"(?:\w+\s+){0,3}(?:names?|members?|councillors?|attendees?|commissioners?|trustees?|governors?|directors?|cllrs?|who)\b(?:\s+(?:of|and|name)\b.*)?",
    re.I,
)
_ROLES = re.compile(r"\b(?:titles?|roles?|positions?|offices?|capacity|designation|post)\b", re.I)
_ATTENDANCE = re.compile(r"\b(?:status|attend(?:ance|ed|ing)|present|presence|here|roll(?:\s+call)?)\b", re.I)
_CAME = re.compile(r"\b(?:arriv\w+|time\s+in|joined|came|from)\b", re.I)
_WENT = re.compile(r"\b(?:left|depart\w+|leav\w+|time\s+out|until)\b", re.I)
_REMARKS = re.compile(r"\b(?:notes?|comments?|remarks?|reasons?)\b", re.I)
_DATED = re.compile(r"\d")
_IN_A_LINE = re.compile(
    r"^(?P<who>\S.{0,80}?)(?<![.\s])(?:\s*+\.{3,}+|\s++[–—-]|\s*+:)\s*+(?P<says>[^\s;][^;]{0,60})$"
)  # Commissioner Ode – present
_FEWEST = 2  # rows that tell a table of attendance without a header from a line of any other
_LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class _Said:
    """What one cell says of somebody: how they took part, and since or until when."""

    presence: Presence
    note: str = ""


@dataclass(frozen=True, slots=True)
class Roll:
    """Those whom a table of attendance names, and which of the blocks are its rows."""

    attendees: tuple[Attendee, ...]
    blocks: frozenset[int]


def rolls_in(blocks: Sequence[Block]) -> Roll:
    """The tables of attendance among the blocks of minutes. A row whose status is not sure names nobody."""
    attendees: list[Attendee] = []
    taken: set[int] = set()
    for first, last in _runs(blocks):
        rows = _rows(blocks[first:last])
        near = " ".join(readable(block.text) for block in blocks[max(first - 1, 0) : last + 2])
        if _is_of_several_meetings(rows):
            taken.update(range(first, last))
        elif found := list(_by_column(rows) or _by_tick(rows) or _by_status(rows, _legend(near))):
            attendees += found
            taken.update(range(first, last))
    return Roll(tuple(attendees), frozenset(taken))


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Stretches [first, last) of blocks that are rows, or blocks of lines that each end in a status."""
    first: int | None = None
    for i, block in enumerate([*blocks, None]):
        inside = block is not None and (block.shape is Shape.ROW or all(map(_status_line, _plain(block))))
        if inside and first is None:
            first = i
        elif not inside and first is not None:
            yield first, i
            first = None


def _status_line(line: str) -> re.Match[str] | None:
    """A line that ends in somebody's status: `Ann Ode – present`."""
    found = _IN_A_LINE.match(line)
    return found if found and _said(found["says"]) else None


def _plain(block: Block) -> list[str]:
    return [readable(line).lstrip("•●▪·*-– ") for line in block.text.split("\n")]


def _rows(blocks: Sequence[Block]) -> list[list[str]]:
    """The cells of each row; of a line such as `Cllr Ode – present` its name and its status."""
    texts: list[str] = []
    for block in blocks:
        lines = [_status_line(line) for line in _plain(block)] if block.shape is not Shape.ROW else []
        texts += [f"{line['who']}\t{line['says']}" for line in lines if line] if lines else [block.text]
    return [cells for text, cells in zip(texts, table_cells(texts), strict=True) if not is_rule(text)]


def _legend(text: str) -> dict[str, Presence]:
    """What letters stand for: `P = Present, A = Apologies`. Without a legend an A is one who was absent."""
    told = {letters: said.presence for letters, words in _LEGEND.findall(text) if (said := _said(words.split()[0]))}
    return {"A": Presence.ABSENT, **_LETTERS, **told}


def _said(cell: str) -> _Said | None:
    """How a status says that somebody took part: `Late`, `Excused`, `Present (from 7.15 pm)`."""
    for presence, pattern in _SAYS.items():
        if (found := pattern.fullmatch(cell.strip(" ."))) is None:
            continue
        rest = (found["rest"] or "").strip(" ()")
        word = cell.strip(" .")[: found.start("rest") if found["rest"] else None].strip(" (,:–-").lower()
        timely = bool(rest) and (_CAME_OR_WENT.search(rest) or TIME.search(rest))
        if presence is not Presence.PRESENT or not (_CAME_OR_WENT.match(word) or timely or word == "tardy"):
            return _Said(presence) if not rest or timely or not rest[0].isupper() else None
        came = "arrived late" if word in ("late", "tardy", "arrived late", "arrived") else "" if word == "present" else word
        return _Said(presence, ", ".join(part for part in (came, rest) if part))
    return None


def _is_of_several_meetings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table tells the attendance of a year: its columns are headed by dates, and a row has a status in several of them."""
    for at, row in enumerate(rows[:3]):
        if sum(_DATED.search(cell) is not None for cell in row[1:]) > 1 and not any(map(_names_people, row)):
            return any(sum(_said(cell) is not None for cell in below[1:]) > 1 for below in rows[at + 1 :])
    return False


def _by_column(rows: Sequence[Sequence[str]]) -> list[Attendee]:
    """Names in columns that are each headed by a status: `Present | Apologies` above `Cllr Ode | Cllr Lee`."""
    if len(rows) < _FEWEST:
        return []
    heads = [_headed_by(cell) for cell in rows[0]]
    if not all(heads) or len(set(heads)) < 2 or any(len(row) > len(heads) for row in rows):
        return []
    named = [(people_in([cell]), presence) for row in rows[1:] for cell, presence in zip(row, heads, strict=False) if cell]
    if not named or not all(people for people, _ in named) or any(len(row) < len(heads) for row in rows[1:]):
        return []
    return [Attendee(person.name, presence, person.role) for people, presence in named for person in people if presence]


def _headed_by(header: str) -> Presence | None:
    """The status that heads a column: `Present`, `Apologies`, `Absent`, `Members present`."""
    bare = re.sub(r"^(?:members?|councillors?|cllrs)\s++", "", header.strip(" :?"), flags=re.I)
    said = _said(bare)
    return said.presence if said else None


def _by_tick(rows: Sequence[Sequence[str]]) -> list[Attendee]:
    """Rows ticked in one of several columns that are each headed by a status."""
    for at, head in enumerate(rows[:3]):
        columns = {n: said for n, header in enumerate(head) if n and (said := _headed_by(header))}
        late = {n for n, header in enumerate(head) if n and re.search(r"\blate\b|arriv", header, re.I)}
        if len(columns) < 2:
            continue
        body = [row for row in rows[at + 1 :] if len(row) == len(head) and row[0]]
        crossed = not any(_TICKED.fullmatch(row[n]) for row in body for n in columns)
        found: list[Attendee] = []
        for row in body:
            ticked = [n for n in columns if _is_ticked(row[n], crossed=crossed)]
            whole = all(
                n in ticked or _UNMARKED.fullmatch(row[n]) or _CROSSED.fullmatch(row[n]) or _REFUSED.fullmatch(row[n]) for n in columns
            )
            if whole and len(ticked) == 1:
                ticked_as = _Said(columns[ticked[0]], "arrived late" if ticked[0] in late else "")
                found += _attendees(row, head, ticked_as, {*columns})
        return found
    return []


def _is_ticked(cell: str, *, crossed: bool) -> bool:
    return bool(_TICKED.fullmatch(cell) or (crossed and (_CROSSED.fullmatch(cell) or cell in ("•", "●", "■", "1"))))


def _by_status(rows: Sequence[Sequence[str]], legend: dict[str, Presence]) -> list[Attendee]:
    """Rows with a name and a status: a word in any cell, or a letter, tick or cross in a column that is headed as attendance."""
    at = next((n for n, row in enumerate(rows[:3]) if any(map(_ATTENDANCE.search, row)) and not any(map(_names_people, row))), None)
    head = rows[at] if at is not None else []
    column = next((n for n, header in enumerate(head) if _ATTENDANCE.search(header)), None)
    body = [row for row in (rows[at + 1 :] if at is not None else rows) if any(row)]
    statuses = [_status(row, column if len(row) > (column or 0) else None, legend) for row in body]
    found: list[Attendee] = []
    rolled = 0
    for row, status in zip(body, statuses, strict=True):
        if status is None:
            continue
        own, said = status
        people = _attendees(row, head, said, {own})
        rolled += bool(people)
        found += people
    named = sum(any(map(_names_people, row[:2])) for row in body)
    enough = rolled >= (1 if head else _FEWEST) and 2 * rolled > named
    return found if enough else []


def _status(row: Sequence[str], column: int | None, legend: dict[str, Presence]) -> tuple[int, _Said] | None:
    """The cell of a row that tells the status, and what it tells."""
    if column is not None and (said := _marked(row[column], legend)):
        return column, said
    return next(((n, said) for n, cell in enumerate(row) if n and (said := _said(cell)) is not None), None)


def _marked(cell: str, legend: dict[str, Presence]) -> _Said | None:
    """What a cell says in a column headed as attendance."""
    if said := _said(cell):
        return said
    if _TICKED.fullmatch(cell):
        return _Said(Presence.PRESENT)
    if cell.upper() in legend and cell.upper() != "X":
        return _Said(legend[cell.upper()], "arrived late" if cell.upper() == "L" else "")
    return _Said(Presence.ABSENT) if _CROSSED.fullmatch(cell) or _REFUSED.fullmatch(cell) else None


def _attendees(row: Sequence[str], head: Sequence[str], said: _Said, status: set[int]) -> list[Attendee]:
    """Those whom a row names, with the role and the times that its other cells tell."""
    headers = dict(enumerate(head)) if len(head) == len(row) else {}
    others = [n for n, cell in enumerate(row) if cell and n not in status]
    at, people = next(
        ((n, people) for n in others if (people := _people(row[n], headers.get(n, head[n] if n < len(head) else "")))), (-1, [])
    )
    role: str | None = None
    notes = [said.note]
    for n in others:
        header, cell = headers.get(n, ""), row[n]
        if n == at:
            continue
        if _CAME.search(header) or _WENT.search(header) or (not header and TIME.fullmatch(cell)):
            came = not _WENT.search(header)
            notes.append(cell if came and said.note else f"{'arrived' if came else 'left'} {cell}")
        elif _CAME_OR_WENT.search(cell) and (_REMARKS.search(header) or TIME.search(cell)):
            notes.append(cell)
        elif role is None and (_ROLES.search(header) or (not _REMARKS.search(header) and names_office(cell) and len(cell.split()) <= 8)):
            role = cell
    note = ", ".join(part for part in notes if part) or None
    return [Attendee(person.name, said.presence, person.role or role, note) for person in people]


def _names_people(cell: str) -> bool:
    """Whether a cell names somebody, and is no header that only looks like a name: `Attendee Name`."""
    return bool(people_in([cell])) and _NAMES.fullmatch(cell) is None


def _people(cell: str, header: str) -> list[Person]:
    """The people of a cell. Under a header that says so a surname alone, or before the first name, is a name too."""
    if found := people_in([cell]):
        return found if len(found) == 1 or ";" in cell or " and " in cell or "\n" in cell or _titles(cell) else [Person(cell)]
    words = cell.split()
    named = _NAMES.fullmatch(header) and 0 < len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in words)
    return [Person(cell)] if named and not cannot_be_name(cell) and not names_office(cell) and not _DATED.search(cell) else []


def _titles(cell: str) -> bool:
    return (
        len(re.findall(r"\b(?:cllrs?|councill?ors?|mrs?|ms|miss|dr)\b", cell, re.I)) > 1
        or re.match(r"cllrs|councill?ors", cell, re.I) is not None
    )
