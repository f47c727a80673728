"""The register: what meetings decided, were asked and were told, each field with the words of the paper that state it.

Pages are 1-based, spans are characters of the page's cleaned text. A field that the paper does not state is None, or empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from corpus.models import AgendaItem, Meeting

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class EntryKind(StrEnum):
    """What sort of business an entry of the register is."""

    RESOLUTION = "resolution"  # resolved, agreed, approved, noted; a motion or an amendment with what came of it
    RECOMMENDATION = "recommendation"  # put to a meeting by a report, or by a meeting to another body
    ACTION = "action"  # somebody is to do something
    INFORMATION_REQUEST = "information_request"  # members asked to be told something
    EXECUTIVE_RESPONSE = "executive_response"  # what an executive answered to a recommendation
    TRACKER_ROW = "tracker_row"  # a row that follows up an earlier entry, with its status
    PUBLIC_QUESTION = "public_question"

    @property
    def label(self) -> str:
        """The kind in plain words, for the screen: `tracker_row` -> `Tracker row`."""
        return self.value.replace("_", " ").capitalize()


class Result(StrEnum):
    """What became of it at its meeting."""

    AGREED = "agreed"
    CARRIED = "carried"  # of a motion that was put
    LOST = "lost"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    NOTED = "noted"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class Stated(Generic[T_co]):
    """A value, and the words that state it: characters [start, end) of a page of the paper."""

    value: T_co
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ballot:
    """How a vote went, as far as the paper says: counts, and the names of those whose vote it tells."""

    words: Stated[str]
    in_favour: Stated[int] | None = None
    against: Stated[int] | None = None
    abstained: Stated[int] | None = None
    names_for: tuple[Stated[str], ...] = ()
    names_against: tuple[Stated[str], ...] = ()
    names_abstained: tuple[Stated[str], ...] = ()
    names_absent: tuple[Stated[str], ...] = ()  # those of whom it says that they were not there, or did not vote
    unanimous: Stated[str] | None = None  # the word that says so: unanimously, nem con
    recorded: Stated[str] | None = None  # the words that say that it was a recorded vote or a roll call
    casting: Stated[str] | None = None  # who gave a casting vote: a name, or `Chair`


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the register.

    `id` is the same whenever the same file is read. `words` are verbatim, a piece for each passage that they stand in (`passage_ids`).
    A `draft` was prepared before its meeting and decides nothing. `meeting` is where it was decided, put or asked, which in a pack need
    not be the pack's own. `answer` is where the paper answers a public question.
    """

    id: str
    paper_id: str
    position: int
    kind: EntryKind
    draft: bool
    meeting: Meeting
    item: AgendaItem | None
    passage_ids: tuple[str, ...]
    words: tuple[Stated[str], ...]
    number: Stated[str] | None = None
    mover: Stated[str] | None = None
    seconder: Stated[str] | None = None
    ballot: Ballot | None = None
    result: Stated[Result] | None = None
    owner: Stated[str] | None = None
    deadline: Stated[str] | None = None
    status: Stated[str] | None = None
    answer: tuple[Stated[str], ...] = ()
    printed_page: str | None = None  # the number that its first page carries

    @property
    def said(self) -> str:
        """Its words as they stand, a line between the pieces."""
        return "\n".join(piece.value for piece in self.words)

    @property
    def page(self) -> int:
        return self.words[0].page

    def stated(self) -> Iterator[tuple[str, Stated[object]]]:
        """Each field that is filled, by its name, with the words that state it: `vote.names_for` once for each name."""
        for name in ("words", "number", "mover", "seconder", "result", "owner", "deadline", "status", "answer"):
            yield from ((name, one) for one in _each(getattr(self, name)))
        if self.ballot is not None:
            for name in Ballot.__slots__:
                yield from ((f"vote.{name}", one) for one in _each(getattr(self.ballot, name)))

    def people(self) -> Iterator[str]:
        """Everybody whom it names: mover, seconder, owner, voters."""
        named = [self.mover, self.seconder, self.owner]
        if self.ballot is not None:
            votes = (self.ballot.names_for, self.ballot.names_against, self.ballot.names_abstained)
            named += [self.ballot.casting, *(name for names in votes for name in names)]
        yield from (one.value for one in named if one is not None)


def _each(field: Stated[object] | tuple[Stated[object], ...] | None) -> tuple[Stated[object], ...]:
    return field if isinstance(field, tuple) else () if field is None else (field,)
