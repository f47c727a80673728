"""The measures of answers: what they say of known answers, that they agree with the shared scorer, and that our questions are sound."""

import datetime
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from assistant.cli import app
from eval.adapters import json_to_answer
from eval.answers import Answered
from eval.bench.answers import answers, answers_to_table
from eval.cases import Case, CasesUnusable, CaseType, GoldEvidence, cases_of, falls_aside, files_of
from eval.check import check
from eval.evaluators.every import OF_CASES
from eval.figures import percentile, shares
from eval.near_identical import near_identical, write_papers
from eval.report.records import file_to_checked
from eval.run import run
from eval.stores import key_of, papers_to_store
from eval.verdicts import Checked, Outcome
from eval.wording import overlap, says_all, says_any
from ingest.readers.scans.ocr import can_read_scans
from tests.conftest import ROOT, SHARED
from tests.factories import minutes_text
from tests.factories import write_papers as write_texts
from tests.papers import read_once

QUESTIONS = ROOT / "eval" / "questions"
SAMPLES = ROOT / "corpus" / "papers"
SETS = {"samples.jsonl": SAMPLES, "parish.jsonl": SHARED / "papers/pdf/parish", "township.jsonl": SHARED / "papers/pdf/township"}
SCANNED = {"adult-care-2022-05-12-minutes.pdf", "October-1-2024-Council-Agenda-Package-1.pdf", "Agenda-Package-February-18-2025.pdf"}


def case(**changes: Any) -> Case:
    evidence = [{"file": "a.pdf", "quote": "RESOLVED that £40,000 be spent on potholes in Wenlow", "meeting_date": "2021-05-04"}]
    fields = {"id": "q1", "type": "fact", "question": "How much for potholes?", "must_contain": ["40,000"], "evidence": evidence}
    return Case.model_validate(fields | changes)


def citation(passage: str, date: str | None = "2021-05-04", file: str = "a.pdf", page: int = 1) -> dict[str, Any]:
    return {"passage": passage, "quote": passage, "page": page, "paper": {"file": file}, "meeting": {"date": date}}


def answer(*citations: dict[str, Any], text: str = "", status: str = "answered") -> dict[str, Any]:
    return {"id": "q1", "status": status, "answer": text, "citations": list(citations)}


GOOD = "12. Potholes\n\n**RESOLVED** that £40,000 be spent on potholes in Wenlow."


HOLDS = {Outcome.PASSED: True, Outcome.FAILED: False, Outcome.NOT_APPLICABLE: None}


def held(checked: Checked) -> dict[str, bool | None]:
    return {verdict.evaluator: HOLDS[verdict.outcome] for verdict in checked.verdicts}


def judged(asked: Case, record: dict[str, Any]) -> dict[str, bool | None]:
    (checked,) = check([Answered(asked.id, json_to_answer(record))], None, [asked], OF_CASES)
    return held(checked)


def test_a_right_answer_is_right_by_every_measure() -> None:
    found = judged(case(), answer(citation(GOOD), text="“…£40,000 be spent…” [1]"))
    assert found.pop("abstains_when_it_should") is None
    assert set(found.values()) == {True}


@pytest.mark.parametrize(
    ("record", "fails"),
    [
        (answer(citation(GOOD, date="2021-06-08"), text="£40,000"), {"date_right_where_found", "right"}),
        (answer(citation("Cycle lanes"), citation(GOOD), text="£40,000"), {"evidence_first"}),
        (answer(citation(GOOD), text="See [1]."), {"facts_in_text"}),
        (answer(citation("word " * 600), citation(GOOD), text="£40,000"),
         {"evidence_any", "evidence_first", "evidence_all", "right"}),
        (answer(*[citation("Lanes", file="b.pdf")] * 5, citation(GOOD), text="£40,000"),
         {"evidence_first", "right_paper_in_first_five", "right_passage_in_first_five"}),
    ],
)  # fmt: skip
def test_each_fault_is_seen_by_its_own_measures(record: dict[str, Any], fails: set[str]) -> None:
    assert {name for name, verdict in judged(case(), record).items() if verdict is False} == fails


def test_an_unanswerable_question_is_measured_by_declining_alone() -> None:
    asked = case(type="unanswerable", must_contain=[], evidence=[])
    assert {name: verdict for name, verdict in judged(asked, answer(citation(GOOD))).items() if verdict is not None} == {
        "abstains_when_it_should": False
    }
    assert judged(asked, answer(status="not_found"))["abstains_when_it_should"]


def test_evidence_without_a_quote_needs_its_page_and_all_its_marks() -> None:
    evidence = {"file": "a.pdf", "page": 2, "marks": ["£40,000", "Wenlow"], "meeting_date": "2021-05-04"}
    asked = case(evidence=[evidence])
    assert judged(asked, answer(citation(GOOD, page=2)))["evidence_first"]
    for other in (citation(GOOD, page=1), citation(GOOD, page=2, file="b.pdf"), citation("£40,000 in Stannick", page=2)):
        assert judged(asked, answer(other))["evidence_any"] is False


def test_another_place_that_says_the_same_is_enough_and_never_asked_for() -> None:
    alt = {"file": "b.pdf", "quote": "forty thousand pounds for the potholes of Wenlow", "meeting_date": "2021-06-08", "alt": True}
    asked = case(evidence=[*(e.model_dump(mode="json") for e in case().evidence), alt])
    assert judged(asked, answer(citation(GOOD)))["evidence_all"]
    other = judged(asked, answer(citation("Forty thousand pounds for the potholes of Wenlow.", date="2021-06-08", file="b.pdf")))
    assert (other["evidence_any"], other["evidence_all"]) == (True, False)


def test_wordings_are_compared_as_words_without_markup() -> None:
    assert says_any("spent **£1.38m** on it", ["£1.38m"])
    assert not says_any("spent £312 on it", ["12"])
    assert not says_all("7 July 2023", ["7 July", "2022"])
    assert overlap("11 to 15 £187 £193", "11 to 15\t£187\t£193") == 1.0
    assert overlap("the lanes on Castle Street cost £212,000 in all", "the lanes on Castle Street cost £9") == 0.5
    assert overlap("no", "yes") == 0.0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "line 1"),
        ('{"id": "q"}', "line 1: type: Field required"),
        (json.dumps(case().model_dump(mode="json") | {"evidence": []}), "needs evidence"),
        (
            json.dumps(case().model_dump(mode="json") | {"evidence": [{"file": "a.pdf", "page": 1, "meeting_date": None}]}),
            "a page and marks",
        ),
        ("\n".join([case().model_dump_json()] * 2), "line 2: the id q1 is used twice"),
    ],
)
def test_cases_that_cannot_be_used_are_named_by_line(tmp_path: Path, line: str, why: str) -> None:
    (tmp_path / "cases.jsonl").write_text(line)
    with pytest.raises(CasesUnusable, match=why):
        cases_of(tmp_path / "cases.jsonl")


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "questions/score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made_up_answers(cases: tuple[Case, ...]) -> list[dict[str, Any]]:
    """Answers that are right, partly right and wrong in many ways, in turn; one is missing."""
    answers: list[dict[str, Any]] = []
    for n, asked in enumerate(cases[1:]):
        facts = " and ".join(fact[0] for fact in asked.must_contain)
        filler = "filler " * (n % 5 * 90)
        cited = [citation(f"Said: {e.quote} Then. {filler}", "2020-01-01" if n % 5 == 2 else str(e.dated), e.file) for e in asked.evidence]
        cited = [citation("Nothing of the kind.")] * (n % 3) + cited
        if n % 4 == 1 and cited:
            cited[-1] = citation(" ".join(cited[-1]["passage"].split()[: 3 + n % 7]))
        record = answer(*cited, text=facts if n % 3 else facts[: len(facts) // 2], status="not_found" if n % 6 == 5 else "answered")
        answers.append(record | {"id": asked.id})
    return answers


def test_the_measures_agree_with_the_shared_scorer_to_the_digit(shared: Path) -> None:
    cases = cases_of(shared / "questions/dev.jsonl")
    answers = made_up_answers(cases)
    gold = [json.loads(line) for line in (shared / "questions/dev.jsonl").read_text().splitlines()]
    theirs = scorer(shared).score(gold, answers)
    results = check([Answered(record["id"], json_to_answer(record)) for record in answers], None, cases, OF_CASES)
    assert len(results) == len(cases)
    for name, share in shares(results).items():
        if name in theirs:
            assert (share.holds, share.of) == (sum(theirs[name]), len(theirs[name])), name
            assert len(set(theirs[name])) == 2, f"{name} was not tried both ways"
    ours = {evaluator.name for evaluator in OF_CASES} - {"right_paper_in_first_five", "right_passage_in_first_five"}
    assert ours <= set(theirs)
    for kind in CaseType:
        of_kind = shares(result for result in results if result.case and result.case.type is kind).get("facts_in_text_or_quotes")
        assert not of_kind or (of_kind.holds, of_kind.of) == (sum(theirs[f"facts_{kind}"]), len(theirs[f"facts_{kind}"]))


def sets_at_hand() -> list[str]:
    return [name for name, papers in SETS.items() if papers.is_dir()]


def test_there_are_enough_questions_of_every_type_and_half_are_set_aside() -> None:
    cases = {name: cases_of(QUESTIONS / name) for name in SETS}
    assert len(cases["samples.jsonl"]) >= 36
    assert len(cases["parish.jsonl"]) + len(cases["township.jsonl"]) >= 24
    for name, these in cases.items():
        assert {asked.type for asked in these} >= set(CaseType) - {CaseType.PERSON, CaseType.STATUS, CaseType.COMPARE}, name
        assert all(asked.held_out == falls_aside(asked.id) for asked in these)
        assert 0.4 <= sum(asked.held_out for asked in these) / len(these) <= 0.6, name
    ids = [asked.id for these in cases.values() for asked in these]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", ["parish.jsonl", "township.jsonl"])
def test_questions_over_papers_of_others_copy_none_of_their_text(name: str) -> None:
    for asked in cases_of(QUESTIONS / name):
        for evidence in asked.evidence:
            assert evidence.quote is None
            assert all(len(mark.split()) <= 4 for mark in evidence.marks)


@pytest.mark.parametrize("name", sets_at_hand())
def test_every_fact_and_mark_stands_in_the_papers_as_read(name: str) -> None:
    for asked in cases_of(QUESTIONS / name):
        said = ""
        for evidence in asked.evidence:
            if evidence.file in SCANNED and not can_read_scans():
                break
            here = passages_of(evidence, SETS[name])
            assert here, f"{asked.id}: {evidence.file} has no such passage"
            assert evidence.dated in {date for date, _ in here}, f"{asked.id}: {evidence.file} has another date there"
            dated = f"{evidence.dated.day} {evidence.dated:%B %Y}" if evidence.dated else ""
            said = "\n".join([said, dated, *(text for _, text in here)])
        else:
            for fact in asked.must_contain:
                assert says_any(said, fact), f"{asked.id}: {fact} stands in none of its evidence"


def passages_of(evidence: GoldEvidence, papers: Path) -> list[tuple[datetime.date | None, str]]:
    """Date and text of each passage on the evidence's page that has its quote or its marks."""
    on_page = [passage for passage in read_once(papers / evidence.file).passages if passage.page == evidence.page]
    return [
        (passage.meeting.date, passage.text)
        for passage in on_page
        if (overlap(evidence.quote, passage.text) == 1.0 if evidence.quote else says_all(passage.text, evidence.marks))
    ]


def test_near_identical_papers_are_many_and_the_same_on_every_machine(tmp_path: Path) -> None:
    made = near_identical()
    assert len(made) >= 30
    assert made == near_identical()
    assert key_of(paper.text.encode() for paper in made) == "8bc7c129bb422c5d"
    papers, cases = write_papers(tmp_path)
    assert files_of(cases) == {file.name for file in papers.iterdir()}
    assert (papers, cases) == write_papers(tmp_path)
    wording = {tuple(word for word in paper.text.split() if word.isalpha()) for paper in made}
    assert len({paper.text for paper in made}) == len(made)
    assert len({len(words) for words in wording}) < len(made) / 4, "the papers differ in more than figures and names"


def test_only_the_right_one_of_near_identical_papers_has_the_marks(tmp_path: Path) -> None:
    papers, cases = write_papers(tmp_path)
    for asked in cases[::7]:
        (evidence,) = asked.evidence
        assert [date for date, _ in passages_of(evidence, papers)][:1] == [evidence.dated]


def test_a_run_asks_measures_and_times_every_case_and_keeps_the_store(tmp_path: Path) -> None:
    papers = write_texts(tmp_path / "papers", {"a.pdf.txt": minutes_text()})
    store = papers_to_store([papers], tmp_path / "stores")
    before = (store / "complete").stat().st_mtime_ns
    asked = case(evidence=[{"file": "a.pdf.txt", "quote": "RESOLVED that £40,000 be spent on potholes", "meeting_date": "2021-05-04"}])
    (result,) = run([asked], store)
    assert held(result)["right"]
    assert result.seconds
    assert papers_to_store([papers], tmp_path / "stores") == store
    assert (store / "complete").stat().st_mtime_ns == before
    assert shares([result])["right"].value == 1
    assert result.answer.citations
    write_texts(papers, {"b.txt": minutes_text(body="Cabinet")})
    assert papers_to_store([papers], tmp_path / "stores") != store


def test_answers_are_timed_beside_the_starter_on_the_same_questions(tmp_path: Path) -> None:
    papers = write_texts(tmp_path / "papers", {"a.txt": minutes_text()})
    asked = case(evidence=[{"file": "a.txt", "quote": "RESOLVED that £40,000 be spent on potholes", "meeting_date": "2021-05-04"}])
    beside = answers([asked], [papers], tmp_path / "stores")
    assert [held(result)["evidence_first"] for result in (*beside.minuted, *beside.starter)] == [True, True]
    assert answers_to_table(beside).row_count == 2


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(n) for n in range(1, 21)]
    assert (percentile(values, 50), percentile(values, 95), percentile([7.0], 95)) == (10.0, 19.0, 7.0)


def test_questions_that_are_set_aside_are_not_asked_unless_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    papers = write_texts(tmp_path / "papers", {"a.txt": minutes_text()})
    evidence = [{"file": "a.txt", "quote": "RESOLVED that £40,000 be spent on potholes", "meeting_date": "2021-05-04"}]
    cases = [case(id="q1", evidence=evidence), case(id="q2", evidence=evidence, held_out=True)]
    (tmp_path / "cases.jsonl").write_text("\n".join(asked.model_dump_json() for asked in cases))
    command = ["eval", "run", str(tmp_path / "cases.jsonl"), "--papers", str(papers), "--json", str(tmp_path / "run.json")]
    for flag, asked_for in (([], ["q1"]), (["--set-aside"], ["q1", "q2"])):
        with pytest.raises(SystemExit, match="0"):
            app([*command, *flag])
        assert ("1 question set aside, not asked" in capsys.readouterr().out) == (not flag)
        run = file_to_checked(tmp_path / "run.json")
        assert [one.id for one in run] == asked_for
        assert held(run[0])["quote_verbatim"]


def test_questions_about_other_papers_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text(case().model_dump_json())
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "eval", "run", str(tmp_path / "cases.jsonl"), "--papers", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "No paper is called a.pdf" in done.stderr
