"""What is quoted is seen: words of a PDF that its page strikes through, covers or does not show at all are not read."""

from collections.abc import Callable
from math import ceil, floor
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw as raw_pdfium
import pytest
from PIL import Image, ImageChops, ImageDraw
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.models import Box
from corpus.pdf.highlight import places_on_page
from corpus.pdf.letters import Letter, letters_on
from corpus.pdf.seen import BLACKED_OUT
from ingest.build import read_paper
from ingest.readers.pdf.reader import PdfReader

OLD, NEW = "RESOLVED: That the mooring fee be £318.", "RESOLVED: That the mooring fee be £274."
Draw = Callable[[Canvas], None]


def page_of(path: Path, draw: Draw, *, size: float = 11) -> Path:
    """A page with a line above and a line below what is drawn at height 600."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", size)
    canvas.drawString(72, 660, "Minutes of the Harbour Committee of 4 May 2021")
    draw(canvas)
    canvas.setFillGray(0)
    canvas.setFont("Helvetica", size)
    canvas.drawString(72, 560, "The meeting ended at nine.")
    canvas.save()
    return path


def text_of(path: Path) -> str:
    return "\n".join(line.text for page in PdfReader()(path) for line in page.lines)


def said(path: Path) -> list[str]:
    """What is read between the first line and the last."""
    return text_of(path).split("\n")[1:-1]


def width(text: str, size: float = 11) -> float:
    return Canvas("unwritten.pdf").stringWidth(text, "Helvetica", size)


def with_annotation(path: Path, kind: str, box: tuple[float, float, float, float], **more: object) -> None:
    writer = pypdf.PdfWriter(clone_from=path)
    left, bottom, right, top = box
    entries = {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject(f"/{kind}"),
        "/Rect": ArrayObject(map(FloatObject, box)),
        "/QuadPoints": ArrayObject(map(FloatObject, (left, top, right, top, left, bottom, right, bottom))),
        "/C": ArrayObject(map(FloatObject, (1, 0, 0))),
        "/F": NumberObject(4),
        "/Contents": TextStringObject("as agreed"),
        **more,
    }
    annotation = DictionaryObject({NameObject(key): value for key, value in entries.items()})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])
    writer.write(path)


def line(canvas: Canvas, text: str = OLD, at: float = 600, left: float = 72) -> None:
    canvas.drawString(left, at, text)


def bar(height: float, thick: float, grey: float = 0) -> Draw:
    def draw(canvas: Canvas) -> None:
        line(canvas)
        canvas.setFillGray(grey)
        canvas.rect(72, 600 + height, width(OLD), thick, stroke=0, fill=1)

    return draw


def stroke(canvas: Canvas) -> None:
    line(canvas)
    canvas.setLineWidth(0.5)
    canvas.line(72, 603.4, 72 + width(OLD), 603.4)


def two_strokes_in_one_path(canvas: Canvas) -> None:
    line(canvas)
    path = canvas.beginPath()
    for height in (602.6, 604.2):
        path.moveTo(70, height)
        path.lineTo(74 + width(OLD), height)
    canvas.drawPath(path, stroke=1, fill=0)


def red_stroke_in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("struck")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(0, 0, OLD)
    canvas.setStrokeColorRGB(1, 0, 0)
    canvas.line(0, 3.2, width(OLD), 3.2)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(72, 600)
    canvas.doForm("struck")
    canvas.restoreState()


def rule_below_the_words(canvas: Canvas) -> None:
    """Drawn before them."""
    canvas.setStrokeColorRGB(1, 0, 0)
    canvas.line(72, 603.4, 72 + width(OLD), 603.4)
    line(canvas)


STRUCK = [bar(3, 0.6), bar(2, 3), stroke, two_strokes_in_one_path, red_stroke_in_a_form, rule_below_the_words]


@pytest.mark.parametrize("draw", STRUCK)
def test_a_line_that_is_struck_through_is_not_read(tmp_path: Path, draw: Draw) -> None:
    def both(canvas: Canvas) -> None:
        draw(canvas)
        canvas.setFillGray(0)
        line(canvas, NEW, 580)

    assert said(page_of(tmp_path / "a.pdf", both)) == [NEW]


@pytest.mark.parametrize("draw", [bar(-1.6, 0.6), bar(-0.6, 0.5), bar(9.2, 0.6), bar(12, 0.5), bar(-3, 0.4, grey=0.7)])
def test_an_underline_and_a_rule_that_touches_words_strike_nothing(tmp_path: Path, draw: Draw) -> None:
    assert said(page_of(tmp_path / "a.pdf", draw)) == [OLD]


def test_words_within_a_line_are_struck_through(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        start, old = "RESOLVED: That the precept be ", "£61,300"
        line(canvas, f"{start}{old} £58,900 for the year.")
        canvas.line(72 + width(start), 603.3, 72 + width(start + old), 603.3)

    path = page_of(tmp_path / "a.pdf", draw)
    assert said(path) == ["RESOLVED: That the precept be £58,900 for the year."]
    [passage] = [passage for passage in read_paper(path).passages if "precept" in passage.text]
    page = read_paper(path).pages[0]
    assert len(places_on_page(path, page, passage.start, passage.end)) >= 1, "what is quoted is marked on the page without the struck words"


@pytest.mark.parametrize("grid", [True, False], ids=["ruled", "unruled"])
def test_a_row_of_a_table_is_struck_through_and_its_rules_strike_nothing(tmp_path: Path, grid: bool) -> None:
    rows = [("Berth", "Fee"), ("North quay", "£140"), ("South quay", "£95"), ("Slipway", "£22")]

    def draw(canvas: Canvas) -> None:
        for n, cells in enumerate(rows):
            for column, text in enumerate(cells):
                line(canvas, text, 640 - 18 * n, 76 + 180 * column)
                if grid:
                    canvas.rect(72 + 180 * column, 634 - 18 * n, 180, 18)
        canvas.line(74, 607.4, 300, 607.4)

    assert said(page_of(tmp_path / "a.pdf", draw)) == ["Berth\tFee", "North quay\t£140", "Slipway\t£22"]


def test_words_struck_through_up_a_page_that_lies_sideways(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(100, -200, OLD)
    canvas.line(100, -196.6, 100 + width(OLD), -196.6)
    canvas.drawString(100, -220, NEW)
    canvas.save()
    assert text_of(tmp_path / "a.pdf") == NEW


@pytest.mark.parametrize(("kind", "read"), [("StrikeOut", []), ("Highlight", [OLD]), ("Underline", [OLD]), ("Squiggly", [OLD])])
def test_an_annotation_strikes_and_one_that_marks_does_not(tmp_path: Path, kind: str, read: list[str]) -> None:
    path = page_of(tmp_path / "a.pdf", line)
    with_annotation(path, kind, (72, 598, 72 + width(OLD), 609))
    assert said(path) == read


def test_a_strike_that_is_not_shown_strikes_nothing(tmp_path: Path) -> None:
    path = page_of(tmp_path / "a.pdf", line)
    with_annotation(path, "StrikeOut", (72, 598, 72 + width(OLD), 609), **{"/F": NumberObject(2)})
    assert said(path) == [OLD]


def cover(grey: float, alpha: float = 1) -> Draw:
    def draw(canvas: Canvas) -> None:
        line(canvas)
        canvas.setFillGray(grey, alpha)
        canvas.rect(70, 597, width(OLD) + 4, 13, stroke=0, fill=1)
        canvas.setFillAlpha(1)

    return draw


def white_box_with_new_words(canvas: Canvas) -> None:
    cover(1)(canvas)
    canvas.setFillGray(0)
    line(canvas, NEW)


def picture(canvas: Canvas) -> None:
    line(canvas)
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 4), "white")), 70, 597, width(OLD) + 4, 13)


def white_on_white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    line(canvas)


def blue_on_blue(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.92, 0.95, 1)
    canvas.rect(60, 590, 400, 30, stroke=0, fill=1)
    line(canvas)


def without_ink(canvas: Canvas) -> None:
    canvas.saveState()
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textLine(OLD)
    canvas.drawText(text)
    canvas.restoreState()


def without_ink_over_words(canvas: Canvas) -> None:
    line(canvas, NEW)
    without_ink(canvas)


def practically_nothing(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.5)
    line(canvas)


def clear_as_glass(canvas: Canvas) -> None:
    canvas.setFillAlpha(0.01)
    line(canvas)
    canvas.setFillAlpha(1)


def clipped_away(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(72, 300, 100, 100)
    canvas.clipPath(path, stroke=0, fill=0)
    line(canvas)
    canvas.restoreState()


HIDDEN = [
    (cover(1), []),
    (white_box_with_new_words, [NEW]),
    (picture, []),
    (white_on_white, []),
    (blue_on_blue, []),
    (without_ink, []),
    (without_ink_over_words, [NEW]),
    (practically_nothing, []),
    (clear_as_glass, []),
    (clipped_away, []),
]


@pytest.mark.parametrize(("draw", "read"), HIDDEN, ids=lambda value: getattr(value, "__name__", None))
def test_words_that_nobody_sees_are_not_read(tmp_path: Path, draw: Draw, read: list[str]) -> None:
    path = page_of(tmp_path / "a.pdf", draw)
    assert said(path) == read
    assert "page 1: words of the file that the page does not show were left out" in read_paper(path).paper.warnings


def white_on_dark(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0.1, 0.4)
    canvas.rect(60, 590, 400, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    line(canvas)


def shaded(canvas: Canvas) -> None:
    canvas.setFillGray(0.8)
    canvas.rect(60, 590, 400, 30, stroke=0, fill=1)
    canvas.setFillGray(0)
    line(canvas)


def clipped_to_its_cell(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(60, 590, 400, 30)
    canvas.clipPath(path, stroke=0, fill=0)
    line(canvas)
    canvas.restoreState()


def multiplied(canvas: Canvas) -> None:
    line(canvas)
    canvas.setFillColorRGB(1, 1, 0)
    canvas.setBlendMode("Multiply")
    canvas.rect(70, 597, width(OLD) + 4, 13, stroke=0, fill=1)
    canvas.setBlendMode("Normal")


def over_a_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 4), "lightgrey")), 70, 597, width(OLD) + 4, 13)
    line(canvas)


def title_in_a_rule(canvas: Canvas) -> None:
    """A rule across the page that a white box parts where the words stand."""
    canvas.line(40, 603.5, 550, 603.5)
    canvas.setFillGray(1)
    canvas.rect(70, 597, width(OLD) + 4, 13, stroke=0, fill=1)
    canvas.setFillGray(0)
    line(canvas)


@pytest.mark.parametrize("draw", [white_on_dark, shaded, cover(0.5, 0.4), clipped_to_its_cell, multiplied, over_a_picture, title_in_a_rule])
def test_words_that_can_be_seen_through_or_over_something_are_read(tmp_path: Path, draw: Draw) -> None:
    path = page_of(tmp_path / "a.pdf", draw)
    assert said(path) == [OLD]
    assert not [warning for warning in read_paper(path).paper.warnings if "words" in warning]


def test_words_blacked_out_leave_a_mark_and_a_warning(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        line(canvas, "RESOLVED: That £9,400 be paid to Ms Tamsin Orrell for the slipway.")
        canvas.rect(72 + width("RESOLVED: That ") - 1, 597, width("£9,400 be paid to Ms Tamsin Orrell") + 2, 12, stroke=0, fill=1)

    path = page_of(tmp_path / "a.pdf", draw)
    assert said(path) == [f"RESOLVED: That {BLACKED_OUT} for the slipway."]
    read = read_paper(path)
    assert any(warning.startswith("page 1: words are blacked out") for warning in read.paper.warnings)
    [passage] = [passage for passage in read.passages if "slipway" in passage.text]
    assert len(places_on_page(path, read.pages[0], passage.start, passage.end)) >= 1


def test_words_to_be_redacted_are_not_read(tmp_path: Path) -> None:
    path = page_of(tmp_path / "a.pdf", line)
    with_annotation(path, "Redact", (72, 597, 72 + width(OLD), 610))
    assert said(path) == [BLACKED_OUT]


def test_a_box_that_an_annotation_lays_over_words_blacks_them_out(tmp_path: Path) -> None:
    path = page_of(tmp_path / "a.pdf", line)
    black = ArrayObject(map(FloatObject, (0, 0, 0)))
    with_annotation(path, "Square", (70, 596, 74 + width(OLD), 611), **{"/IC": black, "/C": black})
    assert said(path) == [BLACKED_OUT]


def old_and_new(canvas: Canvas) -> None:
    line(canvas)
    line(canvas, NEW, 580)


def test_a_layer_that_is_switched_off_is_not_read(tmp_path: Path) -> None:
    path = page_of(tmp_path / "a.pdf", old_and_new)
    writer = pypdf.PdfWriter(clone_from=path)
    layer = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("Draft")}))
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {
            NameObject("/OCGs"): ArrayObject([layer]),
            NameObject("/D"): DictionaryObject({NameObject("/OFF"): ArrayObject([layer])}),
        }
    )
    page = writer.pages[0]
    page["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/Draft"): layer})
    content = page.get_contents().get_data()
    start = content.rindex(b"BT", 0, content.index(b"\24318") if b"\24318" in content else content.index(b"318"))
    end = content.index(b"ET", start) + 2
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(content[:start] + b"/OC /Draft BDC " + content[start:end] + b" EMC " + content[end:])
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(path)
    assert said(path) == [NEW]


@pytest.mark.parametrize("first", [True, False], ids=["words below the picture", "words over it without ink"])
def test_the_words_that_a_scan_carries_are_read_but_not_those_blacked_out_on_it(tmp_path: Path, first: bool) -> None:
    scanned = Image.new("L", (1190, 1684), 255)
    pen = ImageDraw.Draw(scanned)
    lines = [f"{n}. The harbour master reported on berth {n} and its rope." for n in range(1, 30)]
    for n, text in enumerate(lines):
        pen.text((144, 100 + 50 * n), text, fill=0, font_size=22)
    pen.rectangle((140, 98 + 50 * 3, 900, 130 + 50 * 3), fill=0)

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    if not first:
        canvas.drawImage(ImageReader(scanned), 0, 0, *A4)
    for n, text in enumerate(lines):
        words = canvas.beginText(72, A4[1] - 60 - 25 * n)
        words.setFont("Helvetica", 11)
        words.setTextRenderMode(0 if first else 3)
        words.textLine(text)
        canvas.drawText(words)
    if first:
        canvas.drawImage(ImageReader(scanned), 0, 0, *A4)
    canvas.save()
    read = text_of(tmp_path / "a.pdf").split("\n")
    assert [text for text in lines if text not in read] == [lines[3]]


@pytest.mark.parametrize("draw", [*(draw for draw, _ in HIDDEN), *STRUCK, white_on_dark, shaded, cover(0)])
def test_what_is_read_is_seen(tmp_path: Path, draw: Draw) -> None:
    """Without the text of the page it looks another way where each letter that is read stands."""
    path = page_of(tmp_path / "a.pdf", draw)
    [read] = PdfReader()(path)
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        letters = [letter for letter in letters_on(page.get_textpage()) if letter.text.strip()]
        whole = page.render(scale=SCALE).to_pil()
        for text in list(page.get_objects([raw_pdfium.FPDF_PAGEOBJ_TEXT])):
            raw_pdfium.FPDFPageObj_SetIsActive(text, False)
        changed = ImageChops.difference(whole, page.render(scale=SCALE).to_pil())
        seen = [letter for letter in letters if changed.crop(inner(letter, page.get_height())).getbbox()]
        for one in read.lines:
            there = iter(letter.text for letter in seen if one.box and stands_in(letter, one.box, page.get_size()))
            assert all(sign in there for sign in one.text.replace(BLACKED_OUT, "") if sign.strip()), one.text


SCALE = 3  # pixels of a point


def inner(letter: Letter, height: float) -> tuple[int, int, int, int]:
    """The pixels of a letter, the edges that the letters beside it may reach left out."""
    edge = (letter.right - letter.left) / 6
    across, down = (letter.left + edge, letter.right - edge), (height - letter.top, height - letter.bottom)
    return floor(across[0] * SCALE), floor(down[0] * SCALE), ceil(across[1] * SCALE), ceil(down[1] * SCALE)


def stands_in(letter: Letter, box: Box, size: tuple[float, float]) -> bool:
    x, y = (letter.left + letter.right) / 2 / size[0], 1 - (letter.bottom + letter.top) / 2 / size[1]
    return box.left <= x <= box.right and box.top <= y <= box.bottom
