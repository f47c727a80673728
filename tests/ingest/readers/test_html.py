"""HTML files -> what a reader of the paper sees; anything else is refused by name."""

import itertools
import random
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import PaperCorrupt, PaperMislabelled, PaperRefused, PaperTooLarge, PaperWithoutText
from corpus.models import PaperKind, PassageKind
from ingest.build import read_paper
from ingest.readers.choose import reader_for
from ingest.readers.html.reader import HtmlReader
from ingest.readers.raw import Line


def lines_of(path: Path) -> tuple[Line, ...]:
    [page] = reader_for(path)(path)
    return page.lines


def read(tmp_path: Path, body: str | bytes) -> list[str]:
    path = tmp_path / "paper.html"
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return [line.text for line in lines_of(path)]


def headings(tmp_path: Path, body: str) -> list[str]:
    read(tmp_path, body)
    return [line.text for line in lines_of(tmp_path / "paper.html") if line.heading]


MINUTES = """<!DOCTYPE html>
<html lang="en"><head><title>Minutes: menu</title><meta charset="utf-8">
<style>p { margin: 0 }</style><script>var x = "<p>no";</script></head>
<body>
<a href="#content" class="skip">Skip to main content</a>
<header><img alt="logo"><h1>Ambershire County Council</h1><form><input value="Find"><button>Search</button></form></header>
<nav><ul><li><a href="/">Home</a></li><li><a href="/m">Meetings</a></li></ul></nav>
<main id="content">
<h1>Meeting of the panel</h1>
<h2>Minutes of the Highways Scrutiny Panel</h2>
<p>Held on Tuesday, 4th May, 2021 10.00 am</p>
<p><b>Venue:</b> Council Chamber, County Hall</p>
<div class="contact"><dl><dt>Contact:</dt><dd>Ann Ode</dd><dt>Telephone</dt><dd>01234 567890</dd></dl></div>
<table class="items"><tr><th>No.</th><th>Item</th></tr>
<tr><td><p>12.</p></td><td><p><strong>Potholes</strong></p>
<div>The panel heard that the lorries went out on 61&nbsp;nights, and that the depots had salt for the winter to come. It asked
how many potholes had been mended since the last meeting, and was told that there were 1,204 of them in the whole county.</div>
<div>RESOLVED that &pound;40,000 be spent on potholes in Wenlow.</div><ul><li>Report, item 12 <span>PDF 80 KB</span></li></ul></td></tr>
<tr><td><p>13.</p></td><td><p><strong>Winter gritting</strong></p><p>The panel noted the salt used in each district.</p></td></tr>
</table>
<table><caption>Table 1: Salt used</caption><thead><tr><th>District</th><th>2019/20</th><th>2020/21</th></tr></thead>
<tbody><tr><td>Stannick</td><td>2,140</td><td>2,655</td></tr><tr><td>Wenlow</td><td></td><td>1,990</td></tr></tbody></table>
<p>The meeting ended at 11.30 am.</p>
</main>
<footer>Copyright</footer></body></html>"""


def test_minutes_on_a_web_page_give_their_meeting_their_items_and_their_tables(tmp_path: Path) -> None:
    path = tmp_path / "minutes.html"
    path.write_text(MINUTES, encoding="utf-8")
    read = read_paper(path)
    assert (read.paper.kind, read.paper.page_count, read.paper.coverage) == (PaperKind.MINUTES, 1, 1.0)
    assert (read.paper.meeting.body, read.paper.meeting.date) == ("Highways Scrutiny Panel", date(2021, 5, 4))
    potholes = next(p for p in read.passages if "£40,000" in p.text)
    assert potholes.kind is PassageKind.RESOLUTION
    assert potholes.item is not None
    assert (potholes.item.number, potholes.item.title) == ("12", "Potholes")
    row = next(p for p in read.passages if p.text.startswith("Wenlow"))
    assert (row.kind, row.text) == (PassageKind.TABLE_ROW, "Wenlow\t\t1,990")
    assert "Wenlow. 2020/21: 1,990" in row.indexed
    assert "Salt used" in row.indexed
    page = read.pages[0].text
    assert not any(word in page for word in ("Skip", "Home", "Search", "Copyright", "var x", "menu", "margin"))


def test_the_site_around_the_paper_and_what_is_not_shown_are_left_out(tmp_path: Path) -> None:
    body = """<body><header>Site</header><nav>Menu</nav><div role="banner">Banner</div><aside>Beside</aside>
    <article><header>Minutes</header><p>Shown <span hidden>a</span><span style="display:none">b</span><span aria-hidden="true">c</span>
    <span class="govuk-visually-hidden">d</span>words</p><aside>A note</aside><p><s>struck</s><del>deleted</del><ins>Inserted</ins></p>
    <select><option>e</option></select><textarea>f</textarea><noscript>g</noscript><template>h</template><svg><text>i</text></svg>
    <dialog>j</dialog><h3><button>Item 4</button></h3><button>k</button><!-- l --><footer>Signed</footer></article><footer>Foot</footer>"""
    assert read(tmp_path, body) == ["Minutes", "Shown words", "A note", "Inserted", "Item 4", "Signed"]


def test_the_title_is_kept_where_it_stands_outside_the_main_content(tmp_path: Path) -> None:
    assert read(tmp_path, "<h1>Cabinet</h1><p>Advert</p><div role=main><p>Text</p></div>") == ["Cabinet", "Text"]
    assert read(tmp_path, "<p>Before</p><main></main><p>After</p>") == ["Before", "After"]


def test_lists_have_their_marks(tmp_path: Path) -> None:
    body = """<p>Agreed:</p><ol start=4><li>four<li>five<ol type=a><li>one<li value=5>two</ol><li><p>six</p><p>goes on</p></ol>
    <ol type=I reversed><li>x<li>y</ol><ol style="list-style-type: lower-roman"><li>z</ol><ul><li>point<ul><li>within</ul></ul>
    <ul style="list-style:none"><li>bare</ul>"""
    assert read(tmp_path, body) == [
        "Agreed:", "4. four", "5. five", "a. one", "e. two", "6. six", "goes on", "II. x", "I. y", "i. z", "• point", "• within", "bare",
    ]  # fmt: skip


def test_headings_are_told_by_their_elements_and_by_short_bold_paragraphs(tmp_path: Path) -> None:
    body = """<h2>Potholes</h2><p><b>Gritting</b></p><p><b>Note:</b> not all</p><p><strong>Carried.</strong></p>
    <p><span style="font-weight: 700">Lanes</span></p>
    <table><caption>Salt</caption><tr><td><b>a</b><td>b</table><details><summary>More</summary>x"""
    assert headings(tmp_path, body) == ["Potholes", "Gritting", "Lanes", "Salt", "More"]


def test_columns_keep_their_places_beside_cells_that_span(tmp_path: Path) -> None:
    body = """<table><tr><th rowspan=2>District<th colspan=2>Salt<tr><th>2019<th>2020<tr><td>Wenlow<td>1<td rowspan=2>2
    <tr><td>Stannick<td>3<tr><td colspan=3>Note<tr><td><p>4</p><p>5</p><td><table><tr><td>x<td>y</table><td></table>"""
    assert read(tmp_path, body) == [
        "District\tSalt\t", "District\t2019\t2020", "Wenlow\t1\t2", "Stannick\t3\t", "Note\t\t", "4 5\tx y\t",
    ]  # fmt: skip


def test_a_table_that_only_lays_out_the_page_is_text(tmp_path: Path) -> None:
    said = "The panel heard that the lorries went out on 61 nights and that the depots had salt for the winter to come."
    inner = "<table><tr><td>Wenlow<td>1</table>"
    top = f"<tr><td colspan=2><h1>Minutes</h1><p>{said}</p>{inner}<p>{said}</p></td></tr>"
    body = f"<table>{top}<tr><td>7.<td><p>Lanes</p><p>{said}</p></table>"
    assert read(tmp_path, body) == ["Minutes", said, "Wenlow\t1", said, "7. Lanes", said]


def test_terms_stand_with_what_is_said_of_them(tmp_path: Path) -> None:
    body = """<dl><dt>Date:<dd>Tuesday 4 May 2021<dt>EHCP<dd>Education, Health and Care Plan<dt>Alone<dt>Quorum
    <dd>The smallest number of members who have to be there for the meeting to decide anything.<dd>Three</dl>"""
    assert read(tmp_path, body) == [
        "Date: Tuesday 4 May 2021", "EHCP\tEducation, Health and Care Plan", "Alone", "Quorum",
        "The smallest number of members who have to be there for the meeting to decide anything.", "Three",
    ]  # fmt: skip


def test_lines_break_where_the_page_breaks_them_and_nowhere_else(tmp_path: Path) -> None:
    body = "<p>County Hall,<br>Wenlow\n  AM1&nbsp;2BC</p><pre>a   b\n  c\n\nd</pre><div>One<div>Two</div>three</div>"
    assert read(tmp_path, body) == ["County Hall,", "Wenlow AM1 2BC", "a   b", "  c", "d", "One", "Two", "three"]
    gaps = [line.text for line in lines_of(tmp_path / "paper.html") if line.gap_above]
    assert gaps == ["a   b", "d", "One"]


def test_minutes_in_divisions_stand_apart(tmp_path: Path) -> None:
    said = "The panel noted the cost of the lanes on Castle Street, which was £212,000."
    read(tmp_path, f"<div>{said}</div><div>{said}</div>")
    assert [line.gap_above for line in lines_of(tmp_path / "paper.html")] == [False, True]


def test_a_raised_figure_does_not_change_the_one_before_it(tmp_path: Path) -> None:
    body = "<p>£40,000<sup><a href='#n'>1</a></sup> on the 4<sup>th</sup> for 12 m<sup>2</sup><sup>[2]</sup></p>"
    assert read(tmp_path, body) == ["£40,000¹ on the 4th for 12 m²[2]"]


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ("<p>£5 – council’s", "utf-8"),
        ("<p>£5 – council’s", "utf-8-sig"),
        ("<p>£5 – council’s", "utf-16"),
        ("<p>£5 – council’s", "cp1252"),
        ("<meta charset='iso-8859-1'><p>£5 – council’s", "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'><p>£5 – council’s", "cp1252"),
        ("<meta charset=utf-8><p>£5 – council’s", "cp1252"),  # as pages that were saved by hand often say
        ("<meta charset=windows-1250><p>£5 – council’s", "utf-16"),
        ("<meta charset=no-such-thing><p>£5 – council’s", "utf-8"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><!DOCTYPE html><p>£5 – council’s", "utf-8"),
        ("<p>&pound;5 &#150; council&#146;s", "ascii"),
    ],
)
def test_letters_are_read_in_whatever_the_page_was_written(tmp_path: Path, page: str, encoding: str) -> None:
    assert read(tmp_path, page.encode(encoding)) == ["£5 – council’s"]


def test_pages_without_words_and_files_that_are_no_pages_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<html><body><script>x</script></body></html>")
    with pytest.raises(PaperWithoutText, match=r"empty\.html"):
        read_paper(tmp_path / "empty.html")
    for name, content in (("pdf.htm", b"%PDF-1.7"), ("binary.html", b"\x00\x01\x02" * 100), ("late.html", b"<p>text" * 500 + b"\0")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(PaperMislabelled, match=name):
            lines_of(tmp_path / name)
    with (tmp_path / "huge.html").open("wb") as stream:
        stream.write(b"<p>One")
        stream.truncate(30_000_000)
    with pytest.raises(PaperTooLarge, match=r"huge\.html"):
        lines_of(tmp_path / "huge.html")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "deep",
        "<b>&oops; </i>" * 5000 + "<div>" * 100_000 + "deep",
        "<table><tr><td>" * 5000 + "deep",
        "<ul><li>" * 50_000 + "deep",
    ],
)
def test_elements_without_end_within_each_other_are_refused_at_once(tmp_path: Path, page: str) -> None:
    began = time.monotonic()
    with pytest.raises(PaperCorrupt, match="deep"):
        read(tmp_path, page)
    assert time.monotonic() - began < 20


def test_deep_and_wide_pages_are_read_at_once(tmp_path: Path) -> None:
    began = time.monotonic()
    assert read(tmp_path, "<div>" * 1500 + "deep" + "</div>" * 1500 + "after") == ["deep", "after"]
    assert len(read(tmp_path, "<p>word</p>" * 50_000)) == 50_000
    assert read(tmp_path, f"<table>{'<tr><td colspan=1000 rowspan=60000>x<td>y' * 300}</table>")[0].startswith("x\t\t")
    assert time.monotonic() - began < 30


def test_damaged_pages_are_read_or_refused(tmp_path: Path) -> None:
    chance = random.Random(5)
    for _ in range(200):
        content = bytearray(MINUTES.encode())
        for _ in range(chance.choice([1, 5, 60])):
            content[chance.randrange(len(content))] = chance.choice(b'<>/"&;=- \x00\xff0td')
        start, end = sorted((chance.randrange(len(content)), chance.randrange(len(content))))
        try:
            read(tmp_path, bytes(content[:start] + content[end:]) or b" ")
        except PaperRefused:
            continue


_WRAPS = ["<p>{}</p>", "<div>{}</div>", "{}<br>", "<ul><li>{}</li></ul>", "<section><h3>{}</h3></section>", "<span>{}</span> ",
          "<table><tr><td>{}</td><td>{}</td></tr><tr><th rowspan=2>{}</table>", "<blockquote>{}<p>{}</blockquote>", "<dl><dt>{}<dd>{}</dl>",
          "<nav>left out</nav>{}", "<pre>{}\n\n{}</pre>", "<table><caption>{}</caption><tr><td>{}</table>"]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.recursive(st.just("{}"), lambda inner: st.lists(st.tuples(st.sampled_from(_WRAPS), inner), max_size=4), max_leaves=25))
def test_every_word_comes_out_once_and_in_order(tmp_path: Path, tree: object) -> None:
    words: list[str] = []
    counter = itertools.count()

    def written(node: object) -> str:
        if not isinstance(node, list):
            words.append(f"word{next(counter)}")
            return f" {words[-1]} "
        return "".join(
            "".join(part + (written(inner) if n < wrap.count("{}") else "") for n, part in enumerate(wrap.split("{}")))
            for wrap, inner in node
        )

    path = tmp_path / "paper.html"
    path.write_text(f"<html><body>{written(tree)}</body></html>")
    [page] = HtmlReader()(path)
    found = [word for line in page.lines for word in line.text.split() if word != "•"]
    assert found == words
