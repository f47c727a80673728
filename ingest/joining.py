"""Neighbouring pieces of a paper that were parted -> one again: pieces of a line, lines of a word, blocks of a paragraph."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Piece = TypeVar("Piece")


def joined(pieces: Iterable[Piece], goes_on: Callable[[Piece, Piece], bool], into_one: Callable[[Piece, Piece], Piece]) -> Iterator[Piece]:
    """Each piece with those after it that go on from what stands so far: `goes_on` and `into_one` are given that, and the next piece."""
    rest = iter(pieces)
    for held in rest:
        for piece in rest:
            if goes_on(held, piece):
                held = into_one(held, piece)
            else:
                yield held
                held = piece
        yield held
