"""Pages -> what a paper says of itself: the meeting it belongs to, its kind, its standing, its title."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.dates import prints_day_first, prints_month_first
from corpus.models import Meeting, Page, PaperKind, PaperStatus
from corpus.text import readable
from ingest.layout.blocks import Block, Shape
from ingest.layout.head import Edges, HeadLine, before_business, later_headers, named_page, top_lines
from ingest.layout.speakers import speakers_in
from ingest.meetings.hints import Believed, hint_warnings
from ingest.meetings.kinds import meeting_kind, paper_kind
from ingest.meetings.meeting_date import MeetingDate, front_sheet_date, lists_meetings, meeting_date, names_a_meeting, presented_date
from ingest.meetings.names import body_named, council_named
from ingest.meetings.periods import period_named
from ingest.meetings.setting import place_named, time_named
from ingest.meetings.status import paper_status
from ingest.meetings.title import paper_title

_DAY_FIRST_HABIT = re.compile(
    r"£|\b(?:Parish|Borough|District|Community|County|Town)\s+Council\b|\bC(?:ouncillo|ll)rs?\b", re.I
)  # what papers of Britain and Ireland have, where days stand before months
_PERIOD_LINES = 20
_OF_A_PERIOD = (PaperKind.ANNUAL_REPORT, PaperKind.REPORT, PaperKind.OTHER)


@dataclass(frozen=True, slots=True)
class Description:
    """What a paper says of itself."""

    title: str
    kind: PaperKind
    meeting: Meeting
    period: str | None
    status: PaperStatus | None
    warnings: tuple[str, ...]


def describe(
    pages: Sequence[Page],
    blocks: Sequence[Block],
    file_name: str,
    *,
    has_agenda: bool,
    running: Sequence[HeadLine] = (),
    edges: Edges = Edges(),  # noqa: B008 (it is frozen)
    pdf_title: str | None = None,
) -> Description:
    """Council, body, date, kind, standing and title of a paper, read from its first pages. Anything not said is None.

    `has_agenda`: whether it has an agenda table with pages, which only a pack has. `running`: the running headers and
    footers that its pages had, which settle a date that is not whole. `edges`: those of the first page, where they are no part of it.
    The file's name and the PDF's own title are hints: where they say something else than the pages, the pages are believed and a
    warning tells of it.
    """
    top = edges.around(top_lines(pages))
    if speakers := speakers_in(blocks):  # what people say tells of other meetings too
        said = readable(blocks[min(speakers)].text.split("\n")[0])
        top = list(itertools.takewhile(lambda line: line.text != said, top))
    lines = [line.text for line in top]
    head = [line.text for line in before_business(top)]
    everything = "\n".join(page.text for page in pages)
    kind = paper_kind(lines, everything, len(pages), has_agenda=has_agenda)
    running_through = _running_through(running, len(pages))
    council = council_named([*head, *running_through], "\n".join([everything, *running_through]))
    body = body_named(head, council, kind)
    when = presented_date(top) if kind is PaperKind.ANNUAL_REPORT else MeetingDate()
    if when.day is None and kind in (PaperKind.ANNUAL_REPORT, PaperKind.OTHER) and (body or names_a_meeting(head)):
        when = front_sheet_date(top)
    if when.day is None and kind is not PaperKind.ANNUAL_REPORT:
        headers = [*later_headers(pages), *(line for line in running if line.page > pages[0].number)]
        tells = _DAY_FIRST_HABIT.search(everything) is not None or prints_day_first(everything)
        record = PaperKind.MINUTES if speakers else kind
        when = meeting_date(top, headers, record, day_first=not prints_month_first(everything), tells_day_first=tells)
    if kind in (PaperKind.OTHER, PaperKind.AGENDA, PaperKind.REPORT) and lists_meetings(top):
        when = MeetingDate(warnings=("it lists the days of several meetings and is of none of them",))
    meeting = Meeting(
        council=council,
        body=body,
        date=when.day,
        time=time_named(when.naming, head) if when.day and kind is not PaperKind.ANNUAL_REPORT else None,
        place=place_named(when.naming, head) if when.day else None,
        kind=meeting_kind(head) if kind not in _OF_A_PERIOD else None,
    )
    status = paper_status([*head, *running_through], pages, kind, when.day)
    period = period_named(head[:_PERIOD_LINES]) if kind in _OF_A_PERIOD else None
    headings = [readable(block.text) for block in blocks if block.page == pages[0].number and block.shape is Shape.HEADING]
    warnings = (*_without_date(when), *hint_warnings(file_name, pdf_title, Believed(when.day, named_page(when.page), kind, status)))
    return Description(paper_title(headings, kind, meeting, period, file_name), kind, meeting, period, status, warnings)


def _running_through(running: Sequence[HeadLine], page_count: int) -> list[str]:
    """The running lines of most pages, figures aside: those of a part of a pack are its own."""
    shapes = Counter(re.sub(r"\d+", "#", line.text) for line in running)
    through = {re.sub(r"\d+", "#", line.text): line.text for line in running}
    return [text for shape, text in through.items() if 2 * (shapes[shape] + 1) > page_count]


def _without_date(when: MeetingDate) -> tuple[str, ...]:
    return when.warnings if when.day or when.warnings else ("no meeting date was found on its first pages",)
