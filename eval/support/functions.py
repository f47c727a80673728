"""The support functions by name: those of words and vectors, and a language model's where one is configured.

Words alone are what citation recall and precision go by. The others need a model, and are told apart from them wherever they are told.
`python -m eval agreement` chooses the least score of each and tells what it is worth; a judge's is between `in part` and `wholly`.
"""

import os

from corpus.embedding.embedder import Embedder
from eval.support.embedding import Vectors, by_vectors, by_words_and_vectors
from eval.support.judge import by_judge, judge_at
from eval.support.lexical import by_words
from eval.support.supports import Supports

BY_WORDS = Supports("words", by_words, least=0.65)


def by_models(vectors: bool) -> tuple[Supports, ...]:
    """The support functions that need a model: the embedding model if it is asked for, and a judge if one is configured.

    Raises JudgeUnusable where a judge is configured by halves.
    """
    found: list[Supports] = []
    if vectors:
        embedded = Vectors(Embedder(os.environ.get("MINUTED_EMBED_MODEL")))
        found.append(Supports("vectors", by_vectors(embedded), least=0.38))
        found.append(Supports("words and vectors", by_words_and_vectors(embedded), least=0.47))
    if judge := judge_at(os.environ):
        found.append(Supports(f"judge {judge.model}", by_judge(judge), least=0.75))
    return tuple(found)
