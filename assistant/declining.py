"""Whether the papers answer a question, or why they do not: general signs that something asked for is in no paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models import Declined, Evidence
from assistant.rank import Asked, are_about
from assistant.retrieve import Candidate
from assistant.understand import Understood
from corpus.store import Store


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a question is not answered, and what in it has no answer: the council, date or name as it was asked."""

    kind: Declined
    named: str = ""


def why_declined(
    understood: Understood, candidates: Sequence[Candidate], evidence: Sequence[Evidence], asked: Asked, store: Store
) -> Reason | None:
    """None where the papers seem to answer."""
    if not are_about(candidates, asked):
        return Reason(Declined.NOTHING_NEAR)
    return None
