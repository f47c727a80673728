"""The one embedding model, for passages and questions alike, behind llama-index's HuggingFaceEmbedding.

The default is the packaged model with the adapter that it was taught (corpus/embedding/packaged.py): both come with the installation, so
nothing is fetched at run time. Importing the libraries takes seconds, so they are imported when the first text is embedded and not
before. llama-index puts the model on a GPU where torch sees one.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.embedding.packaged import ADAPTER, BASE, TAUGHT, WEIGHTS_SHA256, adapted_sha256, is_adapter, merge, packaged_model_folder
from corpus.errors import ModelUnusable
from corpus.loading import loaded_once

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

    from corpus.embedding.late_interaction import Asked, Embedded

_BASE = ("base", BASE)  # what a setting calls the packaged model as it was published

# Pieces in a batch. Small batches stay in the processor's caches and take less memory: measured, 16 texts at a time are a third
# faster than 64, and batches of as many pieces, more texts where they are short, as fast as those and with 100 MB less.
_BATCH = 1024

# Words and marks, "2,140." -> "2" "," "140" ".": nearly what the model takes a text for. Batches made by it are padded
# by 9 % where those made by characters are padded by 25 %, for figures are short and many pieces.
_PIECE = re.compile(r"\w+|[^\w\s]")

# Half precision doubles the speed where the processor computes in it, and must not change what is found:
# these texts, short and long, prose and figures, are embedded both ways before it is used.
_HALVING = ("avx512_bf16", "amx_bf16", "bf16")  # what torch calls it on x86 and on Arm
_SAMPLE = [
    "Potholes",
    "RESOLVED that the report be noted.",
    "Table 1: Salt used. Stannick. 2019/20: 2,140. 2020/21: 2,655",
    "When did the panel last look at home to school transport?",
    "The service treated 1,617 km of road on 61 nights in the winter, nine more than in the winter before. " * 10,
]
_SAME = 0.999  # cosine similarity
_SAMPLED = 16  # texts at a time

# What makes a model of a folder: weights, configuration, tokenizer and pooling, but not its README or its pictures.
_OF_A_MODEL = frozenset({".safetensors", ".bin", ".json", ".txt", ".model"})
_WEIGHTS = frozenset({".safetensors", ".bin"})


class Embedder:
    """Texts -> vectors of length 1. `name` is what the store remembers of the model that made its vectors."""

    def __init__(self, model: str | None = None) -> None:
        """`model` is `base` for the packaged model as published, a folder with an adapter for it, or a sentence-transformers model
        name or folder; None means the packaged model with its own adapter.
        """
        self.is_default = model is None
        self.name = TAUGHT if model in (None, TAUGHT) else BASE if model in _BASE else model
        self._adapter = ADAPTER if self.name == TAUGHT else Path(self.name) if is_adapter(Path(self.name)) else None
        self._packaged = self._adapter is not None or self.name == BASE

    def as_made(self, made_with: str | None) -> "Embedder":
        """This embedder, or where none was chosen the packaged one, with adapter or without, that a store was made with."""
        return self._as_published if self.is_default and made_with == BASE else self

    @cached_property
    def _as_published(self) -> "Embedder":
        return type(self)(BASE)

    @loaded_once
    def model(self) -> "BaseEmbedding":
        """The loaded model, a llama-index embedding. Raises ModelUnusable with what to do."""
        # Fetching is allowed only for a model that the user named and that is not on the machine.
        if self._packaged:
            os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        # Batches differ in length, and torch's kernels keep what they prepared for each: 100 MB for nothing.
        os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8")
        folder = str(packaged_model_folder()) if self._packaged else self.name
        from huggingface_hub.constants import HF_HUB_CACHE
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding
        from threadpoolctl import ThreadpoolController
        from transformers.utils.logging import disable_progress_bar

        # numpy's threads and torch's wait for each other by spinning: on two cores that doubled the time of one answer in two.
        ThreadpoolController().select(internal_api="openblas").limit(limits=1)
        disable_progress_bar()  # type: ignore[no-untyped-call]  # of loading weights, which takes no time

        try:
            model = HuggingFaceEmbedding(model_name=folder, embed_batch_size=_SAMPLED, trust_remote_code=False, cache_folder=HF_HUB_CACHE)
        except (OSError, ValueError, RuntimeError) as error:
            raise self._unusable(str(error).splitlines()[0]) from error
        if self._adapter:
            merge(self._adapter, model._model.transformers_model)
        return model

    @cached_property
    def sha256(self) -> str:
        """What tells this model from every other, also from one that has its name. Raises ModelUnusable with what to do.

        For the packaged model it is the published hash, which is checked when the model is loaded, with an adapter that of both.
        Reading it loads no model, except for one that has to be fetched first.
        """
        if self._adapter:
            return adapted_sha256(self._adapter)
        return WEIGHTS_SHA256 if self._packaged else _folder_sha256(self._folder())

    @loaded_once
    def precision(self) -> str:
        """`bfloat16` where the processor computes in it and its vectors are near enough to those of `float32`, else `float32`."""
        import torch

        if torch.cuda.is_available() or not computes_in_half():
            return "float32"
        whole = self.model.get_text_embedding_batch(_SAMPLE)
        with _halved():
            half = self.model.get_text_embedding_batch(_SAMPLE)
        nearness = min(sum(a * b for a, b in zip(one, other, strict=True)) for one, other in zip(whole, half, strict=True))
        return "bfloat16" if nearness >= _SAME else "float32"

    def passages(self, texts: Sequence[str]) -> "list[Embedded]":
        """What the model makes of each text, in order. The same text is embedded once."""
        from corpus.embedding.late_interaction import Embedded, binarised
        from corpus.text import STOP_WORDS

        halved = bool(texts) and self.precision == "bfloat16"
        of_text: dict[str, Embedded] = {}
        with _halved() if halved else nullcontext():  # around all batches: the weights are made half once
            for batch in _batches(texts):
                for text, one in zip(batch, self._seen(batch, "text"), strict=True):
                    telling = [n for n, word in enumerate(self._words(one)) if word not in STOP_WORDS and any(map(str.isalnum, word))]
                    of_text[text] = Embedded(_vector(one), binarised(one["token_embeddings"].float().numpy()[telling]))
        return [of_text[text] for text in texts]

    def questions(self, texts: Sequence[str]) -> "list[Asked]":
        """Questions, or one question in several wordings, with the vectors of their words, in full precision."""
        from corpus.embedding.late_interaction import Asked, AskedPiece

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

    def question(self, text: str) -> list[float]:
        """The vector of a question, in full precision: one text takes no time."""
        return self.questions([text])[0].vector

    def load(self) -> None:
        """Load the model now, for whoever has something else to do meanwhile. What is wrong with it is told when it is used."""
        with suppress(Exception):  # also what importing raises where Ctrl+C ends the program meanwhile
            _ = self.precision

    def knows(self, word: str) -> bool:
        """Whether a word is one that the model was made with: a common English word or name, so not misspelt."""
        return word in self._vocabulary

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self._sentences.tokenizer.get_vocab())

    @property
    def _sentences(self) -> Any:
        """The sentence-transformers model: llama-index gives the vector of a whole text only."""
        model: Any = self.model
        return model._model

    def _seen(self, texts: Sequence[str], prompt: str) -> list[dict[str, Any]]:
        """What the model makes of each text: its word pieces, their vectors, and the vector of the whole."""
        return list(
            self._sentences.encode(
                list(texts), batch_size=max(len(texts), 1), prompt_name=prompt, output_value=None, show_progress_bar=False
            )
        )

    def _words(self, seen: dict[str, Any]) -> list[str]:
        """The word pieces of a text, those that only mark its ends as empty."""
        pieces = self._sentences.tokenizer.convert_ids_to_tokens(seen["input_ids"][: int(seen["attention_mask"].sum())].tolist())
        return ["" if piece in self._marks else piece for piece in pieces]

    @cached_property
    def _marks(self) -> frozenset[str]:
        return frozenset(self._sentences.tokenizer.all_special_tokens)

    def _folder(self) -> Path:
        """The folder of a model that the user named: his own, or where the hub's library keeps what it fetched."""
        if Path(self.name).is_dir():
            return Path(self.name)
        from huggingface_hub import try_to_load_from_cache

        # sentence-transformers' own models may be named without their owner
        repository = self.name if "/" in self.name else f"sentence-transformers/{self.name}"
        try:
            kept = try_to_load_from_cache(repository, "config.json")
            if not isinstance(kept, str):
                _ = self.model  # fetched now
                kept = try_to_load_from_cache(repository, "config.json")
        except ValueError:  # not a name that the hub could have
            kept = None
        if not isinstance(kept, str):
            raise self._unusable("it is not on this machine")
        return Path(kept).parent

    def _unusable(self, reason: str) -> ModelUnusable:
        return ModelUnusable(
            f"The embedding model {self.name} cannot be loaded ({reason}). "
            "Set MINUTED_EMBED_MODEL to a sentence-transformers model or folder on this machine, or leave it out for the packaged one."
        )


def computes_in_half() -> bool:
    """Whether the processor itself computes in bfloat16; where it does not, torch makes up for it, slowly."""
    import torch

    capable = torch.cpu.get_capabilities()
    return any(capable.get(name) for name in _HALVING)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Each text once, in batches of as many pieces, those of its longest text counted for each.

    Texts of like length share a batch: padding short ones to the longest is wasted work.
    """
    batch: list[str] = []
    for pieces, text in sorted((len(_PIECE.findall(text)), text) for text in set(texts)):
        if batch and (len(batch) + 1) * pieces > _BATCH:
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _vector(seen: dict[str, Any]) -> list[float]:
    whole = seen["sentence_embedding"].float()
    vector: list[float] = (whole / whole.norm()).tolist()
    return vector


@contextmanager
def _halved() -> Iterator[None]:
    """What this thread computes in here is computed in bfloat16. Vectors are made float32 again before they are given their length."""
    import torch

    with torch.autocast("cpu", dtype=torch.bfloat16):
        yield


def _folder_sha256(folder: Path) -> str:
    """The SHA-256 of the list that `sha256sum` prints of a model's files, in the order of their names."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in _OF_A_MODEL and file.is_file())
    if not any(file.suffix in _WEIGHTS for file in files):
        raise ModelUnusable(f"{folder} holds no weights of a model. Set MINUTED_EMBED_MODEL to a sentence-transformers model or folder.")
    listed = hashlib.sha256()
    for file in files:
        try:
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise ModelUnusable(f"{file} of the embedding model cannot be read ({error.strerror}). Check that you may read it.") from error
        listed.update(f"{digest}  {file.relative_to(folder).as_posix()}\n".encode())
    return listed.hexdigest()
