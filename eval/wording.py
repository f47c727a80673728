"""Whether a text says something: quotes, marks and key facts, compared without markup, case and kinds of dash."""

import re
from collections.abc import Iterable

_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_TAG = re.compile(r"<[^>]+>")  # <p>
_MARKUP = re.compile(r"[*_#|\\`]")  # **Resolved**
_WORD = re.compile(r"[a-z0-9£%]+")  # £1 and 38m of £1.38m
_ENOUGH = 0.6  # share of a quote's runs of three words that make it the same; the figure of shared/questions/score.py


def plain(text: str) -> str:
    """`**Carers’ breaks**` -> `carers' breaks`."""
    text = _MARKUP.sub(" ", _TAG.sub(" ", text)).translate(_ALIKE)
    return " ".join(text.split()).lower()


def overlap(quote: str, text: str) -> float:
    """Share (0 to 1) of the quote's runs of three words that stand in the text; 1 where it stands there whole."""
    quoted, words = _WORD.findall(plain(quote)), _WORD.findall(plain(text))
    if "".join(quoted) in "".join(words):
        return 1.0
    runs = _runs(quoted)
    here = set(_runs(words))
    return sum(run in here for run in runs) / len(runs) if runs else 0.0


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + 3]) for i in range(len(words) - 2)]


def says_quote(text: str, quote: str) -> bool:
    return overlap(quote, text) >= _ENOUGH


def says_any(text: str, wordings: Iterable[str]) -> bool:
    """Whether one of the wordings stands in the text as words of its own: `12` does not stand in `£312`, nor `1.5` in `21.5`."""
    said = plain(text)
    return any(re.search(rf"(?<![a-z0-9]){re.escape(plain(wording))}(?![a-z0-9])", said) for wording in wordings)


def says_all(text: str, wordings: Iterable[str]) -> bool:
    return all(says_any(text, [wording]) for wording in wordings)
