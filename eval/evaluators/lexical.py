"""A support function of words alone: every figure of a sentence and most of its telling words stand in the texts cited for it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.words import STOP_WORDS, stems

_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")  # 1,617, 56.3, 10:30, 2022/23
_STOPPED = frozenset(stem for word in STOP_WORDS for stem in stems(word))


def words_and_figures(sentence: str, texts: Sequence[str]) -> float:
    """The share of the sentence's telling words, by stem, that stand in the texts; 0 where a figure of it does not."""
    here, figures = _words_of(sentence)
    there = [_words_of(text) for text in texts]
    if not figures <= frozenset().union(*(one for _, one in there)) or not here:
        return 0.0
    return len(here & frozenset().union(*(one for one, _ in there))) / len(here)


@lru_cache(maxsize=4096)
def _words_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the telling words, and figures."""
    return frozenset(stems(text)) - _STOPPED, frozenset(_FIGURE.findall(text))
