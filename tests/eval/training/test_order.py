"""The order is learnt from which passages are right, and the threshold from which questions are answered."""

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.features import FEATURES
from eval.training.examples import TrainingUnusable
from eval.training.order import Observed, cases_to_observed, learn
from tests.factories import minutes_text, write_papers

RIGHT, NEAR = FEATURES.index("maxsim"), FEATURES.index("dense_score")


def met(chance: np.random.Generator, *, answerable: bool) -> Observed:
    """Ten passages. What is right has more of one feature; where none is, all have less of another."""
    known = chance.normal(0, 1, (10, len(FEATURES))).astype(np.float32)
    right = np.zeros(10, np.int8)
    if answerable:
        at = chance.integers(10)
        right[at] = 1
        known[at, RIGHT] += 4
        known[:, NEAR] += 3
    return Observed(known, right, {"unknown_share": 0.0}, answerable, 12.0 * right.astype(np.float32))


def test_what_tells_the_right_passage_is_learnt_and_so_many_are_answered_as_are_wanted() -> None:
    chance = np.random.default_rng(1)
    fitting, choosing = ([met(chance, answerable=n % 4 > 0) for n in range(400)] for _ in range(2))
    said: list[str] = []
    learnt = learn(fitting, choosing, 1.0, said.append)
    assert max(learnt.order, key=lambda name: abs(learnt.order[name])) == FEATURES[RIGHT]
    assert learnt.order[FEATURES[RIGHT]] > 1
    assert (learnt.learnt_on, learnt.chosen_on) == (400, 400)
    assert learnt.reading > 0.5
    assert all(worth >= 0 for worth in learnt.read.facts.values())
    share, declined = next((line.split()[2], float(line.split()[-5])) for line in said if line.startswith("read, answering 0.97"))
    assert (share, declined > 0.9) == ("0.97", True)


def test_a_council_without_its_papers_is_named(tmp_path: Path) -> None:
    asked = tmp_path / "moorside.jsonl"
    asked.write_text('{"id": "1", "type": "unanswerable", "question": "Who?", "must_contain": [], "evidence": []}\n')
    with pytest.raises(TrainingUnusable, match="there is no folder moorside of papers in"):
        list(cases_to_observed(asked, [tmp_path / "papers"]))


def test_right_passages_are_those_that_show_the_evidence(tmp_path: Path) -> None:
    said = "The Panel heard that 214 potholes had been filled in Wenlow in April 2021."
    write_papers(tmp_path / "papers" / "moorside", {"a.txt": minutes_text(items={"4. Potholes": said})})
    asked = tmp_path / "moorside.jsonl"
    quote = "214 potholes had been filled in Wenlow in April 2021"
    cases = [
        {"id": "1", "type": "fact", "question": "How many potholes were filled in Wenlow?", "must_contain": ["214"],
         "evidence": [{"file": "a.txt", "quote": quote, "meeting_date": "2021-05-03"}]},
        {"id": "2", "type": "unanswerable", "question": "How many potholes were filled in Stannick?", "must_contain": [], "evidence": []},
    ]  # fmt: skip
    asked.write_text("".join(json.dumps(case) + "\n" for case in cases))
    first, second = cases_to_observed(asked, [tmp_path / "papers"])
    assert (first.answerable, second.answerable) == (True, False)
    assert (first.right == 1).sum() >= 1
    assert (second.right == 0).all()
    assert first.features.shape == (len(first.right), len(FEATURES))
    assert set(first.facts) == set(second.facts)
