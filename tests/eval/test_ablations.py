"""Ablations of the order: the whole is what `eval run` measures, and each part left out loses the question that needs it."""

import tempfile
from pathlib import Path

import pytest

from assistant.cli import app
from eval.ablations import AblationRow, ablations
from eval.cases import Case, CasesUnusable
from eval.figures import shares
from eval.run import run
from eval.verdicts import Outcome
from tests.factories import make_store, minutes_text, write_papers

PAPERS = {
    "lanes-2021.txt": minutes_text(day="9 March 2021", items={"5. Potholes": "RESOLVED that £40,000 be spent on them."}),
    "lanes-2022.txt": minutes_text(day="8 March 2022", items={"5. Potholes": "The panel agreed to spend £70,000 on potholes."}),
    "roads.txt": minutes_text(
        day="6 July 2021",
        items={f"{n}. Roads": f"The panel spoke of roads in district {48 - n} and of the gritting of roads there." for n in range(21, 33)}
        | {"33. Matters arising": "Members asked what was said about roads at minute 27."},
    ),
    "safety.txt": minutes_text(
        day="3 August 2021",
        items={f"{n}. Matter {n}": f"Members spoke of matter {n} at length, and of the money that it would take." for n in range(5, 25)}
        | {
            "3. Safety": "The school crossing patrol at Stannick was moved to Castle Street.",
            "4. Visits": "The lady from the hospital said where she would go next.",
        },
    ),
}


def case(name: str, question: str, file: str, *marks: str) -> Case:
    evidence = [{"file": file, "page": 1, "marks": marks, "meeting_date": None}]
    return Case.model_validate({"id": name, "type": "fact", "question": question, "must_contain": [], "evidence": evidence})


TIME = case("time", "What did we agree to spend on potholes in March 2021?", "lanes-2021.txt", "£40,000")
PLACE = case("place", "What was said about roads at minute 27?", "roads.txt", "district 21")
GLOSSARY = case("glossary", "Where did the lollipop lady go?", "safety.txt", "Castle Street")
DECLINED = case("declined", "What did Bremshire County Council agree about potholes?", "lanes-2022.txt", "£70,000")
ANSWERABLE = (TIME, PLACE, GLOSSARY, DECLINED)
UNANSWERABLE = Case.model_validate(
    {"id": "none", "type": "unanswerable", "question": "Who won the 1966 World Cup?", "must_contain": [], "evidence": []}
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("ablations")
    make_store(folder / "store", [write_papers(folder / "papers", PAPERS)])
    return folder / "store"


@pytest.fixture(scope="module")
def rows(store: Path) -> dict[str, AblationRow]:
    return {row.left_out: row for row in ablations([*ANSWERABLE, UNANSWERABLE], store)}


def test_the_whole_is_what_a_run_measures_a_declined_question_among_them(store: Path, rows: dict[str, AblationRow]) -> None:
    results = run(ANSWERABLE, store)
    measured, whole = shares(results), rows["nothing"]
    assert (whole.any, whole.first) == (measured["evidence_any"], measured["evidence_first"])
    passed = [{verdict.evaluator for verdict in result.verdicts if verdict.outcome is Outcome.PASSED} for result in results]
    assert [(one.any, one.first) for one in whole.found] == [("evidence_any" in names, "evidence_first" in names) for names in passed]
    assert [one.first for one in whole.found] == [True, True, True, False]


@pytest.mark.parametrize(("part", "lost"), [("times named", TIME), ("numbered places", PLACE), ("glossary", GLOSSARY)])
def test_each_part_left_out_loses_the_question_that_only_it_tells_apart(rows: dict[str, AblationRow], part: str, lost: Case) -> None:
    pairs = zip(ANSWERABLE, rows["nothing"].found, rows[part].found, strict=True)
    assert [asked.id for asked, whole, without in pairs if whole.first and not without.first] == [lost.id]


def test_the_mean_reciprocal_rank_is_of_the_first_right_passage_in_order(rows: dict[str, AblationRow]) -> None:
    assert rows["nothing"].found[3].place is not None, "what is declined has a place in the order all the same"
    assert rows["times named"].found[0].place == 2
    lost = rows["nothing"].mean_reciprocal - rows["times named"].mean_reciprocal
    assert lost == pytest.approx((1 - 1 / 2) / len(ANSWERABLE))


def test_questions_without_an_answer_have_no_ablations(store: Path) -> None:
    with pytest.raises(CasesUnusable, match="no right passage"):
        ablations([UNANSWERABLE], store)


def test_the_command_asks_what_is_not_set_aside_and_prints_a_row_for_each_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = write_papers(tmp_path / "papers", {"lanes-2021.txt": PAPERS["lanes-2021.txt"]})
    cases = [TIME, TIME.model_copy(update={"id": "aside", "held_out": True})]
    (tmp_path / "cases.jsonl").write_text("\n".join(asked.model_dump_json() for asked in cases))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(SystemExit, match="0"):
        app(["eval", "ablations", str(tmp_path / "cases.jsonl"), "--papers", str(papers)])
    printed = capsys.readouterr().out
    assert "cases.jsonl: 1 question that the papers can answer" in printed
    assert "1 question set aside, not asked" in printed
    assert [line.split("│")[1].strip() for line in printed.splitlines() if line.startswith("│")][:3] == ["nothing", "word by word", "BM25"]
