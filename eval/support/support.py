"""What a support function says of a sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.support.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Support:
    """Whether cited texts support a sentence, None where that is not judged, with the reason in plain words."""

    supported: bool | None
    reason: str


SupportFunction = Callable[[Sentence, Sequence[str]], Support]
"""A sentence of an answer and the texts cited for it -> whether they support it together."""
