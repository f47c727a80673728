"""Misspelt words of a question, mended against the words of the papers."""

import re
from collections.abc import Callable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import Indel

from assistant.query.models import Correction

_WORD = re.compile(r"[a-z]{5,}")  # griting; not a name (Stanick), not a figure, nothing so short that much is alike
_ALIKE = 0.86  # `griting` and `gritting` 0.93, `meetting` and `meeting` 0.93, `railways` and `runaways` 0.75


def mended(text: str, is_known: Callable[[str], bool], vocabulary: Callable[[], Mapping[str, int]]) -> tuple[str, tuple[Correction, ...]]:
    """The text with words that are not known put as the word of the papers that is most like them, and what was changed.

    `vocabulary` gives the words of the papers with how often they stand there. It is asked for only where a word is not known.
    """
    corrections = tuple(
        Correction(word, meant)
        for word in dict.fromkeys(_WORD.findall(text))
        if re.search(rf"\b{word}\b", text) and not is_known(word) and (meant := _nearest(word, vocabulary())) is not None
    )
    for one in corrections:
        text = re.sub(rf"\b{one.typed}\b", one.meant, text)
    return text, corrections


def _nearest(word: str, vocabulary: Mapping[str, int]) -> str | None:
    """The word most like this one, the more frequent of two; None where none is like it, or it is one of the words."""
    if word in vocabulary:
        return None
    begun = [other for other in vocabulary if other[0] == word[0] and abs(len(other) - len(word)) <= 2]
    alike = process.extract(word, begun, scorer=Indel.normalized_similarity, score_cutoff=_ALIKE, limit=None)
    return max(((ratio, vocabulary[other], other) for other, ratio, _ in alike), default=(0, 0, None))[2]
