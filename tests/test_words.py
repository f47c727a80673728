"""The word index after papers came, changed and went: it tells of what is held, and of nothing else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.words import Words, stems

VOCABULARY = ("gritting", "salt", "pothole", "library")

texts = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4).map(" ".join)
changes = st.lists(st.tuples(st.integers(0, 5), st.none() | texts), min_size=1, max_size=12)


@settings(max_examples=20, deadline=None)
@given(changes)
def test_what_the_words_say_is_what_an_index_made_anew_says(changes: list[tuple[int, str | None]]) -> None:
    """A passage is put, put again in other words, or taken out (None); the others are as rare and as well known as ever."""
    index, held = Words(None), dict[str, str]()
    for n, text in changes:
        passage = f"p{n}"
        index.replace([passage], {} if text is None else {"paper": [(passage, text)]})
        held.pop(passage, None)
        if text is not None:
            held[passage] = text
    anew = Words(None)
    anew.replace([], {"paper": list(held.items())})
    for word in VOCABULARY:
        (stem,) = stems(word)
        assert index.holds(stem) == anew.holds(stem)
        assert index.rarity(stem) == anew.rarity(stem)


def test_a_word_of_a_passage_that_was_taken_out_is_no_reason_to_fail(tmp_path: Path) -> None:
    index = Words(tmp_path / "words")
    index.replace([], {"paper": [(f"p{n}", "gritting of roads") for n in range(11)]})
    index.replace([f"p{n}" for n in range(10)], {})
    assert index.rarity(stems("gritting")[0]) == pytest.approx(0.2876, abs=1e-3)
    assert not index.holds(stems("salt")[0])
