"""The checker: what it says of citations against the papers, of answers of other systems, and of what it could not check."""

import dataclasses
import json
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.base.response.schema import Response
from llama_index.core.schema import NodeWithScore, TextNode
from pypdf import PdfReader

from assistant.cli import app
from eval.adapters import answers_of, record_to_answered
from eval.answers import Answered, GivenAnswer, GivenCitation
from eval.cases import Case
from eval.check import check
from eval.errors import AnswersUnusable, PapersUnusable
from eval.evaluators.evaluator import Evaluator, Subject, judge, verdict
from eval.evaluators.every import every
from eval.evaluators.support import CitationPrecision, CitationRecall
from eval.papers import Papers, papers_to_read
from eval.report.records import file_to_checked
from eval.support.exact import exactly
from eval.verdicts import Outcome, Verdict
from eval.wording import as_printed, found_in
from ingest.build import read_paper
from tests.conftest import ROOT
from tests.factories import agenda_pack_text, make_pdf, minutes_text, write_papers

POTHOLES = "RESOLVED that £40,000 be spent on potholes in Wenlow."
GRITTING = "The service treated 1,617 km of road on 61 nights."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of 8 June 2021 that binds in minutes of 4 May, minutes of another body, and a PDF with a running header."""
    folder = tmp_path_factory.mktemp("papers")
    cabinet = minutes_text(body="Cabinet", day="Thursday, 9 September 2021", items={"31. Libraries": "Stannick Library opens on Sundays."})
    write_papers(folder, {"pack.txt": agenda_pack_text(), "cabinet.txt": cabinet})
    pages = [
        [
            "# Highways Scrutiny Panel",
            "Minutes of the meeting held on Tuesday, 6 July 2021",
            "# 41. Lanes",
            "The lanes cost £212,000 in all.",
        ],
        ["# 42. Bridges", "The bridge at Culverdale was closed for 18 weeks.", "It opened again on 3 June 2021."],
        ["# 43. Signs", "Members asked for 27 new signs at the crossroads in Harrowby."],
    ]
    make_pdf(folder / "july.pdf", pages, header="Highways Scrutiny Panel, 6 July 2021")
    return folder


@pytest.fixture(scope="module")
def papers(folder: Path) -> Papers:
    return Papers([read_paper(file) for file in sorted(folder.iterdir())])


def citation(text: str, **changes: Any) -> GivenCitation:
    return GivenCitation(**({"passage": text, "file": "pack.txt", "page": 1, "date": None, "n": 1} | changes))


def said(papers: Papers, *citations: GivenCitation, text: str = "", answered: bool = True) -> dict[str, Verdict]:
    """Every verdict on an answer by the name of its evaluator."""
    subject = Subject(GivenAnswer(text, answered, citations), papers=papers)
    return {one.evaluator: one for one in judge(every(), subject)}


def outcomes(papers: Papers, *citations: GivenCitation, text: str = "") -> dict[str, Outcome]:
    return {name: one.outcome for name, one in said(papers, *citations, text=text).items()}


def day(text: str) -> Any:
    return record_to_answered({"answer": "", "citations": [{"text": "", "meeting_date": text}]}).answer.citations[0].date


def test_a_citation_of_bound_in_minutes_has_their_own_date_and_not_the_packs(papers: Papers) -> None:
    own = said(papers, citation(POTHOLES, date=day("2021-05-04"), item="12 Potholes"))
    for name in ("quote_verbatim", "page_right", "paper_right", "meeting_date_right", "item_right"):
        assert own[name].outcome is Outcome.PASSED, own[name]
    packs = said(papers, citation(POTHOLES, date=day("2021-06-08")))["meeting_date_right"]
    assert packs.outcome is Outcome.FAILED
    assert "8 June 2021 is given, but the passage's own meeting date is 4 May 2021" in packs.reason
    assert outcomes(papers, citation(GRITTING, date=day("2021-06-08")))["meeting_date_right"] is Outcome.PASSED


def test_a_quote_with_another_word_case_or_figure_is_not_verbatim(papers: Papers) -> None:
    for changed in (POTHOLES.replace("spent", "saved"), POTHOLES.replace("40,000", "40,001"), POTHOLES.lower(), "OTHOLES in Wen"):
        found = said(papers, citation(changed))
        assert found["quote_verbatim"].outcome is Outcome.FAILED, changed
        for name in ("page_right", "meeting_date_right", "item_right"):
            assert found[name].outcome is Outcome.NOT_APPLICABLE, "words that stand nowhere have no right place"
    inside = citation(POTHOLES, quote="that £40,000 be saved")
    assert outcomes(papers, inside)["quote_verbatim"] is Outcome.FAILED


def test_a_quote_is_compared_as_printed(papers: Papers) -> None:
    shown = "•  **RESOLVED**  that\n£40,000 be spent\ton potholes in Wenlow."
    assert outcomes(papers, citation(shown))["quote_verbatim"] is Outcome.PASSED
    assert as_printed("\uf0b7 The “ﬁrst” – Council’s") == 'The "first" - Council\'s'
    assert list(found_in("12 in 312 and 12", "12")) == [0, 14]
    assert list(found_in("1.5 per cent, then 5 per cent", "5 per cent")) == [19], "half of a figure is another figure"
    assert list(found_in("£1,340 or £1", "£1")) == [10]


def test_a_page_off_by_one_is_told_with_the_right_page(papers: Papers) -> None:
    found = said(papers, citation("It opened again on 3 June 2021.", file="july.pdf", page=3))
    assert found["page_right"].outcome is Outcome.FAILED
    assert found["page_right"].reason == "0 of 1 pages are right. Citation 1 (july.pdf, page 3): the words stand on page 2."
    assert "it stands on page 2 of july.pdf" in found["quote_verbatim"].reason
    assert found["paper_right"].outcome is Outcome.PASSED


def test_words_of_another_paper_or_of_a_paper_that_is_not_there(papers: Papers) -> None:
    other = said(papers, citation("Stannick Library opens on Sundays."))
    assert other["paper_right"].outcome is Outcome.FAILED
    assert "the words stand on page 1 of cabinet.txt" in other["paper_right"].reason
    assert outcomes(papers, citation(POTHOLES, file="march.pdf"))["paper_right"] is Outcome.FAILED
    assert outcomes(papers, citation(POTHOLES, file="folder/pack.txt"))["paper_right"] is Outcome.PASSED


def test_an_item_may_be_a_number_a_title_or_both(papers: Papers) -> None:
    for item, right in (("12", True), ("Potholes", True), ("12. POTHOLES", True), ("12 Cycle lanes", False), ("1", False), ("Pot", False)):
        outcome = outcomes(papers, citation(POTHOLES, item=item))["item_right"]
        assert outcome is (Outcome.PASSED if right else Outcome.FAILED), item


def test_one_wrong_citation_of_three_fails_the_answer_and_the_score_is_the_share(papers: Papers) -> None:
    cited = [citation(POTHOLES, n=1), citation(GRITTING, n=2), citation("Nothing of the kind was said.", n=3)]
    found = said(papers, *cited)["quote_verbatim"]
    assert (found.outcome, found.score) == (Outcome.FAILED, pytest.approx(2 / 3))
    assert "Citation 3 (pack.txt, page 1)" in found.reason


def test_no_evaluator_passes_where_there_is_nothing_to_check(papers: Papers) -> None:
    empty = Subject(GivenAnswer("", answered=True, citations=()), papers=papers)
    case = Case.model_validate(
        {"id": "q", "type": "fact", "question": "?", "must_contain": [],
         "evidence": [{"file": "a", "quote": "b", "meeting_date": None, "alt": True}]}
    )  # fmt: skip
    for subject in (empty, Subject(empty.answer), Subject(empty.answer, case, papers)):
        passed = {one.evaluator for one in judge(every(), subject) if one.outcome is Outcome.PASSED}
        assert passed <= {"answers_when_it_can"}
    bare = Subject(GivenAnswer("It rose. [1]", answered=True, citations=(GivenCitation("", None, None, None),)), papers=papers)
    assert not {one.evaluator for one in judge(every(), bare) if one.outcome is Outcome.PASSED}


def test_an_evaluator_that_fails_is_recorded_and_the_others_go_on(papers: Papers) -> None:
    class Broken:
        name = "broken"
        needs = ()

        def __call__(self, subject: Subject) -> Verdict:
            return verdict(self.name, bool(1 / len(subject.answer.citations)), "")

    evaluators: list[Evaluator] = [Broken(), *every()]
    (checked,) = check([Answered("q", GivenAnswer("It rose.", answered=True, citations=()))], papers, evaluators=evaluators)
    broken, *others = checked.verdicts
    assert (broken.outcome, broken.score) == (Outcome.ERROR, None)
    assert "ZeroDivisionError" in broken.reason
    assert len(others) == len(every())


LINES = "Panel: “RESOLVED that £40,000 be spent on potholes.” [1]\nThe service treated 1,617 km of road. [2]\nSee also [3]."


def supported(papers: Papers, text: str, *cited: GivenCitation, answered: bool = True) -> tuple[Verdict, Verdict]:
    subject = Subject(GivenAnswer(text, answered, cited), papers=papers)
    return CitationRecall(exactly)(subject), CitationPrecision(exactly)(subject)


def test_recall_and_precision_are_by_sentence(papers: Papers) -> None:
    one, two = citation(POTHOLES, body="Highways Scrutiny Panel"), citation(GRITTING, n=2)
    recall, precision = supported(papers, LINES, one, two, citation("Cycle lanes", n=3))
    assert (recall.outcome, precision.outcome) == (Outcome.PASSED, Outcome.PASSED)
    recall, precision = supported(papers, LINES.replace(" [2]", ""), one, two)
    assert (recall.score, precision.score) == (0.5, 1.0), "a sentence that cites nothing is not recalled"
    recall, precision = supported(papers, LINES.replace("[1]", "[1] [2]"), one, two)
    assert (recall.score, precision.score) == (1.0, pytest.approx(2 / 3)), "a citation that others do without is superfluous"
    recall, precision = supported(papers, LINES.replace("40,000", "40,001"), one, two)
    assert (recall.score, precision.score) == (0.5, 0.5), "a figure that no cited text has is not supported"
    recall, precision = supported(papers, LINES, one)
    assert (recall.score, precision.score) == (0.5, 0.5), "a marker without a citation is not precise"


def test_two_citations_may_support_a_sentence_together(papers: Papers) -> None:
    text = f"8 June 2021: “{POTHOLES}” [1][2]"  # the words stand in the one, their date in the other
    recall, precision = supported(papers, text, citation(POTHOLES), citation("On 8 June 2021 it was 27.", n=2))
    assert (recall.score, precision.score) == (1.0, 1.0)


def test_an_answer_without_markers_rests_on_all_that_it_cites(papers: Papers) -> None:
    text = "RESOLVED that £40,000 be spent on potholes. The service treated 1,617 km of road."
    unneeded = citation("The lanes on Castle Street cost £212,000.", n=3)
    recall, precision = supported(papers, text, citation(POTHOLES), citation(GRITTING, n=2), unneeded)
    assert (recall.score, precision.score) == (1.0, pytest.approx(2 / 3))


def test_a_declined_answer_claims_nothing(papers: Papers) -> None:
    for found in supported(papers, "Not found in these papers.", answered=False):
        assert found.outcome is Outcome.NOT_APPLICABLE


def test_the_lead_of_a_quote_is_held_against_the_date_of_its_citation_and_not_of_the_pack(papers: Papers) -> None:
    text = f"Panel, 4 May 2021: “{POTHOLES}” [1]"
    own = citation(POTHOLES, date=day("2021-05-04"))
    assert supported(papers, text, own)[0].outcome is Outcome.PASSED
    recall, _ = supported(papers, text.replace("4 May", "8 June"), own)
    assert recall.outcome is Outcome.FAILED


def test_what_is_not_judged_is_counted_and_never_passes(papers: Papers) -> None:
    retold = "Potholes will have £40,000 spent on them. [1]"
    for verdict_, things in zip(supported(papers, retold, citation(POTHOLES)), ("sentence", "citation"), strict=True):
        assert (verdict_.outcome, verdict_.score) == (Outcome.NOT_APPLICABLE, None)
        assert verdict_.reason.startswith(f"Of 1 {things} none is judged.")
    recall, precision = supported(papers, f"{retold}\n“{POTHOLES}” [1]", citation(POTHOLES))
    assert (recall.score, recall.reason) == (1.0, "1 of 1 sentences are supported by their citations, 1 not judged.")
    assert (precision.score, precision.reason) == (1.0, "1 of 1 citations are needed where they stand, 1 not judged.")
    recall, _ = supported(papers, retold.replace("40,000", "60,000"), citation(POTHOLES))
    assert recall.reason.endswith("“Potholes will have £60,000 spent on them.” [1]: £60,000 does not stand there.")


def test_runs_of_one_question_are_compared_and_times_are_judged(papers: Papers) -> None:
    same = GivenAnswer("It rose.", answered=True, citations=())
    runs = [Answered("q", same, 0.1), Answered("q", same, 0.1), Answered("q", dataclasses.replace(same, text="It fell."), 3.0)]
    first, _, last = ({one.evaluator: one for one in checked.verdicts} for checked in check(runs, papers))
    assert (first["stability"].outcome, first["stability"].score) == (Outcome.FAILED, 0.5)
    assert (last["stability"].score, last["latency"].outcome, first["latency"].outcome) == (0.0, Outcome.FAILED, Outcome.PASSED)
    (alone,) = check(runs[:1], papers)
    assert {one.evaluator: one.outcome for one in alone.verdicts}["stability"] is Outcome.NOT_APPLICABLE


def test_a_case_without_an_answer_counts_as_not_answered_and_not_as_declined(papers: Papers) -> None:
    evidence = [{"file": "pack.txt", "quote": POTHOLES, "meeting_date": "2021-05-04"}]
    fact = Case.model_validate({"id": "a", "type": "fact", "question": "?", "must_contain": ["40,000"], "evidence": evidence})
    none = Case.model_validate({"id": "b", "type": "unanswerable", "question": "?", "must_contain": [], "evidence": []})
    for checked, name in zip(check([], papers, [fact, none]), ("answers_when_it_can", "abstains_when_it_should"), strict=True):
        assert {one.evaluator: one.outcome for one in checked.verdicts}[name] is Outcome.FAILED
    with pytest.raises(AnswersUnusable, match="1 answers and 2 cases"):
        check([Answered(None, GivenAnswer("", answered=True, citations=()))], papers, [fact, none])


def test_a_response_of_llama_index_is_read_and_its_pages_stand_as_pypdf_reads_them(papers: Papers, folder: Path) -> None:
    """Its PDF reader takes pages from pypdf, running header and page number with them."""
    pages = [page.extract_text() for page in PdfReader(folder / "july.pdf").pages]
    nodes = [
        NodeWithScore(node=TextNode(text=text, metadata={"file_name": "july.pdf", "page_label": str(n)}), score=0.8)
        for n, text in enumerate(pages, start=1)
    ]
    response = Response("The bridge at Culverdale was closed for 18 weeks [2].", source_nodes=nodes)
    dumped = {"id": "q1", "response": response.response, "source_nodes": [node.model_dump(mode="json") for node in response.source_nodes]}
    answered = record_to_answered(json.loads(json.dumps(dumped)))
    assert answered.id == "q1"
    assert [(one.n, one.file, one.page) for one in answered.answer.citations] == [(n, "july.pdf", n) for n in (1, 2, 3)]
    (checked,) = check([answered], papers)
    found = {one.evaluator: one.outcome for one in checked.verdicts}
    for name in ("quote_verbatim", "page_right", "paper_right", "citation_recall", "citation_precision"):
        assert found[name] is Outcome.PASSED, name
    assert found["meeting_date_right"] is Outcome.NOT_APPLICABLE


def test_a_list_of_strings_is_an_answer_with_what_it_rests_on(papers: Papers) -> None:
    answered = record_to_answered(["£40,000 was to be spent on potholes.", POTHOLES, "Nothing of the kind was said."])
    (checked,) = check([answered], papers)
    found = {one.evaluator: one for one in checked.verdicts}
    assert (found["quote_verbatim"].score, found["page_right"].outcome) == (0.5, Outcome.NOT_APPLICABLE)


def test_answers_without_a_status_decline_in_words() -> None:
    for text in ("", "I don't know.", "The context does not contain the cost.", "Not found in these papers.", "Empty Response"):
        assert not record_to_answered([text]).answer.answered, text
    for text in ("No overspend was forecast.", "The minutes say that it rose.", "I can say that it rose."):
        assert record_to_answered([text]).answer.answered, text


@pytest.mark.parametrize(
    ("line", "why"),
    [("{", "line 1"), ('{"id": 1}', "no answer in it"), ("[1]", "not of strings"), ("3", "neither"), ("", "holds no answers")],
)
def test_answers_that_cannot_be_used_are_named_by_line(tmp_path: Path, line: str, why: str) -> None:
    (tmp_path / "answers.jsonl").write_text(line)
    with pytest.raises(AnswersUnusable, match=why):
        answers_of(tmp_path / "answers.jsonl")


def told(*words: str | Path) -> int:
    """The exit code of a command, done in this process."""
    try:
        app([str(word) for word in words], prog_name="minuted")
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_answers_are_checked_from_the_papers_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    answers, out = tmp_path / "answers.jsonl", tmp_path / "out.json"
    record = {
        "answer": f"“{POTHOLES}” [1]",
        "citations": [{"quote": POTHOLES, "file": "pack.txt", "page": 1, "meeting_date": "2021-06-08"}],
    }
    answers.write_text(json.dumps(record))
    assert told("check", answers, "--papers", folder, "--json", out) == 0
    (checked,) = file_to_checked(out)
    found = {one.evaluator: one.outcome for one in checked.verdicts}
    assert (found["quote_verbatim"], found["meeting_date_right"], found["evidence_any"]) == ("passed", "failed", "not_applicable")
    kept = {file: file.stat().st_mtime_ns for file in (tmp_path / "minuted-eval" / "papers").iterdir()}
    assert len(kept) == 3
    assert not list(tmp_path.rglob("catalogue.sqlite"))
    (with_bad := tmp_path / "with bad").mkdir()
    (with_bad / "pack.txt").write_bytes((folder / "pack.txt").read_bytes())
    (with_bad / "empty.pdf").touch()
    capsys.readouterr()
    assert told("check", answers, "--papers", with_bad) == 1
    assert "Not taken: empty.pdf: the file is empty" in capsys.readouterr().err
    assert kept == {file: file.stat().st_mtime_ns for file in (tmp_path / "minuted-eval" / "papers").iterdir()}, "read again"
    assert told("check", tmp_path / "none.jsonl", "--papers", folder) == 2
    assert told("check", answers) == 2


def test_a_check_writes_every_report_and_is_held_to_thresholds_and_a_baseline(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    good, bad, thresholds = tmp_path / "good.jsonl", tmp_path / "bad.jsonl", tmp_path / "thresholds.toml"
    for file, quote in ((good, POTHOLES), (bad, POTHOLES.replace("spent", "saved"))):
        cited = {"quote": quote, "file": "pack.txt", "page": 1}
        file.write_text(json.dumps({"id": "q1", "answer": f"“{POTHOLES}” [1]", "citations": [cited]}))
    thresholds.write_text("[quote_verbatim]\nworse_than_baseline = 0.5\n[citation_recall]\nleast = 0.1")
    gated = ["--papers", folder, "--thresholds", thresholds]
    run, page, junit, kept = (tmp_path / name for name in ("run.json", "run.html", "run.xml", "baseline.json"))
    assert told("check", good, *gated, "--json", run, "--html", page, "--junit", junit, "--keep-baseline", kept) == 0
    assert POTHOLES in page.read_text()
    assert "<testsuites" in junit.read_text()
    for baseline in (run, kept):
        assert told("check", good, *gated, "--baseline", baseline) == 0
        capsys.readouterr()
        assert told("check", bad, *gated, "--baseline", baseline) == 1
        assert "quote_verbatim fell from 1.000 to 0.000 over 1; worse are q1." in capsys.readouterr().out
    assert told("check", good, *gated, "--baseline", thresholds) == 2


def test_each_command_of_eval_has_its_help() -> None:
    for words, shown in ((["check", "--help"], "ANSWERS.jsonl"), (["eval", "validate", "--help"], "minuted eval validate")):
        done = subprocess.run([sys.executable, "-m", "assistant", *words], capture_output=True, text=True, cwd=ROOT, check=True)
        assert shown in done.stdout


def test_a_paper_kept_half_is_read_again(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text()})
    first = papers_to_read([folder], tmp_path / "kept")
    (kept,) = (tmp_path / "kept" / "papers").glob("*.json")
    kept.write_bytes(kept.read_bytes()[:100])
    assert papers_to_read([folder], tmp_path / "kept").all[0].read.pages == first.all[0].read.pages
    (folder / "a.txt").write_text("")
    with pytest.raises(PapersUnusable, match=r"a\.txt: the file is empty"):
        papers_to_read([folder], tmp_path / "elsewhere")


def test_checking_loads_no_model_and_no_store() -> None:
    code = (
        "import sys, eval.command, eval.check, eval.papers; "
        "print([m for m in ('torch', 'sentence_transformers', 'transformers', 'llama_index', 'chromadb', 'streamlit') if m in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout.strip()
    assert loaded == "[]"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_file_is_the_same_however_its_accents_are_written(folder: Path, form: str) -> None:
    other = {"NFC": "NFD", "NFD": "NFC"}[form]
    read = read_paper(folder / "july.pdf")
    held = Papers([dataclasses.replace(read, paper=dataclasses.replace(read.paper, file=unicodedata.normalize(form, "Comité Llŷn.pdf")))])
    record = {
        "response": "The lanes cost £212,000. [1]",
        "source_nodes": [
            {
                "node": {
                    "text": "The lanes cost £212,000 in all.",
                    "metadata": {"file_name": unicodedata.normalize(other, "Comité Llŷn.pdf"), "page_label": "1"},
                }
            }
        ],
    }
    verdicts = {one.evaluator: one.outcome for one in check([record_to_answered(record)], held, (), every())[0].verdicts}
    assert {verdicts[name] for name in ("quote_verbatim", "page_right", "paper_right")} == {Outcome.PASSED}
