"""Small str -> str steps that make a page's text clean. What remains is verbatim: words are never changed."""

import re

from corpus.text import unix_newlines

# Symbol fonts put bullets into the private use area, where U+F0B7 is a round one, or do not say what sign they draw.
_SYMBOL_BULLET = re.compile(r"^([ \t]*)[\uf000-\uf0ff\ufffd](?=\s)", re.M)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff]")
_LABEL = re.compile(r"^([^\w\n]*+(?:RESOLVED|Resolved|AGREED|Agreed|RECOMMENDED|Recommended)\s?:)\t+(?=[^\t\n]+$)", re.M)
_ODD_SPACE = re.compile(r"[\x0c\u00a0\u2000-\u200a\u202f\u3000]")

STROKES = "\u0335\u0336"  # put over the letter before them
_STRUCK = re.compile(rf"(?:[^\n\t{STROKES}][{STROKES}]++)++(?:[ ]++(?:[^\n\t {STROKES}][{STROKES}]++)++)*+")  # £̶7̶2̶


def clean(text: str) -> str:
    """All steps in order.

    >>> clean("\uf0b7 New\u00adborn babies \r\n")
    '• Newborn babies\\n'
    """
    for step in (unix_newlines, join_broken_words, plain_spaces, plain_bullets, joined_labels, without_controls, without_trailing_spaces):
        text = step(text)
    return text


def join_broken_words(text: str) -> str:
    """A word broken at a line's end: U+00AD stands where the hyphen was."""
    return re.sub("\u00ad\n?", "", text)


def plain_spaces(text: str) -> str:
    return _ODD_SPACE.sub(" ", text)


def plain_bullets(text: str) -> str:
    return _SYMBOL_BULLET.sub(r"\1•", text)


def joined_labels(text: str) -> str:
    """`RESOLVED:` set off from its words by a tab is no row of a table: the tab becomes a blank."""
    return _LABEL.sub(r"\1 ", text)


def without_controls(text: str) -> str:
    return _CONTROL.sub("", text)


def without_trailing_spaces(text: str) -> str:
    """Tabs stay: at a line's end they are the empty cells of a row."""
    return re.sub(r"(?<! ) ++$", "", text, flags=re.M)


def without_struck(text: str) -> str:
    """The text without words struck through letter by letter, as programs that know no other way of it do."""
    return re.sub(r"(?<=\S) {2,}(?=\S)", " ", _STRUCK.sub("", text)).strip(" ") if any(stroke in text for stroke in STROKES) else text
