"""Whatever goes wrong with one paper after it was read refuses that paper: the others go in, and what its path held stays."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.embedding.late_interaction import Embedded
from corpus.errors import PaperUnstorable, StoreUnusable
from corpus.read_paper import ReadPaper
from corpus.store.doctor import findings
from corpus.store.store import Store
from ingest.build import read_paper
from ingest.folder import Outcome, Result, ingest, papers_in
from tests.factories import WordVectors, minutes_text, write_papers
from tests.ingest.test_killed import held_in

ODD = "Wenlow otters"


class OddVectors(WordVectors):
    """A model that something goes wrong with on texts with an odd word in them."""

    def __init__(self, on_odd: Callable[[Embedded], Embedded]) -> None:
        super().__init__()
        self._on_odd = on_odd

    def passages(self, texts: Sequence[str]) -> list[Embedded]:
        return [self._on_odd(one) if ODD in text else one for text, one in zip(texts, super().passages(texts), strict=True)]


def raising(error: BaseException) -> Callable[[Embedded], Embedded]:
    def odd(_: Embedded) -> Embedded:
        raise error

    return odd


class PanicException(BaseException):
    """As a library written in Rust raises it."""


FAULTS = {
    "the tokenizer": raising(TypeError("TextEncodeInput must be Union[TextInputSequence, Tuple[InputSequence, InputSequence]]")),
    "a panic in the tokenizer": raising(PanicException("index out of bounds")),
    "numbers that are none": lambda one: replace(one, vector=[float("nan")] * len(one.vector)),
    "too few numbers": lambda one: replace(one, vector=one.vector[:3]),
    "a value that SQLite does not take": lambda one: replace(one, token_embeddings=object()),
    "an entry that is missing": lambda one: replace(one, token_embeddings=None),
}


def take_in(folder: Path, store: Path, embedder: WordVectors) -> dict[str, Outcome]:
    with Store.open_for_writing(store, embedder) as held:
        return {outcome.path.name: outcome for outcome in ingest(papers_in([folder]), held)}


def minutes_of(month: str, said: str = "Noted.") -> str:
    return minutes_text(day=f"Tuesday, 1 {month} 2021", items={"12. Rivers": said})


@pytest.mark.parametrize("fault", FAULTS)
def test_the_paper_is_refused_by_name_and_all_others_go_in(fault: str, tmp_path: Path, looker: Executor) -> None:
    odd = OddVectors(FAULTS[fault])
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_of("June"), "b.txt": minutes_of("July"), "d.txt": minutes_of("May")})
    take_in(folder, tmp_path / "store", odd)
    before = held_in(tmp_path / "store")
    write_papers(folder, {"b.txt": minutes_of("July", f"The {ODD} were counted."), "c.txt": minutes_of("August")})
    found = take_in(folder, tmp_path / "store", odd)
    assert {name: outcome.result for name, outcome in found.items()} == {
        "a.txt": Result.UNCHANGED, "b.txt": Result.REFUSED, "c.txt": Result.ADDED, "d.txt": Result.UNCHANGED,
    }  # fmt: skip
    refusal = found["b.txt"].refusal
    assert refusal is not None
    assert refusal.code == "unstorable"
    assert refusal.reason.startswith("b.txt: it was read, but cannot be stored (")
    with Store.open(tmp_path / "store", WordVectors()) as store:
        assert findings(store, looker) == []
        assert [refusal.file for refusal in store.catalogue.refusals()] == ["b.txt"]
    assert {paper.file: passages for paper, passages in held_in(tmp_path / "store").papers if paper.file != "c.txt"} == {
        paper.file: passages for paper, passages in before.papers
    }


def test_it_is_tried_again_and_goes_in_when_it_can(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"b.txt": minutes_of("July", f"The {ODD} were counted.")})
    for _ in range(2):
        assert take_in(folder, tmp_path / "store", OddVectors(FAULTS["the tokenizer"]))["b.txt"].result is Result.REFUSED
    assert take_in(folder, tmp_path / "store", WordVectors())["b.txt"].result is Result.ADDED
    with Store.open(tmp_path / "store", WordVectors()) as store:
        assert store.catalogue.refusals() == []


@pytest.mark.parametrize("error", [StoreUnusable("no disk"), OSError("no disk"), MemoryError(), KeyboardInterrupt()])
def test_what_is_wrong_with_the_machine_or_the_store_ends_the_ingest(error: BaseException, tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_of("June"), "b.txt": minutes_of("July", f"The {ODD} were counted.")})
    with pytest.raises(type(error)):
        take_in(folder, tmp_path / "store", OddVectors(raising(error)))
    with Store.open(tmp_path / "store", WordVectors()) as store:
        assert store.catalogue.refusals() == []


def with_odd_words(read: ReadPaper) -> ReadPaper:
    first, *others = read.passages
    return replace(read, passages=(*others, replace(first, lead="\ud83d")))


def with_a_page_beyond_counting(read: ReadPaper) -> ReadPaper:
    first, *others = read.passages
    return replace(read, passages=(replace(first, lead="other words"), *(replace(one, page=2**80) for one in others)))


@pytest.mark.parametrize("spoilt", [with_odd_words, with_a_page_beyond_counting])
def test_a_paper_that_is_put_and_not_taken_leaves_the_store_as_it_was(
    spoilt: Callable[[ReadPaper], ReadPaper], tmp_path: Path, looker: Executor
) -> None:
    """Also where the same file is held already: its passages have the same ids."""
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_of("June", "Six hedgehogs were counted."), "b.txt": minutes_of("July")})
    take_in(folder, tmp_path / "store", WordVectors())
    write_papers(folder, {"new.txt": minutes_of("May")})
    before = held_in(tmp_path / "store")
    with Store.open_for_writing(tmp_path / "store", WordVectors()) as store:
        for name in ("a.txt", "new.txt"):
            read = spoilt(read_paper(folder / name))
            with pytest.raises(PaperUnstorable, match=name):
                store.put(read, store.embedder.passages([passage.text for passage in read.passages]))
        found = {passage.text for passage in store.catalogue.passages(i for i, _ in store.bm25.best(["hedgehog"], 9)).values()}
        assert any("Six hedgehogs" in text for text in found)
    assert held_in(tmp_path / "store") == before
    with Store.open(tmp_path / "store", WordVectors()) as store:
        assert findings(store, looker) == []
