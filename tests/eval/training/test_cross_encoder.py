"""The cross-encoder learns to tell the right passage and its answer, and an interrupted training goes on where it was."""

from dataclasses import replace
from pathlib import Path

import pytest
from safetensors.torch import load_file

from assistant.retrieval.cross_encoder import WEIGHTS
from corpus.embedding.embedder import Embedder
from eval.training import cross_encoder
from eval.training.cross_encoder import Progress, Recipe, train
from eval.training.examples import Example, TrainingPassage, TrainingUnusable
from eval.training.lists import Listed, QuestionList, answer_spans, examples_to_lists

RECIPE = Recipe(batch=4, passages=3, warming=2)
PLACES = ("Wenlow", "Stannick", "Elm", "Oakley", "Farrow", "Hale", "Thorpe", "Bexley")


def lists() -> list[QuestionList]:
    """The right passage names the place that is asked about; a near miss asks about a place of which no passage speaks."""
    texts = {place: f"Minutes of the Panel\n{place} got £{n}0,000 for potholes." for n, place in enumerate(PLACES, start=2)}
    made = []
    for place in PLACES:
        listed = [
            Listed(text, 0.5, int(other == place), answer_spans(text, [text], [text.split("£")[1][:6]]) if other == place else ())
            for other, text in texts.items()
        ]
        made.append(QuestionList(f"How much did {place} get?", True, tuple(listed)))
        wrong = tuple(Listed(text, 0.5, 0) for other, text in texts.items() if other != place)
        made.append(QuestionList(f"How much did {place} get?", False, wrong))
    return made


def test_answers_are_the_facts_within_the_words_that_prove_them() -> None:
    text = "In May £40,000 went on potholes. In June £40,000 went on bridges."
    spans = answer_spans(text, ["£40,000 went on potholes"], ["£40,000"])
    assert [text[a:b] for a, b in spans] == ["£40", "000"]
    assert spans[0][0] == text.index("£40")
    assert [text[a:b] for a, b in answer_spans(text, ["went on bridges"], ["£90"])] == ["went", "on", "bridges"]
    assert answer_spans(text, ["nothing of the kind is said"], []) == ()


def test_a_training_that_was_interrupted_ends_as_one_that_was_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cross_encoder, "_EVERY", 2)

    def until_the_second(progress: Progress) -> None:
        if progress.step == 2:
            raise KeyboardInterrupt

    train(lists(), tmp_path / "whole", RECIPE, lambda _: None)
    with pytest.raises(KeyboardInterrupt):
        train(lists(), tmp_path / "cut", RECIPE, until_the_second)
    became = train(lists(), tmp_path / "cut", RECIPE, lambda _: None)
    assert (became.learnt, became.near_misses, became.steps) == (16, 8, 4)
    whole, cut = (load_file(tmp_path / folder / WEIGHTS) for folder in ("whole", "cut"))
    assert {name: tensor.tolist() for name, tensor in whole.items()} == {name: tensor.tolist() for name, tensor in cut.items()}
    assert not (tmp_path / "cut" / "checkpoint.pt").exists()


def test_the_loss_falls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cross_encoder, "_EVERY", 10)
    losses: list[float] = []
    train(lists() * 10, tmp_path, replace(RECIPE, rate=1e-4), lambda progress: losses.append(progress.loss))
    assert losses[-1] < 0.8 * losses[0]


def test_questions_that_teach_nothing_are_refused(tmp_path: Path) -> None:
    nothing = QuestionList("Who?", True, (Listed("Apologies were received.", 0.5, 0),))
    with pytest.raises(TrainingUnusable, match="0 questions have a right passage"):
        train([nothing] * 9, tmp_path, RECIPE, lambda _: None)


def test_a_question_over_passages_lists_its_own_as_right_and_none_that_says_the_same_as_wrong() -> None:
    said = ["The panel spent £40,000 on potholes.", "Members heard that £40,000 was spent there.", "Apologies were received from Cllr Lee."]
    passages = [TrainingPassage(id=f"m{n}", kind="paragraph", paper="Minutes", heading="", text=text) for n, text in enumerate(said)]
    asked, missed = "What went on potholes?", "What went on bridges?"
    answered, near = examples_to_lists([Example(asked, passages[0], "£40,000"), Example(missed, passages[0], "")], passages, Embedder())
    rights = {listed.text.split("\n")[1]: listed.right for listed in answered.passages}
    assert [rights[text] for text in said] == [1, -1, 0]
    assert (near.answerable, {listed.right for listed in near.passages}, near.teaches) == (False, {0}, True)
