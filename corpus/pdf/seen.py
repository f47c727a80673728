"""Which letters of a page are not seen by who reads it: struck through, blacked out, or hidden in any other way.

A letter is seen where the picture of the page changes when it is left out of it. So letters that lie under a fill or a picture, that
have the colour of their ground, that are drawn without ink or in a layer that is switched off are told in one and the same way, and a
highlight, a glass over the words or a fill below them hides nothing. To look closely takes time: a page without anything odd is drawn
with its text and without, to see that this changes something where its letters stand.

What is struck through is seen, but is no part of the paper: told by the rules over the middle of letters, which have to show on the
picture, and by annotations. Of a scan, the letters that lie over or under its picture are its words as far as the picture shows some.
"""

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw_pdfium

from corpus.pdf.drawn import Box, Drawn, drawn_on
from corpus.pdf.letters import Letter

BLACKED_OUT = "███"  # stands in a page's text for words that are blacked out, however many

_Numbers = np.ndarray[Any, np.dtype[Any]]
_DOWN, _ACROSS = (np.arange(12) + 0.5) / 12, (np.arange(8) + 0.5) / 8

_MOST_PIXELS = 4_000_000  # a plan of two square metres is drawn smaller
_DIFFERENT = 10  # of 255 levels, in any colour, that two points have to differ by to be told apart
_SMALLEST = 1.5  # points: smaller letters are none
_FEWEST_PIXELS = 4  # of height, to tell the thirds of a letter apart
_MOSTLY = 0.5  # the share of a page from which its pictures make it a scan, and of a word's letters that have to be on the picture
_DARK = 140  # of 255 levels, that what lies over blacked out words has at the most
_TALL = frozenset("£$€%&")  # signs as tall as letters
_INKLESS = raw_pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_STAMP = 2.0  # times the height of a letter, from which another over it is of a stamp or watermark
_MOST_LAYERS = 4  # pieces of text over each other that are told apart

_MIDDLE = (0.3, 0.72)  # of a letter's height, where a rule strikes it; an underline lies at 0.1 to 0.22, a rule above it at 0.85
_TOUCHED = (0.02, 0.98)
_RAISED = -0.3  # a raised letter stands above the rule that strikes its word
_MOST_OF = 0.6  # the share of the letters touched by a rule that it has to strike in their middle
_THICK = 0.25  # of a letter's height, from which a rule has to hide what it strikes, or it is a highlight
_THICKEST = 0.7
_UNBROKEN = 0.8  # the share of a rule that has to show
_ONE_LINE = 1.5  # letters' heights: what a slanted stroke runs through stands on one line
_FEWEST_CROSSED = 2  # letters
_MOST_STROKES = 200  # slanted ones: a page of more is a drawing or a map
_POINTS = 24  # of a stroke, that are looked at
_ONE_RULE = 0.15  # of a letter's height, within which two rules are one
_HATCHED = 3  # rules through one letter, from which they are a shade


class Unseen(Enum):
    """Why a letter is not seen. Who looks at the page sees where words are struck through or blacked out, but of hidden ones nothing."""

    STRUCK = "struck through"
    BLACKED_OUT = "blacked out"
    HIDDEN = "hidden"


def unseen_letters(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, letters: Sequence[Letter]) -> Mapping[int, Unseen]:
    """The letters of a page that are not seen, by their number, and why. White space between two of them is not seen either.

    Rules are looked for along lines that run to the right as the page is turned now.
    """
    inked = [letter for letter in letters if letter.text.strip()]
    if not inked:
        return {}
    try:
        look = _Look(page, text_page, inked, drawn_on(page))
    except (pypdfium2.PdfiumError, ValueError):  # there is no making sense of this page, or nothing of it is within its crop box
        return {}
    unseen = dict(look.hidden()) if look.something_hides() else {}
    unseen.update(dict.fromkeys(look.struck(), Unseen.STRUCK))
    return dict(_with_spaces(letters, {inked[n].number: why for n, why in unseen.items()})) if unseen else {}


def _with_spaces(letters: Sequence[Letter], unseen: Mapping[int, Unseen]) -> Iterator[tuple[int, Unseen]]:
    spaces: list[int] = []
    before: Unseen | None = None
    for letter in letters:
        if not letter.text.strip():
            spaces = [] if letter.text in "\r\n" else [*spaces, letter.number]
            before = None if letter.text in "\r\n" else before
            continue
        why = unseen.get(letter.number)
        if why is not None:
            if why is before:
                yield from ((space, why) for space in spaces)
            yield letter.number, why
        before, spaces = why, []


class _Look:
    """A page with its letters, numbered from 0 as `letters` has them, in pixels of its picture from the upper left corner."""

    def __init__(self, page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, letters: Sequence[Letter], drawn: Drawn) -> None:
        self._page, self._text_page, self._letters, self._drawn = page, text_page, letters, drawn
        self._turn = page.get_rotation()
        left, bottom, right, top = _turned(np.array([page.get_bbox()], float), self._turn)[0]
        self._corner = left, top
        across, up = max(right - left, 1.0), max(top - bottom, 1.0)
        self._scale = min(1.0, (_MOST_PIXELS / (across * up)) ** 0.5)
        self._picture = self._drawn_now()
        self._per_point = self._picture.shape[1] / across, self._picture.shape[0] / up
        self._boxes = self._pixels([(letter.left, letter.bottom, letter.right, letter.top) for letter in letters])
        self._worded = np.array([letter.text.isalnum() or letter.text in _TALL for letter in letters])

    def _drawn_now(self) -> _Numbers:
        bitmap = self._page.render(scale=self._scale, prefer_bgrx=True, may_draw_forms=False, draw_annots=self._drawn.annotated)
        return np.asarray(bitmap.to_numpy()[:, :, :3])

    @cached_property
    def _bare(self) -> _Numbers:
        """The picture without text."""
        with _left_out(self._drawn.texts):
            return self._drawn_now()

    def _pixels(self, boxes: Sequence[Box]) -> _Numbers:
        """Boxes of the page as left, upper, right, lower edge."""
        turned = _turned(np.array(boxes, float).reshape(-1, 4), self._turn)
        left, top = self._corner
        across, up = self._per_point
        return np.stack(
            [(turned[:, 0] - left) * across, (top - turned[:, 3]) * up, (turned[:, 2] - left) * across, (top - turned[:, 1]) * up], axis=1
        )

    def something_hides(self) -> bool:
        """Whether a letter has nothing where it stands, another one, or a picture, or is too small to tell."""
        if self._drawn.redacted or bool(self._small().any()) or self._something_is_overlaid():
            return True
        if bool(self._on(self._drawn.pictures).any()):
            return True
        tall = self._boxes[:, 3] - self._boxes[:, 1] >= _FEWEST_PIXELS
        plain = np.flatnonzero(self._worded & self._within() & tall & ~self._has_ink())
        # The box of a thin letter's own ink is looked at more closely than that of its font.
        return bool(len(plain)) and not bool(self._changed(self._bare, self._tight(plain), plain).all())

    def _has_ink(self) -> _Numbers:
        """Whether the page changes without text in the middle third of each letter's box: all letters and figures have ink there."""
        # Of green alone: what differs in another colour is looked at once more.
        before, after = (_sampled(picture[:, :, 1], self._boxes)[:, 4:8] for picture in (self._picture, self._bare))
        return np.asarray((np.maximum(before, after) - np.minimum(before, after) > _DIFFERENT).any(axis=(1, 2)))

    def _something_is_overlaid(self) -> bool:
        """Whether letters stand where others do: nearer to one another than any that stand side by side."""
        x, y = (self._boxes[:, 0] + self._boxes[:, 2]) / 2, (self._boxes[:, 1] + self._boxes[:, 3]) / 2
        wide = np.where(self._worded, self._boxes[:, 2] - self._boxes[:, 0], 0)
        row = max(float(np.median(self._boxes[:, 3] - self._boxes[:, 1])) / 2, 1.0)
        for shift in (0.0, 0.5):  # rows twice, so that two letters are not parted by the edge of one
            rows = np.floor(y / row + shift)
            order = np.lexsort((x, rows))
            beside = np.diff(rows[order]) == 0
            if (beside & (np.diff(x[order]) < 0.3 * np.minimum(wide[order][1:], wide[order][:-1]))).any():
                return True
        return False

    def _within(self) -> _Numbers:
        """The letters that stand wholly on the page. What is beyond its edge is left to who reads it."""
        height, width = self._picture.shape[:2]
        boxes = self._boxes
        return np.asarray((boxes[:, :2] >= 0).all(axis=1) & (boxes[:, 2:] <= (width, height)).all(axis=1))

    def _small(self) -> _Numbers:
        """Letters of practically no height. A font that knows no height has 0."""
        height = (self._boxes[:, 3] - self._boxes[:, 1]) / self._per_point[1]
        return np.asarray((height > 0) & (height < _SMALLEST))

    @cached_property
    def _overlaid(self) -> list[tuple[int, _Numbers]]:
        """The letters in whose middle others stand, too, and which letters do."""
        found = []
        boxes = self._boxes
        inset = 0.15 * (boxes[:, 2] - boxes[:, 0])
        order = np.argsort(boxes[:, 1])
        left, right, upper, lower = (boxes[:, 0] + inset)[order], (boxes[:, 2] - inset)[order], boxes[order, 1], boxes[order, 3]
        tallest = float((lower - upper).max())
        middle = (upper + lower) / 2
        first, last = np.searchsorted(upper, middle - tallest), np.searchsorted(upper, middle, side="right")
        across = (left + right) / 2
        for n, (x, y, a, b) in enumerate(zip(across, middle, first, last, strict=True)):
            there = (left[a:b] <= x) & (x <= right[a:b]) & (y <= lower[a:b])
            if np.count_nonzero(there) > 1:
                found.append((int(order[n]), order[a:b][there]))
        return [(n, others[others != n]) for n, others in found]

    def _on(self, places: Sequence[Box]) -> _Numbers:
        """The letters whose middle lies in one of some places."""
        x, y = (self._boxes[:, 0] + self._boxes[:, 2]) / 2, (self._boxes[:, 1] + self._boxes[:, 3]) / 2
        found = np.zeros(len(self._boxes), bool)
        for left, upper, right, lower in self._pixels(places):
            found |= (left <= x) & (x <= right) & (upper <= y) & (y <= lower)
        return found

    def hidden(self) -> Iterator[tuple[int, Unseen]]:
        """The letters whose absence would change nothing, by their number."""
        pieces = [raw_pdfium.FPDFText_GetTextObject(self._text_page, letter.number) for letter in self._letters]
        of = np.array([ctypes.addressof(piece.contents) if piece else 0 for piece in pieces])
        every = np.arange(len(of))
        tight = self._tight(every)
        seen = self._changed(self._bare, tight, every)
        known = set(of.tolist())
        twins = [text for text in self._drawn.texts if ctypes.addressof(text.contents) not in known]  # drawn again in the same place
        gone: set[int] = set()  # of two pieces that are the same, the second is seen once the first is left out
        for layer in _layers(_beside(of, self._overlaid)):
            chosen = np.flatnonzero(np.isin(of, list(layer)))
            left_out = layer | gone
            with _left_out([*twins, *(text for text in self._drawn.texts if ctypes.addressof(text.contents) in left_out)]):
                seen[chosen] = self._changed(self._drawn_now(), tight[chosen], chosen)
            gone |= {piece for piece in layer if not seen[of == piece].any()}
        seen = self._under_stamps(self._evened(seen), of)
        seen |= ~self._within() | (tight[:, 3] - tight[:, 1] <= 0)
        inkless = np.array([bool(piece) and raw_pdfium.FPDFTextObj_GetTextRenderMode(piece) == _INKLESS for piece in pieces])
        seen |= self._of_a_scan(seen, inkless)
        seen &= ~self._small()
        redacted = self._on(self._drawn.redacted)
        flat = ~_has_edges(self._bare, tight)
        unseen = np.flatnonzero(~seen | redacted).tolist()
        covered = {n for n in unseen if redacted[n] or (flat[n] and not inkless[n] and _is_dark(self._bare, tight[n]))}
        yield from ((n, Unseen.HIDDEN) for n in unseen if n not in covered)
        # Of a word that is cut by the edge of what lies over it no letter is left: `T███ f his claim` says what nobody wrote.
        for word in _words(self._letters) if covered else ():
            yield from ((n, Unseen.BLACKED_OUT) for n in word if not covered.isdisjoint(word))

    def _tight(self, numbers: _Numbers) -> _Numbers:
        """The boxes of some letters' ink, the loose ones where they have none: the letters over a scan are drawn without any."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        boxes = []
        for letter in (self._letters[n] for n in numbers):
            raw_pdfium.FPDFText_GetCharBox(self._text_page, letter.number, left, right, bottom, top)
            if right.value > left.value and top.value > bottom.value:
                boxes.append((left.value, bottom.value, right.value, top.value))
            else:
                boxes.append((letter.left, letter.bottom, letter.right, letter.top))
        return self._pixels(boxes)

    def _changed(self, without: _Numbers, tight: _Numbers, numbers: _Numbers) -> _Numbers:
        """Whether the picture changes without text where some letters stand, by more than what peeps out above, below or beside a bar."""
        before, after = _sampled(self._picture, tight), _sampled(without, tight)
        differs = (np.maximum(before, after) - np.minimum(before, after)).max(axis=3) > _DIFFERENT
        thirds = differs.reshape(len(tight), 3, -1).any(axis=2)
        small = (tight[:, 3] - tight[:, 1] < _FEWEST_PIXELS) | ~self._worded[numbers]
        inner = (tight[:, 2] - tight[:, 0] < _FEWEST_PIXELS) | differs[:, :, 2:6].any(axis=(1, 2))
        return np.asarray(np.where(small, thirds.any(axis=1), (thirds.sum(axis=1) >= 2) & inner))

    def _evened(self, seen: _Numbers) -> _Numbers:
        """A sign in a word, which may be a faint point, is seen where the letter before it is, a letter where both beside it are."""
        evened = seen.copy()
        for word in _words(self._letters):
            lettered = [n for n in word if self._worded[n]]
            for before, n, after in zip(lettered, lettered[1:], lettered[2:], strict=False):
                evened[n] = seen[n] or (seen[before] and seen[after])
            beside = lettered[0] if lettered else None
            for n in word if lettered else ():
                if self._worded[n]:
                    beside = n
                else:
                    evened[n] = evened[beside]
        return evened

    def _under_stamps(self, seen: _Numbers, of: _Numbers) -> _Numbers:
        """A stamp in large letters over the words hides some of their letters, and nobody reads less for it."""
        boxes = self._boxes
        height, across, middle = boxes[:, 3] - boxes[:, 1], (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        read = seen.copy()
        for n in np.flatnonzero(~seen):
            over = (boxes[:, 0] <= across[n]) & (across[n] <= boxes[:, 2]) & (boxes[:, 1] <= middle[n]) & (middle[n] <= boxes[:, 3])
            read[n] = bool((over & (height >= _STAMP * height[n])).any() and seen[of == of[n]].any())
        return read

    def _of_a_scan(self, seen: _Numbers, inkless: _Numbers) -> _Numbers:
        """The letters that stand for words of a picture: it shows something in most of their word, and no other letter is seen there."""
        found = np.zeros(len(seen), bool)
        if not self._drawn.pictures or seen.all():
            return found
        height, width = self._bare.shape[:2]
        pictures = self._pixels(self._drawn.pictures)
        across = np.clip(pictures[:, 2], 0, width) - np.clip(pictures[:, 0], 0, width)
        down = np.clip(pictures[:, 3], 0, height) - np.clip(pictures[:, 1], 0, height)
        scanned = (across * down).sum() >= _MOSTLY * height * width
        inked = _has_edges(self._bare, self._boxes) & self._on(self._drawn.pictures)
        for word in _words(self._letters):
            if not seen[word].any() and (scanned or inkless[word].all()) and inked[word].mean() >= _MOSTLY:
                found[word] = True
        for n, others in self._overlaid:
            found[n] &= not seen[others].any()
        return found

    def struck(self) -> set[int]:
        """The numbers of the letters that are struck through."""
        struck = set(np.flatnonzero(self._on(self._drawn.struck)).tolist())
        boxes = self._boxes
        middle, height = (boxes[:, 0] + boxes[:, 2]) / 2, np.maximum(boxes[:, 3] - boxes[:, 1], 0.01)
        slack = 0.1 * (boxes[:, 2] - boxes[:, 0])
        through: dict[int, list[float]] = {}  # where the rules through a letter lie, as shares of its height
        boxes_of_rules = self._pixels([box for box, _ in self._drawn.rules])
        for rule, (_, inked) in zip(boxes_of_rules, self._drawn.rules, strict=True):
            if rule[2] - rule[0] <= rule[3] - rule[1]:
                continue  # upright
            at = (boxes[:, 3] - (rule[1] + rule[3]) / 2) / height
            touched = (at >= _TOUCHED[0]) & (at <= _TOUCHED[1])
            if not touched.any():
                continue
            spanned = (rule[0] - slack <= middle) & (middle <= rule[2] + slack) & (rule[3] - rule[1] <= _THICKEST * height)
            touched &= spanned
            inside = touched & (at >= _MIDDLE[0]) & (at <= _MIDDLE[1])
            if inside.sum() < max(_MOST_OF * touched.sum(), 1) or not self._shows(rule, boxes[inside], inked):
                continue
            for n in np.flatnonzero(inside | (spanned & (at >= _RAISED) & (at < _MIDDLE[1]) & _next_to(inside))):
                through.setdefault(int(n), []).append(float(at[n]))
        return struck | {n for n, lie_at in through.items() if _apart(lie_at) < _HATCHED} | self._crossed()

    def _crossed(self) -> set[int]:
        """The numbers of the letters of a line that a slanted stroke runs through from the first of them to the last."""
        crossed: set[int] = set()
        boxes = self._boxes
        middle, height = (boxes[:, 0] + boxes[:, 2]) / 2, np.maximum(boxes[:, 3] - boxes[:, 1], 0.01)
        for left, at_left, right, at_right in self._strokes():
            spanned = (left <= middle) & (middle <= right)
            at = at_left + (middle - left) / max(right - left, 1e-6) * (at_right - at_left)
            up = (boxes[:, 3] - at) / height
            inside = spanned & (up >= _TOUCHED[0]) & (up <= _TOUCHED[1])
            if not inside.any():
                continue
            upper, lower, tall = boxes[inside, 1].min(), boxes[inside, 3].max(), float(np.median(height[inside]))
            beside = spanned & (boxes[:, 1] < lower) & (boxes[:, 3] > upper)
            ends = abs(left - boxes[inside, 0].min()) <= tall and abs(right - boxes[inside, 2].max()) <= tall
            one_line = lower - upper <= _ONE_LINE * tall and inside.sum() >= _FEWEST_CROSSED and bool((inside == beside).all())
            if one_line and ends and self._stroke_shows((left, at_left, right, at_right)):
                crossed.update(np.flatnonzero(inside).tolist())
        return crossed

    def _strokes(self) -> Iterator[tuple[float, float, float, float]]:
        """The slanted strokes that show, from the left to the right, in pixels: where they begin and end, each across and down."""
        left, top = self._corner
        across, up = self._per_point
        if len(self._drawn.slanted) > _MOST_STROKES:
            return
        strokes = np.array(self._drawn.slanted, float).reshape(-1, 4)
        begins, ends = (_turned(strokes[:, [x, y, x, y]], self._turn)[:, :2].tolist() for x, y in ((0, 1), (2, 3)))
        for (x0, y0), (x1, y1) in zip(begins, ends, strict=True):
            (a, b), (c, d) = sorted([((x0 - left) * across, (top - y0) * up), ((x1 - left) * across, (top - y1) * up)])
            yield a, b, c, d

    def _stroke_shows(self, stroke: tuple[float, float, float, float]) -> bool:
        """Whether a slanted stroke can be seen on the picture without text, or most of one that is dashed."""
        left, at_left, right, at_right = stroke
        height, width = self._bare.shape[:2]
        x = np.clip(np.linspace(left, right, _POINTS), 1, width - 2).astype(int)
        y = np.clip(np.linspace(at_left, at_right, _POINTS), 1, height - 2).astype(int)
        near = self._bare[y[:, None, None] + np.arange(-1, 2)[:, None], x[:, None, None] + np.arange(-1, 2)].astype(np.int16)
        ground = np.median(near.reshape(-1, 3), axis=0)
        return bool((np.abs(near - ground).max(axis=(1, 2, 3)) > _DIFFERENT).mean() >= _MOSTLY)

    def _shows(self, rule: _Numbers, letters: _Numbers, inked: float) -> bool:
        """Whether a rule over some letters can be seen from the first to the last, and a thick one hides them. `inked` is the share of it
        that its dashes are.
        """
        height, width = self._picture.shape[:2]
        left, right = max(rule[0], letters[:, 0].min(), 0), min(rule[2], letters[:, 2].max(), width)
        upper, lower = max(int(letters[:, 1].min()), 0), min(int(np.ceil(letters[:, 3].max())), height)
        columns = slice(int(left), max(int(np.ceil(right)), int(left) + 1))
        first, last = max(int(rule[1]) - 1, upper), min(int(np.ceil(rule[3])) + 1, lower)
        if first >= last or (upper == first and lower == last):
            return False
        if rule[3] - rule[1] > _THICK * float(np.median(letters[:, 3] - letters[:, 1])):
            row = self._picture[(first + last) // 2, columns].astype(np.int16)
            if (np.abs(row - np.median(row, axis=0)).max(axis=1) <= _DIFFERENT).mean() < _UNBROKEN:
                return False
        bare = self._bare[:, columns].astype(np.int16)
        ground = np.median(np.concatenate([bare[upper:first], bare[last:lower]]), axis=0)
        return bool((np.abs(bare[first:last] - ground).max(axis=2) > _DIFFERENT).any(axis=0).mean() >= _UNBROKEN * inked)


def _turned(boxes: _Numbers, turn: int) -> _Numbers:
    """Boxes (left, bottom, right, top) turned clockwise about the origin by a multiple of 90 degrees."""
    left, bottom, right, top = boxes.T
    match turn % 360:
        case 90:
            return np.stack([bottom, -right, top, -left], axis=1)
        case 180:
            return np.stack([-right, -top, -left, -bottom], axis=1)
        case 270:
            return np.stack([-top, left, -bottom, right], axis=1)
    return boxes


def _sampled(picture: _Numbers, boxes: _Numbers) -> _Numbers:
    """The colours at points of each box, twelve down by eight across: all of a letter, and enough of a large one."""
    height, width = picture.shape[:2]
    down = boxes[:, 1:2] + (boxes[:, 3:4] - boxes[:, 1:2]) * _DOWN
    across = boxes[:, 0:1] + (boxes[:, 2:3] - boxes[:, 0:1]) * _ACROSS
    rows, columns = np.clip(down, 0, height - 1).astype(int), np.clip(across, 0, width - 1).astype(int)
    return np.asarray(picture[rows[:, :, None], columns[:, None, :]])


def _has_edges(picture: _Numbers, boxes: _Numbers) -> _Numbers:
    """Whether the picture changes within the middle third of each box: all letters and figures have ink there."""
    level = _sampled(picture[:, :, 1], boxes)[:, 4:8]  # of green alone: what differs in another colour is looked at once more
    return np.asarray(level.max(axis=(1, 2)) - level.min(axis=(1, 2)) > _DIFFERENT)


def _is_dark(picture: _Numbers, box: _Numbers) -> bool:
    """Whether the page is dark in the middle of a box."""
    height, width = picture.shape[:2]
    x, y = min(max(int((box[0] + box[2]) / 2), 0), width - 1), min(max(int((box[1] + box[3]) / 2), 0), height - 1)
    return bool(picture[y, x].mean() <= _DARK)


def _apart(lie_at: Sequence[float]) -> int:
    """How many rules there are, of which those that nearly touch are one: the edges of a bar, a line drawn twice."""
    ordered = sorted(lie_at)
    return 1 + sum(below - above > _ONE_RULE for above, below in pairwise(ordered))


def _next_to(chosen: _Numbers) -> _Numbers:
    """The letters beside those chosen."""
    beside = chosen.copy()
    beside[1:] |= chosen[:-1]
    beside[2:] |= chosen[:-2]
    return beside


def _words(letters: Sequence[Letter]) -> Iterator[list[int]]:
    """The numbers of the letters of each word: those that PDFium reads one after the other without white space."""
    word: list[int] = []
    for n, letter in enumerate(letters):
        if word and letter.number != letters[n - 1].number + 1:
            yield word
            word = []
        word.append(n)
    if word:
        yield word


def _beside(of: _Numbers, overlaid: Sequence[tuple[int, _Numbers]]) -> dict[int, set[int]]:
    """For each piece of text, the others whose letters stand where its own do."""
    beside: dict[int, set[int]] = {}
    for n, others in overlaid:
        own = int(of[n])
        for other in set(of[others].tolist()) - {own}:
            beside.setdefault(own, set()).add(other)
            beside.setdefault(other, set()).add(own)
    return beside


def _layers(beside: Mapping[int, set[int]]) -> list[set[int]]:
    """Pieces of text in sets within which none lies over another."""
    layers: list[set[int]] = []
    for piece, others in beside.items():
        for layer in layers:
            if not layer & others:
                layer.add(piece)
                break
        else:
            if len(layers) < _MOST_LAYERS:
                layers.append({piece})
    return layers


@contextmanager
def _left_out(texts: Sequence[Any]) -> Iterator[None]:
    """Draw the page without some pieces of its text."""
    for text in texts:
        raw_pdfium.FPDFPageObj_SetIsActive(text, False)
    try:
        yield
    finally:
        for text in texts:
            raw_pdfium.FPDFPageObj_SetIsActive(text, True)
