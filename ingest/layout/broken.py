"""Words broken at a line's end -> whole: without the hyphen where the line alone made it, with it where it is a compound's.

The page does not say which of the two a hyphen at a line's end is; the other words of the paper can, and so can common English words:
`finan-` + `cial` is `financial`, while `council-` + `run` and `co-` + `operative` keep their hyphens.
"""

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from corpus.embedding.words import common_words
from corpus.models import Box
from corpus.pdf.letters import BROKEN_WORD
from ingest.joining import joined
from ingest.readers.raw import Line, RawPage

_BROKEN_OVER = re.compile(r"[^\W_]-\n(?:[a-z]|\d)|[a-z]-\n[A-Z]")  # finan- | cial ; 27- | seat ; Sub- | Committee
_SUSPENDED = frozenset("and or to nor".split())  # pre- | and post-war
_WORD = re.compile(r"[^\W\d_]++(?:-[^\W\d_]++)*+")  # council-run
_BROKEN = re.compile(rf"(?P<before>(?<![^\W\d_])[^\W\d_]++|){BROKEN_WORD}(?P<after>[^\W\d_]*+)")
# What is often set before a word with a hyphen, though the two are written as one elsewhere: co-operative, re-elect.
_PREFIXES = frozenset("anti by co counter cross ex inter intra mid multi non post pre re self semi sub under well".split())


@dataclass(frozen=True, slots=True)
class _Words:
    """How often words stand in a paper, in small letters, those broken at a line's end left out, and the common words of English.

    `breaks`: the paper breaks words at line ends that are no compounds: then one that may be either is none.
    """

    here: Counter[str]
    common: Container[str]
    breaks: bool = False

    def knows(self, word: str) -> bool:
        return word in self.here or word in self.common

    def is_only_broken(self, before: str, after: str) -> bool:
        """Whether two parts make a word and are no words themselves: `finan`, `cial`."""
        return self.knows(before + after) and not ((self.knows(before) or before in _PREFIXES) and self.knows(after))


def with_whole_words(pages: Sequence[RawPage]) -> list[RawPage]:
    """The pages with words broken at a line's end made whole; the two lines of such a word become one."""
    rejoined = [replace(page, lines=tuple(joined(page.lines, _goes_on, _into_one))) for page in pages]
    if not any(BROKEN_WORD in line.text for page in rejoined for line in page.lines):
        return rejoined
    texts = (_BROKEN.sub(" ", line.text).lower() for page in rejoined for line in page.lines)
    words = _Words(Counter(word for text in texts for word in _WORD.findall(text)), common_words())
    broken = (found for page in rejoined for line in page.lines for found in _BROKEN.finditer(line.text))
    words = replace(words, breaks=any(words.is_only_broken(*_parts(found)) for found in broken if all(_parts(found))))
    return [replace(page, lines=tuple(_whole(line, words) for line in page.lines)) for page in rejoined]


def _goes_on(line: Line, below: Line) -> bool:
    if not _BROKEN_OVER.fullmatch(f"{line.text[-2:]}\n{below.text[:1]}") or below.gap_above or "\t" in line.text + below.text:
        return False
    return line.heading == below.heading and below.text.split()[0].lower() not in _SUSPENDED


def _into_one(line: Line, below: Line) -> Line:
    return replace(line, text=line.text[:-1] + BROKEN_WORD + below.text, box=_around(line.box, below.box))


def _around(a: Box | None, b: Box | None) -> Box | None:
    if a is None or b is None:
        return a or b
    return Box(min(a.left, b.left), min(a.top, b.top), max(a.right, b.right), max(a.bottom, b.bottom))


def _whole(line: Line, words: _Words) -> Line:
    if BROKEN_WORD not in line.text:
        return line
    return replace(line, text=_BROKEN.sub(lambda found: found["before"] + _hyphen(found, words) + found["after"], line.text))


def _parts(found: re.Match[str]) -> tuple[str, str]:
    return found["before"].lower(), found["after"].lower()


def _hyphen(found: re.Match[str], words: _Words) -> str:
    """What stands between the two parts of a broken word: nothing, a hyphen, or a hyphen and a blank."""
    before, after = _parts(found)
    if not before or not after or not found["after"][0].islower():
        return "-"  # 27-seat ; Sub-Committee
    if after in _SUSPENDED:
        return "- "
    one, two = words.here[before + after], words.here[f"{before}-{after}"]
    if one != two:
        return "" if one > two else "-"
    either = words.breaks and before not in _PREFIXES and words.knows(before + after)
    return "" if either or words.is_only_broken(before, after) else "-"
