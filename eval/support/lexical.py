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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from corpus.store.bm25 import stems
from eval.support.binding import misplaced
from eval.support.dates import Named, dates_of, is_named, same_time
from eval.support.figures import Figure, compared, same_figure
from eval.support.sentences import Sentence, sentences_of
from eval.support.texts import Text, Unit, places_of, said_of, text_of, words_of
from eval.support.wording import (
    OF_FIGURES,
    UP_AND_DOWN,
    Turn,
    changes,
    denies,
    denies_all,
    has_name,
    is_negated,
    names_of,
    refuses,
    turns_of,
)

BOUND = 0.5
_MATTER = re.compile(r";|\band that\b")  # that £40,000 be spent … and that the depot not be sold
_CLAUSE = re.compile(r"[,;.:] |\band that\b")
_JOINT = re.compile(r"[,;:](?!\d)|\band\b|\bbut\b|\bwhich\b|\bwho\b")


@dataclass(frozen=True, slots=True)
class Support:
    """How far (0 to 1) cited texts support a sentence, and why not wholly. A score is compared with the function's `least`."""

    score: float
    reason: str


def by_words(sentence: str, texts: Sequence[str]) -> float:
    """How far (0 to 1) texts support a sentence by its words: `support_by_words` without the reason."""
    return support_by_words(sentence, texts).score


def support_by_words(sentence: str, texts: Sequence[str]) -> Support:
    """The support function of words. Texts are taken together, as ALCE does for recall; of several sentences quoted the least counts."""
    cited = [text_of(text) for text in texts if text.strip()]
    if not cited:
        return Support(0.0, "Nothing is cited for it.")
    return min(
        (_support(one, cited) for one in sentences_of(sentence)), key=lambda one: one.score, default=Support(1.0, "Nothing is said.")
    )


def _support(sentence: Sentence, texts: Sequence[Text]) -> Support:
    undated = [named.written for named in dates_of(sentence.lead_in) if not _told(named, texts)]
    if undated:
        return Support(BOUND / 2, f"Nothing cited is of {undated[0]}.")
    if any(_stands(sentence.text, text) for text in texts):
        return Support(1.0, "It stands there word for word.")
    share, absent = covered(sentence.text, texts)
    lacking = lacks(sentence.text, texts) + contradicted(sentence.text, texts)
    if lacking:
        return Support(BOUND * share / (1 + len(lacking)), " ".join(lacking))
    share = (share + least_clause(sentence.text, texts)) / 2
    return Support(BOUND + (1 - BOUND) * share, f"Not said in these words: {', '.join(absent)}." if absent else "All its words are said.")


def _stands(sentence: str, text: Text) -> bool:
    """Whether a text has the sentence word for word, and not only the end of another: `of 46,800 lamps`."""
    words = words_of(sentence)
    whole = f" {text.words} "
    return f" {words} " in whole and not (words[:1].isdigit() and f" of {words} " in whole)


def _told(named: Named, texts: Sequence[Text]) -> bool:
    return is_named(named, [d for text in texts for d in text.dates])


def lacks(sentence: str, texts: Sequence[Text]) -> list[str]:
    """Figures, dates and names of a sentence that no cited text has, or has elsewhere, in plain words."""
    figures, dates = said_of(sentence)
    found = [figure for text in texts for figure in text.figures]
    whole = " ".join(text.text for text in texts)
    told = [f"{named.written} is not said." for named in dates if not _told(named, texts)]
    told += [
        f"{f.written} is not said." for f in figures if not any(same_figure(f, one) for one in found) and not differs(f, sentence, found)
    ]
    told += [
        f"{name.written} is not named." for name in names_of(sentence) if not has_name(name, whole) and not _in_a_date(name.start, dates)
    ]
    return told + misplaced(sentence, texts)


def _in_a_date(at: int, dates: Sequence[Named]) -> bool:
    return any(named.start <= at < named.end for named in dates)


_DIFFERENCE = re.compile(r"\bby\s++$|^\W*+\S*\s*+(?:more|less|fewer|higher|lower|over|under)\b", re.I)  # fell by 18 ; £1.5m more


def differs(figure: Figure, sentence: str, found: Sequence[Figure]) -> bool:
    """Whether a figure that is said to be a difference is one of two figures found: `fell by 18` where 667 and 649 stand."""
    beside = _DIFFERENCE.search(sentence[: figure.start]) or _DIFFERENCE.match(sentence[figure.end :])
    return beside is not None and any(
        one.unit == other.unit == figure.unit and abs(one.value - other.value) == figure.value for one, other in combinations(found, 2)
    )


def covered(sentence: str, texts: Sequence[Text]) -> tuple[float, list[str]]:
    """The share of the sentence's telling words in the best one or two sentences of the texts, and the words not in them.

    Names are left out of it: they must all stand there anyway, and a sentence full of them would say little else.
    """
    named = [(name.start, name.end) for name in names_of(sentence)]
    telling = list(dict.fromkeys(w.stem for w in places_of(sentence) if not any(a <= w.start < b for a, b in named)))
    absent = min(([w for w in telling if w not in here] for here in _windows(texts)), key=len, default=telling)
    return (1 - len(absent) / len(telling) if telling else 1.0), absent


def _windows(texts: Sequence[Text]) -> Iterator[frozenset[str]]:
    """The stems of each sentence of the texts, and of each two that follow on each other."""
    for text in texts:
        for n, unit in enumerate(text.units):
            yield unit.stems
            if n:
                yield unit.stems | text.units[n - 1].stems


def _nearest_units(sentence: str, texts: Sequence[Text]) -> tuple[Unit, str]:
    """The sentence or row of the texts that has most of what the sentence says, and its text with those around it."""
    words = {word.stem: 1 for word in places_of(sentence)}
    words |= {stem: 2 for name in names_of(sentence) for stem in stems(name.written)}
    figures, dates = said_of(sentence)

    def nearness(place: tuple[Text, int]) -> int:
        unit = place[0].units[place[1]]
        return (
            sum(weight for stem, weight in words.items() if stem in unit.stems)
            + 2 * sum(any(same_figure(f, one) for one in unit.figures) for f in figures)
            + 2 * sum(any(same_time(d, one) for one in unit.dates) for d in dates)
        )

    text, at = max(((text, n) for text in texts for n in range(len(text.units))), key=nearness)
    return text.units[at], " ".join(unit.text for unit in text.units[max(0, at - 1) : at + 2])


def least_clause(sentence: str, texts: Sequence[Text]) -> float:
    """The share of telling words that stand in the texts, of the clause that has least of them there: one fact of two may lack."""
    there = frozenset[str]().union(*(unit.stems for text in texts for unit in text.units))
    cuts = [0, *(match.start() for match in _JOINT.finditer(sentence)), len(sentence)]
    clauses = [{w.stem for w in places_of(sentence) if a <= w.start < b} for a, b in pairwise(cuts)]
    return min((len(words & there) / len(words) for words in clauses if len(words) > 1), default=1.0)


def contradicted(sentence: str, texts: Sequence[Text]) -> list[str]:
    """What the sentence denies and the nearest sentence does not, or the other way, and what goes up in one and down in the other."""
    told = []
    nearest, around = _nearest_units(sentence, texts)
    denied_here = is_negated(sentence) or refuses(sentence)
    if (denies_all(sentence) and not is_negated(nearest.text)) or (
        denied_here and not denies(_nearest_part(sentence, nearest.text, _MATTER))
    ):
        told.append("It is denied in the sentence only.")
    elif not denies(sentence) and is_negated(_nearest_part(sentence, nearest.text, _CLAUSE)):
        told.append("It is denied in the text.")
    if any(_other_way(sentence, turn, texts, nearest.text, around) for turn in turns_of(sentence)):
        told.append("It goes the other way in the text.")
    return told + list(_another_figure(sentence, nearest))


def _another_figure(sentence: str, nearest: Unit) -> Iterator[str]:
    """Figures in whose place the nearest sentence, which says all else, has others."""
    figures, _ = said_of(sentence)
    words = places_of(sentence)
    if words and all(word.stem in nearest.stems for word in words):
        for figure in figures:
            alike = [found for found in nearest.figures if found.unit == figure.unit]
            if alike and not any(same_figure(figure, found) for found in nearest.figures):
                yield f"{figure.written} is {alike[0].written} there."


def _other_way(sentence: str, turn: Turn, texts: Sequence[Text], nearest: str, around: str) -> bool:
    """Whether a text goes the other way: beside the figure that the sentence puts there, or else in its nearest sentences.

    That something rose or fell without a figure must be said, or follow from two figures that are set beside each other.
    """
    figures, _ = said_of(sentence)
    own = min(figures, key=lambda figure: abs(figure.start - turn.start), default=None)
    found = [(unit, f) for text in texts for unit in text.units for f in unit.figures if own and same_figure(own, f)]
    if turn.axis == UP_AND_DOWN and turn.way and found and all(f.negative for _, f in found):
        return True
    ways = [min(here, key=lambda one: abs(one.start - f.start)).way for unit, f in found if (here := _ways(unit.text, turn.axis))]
    if turn.axis > OF_FIGURES or not ways:
        ways = next((went for text in (nearest, around) if (went := [one.way for one in _ways(text, turn.axis)])), [])
    if turn.axis == UP_AND_DOWN and not ways:
        spans = [(named.start, named.end) for named in dates_of(nearest)]
        ways = [later > earlier for earlier, later in compared(nearest, spans)]
        if not ways and not figures and changes(sentence):
            return True
    return bool(ways) and turn.way not in ways


def _ways(text: str, axis: int) -> list[Turn]:
    return [turn for turn in turns_of(text) if turn.axis == axis]


def _nearest_part(sentence: str, text: str, cut: re.Pattern[str]) -> str:
    """The part of a text, cut by a pattern, that shares most telling words with the sentence."""
    words = {word.stem for word in places_of(sentence)}
    return max(cut.split(text), key=lambda part: len(words & set(stems(part))))
