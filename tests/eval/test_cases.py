"""Cases: read from JSON Lines and YAML by a published schema, checked against the papers, and drafted from a store."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from corpus.store.store import Store
from eval.cases import Case, CasesUnusable, cases_of, schema
from eval.drafts import drafts_of, drafts_to_jsonl, drafts_to_yaml
from eval.papers import Papers
from eval.validate import validate
from ingest.build import read_paper
from tests.conftest import ROOT
from tests.factories import agenda_pack_text, minutes_text, write_papers

SCHEMA = ROOT / "eval" / "cases.schema.json"
POTHOLES = "RESOLVED that £40,000 be spent on potholes in Wenlow."
YAML = """
- id: q1
  type: decision
  question: How much goes into potholes?
  must_contain: ["40,000", [Wenlow, Wenlow district]]
  evidence:
    - file: may.txt
      quote: RESOLVED that £40,000 be spent on potholes in Wenlow.
      meeting_date: 2021-05-04
- id: q2
  type: unanswerable
  question: What did the moon cost?
  must_contain: []
  evidence: []
"""


def test_yaml_and_json_lines_hold_the_same_cases(tmp_path: Path) -> None:
    (tmp_path / "cases.yaml").write_text(YAML)
    cases = cases_of(tmp_path / "cases.yaml")
    assert [case.id for case in cases] == ["q1", "q2"]
    assert cases[0].must_contain == (("40,000",), ("Wenlow", "Wenlow district"))
    (tmp_path / "cases.jsonl").write_text("\n".join(case.model_dump_json() for case in cases))
    assert cases_of(tmp_path / "cases.jsonl") == cases


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("q1: {", "is not YAML"),
        ("id: q1", "is a list"),
        (YAML.replace('"40,000"', "40.50"), "case 1: must_contain.*; put 40.5 in quotes"),
        (YAML.replace("id: q2", "id: q1"), "case 2: the id q1 is used twice"),
        (YAML.replace("How much goes into potholes?", "''"), "case 1: question"),
    ],
)
def test_yaml_that_cannot_be_used_is_named_by_case(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "cases.yml").write_text(text)
    with pytest.raises(CasesUnusable, match=why):
        cases_of(tmp_path / "cases.yml")


def test_the_published_schema_is_current() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema() + "\n", "run: minuted eval schema > eval/cases.schema.json"


def test_the_schema_takes_our_questions_and_refuses_what_the_reader_refuses() -> None:
    published = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for file in sorted((ROOT / "eval" / "questions").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            published.validate(json.loads(line))
    case = json.loads((ROOT / "eval" / "questions" / "samples.jsonl").read_text(encoding="utf-8").splitlines()[0])
    for wrong in ({"type": "joke"}, {"evidence": [{"file": "a.pdf", "meeting_date": None}]}, {"must_contain": [[]]}, {"answers": 1}):
        assert list(published.iter_errors(case | wrong)), wrong


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    folder = write_papers(tmp_path_factory.mktemp("papers"), {"pack.txt": agenda_pack_text(), "may.txt": minutes_text()})
    return Papers([read_paper(file) for file in sorted(folder.iterdir())], {"scan.pdf": "scan.pdf: its pages are a scan"})


def faults(papers: Papers, **evidence: Any) -> list[str]:
    gold = {"file": "pack.txt", "quote": POTHOLES, "meeting_date": "2021-05-04"} | evidence
    case = Case.model_validate({"id": "q", "type": "fact", "question": "?", "must_contain": [], "evidence": [gold]})
    return [fault.what for fault in validate([case], papers)]


def test_evidence_that_stands_where_it_says_has_no_fault(papers: Papers) -> None:
    assert faults(papers, page=1, item="12. Potholes") == []
    assert faults(papers, quote=None, page=1, marks=["£40,000", "Wenlow"], item="Potholes") == []
    line = next(n for n, text in enumerate(agenda_pack_text().splitlines(), start=1) if text.startswith("RESOLVED"))
    assert faults(papers, line=line) == []
    assert faults(papers, line=line - 1) == ["“" + POTHOLES + f"” does not begin in line {line - 1} of pack.txt"]


@pytest.mark.parametrize(
    ("evidence", "fault"),
    [
        ({"quote": "RESOLVED that £40,001 be spent"}, "does not stand in pack.txt"),
        ({"file": "may.txt", "quote": "The lanes on Castle Street cost £212,000."}, "it stands on page 1 of pack.txt"),
        ({"page": 2}, "does not stand on page 2 of pack.txt; it stands on page 1 of pack.txt"),
        ({"meeting_date": "2021-06-08"}, "is 4 May 2021, and not 8 June 2021"),
        ({"meeting_date": None}, "is 4 May 2021, and not none"),
        ({"item": "13 Lanes"}, "is 12 Potholes, and not 13 Lanes"),
        ({"file": "june.txt"}, "no paper is called june.txt"),
        ({"file": "scan.pdf"}, "scan.pdf could not be read"),
        ({"quote": None, "page": 1, "marks": ["£40,000", "Culverdale"]}, "no passage on page 1 of pack.txt has all of £40,000, Culverdale"),
    ],
)
def test_each_fault_of_evidence_is_told(papers: Papers, evidence: dict[str, Any], fault: str) -> None:
    (told,) = faults(papers, **evidence)
    assert fault in told


def test_drafts_are_cases_but_for_what_a_person_completes(small_store: Path, tmp_path: Path) -> None:
    with Store.open(small_store) as store:
        drafts, again = drafts_of(store, 6), drafts_of(store, 6)
        read = Papers([read_paper(Path(paper.path)) for paper in store.catalogue.papers()])
    assert drafts == again
    assert len(drafts) == 6
    (tmp_path / "drafts.yaml").write_text(drafts_to_yaml(drafts))
    with pytest.raises(CasesUnusable, match="case 1: question"):
        cases_of(tmp_path / "drafts.yaml")
    completed = [draft | {"question": "What was decided?"} for draft in yaml.safe_load(drafts_to_yaml(drafts))]
    (tmp_path / "drafts.jsonl").write_text(drafts_to_jsonl(completed))
    cases = cases_of(tmp_path / "drafts.jsonl")
    assert validate(cases, read) == ()
    assert len({evidence.file for case in cases for evidence in case.evidence}) == 3, "they are spread over the papers"
