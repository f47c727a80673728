"""Abbreviations across papers: each short form with the long forms that the papers give for it, most often given first."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.models import Abbreviation


@dataclass(frozen=True, slots=True)
class Given:
    """Where a long form is given: page 3 of a paper."""

    paper_id: str
    page: int


@dataclass(frozen=True, slots=True)
class LongForm:
    """A long form as it is most often written, and everywhere that it is given."""

    text: str
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form with its long forms: `EHCP`, and the ways in which papers spell it out."""

    short: str
    longs: tuple[LongForm, ...]


def short_forms(found: Iterable[tuple[str, Abbreviation]]) -> list[ShortForm]:
    """Abbreviations with the ids of their papers -> short forms in order of the alphabet.

    Spellings that differ only in capitals, hyphens or a plural are one long form.
    """
    by_short: defaultdict[str, defaultdict[str, list[tuple[str, Given]]]] = defaultdict(lambda: defaultdict(list))
    for paper_id, one in found:
        by_short[one.short][long_form_key(one.long)].append((one.long, Given(paper_id, one.page)))
    return [ShortForm(short, _longs(by_short[short].values())) for short in sorted(by_short, key=lambda short: (short.lower(), short))]


def _longs(spellings: Iterable[list[tuple[str, Given]]]) -> tuple[LongForm, ...]:
    longs = [LongForm(_usual([text for text, _ in written]), tuple(given for _, given in written)) for written in spellings]
    return tuple(sorted(longs, key=lambda long: (-len(long.given), long.text)))


def _usual(texts: list[str]) -> str:
    """The way a long form is most often written, capitals throughout only where there is no other."""
    counted = Counter(texts)
    return min(counted, key=lambda text: (text.isupper(), -counted[text], text))


def long_form_key(long: str) -> str:
    """One for all spellings of a long form: `Multi-Agency Plans` and `MULTI AGENCY PLAN` are `multiagencyplan`."""
    words = re.findall(r"[^\W_]+", re.sub(r"[’']", "", long.lower()).replace("&", " and "))
    return "".join(re.sub(r"(?<=\w)ies$", "y", word) if word.endswith("ies") else re.sub(r"(?<=[^s])s$", "", word) for word in words)
