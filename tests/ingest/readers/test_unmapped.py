"""Ligatures for which a font's map has no letter are read by the names of their glyphs, or from a picture, or are told to be missing."""

import shutil
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from eval.answers import Answered, GivenAnswer, GivenCitation
from eval.check import check
from eval.papers import Papers
from eval.verdicts import Outcome
from ingest.build import read_paper

LINES = """Ambershire County Council
Minutes of the Housing Panel
Held on Tuesday 4 May 2021 at 10.00 am in the Town Hall
7. Fire doors
The Housing Officer said that the certified doors of the five flats
were fitted at a final cost of £14,600, and that the floor was sound.
RESOLVED: That the relief fund be fixed at £25,000.""".split("\n")

MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <20> <7E> <0020> endbfrange
3 beginbfchar <A3> <00A3> <AE> %b <AF> %b endbfchar
endcmap end end"""


def minutes(path: Path, *, named: bool, letter: bytes = b"<FFFD>") -> Path:
    """Minutes in a font whose map has no letter for fi (AE) and fl (AF); its table of differences may name the two glyphs."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 12)
    for n, text in enumerate(LINES):
        canvas.drawString(72, 760 - 20 * n, text.replace("fi", "®").replace("fl", "¯"))
    canvas.save()
    writer = pypdf.PdfWriter(clone_from=path)
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        fields = font.get_object()
        cmap = DecodedStreamObject()
        cmap.set_data(MAP % (letter, letter))
        fields[NameObject("/ToUnicode")] = writer._add_object(cmap)
        names = ArrayObject([NumberObject(0xA3), NameObject("/sterling"), NumberObject(0xAE), NameObject("/fi"), NameObject("/f_l")])
        del fields["/Encoding"]  # as it is the letters are those of Adobe's standard order, in which AE is fi
        if named:
            fields[NameObject("/Encoding")] = DictionaryObject(
                {NameObject("/Differences"): names, NameObject("/Type"): NameObject("/Encoding")}
            )
    writer.write(path)
    return path


def lines_of(path: Path) -> list[str]:
    [page] = read_paper(path).pages
    return [line for line in page.text.split("\n") if line]


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


@pytest.mark.usefixtures("no_tesseract")
@pytest.mark.parametrize("letter", [b"<FFFD>", b"<0000>"])
def test_letters_are_told_by_the_names_of_their_glyphs(letter: bytes, tmp_path: Path) -> None:
    assert lines_of(minutes(tmp_path / "a.pdf", named=True, letter=letter)) == LINES


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract here")
def test_letters_without_a_name_are_read_from_the_picture_of_their_line(tmp_path: Path) -> None:
    assert lines_of(minutes(tmp_path / "a.pdf", named=False)) == LINES


@pytest.mark.usefixtures("no_tesseract")
def test_where_nothing_tells_a_letter_its_page_is_named_and_a_quote_of_it_is_not_verbatim(tmp_path: Path) -> None:
    path = minutes(tmp_path / "a.pdf", named=False)
    read = read_paper(path)
    assert any(warning.startswith("page 1: ") and "\ufffd" in warning for warning in read.paper.warnings)
    quote = next(line for line in lines_of(path) if "25,000" in line)
    assert "\ufffdxed" in quote
    answer = GivenAnswer(quote, answered=True, citations=(GivenCitation(quote, "a.pdf", 1, None),))
    [checked] = check([Answered("1", answer)], Papers([read]))
    [verdict] = [verdict for verdict in checked.verdicts if verdict.evaluator == "quote_verbatim"]
    assert verdict.outcome is Outcome.FAILED
    assert "letters are missing" in verdict.reason
