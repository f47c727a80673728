"""Pages -> the meeting a paper belongs to, and the meetings of the minutes and questions bound into it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.models import Meeting, Page, PaperKind
from corpus.text import readable
from ingest.blocks import Block, Shape, page_to_blocks
from ingest.patterns import (
    BODY,
    COUNCIL,
    LABELLED_DATE,
    MEETING_ENDED,
    MINUTES_HEADING,
    PRESENTED,
    QUESTIONS_HEADING,
    TIME,
    WEEKDAY,
    dates_in,
    period_in,
)

_TOP_LINES = 60  # lines of the first pages where a paper says what it is
_PLACE = re.compile(
    r"\b(?:held\s+(?:at|in)|place\W+|venue\W+|in\s+the)\s*((?:the\s+)?[A-Z][\w’'&.-]*(?:[ ,]+(?:[A-Z][\w’'&.-]*|the|of|and))*)"
)
_HEAD_LINES = 14  # lines in which minutes name their meeting, before they name others
_ADOPTING = re.compile(r"\b(?:adopt|approv|confirm|agreed\s+as|correct\s+record|as\s+published|previous|amended|revised)\w*", re.I)
_ANOTHER_MEETING = re.compile(
    r"\b(?:minutes\s+of\s+the\b.{0,60}\bmeetings?|previous\s+meeting|last\s+meeting|next\s+meeting|amended|revised|published|deadline|confirm|approve|adopt|sign)\b",
    re.I,
)
_NO_COUNCIL = re.compile(
    r"(?:Full|Parish|County|City|Town|District|Borough|Local|Annual|All|Every|Each|This|Our|Your|Other|Another|Each|Combined|Unitary|Joint|Planning|Police)"
    r"\s+(?:(?:Parish|County)\s+)?(?:Council|Authority)\b", re.I,
)  # fmt: skip
_NOT_IN_BODY = re.compile(
    r"^(?:(?:Draft|Minutes?|Agenda|Pack|Meeting|Annual|Report|Notice|Public|Reports|Questions?|Response|Supplementary|of|for|and|the|to|a|an|in|with)\s+)+",
    re.I,
)
_ADDRESS = re.compile(r"[@.]([a-z]+)\.gov\.uk\b", re.I)  # scrutiny@ambershire.gov.uk
_BARE_BODIES = frozenset({"board", "committee", "panel", "forum", "commission", "assembly", "executive", "sub-committee"})


@dataclass(frozen=True, slots=True)
class Description:
    """What a paper says of itself."""

    title: str
    kind: PaperKind
    meeting: Meeting
    period: str | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """Blocks [first, last) that belong to another meeting than the paper's own."""

    first: int
    last: int
    meeting: Meeting


def describe(pages: Sequence[Page], file_name: str, *, has_agenda: bool) -> Description:
    """Council, body, date, kind and title of a paper, read from its first pages. Anything not said is None.

    `has_agenda`: whether it has an agenda table with pages, which only a pack has.
    """
    top = [readable(line) for page in pages[:3] for line in page.text.split("\n") if line.strip()][:_TOP_LINES]
    everything = "\n".join(page.text for page in pages)
    headings = [readable(block.text) for page in pages[:1] for block in page_to_blocks(page) if block.shape is Shape.HEADING]
    kind = _kind(top, everything, len(pages), has_agenda)
    day = _presented_date(top) if kind is PaperKind.ANNUAL_REPORT else _meeting_date(top, kind)
    council = _council(top, everything)
    meeting = Meeting(council=council, body=_body(top, council, kind), date=day, time=_time(top), place=_place(top))
    period = period_in(" ".join(top[:20])) if kind in (PaperKind.ANNUAL_REPORT, PaperKind.REPORT, PaperKind.OTHER) else None
    warnings = () if day else ("no meeting date was found on its first pages",)
    return Description(_title(headings, kind, meeting, period, file_name), kind, meeting, period, warnings)


def bound_meetings(blocks: Sequence[Block], own: Meeting, kind: PaperKind, item_titles: Sequence[str]) -> list[Bound]:
    """Minutes and questions of an earlier meeting bound into a paper, with the meeting that each belongs to.

    They begin at a heading that names minutes or questions with a date of its own. Minutes end where the meeting
    ended; both end at a heading of the paper's own: an agenda item, a report's cover, questions without a date.
    """
    if kind not in (PaperKind.AGENDA_PACK, PaperKind.REPORT, PaperKind.OTHER) or own.date is None:
        return []
    found: list[Bound] = []
    first: int | None = None
    meeting = own
    ended = False
    for i, block in enumerate(blocks):
        other = _heads_other_meeting(blocks, i, own)
        own_again = first is not None and (_heads_own_part(block, item_titles, own) or (ended and _new_page_heading(blocks, i)))
        if first is not None and (other is not None or own_again):
            found.append(Bound(first, i, meeting))
            first = None
        if other is not None:
            first, meeting, ended = i, other, False
        if first is not None and MEETING_ENDED.search(block.text[-120:]):
            ended = True
    if first is not None:
        found.append(Bound(first, len(blocks), meeting))
    return found


def _heads_other_meeting(blocks: Sequence[Block], i: int, own: Meeting) -> Meeting | None:
    """The meeting named by a heading of minutes or questions, where it is not the paper's own.

    `Minutes of the meeting of the Panel held on Tuesday 11 October 2022`, in one line or over the next few.
    """
    text = readable(blocks[i].text)
    if blocks[i].shape is Shape.ROW or blocks[i].words > 45:
        return None
    if MINUTES_HEADING.match(text):
        near = " ".join(readable(block.text) for block in blocks[i : i + 6] if block.shape is not Shape.ROW and block.words < 45)
        if "present" not in " ".join(readable(block.text) for block in blocks[i : i + 14]).lower():
            return None
    elif (blocks[i].shape is Shape.HEADING and QUESTIONS_HEADING.search(text) and dates_in(text)) or (
        QUESTIONS_HEADING.search(text)
        and dates_in(text)
        and blocks[i].words < 25
        and re.search(r"\b(?:committee|panel|cabinet|council|board)\b", text, re.I)
        and not text.endswith(".")
    ):
        near = text
    else:
        return None
    dates = [day for _, day in dates_in(near)]
    if not dates or dates[0] == own.date or (own.date and dates[0] > own.date):
        return None
    above = readable(blocks[i - 1].text) if i and blocks[i - 1].shape is Shape.HEADING else ""
    body = _body([above, text], own.council, PaperKind.REPORT)
    return replace(own, date=dates[0], body=body or own.body, time=_time([near]))


def _heads_own_part(block: Block, item_titles: Sequence[str], own: Meeting) -> bool:
    text = readable(block.text)
    if LABELLED_DATE.match(text) and any(day == own.date for _, day in dates_in(text)):
        return True
    if block.shape is not Shape.HEADING:
        return False
    if re.match(r"(?:report\s+(?:of|by|to)\b|appendix\b|annex\b|(?:agenda\s+)?item\s+\d)", text, re.I):
        return not MINUTES_HEADING.match(text)
    if QUESTIONS_HEADING.search(text) and len(text.split()) > 2 and not dates_in(text) and not text.isupper():
        return not re.match(r"\W*\d", text)  # `109. Questions from the public` is a minute of the bound-in meeting
    return not re.match(r"\W*\d", text) and any(same_title(text, title) for title in item_titles)


def _new_page_heading(blocks: Sequence[Block], i: int) -> bool:
    return i > 0 and blocks[i].page != blocks[i - 1].page and blocks[i].shape is Shape.HEADING


def same_title(a: str, b: str) -> bool:
    """Whether two titles name the same thing: nearly the same words, whatever their case and order."""
    wa, wb = _title_words(a), _title_words(b)
    return bool(wa and wb) and len(wa & wb) / len(wa | wb) >= 0.7


def _title_words(text: str) -> set[str]:
    return {
        word
        for word in re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
        if word not in {"the", "of", "and", "a", "to", "for"}
    }


def _kind(top: Sequence[str], everything: str, page_count: int, has_agenda: bool) -> PaperKind:
    head = top[:14]
    text = " ".join(head).lower()
    is_agenda = any(re.match(r"\W*agenda\b", line, re.I) for line in head)
    if not is_agenda and any(MINUTES_HEADING.match(line) and len(line.split()) < 30 for line in head):
        return PaperKind.MINUTES
    if any(
        re.match(r"\W*(?:public\s+|member\w*\s+|written\s+)?questions?\b.{0,60}", line, re.I) and len(line.split()) < 16
        for line in head[:6]
    ):
        return PaperKind.PUBLIC_QUESTIONS
    if re.search(r"\bagenda\b|\bnotice\s+of\s+(?:a\s+)?meeting\b|\bpublic\s+notice\b|\bsummons\b", text):
        reports = len(re.findall(r"(?im)^\W*(?:report\s+(?:of|by|to)\b|recommendations?\b|purpose\b|appendix\b)", everything))
        is_pack = (has_agenda and reports >= 2) or (page_count > 3 and reports >= 3) or len(everything) > 25_000
        return PaperKind.AGENDA_PACK if is_pack else PaperKind.AGENDA
    if re.search(r"\bannual\s+(?:\w+\s+){0,3}report\b", text) and not re.search(
        r"\brelevant\s+officer|\brecommendation\b", " ".join(top[:30]).lower()
    ):
        return PaperKind.ANNUAL_REPORT
    if has_agenda and page_count > 3:
        return PaperKind.AGENDA_PACK
    if re.search(r"(?im)^\W*(?:recommendations?|purpose(?:\s+of\s+(?:the\s+)?report)?|background)\W*$", everything):
        return PaperKind.REPORT
    return PaperKind.OTHER


def _meeting_date(top: Sequence[str], kind: PaperKind) -> date | None:
    """The date on the first line that gives the meeting's, else the first date beside a weekday or a time.

    Dates of other meetings (`To confirm the minutes of the meeting held on …`) are passed over.
    """
    passed_over = _ADOPTING if kind is PaperKind.MINUTES else _ANOTHER_MEETING
    lines = [line for line in top if not passed_over.search(line)]
    if kind in (PaperKind.MINUTES, PaperKind.OTHER):
        lines = lines[:_HEAD_LINES]
    named = [day for i, line in enumerate(lines) if _names_meeting(line, kind) for _, day in dates_in(" ".join(lines[i : i + 2]))]
    if named or kind is PaperKind.OTHER:
        return named[0] if named else None
    beside = [day for line in lines for _, day in dates_in(line) if re.search(rf"\b{WEEKDAY}\b", line, re.I) or TIME.search(line)]
    return beside[0] if beside and kind is not PaperKind.REPORT else None


def _names_meeting(line: str, kind: PaperKind) -> bool:
    """Whether a line is one that gives the meeting's date: labelled, `held on`, or little but a date.

    Accounts and leaflets have dates that are no meeting's (`as at 31 March 2025`), so of them only the first two count.
    """
    if LABELLED_DATE.match(line) and (kind is not PaperKind.OTHER or "meeting" in line.lower()):
        return True
    if re.search(r"\bheld\b|\bmeeting\s+of\b", line, re.I) and "meeting" in line.lower():
        return True
    return kind is not PaperKind.OTHER and bool(dates_in(line)) and _mostly_date(line)


def _mostly_date(line: str) -> bool:
    """`Friday, 7 July 2023, 10.00 am` and `2 NOVEMBER 2017` are; a sentence with a date in it is not."""
    rest = TIME.sub(" ", re.sub(rf"\b{WEEKDAY}\b", " ", line, flags=re.I))
    return len(rest.split()) <= 9


def _presented_date(top: Sequence[str]) -> date | None:
    """When an annual report was presented, where it says so: its reporting period is not a meeting date."""
    for i, line in enumerate(top):
        if PRESENTED.search(line):
            dates = dates_in(" ".join(top[i : i + 3]))
            if dates:
                return dates[0][1]
    return None


def _council(top: Sequence[str], everything: str) -> str | None:
    """The first council named at the top, else the one whose address the paper gives, else one that stands out in the text.

    `scrutiny@ambershire.gov.uk` speaks for Ambershire County Council where several councils are mentioned.
    """
    first = next((name for line in top[:25] for name in _councils_in(line)), None)
    if first:
        return first
    counted = Counter(_councils_in(everything))
    for address, _ in Counter(match[1].lower() for match in _ADDRESS.finditer(everything)).most_common(1):
        for name, _count in counted.most_common():
            if name.split()[0].lower() == address:
                return name
    common = counted.most_common(1)
    return common[0][0] if common and common[0][1] >= 3 and common[0][1] > sum(counted.values()) / 2 else None


def _councils_in(text: str) -> list[str]:
    names: list[str] = []
    for match in COUNCIL.finditer(_title_case(text)):
        name = " ".join(match[1].split())
        name = re.sub(
            r"^(?:(?:The|That|Corporation|of|and|for|in|At|By|To|From|All|Every|Agenda|Minutes|Meeting)\s+)+", "", name, flags=re.I
        )
        name = re.sub(r"\s+(?:Meeting|Held|Regular|Agenda|Minutes)$", "", name)
        name = re.sub(r"^.*\b(?:Panel|Committee|Cabinet|Board|Director|Leader|Member|Meeting|Minutes|Report)\s+(?:of|for)\s+", "", name)
        if re.match(r"(?:Township|City|Town|Village|County|Municipality|Borough|District)\s+of\b", name):
            name = re.sub(r"\s+Council$", "", name)
        if len(name.split()) >= 2 and not _NO_COUNCIL.match(name):
            names.append(name)
    return names


def _body(top: Sequence[str], council: str | None, kind: PaperKind) -> str | None:
    """The first body named at the top, in one line or run over two: `… Overview and Scrutiny` + `Panel`."""
    for line in [text for pair in zip(top[:10], [*top[1:10], ""], strict=False) for text in (pair[0], " ".join(pair))]:
        if len(line.split()) > 34:
            continue
        for match in BODY.finditer(_title_case(line)):
            name = _NOT_IN_BODY.sub("", " ".join(match[1].split()).replace(f"{council} ", ""))
            if name and name.lower() not in _BARE_BODIES and not re.search(r"\b(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Chair\w*)\b", name):
                return name
    if kind in (PaperKind.MINUTES, PaperKind.AGENDA, PaperKind.AGENDA_PACK) and council:
        return "Council"
    return None


def _title_case(text: str) -> str:
    """Capitals throughout are read as words with capitals: `CABINET` -> `Cabinet`; small words stay small."""
    if not text.isupper():
        return text
    return re.sub(
        r"[A-Z][A-Z’']+",
        lambda m: m[0].lower() if m[0] in {"OF", "THE", "AND", "FOR", "IN", "HELD", "ON", "AT"} else m[0].capitalize(),
        text,
    )


def _time(top: Sequence[str]) -> str | None:
    for line in top[:25]:
        if match := TIME.search(line):
            return match[0].strip()
    return None


def _place(top: Sequence[str]) -> str | None:
    for line in top[:10]:
        if match := _PLACE.search(line):
            return match[1].strip(" ,") or None
    return None


def _title(headings: Sequence[str], kind: PaperKind, meeting: Meeting, period: str | None, file_name: str) -> str:
    """`Minutes of the Children's Panel, 7 July 2023`; for reports their own first heading."""
    day = f", {meeting.date.day} {meeting.date:%B %Y}" if meeting.date else ""
    named = {
        PaperKind.MINUTES: "Minutes",
        PaperKind.AGENDA: "Agenda", PaperKind.AGENDA_PACK: "Agenda pack",
        PaperKind.PUBLIC_QUESTIONS: "Public questions",
    }  # fmt: skip
    if kind in named and (meeting.body or meeting.council):
        return f"{named[kind]} of the {meeting.body if meeting.body and meeting.body != 'Council' else meeting.council}{day}"
    for line in headings[:6]:
        words = line.split()
        if any(name and same_title(line, name) for name in (meeting.council, meeting.body)):
            continue
        if (
            2 <= len(words) <= 16
            and not dates_in(line)
            and not re.search(r"\||^\S+:|^page\b", line, re.I)
            and any(len(word) > 3 for word in words)
        ):
            title = _title_case(line)
            return title if not period or period_in(title) else f"{title}, {period}"
    return file_name
