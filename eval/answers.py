"""Answers of any system, in one form. eval/adapters.py makes them from the JSON of each."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GivenCitation:
    """What a citation shows. What the system does not say is None.

    `n` is its number in the answer's [1] markers. `passage` is all that a reader is shown of it, `quote` the words in it that bear the
    answer, where the system tells them apart. `page` is the page of the file, counted from 1. `item` is number and title: `593 Home to
    school transport`. `body` is the body that met.
    """

    passage: str
    file: str | None
    page: int | None
    date: datetime.date | None
    quote: str | None = None
    item: str | None = None
    n: int | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer. `answered` is false where the system declined, `given` is false where there is no answer at all."""

    text: str
    answered: bool
    citations: tuple[GivenCitation, ...]
    given: bool = True


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with the id of its question and the seconds that it took, where they are known."""

    id: str | None
    answer: GivenAnswer
    seconds: float | None = None


MISSING = GivenAnswer("", answered=False, citations=(), given=False)
"""What a system gave to a question that it did not answer and did not decline."""
