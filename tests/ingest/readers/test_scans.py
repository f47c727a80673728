"""Pages that are pictures: read by tesseract where it is installed, named with how to install it where it is not."""

import datetime
import re
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import NotReadNow, PaperWithoutText
from corpus.models import PaperKind
from corpus.read_paper import ReadPaper
from ingest.build import read_paper
from ingest.readers.pdf.reader import PdfReader
from ingest.readers.scans import ocr
from ingest.readers.scans.lines import ReadWord, words_to_page
from tests.conftest import ROOT
from tests.factories import make_pdf, make_picture_pdf, make_scan
from tests.ingest.readers.test_pdf import LEFT, RIGHT, across, drawn, has_ink, shown
from tests.papers import read_once

SAMPLES = ROOT / "corpus" / "papers"
INSTALL = "apt-get install tesseract-ocr"

needs_tesseract = pytest.mark.skipif(not ocr.can_read_scans(), reason="tesseract is not installed")

PROSE = "The panel heard that the road over Culver Hill had been shut on eleven days, and that two lorries had been lost in January. "
PAGES = [
    ["# Winter gritting", PROSE * 4],
    [
        "# Cycle lanes",
        "The lanes on Castle Street cost £212,000 and were opened on 9 September 2021. " * 3,
        "Members asked for a survey. " * 9,
    ],
]


@pytest.fixture
def without_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def overlaid(path: Path, *, number: int, words: str, hidden: bool = False) -> Path:
    """Put words over a page of a PDF, as a stamp does, or hidden, as a scanner's own reading is."""
    over = Canvas(str(path.with_suffix(".over.pdf")), pagesize=A4)
    text = over.beginText(80, 30)
    text.setTextRenderMode(3 if hidden else 0)
    text.textLines(re.findall(r".{1,60}(?:\s|$)", words))
    over.drawText(text)
    over.save()
    writer = pypdf.PdfWriter(clone_from=path)
    writer.pages[number - 1].merge_page(pypdf.PdfReader(path.with_suffix(".over.pdf")).pages[0])
    writer.write(path)
    return path


def joined(*paths: Path, to: Path) -> Path:
    writer = pypdf.PdfWriter()
    for path in paths:
        writer.append(path)
    writer.write(to)
    return to


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w£%.,'-]*\w", text.replace("’", "'"))


def found(words: list[str], text: str) -> float:
    """The share of words that stand in a text."""
    there = set(words_of(text))
    return sum(word in there for word in words) / len(words)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of text, a scan, a scan with a stamp and a page number over it, and an empty page."""
    folder = tmp_path_factory.mktemp("mixed")
    text = make_pdf(folder / "text.pdf", PAGES)
    scan = overlaid(make_scan(text, folder / "scan.pdf"), number=2, words="Received 4 May 2021 Democratic Services Page 3")
    empty = drawn(folder / "empty.pdf", Canvas.saveState)
    return joined(make_pdf(folder / "first.pdf", PAGES[:1]), scan, empty, to=folder / "mixed.pdf")


@needs_tesseract
def test_pages_are_read_each_in_its_own_way(mixed: Path) -> None:
    read = read_paper(mixed)
    assert [(page.number, page.reader.split()[0]) for page in read.pages] == [(1, "pdfium"), (2, "tesseract"), (3, "tesseract")]
    assert re.fullmatch(r"tesseract \d+\.\d+\S* \(eng\)", read.pages[1].reader)
    assert read.pages[0].text.count(PROSE.strip()) == 0  # its lines are broken as on the page
    assert found(words_of(PROSE), read.pages[0].text) == 1
    assert found(words_of(PROSE), read.pages[1].text) > 0.95
    assert found(words_of("The lanes on Castle Street cost £212,000"), read.pages[2].text) == 1
    assert read.paper.unread_pages == ()
    assert "pages 2 to 3: read from a picture, so check figures and names against the page" in read.paper.warnings


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_scans_are_named_with_how_to_install_it(mixed: Path) -> None:
    read = read_paper(mixed)
    assert [page.number for page in read.pages] == [1, 3]  # the stamp is text
    assert read.paper.unread_pages == (2,)
    [warning] = [warning for warning in read.paper.warnings if warning.startswith("pages 2 to 3: ")]
    assert INSTALL in warning
    assert "brew install tesseract" in warning


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_a_paper_of_scans_is_refused_with_how_to_install_it(tmp_path: Path) -> None:
    scan = make_scan(make_pdf(tmp_path / "text.pdf", PAGES), tmp_path / "scan.pdf")
    with pytest.raises(PaperWithoutText, match=INSTALL):
        read_paper(scan)


@needs_tesseract
def test_pictures_in_which_there_are_no_words_are_named_as_unread(tmp_path: Path) -> None:
    picture = make_picture_pdf(tmp_path / "picture.pdf")
    with pytest.raises(PaperWithoutText, match="no words could be read"):
        read_paper(picture)
    read = read_paper(joined(make_pdf(tmp_path / "text.pdf", PAGES), picture, to=tmp_path / "both.pdf"))
    assert read.paper.unread_pages == (3,)
    assert "page 3: no words could be read" in read.paper.warnings


@needs_tesseract
def test_pages_that_take_too_long_are_told_to_be_tried_again_and_the_others_are_read(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_SECONDS", 0.01)
    read = read_paper(mixed)
    assert [page.number for page in read.pages] == [1, 3]  # the stamp over the third is text
    assert read.paper.unread_pages == (2, 3)
    assert read.cut_short == ("pages 2 to 3: not read to the end (tesseract took more than 0.01 seconds); the next ingest tries again",)
    assert set(read.cut_short) < set(read.paper.warnings)
    assert not [warning for warning in read.paper.warnings if "no words" in warning]


@needs_tesseract
@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("kill -9 $$", "tesseract was killed by signal 9"),
        ("echo no data for English >&2; exit 1", "tesseract failed: no data for English"),
        ("exit 0", "tesseract's files: No such file or directory"),
        ("for last; do :; done; : > $2.tsv", "what tesseract wrote is cut off"),
        (None, "tesseract is installed no longer"),
    ],
    ids=["killed", "failed", "nothing written", "half written", "gone"],
)
def test_pages_whose_tesseract_ends_or_goes_are_no_pages_without_text(
    does: str | None, why: str, mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    version = '[ "$1" = --version ] && echo tesseract 5.3.0 && exit'
    program.write_text(f"#!/bin/sh\n{version}\n{does}\n" if does else "#!/no/such/program\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    read = read_paper(mixed)
    assert [page.number for page in read.pages] == [1, 3]
    assert read.paper.unread_pages == (2, 3)
    assert read.cut_short == (f"pages 2 to 3: not read to the end ({why}); the next ingest tries again",)
    assert set(read.cut_short) < set(read.paper.warnings)
    scan = make_scan(make_pdf(tmp_path / "text.pdf", PAGES), tmp_path / "scan.pdf")
    with pytest.raises(NotReadNow, match=re.escape(f"scan.pdf: pages 1 to 2: not read to the end ({why})")):
        read_paper(scan)


@needs_tesseract
@pytest.mark.parametrize("flag", [0, 90])
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_scans_that_lie_sideways_or_upside_down_are_read_and_their_lines_stand_where_they_are_shown(
    tmp_path: Path, turned: int, flag: int
) -> None:
    scan = make_scan(make_pdf(tmp_path / "text.pdf", PAGES[:1]), tmp_path / "scan.pdf", turned=turned)
    writer = pypdf.PdfWriter(clone_from=scan)
    writer.pages[0].rotate(flag)
    writer.write(scan)
    [page] = PdfReader()(scan)
    assert [line.text for line in page.lines if line.heading] == ["Winter gritting"]
    assert found(words_of(PROSE), "\n".join(line.text for line in page.lines)) > 0.95
    picture = shown(scan)
    assert all(has_ink(picture, line.box) for line in page.lines)
    heading = next(line for line in page.lines if line.heading)
    assert not has_ink(picture, heading.box, grown=8)


@needs_tesseract
def test_columns_of_a_scan_come_one_after_the_other_and_its_table_stays_rows(tmp_path: Path) -> None:
    rows = [
        ("District", "2020/21", "2021/22"),
        ("Stannick", "2,140", "2,655"),
        ("Wenlow", "1,870", "1,990"),
        ("Harrowby Vale", "930", "1,045"),
    ]

    def draw(canvas: Canvas) -> None:
        across(canvas, list(zip(LEFT, RIGHT, strict=True)))
        across(canvas, rows, (60, 260, 420), top=500, step=24)

    scan = make_scan(drawn(tmp_path / "text.pdf", draw), tmp_path / "scan.pdf", dpi=200)
    texts = [line.text for line in PdfReader()(scan)[0].lines]
    assert texts == [*LEFT, *RIGHT, *("\t".join(row) for row in rows)]


@needs_tesseract
def test_a_scan_over_rubbish_is_read_from_its_picture(tmp_path: Path) -> None:
    """A font that does not say which letters it draws, or the poor reading of a scanner, gives letters that are no words."""
    scan = make_scan(make_pdf(tmp_path / "text.pdf", PAGES[:1]), tmp_path / "scan.pdf")
    rubbish = "7KH URDGV ZHUH VZHSW EHIRUH WKH PDUNHW DQG WKH VTXDUH ZDV ZDVKHG " * 8
    [page] = read_paper(overlaid(scan, number=1, words=rubbish, hidden=True)).pages
    assert "ZDVKHG" not in page.text
    assert found(words_of(PROSE), page.text) > 0.95


@needs_tesseract
def test_a_title_over_a_photograph_keeps_its_own_words(tmp_path: Path) -> None:
    title = "Ambershire in bloom: what the parishes planted in 2021, and what it cost them"
    path = overlaid(make_scan(make_picture_pdf(tmp_path / "rings.pdf"), tmp_path / "photo.pdf"), number=1, words=title)
    [page] = read_paper(path).pages
    assert page.reader.startswith("pdfium")
    assert found(words_of(title), page.text) == 1


@needs_tesseract
def test_two_readings_of_a_scan_are_the_same(mixed: Path) -> None:
    assert PdfReader()(mixed) == PdfReader()(mixed)


def test_a_page_as_large_as_a_field_is_drawn_small(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "field.pdf"), pagesize=(14_400, 14_400))  # 200 inches, the most that a PDF may have
    canvas.rect(1000, 1000, 9000, 9000, fill=1)
    canvas.showPage()
    canvas.setPageSize((14_000, 3))
    canvas.rect(0, 0, 9000, 3, fill=1)
    canvas.save()
    with pypdfium2.PdfDocument(tmp_path / "field.pdf") as document:
        for index in (0, 1):
            width, height = ocr.page_picture(document, index).size
            assert width * height <= 20_100_000
            assert max(width, height) <= 20_001


@pytest.fixture(scope="module")
def minutes() -> ReadPaper:
    return read_once(SAMPLES / "adult-care-2022-05-12-minutes.pdf")


@needs_tesseract
def test_the_scanned_minutes_are_read_as_minutes(minutes: ReadPaper) -> None:
    paper = minutes.paper
    assert (paper.kind, paper.meeting.body) == (PaperKind.MINUTES, "Adult Care Scrutiny Panel")
    assert paper.meeting.date == datetime.date(2022, 5, 12)
    numbers = [int(passage.item.number) for passage in minutes.passages if passage.item and passage.item.number]
    assert list(dict.fromkeys(numbers)) == [21, 22, 23, 24]
    assert paper.unread_pages == ()
    assert paper.coverage > 0.98


@needs_tesseract
def test_nearly_every_word_of_the_scanned_minutes_is_right(minutes: ReadPaper) -> None:
    source = (SAMPLES / "sources" / "adult-care-2022-05-12-minutes.md").read_text(encoding="utf-8").split("---", 2)[2]
    written, read = words_of(source.replace("*", "")), words_of("\n".join(page.text for page in minutes.pages))
    assert sum(read.count(word) >= written.count(word) for word in written) / len(written) > 0.97
    assert sum(written.count(word) >= read.count(word) for word in read) / len(read) > 0.93
    rows = [line for page in minutes.pages for line in page.text.split("\n") if "\t" in line]
    assert "Net running cost, 2021/22\t£426,000" in rows


@needs_tesseract
def test_the_lines_of_a_page_scanned_askew_cover_its_ink(minutes: ReadPaper) -> None:
    picture = shown(SAMPLES / "adult-care-2022-05-12-minutes.pdf")
    width, height = picture.size
    ink = sum(picture.histogram()[:100])
    for line in minutes.pages[0].lines:
        assert has_ink(picture, line.box)
        assert line.box.bottom - line.box.top < 0.03
        corners = (line.box.left * width, line.box.top * height, line.box.right * width, line.box.bottom * height)
        picture.paste(255, tuple(map(round, corners)))
    assert sum(picture.histogram()[:100]) < 0.02 * ink


def word(text: str, at: tuple[int, int], confidence: float = 95, line: int = 1) -> ReadWord:
    return ReadWord((1, 1, line), text, at[0], at[1], 20 * len(text), 30, confidence, 4)


def test_specks_rules_and_what_is_no_word_are_left_out() -> None:
    words = [
        *(word("Cost", (100, 100)), word("|", (200, 100), 80), word("of", (210, 100)), word("salt", (270, 100))),
        *(word("|£41,200", (600, 100), 20), word("eccccecee", (900, 100), 12)),
        *(word("~", (50, 160), 40, line=2), word("ie", (90, 160), 22, line=2)),
        *(word("«", (60, 220), 50, line=3), word("Clir", (100, 220), line=3), word("Gill", (200, 220), line=3)),
        word("agreed.", (300, 220), line=3),
    ]
    page = words_to_page(words, 1000, 400, 0)
    assert page is not None
    assert [line.text for line in page.lines] == ["Cost of salt\t£41,200", "• Cllr Gill agreed."]


def test_a_page_of_which_most_is_noise_is_unread() -> None:
    noise = [word("xzzwq", (100 + 40 * n, 100 + 40 * n), 8, line=n) for n in range(20)]
    assert words_to_page([*noise, word("Panel", (100, 20))], 1000, 1000, 0) is None
    assert words_to_page([], 1000, 1000, 0) is None
