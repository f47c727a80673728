"""What was put over or under the text of a page -> apart from it: slanted words, large words behind its lines, stamps of receipt."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from ingest.readers.pdf.characters import LINE_BREAK, Character

_FEWEST = 3  # letters that show a slant
_SLANT = 0.1  # rise for each point across: six degrees, more than a page that was scanned askew has
_LARGE = 2.0  # times the usual height of the page's letters: no line of text stands upon such words but that they lie behind it
_GAP = 1.2  # white space in a line, in font heights, that parts
_STAMP = re.compile(
    r"\b(?:RECEIVED|SCANNED|POSTED|FILED|DATE\s{1,3}STAMP(?:ED)?)\b\W{0,3}(?:ON\s{1,3})?\d{1,2}(?:ST|ND|RD|TH)?[\s./-]{1,3}(?:[A-Z]{3,9}|\d{1,2})[\s./-]{1,3}\d{2,4}"
)  # RECEIVED 12 MAR 2024
_AROUND = " \t.,:;*|()[]–—-"  # [ RECEIVED 12 MAR 2024 ]


def text_and_apart(characters: Sequence[Character]) -> tuple[Sequence[Character], Sequence[Character]]:
    """The characters of the text, and those that stand apart from it, both in drawing order."""
    lines = (list(line) for ends, line in groupby(characters, key=lambda c: c.text == "\n") if not ends)
    pieces = [(n, piece) for n, line in enumerate(lines) for piece in _pieces(line)]
    behind = set(_behind([piece for _, piece in pieces]))
    text: list[Character] = []
    apart: list[Character] = []
    for _, own in groupby(enumerate(pieces), key=lambda numbered: numbered[1][0]):
        for at, (_, piece) in own:
            is_apart = at in behind or _is_slanted(piece) or _STAMP.fullmatch("".join(c.text for c in piece).strip(_AROUND))
            (apart if is_apart else text).extend(piece)
        for part in (text, apart):
            if part and part[-1] is not LINE_BREAK:
                part.append(LINE_BREAK)
    return (text, apart) if apart and text else (characters, ())


def _pieces(line: Sequence[Character]) -> Iterator[Sequence[Character]]:
    """A line, parted where PDFium took letters of another height or size, or far off, for its own."""
    if _is_level(line[0], line[-1]) and not _STAMP.search("".join(c.text for c in line)):  # most lines: nothing more to look at
        yield line
        return
    start, last = 0, line[0]
    for i, c in enumerate(line):
        if c.text.strip():
            if last.text.strip() and not _are_alike(last, c):
                yield line[start:i]
                start = i
            last = c
    yield line[start:]


def _are_alike(a: Character, b: Character) -> bool:
    level = b.bottom <= a.top and b.top >= a.bottom
    return level and max(a.size, b.size) <= _LARGE * min(a.size, b.size) and abs(b.left - a.right) <= _GAP * a.size


def _is_level(first: Character, last: Character) -> bool:
    return abs(last.bottom - first.bottom) < max(_SLANT * abs(last.left - first.left), 0.5)


def _is_slanted(line: Sequence[Character]) -> bool:
    """Whether every letter stands higher than the one before, or every one lower, by far more than on a line askew."""
    inked = [c for c in line if c.text.strip()]
    if len(inked) < _FEWEST or _is_level(inked[0], inked[-1]):
        return False
    rises = [(b.bottom - a.bottom, b.left - a.left) for a, b in pairwise(inked)]
    return len({rise > 0 for rise, _ in rises}) == 1 and all(abs(rise) > _SLANT * abs(across) for rise, across in rises)


def _behind(pieces: Sequence[Sequence[Character]]) -> Iterator[int]:
    """The pieces of large words that lie behind others."""
    sizes = [max((c.size for c in piece if c.text.strip()), default=0.0) for piece in pieces]
    large = _LARGE * median(sizes or [0.0])
    if not large or max(sizes) < large:
        return
    middles = [((c.left + c.right) / 2, (c.bottom + c.top) / 2, n) for n, piece in enumerate(pieces) for c in piece if c.text.strip()]
    for n, piece in enumerate(pieces):
        if sizes[n] >= large:
            words = [c for c in piece if c.text.strip()]
            left, right = words[0].left, words[-1].right
            bottom, top = min(c.bottom for c in words) + 0.25 * sizes[n], max(c.top for c in words) - 0.2 * sizes[n]
            if any(left < x < right and bottom < y < top and m != n for x, y, m in middles):
                yield n
