"""Blocks of minutes -> who was there: members, officers and guests, the public, and who sent apologies."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.models import Attendee, Presence
from corpus.text import readable, sentence_spans
from ingest.layout.blocks import Block, Shape
from ingest.meetings.people import Person, people_in, starts_with_person, starts_with_title
from ingest.meetings.roll import rolls_in

_REACH = 60  # blocks at the start of minutes in which attendance is told
_FULL_LINE = 60  # characters of a line that was broken because it was full
_GAP = 3  # blocks between two lists
_AFTER = 16  # blocks after the lists in which apologies are told in a sentence

_KINDS_OF_PEOPLE = (
    r"members?|councillors?|cllrs|council\s*members?|trustees|directors|officers?|staff|guests?|visitors|observers|public|residents|parishioners|electors"
    r"|co-?opt(?:ed|ees)|non-?members|cabinet|advisers?|advisors?|representatives?|others?|zoom|teams|council|committee|board|panel|invited|voting|remote(?:ly)?"
    r"|virtual(?:ly)?|physically|in\s+person|township|municipal|town|parish|county"
)
_LABEL = re.compile(
    rf"^\W*+(?:[A-Z]{{0,4}}\d{{1,4}}(?:/\d{{1,4}}){{0,2}}[.):]?\s+)?(?P<label>(?:(?:{_KINDS_OF_PEOPLE}|of|the|and|by|for|those|were|also|absent|with|without|from)\s+){{0,6}}"
    rf"(?:present(?:\s+and\s+voting)?|in\s+(?:remote\s+)?attendance|attend(?:ance|ees|ed|ing)|apolog(?:y|ies)(?:\s+for\s+(?:non-?)?(?:absence|attendance))?|regrets?|absen(?:t|ces?)"
    rf"|excused|officers?|staff|guests?|visitors|observers|zoom|members?\s+of\s+(?:the\s+)?public|public|councillors|members|advisers|invitees)"
    rf"(?:\s+(?:present|in\s+attendance|attending|with\s+(?:regrets?|apologies|leave)|without\s+\w+|by\s+invitation|via\s+\w+|were|was|from|received))*)"
    rf"\s*(?:[:|\t]|[–-]\s|$|(?:(?<=regrets)|(?<=apologies)|(?<=absent))(?=\s+(?-i:[A-Z]))|(?=\s(?:cllrs?|councillors?|m(?:r|rs|s|iss)|mayor|reeve|dr|chair\w*)\b))\s*",
    re.I,
)  # Present: ; Members of the Council present were: ; Apologies for absence
_OFFICE_LABEL = re.compile(
    r"^\W*+(?P<office>(?:(?:deputy|vice|town|parish|acting|assistant)[\s-]+)*(?:chair(?:man|woman|person)?|mayor|reeve|clerk))(?:\s*+[:|]|[^\S\t]*+\t)\s*+(?P<who>\S.*)",
    re.I,
)  # Chairman: Cllr A Ode
_APOLOGIES_FROM = re.compile(
    r"\b(?:apolog(?:y|ies)|regrets)\b[^.;]{0,300}?\b(?:from|by|behalf\s+of)\b\s*(?::\s*)?(?P<who>[^;]+)", re.I
)  # Apologies for absence were received from Cllrs Ode and Lee
_SENT_APOLOGIES = re.compile(
    r"^(?P<who>.{4,120}?)\s++(?:had\s+)?(?:sent|gave|given|tendered|submitted|offered|conveyed)\s+(?:(?:his|her|their)\s+)?apologies\b",
    re.I,
)  # Cllr Ode had sent her apologies
_WAS_ABSENT = re.compile(r"^(?P<who>.{4,160}?)\s++(?:was|were)\s+absent\b", re.I)  # Deputy Mayor Ann Ode was absent
_NOT_ABSENCE = re.compile(r"\b(?:late(?:ness)?|leaving\s+early|early\s+departure)\b", re.I)  # apologies for lateness
_RECEIVED = re.compile(
    r"^(?:(?:and\s+)?(?:were|was|are|had\s+been|have\s+been)\s+)?(?:received|given|noted|accepted|sent)\b[\s,]*(?:from\b)?\s*", re.I
)
_OFFICER = re.compile(
    r"\b(?:clerk|officer|manager|chief\s+executive|administrator|treasurer|secretary|solicitor|superintendent|coordinator|assistant|rfo|monitoring|caretaker|auditor)\b",
    re.I,
)  # an office held by one who serves the members
_MEMBER_TITLE = re.compile(r"^(?:\w+\s+)?(?:cllr|clr|councill?or|councilmember|alderman)\b", re.I)
_INLINE_LABEL = re.compile(
    r"(?<=[.;])\s+(?=(?:regrets?|apologies|absent|in\s+attendance|also\s+(?:present|in\s+attendance|attending)|staff|guests?)\b\W*\s*[A-Z]|(?:clerk|chair\w*)\s*:)",
    re.I,
)  # …, Clerk. Regrets: C. Dunn
_CAME_OR_WENT = re.compile(
    r"^(?P<when>(?:(?:at|from)\s++(?:this\s++(?:point|juncture|stage)|\d[\d.:]*+\s*+[ap]\.?m\.?),?\s++)?+)(?P<who>\S.{3,120}?)(?<!\s)\s++(?:then\s++|also\s++|subsequently\s++)?+"
    r"(?P<note>(?:arrived|joined|left|entered|departed|returned|re-?joined|re-?entered)\b(?=\s++(?:to\s++)?+(?:the\s++)?+(?:meeting|room|chamber|hall|at\b|during|after|before|late\b)|\W*$)[^;]*)",
    re.I,
)  # At 8.15 pm Cllr Ode left the meeting ; Cllr Lee arrived during item 4
_COMINGS = ("arrived", "joined", "left", "entered", "departed", "returned")
_WHEN_TOLD = re.compile(r"\d|\b(?:item|after|before|during)\b", re.I)
_NUMBERED = re.compile(r"\W*(?:item\s+)?(\d{1,4}(?:/\d{1,4})?)\b", re.I)
_LONGEST_NOTE = 16  # words
_CELLS = re.compile(r"\t|\||\s{4,}")  # what parts columns
_HOW_MANY = re.compile(r"\d{1,2}\s*[–-]")  # Present | 4 - | Ode, Lee, Dunn and Marsh
_ENDS_LIST = re.compile(r"^\W*(?:apolog|regrets|absent|in\s+attendance|also\s)", re.I)  # Apologies were submitted by
_OFFICE_WORD = re.compile(
    r"\b(?:chair\w*|mayor|reeve|leader|clerk|officer|director|manager|representative|member|governor|head|deputy|vice\W?chair)\b", re.I
)
_OTHER_LABEL = re.compile(r"^\W*[A-Z][\w ,’'&/-]{3,70}:")  # Declarations of interest:


@dataclass(slots=True)
class _List:
    """The lines of one list as they are gathered, and what it is a list of."""

    presence: Presence
    label: str
    lines: list[str] = field(default_factory=list)
    spaced: bool = False  # each line stands by itself, as a heading does


def attendance_of(blocks: Sequence[Block]) -> tuple[Attendee, ...]:
    """Who attended a meeting and in what capacity, from the blocks of its minutes. Names that are not sure are left out.

    Members are present; officers, guests and members of other bodies are in attendance, whichever list they stand in.
    """
    found: list[Attendee] = []
    roll = rolls_in(blocks[:_REACH])
    for attendee in roll.attendees:
        _add(found, _serving(attendee))
    blocks = [block for at, block in enumerate(blocks) if at not in roll.blocks]
    lists, end = _lists(blocks)
    for people in lists:
        for person in people_in(people.lines):
            _add(found, _attendee(person, people))
    for block in blocks[: min(end + _AFTER, len(blocks))]:
        if block.shape is not Shape.ROW:
            for attendee in _told(readable(block.text)):
                _add(found, attendee)
    _note_who_came_or_went(found, blocks)
    return tuple(found)


def _lists(blocks: Sequence[Block]) -> tuple[list[_List], int]:
    """The lists of people at the start of minutes, and the last block of them."""
    lists: list[_List] = []
    current: _List | None = None
    end = 0
    for at, block in enumerate(blocks[:_REACH]):
        if any(people.label for people in lists) and at - end > _GAP:
            break
        for first, line in _lines(block):
            label = _LABEL.match(line)
            office = _OFFICE_LABEL.match(line)
            if label and _is_list(line[label.end() :], label["label"], block):
                current = _List(_presence(label["label"]), label["label"].lower(), [_RECEIVED.sub("", line[label.end() :])])
                lists.append(current)
                end = at
            elif office and starts_with_person(office["who"]):
                presence = lists[-1].presence if lists else Presence.PRESENT
                lists.append(_List(presence, "", [f"{office['who']} ({office['office']})"]))
                end = at
            elif current is not None and _goes_on(current, line, block, adjoins=_adjoin(blocks, at) or not first, first=first):
                current.spaced = block.shape is Shape.HEADING and (current.spaced or not any(current.lines))
                current.lines.append(line)
                end = at
            else:
                current = None
    # A chair named by itself attended only where a list of those present follows: otherwise it is who signed.
    return ([people for people in lists if any(people.lines)], end) if any(people.label for people in lists) else ([], 0)


def _lines(block: Block) -> Iterator[tuple[bool, str]]:
    """The lines of a block, and which is its first; each cell of a row is a line by itself."""
    for i, raw in enumerate(block.text.split("\n")):
        cells = [
            cell for cell in (readable(cell) for cell in _CELLS.split(raw.strip().strip("|"))) if cell and not _HOW_MANY.fullmatch(cell)
        ]
        for j, cell in enumerate(_with_roles(cells)):
            for k, text in enumerate(_INLINE_LABEL.split(cell)):
                yield i == j == k == 0, text.lstrip("•●▪·*-– ")


def _with_roles(cells: Sequence[str]) -> list[str]:
    """Cells that name somebody, each with the cell after it that says who they are: `Ann Hall | Director of Highways`."""
    joined: list[str] = []
    for cell in cells:
        if joined and not (_LABEL.match(cell) or starts_with_person(cell)):
            joined[-1] = f"{joined[-1]}, {cell}"
        else:
            joined.append(cell)
    return joined


def _is_list(rest: str, label: str, block: Block) -> bool:
    """Whether a label opens a list of people, and is not the start of a sentence or the name of an item of business."""
    if not rest:
        return block.shape is Shape.HEADING or len(label.split()) <= 6
    return starts_with_person(_RECEIVED.sub("", rest)) or bool(re.match(r"(?:none|nil|no\b|all\b|the\s)", rest, re.I)) or rest[0].isupper()


def _adjoin(blocks: Sequence[Block], at: int) -> bool:
    """Whether no blank line stands between a block and the one before it."""
    return at > 0 and blocks[at - 1].page == blocks[at].page and blocks[at].start - blocks[at - 1].end <= 1


def _goes_on(people: _List, line: str, block: Block, *, adjoins: bool, first: bool) -> bool:
    """Whether a line belongs to the list under way: it runs on from the line above, or names somebody."""
    above = people.lines[-1] if people.lines else ""
    headed = first and block.shape is Shape.HEADING
    if (first and block.number is not None) or (headed and above and not people.spaced and not starts_with_title(line)):
        return False
    if (headed or _OTHER_LABEL.match(line) or _ENDS_LIST.match(line) or starts_with_title(line)) and not starts_with_person(line):
        return False
    if above and (adjoins or (len(above) >= _FULL_LINE and not above.endswith((":", ";")))):
        return not above.endswith(".") or starts_with_person(line)
    return starts_with_person(line) and len(line.split()) <= 45


def _presence(label: str) -> Presence:
    says = label.lower()
    if re.search(r"apolog|regret|excused|with\s+leave", says):
        return Presence.APOLOGIES
    if re.search(r"absen|not\s+present", says):
        return Presence.ABSENT
    if re.search(r"public|residents|parishioners|electors", says):
        return Presence.PUBLIC
    if re.search(r"also|officer|staff|guest|visitor|non-?member|cabinet|observer|invit|zoom|teams|other|advis", says):
        return Presence.IN_ATTENDANCE
    if re.search(r"member|council|cllr|trustee|director|board|panel|committee", says):
        return Presence.PRESENT
    return Presence.IN_ATTENDANCE if re.search(r"\bin\s+(?:remote\s+)?attendance\b|attended|attending", says) else Presence.PRESENT


def _attendee(person: Person, people: _List) -> Attendee:
    presence = people.presence
    if presence is Presence.IN_ATTENDANCE and _is_titled(person.name) and re.search(r"zoom|teams|remote|virtual", people.label):
        presence = Presence.PRESENT
    return _serving(Attendee(person.name, presence, _role(person, presence), person.note))


def _serving(attendee: Attendee) -> Attendee:
    """An officer among those present is in attendance: the clerk serves the members and is none of them."""
    serves = attendee.presence is Presence.PRESENT and attendee.role and _OFFICER.search(attendee.role) and not _is_titled(attendee.name)
    return replace(attendee, presence=Presence.IN_ATTENDANCE) if serves else attendee


def _is_titled(name: str) -> bool:
    return _MEMBER_TITLE.match(name) is not None


def _role(person: Person, presence: Presence) -> str | None:
    """A person's role; what stands beside one who is away is as often the reason: `Cllr Ode (unwell)`."""
    away = presence in (Presence.APOLOGIES, Presence.ABSENT)
    return None if away and person.role and not _OFFICE_WORD.search(person.role) and person.role != "Councillor" else person.role


def _told(text: str) -> list[Attendee]:
    """Those of whom a sentence says that they sent apologies or were absent."""
    told: list[Attendee] = []
    for start, end in sentence_spans(text):
        sentence = text[start:end].rstrip(".")
        sent = _APOLOGIES_FROM.search(sentence) or _SENT_APOLOGIES.match(sentence)
        absent = _WAS_ABSENT.match(sentence)
        if sent and not _NOT_ABSENCE.search(sentence):
            told += [Attendee(person.name, Presence.APOLOGIES, _role(person, Presence.APOLOGIES)) for person in people_in([sent["who"]])]
        elif absent:
            told += [Attendee(person.name, Presence.ABSENT, _role(person, Presence.ABSENT)) for person in people_in([absent["who"]])]
    return told


def _note_who_came_or_went(found: list[Attendee], blocks: Sequence[Block]) -> None:
    """Add to those found what the minutes tell of their coming and going, with the item where the sentence does not say when."""
    item = ""
    for block in blocks:
        if block.shape is Shape.HEADING:
            item = headed[1] if (headed := _NUMBERED.match(block.text)) else ""
        if block.shape is Shape.ROW or not any(word in block.text for word in _COMINGS):
            continue
        text = readable(block.text)
        for start, end in sentence_spans(text):
            if told := _CAME_OR_WENT.match(text[start:end].strip(" .()[]")):
                note = ", ".join(part for part in (told["note"].strip(" .,"), told["when"].strip(" ,").lower()) if part)
                note = note if _WHEN_TOLD.search(note) or not item else f"{note} (item {item})"
                _add_note(found, [person.name for person in people_in([told["who"]])], note)


def _add_note(found: list[Attendee], names: Sequence[str], note: str) -> None:
    if len(note.split()) > _LONGEST_NOTE:
        return
    for i, known in enumerate(found):
        if any(_same(known.name, name) for name in names) and note not in (known.note or ""):
            found[i] = replace(known, note=f"{known.note}; {note}" if known.note else note)


def _add(found: list[Attendee], attendee: Attendee) -> None:
    """One person is one entry: `Cllr Lee`, told again in the minutes, is the `Cllr Bo Lee` of the list."""
    for i, known in enumerate(found):
        if _same(known.name, attendee.name):
            if known.presence is attendee.presence:
                longer = max(known.name, attendee.name, key=len)
                found[i] = replace(known, name=longer, role=known.role or attendee.role, note=known.note or attendee.note)
            return
    found.append(attendee)


def _same(a: str, b: str) -> bool:
    """Whether two printed names are surely one person's: the same, or a title with a surname and the full name."""
    wa, wb = _bare(a), _bare(b)
    shorter, longer = sorted((wa, wb), key=len)
    return wa == wb or (len(shorter) == 1 and bool(longer) and longer[-1] == shorter[0])


def _bare(name: str) -> list[str]:
    return re.sub(
        r"\b(?:cllrs?|councill?ors?|mrs?|ms|miss|dr|revd?|prof(?:essor)?|the|obe|mbe|cbe|jp)\b\.?|[.,]", " ", name.lower()
    ).split()
