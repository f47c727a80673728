"""A word that only the end of a line breaks loses its hyphen; a compound keeps it; nothing stands between the two parts."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.highlight import places_on_page
from eval.wording import as_printed
from ingest.layout.cleaned import read_pages
from ingest.readers.pdf.reader import PdfReader
from ingest.readers.plain import PlainReader


def drawn(path: Path, lines: list[str]) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    for n, text in enumerate(lines):
        canvas.drawString(72, 760 - 14 * n, text)
    canvas.save()
    return path


def text_of(path: Path) -> str:
    [page] = read_pages(path, PdfReader() if path.suffix == ".pdf" else PlainReader()).pages
    return " ".join(page.text.split())


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["The Committee noted the high and rising cost of the commit-", "tee room in the spring."], "the committee room"),
        (["The Panel noted the finan-", "cial cost and the high rent of the commit-", "tee room."], "the committee room"),
        (["The tarmacadam of the road is old and its tarmac-", "adam will be laid anew in May."], "its tarmacadam will"),
        (["A meeting of the Sub-", "Committee was held in the spring of that year."], "the Sub-Committee was"),
        (["The Panel heard that the county-", "wide scheme is a well-", "run one."], "county-wide scheme is a well-run one"),
        (["A co-operative runs the bus, and another co-", "operative runs the van in the hills."], "another co-operative runs"),
        (["The operator had asked for a 14-", "berth barge on the canal at Wenlow."], "a 14-berth barge"),
        (["The grant was for the year 2021-", "22 and was paid to the club in May."], "2021-22 and"),
        (["The Panel spoke of pre-", "and post-war houses in the town of Wenlow."], "pre- and post-war houses"),
    ],
)
@pytest.mark.parametrize("suffix", ["pdf", "txt"])
def test_a_hyphen_at_the_end_of_a_line_stays_where_it_is_a_compounds(lines: list[str], said: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    if suffix == "pdf":
        drawn(path, lines)
    else:
        path.write_text("\n".join(lines))
    assert said in text_of(path)


def test_a_whole_word_is_printed_and_found_where_its_halves_stand(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", ["Trams carried 61,400 people in the last finan-", "cial year, and a well-", "run barge 212."])
    [page] = read_pages(path, PdfReader()).pages
    quote = "in the last financial year, and a well-run barge"
    start = page.text.index(quote)
    assert quote in as_printed(page.text)
    assert len(places_on_page(path, page, start, start + len(quote))) >= 2
