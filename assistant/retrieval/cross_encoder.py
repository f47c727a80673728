"""Minuted's own cross-encoder: question and passage -> how well the passage answers, and the words of it that do.

The embedding model sees each by itself; here it reads both together. Each token of the passage has a logit of being in the answer, made
of what stands there, of the whole pair, and of how well the question's tokens are met (MaxSim, as in Khattab and Zaharia, ColBERT, 2020,
within one pass over both). The passage's logit is the mean of its tokens' likelihoods (Clark and Gardner, Simple and Effective
Multi-Paragraph Reading Comprehension, 2017): so passages of one question can be compared, and the same number says where the answer is.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.embedding.embedder import Embedder, computes_in_half
from corpus.errors import ModelUnusable
from corpus.loading import loaded_once
from corpus.models import Passage
from corpus.text import spoken

if TYPE_CHECKING:
    from torch import Tensor

FOLDER = Path(__file__).parent / "trained"
"""What ships with Minuted; its README.md says what it was learnt on, how, and what that gave."""

WEIGHTS = "cross_encoder.safetensors"
"""What was learnt beside the embedding model: changes of matrices, a byte a number with a scale a row, and of vectors; and the heads."""

SCALE, HEAD, BASE = ".scale", "head.", "base_sha256"
LONGEST = 160  # tokens of question and passage together; what is longer is cut at its end
_TOGETHER = 10  # pairs in a batch: the longest pads the others


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """What the cross-encoder's last vectors are weighed by: `whole` and `token` have a number for each dimension, the others are one.

    `score` is what the first order's score is worth beside a passage's logit: what is read was learnt on top of it.
    """

    whole: "Tensor"
    token: "Tensor"
    max_sim: "Tensor"
    score: "Tensor"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one passage: its logit, and the character of its words (`Passage.told`) at which an answer is likeliest."""

    logit: float
    answer_at: int


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage as it is read: under its body, date and headings; its own words begin at `own`."""

    text: str
    own: int


def passage_to_text(passage: Passage) -> PassageText:
    """`Cabinet. 7 July 2023. Agenda pack. 4. Potholes`, then the passage's own words."""
    meeting, under = passage.meeting, passage.stands_under
    named = (meeting.body, spoken(meeting.date) if meeting.date else None)
    place = ". ".join([*(name for name in named if name and name not in under), *([under] if under else [])])
    return PassageText(f"{place}\n{passage.told}" if place else passage.told, len(place) + 1 if place else 0)


class CrossEncoder:
    """The trained cross-encoder of a folder, loaded when it is first used."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    @property
    def worth_of_score(self) -> float:
        """What the first order's score is worth beside the logit of a reading."""
        return float(self._model.heads.score)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """A reading of each passage, in order. Raises ModelUnusable with what to do."""
        import torch

        texts = [passage_to_text(passage) for passage in passages]
        readings: dict[int, Reading] = {}
        device = self._model.transformer.device
        halved = device.type == "cuda" or computes_in_half()
        with torch.inference_mode(), torch.autocast(device.type, dtype=torch.bfloat16, enabled=halved):
            for rows in _of_like_length([len(one.text) for one in texts]):
                pairs = encode(self._model.tokenizer, [question] * len(rows), [texts[row].text for row in rows])
                encoded = {name: tensor.to(device) for name, tensor in pairs.items()}
                logits = token_logits(self._model.transformer, self._model.heads, encoded)
                likely = logits.logsumexp(1) - encoded["of_passage"].sum(1).clamp(min=1).log()
                best = logits.argmax(1)
                for n, row in enumerate(rows):
                    answer_at = int(encoded["offset_mapping"][n, best[n], 0]) - texts[row].own
                    readings[row] = Reading(float(likely[n]), max(answer_at, 0))
        return [readings[row] for row in range(len(passages))]

    @loaded_once
    def _model(self) -> "_Model":
        import torch
        from safetensors import SafetensorError, safe_open

        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        embedder = Embedder()
        sentences: Any = embedder.model
        transformer = sentences._model.transformers_model
        try:
            with safe_open(self._folder / WEIGHTS, "pt") as file, torch.no_grad():
                if (file.metadata() or {}).get(BASE) != embedder.sha256:
                    raise self._unusable("it was trained beside another embedding model. Train it again with minuted train cross-encoder")
                learnt = {name: file.get_tensor(name).to(transformer.device) for name in file.keys()}  # noqa: SIM118  # it is no dictionary
                for name, weight in transformer.named_parameters():
                    if name in learnt:
                        weight += learnt[name] * learnt[name + SCALE][:, None] if name + SCALE in learnt else learnt[name]
                heads = Heads(**{name.removeprefix(HEAD): tensor for name, tensor in learnt.items() if name.startswith(HEAD)})
        except (OSError, SafetensorError, TypeError, KeyError, RuntimeError) as error:
            raise self._unusable(str(error)) from error
        return _Model(sentences._model.tokenizer, transformer, heads)

    def _unusable(self, reason: str) -> ModelUnusable:
        return ModelUnusable(
            f"The cross-encoder in {self._folder} cannot be used ({reason}). Install Minuted again, or set MINUTED_RANKER=none."
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    tokenizer: Any
    transformer: Any
    heads: Heads


def encode(tokenizer: Any, questions: Sequence[str], texts: Sequence[str]) -> dict[str, "Tensor"]:
    """Pairs as the model reads them, each a row; `of_passage` says which tokens are the passage's, `of_question` which the question's."""
    encoded = tokenizer(
        list(questions),
        list(texts),
        truncation="longest_first",
        max_length=LONGEST,
        padding=True,
        pad_to_multiple_of=32,  # few shapes: the kernels of each are prepared once
        return_tensors="pt",
        return_offsets_mapping=True,
    )
    mask, second, ids = encoded["attention_mask"].bool(), encoded["token_type_ids"].bool(), encoded["input_ids"]
    mark = (ids == tokenizer.sep_token_id) | (ids == tokenizer.cls_token_id)
    return {**encoded, "of_passage": mask & second & ~mark, "of_question": mask & ~second & ~mark}


def token_logits(transformer: Any, heads: Heads, encoded: dict[str, "Tensor"]) -> "Tensor":
    """The logit of each token of being in the answer, a row for each pair; far below all others for what is not of the passage."""
    from torch.nn import functional

    inputs = {name: encoded[name] for name in ("input_ids", "attention_mask", "token_type_ids")}
    vectors = transformer(**inputs).last_hidden_state.float()
    unit = functional.normalize(vectors, dim=2)
    alike = (unit @ unit.transpose(1, 2)).float()
    asked, passage = encoded["of_question"], encoded["of_passage"]
    best = alike.masked_fill(~passage[:, None, :], -1.0).max(2).values
    met = (best * asked).sum(1) / asked.sum(1).clamp(min=1)
    of_pair = vectors[:, 0] @ heads.whole + heads.max_sim * met
    logits: Tensor = (vectors @ heads.token).masked_fill(~passage, -1e4) + of_pair[:, None]
    return logits


def _of_like_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    order = sorted(range(len(lengths)), key=lambda row: lengths[row])
    for at in range(0, len(order), _TOGETHER):
        yield order[at : at + _TOGETHER]
