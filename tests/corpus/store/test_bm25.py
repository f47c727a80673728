"""The word index after papers came, changed and went: it tells of what is held, and of nothing else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.store.bm25 import BM25Index, stems

VOCABULARY = ("gritting", "salt", "pothole", "library")
STEMS = [stem for word in VOCABULARY for stem in stems(word)]
PAPERS, PASSAGES = 3, 4

texts = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4).map(" ".join)
paper = st.lists(texts, max_size=PASSAGES)
changes = st.lists(st.tuples(st.integers(1, PAPERS), paper), min_size=1, max_size=8)


def put(index: BM25Index, n: int, paper: list[str]) -> None:
    """Have a paper hold these passages, in place of what it held."""
    passages = [(f"{n}-{at}", text) for at, text in enumerate(paper)]
    index.replace([f"{n}-{at}" for at in range(PASSAGES)], {f"{n}": passages} if passages else {})


@settings(max_examples=30, deadline=None)
@given(changes)
def test_what_the_words_say_is_what_an_index_made_anew_says(changes: list[tuple[int, list[str]]]) -> None:
    """A paper is put in, changed or taken out (without passages): the others are as rare, as well known and as near as ever."""
    index, anew = BM25Index(None), BM25Index(None)
    for n, passages in changes:
        put(index, n, passages)
    for n, passages in sorted(dict(changes).items()):
        put(anew, n, passages)
    assert index.ids() == anew.ids()
    for stem in STEMS:
        assert index.holds(stem) == anew.holds(stem)
        assert index.rarity(stem) == anew.rarity(stem)
    for asked, papers in ((STEMS, None), (STEMS[:1], None), (STEMS[1:], ["1", "2"])):
        for limit in (2, PAPERS * PASSAGES):
            told, expected = index.best(asked, limit, papers), anew.best(asked, limit, papers)
            assert [i for i, _ in told] == [i for i, _ in expected]
            assert [score for _, score in told] == pytest.approx([score for _, score in expected], rel=1e-5)


def test_a_word_of_a_passage_that_was_taken_out_is_no_reason_to_fail(tmp_path: Path) -> None:
    index = BM25Index(tmp_path / "words")
    index.replace([], {"paper": [(f"p{n}", "gritting of roads") for n in range(11)]})
    index.replace([f"p{n}" for n in range(10)], {})
    assert index.rarity(stems("gritting")[0]) == pytest.approx(0.2876, abs=1e-3)
    assert not index.holds(stems("salt")[0])
