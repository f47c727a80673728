"""Which of the dates at the top of a paper is its meeting's.

A paper's first lines hold other days too: when it was published, whose minutes it confirms, the next meeting. The line
that names the meeting decides; a date that is not whole there is only settled by another line that leaves no doubt.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.dates import WEEKDAY, PrintedDate, Slip, printed_dates, slips_in
from corpus.models import PaperKind
from corpus.text import spoken
from ingest.layout.head import HeadLine, before_business, named_page
from ingest.meetings.moved import days_held, is_planned, may_be_planned
from ingest.meetings.names import body_in
from ingest.patterns import LABELLED_DATE, MEETING_DATE_LABEL, MINUTES_HEADING, PRESENTED, TIME

_HEAD_LINES = 14  # lines in which minutes name their meeting, before they name others
_TITLE_LINES = 3
_RUN_ON = 4  # lines over which a sentence that names a meeting can run
_LONGEST_NAMING = 22  # words of a line that begins with the day and goes on with time and place
_BESIDE_BODY = 5  # words beside a body and a day: Report to the; Decision notice:
_NEAR = timedelta(days=200)  # two dates of one paper are no further apart, where one lacks its year

# What a date on the same line, or after it, belongs to instead of the meeting.
_OTHER_DAY = re.compile(
    r"\b(?:publi(?:sh\w*|cation)|issued?|despatch\w*|dispatch\w*|circulated|dated|deadline|posted|printed|updated|signed|next\s+meeting|last\s+meeting"
    r"|site\s+visits?|briefing|register(?:ed)?\s+entry|previous|amended|revised|version|correct(?:ed|ion)|received\s+by)\b",
    re.I,
)
_ADOPTING = re.compile(r"\b(?:adopt|approv|confirm|agreed\s+as|correct\s+record|true\s+record|as\s+published)\w*", re.I)
_OTHER_MINUTES = re.compile(r"\bminutes\s+of\s+the\b.{0,60}\bmeetings?\b|\b(?:sign|attached)\b|\bminutes\s+of\s+(?:our|its)\b", re.I)
_SUMMONS = re.compile(
    r"^\W*(?:you\s+are|notice|an?\s+(?:[\w-]+\s+){0,6}meeting|the\s+(?:[\w-]+\s+){0,6}meeting|dear|members|to\s+all|summons)\b", re.I
)
_NAMES_MEETING = re.compile(
    r"\bmeetings?\b.{0,300}\b(?:held|will\s+take\s+place|takes\s+place|took\s+place|convened)\b|\bheld\b.{0,300}\bmeeting\b|\bmeeting\s+of\b|\bsummoned\s+to\b"
    r"|\binvites?\s+you\s+to\b|\bcynhaliwyd\b|\btenue?\s+(?:le|à)\b|\bséance\s+(?:\w+\s+)?(?:du|tenue)\b|\ba\s+tionóladh\b|\ba\s+chumadh\b",
    re.I,
)  # A meeting of the Council will be held; invites you to
_OF_A_MEETING = re.compile(r"\bagenda\b|\bmeeting\b|^\W*(?:members|present|apologies)\b", re.I)  # Agenda item 5; Members: Cllr Ode
_ANSWERS = re.compile(r"^\W*(?:question|answer|reply|response|submitted|received|register)\b", re.I)  # Answer given on 4 May 2021
_NAMES_PAPER = re.compile(r"^\W*(?:(?:draft|amended|revised)\s+)*(?:agenda|notice|summons|minutes?|notes)\b", re.I)  # Minutes of 4 May 2021
_MEMO = re.compile(r"^\W*from\b\s*[:|]", re.I)  # From: A Lee, Clerk
_SCHEDULE = re.compile(
    r"\b(?:schedule|calendar|timetable|programme|dates|list)\s+(?:of|for)\s+(?:[\w’']+\s+){0,6}meetings\b|\bmeetings?\s+(?:schedule|calendar|dates|timetable)\b"
    r"|\b(?:future|forthcoming|upcoming)\s+meetings\b",
    re.I,
)  # Schedule of Council and committee meetings 2021/22; 2021 meeting dates
_SCHEDULE_TITLE = 5  # lines in which it says so
_FEWEST_LISTED = 3  # days
_BEGINS_WITH_DAY = re.compile(rf"^\W*{WEEKDAY}\b\W*\d", re.I)  # Tuesday 4 May 2021 at 10.00 am, Council Chamber, County Hall
_FIGURES_OF_TWO_READINGS = re.compile(r"(?:0?[1-9]|1[0-2])([/.-])(?:0?[1-9]|1[0-2])\1\d{2,4}")  # 04/05/2021
_ENDS_RUN = re.compile(r"^\W*(?:present|apologies|in\s+attendance|time|place|venue|members)\b|[.!?]$", re.I)


@dataclass(frozen=True, slots=True)
class MeetingDate:
    """A meeting's date with the page and the lines that give it, and what is doubtful about it."""

    day: date | None = None
    page: int = 1
    naming: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Naming:
    """A line that gives a date, how surely it is the meeting's (1 is surest), and the dates and slips in it."""

    rank: int
    line: HeadLine
    text: str
    dates: tuple[PrintedDate, ...]
    slips: tuple[Slip, ...] = ()


def meeting_date(
    lines: Sequence[HeadLine], headers: Sequence[HeadLine], kind: PaperKind, *, day_first: bool, tells_day_first: bool = True
) -> MeetingDate:
    """The day of the meeting that a paper belongs to, None where its pages do not say it beyond doubt.

    `lines` are those at its top, `headers` those at the top of its later pages: they settle a slip, and never win over the first page.
    `day_first`: how figures that could be read either way are read. `tells_day_first`: whether the paper itself says so; else a
    warning does.
    """
    namings = _namings(lines, kind, day_first=day_first)
    dated = [naming for naming in namings if naming.dates]
    slipped = [naming for naming in namings if naming.slips and not naming.dates]
    headed = _headed(headers, day_first=day_first)
    if slipped and (not dated or slipped[0].rank < dated[0].rank):
        return _settled(slipped[0], [*dated, *headed], _all_dates(lines, day_first=day_first))
    if not dated:
        either = [] if day_first else [naming for naming in _namings(lines, kind, day_first=True) if naming.dates]
        return MeetingDate(warnings=tuple(map(_read_two_ways, either[:1])))
    best = _fitting(dated)
    first = best.dates[0]
    warnings = _doubts(best, [naming for naming in dated if _is_sure(naming, kind)])
    if not tells_day_first and _FIGURES_OF_TWO_READINGS.fullmatch(best.text[first.start : first.end]) and first.day.day != first.day.month:
        warnings.append(_read_two_ways(best))
    for naming in slipped[:1]:
        slip = naming.slips[0]
        if first.day in slip.readings:
            warnings.append(f'its {naming.line.page_name} has "{slip.text}" for a date; {spoken(first.day)}, on another line, was believed')
    warnings += [
        f"its page {naming.line.page} is headed {spoken(naming.dates[0].day)}; its {best.line.page_name} was believed"
        for naming in headed
        if kind is PaperKind.MINUTES and naming.dates[0].day != first.day
    ][:1]
    same = tuple(naming.text for naming in dated if any(printed.day == first.day for printed in naming.dates))
    return MeetingDate(first.day, best.line.page, same, tuple(warnings))


def lists_meetings(lines: Sequence[HeadLine]) -> bool:
    """Whether a paper is a list of meetings to come, and so of none of them: `Schedule of meetings 2021`, over the days."""
    titled = any(_SCHEDULE.search(line.text) and not _SUMMONS.match(line.text) for line in lines[:_SCHEDULE_TITLE])
    return titled and len({printed.day for line in lines for printed in printed_dates(line.text)}) >= _FEWEST_LISTED


def presented_date(lines: Sequence[HeadLine]) -> MeetingDate:
    """When an annual report was presented, where it says so: its reporting period is not a meeting date."""
    for i, line in enumerate(lines):
        near = " ".join(line.text for line in lines[i : i + _RUN_ON - 1])
        if PRESENTED.search(line.text) and (dates := printed_dates(near)):
            return MeetingDate(dates[0].day, line.page, (near,))
    return MeetingDate()


def names_a_meeting(head: Sequence[str]) -> bool:
    """Whether a paper's first lines speak of a meeting, whoever met: a partnership is no body that a council names."""
    return any(_OF_A_MEETING.search(line) or PRESENTED.search(line) for line in head[:_HEAD_LINES])


def front_sheet_date(lines: Sequence[HeadLine]) -> MeetingDate:
    """The day of the meeting whose front sheet a paper stands under: one with its weekday and a time, `Tuesday 4 May 2021, 2 pm`.

    Of a paper that names no body and no meeting such a day may be anything's: `Coffee morning, Tuesday 4 May 2021, 10 am`.
    """
    for i, line in enumerate(before_business(lines)[:_HEAD_LINES]):
        timed = TIME.search(" ".join(line.text for line in lines[i : i + 2]))
        days = [printed.day for printed in printed_dates(line.text) if printed.weekday is not None and printed.fits]
        if timed and days and not _OTHER_DAY.search(line.text):
            return MeetingDate(days[0], line.page, (line.text,))
    return MeetingDate()


def _is_sure(naming: _Naming, kind: PaperKind) -> bool:
    """Whether a line would be believed by itself, so that another day on another such line is worth a warning."""
    with_time = naming.dates[0].weekday is not None and TIME.search(naming.line.text) is not None
    return naming.rank == 1 or (naming.rank == 2 and (kind is PaperKind.MINUTES or with_time))


def _namings(lines: Sequence[HeadLine], kind: PaperKind, *, day_first: bool) -> list[_Naming]:
    """The lines that may give the meeting's date, surest first: those above the first item of business, else those below."""
    head = before_business(lines)
    above = _namings_in(head, kind, day_first=day_first)
    return above or [naming for naming in _namings_in(lines[len(head) :], kind, day_first=day_first) if naming.rank <= 2]


def _namings_in(lines: Sequence[HeadLine], kind: PaperKind, *, day_first: bool) -> list[_Naming]:
    own = [line for line in lines if not _is_another_day(line.text, kind)]
    if kind in (PaperKind.MINUTES, PaperKind.OTHER, PaperKind.REPORT):
        own = own[:_HEAD_LINES]
    is_memo = kind is PaperKind.REPORT and any(_MEMO.match(line.text) for line in own)
    found: list[_Naming] = []
    for i, line in enumerate(own):
        rank = _rank(line.text, kind, is_memo=is_memo, is_title=i < _TITLE_LINES)
        if rank is None:
            continue
        text = _run(own, i, to_date=True) if rank == 1 else _pair(own, i)
        dates = tuple(days_held(text, [d for d in printed_dates(text, day_first=day_first) if not _is_anothers(text[: d.start], kind)]))
        slips = () if dates or rank > 2 else tuple(slip for slip in slips_in(text) if not _is_anothers(text[: slip.start], kind))
        if dates or slips:
            sentence = _run(own, i, to_date=False) if rank == 1 else text
            found.append(_Naming(rank, line, sentence, dates, slips))
    return sorted(found, key=lambda naming: naming.rank)


def _is_another_day(text: str, kind: PaperKind) -> bool:
    """Whether a line speaks of another day only: `To confirm the minutes of the meeting held on 4 May 2021`."""
    if kind is PaperKind.PUBLIC_QUESTIONS and _ANSWERS.match(text):
        return True
    if kind is PaperKind.MINUTES:
        heading = MINUTES_HEADING.match(text)
        return heading is None and bool(_OTHER_DAY.search(text) or _ADOPTING.search(text))
    if _SUMMONS.match(text) or (_NAMES_PAPER.match(text) and not _OTHER_MINUTES.search(text)):
        return False
    return bool(_OTHER_DAY.search(text) or _ADOPTING.search(text) or _OTHER_MINUTES.search(text))


def _is_anothers(before: str, kind: PaperKind) -> bool:
    """Whether the words before a date give it to another day than the meeting's."""
    heading = MINUTES_HEADING.match(before) if kind is PaperKind.MINUTES else None
    rest = before[heading.end() :] if heading else before
    anothers = _OTHER_DAY.search(rest) or _ADOPTING.search(rest) or (kind is not PaperKind.MINUTES and _OTHER_MINUTES.search(rest))
    return bool(anothers) or is_planned(before)


def _rank(text: str, kind: PaperKind, *, is_memo: bool, is_title: bool) -> int | None:
    """How surely a line gives the meeting's date: 1 says so, 2 is a date with its weekday, time or label, 3 a date alone.

    Accounts and leaflets have dates that are no meeting's (`as at 31 March 2025`) and tell of meetings that are not theirs,
    so of them only a label counts, and a title that names a meeting: `Slides for the Annual Parish Meeting, 4 May 2021`.
    """
    if kind is PaperKind.OTHER:
        titled = is_title and len(text.split()) <= 14 and printed_dates(text)
        if titled and _names_body_and_day(text):
            return 2
        return 1 if re.search(r"\bmeeting\b", text, re.I) and (titled or MEETING_DATE_LABEL.match(text)) else None
    if MEETING_DATE_LABEL.match(text) or (_NAMES_MEETING.search(text) and (kind is not PaperKind.REPORT or len(text.split()) < 20)):
        return 1
    if LABELLED_DATE.match(text):
        return None if is_memo else 2
    dates = printed_dates(text)
    slips = [] if dates else slips_in(text)
    if not dates and not slips:
        return None
    if kind is not PaperKind.REPORT and _NAMES_PAPER.match(text) and len(text.split()) <= 20:
        return 1
    if _names_body_and_day(text):
        return 2
    rest = TIME.sub(" ", re.sub(rf"\b{WEEKDAY}\b", " ", text, flags=re.I))
    if kind is not PaperKind.REPORT and _BEGINS_WITH_DAY.match(text) and TIME.search(text) and len(text.split()) <= _LONGEST_NAMING:
        return 2
    if len(rest.split()) > 9:
        beside = bool(dates) and kind is not PaperKind.REPORT and (dates[0].weekday is not None or TIME.search(text))
        return 4 if beside else None
    return 2 if re.search(rf"\b{WEEKDAY}\b", text, re.I) or TIME.search(text) else 3 if dates else None


def _names_body_and_day(text: str) -> bool:
    """Whether a line is little but a body with a day: `Report to the Housing Committee, 4 May 2021`."""
    dates, body = printed_dates(text), body_in(text)
    if len(dates) != 1 or body is None:
        return False
    words = len(TIME.sub(" ", re.sub(rf"\b{WEEKDAY}\b", " ", text[: dates[0].start] + text[dates[0].end :], flags=re.I)).split())
    return words - len(body.split()) <= _BESIDE_BODY


def _run(lines: Sequence[HeadLine], i: int, *, to_date: bool) -> str:
    """A line with those that its sentence runs on over: all of them, or as far as the first whole date."""
    text = lines[i].text
    for line in lines[i + 1 : i + _RUN_ON]:
        if re.search(r"[.!?]$", text) or _ENDS_RUN.match(line.text) or line.page != lines[i].page or (to_date and _gives_day(text)):
            break
        text = f"{text} {line.text}"
    return text


def _gives_day(text: str) -> bool:
    """Whether a text has a whole date that is more than the day on which a meeting was planned."""
    return any(not may_be_planned(text, printed) for printed in days_held(text, printed_dates(text)))


def _pair(lines: Sequence[HeadLine], i: int) -> str:
    """A line, with the next where its date is cut in two or only its label stands on it."""
    if printed_dates(lines[i].text) or i + 1 == len(lines):
        return lines[i].text
    both = f"{lines[i].text} {lines[i + 1].text}"
    dates = printed_dates(both)
    is_label = len(lines[i].text.split()) <= 4 and not re.search(r"\d", lines[i].text)
    return both if dates and (dates[0].start < len(lines[i].text) or is_label) else lines[i].text


def _fitting(dated: Sequence[_Naming]) -> _Naming:
    """The surest naming, unless its weekday is not the day's and another line of the kind gives a day that fits."""
    first = dated[0]
    if first.dates[0].fits:
        return first
    return next((naming for naming in dated if naming.rank <= 2 and naming.dates[0].fits and naming.dates[0].weekday is not None), first)


def _doubts(best: _Naming, others: Sequence[_Naming]) -> list[str]:
    first = best.dates[0]
    doubts: list[str] = []
    if not first.fits and first.weekday is not None:
        named = f"{_weekday_name(first.weekday)}, but that day was a {first.day:%A}"
        doubts.append(f"its {best.line.page_name} gives {spoken(first.day)} as a {named}")
    several = {printed.day for printed in best.dates if printed.end == first.end}
    if len(several) > 1:
        doubts.append(f"it names more than one day, {' and '.join(map(spoken, sorted(several)))}; the first was taken")
    for naming in others:
        day = naming.dates[0].day
        if day not in several and day != first.day:
            doubts.append(f"its {naming.line.page_name} also gives {spoken(day)} as its date; {spoken(first.day)} was believed")
            break
    return doubts


def _settled(naming: _Naming, namings: Sequence[_Naming], printed: Sequence[date]) -> MeetingDate:
    """A slip's one meaning, where another line of the paper or its weekday leaves no other; else no date, and a warning."""
    slip = naming.slips[0]
    page = naming.line.page
    others = {other.dates[0].day for other in namings}
    agreed = slip.readings & others
    near = (
        {day for day in slip.readings if any(abs(day - other) <= _NEAR for other in printed)} if _has_weekday(slip) else frozenset[date]()
    )
    for meant, why in ((agreed, "which another line gives"), (slip.readings, "the only day it can mean"), (near, "the year that fits")):
        if len(meant) == 1:
            (day,) = meant
            said = f'its {named_page(page)} prints its date as "{slip.text}"; {spoken(day)}, {why}, was believed'
            return MeetingDate(day, page, (naming.text,), (said,))
    return MeetingDate(
        None, page, (), (f'its {named_page(page)} prints its date as "{slip.text}", which is no whole date; no meeting date was taken',)
    )


def _read_two_ways(naming: _Naming) -> str:
    printed = naming.dates[0]
    day, other = printed.day, date(printed.day.year, printed.day.day, printed.day.month)
    return (
        f'its {naming.line.page_name} prints its date as "{naming.text[printed.start : printed.end]}",'
        f" which is {spoken(day)} read day first"
        f" and {spoken(other)} read month first"
    )


def _has_weekday(slip: Slip) -> bool:
    return re.match(rf"{WEEKDAY}\b", slip.text, re.I) is not None


def _all_dates(lines: Sequence[HeadLine], *, day_first: bool) -> list[date]:
    return [printed.day for line in lines for printed in printed_dates(line.text, day_first=day_first)]


def _headed(headers: Sequence[HeadLine], *, day_first: bool) -> list[_Naming]:
    """Running headers of later pages that carry a date: `Minutes – 4 May 2021 – Page 2`."""
    return [
        _Naming(2, line, line.text, dates)
        for line in headers
        if len(line.text.split()) <= 12 and re.search(r"\b(?:minutes|agenda|page)\b", line.text, re.I) and not line.text.endswith(".")
        if not _OTHER_DAY.search(line.text) and not _ADOPTING.search(line.text)
        if (dates := tuple(printed_dates(line.text, day_first=day_first)))
    ]


def _weekday_name(number: int) -> str:
    return "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[number]
