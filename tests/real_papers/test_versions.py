"""Real papers, where they are at hand: the same paper under two names is one, and no papers are linked that are two."""

import itertools
from pathlib import Path

import pytest

from corpus.read_paper import ReadPaper
from corpus.store.catalogue import Catalogue
from ingest.abbreviations import abbreviations_in
from tests.conftest import SHARED
from tests.papers import files_like, read_once

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real papers are not here (../shared)")

PARISH, TOWNSHIP, TEXT = SHARED / "papers" / "pdf" / "parish", SHARED / "papers" / "pdf" / "township", SHARED / "papers" / "text"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("minutes__minutes-2025-11-04.pdf", "public_notices__Minutes-2025-11-04.pdf"),
        ("2024-25__bank-reconciliation-2025-03-31.pdf", "annual-reports__2024-25__2025-03-31-bank-reconciliation.pdf"),
    ],
)
def test_the_same_paper_under_two_names_has_one_wording(one: str, other: str) -> None:
    a, b = read_once(PARISH / one).paper, read_once(PARISH / other).paper
    assert a.id != b.id or a.sha256 == b.sha256
    assert a.wording == b.wording != ""


def test_other_papers_of_a_council_are_neither_the_same_nor_versions(tmp_path: Path) -> None:
    """Forms and notices of one council share most of their words from year to year."""
    files = sorted([*PARISH.glob("minutes-2025*.pdf"), *PARISH.glob("public_notices__p*.pdf"), *PARISH.glob("*annual-return-form2*.pdf")])
    files += sorted([*TOWNSHIP.glob("*Agenda*2023*.pdf"), *TOWNSHIP.glob("Minutes-[JM]*.pdf")])
    read = [read_once(file) for file in files]
    assert len(read) > 30
    assert all(a.paper.wording != b.paper.wording or not a.paper.wording for a, b in itertools.combinations(read, 2))
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    for one in read:
        catalogue.put(one)
    assert catalogue.versions().replaced_by == {}
    catalogue.close()


@pytest.fixture(scope="module")
def texts() -> dict[str, ReadPaper]:
    return {file.name[:3]: read_once(file) for file in files_like(TEXT, "*.txt")}


@pytest.mark.parametrize(
    ("name", "fewest", "some"),
    [
        ("000", 45, {"WSCP", "JTAI", "IICSA", "MASH", "KCSIE", "SOCJAG", "CMR", "HTST"}),
        ("001", 30, {"DLUHC", "MARAC", "IDVA", "DfE", "NHSE", "APP", "EHCP", "CLA"}),
        ("002", 65, {"ILACS", "CYPP", "MARF", "EHCP", "SCYPIH", "WVT", "GCP2", "VAWG"}),
        ("003", 7, {"WSCP", "WCF", "JTAI", "IICSA", "CIN", "HAF", "EHCP"}),
        ("004", 7, {"WSCB", "CSE", "SIP", "LAC", "CDOP", "SIDS", "MACFA"}),
    ],
)
def test_the_abbreviations_that_a_paper_explains_are_learnt(texts: dict[str, ReadPaper], name: str, fewest: int, some: set[str]) -> None:
    learnt = {one.short for one in texts[name].abbreviations}
    assert some <= learnt
    assert len(learnt) >= fewest


def test_what_is_only_used_is_not_learnt(texts: dict[str, ReadPaper]) -> None:
    """`TBC` before a title and a month after a quarter explain nothing."""
    for read in texts.values():
        assert not {"TBC", "DRAFT", "Q1", "Q2", "PUBLIC"} & {one.short for one in read.abbreviations}
        assert abbreviations_in(read.pages) == read.abbreviations
