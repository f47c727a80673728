"""An answer -> its sentences, each with the citations that its `[1] [2]` name.

The lines of an answer stand for themselves. A marker belongs to the sentence that it follows, within it or behind its full
stop; one behind a quotation belongs to every sentence quoted. What leads a quotation in, `Cabinet, 7 July 2023: “…” [1]`,
tells meeting and date and is kept apart from what is quoted.
"""

import re
from dataclasses import dataclass

from corpus.text import sentence_spans, squeezed

_NUMBERS = r"\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]"
_MARKER = re.compile(rf"\s?{_NUMBERS}")  # [1] ; [2, 3] ; [2-4]
_RANGE = re.compile(r"(\d+)(?:\s?[–-]\s?(\d+))?")  # 2 ; 2-4
_BEHIND = re.compile(rf"(?:\s?{_NUMBERS})+[.,;]?")  # what of a sentence stands behind its full stop: [1] [2]
_QUOTED = re.compile(r"^(?P<lead>[^“”]{0,400}?):?\s*+“(?P<quote>.+)”(?P<end>[^“”\w]*)$", re.S)  # Cabinet, 7 July 2023: “…” [1]
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")  # - ; • ; 2.
_POINTS = re.compile(r"^\W*(?:see(?: also)?|also|sources?|references?|citations?)?\W*$", re.I)  # See also [5] [6]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer without its markers.

    `lead_in` is what tells meeting and date before a quotation, else empty. `markers` are the numbers of its citations, as
    written. `claims` is false where nothing is said that a paper could support: `See also [5]`, `From the discussion:`.
    """

    text: str
    lead_in: str = ""
    markers: tuple[int, ...] = ()
    claims: bool = True

    @property
    def said(self) -> str:
        """All that it says, as a support function is given it: `Cabinet, 7 July 2023: “It rose.”`."""
        return f"{self.lead_in}: “{self.text}”" if self.lead_in else self.text


def sentences_of(answer: str) -> tuple[Sentence, ...]:
    """The sentences of an answer in order."""
    return tuple(sentence for line in answer.splitlines() if line.strip() for sentence in _of_line(_BULLET.sub("", line.strip())))


def _of_line(line: str) -> list[Sentence]:
    bare = squeezed(_MARKER.sub("", line))
    markers = _markers(line)
    if _POINTS.match(bare) or (bare.endswith(":") and not markers):
        return [Sentence(bare, markers=markers, claims=False)]
    if quoted := _QUOTED.match(bare):
        quote = quoted["quote"]
        return [Sentence(quote[a:b], squeezed(quoted["lead"]), markers) for a, b in sentence_spans(quote)]
    return [Sentence(squeezed(_MARKER.sub("", part)), markers=_markers(part)) for part in _parts(line)]


def _parts(line: str) -> list[str]:
    """The sentences of a line with the markers that belong to them: `It rose. [1] It fell [2].` -> `It rose. [1]` `It fell [2].`"""
    # A marker behind a full stop would hide it from whoever looks for sentences, so it is moved before it.
    moved = re.sub(rf"([.!?][”’\"')]*)({_BEHIND.pattern})(?=\s|$)", lambda match: f" {match[2].strip()}{match[1]}", line)
    return [moved[a:b] for a, b in sentence_spans(moved)]


def _markers(text: str) -> tuple[int, ...]:
    ranges = (found for match in _MARKER.finditer(text) for found in _RANGE.finditer(match[0]))
    return tuple(dict.fromkeys(n for found in ranges for n in range(int(found[1]), int(found[2] or found[1]) + 1)))
