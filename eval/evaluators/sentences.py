"""An answer -> its sentences, each with the numbers of the citations behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.text import sentence_spans

_MARKER = re.compile(r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")  # [1], [1, 2], [1-3]
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")  # what is quoted is one with the sentence that quotes it, however many it holds
_LEADING = re.compile(r"(?:\s*\[\d[\d\s,;–-]*\])+")
# Words beside markers that say nothing of their own: `See also [5] [6].`
_POINTS = re.compile(r"(?:see(?:\s+also)?|also|and|sources?)", re.I)
_RANGE = re.compile(r"(\d+)\s*[–-]\s*(\d+)")


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of an answer without its markers, and their numbers in order."""

    text: str
    markers: tuple[int, ...]


def cited_sentences(answer: str) -> tuple[CitedSentence, ...]:
    """The sentences that say something, in order.

    Markers belong to the sentence that they stand in or directly after. A line that ends with a colon announces what follows
    (`From the discussion:`), and one that only points to citations (`See also [5].`) says nothing: neither is a sentence.
    """
    return tuple(sentence for line in answer.splitlines() for sentence in _of_line(line) if _says_something(sentence.text))


def _of_line(line: str) -> Iterator[CitedSentence]:
    if not line.strip() or (line.rstrip().endswith(":") and not _MARKER.search(line)):
        return
    whole = _QUOTED.sub(lambda found: "x" * len(found[0]), line)
    parts: list[str] = []
    for start, end in sentence_spans(whole):
        part = line[start:end]
        if parts and (leading := _LEADING.match(part)):  # `… in all. [1] The home …`
            parts[-1] += leading[0]
            part = part[leading.end() :]
        if part.strip():
            parts.append(part)
    for part in parts:
        numbers = tuple(number for found in _MARKER.finditer(part) for number in _numbers(found[1]))
        yield CitedSentence(" ".join(_MARKER.sub(" ", part).split()), tuple(dict.fromkeys(numbers)))


def _numbers(marker: str) -> list[int]:
    """`1, 3-5` -> 1, 3, 4, 5."""
    spelt = _RANGE.sub(lambda found: ",".join(map(str, range(int(found[1]), int(found[2]) + 1))), marker)
    return [int(number) for number in re.findall(r"\d+", spelt)]


def _says_something(text: str) -> bool:
    words = re.sub(r"[\W_]+", " ", text).strip()
    return bool(words) and _POINTS.fullmatch(words) is None
