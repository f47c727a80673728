"""Any embedding of llama-index, for passages and questions. Importing it loads neither llama-index nor a model."""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.embedding.embedder import Embedder
from corpus.embedding.packaged import packaged_model_folder
from corpus.errors import ModelUnusable, brief

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

    from corpus.embedding.late_interaction import Asked, Embedded


class DenseEmbedder(Embedder):
    """A llama-index embedding: a vector of length 1 for each text, and none for its tokens.

    So passages are ordered by dense score and BM25 alone. The order is better with `Embedder`, which has MaxSim over token embeddings.

    >>> Store.open_for_writing(Path("store"), DenseEmbedder(OpenAIEmbedding()))
    """

    def __init__(self, embedding: "BaseEmbedding") -> None:
        super().__init__(f"{type(embedding).__name__} {embedding.model_name}")
        self.model = embedding

    @cached_property
    def sha256(self) -> str:
        """What tells this embedding from others: its class, the name of its model and how many numbers a vector has.

        Raises ModelUnusable where it does not embed.
        """
        return hashlib.sha256(f"{self.name} {len(self.question('Potholes'))}".encode()).hexdigest()

    def passages(self, texts: Sequence[str]) -> "list[Embedded]":
        """The vector of each text, in order, without token embeddings. The same text is embedded once. Raises ModelUnusable."""
        from corpus.embedding.late_interaction import Embedded

        once = list(dict.fromkeys(texts))
        try:
            vectors = self.model.get_text_embedding_batch(once)
        except Exception as error:  # of whatever library or service is behind it
            raise self._does_not_embed(error) from error
        of_text = {text: Embedded(_of_length_one(vector), b"") for text, vector in zip(once, vectors, strict=True)}
        return [of_text[text] for text in texts]

    def questions(self, texts: Sequence[str]) -> "list[Asked]":
        """The vector of each question, without word pieces. Raises ModelUnusable."""
        import numpy as np

        from corpus.embedding.late_interaction import Asked

        try:
            vectors = [_of_length_one(self.model.get_query_embedding(text)) for text in texts]
        except Exception as error:  # as above
            raise self._does_not_embed(error) from error
        return [Asked(vector, (), np.zeros((0, len(vector)), np.float32)) for vector in vectors]

    def load(self) -> None:
        """Nothing: whoever made the embedding has loaded it."""

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """That of the packaged model: what is a common word, and not misspelt, does not depend on who makes the vectors."""
        return frozenset((packaged_model_folder() / "vocab.txt").read_text(encoding="utf-8").split())

    def _does_not_embed(self, error: Exception) -> ModelUnusable:
        return ModelUnusable(f"The embedding {self.name} does not embed ({brief(error)}). Check its settings, or that its service answers.")


def _of_length_one(vector: Sequence[float]) -> list[float]:
    import numpy as np

    numbers = np.asarray(vector, np.float32)
    whole: list[float] = (numbers / (np.linalg.norm(numbers) or 1.0)).tolist()
    return whole
