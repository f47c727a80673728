"""Wrong answers for each question: the passages that the model as published takes for near, and that do not answer it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.training.examples import Example, TrainingPassage
from eval.wording import plain

_LOOKED_AT = 60  # passages nearest to the question
_KEPT = 30  # of them; each time that a question is learnt another one is taken
_SAME = 0.95  # cosine similarity to the right passage at which another says the same

Vectors = NDArray[np.float32]


def hard_negatives(
    examples: Sequence[Example], questions: Vectors, passages: Sequence[TrainingPassage], vectors: Vectors
) -> list[list[TrainingPassage]]:
    """For each example up to 30 passages, nearest first, that are near to the question and not its answer.

    `questions` has a row of length 1 for each example, `vectors` one for each passage. A passage that has the answering words, or
    says nearly the same as the right one, is no wrong answer: minutes come again in the next pack.
    """
    rows = {passage.id: row for row, passage in enumerate(passages)}
    said = [plain(passage.text) for passage in passages]
    found = []
    for example, question in zip(examples, questions, strict=True):
        right = rows[example.passage.id]
        span, nearness, alike = plain(example.span), vectors @ question, vectors @ vectors[right]
        nearest = np.argsort(-nearness, kind="stable")[:_LOOKED_AT]
        wrong = [passages[row] for row in nearest if row != right and span not in said[row] and alike[row] < _SAME]
        found.append(wrong[:_KEPT])
    return found
