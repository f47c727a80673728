"""Words that tesseract read on a picture -> lines like those of any page, without specks, borders and what it was not sure of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import linear_regression, median

from ingest.readers.pdf.characters import LINE_BREAK, Character
from ingest.readers.pdf.lines import LinedPage, characters_to_lines
from ingest.readers.pdf.margin import without_line_numbers
from ingest.readers.pdf.sheet import Area, Sheet

_SURE = 60  # confidence, of 100, from which a sign that is no word is taken for one
_UNSURE = 30  # below it only what looks like a word is kept
_SURE_LINE = 45  # mean confidence of a line; below it only a line with a long word is kept
_FEWEST_LETTERS = 12  # of a page with words
_MOST_NOISE = 0.5  # share of a page's letters that may be left out
_FONT_HEIGHT = 1.15  # of a font, in its size, as in PDFs
_BELOW = 0.22  # of it, below the line on which letters stand
_BOLD, _BOLDISH = 1.22, 1.15  # times the usual weight: of a bold line in the middle, and of most of its words
_TALL = frozenset("bdfhijklt£$&%?!()[]0123456789")
_HANGING = frozenset("gjpqy()[]")
_BULLETS = frozenset("•·°¢®©e»«")  # what a round bullet is read as; no line of English begins with a lone e
_SIGNS = frozenset("-–—&£$€%+*/.…•#@")  # that stand by themselves in a line
_SHORT_WORDS = frozenset("a i am an as at be by co do dr go he if in is it km me mp mr ms my no of on or pm so st to up us vs we".split())
_MARKS = ".,;:!?()'\"‘’“”"
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_RULE = re.compile(r"^[|_\\~\[\]{}=]+|[|_\\~{}]+$")  # |£265,000 : the rule of a table beside a word
_COUNCILLOR = re.compile(r"^C[lIi1|]{2}r(s?)\b")  # Clir, CIlr: how the title that stands in every paper is misread
_BABBLE = re.compile(r"(.)\1\1|[bcdfghjklmnpqrstvwxz]{5}", re.I)  # eccccecee: dots read as letters
_VOWEL = re.compile(r"[aeiouy]", re.I)


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word with its box in pixels from the upper left corner, and the line it stands in.

    `confidence` is how sure tesseract is of it (0 to 100), `stroke` how thick its letters are, in pixels.
    """

    line: tuple[int, int, int]
    text: str
    left: int
    top: int
    width: int
    height: int
    confidence: float
    stroke: float

    @property
    def letters(self) -> int:
        return sum(c.isalnum() for c in self.text)


def mean_confidence(words: Sequence[ReadWord]) -> float:
    """How sure tesseract is of a page, from 0 (or of no words) to 100, by letters."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def words_to_page(words: Sequence[ReadWord], width: int, height: int, turn: int) -> LinedPage | None:
    """The lines of a picture of `width` by `height` pixels, read after it was turned clockwise by `turn`.

    None where it has no words, or most of what was read is noise.
    """
    lines = [kept for _, group in groupby(words, key=lambda word: word.line) if (kept := _without_noise(list(group)))]
    letters = _letters(word for line in lines for word in line)
    if letters < max(_FEWEST_LETTERS, _MOST_NOISE * _letters(words)):
        return None
    picture = Area(0, 0, width, height)
    corner = picture.turned(turn)
    placed = [[_Placed.at(word, corner) for word in line] for line in lines]
    tilt = _tilt(placed)
    levelled = [[word.levelled(tilt) for word in line] for line in placed]
    every = [word for line in levelled for word in line]
    size, weight = median(word.size for word in every), median([word.weight for word in every if word.weighed] or [0.0])
    characters, _ = without_line_numbers([c for line in levelled for c in _characters(line, size, weight)])
    return LinedPage(Sheet(picture, upright=turn, tilt=tilt), characters_to_lines(characters))


def _letters(words: Iterable[ReadWord]) -> int:
    return sum(word.letters for word in words)


def _without_noise(line: Sequence[ReadWord]) -> list[ReadWord]:
    """The words of a line, none where it is a signature, a picture or a speck read as letters."""
    words = [replace(word, text=_COUNCILLOR.sub(r"Cllr\1", _RULE.sub("", word.text))) for word in line]
    words = [word for word in words if word.text]
    words = [word for n, word in enumerate(words) if _is_kept(word, words[max(n - 1, 0) : n + 2])]
    sure = mean_confidence(words) >= _SURE_LINE or any(_is_long_word(word.text) for word in words)
    if not sure or not _letters(words):
        return []
    if len(words) > 1 and words[0].text in _BULLETS:
        words[0] = replace(words[0], text="•")
    return words


def _is_kept(word: ReadWord, neighbours: Sequence[ReadWord]) -> bool:
    if word.confidence >= _SURE:
        return word.letters > 0 or word.text in _BULLETS or not set(word.text) - _SIGNS
    if word.letters > 2 or any(c.isdigit() for c in word.text):
        return word.confidence >= _UNSURE or _is_word(word.text)
    if word.text.lower() in _SHORT_WORDS:  # `a` by itself in a cell is a speck
        return word.confidence >= _UNSURE or any(_gap(word, other) < other.height for other in neighbours if other is not word)
    return word.text in _BULLETS


def _gap(a: ReadWord, b: ReadWord) -> int:
    return max(a.left, b.left) - min(a.left + a.width, b.left + b.width)


def _is_word(text: str) -> bool:
    """Whether letters can be a word, a number or a sum."""
    core = _APOSTROPHE.sub("", text.strip(_MARKS))
    if not core or (_BABBLE.search(core) and not core.isdigit()):
        return False
    return bool(core[-1].isdigit() or (core.isalpha() and len(core) > 1 and _VOWEL.search(core)) or "-" in core.strip("-"))


def _is_long_word(text: str) -> bool:
    core = text.strip(_MARKS)
    return len(core) >= 6 and core.isalpha() and _is_word(core)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word in upright pixels, y growing upwards, with the size of its font and the height on which its letters stand.

    `weight` is how thick its strokes are for its size. A word without tall letters, such as `room`, tells its size badly, and
    a short one its weight: it is not `sized` or `weighed`.
    """

    text: str
    left: float
    right: float
    size: float
    base: float
    weight: float
    sized: bool
    weighed: bool

    @classmethod
    def at(cls, word: ReadWord, corner: Area) -> "_Placed":
        tall = any(c in _TALL or c.isupper() for c in word.text)
        rise = 0.72 if tall else 0.5
        drop = 0.21 if any(c in _HANGING for c in word.text) else 0.12 if "," in word.text or ";" in word.text else 0.0
        size = max(word.height / (rise + drop), 1.0)
        left, base = corner.left + word.left, corner.top - word.top - word.height + drop * size
        return cls(
            word.text, left, left + word.width, size, base, word.stroke / size,
            sized=tall and word.letters > 1, weighed=sum(c.isalpha() for c in word.text) >= 3,
        )  # fmt: skip

    def levelled(self, tilt: float) -> "_Placed":
        return replace(self, base=self.base - tilt * (self.left + self.right) / 2)


def _tilt(lines: Sequence[Sequence[_Placed]]) -> float:
    """How much the lines of a page that was scanned askew rise for each pixel that they run."""
    slopes = [
        linear_regression([(word.left + word.right) / 2 for word in line], [word.base for word in line]).slope
        for line in lines
        if len(line) >= 6
    ]
    return median(slopes) if slopes else 0.0


def _characters(line: Sequence[_Placed], usual_size: float, usual_weight: float) -> Iterator[Character]:
    """The words of a line, all with the font and the height of the line: boxes of words are as high as their letters."""
    height = _FONT_HEIGHT * median([word.size for word in line if word.sized] or [usual_size])
    bottom = median(word.base for word in line) - _BELOW * height
    weights = [word.weight / usual_weight for word in line if word.weighed] if usual_weight else []
    bold = bool(weights) and median(weights) >= _BOLD and sum(weight >= _BOLDISH for weight in weights) >= 0.75 * len(weights)
    for n, word in enumerate(line):
        if n:
            yield Character(" ", word.left, bottom, word.left, bottom + height, height)
        yield Character(word.text, word.left, bottom, word.right, bottom + height, height, bold)
    yield LINE_BREAK
