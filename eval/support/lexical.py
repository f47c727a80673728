"""How far a text says a sentence, told by its words alone: the lexical support function.

A sentence that stands in a cited text word for word is supported wholly. Of any other,

1. every figure, date and name must stand in the cited texts, each figure beside the date, or in the row and column, beside which
   the sentence puts it; a negation in the one must be one in the other, and neither may rise where the other falls.
   What of this lacks makes the score less than a half: BOUND times the share of the rest that is met;
2. where nothing lacks, the score is a half, and as much of the other half as the share of the sentence's telling words
   that stand, by their stems, in the best one or two sentences of a cited text.

Meeting and date that lead a quotation in are told by the citation's own record; a date told by neither is one that lacks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from corpus.words import stems
from eval.answers import GivenCitation
from eval.support.binding import misplaced
from eval.support.dates import Named, dates_of, day_of, is_named
from eval.support.figures import Figure, figures_of, same_figure
from eval.support.sentences import Sentence
from eval.support.texts import Text, places_of, text_of, words_of
from eval.support.wording import Turn, denies, has_name, is_negated, names_of, refuses, turns_of

BOUND = 0.5
_JOINT = re.compile(r"[,;:](?!\d)|\band\b|\bbut\b|\bwhich\b|\bwho\b")


@dataclass(frozen=True, slots=True)
class Support:
    """How far (0 to 1) cited texts support a sentence, and why not wholly. A score is compared with the function's `least`."""

    score: float
    reason: str


def lexical(sentence: Sentence, cited: Sequence[GivenCitation]) -> Support:
    """The support function of words. Texts are taken together, as ALCE does for recall."""
    texts = [text_of(citation.passage) for citation in cited if citation.passage.strip()]
    if not texts:
        return Support(0.0, "Nothing is cited for it.")
    undated = [named.written for named in dates_of(sentence.lead_in) if not _told(named, texts, cited)]
    if undated:
        return Support(BOUND / 2, f"No citation is of {undated[0]}.")
    if any(f" {words_of(sentence.text)} " in f" {text.words} " for text in texts):
        return Support(1.0, "It stands there word for word.")
    lacking = lacks(sentence.text, texts, cited)
    share, best, absent = covered(sentence.text, texts)
    lacking += contradicted(sentence.text, best, texts)
    if lacking:
        return Support(BOUND * share / (1 + len(lacking)), " ".join(lacking))
    share = (share + least_clause(sentence.text, texts)) / 2
    return Support(BOUND + (1 - BOUND) * share, f"Not said in these words: {', '.join(absent)}." if absent else "All its words are said.")


def _told(named: Named, texts: Sequence[Text], cited: Sequence[GivenCitation]) -> bool:
    return is_named(named, [*(d for text in texts for d in text.dates), *(day_of(c.date) for c in cited if c.date)])


def lacks(sentence: str, texts: Sequence[Text], cited: Sequence[GivenCitation]) -> list[str]:
    """Figures, dates and names of a sentence that no cited text has, or has elsewhere, in plain words."""
    dates = dates_of(sentence)
    figures = figures_of(sentence, [(named.start, named.end) for named in dates])
    found = [figure for text in texts for figure in text.figures]
    whole = " ".join(text.text for text in texts)
    told = [f"{named.written} is not said." for named in dates if not _told(named, texts, cited)]
    told += [f"{f.written} is not said." for f in figures if not any(same_figure(f, one) for one in found) and not differs(f, sentence, found)]
    told += [f"{name.written} is not named." for name in names_of(sentence) if not has_name(name, whole) and not _in_a_date(name.start, dates)]
    return told + misplaced(sentence, texts)


def _in_a_date(at: int, dates: Sequence[Named]) -> bool:
    return any(named.start <= at < named.end for named in dates)


_DIFFERENCE = re.compile(r"\bby\s+$|^\W*\S*\s*(?:more|less|fewer|higher|lower|over|under)\b", re.I)  # fell by 18 ; £1.5m more


def differs(figure: Figure, sentence: str, found: Sequence[Figure]) -> bool:
    """Whether a figure that is said to be a difference is one of two figures found: `fell by 18` where 667 and 649 stand."""
    beside = _DIFFERENCE.search(sentence[: figure.start]) or _DIFFERENCE.match(sentence[figure.end :])
    return beside is not None and any(
        one.unit == other.unit == figure.unit and abs(one.value - other.value) == figure.value for one, other in combinations(found, 2)
    )


def covered(sentence: str, texts: Sequence[Text]) -> tuple[float, str, list[str]]:
    """The share of the sentence's telling words in the best one or two sentences, those sentences, and the words not in them."""
    words = list(dict.fromkeys(word.stem for word in places_of(sentence)))
    best: tuple[float, str, list[str]] = (0.0, "", words)
    for text in texts:
        for unit, following in zip(text.units, (*text.units[1:], None), strict=True):
            for window in ((unit,), (unit, following) if following else ()):
                here = frozenset[str]().union(*(one.stems for one in window))
                absent = [word for word in words if word not in here]
                share = 1 - len(absent) / len(words) if words else 1.0
                if window and share > best[0]:
                    best = (share, " ".join(one.text for one in window), absent)
    return best


def least_clause(sentence: str, texts: Sequence[Text]) -> float:
    """The share of telling words that stand in the texts, of the clause that has least of them there: one fact of two may lack."""
    there = frozenset[str]().union(*(unit.stems for text in texts for unit in text.units))
    cuts = [0, *(match.start() for match in _JOINT.finditer(sentence)), len(sentence)]
    clauses = [{w.stem for w in places_of(sentence) if a <= w.start < b} for a, b in pairwise(cuts)]
    return min((len(words & there) / len(words) for words in clauses if len(words) > 1), default=1.0)


def contradicted(sentence: str, best: str, texts: Sequence[Text]) -> list[str]:
    """What the sentence denies and the best sentences do not, or the other way, and what goes up in one and down in the other."""
    told = []
    if (is_negated(sentence) or refuses(sentence)) and not denies(best):
        told.append("It is denied in the sentence only.")
    elif not denies(sentence) and is_negated(_clause(sentence, best)):
        told.append("It is denied in the text.")
    if any(_other_way(sentence, turn, texts) for turn in turns_of(sentence)):
        told.append("It goes the other way in the text.")
    return told


def _other_way(sentence: str, turn: Turn, texts: Sequence[Text]) -> bool:
    """Whether a text goes the other way: beside the figure that the sentence puts there, or, where there is none, everywhere."""
    figures = figures_of(sentence, [(named.start, named.end) for named in dates_of(sentence)])
    own = min(figures, key=lambda figure: abs(figure.start - turn.start), default=None)
    found = [(unit, f) for text in texts for unit in text.units for f in unit.figures if own and same_figure(own, f)]
    if turn.axis == 0 and not turn.way is False and found and all(f.negative for _, f in found):
        return True
    beside = [min(ways, key=lambda one: abs(one.start - f.start)).way for unit, f in found if (ways := _ways(unit.text, turn.axis))]
    ways = beside or [one.way for text in texts for one in _ways(text.text, turn.axis)]
    return bool(ways) and turn.way not in ways


def _ways(text: str, axis: int) -> list[Turn]:
    return [turn for turn in turns_of(text) if turn.axis == axis]


def _clause(sentence: str, best: str) -> str:
    """The clause of the best sentences that shares most telling words with the sentence."""
    words = {word.stem for word in places_of(sentence)}
    return max(re.split(r"[,;.:] ", best), key=lambda clause: len(words & set(stems(clause))))
