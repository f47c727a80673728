"""Letters that lack in the words of a page -> those that its picture shows: `certi\ufffded` is `certified` where a word of that line is.

Words that lack most letters are taken from it whole where all others of their line are the same in it. What the picture does not tell
beyond doubt stays U+FFFD.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.models import Box
from corpus.pdf.letters import MISSING
from ingest.readers.pdf.lines import LinedPage
from ingest.readers.pdf.sheet import Area
from ingest.readers.pdf.text_line import TextLine

_EDGE = 0.02  # of the page: two lines that begin and end so near to each other are one
_LIGATURE = r"([^\W\d_]{1,3})"
_LACKING = re.compile(rf"(?<!\S)[^\s{MISSING}]*+{MISSING}\S*+")  # certi\ufffded
_ALIKE = str.maketrans("‘’“”–—", "''\"\"--")
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
    if MISSING in text and len(same) == 1 and not line.row:
        text = with_words_of(text, same[0])
    return replace(line, text=text)


def with_words_of(text: str, pictured: str) -> str:
    """A line's text with the words that lack letters as its picture has them; as it is where the picture differs in any other word.

    >>> with_words_of("up to ��� �� each", "up to £40 VAT each")
    'up to £40 VAT each'
    """
    words, others = text.split(), pictured.split()
    made: list[str] = []
    at = 0  # of the words of the picture
    for lacks, group in groupby(words, key=lambda word: MISSING in word):
        own = list(group)
        if lacks:
            made.append(MISSING)
            continue
        known = [word.translate(_ALIKE) for word in own]
        places = (
            n for n in range(at, len(others) - len(own) + 1) if [word.translate(_ALIKE) for word in others[n : n + len(own)]] == known
        )
        place = next(places, None) if made else (0 if next(places, None) == 0 else None)
        if place is None or (made and place == at):
            return text
        if made:
            made[-1] = " ".join(others[at:place])
        made += own
        at = place + len(own)
    if made and made[-1] == MISSING and at < len(others):
        made[-1], at = " ".join(others[at:]), len(others)
    return text if at < len(others) or MISSING in made else " ".join(made)


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
