"""Laws that every paper keeps, whatever is in it: spans give back their text, nothing is lost, nothing is there twice."""

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import PaperRefused
from corpus.read_paper import ReadPaper
from ingest.build import read_paper
from tests.conftest import ROOT, SHARED
from tests.factories import agenda_pack_text, make_pdf, minutes_text
from tests.papers import files_like, read_once

SAMPLES = sorted((ROOT / "corpus" / "papers").glob("*.pdf"))

_words = st.lists(
    st.sampled_from(
        "the panel agreed road salt Wenlow Stannick £40,000 2,140 52.2% 12. (a) • Cllr Ode 4 May 2021 RESOLVED that report".split()
    ),
    min_size=1, max_size=25,
).map(" ".join)  # fmt: skip
_heading = st.builds("{}. {}".format, st.integers(1, 400), st.sampled_from(["Potholes", "WINTER GRITTING", "Home to school transport"]))
_entry = st.builds("{} {}".format, st.sampled_from(["(a)", "ii)", "•", "-", "1.", "4.2"]), _words)
_row = st.lists(st.sampled_from(["", "Wenlow", "2,140", "n/a", "Budget £000", "52.2%*"]), min_size=2, max_size=5).map("\t".join)
_anything = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=120)  # a NUL makes it no text file
_block = st.one_of(_words, _heading, _entry, _row, _anything, st.just("\f"), st.just(""))
_paper = st.lists(_block, min_size=1, max_size=30).map("\n".join)


def check_laws(read: ReadPaper) -> None:
    texts = {page.number: page.text for page in read.pages}
    for passage in read.passages:
        assert texts[passage.page][passage.start : passage.end] == passage.text
        assert passage.start <= passage.body_start <= passage.end
        assert passage.text.strip()
        assert all(passage.start <= entry.start < entry.end <= passage.end for entry in passage.entries)
        assert all(a.end <= b.start for a, b in pairwise(passage.entries))
    for number in texts:
        own = sorted((p for p in read.passages if p.page == number), key=lambda p: p.start)
        assert all(a.end <= b.start for a, b in pairwise(own)), "two passages share words"
    assert read.paper.coverage >= 0.98
    assert len({passage.id for passage in read.passages}) == len(read.passages)
    assert [passage.position for passage in read.passages] == list(range(len(read.passages)))
    for part in read.parts:
        assert 0 <= part.first < part.last <= len(read.passages)
        assert part.page <= part.last_page


def read_text(text: str) -> ReadPaper | None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.txt"
        path.write_text(text, encoding="utf-8")
        try:
            return read_paper(path)
        except PaperRefused:
            return None


@given(_paper)
@settings(max_examples=200, deadline=None)
def test_the_laws_hold_for_any_text(text: str) -> None:
    read = read_text(text)
    if read is not None:
        check_laws(read)


@given(_paper)
@settings(max_examples=60, deadline=None)
def test_the_laws_hold_for_anything_inside_minutes_and_packs(text: str) -> None:
    for paper in (minutes_text(items={"12. Potholes": text.replace("\f", "")}), agenda_pack_text() + "\n\n" + text):
        read = read_text(paper)
        assert read is not None
        check_laws(read)


@given(_paper)
@settings(max_examples=40, deadline=None)
def test_reading_twice_gives_the_same(text: str) -> None:
    first, second = read_text(text), read_text(text)
    if first is not None and second is not None:
        assert first.passages == second.passages
        assert first.parts == second.parts
        assert first.abbreviations == second.abbreviations


@given(st.lists(st.lists(_words, min_size=1, max_size=8), min_size=1, max_size=3))
@settings(max_examples=15, deadline=None)
def test_the_laws_hold_for_pdfs(pages: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = make_pdf(Path(folder) / "paper.pdf", [["# Winter gritting", *page] for page in pages], header="Highways Scrutiny Panel")
        check_laws(read_paper(path))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_laws_hold_for_the_sample_papers(path: Path) -> None:
    check_laws(read_once(path))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real papers are not here (../shared)")
def test_the_laws_hold_for_the_real_texts() -> None:
    for path in files_like(SHARED / "papers" / "text", "*.txt"):
        check_laws(read_once(path))
