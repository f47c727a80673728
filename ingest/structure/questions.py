"""Blocks under a heading of questions -> the questions put: by whom, about what, with their answers and supplementaries.

Questions are told by `Question 3: Bus lanes`, by who asks (`Question from Mr A Body`, `Mrs B Lee asked:`, `From: C. Dunn`),
by numbered names, or by the rows of a table with a column for the questioner.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.text import readable
from ingest.layout.blocks import Block, Shape
from ingest.layout.cells import cells_of, is_rule
from ingest.patterns import MEETING_ENDED, QUESTIONS_HEADING

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Revd?|Reverend|Canon"
    r"|Cllrs?|Councillor|Alderman|Baroness|Colonel|Major|Captain)"
)
_PERSON = re.compile(rf"{_TITLE}\b\.?\s+[A-Z][\w’'.-]*+")  # Mrs A Body
_NAME = re.compile(
    r"[A-Z][\w’'.]*(?:[\s-]+(?:[A-Z][\w’'.]*|(?:de|van|von|der|la|le|-)(?=\s))){1,4}(?:,\s.{2,40})?"
)  # Ann Ode ; F Lee, Wenlow
_HEAD = re.compile(
    r"\W*(?:(?P<before>\d{1,3})[.)]?\s+)?(?:(?:public|written|oral|member[’']?s?[’']?|councillor[’']?s?[’']?|resident[’']?s?[’']?)\s+)*question\b\s*"
    r"(?:(?:no\b\.?|number|ref\b\.?)\s*)?(?P<number>\d{1,3}[a-z]?\b)?\)?\s*(?P<rest>.*)$",
    re.I | re.S,
)  # Question 3: Bus lanes ; Question from Mr A Body
_SHORT_HEAD = re.compile(r"\W*(?:PQ|CQ|MQ|Q)\s?(?P<number>\d{1,3})\s*[.:)–-]\s*(?P<rest>\S.*)$", re.S)  # Q3. Mr A Body
_FROM = re.compile(
    r"\s*+(?:[:.,–-]\s*+)?\(?(?:was\s+)?(?:from|by|(?:asked|put|submitted|received|raised)\s+(?:by|from))\b\s*(?::\s*)?(?P<asker>.+)$",
    re.I | re.S,
)
_FROM_LINE = re.compile(
    rf"\W*(?:(?:from|asked\s+by|questioner|submitted\s+by|name)\s*:\W*|(?:from|asked\s+by|put\s+by)\s+(?={_TITLE}\b))(?P<asker>[^\n]+)",
    re.I,
)  # From: F Lee, Wenlow ; Asked by Mr A Body
_ASKED = re.compile(
    rf"\W*(?P<asker>{_PERSON.pattern}[^:.]{{0,60}}?)\s++(?:asked|put|submitted|had\s+(?:asked|submitted|put)|to\s+ask)\b(?:[^.]{{0,90}}\bquestions?\b|[^.]{{0,60}}:\s*$)"
)  # Mrs A Body asked the following question
_PUT_BY = re.compile(
    rf"\W*(?:(?:public|written|oral)\s+)?question(?:\s+(?P<number>\d{{1,3}}))?\s+(?:from|by|of)\s+(?P<asker>{_PERSON.pattern}[^:?,]{{0,60}}+)[^:?]{{0,60}}+:\s*+(?P<said>[^?]{{3,160}}\?)",
    re.I,
)  # Question from Cllr Ode, submitted on 4 May 2021: How many lamps were lit?
_SUPPLEMENTARY = re.compile(r"\W*supplementary\b", re.I)
_NUMBERED_NAME = re.compile(r"\W*(?P<number>\d{1,3})[.)]?\s+(?P<asker>\S.{2,80})$")  # 3. Mr A Body, Wenlow
_ASKER_ENDS = re.compile(
    r"(?:(?<!\s)\s++[–-]\s|(?:(?<!\s)\s++)?(?:[:;|]|\(|\bto\s+(?=the\b|Cllr|Councillor|Cabinet|Leader|Chair|Mayor|Portfolio)|\basked\b|\bregarding\b|\babout\b|\bconcerning\b|\bre\b|\bTo:)).*$",
    re.S,
)
_SUBJECT = re.compile(r"(?:\bregarding|\babout|\bconcerning|\bre\b|:|\s[–-]\s)\s*:?\s*(?P<subject>[^:]{3,120})$", re.I | re.S)
_QUESTION_ALONE = re.compile(r"\W*(?:the\s+)?(?:public\s+|written\s+)?question(?:\s+asked)?\W*", re.I)
_ANSWER = re.compile(
    r"\W*(?:(?:written|officer|draft|the)\s+)*(?:answer|response|reply)\b|.{0,60}\b(?:replied|responded|answered)\b.{0,40}:\s*$", re.I
)  # Response: ; Answer by Cllr Ode ; The Leader replied:
_ASKER_CELL = re.compile(r"(?:questioner|asked\s+by|asker|name(?:\s+of\s+(?:questioner|asker))?|question\s+from|from|submitted\s+by)", re.I)
_QUESTION_CELL = re.compile(r"questions?(?:\s+(?:asked|text))?", re.I)
_SUBJECT_CELL = re.compile(r"subject|topic|title|about", re.I)
_NUMBER_CELL = re.compile(r"(?:question\s+)?(?:no\.?|number|ref\.?|#)|question", re.I)


@dataclass(frozen=True, slots=True)
class Question:
    """Blocks [first, last) of one question with its answer and any supplementary."""

    first: int
    last: int
    number: str | None
    asker: str | None
    subject: str | None

    @property
    def title(self) -> str:
        """`Question 3 from Mr A Body, Wenlow: Bus lanes`, with what of it is known."""
        head = f"Question {self.number}" if self.number else "Question"
        asked = f"{head} from {self.asker}" if self.asker else head
        return f"{asked}: {self.subject}" if self.subject else asked


@dataclass(frozen=True, slots=True)
class _Start:
    at: int
    number: str | None = None
    asker: str | None = None
    subject: str | None = None
    supplementary: bool = False


def questions_in(blocks: Sequence[Block], first: int, last: int) -> list[Question]:
    """The questions among blocks [first, last) that are headed as questions; none where nothing answers them."""
    if not any(_ANSWER.match(readable(block.text)) for block in blocks[first:last]):
        return []
    starts = _without_repeats(_starts(blocks, first, last))
    subjects = _subjects(blocks, first, starts[0].at if starts else last)
    return [
        Question(here.at, after.at if after else last, here.number, here.asker, here.subject or subjects.get(here.number or ""))
        for here, after in zip(starts, [*starts[1:], None], strict=False)
    ]


def questions_annexed(blocks: Sequence[Block], first: int, last: int) -> int:
    """Where questions annexed to minutes begin: at a heading of questions after the meeting's end. `last` where there are none."""
    ended = next((at for at in range(first, last) if MEETING_ENDED.search(readable(blocks[at].text)[-120:])), last)
    for at in range(ended + 1, last):
        heads = blocks[at].shape is not Shape.ROW and blocks[at].words <= 30 and QUESTIONS_HEADING.search(readable(blocks[at].text))
        if heads and questions_in(blocks, at, last):
            return at
    return last


def _starts(blocks: Sequence[Block], first: int, last: int) -> Iterator[_Start]:
    asker_column: int | None = None
    header = -1
    for at in range(first, last):
        block = blocks[at]
        if block.shape is Shape.ROW:
            cells = cells_of(block.text)
            named = _asker_column(cells)
            if named is not None:
                asker_column, header = named, at
            elif asker_column is not None and not is_rule(block.text) and (start := _row_start(cells, asker_column, at)):
                yield replace(start, at=header) if header == at - 1 else start
        elif start := _start_at(blocks, at, last):
            yield start


def _start_at(blocks: Sequence[Block], at: int, last: int) -> _Start | None:
    block = blocks[at]
    text = readable(block.text)
    first_line = readable(block.text.split("\n")[0])
    if _SUPPLEMENTARY.match(text):
        # By itself it is no question of its own, but it can be the first that a paper holds.
        named = re.search(r"\bfrom\s*:\s*(?P<asker>[^:]{3,80})$", text, re.I)
        return _Start(at, asker=_asker(named["asker"]), supplementary=True) if named and block.words <= 60 else None
    if found := _FROM_LINE.match(block.text):
        return _Start(at, asker=_asker(readable(found["asker"])))
    if found := _PUT_BY.match(text):
        return _Start(at, found["number"], _asker(found["asker"]), found["said"])
    if block.words > 60:
        return None
    if found := _ASKED.match(text):
        return _Start(at, asker=_asker(found["asker"]))
    short = first_line if block.shape is not Shape.HEADING else text
    if len(short.split()) > 30 or short.endswith("?"):
        return None
    found = _HEAD.match(short) or _SHORT_HEAD.match(short)
    if found:
        number = found["number"] or found.groupdict().get("before")
        start = _headed(at, number, found["rest"].strip())
        return start if start.asker or (start.number and (start.subject or block.words <= 4)) else None
    if block.shape is Shape.HEADING and (found := _NUMBERED_NAME.match(text)):
        below = readable(blocks[at + 1].text) if at + 1 < last else ""
        if _PERSON.match(found["asker"]) or (_QUESTION_ALONE.match(below) and _NAME.fullmatch(found["asker"])):
            return _Start(at, found["number"], _asker(found["asker"]))
    return None


def _headed(at: int, number: str | None, rest: str) -> _Start:
    """`from Mr A Body about bus lanes` -> asker and subject; `: Bus lanes` -> subject."""
    if found := _FROM.match(rest):
        asker = _asker(found["asker"])
        about = _SUBJECT.search(found["asker"][len(asker) :] if asker else "")
        return _Start(at, number, asker, readable(about["subject"]).strip(" .") if about else None)
    bare = rest.strip(" :.–-()")
    if _PERSON.match(bare):
        return _Start(at, number, _asker(bare))
    return _Start(at, number, None, bare if number and re.search(r"[^\W\d_]{3}", bare) else None)


def _asker(text: str) -> str | None:
    name = _ASKER_ENDS.sub("", text).strip(" ,.:)*")
    return name if 0 < len(name.split()) <= 12 and name[0].isupper() else None


def _asker_column(cells: Sequence[str]) -> int | None:
    """The column of a table's header that names who asks, where another holds the questions."""
    asker = next((i for i, cell in enumerate(cells) if _ASKER_CELL.fullmatch(cell)), None)
    asked = any(_QUESTION_CELL.fullmatch(cell) for cell in cells)
    return asker if asked else None


def _row_start(cells: Sequence[str], column: int, at: int) -> _Start | None:
    # Later parts of such a table are often narrower: an empty column at the start is left off.
    for i in (column, column - 1):
        if 0 <= i < len(cells) - 1 and _NAME.fullmatch(cells[i].replace(" - ", "-")) and len(cells[i + 1].split()) > 5:
            number = next((cell.rstrip(".") for cell in cells[:i] if re.fullmatch(r"\d{1,3}\.?", cell)), None)
            return _Start(at, number, cells[i])
    return None


def _without_repeats(starts: Iterator[_Start]) -> list[_Start]:
    """The starts without those that say again who asks: `Question 3` and below it `From: Mr A Body` are one."""
    found: list[_Start] = []
    for start in starts:
        last = found[-1] if found else None
        if last and start.supplementary and start.asker == last.asker:
            continue
        if last and start.number is None and start.at - last.at <= 3 and (last.asker is None or last.asker == start.asker):
            found[-1] = _Start(last.at, last.number, start.asker, last.subject)
        else:
            found.append(start)
    return found


def _subjects(blocks: Sequence[Block], first: int, last: int) -> dict[str, str]:
    """Number -> subject of the list of questions that stands above them as a table."""
    rows = [cells_of(block.text) for block in blocks[first:last] if block.shape is Shape.ROW and not is_rule(block.text)]
    header = next((row for row in rows if any(_SUBJECT_CELL.fullmatch(cell) for cell in row)), None)
    if header is None:
        return {}
    subject = next(i for i, cell in enumerate(header) if _SUBJECT_CELL.fullmatch(cell))
    number = next((i for i, cell in enumerate(header) if _NUMBER_CELL.fullmatch(cell)), 0)
    return {row[number].rstrip("."): row[subject] for row in rows if len(row) == len(header) and row is not header}
