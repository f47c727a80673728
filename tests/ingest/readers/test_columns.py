"""Where the cells of a PDF table stand tells which of its columns lack one, and which have their header set sideways."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.models import PassageKind
from ingest.build import read_paper

HEAD = ["Ambershire County Council", "Report to the Highways Panel, meeting of 18 June 2024", "Verges"]
BELOW = "The panel noted the table and thanked the officers for all their work on it."


def on_page(path: Path, rows: list[list[str]], widths: list[int], sideways: set[int], *, turn: int = 90, ruled: bool = False) -> list[str]:
    """What the rows say of a table drawn cell by cell, the headers of columns `sideways` turned."""
    canvas = Canvas(str(path), pagesize=A4)
    edges = [60 + sum(widths[:n]) for n in range(len(widths) + 1)]
    for n, line in enumerate(HEAD):
        canvas.drawString(60, 800 - 18 * n, line)
    deep = 80 if sideways else 16
    heights = [740, *(740 - deep - 16 * n for n in range(len(rows)))]
    canvas.setFont("Helvetica", 9)
    for n, row in enumerate(rows):
        for column, text in enumerate(row):
            lines = text.split("\n")
            for k, line in enumerate(lines):
                canvas.saveState()
                canvas.translate(edges[column] + 3, heights[n + 1] + 4)
                if n == 0 and column in sideways:
                    canvas.translate(10 + 10 * k if turn == 90 else 10 * (len(lines) - k), 0 if turn == 90 else deep - 8)
                    canvas.rotate(turn)
                canvas.drawString(0, 0, line)
                canvas.restoreState()
    for height in heights if ruled else ():
        canvas.line(edges[0], height, edges[-1], height)
    for edge in edges if ruled else ():
        canvas.line(edge, heights[0], edge, heights[-1])
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 500, BELOW)
    canvas.save()
    read = read_paper(path)
    assert next(p for p in read.passages if BELOW in p.text).text == BELOW  # nothing of the table is put there
    return [p.said for p in read.passages if p.kind is PassageKind.TABLE_ROW]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Stannick", "", "70", "296"], "Stannick. Length m: 70. Cost £: 296"),
        (["Stannick", "Oak Lane", "", "296"], "Stannick. Lane: Oak Lane. Cost £: 296"),
        (["Stannick", "Oak Lane", "70", ""], "Stannick. Lane: Oak Lane. Length m: 70"),
        (["Stannick", "", "", "296"], "Stannick. Cost £: 296"),
    ],
)
def test_an_empty_cell_of_a_table_without_rules_is_told_by_where_the_others_stand(tmp_path: Path, row: list[str], said: str) -> None:
    rows = [["Parish", "Lane", "Length m", "Cost £"], ["Wenlow", "Mill Lane", "40", "412"], row, ["Marle", "Hill Lane", "20", "300"]]
    assert on_page(tmp_path / "a.pdf", rows, [100, 120, 80, 60], set())[1] == said


def test_a_row_whose_cell_may_be_of_two_columns_leaves_its_table_as_it_is(tmp_path: Path) -> None:
    rows = [["Parish", "Lane", "Cost £"], ["Wenlow", "Mill Lane", "412"], ["Stannick", "Oak Lane and the whole of Church Lane"]]
    said = on_page(tmp_path / "a.pdf", [*rows, ["Marle", "Hill Lane", "300"]], [100, 120, 60], set())
    assert said[1] == "Stannick: Oak Lane and the whole of Church Lane"


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("turn", [90, -90])
@pytest.mark.parametrize(
    ("sideways", "headers"), [({1, 2, 3}, ["Lanes swept", "Bins", "Cost in pounds"]), ({1, 2}, ["Lanes\nswept", "Bins", "Cost £"])]
)  # fmt: skip
def test_headers_set_sideways_head_their_columns(tmp_path: Path, ruled: bool, turn: int, sideways: set[int], headers: list[str]) -> None:
    rows = [["Parish", *headers], ["Wenlow", "40", "12", "412"], ["Stannick", "70", "9", "296"], ["Marle", "31", "22", "805"]]
    said = on_page(tmp_path / "a.pdf", rows, [120, 40, 40, 50], sideways, turn=turn, ruled=ruled)
    first, second, third = (" ".join(header.split()) for header in headers)
    assert said[0] == f"Wenlow. {first}: 40. {second}: 12. {third}: 412"
    assert len(said) == 3
