"""Readers, on files that the tests make: what is read, what is taken out, and what is refused with which reason."""

import re
from pathlib import Path

import pytest

from corpus import errors
from ingest import build
from ingest.build import read_paper
from ingest.layout.cleaned import read_pages
from ingest.readers import choose as reading
from ingest.readers.choose import reader_for
from ingest.readers.rubbish import is_rubbish, is_rubbish_line
from tests.factories import make_pdf, make_picture_pdf, minutes_text

PROSE = "The panel heard that the number of children waiting for a place had fallen and that the service was now fully staffed. " * 3


def test_a_pdf_keeps_paragraphs_headings_and_rows_apart(tmp_path: Path) -> None:
    table = [["District", "2020/21", "2021/22"], ["Stannick", "2,140", "2,655"], ["Wenlow and the villages around it", "1,870", "1,990"]]
    path = make_pdf(tmp_path / "a.pdf", [["# Winter gritting", PROSE, table, PROSE]])
    [page] = read_pages(path, reader_for(path)).pages
    assert [page.text[span.start : span.end] for span in page.headings] == ["Winter gritting"]
    assert "Wenlow and the villages around it\t1,870\t1,990" in page.text.split("\n")
    assert "Stannick\t2,140\t2,655" in page.text.split("\n")
    assert " ".join(page.text.split()).count(PROSE.strip()) == 2


def test_a_cell_of_many_lines_is_one_cell(tmp_path: Path) -> None:
    tracker = [["Meeting", "Asked for", "Answer"], ["16 March 2022, minute 4", "A report on places, " * 20, "Sent on 4 May 2022. " * 12]]
    path = make_pdf(tmp_path / "a.pdf", [[PROSE, tracker]])
    [page] = read_pages(path, reader_for(path)).pages
    row = next(line for line in page.text.split("\n") if line.startswith("16 March 2022"))
    assert [len(cell.split()) for cell in row.split("\t")] == [5, 80, 60]


def test_rules_around_whole_columns_of_sums_are_no_cells(tmp_path: Path) -> None:
    columns = [
        [
            "Precept 6,600.00<br/>VAT 718.17<br/>Rent 25.00<br/>Grant 1,200.00<br/>",
            "Clerk 4,891.46<br/>Mower 378.11<br/>Audit 50.00<br/>Hall 104.00",
        ]
    ] * 2
    path = make_pdf(tmp_path / "a.pdf", [[PROSE, columns]])
    [page] = read_pages(path, reader_for(path)).pages
    assert {"VAT 718.17", "Mower 378.11"} <= set(page.text.split("\n"))


def test_running_text_beside_a_long_table_is_no_heading(tmp_path: Path) -> None:
    table = [["District", "Cost"], *[[f"Parish {n}", str(n)] for n in range(15)]]
    path = make_pdf(tmp_path / "a.pdf", [[PROSE, table, PROSE]])
    [page] = read_pages(path, reader_for(path)).pages
    assert page.headings == ()


def test_running_header_and_page_numbers_are_taken_out_and_kept_as_labels(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [[f"Chapter {n}. {PROSE}"] for n in range(1, 5)], header="Ambershire County Council agenda pack")
    pages = read_pages(path, reader_for(path)).pages
    assert [page.printed for page in pages] == ["1", "2", "3", "4"]
    assert all("agenda pack" not in page.text for page in pages[1:])
    assert all(not page.text.strip().endswith(str(page.number)) for page in pages)


def test_text_files_are_paged_by_form_feeds_and_read_in_old_encodings(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Cost: £5 – all of it\fSecond page".encode("cp1252"))
    pages = read_pages(path, reader_for(path)).pages
    assert [(page.number, page.text) for page in pages] == [(1, "Cost: £5 – all of it"), (2, "Second page")]


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("empty.pdf", b"", errors.PaperEmpty),
        ("corrupt.pdf", b"%PDF-1.4\nnothing more", errors.PaperCorrupt),
        ("word.pdf", b"PK\x03\x04rest of a Word file", errors.PaperMislabelled),
        ("page.pdf", b"<html><body>Minutes</body></html>", errors.PaperMislabelled),
        ("plain.pdf", b"Minutes of the meeting", errors.PaperMislabelled),
        ("really.txt", b"%PDF-1.7\n...", errors.PaperMislabelled),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", errors.PaperMislabelled),
        ("binary.txt", b"abc\x00\x01\x02def" * 50, errors.PaperMislabelled),
        ("blank.txt", b" \n\n ", errors.PaperWithoutText),
        ("sheet.xlsx", b"PK\x03\x04", errors.PaperUnsupported),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_and_reason(
    tmp_path: Path, name: str, content: bytes, refusal: type[errors.PaperRefused]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(refusal, match=name.replace(".", r"\.")):
        read_paper(path)


def test_a_password_and_a_scan_are_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.PaperEncrypted, match="password"):
        read_paper(make_pdf(tmp_path / "locked.pdf", [[PROSE]], password="secret"))
    with pytest.raises(errors.PaperWithoutText, match="scan"):
        read_paper(make_picture_pdf(tmp_path / "scan.pdf"))


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:  # a sparse file of 2 GB takes no room on the disk
        stream.truncate(2 * 1024**3)
    with pytest.raises(errors.PaperTooLarge, match="2,048 MB"):
        reader_for(path)
    assert reading.MAX_BYTES < 2 * 1024**3


def test_a_paper_of_too_many_passages_is_held_as_far_as_they_go_and_says_where_that_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "MOST_PASSAGES", 15)
    path = tmp_path / "many.md"
    gullies = [f"## Gully {n}\n\nThe panel noted that gully {n} was cleared." for n in range(40)]
    path.write_text("\f".join("\n\n".join(gullies[first : first + 10]) for first in range(0, 40, 10)))
    read = read_paper(path)
    assert len(read.passages) == read.paper.passage_count == 15
    assert all(part.last <= 15 for part in read.parts)
    assert [page.number for page in read.pages] == [1, 2, 3, 4]  # all can still be read
    assert read.paper.coverage < 0.8
    [warning] = [warning for warning in read.paper.warnings if "passages" in warning]
    told = re.fullmatch(
        r"from page (2|3) on, after “.*gully (\d+) was cleared\.”: only the first 15 of its \d+ passages are held, and no question finds "
        r"the rest\. Split it into several papers",
        warning,
    )
    assert told is not None
    assert f"gully {told[2]} was cleared" in read.passages[-1].text


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    with pytest.raises(errors.PaperUnreadable, match=r"gone\.txt"):
        read_paper(tmp_path / "gone.txt")


def test_rubbish_of_fonts_without_a_map_is_told_from_words_and_figures() -> None:
    assert is_rubbish("7KH URDGV ZHUH VZHSW EHIRUH WKH PDUNHW DQG WKH VTXDUH ZDV ZDVKHG " * 8)
    assert not is_rubbish(minutes_text() * 5)
    assert not is_rubbish("Precept 6,600.00 VAT 718.17 Insurance 547.51 " * 20)
    assert is_rubbish_line("$ - #- - # $ >>- - +,+= <:")
    assert not is_rubbish_line("Contents ....................... 12")
    assert not is_rubbish_line("£ £ £ £")
