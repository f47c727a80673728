"""Question -> what it asks for: its telling words, and the shape of answer it wants."""

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.models import Question
from corpus.errors import QuestionInvalid
from corpus.words import asked_stems, stems

_LONGEST = 2000  # characters


class Wants(StrEnum):
    """What the answer has to be."""

    FIGURE = "figure"  # how many, how much, what share
    DECISION = "decision"  # what was agreed
    DATE = "date"  # when
    PERSON = "person"  # who
    PASSAGE = "passage"  # anything else


_SHAPES: tuple[tuple[Wants, re.Pattern[str]], ...] = (
    (Wants.DECISION, re.compile(r"\b(?:agree[ds]?|decided?|decision|resolv\w*|recommend\w*|approv\w*|vot(?:e|ed)|sign(?:ed)?\s+off)\b", re.I)),  # what did we agree about…
    (Wants.FIGURE, re.compile(r"\bhow\s+(?:many|much|far|long|often|big|high|low)\b|\b(?:percent\w*|proportion|share|number|rate|cost|average|total|budget)\b|%|£", re.I)),
    (Wants.DATE, re.compile(r"\bwhen\b|\bwhat\s+(?:date|day|year|month)\b|\bwhich\s+(?:meeting|year|month)\b", re.I)),
    (Wants.PERSON, re.compile(r"\bwho(?:se|m)?\b", re.I)),
)  # fmt: skip

_DECISION_STEMS = frozenset(stems("agree agreed decide decided decision resolve resolved approve approved"))


@dataclass(frozen=True, slots=True)
class Understood:
    """A question taken apart. `stems` are its telling words, stemmed."""

    question: Question
    text: str
    stems: tuple[str, ...]
    wants: Wants


def understand(question: Question) -> Understood:
    """Raises QuestionInvalid where there is nothing to answer."""
    text = " ".join(question.text.split())
    if not text:
        raise QuestionInvalid("The question is empty. Ask in a sentence, for example: What did the panel agree about school transport?")
    if len(text) > _LONGEST:
        raise QuestionInvalid(f"The question has {len(text):,} characters; at most {_LONGEST:,} are read. Ask it more briefly.")
    wants = next((shape for shape, pattern in _SHAPES if pattern.search(text)), Wants.PASSAGE)
    asked = asked_stems(text)
    # `agree` says that a decision is wanted; minutes write `RESOLVED`, so as a word to look for it misleads.
    telling = [stem for stem in asked if stem not in _DECISION_STEMS] if wants is Wants.DECISION else asked
    return Understood(question, text, tuple(telling or asked), wants)
