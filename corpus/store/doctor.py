"""The three parts of a store checked against each other: what differs, said in plain words.

Chroma is looked into from a process of its own: damaged files can take down whoever reads them.
"""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoreUnusable
from corpus.store.store import Store
from corpus.text import counted

_SAME = 1e-3  # of a number in a vector: what two copies of it may differ by


class Part(StrEnum):
    """What of a store differs."""

    CATALOGUE = "catalogue"
    VECTORS = "vectors"
    WORDS = "word index"


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
        there = looker.submit(_vectors_at, store.folder / "vectors", model).result()
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


def _vectors_at(folder: Path, model: str) -> dict[str, NDArray[np.float32]]:
    from corpus.store.vectors import Vectors

    vectors = Vectors(folder, model)
    found = dict(vectors.all())
    if found:
        vectors.nearest([next(iter(found.values())).tolist()], 1)
    return found


def _in_words(store: Store) -> Iterator[Finding]:
    try:
        there = store.words.ids()
    except StoreUnusable as error:
        yield Finding(Part.WORDS, f"cannot be used: {error}")
        return
    yield from _ids_that_differ(Part.WORDS, there, store.catalogue.all_passage_ids())


def _ids_that_differ(part: Part, there: set[str], held: set[str]) -> Iterator[Finding]:
    if over := len(there - held):
        yield Finding(part, f"{counted(over, 'passage')} that the catalogue does not hold")
    if lacking := len(held - there):
        yield Finding(part, f"{counted(lacking, 'passage')} of the catalogue missing")
