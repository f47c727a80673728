"""Pages of meeting software saved as HTML, made for these tests as Legistar, CMIS and Granicus make theirs: records of meetings."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corpus.models import PaperKind, Presence
from ingest.build import read_paper


@dataclass
class Page:
    """A page, and what is right of it: its items by number, and each decision's words with mover, seconder and votes for and against."""

    html: str
    council: str
    body: str
    day: datetime.date
    items: dict[str, str]
    decisions: dict[str, tuple[str | None, str | None, int | None, int | None]]
    present: list[str] = field(default_factory=list)


LEGISTAR = Page(
    """<html><head><title>Minutes</title></head><body><div id="ctl00_menu"><a href="/">Home</a> <a href="/c">Calendar</a></div>
    <div align="center"><b>City of Elmbrook</b><br><b>Planning Commission</b><br>Meeting Minutes - Final</div>
    <table><tr><td>Tuesday, March 12, 2024</td><td>6:00 PM</td><td>Council Chamber</td></tr></table>
    <p><b>1. CALL TO ORDER</b></p><p>The meeting was called to order at 6:00 PM.</p>
    <p><b>2. ROLL CALL</b></p><table><tr><td>Present</td><td>3 -</td>
    <td>Chair Ann Ode, Commissioner Bo Lee, Commissioner Cara Dunn</td></tr>
    <tr><td>Absent</td><td>1 -</td><td>Commissioner Ed Gray</td></tr></table>
    <p><b>3. PUBLIC HEARINGS</b></p>
    <table><tr><td><a href="x">24-0131</a></td><td>Variance for 14 Oak Street, to build within 3 feet of the side lot line.</td>
    </tr></table>
    <p><b>A motion was made by Commissioner Lee, seconded by Commissioner Dunn, that the variance be approved.
    The motion carried by the following vote:</b></p>
    <table><tr><td>Aye:</td><td>2 -</td><td>Lee and Dunn</td></tr><tr><td>Nay:</td><td>1 -</td><td>Ode</td></tr></table>
    <p><b>4. ADJOURNMENT</b></p><p>The meeting adjourned at 7:10 PM.</p></body></html>""",
    "City of Elmbrook", "Planning Commission", datetime.date(2024, 3, 12),
    {"1": "CALL TO ORDER", "2": "ROLL CALL", "3": "PUBLIC HEARINGS", "4": "ADJOURNMENT"},
    {"variance be approved": ("Commissioner Lee", "Commissioner Dunn", 2, 1)},
    ["Ann Ode", "Bo Lee", "Cara Dunn"],
)  # fmt: skip
CMIS = Page(
    """<html><head><title>Meeting Details</title></head><body><form><div id="dnn_ctr_menu"><ul><li><a>Home</a></li>
    <li><a>Councillors</a></li></ul></div>
    <div class="breadcrumb">You are here: Meetings</div><h1>Ambershire County Council</h1><h2>Meeting Details</h2>
    <table><tr><td>Committee:</td><td>Highways Panel</td></tr><tr><td>Date:</td><td>Tuesday 4 May 2021</td></tr><tr><td>Time:</td>
    <td>10:00</td></tr>
    <tr><td>Place:</td><td>Wenlow Room, County Hall</td></tr></table><h3>Agenda and Minutes</h3>
    <table><tr><th>No</th><th>Item</th><th>Decision / minutes</th><th>Documents</th></tr>
    <tr><td>1</td><td>Apologies</td><td>Apologies were received from Cllr Dunn.</td><td></td></tr>
    <tr><td>2</td><td>Minutes of 6 April 2021</td><td>RESOLVED: That the minutes be confirmed.</td><td><a>Minutes PDF 120 KB</a></td></tr>
    <tr><td>3</td><td>Potholes in Wenlow</td><td>RESOLVED: That £40,000 be spent on potholes. For: 5, Against: 1.</td>
    <td><a>Report PDF 5 KB</a></td></tr>
    </table><div id="footer">Copyright | Accessibility | You may also like</div></form></body></html>""",
    "Ambershire County Council", "Highways Panel", datetime.date(2021, 5, 4),
    {"1": "Apologies", "2": "Minutes of 6 April 2021", "3": "Potholes in Wenlow"},
    {"minutes be confirmed": (None, None, None, None), "£40,000": (None, None, 5, 1)},
)  # fmt: skip
GRANICUS = Page(
    """<html><head><title>Minutes</title></head><body><header><nav><a>Home</a><a>Archive</a></nav></header><div class="agenda-container">
    <div>TOWN OF ELM</div><div>TOWN COUNCIL REGULAR MEETING</div><div>MINUTES</div><div>Monday, April 8, 2024 7:00 p.m.</div>
    <div>Present: Mayor Ann Ode, Councilmembers Bo Lee, Cara Dunn</div>
    <ol><li><div>CALL TO ORDER</div></li><li><div>CONSENT AGENDA</div>
    <div>Motion by Lee, second by Dunn, to approve the minutes of March 25, 2024.</div>
    <div>RESULT: APPROVED [UNANIMOUS]</div><div>MOVER: Bo Lee</div><div>SECONDER: Cara Dunn</div><div>AYES: Ode, Lee, Dunn</div></li>
    <li><div>PURCHASE OF A SNOW PLOW</div><div>Motion by Dunn, second by Lee, to buy a plow for $84,200.</div>
    <div>RESULT: ADOPTED [2 TO 1]</div>
    <div>MOVER: Cara Dunn</div><div>SECONDER: Bo Lee</div><div>AYES: Lee, Dunn</div><div>NAYS: Ode</div></li></ol></div>
    <footer>Powered by meeting software | Home</footer></body></html>""",
    "Town of Elm", "Council", datetime.date(2024, 4, 8),
    {"1": "CALL TO ORDER", "2": "CONSENT AGENDA", "3": "PURCHASE OF A SNOW PLOW"},
    {"March 25": ("Bo Lee", "Cara Dunn", 3, None), "$84,200": ("Cara Dunn", "Bo Lee", 2, 1)},
    ["Ann Ode", "Bo Lee", "Cara Dunn"],
)  # fmt: skip


@pytest.mark.parametrize("page", [LEGISTAR, CMIS, GRANICUS], ids=["legistar", "cmis", "granicus"])
def test_a_page_of_meeting_software_is_the_record_of_its_meeting(tmp_path: Path, page: Page) -> None:
    (tmp_path / "a.html").write_text(page.html)
    read = read_paper(tmp_path / "a.html")
    meeting = read.paper.meeting
    assert (meeting.council, meeting.body, meeting.date, read.paper.kind) == (page.council, page.body, page.day, PaperKind.MINUTES)
    assert {p.item.number: p.item.title for p in read.passages if p.item} == page.items
    decided = [p for p in read.passages if p.decision]
    assert len(decided) == len(page.decisions)
    for passage, (words, (mover, seconder, ayes, nays)) in zip(decided, page.decisions.items(), strict=True):
        assert words in passage.text
        assert passage.decision
        assert (passage.decision.mover, passage.decision.seconder) == (mover, seconder)
        vote = passage.decision.vote
        assert (vote and vote.in_favour, vote and vote.against) == (ayes, nays)
    assert [a.name for a in read.paper.attendance if a.presence is Presence.PRESENT] == page.present
    everything = " ".join(p.text for p in read.passages)
    assert not [word for word in ("Home", "You are here", "Accessibility", "Powered by", " KB") if word in everything]
