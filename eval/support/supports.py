"""What counts as support: a support function with the score from which a sentence is taken for supported."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

SupportFunction = Callable[[str, Sequence[str]], float]
"""A sentence of an answer and the texts cited for it -> how far (0 to 1) they support it together."""


@dataclass(frozen=True, slots=True)
class Supports:
    """Whether texts support a sentence, by a function and the least score that counts as support."""

    name: str
    function: SupportFunction
    least: float

    def __call__(self, sentence: str, texts: Sequence[str]) -> bool:
        return bool(texts) and self.function(sentence, texts) >= self.least
