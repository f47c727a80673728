"""A cross-encoder, which reads question and passage together: better at ordering, and slower, than what Minuted does by itself.

It is used where a setting names one, or where a well-known one is on the machine already. Nothing is ever fetched for it.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.models import Evidence
from corpus.errors import ModelUnusable
from corpus.loading import loaded_once

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_WELL_KNOWN = ("cross-encoder/ms-marco-MiniLM-L6-v2", "cross-encoder/ms-marco-MiniLM-L12-v2")
_READ = 20  # passages put in order: with two cores a small model reads so many in half a second
_OWN = 0.5  # what the order without it still counts
NONE = "none"  # as a setting: not even one that is on the machine


class Ranker:
    """Evidence in the order of a cross-encoder. `name` is what an answer says of it."""

    def __init__(self, name: str) -> None:
        """`name` is a sentence-transformers cross-encoder on this machine, or its folder."""
        self.name = name

    @loaded_once
    def model(self) -> "CrossEncoder":
        """The loaded model. Raises ModelUnusable with what to do."""
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import CrossEncoder

        try:
            model: CrossEncoder = CrossEncoder(self.name, local_files_only=True, trust_remote_code=False, num_labels=1)
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelUnusable(
                f"The ranker {self.name} cannot be loaded ({str(error).splitlines()[0]}). "
                "Set MINUTED_RANKER to a sentence-transformers cross-encoder or folder on this machine, or to none."
            ) from error
        return model

    def ordered(self, question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
        """The first of the evidence in a better order, with scores (0 to 1) that say so; the rest after it as it was."""
        import torch

        first, rest = evidence[:_READ], evidence[_READ:]
        if not first:
            return []
        pairs = [(question, one.passage.indexed) for one in first]
        likely = self.model.predict(pairs, activation_fn=torch.nn.Sigmoid(), show_progress_bar=False)
        scored = [
            one.model_copy(update={"score": round(_OWN * one.score + (1 - _OWN) * float(p), 4)})
            for one, p in zip(first, likely, strict=True)
        ]
        lowest = min(one.score for one in scored)
        after = [_scored(one, min(one.score, lowest)) for one in rest]
        return [*sorted(scored, key=lambda one: (-one.score, one.passage.paper_id, one.passage.position)), *after]


def _scored(one: Evidence, score: float) -> Evidence:
    return one.model_copy(update={"score": round(score, 4)})


def ranker_of(named: str | None) -> Ranker | None:
    """The ranker that a setting names; where it names none, a well-known one that is on this machine, if one is."""
    if named is not None:
        return None if named == NONE else Ranker(named)
    found = next((name for name in _WELL_KNOWN if _is_here(name)), None)
    return Ranker(found) if found else None


def _is_here(name: str) -> bool:
    """Whether the hub's library keeps the model; looked at without importing the library, which takes as long as an answer."""
    home = Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    hub = Path(os.environ.get("HF_HUB_CACHE") or home / "hub")
    return any(hub.glob(f"models--{name.replace('/', '--')}/snapshots/*/config.json"))
