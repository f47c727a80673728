"""What was understood of a question, as records."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from assistant.models import Question
from corpus.models import PaperKind


class Wants(StrEnum):
    """What the answer has to be."""

    FIGURE = "figure"  # how many, how much, what share
    DECISION = "decision"  # what was agreed
    DATE = "date"  # when
    PERSON = "person"  # who
    PASSAGE = "passage"  # anything else


@dataclass(frozen=True, slots=True)
class Period:
    """A time that the question names, as it was worded: `2016/17`, `March 2023`, `the October meeting`.

    `first` and `last` are its days. A month without its year has none where no meeting held was in that month.
    `meeting` is true where the wording means a meeting of that time, and not something that happened then.
    """

    words: str
    first: datetime.date | None
    last: datetime.date | None
    meeting: bool = False

    def includes(self, day: datetime.date | None) -> bool:
        return day is not None and self.first is not None and self.last is not None and self.first <= day <= self.last


class Source(StrEnum):
    """Where another wording comes from."""

    GLOSSARY = "glossary"
    PAPERS = "papers"  # an abbreviation that a paper explains


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words of the question with other words that papers use for them: `lollipop lady`, `school crossing patrol`."""

    words: str
    others: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that no paper has, and the word of the papers that it was taken for: `griting`, `gritting`."""

    typed: str
    meant: str


class Place(StrEnum):
    """What a number in the question points at."""

    ITEM = "item"  # a minute or an item of an agenda
    PARAGRAPH = "paragraph"
    PAGE = "page"
    DECISION = "decision"  # a resolution or recommendation


@dataclass(frozen=True, slots=True)
class Reference:
    """A numbered place that the question names: `minute 37`, `paragraph 12`, `resolution 2021/14`."""

    place: Place
    number: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A question taken apart.

    `text` is what is searched for: the question with its spelling mended. `stems` are its telling words, stemmed.
    `restated` is the question in the words of the papers, where they have other ones.
    Dates, bodies and kinds say what to look at first; nothing is left out for them.
    """

    question: Question
    text: str
    stems: tuple[str, ...]
    wants: Wants
    periods: tuple[Period, ...] = ()
    bodies: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    kinds: tuple[PaperKind, ...] = ()
    references: tuple[Reference, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    corrections: tuple[Correction, ...] = ()
    restated: str | None = None

    @property
    def told(self) -> str:
        """What was understood, for the screen; empty where the words alone were looked for.

        `Looked first at: minutes, Highways Scrutiny Panel, October 2021. Read “griting” as “gritting”.`
        """
        kinds = [f"{kind.label.lower()}s" if not kind.label.endswith("s") else kind.label.lower() for kind in self.kinds]
        first = [*kinds, *self.bodies, *self.councils, *(period.words for period in self.periods)]
        first += [f"{reference.place} {reference.number}" for reference in self.references]
        told = [f"Looked first at: {', '.join(first)}."] if first else []
        told += [f"Read “{one.typed}” as “{one.meant}”." for one in self.corrections]
        told += [f"“{one.words}” was also looked for as “{'”, “'.join(one.others)}”." for one in self.expansions]
        return " ".join(told)
