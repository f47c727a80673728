"""What the embedding model is trained from is read whole or refused by line, and what it was trained is used as it was learnt."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from peft import PeftModel
from sentence_transformers import SentenceTransformer

from corpus.embedding.embedder import Embedder
from corpus.embedding.packaged import merge, packaged_model_folder
from corpus.errors import StoreModelMismatch
from corpus.store.store import Store
from eval.cases import Case, cases_of
from eval.training import adapter
from eval.training.adapter import Recipe, train
from eval.training.examples import Example, TrainingPassage, TrainingUnusable, examples_of, falls_aside, ids_shown_in, passages_of
from eval.training.hard_negatives import hard_negatives
from tests.conftest import ROOT
from tests.factories import make_store, minutes_text, write_papers

QUESTIONS = ROOT / "eval" / "training" / "questions"
GIVEN = ROOT.parent / "shared" / "questions" / "train" / "passages.jsonl"
PLACES = ("Stannick", "Wenlow", "Culver", "Thorsby", "Elmet", "Marsh End", "Oakham Road", "Castle Street")
THINGS = (
    ("gritting", "salt was spread on the roads of {}", "When it freezes, who treats the lanes in {}?"),
    ("libraries", "books were lent out from the branch at {}", "How many novels did people borrow in {}?"),
    ("fostering", "children looked after were placed with carers near {}", "Kids in care around {}: where do they live?"),
    ("potholes", "defects in the carriageway were made good at {}", "Did anyone mend the holes in the street at {}?"),
)


def passage(number: int, text: str, heading: str = "") -> TrainingPassage:
    return TrainingPassage(id=f"m{number:03}", kind="paragraph", paper="Minutes of a panel", heading=heading, text=text)


def made_examples() -> list[Example]:
    """Questions in everyday words on passages in official ones, some of which fall aside."""
    examples = []
    for n, place in enumerate(PLACES * 6):
        subject, official, everyday = THINGS[n % len(THINGS)]
        said = official.format(place)
        one = passage(n, f"{n + 3}. The Director reported that in week {n + 1} {said}, at a cost of £{n + 2},400.", subject.capitalize())
        examples.append(Example(f"{everyday.format(place)} (week {n + 1})", one, said))
    return examples


def lines(folder: Path, name: str, *records: object) -> Path:
    (folder / name).write_text("".join(json.dumps(record) + "\n" for record in records))
    return folder / name


def test_a_span_is_words_of_the_passage_or_their_place_in_it(tmp_path: Path) -> None:
    held = {"p1": passage(1, "The panel spent £40,000 on potholes.")}
    file = lines(
        tmp_path,
        "q.jsonl",
        {"passage": "p1", "question": "How much?", "span": "£40,000"},
        {"passage": "p1", "question": "On what?", "span": [27, 35], "kind": "fact"},
    )
    assert [example.span for example in examples_of([file], held)] == ["£40,000", "potholes"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"passage": "p2", "question": "How much?", "span": "£40,000"}, "there is no passage p2"),
        ({"passage": "p1", "question": "How much?", "span": "£50,000"}, "the words it gives do not stand in the passage p1"),
        ({"passage": "p1", "question": "How much?", "span": [90, 95]}, "the words it gives do not stand in the passage p1"),
        ({"passage": "p1", "question": "How much?"}, "it has neither a span that answers nor words that come near"),
    ],
)
def test_a_question_that_nothing_can_be_learnt_from_is_named_by_its_line(tmp_path: Path, record: object, reason: str) -> None:
    file = lines(tmp_path, "q.jsonl", {"passage": "p1", "question": "How much?", "span": "£40,000"}, record)
    with pytest.raises(TrainingUnusable, match=f"line 2: {reason}"):
        examples_of([file], {"p1": passage(1, "The panel spent £40,000 on potholes.")})


def test_passages_that_show_the_evidence_of_a_measured_question_are_known() -> None:
    quoted = {"file": "a.pdf", "quote": "**Resolved** that £40,000 be spent", "meeting_date": None}
    marked = {"file": "b.pdf", "page": 1, "marks": ["Stannick", "2,140"], "meeting_date": None}
    case = Case.model_validate({"id": "a", "type": "cross", "question": "?", "must_contain": [], "evidence": [quoted, marked]})
    shown = passage(1, "12. RESOLVED that £40,000 be spent on potholes."), passage(2, "Stannick | 2,140 | 2,655")
    others = passage(3, "RESOLVED that £70,000 be spent elsewhere on bridges."), passage(4, "Stannick | 2,655")
    assert ids_shown_in([case], [*shown, *others]) == {"m001", "m002"}


def test_a_passage_with_the_answering_words_is_no_wrong_answer() -> None:
    right, again = passage(1, "The panel spent £40,000 on potholes."), passage(2, "Members heard that £40,000 was spent there.")
    near, far = passage(3, "The panel spent £70,000 on bridges."), passage(4, "Apologies were received.")
    texts = [right, again, near, far]
    model = Embedder()
    vectors = torch.tensor([one.vector for one in model.passages([text.indexed for text in texts])]).numpy()
    asked = torch.tensor([model.question("What went on potholes?")]).numpy()
    [wrong] = hard_negatives([Example("What went on potholes?", right, "£40,000")], asked, texts, vectors)
    assert [one.id for one in wrong] == ["m003", "m004"]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, adapter.Trained]:
    """A small adapter, learnt in a few steps."""
    out: Path = tmp_path_factory.mktemp("training") / "adapter"
    examples = made_examples()
    recipe = Recipe(rank=4, batch=8, rounds=1, checks=2, rate=1e-3)
    return out, train(examples, [example.passage for example in examples], out, recipe, lambda _: None)


def test_what_is_learnt_serves_questions_that_were_set_aside(trained: tuple[Path, adapter.Trained]) -> None:
    _, became = trained
    aside = sum(falls_aside(example.passage) for example in made_examples())
    assert (became.learnt, became.aside) == (len(made_examples()) - aside, aside)
    assert aside
    assert became.after.loss < became.before.loss


def test_too_few_questions_are_refused(tmp_path: Path) -> None:
    few = made_examples()[:3]
    with pytest.raises(TrainingUnusable, match="Of 3 questions"):
        train(few, [example.passage for example in few], tmp_path, Recipe(), lambda _: None)


def test_merging_gives_what_the_adapters_own_library_gives(trained: tuple[Path, adapter.Trained]) -> None:
    folder, _ = trained
    texts = [example.question for example in made_examples()[:8]]
    ours, theirs = (SentenceTransformer(str(packaged_model_folder()), device="cpu") for _ in range(2))
    published = ours.encode(texts)
    merge(folder, ours.transformers_model)
    theirs[0].auto_model = PeftModel.from_pretrained(theirs.transformers_model, str(folder)).merge_and_unload()
    assert torch.allclose(torch.tensor(ours.encode(texts)), torch.tensor(theirs.encode(texts)), atol=1e-5)
    assert not torch.allclose(torch.tensor(ours.encode(texts)), torch.tensor(published), atol=1e-3)


def test_a_store_made_with_an_adapter_of_ones_own_is_asked_with_it(trained: tuple[Path, adapter.Trained], tmp_path: Path) -> None:
    folder, _ = trained
    embedder = Embedder(str(folder))
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"one.txt": minutes_text()})], embedder)
    with Store.open(tmp_path / "store", Embedder(str(folder))) as store:
        assert store.catalogue.fact("model_sha256") == embedder.sha256
        assert store.nearest([embedder.question("What went on potholes?")], 3)[0]
    with pytest.raises(StoreModelMismatch, match="minuted reembed"):
        Store.open(tmp_path / "store", Embedder("base"))


def test_a_store_made_with_the_published_model_goes_on_with_it_until_it_is_embedded_anew(tmp_path: Path) -> None:
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"one.txt": minutes_text()})], Embedder("base"))
    with Store.open(tmp_path / "store") as store:
        assert store.embedder.name == "all-MiniLM-L6-v2"
        assert store.nearest([store.embedder.question("What went on potholes?")], 3)[0]
    with Store.open_for_writing(tmp_path / "store", any_model=True) as store:
        store.reembed()
    with Store.open(tmp_path / "store") as store:
        assert store.embedder.name == "all-MiniLM-L6-v2, taught on council papers"


def test_the_passages_of_a_store_are_printed_to_write_questions_on(tmp_path: Path) -> None:
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"one.txt": minutes_text()})])
    command = [sys.executable, "-m", "assistant", "train", "passages", tmp_path / "store", "--prefix", "w"]
    (tmp_path / "passages.jsonl").write_text(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
    held = passages_of([tmp_path / "passages.jsonl"])
    assert set(held) == {f"w{n:05}" for n in range(len(held))}
    assert any("£40,000" in one.text and "Highways Scrutiny Panel" in one.place for one in held.values())


def test_our_own_questions_are_many_and_each_has_its_answer_in_its_passage() -> None:
    held = passages_of([QUESTIONS / "samples-passages.jsonl"])
    examples = examples_of([QUESTIONS / "samples.jsonl"], held)
    shown = ids_shown_in(cases_of(ROOT / "eval" / "questions" / "samples.jsonl"), held.values())
    assert shown
    assert sum(example.passage.id not in shown for example in examples) >= 2000


def test_our_questions_on_the_passages_given_have_their_answers_there() -> None:
    if not GIVEN.exists():
        pytest.skip("shared/questions/train is not on this machine")
    assert len(examples_of([QUESTIONS / "given.jsonl"], passages_of([GIVEN]))) >= 1500
