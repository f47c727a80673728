"""Reports of checked answers: what a pipeline, a page and a comparison say of them."""

import json
import math
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from rich.console import Console

from eval.answers import GivenAnswer, GivenCitation
from eval.cases import Case
from eval.errors import RunUnusable
from eval.report.compare import compare, comparison_to_table
from eval.report.gate import Threshold, file_to_thresholds, gate
from eval.report.html import checked_to_html
from eval.report.junit import checked_to_junit
from eval.report.records import checked_to_json, file_to_checked, json_to_checked, to_baseline
from eval.report.statistics import bootstrap, mcnemar
from eval.report.summary import summaries
from eval.report.table import checked_to_table
from eval.verdicts import Checked, Outcome, Verdict
from tests.conftest import ROOT

HOSTILE = "</script><script>document.title = 'taken'</script><img src=http://127.0.0.1:9/x onerror=alert(1)> \x07 & \"quoted\""


def said(outcome: str, score: float | None = None, name: str = "evidence_any") -> Verdict:
    judged = {"passed": 1.0, "failed": 0.0}
    return Verdict(name, Outcome(outcome), judged.get(outcome) if score is None else score, f"because {outcome}")


def checked(case_id: str, *verdicts: Verdict, kind: str = "fact", question: str = "How much for potholes?") -> Checked:
    evidence = [] if kind == "unanswerable" else [{"file": "a.pdf", "quote": "£40,000", "meeting_date": "2021-05-04"}]
    record = {"id": case_id, "type": kind, "question": question, "must_contain": [], "evidence": evidence}
    answer = GivenAnswer(f"“{question}” [1]", True, (GivenCitation(question, "a.pdf", 2, None),))
    return Checked(case_id, Case.model_validate(record), answer, verdicts, 0.25)


def run_of(outcomes: str, name: str = "evidence_any") -> list[Checked]:
    """`+-0!`: a run of cases that passed, failed, were not applicable and had an error."""
    words = {"+": "passed", "-": "failed", "0": "not_applicable", "!": "error"}
    return [checked(f"q{n:03}", said(words[sign], name=name)) for n, sign in enumerate(outcomes)]


def shown(thing: object) -> str:
    console = Console(width=200)
    with console.capture() as capture:
        console.print(thing)
    return capture.get()


def test_what_was_not_applicable_or_an_error_is_never_counted_as_passed() -> None:
    (summary,) = summaries(run_of("++-00!"))
    assert (summary.n, summary.passed, summary.not_applicable, summary.errors) == (3, 2, 2, 1)
    assert summary.score == pytest.approx(2 / 3)
    (nothing,) = summaries(run_of("00!"))
    assert nothing.score is None
    assert nothing.interval is None


def test_an_interval_is_the_same_every_time_and_as_wide_as_theory_says() -> None:
    scores = [1.0] * 80 + [0.0] * 20
    interval = bootstrap(scores)
    assert interval == bootstrap(scores)
    half = 1.96 * math.sqrt(0.8 * 0.2 / 100)
    assert interval.low == pytest.approx(0.8 - half, abs=0.015)
    assert interval.high == pytest.approx(0.8 + half, abs=0.015)


@pytest.mark.parametrize(("better", "worse", "p"), [(0, 0, 1.0), (5, 5, 1.0), (1, 9, 22 / 1024), (0, 6, 2 / 64)])
def test_mcnemar_is_exact(better: int, worse: int, p: float) -> None:
    assert mcnemar(better, worse) == pytest.approx(p)


def test_a_run_comes_back_from_json_as_it_was() -> None:
    run = [
        *run_of("+-0!"),
        checked("t1", said("failed", 0.4), kind="unanswerable", question=HOSTILE),
        Checked("x", None, run_of("+")[0].answer, ()),
    ]
    assert json_to_checked(checked_to_json(run)) == tuple(run)
    kept = json_to_checked(checked_to_json(to_baseline(run)))
    assert [answer.id for answer in kept] == [answer.id for answer in run]
    assert compare(kept, run).evaluators[0].n == 3
    assert HOSTILE not in checked_to_json(to_baseline(run))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"answers": [{"id": 1}]}'])
def test_a_file_that_is_no_run_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(RunUnusable, match=r"run\.json"):
        file_to_checked(tmp_path / "run.json")


def test_the_table_tells_types_apart_with_their_numbers() -> None:
    run = [*run_of("+++-"), checked("t", said("failed"), kind="table"), checked("u", said("not_applicable"), kind="table")]
    told = shown(checked_to_table("run", run))
    assert "fact 4" in told
    row = next(line for line in told.splitlines() if "evidence_any" in line)
    assert [cell.strip() for cell in row.strip("│ \n").split("│")][1:] == ["0.600", "0.20–1.00", "5", "3", "0.750", "0.000 (1)"]


def test_junit_has_a_failure_for_each_failed_verdict_and_skips_what_was_not_judged() -> None:
    run = [
        checked("a", said("passed"), said("failed", 0.5, "recall"), said("failed", name="facts"), question=HOSTILE),
        checked("b", said("error"), said("not_applicable", name="recall")),
        checked("c", said("not_applicable")),
        checked("d", said("passed")),
    ]
    suite = ET.fromstring(checked_to_junit("samples & more", run))[0]
    assert {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4", "failures": "1", "errors": "1", "skipped": "1",
    }  # fmt: skip
    cases = {case.get("name", "")[0]: case for case in suite}
    assert [failure.get("type") for failure in cases["a"].findall("failure")] == ["recall", "facts"]
    assert cases["b"].find("error") is not None
    assert [(p.get("name"), p.get("value")) for p in cases["b"].iter("property")] == [("skipped:recall", "because not_applicable")]
    assert cases["c"].find("skipped") is not None
    assert len(cases["d"]) == 0


def test_a_comparison_lists_what_got_better_and_what_got_worse() -> None:
    comparison = compare(run_of("++---+0"), run_of("+-++-+++"))
    (change,) = comparison.evaluators
    assert ([c.id for c in change.better], [c.id for c in change.worse]) == (["q002", "q003"], ["q001"])
    assert (change.n, change.p, change.unjudged, comparison.only_after) == (6, 1.0, ("q006",), ("q007",))
    assert change.interval.low < change.after - change.before < change.interval.high
    told = shown(comparison_to_table(comparison))
    assert "Got better by evidence_any: q002 (0.00 to 1.00), q003" in told
    assert "Got worse by evidence_any: q001 (1.00 to 0.00)" in told


def test_a_change_of_a_share_counts_where_nothing_passes_or_fails_anew() -> None:
    (change,) = compare([checked("a", said("failed", 0.25))], [checked("a", said("failed", 0.75))]).evaluators
    assert change.better[0].by == 0.5
    assert change.p == 1.0


@pytest.mark.parametrize(
    ("run", "threshold", "baseline", "why"),
    [
        ("++++-", {"least": 0.8}, None, None),
        ("+++--", {"least": 0.8}, None, "is 0.600 over 5, less than 0.800"),
        ("00", {"least": 0.0}, None, "judged no answer"),
        ("+!", {"least": 0.5}, None, "failed itself on 1 of 2"),
        ("+++--", {"worse_than_baseline": 0.2}, "++++-", None),
        ("+++--", {"worse_than_baseline": 0.1}, "++++-", "fell from 0.800 to 0.600 over 5; worse are q003"),
        ("++++0", {"worse_than_baseline": 0.5}, "+++++", "does not judge the same answers"),
    ],
)
def test_a_gate_lets_pass_what_reaches_the_thresholds_and_says_why_not(
    run: str, threshold: dict[str, float], baseline: str | None, why: str | None
) -> None:
    thresholds = {"evidence_any": Threshold(**threshold)}
    gated = gate(run_of(run), thresholds, run_of(baseline) if baseline else None)
    assert gated.passed is (why is None)
    assert why is None or why in gated.reasons[0]


def test_a_threshold_for_an_evaluator_that_did_not_run_is_not_reached() -> None:
    assert not gate(run_of("+"), {"recall": Threshold(least=0.1)}).passed


@pytest.mark.parametrize("text", ["[evidence_any", "[evidence_any]\nleast = 2", "[evidence_any]\nlest = 0.5", "least = 0.5"])
def test_thresholds_that_cannot_be_used_are_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "thresholds.toml").write_text(text)
    with pytest.raises(RunUnusable, match=r"thresholds\.toml"):
        file_to_thresholds(tmp_path / "thresholds.toml")


def test_our_own_thresholds_hold_of_our_own_baseline() -> None:
    baseline = file_to_checked(ROOT / "eval/baseline/samples.json")
    thresholds = file_to_thresholds(ROOT / "eval/baseline/thresholds.toml")
    assert gate(baseline, thresholds, baseline).passed
    failed = json.loads(checked_to_json(baseline).replace('"passed"', '"failed"').replace('"score": 1.0', '"score": 0.0'))
    assert not gate(json_to_checked(json.dumps(failed)), thresholds, baseline).passed


def test_compare_as_a_command(tmp_path: Path) -> None:
    (tmp_path / "before.json").write_text(checked_to_json(run_of("+-")))
    (tmp_path / "after.json").write_text(checked_to_json(run_of("++")))
    command = [sys.executable, "-m", "assistant", "eval", "compare", str(tmp_path / "before.json"), str(tmp_path / "after.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Got better by evidence_any: q001" in done.stdout
    missing = subprocess.run([*command[:-1], str(tmp_path / "none.json")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (missing.returncode, "none.json cannot be read" in missing.stderr) == (2, True)


def test_the_page_stands_by_itself_and_sorts_by_keyboard(tmp_path: Path, browser: Browser) -> None:
    run = [
        checked("q1", said("passed"), question=HOSTILE),
        checked("q2", said("failed"), said("failed", name="recall"), question="Second?"),
        checked("q10", said("failed"), question="Third?", kind="table"),
    ]
    page_file = tmp_path / "page.html"
    page_file.write_text(checked_to_html("A run", run), encoding="utf-8")
    page = browser.new_page()
    requests: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(page_file.as_uri())
    assert page.title() == "A run"

    def ids() -> list[str]:
        return page.locator("table.cases > tbody > tr > td:first-child").all_inner_texts()

    assert ids() == ["q1", "q2", "q10"]
    heads = page.locator("table.cases > thead button")
    heads.nth(0).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert ids() == ["q10", "q2", "q1"]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    heads.nth(3).focus()
    page.keyboard.press("Enter")
    assert ids() == ["q1", "q10", "q2"]
    page.locator("table.cases summary").first.press("Enter")
    assert HOSTILE.replace("\x07", "") in page.locator("details[open] .answer").inner_text().replace("\x07", "").replace("\ufffd", "")
    assert page.locator("svg").count() == 2
    assert requests == [page_file.as_uri()]
    assert faults == []
    page.close()
