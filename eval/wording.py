"""Whether a text says something: quotes, marks and key facts, compared without markup, case and kinds of dash."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_TAG = re.compile(r"<[^>]{1,500}+>")  # <p>
_MARKUP = re.compile(r"[*_#|\\`]")  # **Resolved**
# What stands before an entry of a list, also as readers of PDFs give it: a sign of a symbol font without a letter, a control character.
_BULLET = re.compile("[•●▪◦‣∙\x00-\x1f\x7f-\x9f\ue000-\uf8ff]")
WORD = re.compile(r"[a-z0-9£%]+")  # £1 and 38m of £1.38m
_CUT = re.compile(r"(?<=[^\W_])(?=[^\W_])|(?<=\d)(?=[.,]\d)|(?<=\d[.,])(?=\d)")  # 3|12 ; 1|.5 ; 1.|5
_NOTE_MARK = re.compile(r"(?<!(?<![^\W\d_])[kcm]m)(?<!(?<![^\W\d_])m)[⁰¹²³⁴-⁹]+")  # 412,500³ but not 60 m² or 4 km²
_ENOUGH = 0.6  # share of a quote's runs of three words that make it the same; the figure of shared/questions/score.py


def plain(text: str) -> str:
    """`**Carers’ breaks**` -> `carers' breaks`."""
    return _without_markup(text).lower()


def _without_markup(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", _TAG.sub(" ", text)).translate(_ALIKE).split())


def as_printed(text: str) -> str:
    """The words and signs of a text as paper shows them: `•  **Carers’**\nbreaks` -> `Carers' breaks`.

    This is the form in which a quote is verbatim or is not. Alike are what printing does not tell apart or a reader of files may have
    changed: white space, markup, ligatures, kinds of quotation mark and dash, and the sign before an entry of a list. The raised mark of
    a note is no word, so it may be left out: `£412,500³` is printed `£412,500`, and not `£412,5003`. Case and every other sign count.
    """
    return _without_markup(_BULLET.sub(" ", unicodedata.normalize("NFKC", _NOTE_MARK.sub("", text))))


def found_in(printed: str, words: str) -> Iterator[int]:
    """Where words begin in a text, both as printed, and neither their first nor their last word or figure cut.

    `12` does not stand in `312`, nor `5 per cent` in `1.5 per cent`.
    """
    if not words:
        return
    at = printed.find(words)
    while at >= 0:
        if not _is_cut(printed, at) and not _is_cut(printed, at + len(words)):
            yield at
        at = printed.find(words, at + 1)


def _is_cut(printed: str, at: int) -> bool:
    """Whether a word or a figure goes on over a place in a text."""
    return _CUT.match(printed, at) is not None


def overlap(quote: str, text: str) -> float:
    """Share (0 to 1) of the quote's runs of three words that stand in the text; 1 where it stands there whole."""
    quoted, words = WORD.findall(plain(quote)), WORD.findall(plain(text))
    if "".join(quoted) in "".join(words):
        return 1.0
    runs = _runs(quoted)
    here = set(_runs(words))
    return sum(run in here for run in runs) / len(runs) if runs else 0.0


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """A text's runs of three words."""
    return frozenset(_runs(WORD.findall(plain(text))))


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
