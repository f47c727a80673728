"""Letters that lack in the words of a page -> those that its picture shows: `certi\ufffded` is `certified` where a word of that line is.

A line of which nothing but other words is known is taken from the picture whole. What the picture does not tell beyond doubt stays U+FFFD.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.models import Box
from corpus.pdf.letters import MISSING
from ingest.readers.pdf.lines import LinedPage, TextLine
from ingest.readers.pdf.sheet import Area

_EDGE = 0.02  # of the page: two lines that begin and end so near to each other are one
_LIGATURE = r"([^\W\d_]{1,3})"
_LACKING = re.compile(rf"\S*{MISSING}\S*")
_EDGES = ".,;:!?()[]‘’“”\"'"


def with_pictured_letters(page: LinedPage, picture: LinedPage) -> LinedPage:
    """A page with the letters that lack in its lines as what tesseract read at their places has them; itself where that tells none."""
    read = [(_place(picture, line), line.text) for line in picture.lines]
    lines = [_read_again(line, _place(page, line), read) if MISSING in line.text else line for line in page.lines]
    return page if lines == page.lines else replace(page, lines=lines)


def _read_again(line: TextLine, place: Box, read: Sequence[tuple[Box, str]]) -> TextLine:
    text = with_letters_of(line.text, [text for own, text in read if _overlap(own, place)])
    same = [
        text for own, text in read if _overlap(own, place) and abs(own.left - place.left) < _EDGE and abs(own.right - place.right) < _EDGE
    ]
    if MISSING in text and len(same) == 1 and not line.row and _whole_words(text) <= _whole_words(same[0]):
        return replace(line, text=same[0])
    return replace(line, text=text)


def _whole_words(text: str) -> set[str]:
    """The words of three letters and more in which none is missing."""
    return {word for word in re.split(r"[\W_]+", _LACKING.sub(" ", text)) if len(word) > 2}


def _place(page: LinedPage, line: TextLine) -> Box:
    return page.sheet.share(Area(line.left, line.bottom, line.right, line.top))


def _overlap(a: Box, b: Box) -> bool:
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    return height > 0.3 * min(a.bottom - a.top, b.bottom - b.top) and a.left < b.right and b.left < a.right


def with_letters_of(text: str, pictured: Sequence[str]) -> str:
    """A line's text with the letters that lack in its words, as the words of a picture of it have them.

    >>> with_letters_of("The certi\ufffded doors", ["The certified doors"])
    'The certified doors'
    """
    words = [word.strip(_EDGES) for line in pictured for word in line.split()]
    return _LACKING.sub(lambda word: _filled(word[0], words), text)


def _filled(word: str, pictured: Sequence[str]) -> str:
    """A word with the letters that all words alike it in the picture have in its gaps; as it is where they differ or are none."""
    core = word.strip(_EDGES)
    if sum(c.isalnum() for c in core) < max(core.count(MISSING), 2):
        return word
    pattern = re.compile(_LIGATURE.join(map(re.escape, core.split(MISSING))))
    found = {match.groups() for other in pictured if (match := pattern.fullmatch(other))}
    if len(found) != 1:
        return word
    letters: Iterator[str] = iter(next(iter(found)))
    return "".join(next(letters) if c == MISSING else c for c in word)
