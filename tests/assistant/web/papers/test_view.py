"""What the Papers page makes of the papers held, without a browser: order, filters, tables, names of uploads."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from assistant.models import Filters
from assistant.web.papers import tables, timeline, upload
from assistant.web.papers.view import Order, View, shown
from corpus.models import Meeting, Paper, PaperKind, Refusal
from corpus.versions import Versions

HOSTILE = '"><img src=x onerror=alert(1)>'
PAPER = Paper(
    id="a", sha256="a", path="/p/a.pdf", file="a.pdf", title="Minutes of the Cabinet", kind=PaperKind.MINUTES,
    meeting=Meeting("Ambershire", "Cabinet", date(2021, 9, 9)), period=None, page_count=4, passage_count=30, unread_pages=(), reader="r",
    coverage=0.987,
)  # fmt: skip
PACK = replace(
    PAPER, id="b", title="Agenda pack of the Panel", kind=PaperKind.AGENDA_PACK, page_count=90,
    meeting=Meeting("Ambershire", "Panel", date(2022, 1, 3)), warnings=("page 3: read from a picture",),
)  # fmt: skip
UNDATED = replace(PAPER, id="c", title="Annual report", kind=PaperKind.ANNUAL_REPORT, meeting=Meeting("Ambershire"))
PAPERS = [PAPER, PACK, UNDATED]


def ids(view: View) -> str:
    return "".join(paper.id for paper in shown(PAPERS, view))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEWEST, "bac"), (Order.OLDEST, "abc"), (Order.BODY, "abc"), (Order.KIND, "bac"), (Order.TITLE, "bca"), (Order.PAGES, "bac"),
    ],
)  # fmt: skip
def test_papers_are_sorted_and_those_without_a_date_come_last(order: Order, expected: str) -> None:
    assert ids(View(order=order)) == expected


def test_filters_leave_the_papers_of_a_body_a_kind_a_time_and_those_with_warnings() -> None:
    assert ids(View(filters=Filters(bodies=("Cabinet",)))) == "a"
    assert ids(View(filters=Filters(kinds=(PaperKind.AGENDA_PACK, PaperKind.ANNUAL_REPORT)))) == "bc"
    assert ids(View(filters=Filters(date_from=date(2021, 9, 10)))) == "b"
    assert ids(View(filters=Filters(date_to=date(2021, 9, 9)))) == "a"
    assert ids(View(warned_only=True)) == "b"


def test_the_table_says_what_is_held_and_shows_text_of_papers_as_text() -> None:
    hostile = replace(PACK, title=HOSTILE, file=HOSTILE, meeting=Meeting(None, HOSTILE, None), warnings=(HOSTILE,))
    html = tables.papers_table("2 papers", [PAPER, hostile], Versions({}, {}), Order.TITLE)
    assert ">9 September 2021<" in html
    assert ">99%<" in html
    assert 'aria-sort="ascending">Title and file<' in html
    assert "<img" not in html
    assert html.count("&lt;img") == 4  # title, file, body, warning


def test_a_file_not_taken_is_told_with_its_reason_as_a_sentence() -> None:
    html = tables.refusals_table("1 file", [Refusal("/p/x", HOSTILE, "damaged", f"{HOSTILE}: the file is empty. Download it again.")])
    assert ">The file is empty. Download it again.<" in html
    assert "<img" not in html


def test_the_picture_counts_papers_of_a_kind_in_a_month_and_says_the_same_in_words() -> None:
    drawn = timeline.picture([*PAPERS, replace(PAPER, id="d")])
    assert drawn is not None
    (rows,) = drawn.to_dict()["datasets"].values()
    assert [(row["kind"], row["when"], row["papers"]) for row in rows] == [
        ("Agenda pack", "January 2022", 1),
        ("Minutes", "September 2021", 2),
    ]
    assert timeline.told([*PAPERS, replace(PAPER, id="d")]) == "3 papers by the year of their meeting: 2021: 2, 2022: 1."
    assert timeline.undated(PAPERS) == "1 paper gives no meeting date and is not in the picture."
    assert timeline.picture([UNDATED]) is None


@pytest.mark.parametrize(
    ("given", "own"),
    [
        ("Cabinet – 9 Sept. 2021 (final).PDF", "cabinet-9-sept-2021-final.pdf"),
        ("C:\\Papers\\panel.pdf", "panel.pdf"),
        ("../../../etc/passwd.txt", "passwd.txt"),
        ("Gŵyl.docx", "gwyl.docx"),
        ("会议.txt", "paper.txt"),
        ("-rf .md", "rf.md"),
        ("no ending", "paper.no-endin"),
        ("x" * 300 + ".html", "x" * 80 + ".html"),
    ],
)
def test_an_upload_gets_a_name_of_our_own(given: str, own: str) -> None:
    assert upload.own_name(given) == own


@dataclass
class Sent:
    """A file as it was sent, of a size without the bytes."""

    name: str
    size: int

    def getbuffer(self) -> memoryview:
        raise AssertionError("its size is known without reading it")


def test_too_many_files_or_too_large_ones_are_told_what_to_do() -> None:
    assert upload.over_limits([Sent("a.pdf", upload.MOST_BYTES)]) is None
    assert "21 files are too many at once. Choose at most 20" in (upload.over_limits([Sent("a.pdf", 1)] * 21) or "")
    assert "Together the files have 250 MB. Choose at most 200 MB" in (upload.over_limits([Sent("a.pdf", 125 * 1024 * 1024)] * 2) or "")
