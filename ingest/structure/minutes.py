"""Blocks of minutes -> where each minute begins, with its number and title as printed.

Minutes are numbered on from one another by their headings; numbers that are repeated, skipped or misprinted stay as
they are. Where no heading has a number, numbered resolutions or numbered paragraphs are the minutes, or else the
headings themselves. Numbered lists and paragraphs inside a minute are none.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.dates import dates_in
from corpus.models import AgendaItem
from corpus.text import readable
from ingest.decisions.motions import ENDS_MOTION, RESULT_LINE
from ingest.layout.blocks import Block, Shape
from ingest.patterns import MEETING_ENDED, MINUTES_HEADING, RESOLUTION_NUMBER
from ingest.tables.surroundings import is_caption

_NUMBER = r"(?:[A-Z]{1,5}[ /.-]?)?\d{1,4}(?:/\d{1,4}){1,2}[a-z]?|\d{1,4}(?:\.\d{1,3}){0,2}[A-Za-z]?"
_NUMBERED = re.compile(
    rf"\W{{0,3}}(?i:(?:minute|item|min\.)\s*(?:no\.?\s*)?)?({_NUMBER})(?:\s*+[.):–-])?(?:\s++|(?<=[.)])(?=[A-Z]))([^\W\d].{{1,220}})$", re.S
)  # 412 Work programme ; 2021/34 Apologies ; 1.1 Minutes
_TITLE_THEN_TEXT = re.compile(r"([^:.–]{3,80}?)(?:\s*+[:.]|\s++[–-])\s++\S")  # Apologies: there were none
_PAGES = re.compile(r"(?:(?<!\s)\s++)?\(pages?\s[^)]{0,200}+\)", re.I)
_PRESENT = re.compile(
    r"\W*(?:(?:members?|councillors?|also)\s+)*(?:present|in\s+attendance|attended|attending|regrets|staff|officers)\b", re.I
)  # Members present
_NAMES_PRESENT = re.compile(r"\b(?:present|attendance|regrets)\s*:", re.I)
_NO_TITLE = re.compile(
    r"\W*(?:present|in\s+attendance|also\s+(?:present|attended|in\s+attendance)|membership|officers|apologies\s*:|recommend\w*|resol\w+|action|information\s+requested|page|chair\w*|signed|mayor|clerk"
    r"|whereas|and\s+whereas|that|appendix|annex|page\s+\d+)\b|.*:\W*$",
    re.I,
)  # headings that stand within a minute or around the meeting

_MOTION = re.compile(
    r"\W*+(?P<kind>motion|resolution|decision)\s*+(?:no\b\.?|number|#)\s*+(?:[:#]\s*+)?(?P<number>[A-Z]{0,4}-?\d[\w./-]*)", re.I
)  # Motion number 2024-25
_NO_HEADING = re.compile(
    r"\W*(?:carried|defeated|lost|mayor|chair\w*|clerk|municipal|whereas|and\s+whereas|that|therefore|present|staff)\b|.*\bpage\s+\d", re.I
)  # bold lines of a resolution or a signature
_FEW = 3  # headings without a number beside which the only one with a number is a minute
_LONGEST_STEP = 20  # how many numbers at most may be missing between two minutes with headings
_LONGEST_STEP_OF_LINES = 3  # between two without
_LONGEST_HEADING = 14  # words
_LONGEST_LINE = 200  # characters
_LONGEST_TITLE = 12  # words of a numbered line that may be a heading without being set as one


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A block that may begin a minute: its number as printed, and as steps that can be compared."""

    at: int
    number: str
    steps: tuple[int, ...]
    title: str

    @property
    def is_reference(self) -> bool:
        return "/" in self.number


def minutes_in(blocks: Sequence[Block], first: int, last: int) -> dict[int, AgendaItem | None]:
    """Where minutes begin among blocks [first, last). None where a numbered resolution has ended and nothing new has begun."""
    headings = [found for at in range(first, last) if blocks[at].shape is Shape.HEADING and (found := _numbered(blocks[at], at))]
    kept = _counting_on(_of_one_kind(headings))
    if len(kept) >= 2:
        lines = [found for at in range(first, last) if (found := _headed_line(blocks[at], at) or _run_together(blocks[at], at))]
        return {found.at: AgendaItem(found.number, found.title) for found in _with_missing(kept, lines)}
    resolutions = dict(_resolutions(blocks, first, last))
    resolved = {at: item for at, item in resolutions.items() if item is not None and item.number is not None}
    if len(resolved) >= 2:
        return resolutions
    numbered = (_numbered_paragraph(blocks[at], at) for at in range(first, last) if blocks[at].shape is not Shape.ROW)
    paragraphs = _counting_on(_of_one_kind([found for found in numbered if found]), _LONGEST_STEP_OF_LINES)
    if len(paragraphs) >= 2 and not kept:
        return {found.at: AgendaItem(found.number, found.title) for found in paragraphs}
    unnumbered = dict(_unnumbered(blocks, first, last))
    alone = {found.at: AgendaItem(found.number, found.title) for found in kept if len(unnumbered) <= _FEW}
    return {**unnumbered, **alone, **resolved}


def _numbered(block: Block, at: int) -> _Candidate | None:
    found = _NUMBERED.match(readable(block.text)[:_LONGEST_LINE])
    return _candidate(at, found[1], found[2]) if found else None


def _headed_line(block: Block, at: int) -> _Candidate | None:
    """A numbered line that reads like a heading, with text right below it or on it: `12. Salt: the stock was low.`"""
    found = _numbered(block, at) if block.shape is Shape.PARAGRAPH else None
    if found is None:
        return None
    line = _NUMBERED.match(readable(block.text.split("\n")[0]))
    if line and len(line[2].split()) <= _LONGEST_TITLE and not line[2].endswith((".", ",", ";", ":")):
        return _candidate(at, found.number, line[2])
    titled = _TITLE_THEN_TEXT.match(found.title)
    return _candidate(at, found.number, titled[1]) if titled and len(titled[1].split()) <= 8 else None


def _run_together(block: Block, at: int) -> _Candidate | None:
    """A heading whose number ran into its title: `12Salt stock`."""
    found = re.match(r"(\d{1,4})(\D.{2,100})$", readable(block.text)) if block.shape is Shape.HEADING else None
    return _Candidate(at, found[1], (int(found[1]),), found[2].strip(" .:")) if found else None


def _numbered_paragraph(block: Block, at: int) -> _Candidate | None:
    """A numbered paragraph with its title, or without one its first words."""
    titled = _headed_line(block, at)
    if titled is not None:
        return titled
    found = _NUMBERED.match(readable(block.text)) or re.match(rf"\W{{0,3}}({_NUMBER})[.)]?\s+([A-Z].*)$", readable(block.text), re.S)
    return _candidate(at, found[1], " ".join(found[2].split()[:10])) if found else None


def _candidate(at: int, number: str, title: str) -> _Candidate | None:
    title = _PAGES.sub("", title).strip(" *#.:")
    if not title or dates_in(f"{number} {title[:20]}") or not (title[0].isupper() or not title[0].isalpha()):
        return None
    steps = tuple(int(step) for step in re.findall(r"\d+", number))
    return _Candidate(at, number, (*steps, ord(number[-1].lower()) - ord("a") + 1) if number[-1].isalpha() else steps, title)


def _of_one_kind(found: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates numbered in the way that most are: `2021/34` or `34`, with the part that rises in front."""
    references = [candidate for candidate in found if candidate.is_reference]
    if not references or len(references) * 2 < len(found):
        return [candidate for candidate in found if not candidate.is_reference]
    columns = zip(*(candidate.steps for candidate in references), strict=False)
    rising = max(enumerate(columns), key=lambda column: len(set(column[1])))[0]
    return [_Candidate(c.at, c.number, (c.steps[rising],), c.title) for c in references]


def _counting_on(found: Sequence[_Candidate], step: int = _LONGEST_STEP) -> list[_Candidate]:
    """The candidates that are minutes: a number that falls back stands for a list within one where the count goes on after it."""
    kept: list[_Candidate] = []
    last: tuple[int, ...] | None = None
    for n, candidate in enumerate(found):
        later = found[n + 1 :]
        if last is None:
            if not later or any(_next(candidate.steps, other.steps, step) for other in later):
                kept.append(candidate)
                last = candidate.steps
        elif candidate.steps[:1] == last[:1] or _next(last, candidate.steps, step):
            kept.append(candidate)
            last = max(last, candidate.steps)
        elif candidate.steps < last:
            resumed = next((other for other in later if _next(last, other.steps, step)), None)
            if resumed is None:
                kept.append(candidate)  # numbers that begin again, in private session say
                last = candidate.steps
            elif resumed is later[0] and resumed.steps[0] == last[0] + 2:
                kept.append(candidate)  # a misprint of the number between
    return kept


def _next(last: tuple[int, ...], steps: tuple[int, ...], step: int) -> bool:
    return last < steps and steps[0] - last[0] <= step


def _with_missing(kept: Sequence[_Candidate], lines: Sequence[_Candidate]) -> list[_Candidate]:
    """The minutes with lines between them that have just the numbers that are missing."""
    found: list[_Candidate] = []
    for before, after in zip(kept, [*kept[1:], None], strict=True):
        found.append(before)
        for line in lines:
            expected = (found[-1].steps[0] + 1,)
            if line.at > found[-1].at and line.steps == expected and (after is None or (line.at < after.at and line.steps < after.steps)):
                found.append(line)
    return found


def _resolutions(blocks: Sequence[Block], first: int, last: int) -> Iterator[tuple[int, AgendaItem | None]]:
    """Numbered resolutions, and the headings between them; what follows a result is under neither."""
    under: AgendaItem | None = None
    ended = False
    present = next((at for at in range(first, last) if _NAMES_PRESENT.search(blocks[at].text)), last)
    for at in range(first, last):
        text = readable(blocks[at].text)
        if found := RESOLUTION_NUMBER.match(text):
            under = AgendaItem(found[1], f"Resolution {found[1]}")
            yield at, under
        elif found := _MOTION.match(text):
            under = AgendaItem(found["number"].rstrip("."), f"{found['kind'].capitalize()} {found['number'].rstrip('.')}")
            yield at, under
        elif is_caption(blocks[at]):
            continue
        elif at > present and blocks[at].shape is Shape.HEADING and not _NO_HEADING.match(text) and not dates_in(text):
            under = AgendaItem(None, text.strip(" :"))
            yield at, under
        elif ended:
            under = None
            yield at, None
        ended = under is not None and under.number is not None and bool(ENDS_MOTION.search(text) or RESULT_LINE.match(text))


def _unnumbered(blocks: Sequence[Block], first: int, last: int) -> Iterator[tuple[int, AgendaItem]]:
    """The headings after the list of those present, of the highest level where levels are marked."""
    present = next((at for at in range(first, last) if _PRESENT.match(readable(blocks[at].text))), None)
    if present is None:
        return
    headings = [
        at
        for at in range(present + 1, last)
        if blocks[at].shape is Shape.HEADING and not is_caption(blocks[at]) and _may_title(readable(blocks[at].text))
    ]
    levels = Counter(_level(blocks[at]) for at in headings)
    top = min((level for level, count in levels.items() if count >= 2), default=0)
    yield from ((at, AgendaItem(None, readable(blocks[at].text).strip(" *#"))) for at in headings if _level(blocks[at]) == top)


def _may_title(text: str) -> bool:
    if len(text.split()) > _LONGEST_HEADING:
        return False
    stands_apart = _NO_TITLE.match(text) or MEETING_ENDED.search(text) or MINUTES_HEADING.match(text) or dates_in(text)
    return not stands_apart


def _level(heading: Block) -> int:
    return len(heading.text) - len(heading.text.lstrip("#"))
