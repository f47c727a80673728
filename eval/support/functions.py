"""The support functions by name: those of words and vectors, and a language model's where one is configured."""

import os
from collections.abc import Mapping

from corpus.embed import Embedder
from eval.support.embedding import SupportFunction, Vectors, by_vectors, by_words_and_vectors
from eval.support.judge import by_judge, judge_at
from eval.support.lexical import by_words

LEAST_BY_WORDS = 0.65
"""The score by words from which a sentence counts as supported: `python -m eval agreement` tells it and what it is worth."""


def functions_at_hand(words_only: bool = False) -> Mapping[str, SupportFunction]:
    """Every support function that this machine can use now. Only with vectors is a model loaded; a judge is asked only if configured."""
    functions: dict[str, SupportFunction] = {"words": by_words}
    if not words_only:
        vectors = Vectors(Embedder(os.environ.get("MINUTED_EMBED_MODEL")))
        functions |= {"vectors": by_vectors(vectors), "words and vectors": by_words_and_vectors(vectors)}
    if judge := judge_at(os.environ):
        functions[f"judge {judge.model}"] = by_judge(judge)
    return functions
