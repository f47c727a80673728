"""Abbreviations are learnt where a paper explains them, and nowhere else."""

from pathlib import Path

import pytest

from corpus.models import Abbreviation, Page
from corpus.papers.build import SOURCES
from corpus.store.catalogue import Catalogue
from ingest.abbreviations import abbreviations_in
from ingest.build import read_paper
from tests.factories import minutes_text, write_papers
from tests.papers import read_once


def found_in(*pages: str) -> list[tuple[str, str]]:
    found = abbreviations_in([Page(number=n, text=text, reader="test") for n, text in enumerate(pages, start=1)])
    return [(one.short, one.long) for one in found]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("an Education, Health and Care Plan (EHCP) within 20 weeks", "EHCP", "Education, Health and Care Plan"),
        ("2,914 Education, Health and Care Plans (EHCPs)", "EHCP", "Education, Health and Care Plans"),
        ("the Deprivation of Liberty Safeguards (DoLS)", "DoLS", "Deprivation of Liberty Safeguards"),
        ("a letter to the Department for Education (“the DfE”)", "DfE", "Department for Education"),
        ("SEND (Special Educational Needs and Disability)", "SEND", "Special Educational Needs and Disability"),
        ("spent from the Dedicated Schools Grant, or DSG, in May", "DSG", "Dedicated Schools Grant"),
        ("Research & Development (R&D)", "R&D", "Research & Development"),
        ("money under Section 106 (S106)", "S106", "Section 106"),
        ("Sustainable Drainage Systems (SuDS)", "SuDS", "Sustainable Drainage Systems"),
        ("a bid to NHS England (NHSE)", "NHSE", "NHS England"),
        ("the Wenlow and Stannick NHS Trust (WST)", "WST", "Wenlow and Stannick NHS Trust"),
        ("the Independent Inquiry into Rural Transport (IIRT)", "IIRT", "Independent Inquiry into Rural Transport"),
        ("led by the Co-operative Housing Group (CHG, the landlord)", "CHG", "Co-operative Housing Group"),
        ("DSG – Dedicated Schools Grant", "DSG", "Dedicated Schools Grant"),
        ("CQC\tCare Quality Commission, which inspects homes", "CQC", "Care Quality Commission"),
        ("| ICB | Integrated Care Board |", "ICB", "Integrated Care Board"),
        ("Pupil Referral Unit\tPRU", "PRU", "Pupil Referral Unit"),
        ("FFD\nFamily Front Door: the one point of contact", "FFD", "Family Front Door"),
        ("## **Personal Education Plans (PEPs)**", "PEP", "Personal Education Plans"),
    ],
)
def test_a_short_form_is_learnt_with_its_long_form(text: str, short: str, long: str) -> None:
    assert found_in(text) == [(short, long)]


def test_a_long_form_runs_on_over_a_line_end() -> None:
    assert found_in("reported on the Multi-\nAgency Safeguarding\nHub (MASH) in May") == [("MASH", "Multi-Agency Safeguarding Hub")]


@pytest.mark.parametrize(
    "text",
    [
        "Present: Cllr Ann Ode (Chair)",
        "the Highways Scrutiny Panel (the Panel)",
        "pupils with a plan (EHCP) in May",
        "Vacant posts (FTE)",
        "schools in Wenlow (WCC) and Stannick (SCC)",
        "as included in (II) above",
        "the annual report (Appendix A)",
        "The panel met in Wenlow. Care Quality (WCQ)",
        "TBC\tUpdate on the budget for children",
        "RESOLVED: That the report be noted",
    ],
)
def test_what_does_not_spell_the_short_form_is_left(text: str) -> None:
    assert found_in(text) == []


def test_a_heading_does_not_run_into_the_text_below_it() -> None:
    assert found_in("Care Quality\n\nCommission (CQC) visits") == []


def test_each_page_that_explains_it_is_noted_once() -> None:
    pages = [Page(number=n, text="the Integrated Care Board (ICB) and the Integrated Care Board (ICB)", reader="test") for n in (4, 9)]
    assert abbreviations_in(pages) == (
        Abbreviation("ICB", "Integrated Care Board", 4),
        Abbreviation("ICB", "Integrated Care Board", 9),
    )


def test_long_text_without_end_takes_no_time() -> None:
    assert found_in("Education and " * 20_000 + "(EHCP) " * 2_000) == []


@pytest.mark.parametrize(
    ("name", "shorts"),
    [
        ("ascp-annual-report-2021-22", {"ASCP", "CCG", "EHCP", "FFD", "ICB", "MASH", "PEP", "PRU"}),
        ("adult-care-annual-report-2022-23", {"CQC", "DoLS", "ICB"}),
    ],
)
def test_the_glossaries_of_the_samples_are_learnt_whole(name: str, shorts: set[str]) -> None:
    read = read_once(SOURCES.parent / f"{name}.pdf")
    assert {one.short for one in read.abbreviations if one.page == read.paper.page_count} == shorts


def test_the_catalogue_gives_the_long_forms_of_a_council_most_often_given_first(tmp_path: Path) -> None:
    items = {
        "a.txt": ("Ambershire County Council", "Cabinet heard of the Local Area Plan (LAP)."),
        "b.txt": ("Ambershire County Council", "The LOCAL ACTION PLANS (LAPs) were noted."),
        "c.txt": ("Ambershire County Council", "Cabinet adopted the Local Action Plan (LAP)."),
        "d.txt": ("Harrowby Town Council", "Members walked the Lower Abbey Path (LAP)."),
    }
    papers = {name: minutes_text(council=council, items={"1. Plans": text}) for name, (council, text) in items.items()}
    folder = write_papers(tmp_path / "papers", papers)
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    for name in papers:
        catalogue.put(read_paper(folder / name))
    [lap] = catalogue.abbreviations("Ambershire County Council")
    files = {paper.id: paper.file for paper in catalogue.papers()}
    assert lap.short == "LAP"
    assert [long.text for long in lap.longs] == ["Local Action Plan", "Local Area Plan"]
    assert sorted((files[given.paper_id], given.page) for given in lap.longs[0].given) == [("b.txt", 1), ("c.txt", 1)]
    [everywhere] = catalogue.abbreviations()
    assert {long.text for long in everywhere.longs} == {"Local Action Plan", "Local Area Plan", "Lower Abbey Path"}
    assert catalogue.abbreviations("No such council") == []
    catalogue.close()
