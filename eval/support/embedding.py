"""How far texts support a sentence by what the embedding model makes of both: the support function of vectors, and the two combined.

Alone it is the cosine of the sentence to the nearest of the texts. That tells what a sentence is about and hardly what it says: a
wrong figure or a `not` moves a vector little. Combined with the words it speaks for what they leave open, a wording of one's own:

    where a figure, date, name or negation lacks (a score by words below a half), or all words are said: the words' score
    else: the mean of the words' score and of the cosine of the sentence's telling word that the texts meet worst to the word of them
    that meets it best. One word that nothing in the texts is like tells of a second fact that they do not have.

A model must be loaded for it, so it is not what is used where nothing else is said.
"""

from collections.abc import Sequence

import numpy as np

from corpus.embedding.embedder import Embedder
from corpus.embedding.late_interaction import Asked
from eval.support.lexical import BOUND, by_words
from eval.support.sentences import sentences_of
from eval.support.supports import SupportFunction
from eval.support.texts import Word, places_of


class Vectors:
    """Texts as the embedding model sees them, each once: the same texts are cited over and over."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._kept: dict[str, Asked] = {}

    def of(self, text: str) -> Asked:
        flat = " ".join(text.split())
        if flat not in self._kept:
            (self._kept[flat],) = self._embedder.questions([flat])
        return self._kept[flat]


def by_vectors(vectors: Vectors) -> SupportFunction:
    """The support function of vectors alone, 0 to 1; of several sentences quoted the least counts."""

    def support(sentence: str, texts: Sequence[str]) -> float:
        said = [vectors.of(one.text).vector for one in sentences_of(sentence)]
        if not said or not texts:
            return 0.0
        cosines = np.asarray(said) @ np.asarray([vectors.of(text).vector for text in texts]).T
        return float(np.clip(cosines.max(axis=1).min(), 0, 1))

    return support


def by_words_and_vectors(vectors: Vectors) -> SupportFunction:
    """The two combined by the rule above, 0 to 1."""

    def support(sentence: str, texts: Sequence[str]) -> float:
        words = by_words(sentence, texts)
        return (words + _worst_met(sentence, texts, vectors)) / 2 if BOUND <= words < 1.0 else words

    return support


def _worst_met(sentence: str, texts: Sequence[str], vectors: Vectors) -> float:
    """The cosine (0 to 1) of the telling word that the texts meet worst to the word of theirs that meets it best."""
    there = np.concatenate([vectors.of(text).numbers for text in texts])
    met = [1.0]
    for one in sentences_of(sentence):
        text = " ".join(one.text.split())
        asked = vectors.of(text)
        best = (asked.numbers @ there.T).max(axis=1)
        met += [float(best[rows].mean()) for word in places_of(text) if (rows := _rows(asked, word))]
    return max(0.0, min(met))


def _rows(asked: Asked, word: Word) -> list[int]:
    """The pieces that a word is made of."""
    return [n for n, piece in enumerate(asked.pieces) if piece.start < word.end and word.start < piece.end]
