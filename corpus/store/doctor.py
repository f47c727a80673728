"""The three parts of a store checked against each other, and questions asked of them: what is wrong, said in plain words.

Chroma is looked into from a process of its own: damaged files can take down whoever reads them.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import MinutedError, StoreUnusable, brief
from corpus.nodes import columns_sha256, node_to_columns, passage_to_node
from corpus.store.store import Store
from corpus.text import counted

_SAME = 1e-3  # of a number in a vector: what two copies of it may differ by
_ASKED = 5  # papers that are asked about
_QUOTED = 80  # characters of one in a question


class Part(StrEnum):
    """What of a store differs."""

    CATALOGUE = "catalogue"
    VECTORS = "vectors"
    WORDS = "word index"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be. `mendable`: from the catalogue, without the papers' files."""

    part: Part
    what: str
    mendable: bool = True


def other_process() -> ProcessPoolExecutor:
    """A process to look into Chroma from."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def findings(store: Store, other: Executor | None = None) -> list[Finding]:
    """All that differs between the catalogue, the vectors and the word index; nothing where the store is well.

    Whoever looks at many stores gives the `other_process` for it, which takes seconds to start.
    """
    with nullcontext(other) if other else other_process() as looker, store.reading():
        if damage := store.catalogue.damage():
            return [
                Finding(Part.CATALOGUE, f"damaged: {line}. Ingest the papers again into a new store", mendable=False) for line in damage
            ]
        return [*_in_catalogue(store), *_in_vectors(store, looker), *_in_words(store)]


def faults_in_asking(store: Store, ask: Callable[[str], object]) -> list[Finding]:
    """What goes wrong when some papers, spread over the store, are asked about in words of their own; nothing where each is answered.

    `ask` locks the store itself, so this is not called while it is read.
    """
    with store.reading():
        papers = store.catalogue.papers()
        some = [store.catalogue.passages_of(paper.id) for paper in papers[:: len(papers) // _ASKED + 1]]
    found = []
    for passage in (passages[len(passages) // 2] for passages in some if passages):
        question = f"What is said about {' '.join(passage.text[:_QUOTED].split())}?"
        try:
            ask(question)
        except MinutedError as error:
            found.append(Finding(Part.ANSWERS, str(error)))
        except Exception as error:  # whatever it is, it is what a reader would meet
            found.append(Finding(Part.ANSWERS, f"{question!r} ended in {type(error).__name__}: {brief(error)}"))
    return list(dict.fromkeys(found))


def repair(store: Store) -> None:
    """Make the vectors and the word index again from the catalogue alone. `store` is open for writing."""
    store.mend(anew=True)


def _in_catalogue(store: Store) -> Iterator[Finding]:
    catalogue = store.catalogue
    if catalogue.fact("writing"):
        yield Finding(Part.CATALOGUE, "a change was cut off")
    for paper in catalogue.papers():
        passages = catalogue.passages_of(paper.id)
        if len(passages) != paper.passage_count:
            yield Finding(
                Part.CATALOGUE,
                f"{paper.file}: {counted(len(passages), 'passage')} of {paper.passage_count}. Remove and ingest it again",
                False,
            )
        pages = {number: catalogue.page(paper.id, number) for number in {passage.page for passage in passages}}
        astray = sum((page := pages[p.page]) is None or page.text[p.start : p.end] != p.text for p in passages)
        if astray:
            yield Finding(Part.CATALOGUE, f"{paper.file}: {counted(astray, 'passage')} not found on the page", mendable=False)


def _in_vectors(store: Store, looker: Executor) -> Iterator[Finding]:
    model = store.catalogue.fact("model_sha256")
    if model is None:
        return
    lacking = len(store.catalogue.vectors.without(model))
    if lacking:
        yield Finding(Part.VECTORS, f"{counted(lacking, 'passage')} without a vector in the catalogue")
    kept = {i: vector for _, some in store.catalogue.vectors.all(model) for i, vector in some}
    try:
        there, contents = looker.submit(_vectors_at, store.index("vectors"), model).result()
    except StoreUnusable as error:
        yield Finding(Part.VECTORS, f"cannot be used: {error}")
        return
    except BrokenProcessPool:
        yield Finding(Part.VECTORS, "cannot be used: reading them brought the reader down")
        return
    yield from _ids_that_differ(Part.VECTORS, set(there), store.catalogue.all_passage_ids())
    changed = sum(bool(np.abs(there[i] - kept[i]).max() > _SAME) for i in there.keys() & kept.keys())
    if changed:
        yield Finding(Part.VECTORS, f"{counted(changed, 'vector')} differ from those of the catalogue")
    if other := sum(contents.get(i, sha256) != sha256 for i, sha256 in _contents_of(store)):
        yield Finding(Part.VECTORS, f"text or metadata of {counted(other, 'passage')} differ from those of the catalogue")


def _contents_of(store: Store) -> Iterator[tuple[str, str]]:
    """Every passage id with the SHA-256 of what Chroma is to hold of it."""
    for paper in store.catalogue.papers():
        for passage in store.catalogue.passages_of(paper.id):
            node = passage_to_node(passage, paper)
            yield passage.id, columns_sha256(node.text, node_to_columns(node))


def _vectors_at(folder: Path, model: str) -> tuple[dict[str, NDArray[np.float32]], dict[str, str]]:
    from corpus.store.vectors import Vectors

    vectors = Vectors(folder, model)
    found = dict(vectors.all())
    if found:
        vectors.nearest([next(iter(found.values())).tolist()], 1)
    return found, dict(vectors.contents())


def _in_words(store: Store) -> Iterator[Finding]:
    try:
        there = store.bm25.ids()
    except StoreUnusable as error:
        yield Finding(Part.WORDS, f"cannot be used: {error}")
        return
    yield from _ids_that_differ(Part.WORDS, there, store.catalogue.all_passage_ids())


def _ids_that_differ(part: Part, there: set[str], held: set[str]) -> Iterator[Finding]:
    if over := len(there - held):
        yield Finding(part, f"{counted(over, 'passage')} that the catalogue does not hold")
    if lacking := len(held - there):
        yield Finding(part, f"{counted(lacking, 'passage')} of the catalogue missing")
