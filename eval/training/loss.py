"""How far the model is from finding the right passage, in both of the ways that a store is searched.

By the vector of the whole, and word by word: each telling word piece of the question looks for the piece of the passage that meets
it best, of which the store keeps a bit for each number (corpus/embedding/late_interaction.py). Trained the first alone, the model gets
better at it and worse at the second. The gradient goes through the signs as if they were the numbers (the straight-through estimator
of Bengio, Léonard and Courville, Estimating or Propagating Gradients Through Stochastic Neurons, 2013); each question's wrong answers
are the passages of all other questions of the batch beside its own (as in Henderson and others, Efficient Natural Language Response
Suggestion, 2017).
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

_OF_WHOLE, _OF_WORDS = 0.05, 0.02  # temperatures: the second is of scores that differ less


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What the model makes of a batch of texts: the pieces' ids and numbers (texts by places [by width]) and the vector of each whole."""

    ids: Tensor
    mask: Tensor
    numbers: Tensor
    whole: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """How well each passage (column) answers each question (row), both ways, as cosines."""

    of_whole: Tensor
    of_words: Tensor


def scores(questions: Seen, passages: Seen, worth: Tensor) -> Scores:
    """`worth` has for each word piece what it tells: 0 for one that tells nothing, as in `the`."""
    whole = functional.normalize(questions.whole, dim=1) @ functional.normalize(passages.whole, dim=1).T
    weights = worth[questions.ids] * questions.mask
    shares = weights / weights.sum(1, keepdim=True).clamp(min=1e-6)
    telling = shares > 0
    asked = functional.normalize(questions.numbers, dim=2)[telling]
    kept = (worth[passages.ids] > 0) & passages.mask.bool()
    count, places, width = passages.numbers.shape
    alike = (asked @ _signs(passages.numbers).reshape(-1, width).T).reshape(-1, count, places)
    best = alike.masked_fill(~kept, -1.0).max(2).values * shares[telling][:, None]
    rows = torch.arange(len(telling), device=telling.device)[:, None].expand_as(telling)[telling]
    return Scores(whole, torch.zeros(len(telling), count, device=best.device).index_add(0, rows, best))


def loss(found: Scores) -> Tensor:
    """The right passage of the question in row n is that in column n; all others are wrong."""
    right = torch.arange(len(found.of_whole), device=found.of_whole.device)
    return functional.cross_entropy(found.of_whole / _OF_WHOLE, right) + functional.cross_entropy(found.of_words / _OF_WORDS, right)


def _signs(numbers: Tensor) -> Tensor:
    """The signs as vectors of length 1, with the gradient of the numbers."""
    soft = functional.normalize(numbers, dim=2)
    hard = torch.where(numbers > 0, 1.0, -1.0) / math.sqrt(numbers.shape[2])
    return soft + (hard - soft).detach()
