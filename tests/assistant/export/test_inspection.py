"""`minuted inspect`: what was understood of one paper, as a tree, as JSON, as pictures."""

import json
from pathlib import Path

from PIL import Image
from typer.testing import CliRunner, Result

from assistant.cli import app
from tests.factories import agenda_pack_text, make_pdf, minutes_text, write_papers


def inspect(*words: str | Path) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["inspect", *map(str, words)])


def test_the_tree_names_meeting_contents_decisions_and_coverage(tmp_path: Path) -> None:
    folder = write_papers(tmp_path, {"pack.txt": agenda_pack_text()})
    shown = inspect(folder / "pack.txt")
    assert shown.exit_code == 0, shown.output
    assert "Agenda pack of the Highways Scrutiny Panel, 8 June 2021" in shown.output
    assert "Meeting: Ambershire County Council, Highways Scrutiny Panel, 8 June 2021" in shown.output
    assert "100.0% of the text" in shown.output
    assert "Agenda (4)" in shown.output
    assert "Table 1: Salt used: 2 rows, page 1" in shown.output
    assert "£40,000 be spent on potholes" in shown.output


def test_the_json_has_the_same_and_the_bound_in_minutes_keep_their_date(tmp_path: Path) -> None:
    folder = write_papers(tmp_path, {"pack.txt": agenda_pack_text()})
    shown = inspect(folder / "pack.txt", "--json")
    found = json.loads(shown.output)
    assert found["paper"]["meeting"]["date"] == "2021-06-08"
    assert [entry["title"] for entry in found["paper"]["agenda"]] == ["Apologies", "Minutes", "Winter gritting", "Cycle lanes"]
    resolved = next(one for one in found["decisions"] if "potholes" in one["text"])
    assert resolved["meeting"]["date"] == "2021-05-04"
    assert resolved["decision"]["kind"] == "resolution"
    bound = next(part for part in found["parts"] if part["kind"] == "minutes")
    assert bound["meeting"]["date"] == "2021-05-04"
    assert found["pages"][0]["coverage"] == 1.0
    assert [table["rows"] for table in found["tables"] if table["heading"] == "Table 1: Salt used"] == [2]


def test_a_numbered_resolution_keeps_the_letters_of_its_number(tmp_path: Path) -> None:
    items = {"Roads": "R2021-017 A. Ode, B. Lee:\nThat Castle Street be closed on Sundays.\nCarried."}
    shown = inspect(write_papers(tmp_path, {"may.txt": minutes_text(items=items)}) / "may.txt")
    assert "Resolution R2021-017, carried, moved by A. Ode, seconded by B. Lee" in shown.output


def test_pictures_have_a_box_around_each_passage(tmp_path: Path) -> None:
    first = ["# Minutes of the Highways Scrutiny Panel", "Held on Tuesday 4 May 2021", "# 12. Potholes", "RESOLVED that £40,000 be spent."]
    paper = make_pdf(tmp_path / "minutes.pdf", [first, ["A second page of the minutes."]])
    shown = inspect(paper, "--picture", tmp_path / "pictures")
    assert shown.exit_code == 0, shown.output
    drawn = sorted((tmp_path / "pictures").iterdir())
    assert [path.name for path in drawn] == ["minutes-page-001.png", "minutes-page-002.png"]
    with Image.open(drawn[0]) as picture:
        colours = {colour for _, colour in picture.getcolors(maxcolors=100_000) or []}
    assert (76, 44, 146) in colours, "the resolution is outlined"


def test_a_text_paper_has_no_pages_to_draw(tmp_path: Path) -> None:
    folder = write_papers(tmp_path, {"may.txt": minutes_text()})
    shown = inspect(folder / "may.txt", "--picture", tmp_path / "pictures")
    assert shown.exit_code == 1
    assert "may.txt: pictures are drawn of PDFs, and this is none" in shown.output


def test_a_paper_that_cannot_be_taken_is_refused_by_name(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    shown = inspect(empty)
    assert shown.exit_code == 1
    assert "empty.pdf: the file is empty" in shown.output


def test_a_path_with_nothing_at_it_is_wrong_use(tmp_path: Path) -> None:
    assert inspect(tmp_path / "nothing.pdf").exit_code == 2
