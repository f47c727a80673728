"""Minutes and questions of an earlier meeting bound into a paper: where they stand, and whose they are."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.dates import dates_in, slips_in
from corpus.models import AgendaEntry, Meeting, PaperKind, PartKind
from corpus.text import readable
from ingest.layout.blocks import Block, Shape
from ingest.layout.head import HeadLine
from ingest.meetings.kinds import meeting_kind
from ingest.meetings.meeting_date import MeetingDate, meeting_date
from ingest.meetings.names import body_in, body_named, council_named, group_in, same_title
from ingest.meetings.setting import place_named, time_named
from ingest.patterns import LABELLED_DATE, MEETING_ENDED, MINUTES_HEADING, QUESTIONS_HEADING

_HEAD = 8  # blocks in which bound-in minutes name their meeting
_PRESENT_WITHIN = 14  # blocks in which they say who was there
_ABOVE = 7  # blocks at the top of a page that can stand over their heading
_LONGEST_HEADING = 45  # words
_SHORT = 24  # words of a block of headings
_TOP = 4  # lines at the top of a block in which a heading can stand: `Page 3`, `ITEM 2`, then the heading
_PRESENT = re.compile(
    r"^[^\w\n]*(?:[\w’' -]{0,50}\s)?present\b[^.:]{0,40}(?::|\||$)|^[^\w\n]*attend(?:ance|ees)\b"
    r"|^[^\n]{0,60}\.[^\w\n]{1,4}present\b[^.:\n]{0,40}:|^[^\w\n]*in\s+the\s+chair\s*:",
    re.I | re.M,
)  # Members present: ; Council Chamber. Present:
_NO_HEADING = re.compile(
    r"\bpage\s+\d+\W*$|\bprepared\s+(?:as|by|in)\b|\bto\s+be\s+(?:approved|confirmed)\b|\battached\b|\bminutes\s*[–-]\s*page\b|\bin\s+this\s+bundle\b",
    re.I,
)  # Minutes – page 2
_MINUTES = re.compile(r"\b(?:minutes?(?!\s+\d)|notes)\b(?!\s+(?:of|from)\s+the\s+(?:last|previous))", re.I)
_PLACE = re.compile(
    r"\W*(?:(?P<place>(?:(?:agenda\s+)?item|paper|part|appendix|annexe?|enclosure)\s+(?:(?-i:[A-Z])\d{0,3}\b|\d{1,3}[a-z]?\b))|(?P<number>\d{1,3}[a-z]?)(?=[\s.):–-]))?\W*"
    r"(?P<extract>extract\s+(?:from|of)\s+)?",
    re.I,
)  # ITEM 3 – | MINUTES OF THE PANEL; Paper A. | Notes of the meeting; Extract from | the minutes
_SMALL_WORDS = frozenset("and of for the in with a from draft unconfirmed confirmed approved on".split())
_LONGEST_NAME = 18  # words of a body's name over or before `minutes`
_CONFIRMS = re.compile(
    r"\b(?:were|was|be|being|are|to)\s+(?:\w+\s+)?(?:agreed|approved|confirmed|signed|received|noted|adopted|amended|corrected)\b"
    r"|\b(?:agreed|approved|(?<!as )confirmed|noted|signed)\W{0,3}$"
    r"|[.:][\s*]{1,3}(?:agreed|approved|confirmed|signed|noted|those\s+of|in\s+minute)\b|\bto\s+(?:agree|approve|confirm|sign|receive|note|adopt|consider)\b|\bresolved\b|\bcorrect\s+record\b",
    re.I,
)  # The minutes of 4 May 2021 were confirmed; Minutes of 4 May 2021: agreed
_OF_MINUTES = re.compile(
    r"^\W*(?:annexe?|appendix|appendices)\s+(?:[A-Z\d]{1,2}\s+)?to\s+(?:the\s+)?(?:minutes?\b|(?-i:[A-Z]{1,4})\d|resolution)", re.I
)  # Annex to the minutes of 4 May 2021
_DEADLINE = re.compile(
    r"\b(?:received|submitted|by|before|deadline|closed|close|asked|noon|until)\b", re.I
)  # received by noon on | 4 May 2021
_BODY = re.compile(r"\b(?:committee|panel|cabinet|council|board)\b", re.I)
_ORGANISATION = re.compile(
    r"\b(?:corporation|trust|association|society|partnership|company|ltd|limited|inc|llp|architects|engineers|federation|agency|foundation|library|museum)\b",
    re.I,
)  # whose meeting it was, where it was no body of the pack's council


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line that heads minutes: whether it tells its place in the paper or is an extract, its number, and what follows `minutes` in it."""

    text: str
    is_part: bool
    number: str | None
    rest: str


@dataclass(frozen=True, slots=True)
class Bound:
    """Blocks [first, last) that belong to another meeting than the paper's own, and whether they are its minutes or questions put to it."""

    first: int
    last: int
    meeting: Meeting
    kind: PartKind


@dataclass(slots=True)
class _UnderWay:
    """What is bound in from block `first` on, the item that it stands under, and the numbers of its minutes so far."""

    first: int
    meeting: Meeting
    kind: PartKind
    under: str | None
    numbers: set[int] = field(default_factory=set)
    ended: bool = False


def bound_meetings(blocks: Sequence[Block], own: Meeting, kind: PaperKind, listed: Sequence[tuple[int, AgendaEntry]]) -> list[Bound]:
    """Minutes and questions of an earlier meeting bound into a paper, with the meeting that each belongs to.

    `listed` has the entries of the paper's agenda with their blocks. What is bound in begins at a heading that names minutes or questions
    with a date of its own, which is no line of the agenda. Minutes end where the meeting ended; both end at a heading of the paper's own:
    an agenda item, a report's cover, questions without a date. Of minutes whose date is a slip that nothing settles the meeting has no
    date: the paper's is not theirs.
    """
    if kind is PaperKind.PUBLIC_QUESTIONS or own.date is None:
        return []
    lines = {
        at
        for n, (at, entry) in enumerate(listed)
        if blocks[at].shape is not Shape.HEADING or entry.number not in {e.number for _, e in listed[:n]}
    }
    found: list[Bound] = []
    here: _UnderWay | None = None
    for i, block in enumerate(blocks):
        agenda = [entry for at, entry in listed if at < (here.first if here else i)]
        is_other = i not in lines and not (here and _is_minute(block))
        headed = _heads_other_meeting(blocks, i, own, kind, agenda) if is_other else None
        start = _with_lines_above(blocks, i, here.first if here else None) if headed else i
        if here and (headed or _heads_own_part(block, agenda, own, here) or (here.ended and _on_new_page(blocks, i))):
            found.append(Bound(here.first, start, here.meeting, here.kind))
            here = None
        if headed:
            here = _UnderWay(start, *headed, _item_above(blocks, start, i))
        elif here and (counted := _NUMBERED_LINE.match(readable(block.text.split("\n")[0]))):
            here.numbers.add(_number(counted))
        if here and MEETING_ENDED.search(block.text[-120:]):
            here.ended = True
    if here:
        found.append(Bound(here.first, len(blocks), here.meeting, here.kind))
    return found


def _on_new_page(blocks: Sequence[Block], i: int) -> bool:
    return i > 0 and blocks[i].page != blocks[i - 1].page and not _OF_MINUTES.match(readable(blocks[i].text))


def _number(numbered: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", numbered["number"]))


def _heads_other_meeting(
    blocks: Sequence[Block], i: int, own: Meeting, kind: PaperKind, agenda: Sequence[AgendaEntry]
) -> tuple[Meeting, PartKind] | None:
    """The meeting named by a heading of minutes or questions, where it is not the paper's own.

    `Minutes of the meeting of the Panel held on Tuesday 4 May 2021`, in one line or over the next few.
    """
    if blocks[i].shape is Shape.ROW:
        return None
    if line := _minutes_heading(blocks[i]):
        meeting = _meeting_of_minutes(blocks, i, line, own, kind, agenda)
        return (meeting, PartKind.MINUTES) if meeting else None
    text = readable(blocks[i].text)
    if blocks[i].words <= _LONGEST_HEADING and QUESTIONS_HEADING.search(text) and _names_questions(blocks[i], text):
        start, day = dates_in(text)[0]
        if own.date and day < own.date and not _DEADLINE.search(text[:start]):
            return _other_meeting([HeadLine(text, blocks[i].page)], MeetingDate(day, naming=(text,)), own), PartKind.QUESTIONS
    return None


def _minutes_heading(block: Block) -> _Heading | None:
    """The line at the top of a block that is a heading of minutes, by itself or below the name of whose they are."""
    lines = [line for raw in block.text.split("\n")[: 2 * _TOP] if (line := readable(raw))][:_TOP]
    for line in lines:
        if found := _heading_in(line):
            return found
        if len(line.split()) > _SHORT:
            return None
    return None


def _heading_in(line: str) -> _Heading | None:
    """A line as a heading of minutes: `ITEM 3 – MINUTES OF THE PANEL`, `Highways Panel, minutes of 4 May 2021`. A sentence is none."""
    minutes = _MINUTES.search(line)
    if minutes is None or len(line.split()) > _LONGEST_HEADING or _NO_HEADING.search(line) or _CONFIRMS.search(line):
        return None
    place = _PLACE.match(line[: minutes.start()])
    before = re.findall(r"\w[\w’'&/-]*", line[place.end() if place else 0 : minutes.start()])
    if (
        len(before) > _LONGEST_NAME
        or any(word.lower() == "to" for word in before)
        or not all(word[0].isupper() or word[0].isdigit() or word in _SMALL_WORDS for word in before)
    ):
        return None
    if (not before and minutes[0][0].islower()) or (before and before[-1].isdigit() and not place):
        return None
    return _Heading(line, bool(place and (place["place"] or place["extract"])), place["number"] if place else None, line[minutes.end() :])


def _is_minute(block: Block) -> bool:
    """Whether a block is headed as the minute by which the minutes of the meeting before were confirmed: `147. Minutes of 4 May 2021`."""
    found = _heading_in(readable(block.text.split("\n")[0]))
    return found is not None and found.number is not None and not re.search(r"\bheld\b|\bmeeting\b", found.rest, re.I)


def _meeting_of_minutes(
    blocks: Sequence[Block], i: int, heading: _Heading, own: Meeting, kind: PaperKind, agenda: Sequence[AgendaEntry]
) -> Meeting | None:
    near = [block for block in blocks[i : i + _PRESENT_WITHIN] if block.page == blocks[i].page]
    present = next((n for n, block in enumerate(near) if _PRESENT.search(_readable_lines(block))), None)
    listed = {day for entry in agenda if re.search(r"\b(?:minutes?|notes)\b", entry.title, re.I) for _, day in dates_in(entry.title)}
    named = {day for _, day in dates_in(heading.text)}
    if present is None and not (heading.is_part and named) and not (named & listed and kind is not PaperKind.MINUTES):
        return None
    if kind is PaperKind.MINUTES and not heading.is_part and not (named or present is not None):
        return None
    above = blocks[_with_lines_above(blocks, i, None) : i]
    until = _HEAD if present is None else min(present + 1, _HEAD)
    head = [*above, *near[: max(until, 1)]]
    lines = [HeadLine(line, block.page) for block in head for line in _lines_to_present(block)]
    when = meeting_date(lines, [], PaperKind.MINUTES, day_first=True)
    own_line = [day for _, day in dates_in(heading.text)]
    if when.day is None and not when.warnings:
        when = next((MeetingDate(day, naming=(line.text,)) for line in lines for _, day in dates_in(line.text)), when)
    if own_line and when.day not in own_line and not slips_in(heading.text):
        when = MeetingDate(own_line[0], naming=(heading.text,))
    if when.day is None:
        return _other_meeting(lines, when, own) if when.warnings else None
    return _other_meeting(lines, when, own) if own.date and when.day < own.date else None


def _lines_to_present(block: Block) -> list[str]:
    """The lines of a block above those that say who was there; all that a heading says stands above them."""
    return list(itertools.takewhile(lambda line: not _PRESENT.search(line), _lines_of(block))) if block.words else []


def _lines_of(block: Block) -> Iterator[str]:
    """The lines of a block; of a row with labels among its cells, each label with its value: `Date: 4 May 2021`."""
    for raw in block.text.split("\n"):
        cells = [readable(cell) for cell in raw.split("\t")]
        labelled = [f"{label} {value}" for label, value in itertools.pairwise(cells) if label.endswith(":")]
        yield from (line for line in labelled or [readable(raw)] if line)


def _readable_lines(block: Block) -> str:
    return "\n".join(readable(line) for line in block.text.split("\n"))


def _names_questions(block: Block, text: str) -> bool:
    """Whether a block heads questions put to a meeting, with its date: `Supplementary questions to the Panel 11 October 2022`."""
    if not dates_in(text):
        return False
    return block.shape is Shape.HEADING or (block.words < 25 and _BODY.search(text) is not None and not text.endswith("."))


def _other_meeting(lines: Sequence[HeadLine], when: MeetingDate, own: Meeting) -> Meeting:
    """The meeting that the lines name: of the paper's own body and council, unless they name others."""
    head = [_without_place(line.text) for line in lines]
    named = council_named(head, "\n".join(head))
    if named and own.council and named.startswith(own.council):
        named = own.council  # Township of Elm Recreation Committee: the council's name runs on into the committee's
    elsewhere = named != own.council if named else any(_ORGANISATION.search(line) for line in head)
    body = body_named(head, named or own.council, PaperKind.REPORT)
    if body is None and elsewhere and named is None:
        body = body_named(head, None, PaperKind.MINUTES)  # the directors of a company
    if body is None and not elsewhere:
        body = own.body
    is_own_body = body is not None and own.body is not None and same_title(body, own.body)
    return Meeting(
        council=named or (own.council if is_own_body or not elsewhere else None),
        body=own.body if is_own_body else body,
        date=when.day,
        time=time_named(when.naming, head) if when.day else None,
        place=place_named(when.naming, head) if when.day else None,
        kind=meeting_kind(head),
    )


def _without_place(line: str) -> str:
    """A line without the place in the paper that it tells first: `Paper A. Notes of the Panel` -> `Notes of the Panel`."""
    place = _PLACE.match(line)
    return line[place.end() :] if place and place["place"] else line


def _with_lines_above(blocks: Sequence[Block], i: int, first: int | None) -> int:
    """The first block of a part headed at i: what stands over its heading at the top of its page belongs to it, and its item's heading."""
    nearest = range(i, max(i - _ABOVE, 0) - 1, -1)
    top = next((at for at in nearest if at == 0 or blocks[at - 1].page != blocks[at].page), i)
    above = blocks[top:i]
    own = top > (first if first is not None else 0) and len(above) <= _ABOVE and all(block.words <= _SHORT for block in above)
    if own and top < i:
        return top
    while i - 1 > (first or 0) and blocks[i - 1].shape is Shape.HEADING and _is_cover(blocks[i - 1]):
        i -= 1  # ITEM 2, over the heading
    return i


def _is_cover(block: Block) -> bool:
    """Whether a heading says whose minutes stand below it, or which item they are: `ITEM 2`, `HIGHWAYS PANEL`."""
    text = readable(block.text)
    names = block.words <= _LONGEST_NAME and not dates_in(text) and (body_in(text) or group_in(text))
    return _item_named(block) is not None or bool(names)


_PAGE_LINE = re.compile(r"^\W*page\s+\d{1,4}\W*\n", re.I)  # Page 6, over a heading
_OWN_PART = re.compile(r"(?:report\s+(?:of|by|to)\b|appendix\b|annex\b|chapter\s+\d|contents\W*$)", re.I)
_KEPT = re.compile(
    r"\W*(?:actions?|recommendations?|matters|information)\b[^.\n]{0,40}\b(?:log|tracker|list|monitor|arising|outstanding|requests?)\b[^.\n]{0,20}\b(?:at|on|to|of)\b",
    re.I,
)  # Action log at 4 May 2021
_ITEM_LINE = re.compile(r"^\W*(?P<kind>(?:agenda\s+)?item|paper|part)\s*(?:no\.?\s*)?(?P<number>(?-i:[A-Z])\d{0,3}|\d{1,3}[a-z]?)\b", re.I)
_NUMBERED_LINE = re.compile(r"^\W*+(?P<number>\d{1,3}[a-z]?)(?:\s*+[.):–-]\s*+|\s++)(?P<title>[^\W\d].*)$")


def _item_named(block: Block) -> str | None:
    """What a line at the top of a block calls its place in the paper: `Item 4`, `Paper B` (in small letters, white space single)."""
    lines = [line for raw in block.text.split("\n")[:_TOP] if (line := readable(raw))]
    for n, line in enumerate(lines):
        found = _ITEM_LINE.match(line)
        if (
            found
            and found["number"]
            and (n == 0 or len(line.split()) <= _SHORT)
            and not (found["kind"].islower() and block.shape is not Shape.HEADING)
        ):
            return " ".join(f"{found['kind']} {found['number']}".lower().replace("agenda ", "").split())
        if len(line.split()) > 10:
            return None
    return None


def _item_above(blocks: Sequence[Block], start: int, i: int) -> str | None:
    """The item or paper that bound-in minutes are said to be, in their heading or above it."""
    return next((named for block in blocks[start : i + 1] if (named := _item_named(block))), None)


def _heads_own_part(block: Block, agenda: Sequence[AgendaEntry], own: Meeting, here: _UnderWay) -> bool:
    """Whether a block heads a part of the paper's own below what is bound in."""
    text = readable(_PAGE_LINE.sub("", block.text))
    if LABELLED_DATE.match(text) and any(day == own.date for _, day in dates_in(text)):
        return True
    item = _item_named(block)
    if item is not None and item != here.under and block.shape is not Shape.ROW:
        return True
    if _KEPT.match(text) and here.meeting.date and any(day > here.meeting.date for _, day in dates_in(text.split("\n")[0])):
        return True
    is_heading = block.shape is Shape.HEADING or (text.isupper() and len(text.split()) <= _SHORT and block.shape is not Shape.ROW)
    if not is_heading or _OF_MINUTES.match(text):
        return False
    if _OWN_PART.match(text):
        return not MINUTES_HEADING.match(text)
    if QUESTIONS_HEADING.search(text) and len(text.split()) > 2 and not dates_in(text) and not text.isupper():
        return not re.match(r"\W*\d", text)  # `109. Questions from the public` is a minute of the bound-in meeting
    if numbered := _NUMBERED_LINE.match(text):
        counts_on = _number(numbered) - 1 in {0, *here.numbers}
        return not counts_on and any(
            entry.number == numbered["number"] and _begins_alike(numbered["title"], entry.title) for entry in agenda
        )
    # Minutes have a heading `Committee reports`, too: one that its agenda numbers, and for which it names no pages, has its number here.
    unnumbered = [entry for entry in agenda if not entry.number or entry.printed_pages]
    return not re.match(r"\W*\d", text) and any(same_title(text, entry.title) for entry in unnumbered)


def _begins_alike(heading: str, title: str) -> bool:
    """Whether a heading has the title of an item that the agenda lists, or begins with its first words: one of them may be cut short."""
    ours, theirs = (re.findall(r"[a-z0-9]+", text.lower()) for text in (heading, title))
    shared = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
    return same_title(heading, title) or shared >= 2 or (shared >= 1 and shared == min(len(ours), len(theirs)))
