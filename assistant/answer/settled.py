"""An answer made of what the register and the catalogue hold, as it is put together: each proof is cited once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.answer.citations import Cited, cited_at
from assistant.answer.lines import where_of
from assistant.models import AnswerLine, Quote, Shape, State, Status
from assistant.query.models import Query
from assistant.register.held import HeldRegister
from assistant.register.outcomes import Proof
from corpus.text import readable


@dataclass(frozen=True, slots=True)
class Settled:
    """An answer from the register: its lines and what they cite, not yet verified."""

    shape: Shape
    lines: tuple[AnswerLine, ...]
    cited: tuple[Cited, ...]
    status: Status = Status.ANSWERED  # not found where the papers are not what to ask: a match, a recipe


class Settling:
    """An answer as it is put together: each proof is cited once."""

    def __init__(self, register: HeldRegister) -> None:
        self._register = register
        self.lines: list[AnswerLine] = []
        self.cited: list[Cited] = []

    def cite(self, proof: Proof, *, whole: bool = False) -> int | None:
        """The number of a proof, of a long one quoted `whole` or the end of it; None where its paper is held no longer."""
        known = next((one for one in self.cited if one.passage.id == proof.passage.id and one.citation.quote in _text_of(proof)), None)
        if known is None:
            register = self._register
            known = cited_at(
                len(self.cited) + 1,
                proof.passage,
                proof.start,
                proof.end,
                register.catalogue,
                of_one_day=register.known.meetings_of_one_day,
                whole=whole,
            )
            if known is None or not readable(known.citation.quote):
                return None
            self.cited.append(known)
        return known.citation.n

    def cite_all(self, proofs: Iterable[Proof]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(n for proof in proofs if (n := self.cite(proof)) is not None))

    def quote(self, numbers: Iterable[int]) -> None:
        for n in numbers:
            one = self.cited[n - 1]
            self.lines.append(Quote(n=n, where=where_of(one), text=one.citation.quote))

    def settled(self, shape: Shape = Shape.BUSINESS) -> Settled:
        return Settled(shape, tuple(self.lines), tuple(self.cited))


def naming_council(settled: Settled, query: Query, register: HeldRegister) -> Settled:
    """The answer with whose papers it is from at its head, where papers of several councils are held and the question names none."""
    first = settled.lines[0] if settled.lines else None
    if query.councils or len(register.known.councils) < 2 or not isinstance(first, State):
        return settled
    cited = [one for one in settled.cited if one.citation.n in first.cites] or settled.cited
    councils = sorted({one.passage.meeting.council for one in cited if one.passage.meeting.council})
    unnamed = [council for council in councils if council not in first.text]
    if not unnamed:
        return settled
    named = first.model_copy(update={"text": f"{' and '.join(unnamed)}: {first.text}"})
    return replace(settled, lines=(named, *settled.lines[1:]))


def _text_of(proof: Proof) -> str:
    return proof.passage.text[max(proof.start - proof.passage.start, 0) : proof.end - proof.passage.start]
