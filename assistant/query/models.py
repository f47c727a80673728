"""A question as it was parsed."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.models import Question
from assistant.query.business import Business
from corpus.dates import NamedDate, Period
from corpus.models import PaperKind


class AnswerType(StrEnum):
    """What the answer has to be."""

    FIGURE = "figure"  # how many, how much, what share
    DECISION = "decision"  # what was agreed
    DATE = "date"  # when
    PERSON = "person"  # who
    PASSAGE = "passage"  # anything else


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


class ReferenceKind(StrEnum):
    """What a number in the question points at."""

    ITEM = "item"  # a minute or an item of an agenda
    PARAGRAPH = "paragraph"
    PAGE = "page"
    DECISION = "decision"  # a resolution or recommendation


@dataclass(frozen=True, slots=True)
class Reference:
    """A numbered place that the question names: `minute 37`, `paragraph 12`, `resolution 2021/14`."""

    kind: ReferenceKind
    number: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question, parsed once: everything that retrieval and answers go by.

    `text` is what is searched for: the question with its spelling mended. `stems` are its telling words, stemmed, and `all_stems` all
    but stop words. `restated` is the question in the words of the papers, where they have other ones.
    Periods, bodies, councils, kinds and references say what to look at first; nothing is left out for them.
    """

    question: Question
    text: str
    stems: tuple[str, ...]
    answer_type: AnswerType
    all_stems: frozenset[str]
    is_yes_no: bool
    asks_for_list: bool
    asks_for_meetings: bool  # when did we last look at gritting
    sides: tuple[str, ...]  # of a comparison, two and more: `2019/20`, `2020/21`
    years: frozenset[int]
    figures: frozenset[str]  # in digits: `93%`
    dates: tuple[NamedDate, ...]
    named_councils: tuple[str, ...]  # as they are named, whether papers of theirs are held or not
    people: tuple[str, ...]  # and other names, by their capitals
    counted: tuple[tuple[str, ...], ...]  # the stems of each thing that is to be counted
    periods: tuple[Period, ...] = ()
    bodies: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()  # of those held
    kinds: tuple[PaperKind, ...] = ()
    references: tuple[Reference, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    corrections: tuple[Correction, ...] = ()
    restated: str | None = None
    business: Business | None = None  # what it asks about decisions and what became of them

    def may_mean(self, council: str | None) -> bool:
        """Whether the question may mean what is of this council: it names it or none, or the papers do not say whose it is."""
        return not self.councils or council is None or council in self.councils

    @property
    def told(self) -> str:
        """What was understood, for the screen; empty where the words alone were looked for.

        `Looked first at: minutes, Highways Scrutiny Panel, October 2021. Read “griting” as “gritting”.`
        """
        kinds = [f"{kind.label.lower()}s" if not kind.label.endswith("s") else kind.label.lower() for kind in self.kinds]
        first = [*kinds, *self.bodies, *self.councils, *(period.words for period in self.periods)]
        first += [f"{reference.kind} {reference.number}" for reference in self.references]
        told = [f"Looked first at: {', '.join(first)}."] if first else []
        told += [f"Read “{one.typed}” as “{one.meant}”." for one in self.corrections]
        told += [f"“{one.words}” was also looked for as “{'”, “'.join(one.others)}”." for one in self.expansions]
        return " ".join(told)
