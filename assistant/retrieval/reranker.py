"""The order of what a cross-encoder, which reads question and passage together, makes of evidence: better, and slower.

Minuted's own comes with it. Where a setting names a public one, or a well-known one is on the machine already, that one takes its place.
Nothing is ever fetched for it.
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from assistant.retrieval.cross_encoder import CrossEncoder
from assistant.retrieval.order import READ, Ordered, reordered
from corpus.errors import ModelUnusable
from corpus.loading import loaded_once

if TYPE_CHECKING:
    import sentence_transformers

_WELL_KNOWN = ("cross-encoder/ms-marco-MiniLM-L6-v2", "cross-encoder/ms-marco-MiniLM-L12-v2")
_READ = 20  # passages that a public one puts in order: with two cores a small model reads so many in half a second
_OWN = 0.5  # what the order without it still counts
NONE = "none"  # as a setting: the fast way, by none at all


class Ranker(Protocol):
    """Evidence in the order of a cross-encoder."""

    @property
    def name(self) -> str:
        """What an answer says of it."""

    def ordered(self, question: str, found: Ordered) -> Ordered:
        """The same evidence in a better order. Raises ModelUnusable with what to do."""


class OwnRanker:
    """The order by Minuted's own cross-encoder, weighed with what else is known as was learnt."""

    name = "all-MiniLM-L6-v2, trained to read council papers"

    def __init__(self) -> None:
        self._cross_encoder = CrossEncoder()

    def ordered(self, question: str, found: Ordered) -> Ordered:
        return reordered(found, self._cross_encoder.read(question, [one.passage for one in found.evidence[:READ]]))


OWN = OwnRanker()
"""Loaded when it first puts something in order."""


class PublicRanker:
    """The order by a sentence-transformers cross-encoder, half of it the order before."""

    def __init__(self, name: str) -> None:
        """`name` is a sentence-transformers cross-encoder on this machine, or its folder."""
        self.name = name

    @loaded_once
    def model(self) -> "sentence_transformers.CrossEncoder":
        """The loaded model. Raises ModelUnusable with what to do."""
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import sentence_transformers

        try:
            model: sentence_transformers.CrossEncoder = sentence_transformers.CrossEncoder(
                self.name, local_files_only=True, trust_remote_code=False, num_labels=1
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelUnusable(
                f"The ranker {self.name} cannot be loaded ({str(error).splitlines()[0]}). "
                "Set MINUTED_RANKER to a sentence-transformers cross-encoder or folder on this machine, or to none."
            ) from error
        return model

    def ordered(self, question: str, found: Ordered) -> Ordered:
        """The first of the evidence in a better order, with scores (0 to 1) that say so; the rest after it as it was."""
        import torch

        first = found.evidence[:_READ]
        if not first:
            return found
        pairs = [(question, one.passage.indexed) for one in first]
        likely = self.model.predict(pairs, activation_fn=torch.nn.Sigmoid(), show_progress_bar=False)
        scores = np.asarray([one.score for one in found.evidence])
        scores[:_READ] = _OWN * scores[:_READ] + (1 - _OWN) * likely
        scores[_READ:] = np.minimum(scores[_READ:], scores[:_READ].min())
        order = np.argsort(-scores, kind="stable")
        evidence = tuple(found.evidence[n].model_copy(update={"score": round(float(scores[n]), 4)}) for n in order)
        return replace(found, evidence=evidence, features=found.features[order], logits=found.logits[order])


def ranker_of(named: str | None) -> Ranker | None:
    """The ranker that a setting names; where it names none, a well-known one that is on this machine, else Minuted's own."""
    if named is not None:
        return None if named == NONE else PublicRanker(named)
    found = next((name for name in _WELL_KNOWN if _is_here(name)), None)
    return PublicRanker(found) if found else OWN


def _is_here(name: str) -> bool:
    """Whether the hub's library keeps the model; looked at without importing the library, which takes as long as an answer."""
    home = Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    hub = Path(os.environ.get("HF_HUB_CACHE") or home / "hub")
    return any(hub.glob(f"models--{name.replace('/', '--')}/snapshots/*/config.json"))
