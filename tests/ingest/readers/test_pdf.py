"""Pages of a PDF in reading order, however they lie, and where on the page their lines stand."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.models import Box
from ingest.readers.pdf.characters import Character
from ingest.readers.pdf.order import in_reading_order
from ingest.readers.pdf.reader import PdfReader
from ingest.readers.raw import Line

WIDTH, HEIGHT = A4
TURNS = (0, 90, 180, 270)

LEFT = """The library in Wenlow was shut for nine
weeks while the roof was mended. It opened
again on 4 May with longer hours on two
evenings, and a room that clubs may hire for
the cost of its heating. Members heard that
the number of visits had since risen by a
third, most of them in the evening, and that
the volunteers had asked for a second desk.""".split("\n")
RIGHT = """Gritting began on 9 November, ten days
sooner than in the year before. Lorries went
out on 61 nights and treated 1,617 km of road
on each. The Director said that salt had run
short once, in the second week of January,
when a ship was late, and that a barn was to
be built at Stannick which would hold enough
for four weeks of hard frost.""".split("\n")


def lines_of(path: Path) -> list[Line]:
    [page] = PdfReader()(path)
    return list(page.lines)


def texts_of(path: Path) -> list[str]:
    return [line.text for line in lines_of(path)]


def drawn(path: Path, draw: Callable[[Canvas], None], *, turned: int = 0) -> Path:
    """A page on which text was drawn after the canvas was turned, as anticlockwise degrees, about the middle of the page."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(turned)
    canvas.translate(-WIDTH / 2, -HEIGHT / 2)
    canvas.setFont("Helvetica", 11)
    draw(canvas)
    canvas.save()
    return path


def cropped(path: Path, crop: tuple[float, ...], media: tuple[float, ...] = (0, 0, WIDTH, HEIGHT), flag: int = 0) -> None:
    """Show only a part of the page, turned clockwise by its flag."""
    writer = pypdf.PdfWriter(clone_from=path)
    writer.pages[0].rotate(flag)
    writer.pages[0].mediabox = pypdf.generic.RectangleObject(media)
    writer.pages[0].cropbox = pypdf.generic.RectangleObject(crop)
    writer.write(path)


def minutes(canvas: Canvas) -> None:
    for n, text in enumerate(("Highways Panel, 4 May 2021", "The panel heard of the potholes in Wenlow.", "It was cold.")):
        canvas.drawString(100, 600 - 40 * n, text)
    for row, cells in enumerate((("District", "Cost"), ("Stannick", "2,140"), ("Wenlow", "1,870"))):
        for column, text in enumerate(cells):
            canvas.rect(100 + 120 * column, 400 - 30 * row, 120, 30)
            canvas.drawString(110 + 120 * column, 410 - 30 * row, text)


MINUTES = [
    *("Highways Panel, 4 May 2021", "The panel heard of the potholes in Wenlow.", "It was cold."),
    *("District\tCost", "Stannick\t2,140", "Wenlow\t1,870"),
]


def shown(path: Path) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        return document[0].render(scale=4, grayscale=True).to_pil().convert("L")


def has_ink(picture: Image.Image, box: Box, grown: float = 0) -> bool:
    """Whether anything dark is drawn in a box, or with `grown` (in pixels) in a frame of that width around it."""
    left, top, right, bottom = (
        round(share * size) for share, size in zip((box.left, box.top, box.right, box.bottom), picture.size * 2, strict=True)
    )
    if grown:
        picture = picture.copy()
        picture.paste(255, (left, top, right, bottom))
        left, top, right, bottom = left - grown, top - grown, right + grown, bottom + grown
    return picture.crop((left, top, right, bottom)).getextrema()[0] < 128


@pytest.mark.parametrize("flag", TURNS)
@pytest.mark.parametrize("turned", TURNS)
def test_a_page_that_lies_any_way_is_read_in_order_and_its_lines_stand_where_they_are_shown(tmp_path: Path, turned: int, flag: int) -> None:
    path = drawn(tmp_path / "a.pdf", minutes, turned=turned)
    cropped(path, (30, 20, WIDTH - 15, HEIGHT - 5), media=(-20, -30, WIDTH + 10, HEIGHT + 40), flag=flag)
    lines = lines_of(path)
    assert [line.text for line in lines] == MINUTES
    picture = shown(path)
    for line in lines:
        assert has_ink(picture, line.box), line.text
        if "\t" not in line.text:  # rows touch each other
            assert not has_ink(picture, line.box, grown=8), line.text


def test_a_note_up_the_edge_of_a_page_is_a_line_of_its_own_after_the_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "The leaflet begins here,")
        canvas.saveState()
        canvas.translate(80, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Ambershire Print Works 2021")
        canvas.restoreState()
        canvas.drawString(100, 680, "and goes on.")

    path = drawn(tmp_path / "a.pdf", draw)
    *text, note = lines_of(path)
    assert [line.text for line in text] == ["The leaflet begins here,", "and goes on."]
    assert note.text == "Ambershire Print Works 2021"
    assert has_ink(shown(path), note.box)
    assert not has_ink(shown(path), note.box, grown=8)


def test_what_is_drawn_beyond_the_edge_of_a_page_is_not_read(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", lambda canvas: [canvas.drawString(x, 700, f"Half {x}") for x in (50, 350)] and None)
    cropped(path, (WIDTH / 2, 0, WIDTH, HEIGHT))
    assert texts_of(path) == ["Half 350"]


def across(canvas: Canvas, rows: Sequence[Sequence[str]], at: Sequence[float] = (60, 310), *, top: float = 700, step: float = 14) -> None:
    """Rows drawn one after another, each from left to right."""
    for n, row in enumerate(rows):
        for x, text in zip(at, row, strict=False):
            canvas.drawString(x, top - step * n, text)


def test_columns_of_prose_drawn_line_by_line_come_one_after_the_other_below_their_heading(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        across(canvas, list(zip(LEFT, RIGHT, strict=True)))
        canvas.drawString(60, 560, "Printed by Ambershire County Council, County Hall, Castle Street, Stannick, for all its households")
        canvas.drawString(60, 740, "What the County Council did for you last winter, in the libraries and on the roads of Ambershire")

    texts = texts_of(drawn(tmp_path / "a.pdf", draw))
    assert texts[0].startswith("What the County Council did")
    assert texts[1:-1] == [*LEFT, *RIGHT]
    assert texts[-1].startswith("Printed by")


def test_columns_whose_lines_stand_at_other_heights_are_parted_too(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for n, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            canvas.drawString(60, 700 - 14 * n, left)
            canvas.drawString(310, 695 - 14 * n, right)

    assert texts_of(drawn(tmp_path / "a.pdf", draw)) == [*LEFT, *RIGHT]


def test_three_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    middle = [f"the {n} of them went on to the next line" for n in ("first", "second", "third", "fourth", "fifth", "sixth", "last", "rest")]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 7)
        across(canvas, list(zip(LEFT, middle, RIGHT, strict=True)), (40, 220, 400))

    assert texts_of(drawn(tmp_path / "a.pdf", draw)) == [*LEFT, *middle, *RIGHT]


def test_columns_drawn_one_after_the_other_stay_as_they_are(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        across(canvas, [[line] for line in RIGHT], (310,))
        across(canvas, [[line] for line in LEFT], (60,))

    assert texts_of(drawn(tmp_path / "a.pdf", draw)) == [*RIGHT, *LEFT]


TABLE = [("District", "Cost"), *[(f"Parish of Upper Wenlow {n}", f"{n},140 and rising in every year since") for n in range(1, 9)]]
AGENDA = [(f"{n}.", f"To receive the report of the Director on item {n}, and to resolve as it asks") for n in range(1, 11)]
SIGNATURES = [("Signed by the Chair", "Signed by the Clerk to the meeting"), ("", ""), ("Cllr Ann Ode", "Hugh Penrose")] * 3
FORM = [(f"Name of the applicant no. {n}", "Mrs Joan Kerridge of the Mill House in Wenlow") for n in range(1, 10)]


@pytest.mark.parametrize("rows", [TABLE, AGENDA, SIGNATURES, FORM], ids=["table", "agenda", "signatures", "form"])
def test_tables_agendas_signatures_and_forms_stay_rows(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    texts = texts_of(drawn(tmp_path / "a.pdf", lambda canvas: across(canvas, rows, (60, 260))))
    assert [" ".join(text.split()) for text in texts] == [" ".join(row) for row in rows if any(row)]


def test_a_table_without_rules_whose_cells_are_prose_stays_a_table(tmp_path: Path) -> None:
    answers = [
        ("The panel asked for the cost of the roof\nand when it would be mended, with the\nnames of those who had asked for it.",
         "Officers wrote on 4 May that it would cost\nabout £40,000 and that the work was to be\ndone by the autumn, if it stayed dry."),
    ] * 3  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for n, (left, right) in enumerate(answers):
            across(canvas, list(zip(left.split("\n"), right.split("\n"), strict=True)), top=700 - 60 * n)

    texts = texts_of(drawn(tmp_path / "a.pdf", draw))
    assert len(texts) == 9
    assert all(text.count("\t") == 1 for text in texts)


def test_wide_spaces_in_justified_prose_are_no_cells_and_a_row_below_prose_keeps_its_cells(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Courier", 10)  # 6 points a letter
        canvas.drawString(60, 700, "The panel heard that the bridge was to be shut")
        canvas.drawString(60, 688, "for  nine weeks.    Members")
        canvas.drawString(60 + 6 * 30, 688, "asked for a sign")
        canvas.drawString(60, 676, "at each end of the lane, and were told that it")
        canvas.drawString(60, 664, "was under way.")
        canvas.drawString(60, 652, "Signs")
        canvas.drawString(60 + 6 * 39, 652, "£40,000")

    texts = [" ".join(text.split(" ")) for text in texts_of(drawn(tmp_path / "a.pdf", draw))]
    assert ["\t" in text for text in texts] == [False, False, False, False, True]
    assert texts[-1] == "Signs\t£40,000"


@given(st.lists(st.lists(st.tuples(st.integers(0, 500), st.sampled_from(["prose goes on", "Cost", "£4"])), max_size=4), max_size=30))
def test_putting_columns_in_order_loses_nothing(rows: list[list[tuple[int, str]]]) -> None:
    lines = [
        [Character(word, x, -14 * n, x + 6 * len(word), 10 - 14 * n) for x, text in row for word in text.split()]
        for n, row in enumerate(rows)
    ]  # fmt: skip
    ordered = in_reading_order([line for line in lines if line])
    assert sorted(id(c) for line in ordered for c in line) == sorted(id(c) for line in lines for c in line)
