"""Text -> its telling words, names, negations and directions: what else, beside figures and dates, a sentence stands or falls by."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.store.bm25 import STOP_WORDS, asked_stems, stems

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_CAPITAL = re.compile(r"[A-Z][\w’']*")
_BEFORE_FIRST = re.compile(r"[.?!:;“\"(\n•|\t]\s*+")  # what stands before the first word of a sentence, a quote or a line
_NAME_GOES_ON = re.compile(r"\s[A-Z][a-z]")  # Ann, of Ann Ode
# Words that a writer puts around what a paper says, and that the paper need not have.
_AROUND = frozenset(
    stem
    for word in """
    also altogether according said say says told stated reported meeting now still only just rather both each instead about around
    roughly some almost nearly well made make making given number people asked there total overall held put within
    up down before after end since most other others extra go goes went gone come came take between much further
    year years month months week weeks day days hour hours one first last time times share whole thing things
    """.split()
    for stem in stems(word)
)
# Bodies and offices are told by the citation's own record, or are those of the whole paper.
_OFFICES = frozenset(
    "cabinet council panel committee board members member chair director officers officer leader minister table option "
    "cllr cllrs mr mrs ms miss dr revd".split()
)
_NOT_NAMES = frozenset("i co".split())

_NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nothing|nor|neither|without|cannot|denied|deny|nil)\b|n[’']t\b|\b0\.0\b", re.I)
_NO_NEGATION = re.compile(  # not denied, but measured or set beside: no more than ; , and not 2025 ; not only
    r"\bto none\b|\bnone against\b|\bno(?:t)? (?:more|less|fewer|later|longer) than\b|\bnot only\b|\bdo no more\b|"
    r"(?:,? and not|,? but not|, not|rather than) [^,.;]{1,40}",
    re.I,
)
_DENIAL = re.compile(  # words that say no by themselves
    r"\b(?:outside|except|(?:was|were|is|are) against|reject\w*|refus\w*|unable|fail\w*|lack\w*|"
    r"lost|voted against|opposed|declin\w*|withdr\w*|missed|nil|rather|0\.0)\b",
    re.I,
)
_CHANGES = re.compile(
    r"\b(?:rise|rises|rose|risen|rising|fall|falls|fell|fallen|grow|grew|grown|increased?|decreased?|dropped|drop)\b", re.I
)
_NOBODY = re.compile(r"\b(?:none|nobody|no one|nothing)\b", re.I)
_REFUSAL = re.compile(r"\b(?:missed|refused|rejected|denied|failed|lost)\b", re.I)

_UP = (
    r"ris(?:e|es|ing|en)|rose|grow\w*|grew|increas\w*|higher|gone up|went up|up from|up on|raised?|climb\w*|better|improv\w*|"
    r"gain\w*|highest|greater|surplus|doubled|more(?! than \S*\d)"
)
_DOWN = (
    r"fall(?:s|en|ing)?|fell|decreas\w*|drop\w*|reduc\w*|lower\w*|gone down|went down|down from|down to|come down|came down|"
    r"cut|worse\w*|declin\w*|lowest|fewest|smaller|shortage|shrank|shrunk|halved|(?:less|fewer)(?! than \S*\d)"
)
# Pairs of which one denies the other, worded as minutes and those who retell them word them.
_OPPOSITES = (
    (_UP, _DOWN),
    (r"over-?sp(?:end|ends|ending|ent)|over (?:its |the )?budget", r"under-?sp(?:end|ends|ending|ent)|under (?:its |the )?budget"),
    (r"support\w*|back(?:ed|s|ing)|favour\w*|voted for|welcom\w*|endors\w*|in favour",
     r"oppos\w*|object\w*|voted against|criticis\w*|condemn\w*"),
    (r"carried|upheld|approv\w*|agree[ds]?|succeed\w*|accept\w*|resolved|adopt\w*|confirmed|admitted|allowed|granted",
     r"lost|dismiss\w*|reject\w*|refus\w*|defeat\w*|voted down|turned down|withdr[ae]wn?|denied|abandon\w*|scrapped|overturned"),
    (r"keep\w* open|kept open|stay\w* open|remain\w* open|opened|opening", r"clos(?:e|ed|es|ing|ure)|shut"),
    (r"in time|on time|on course|punctual\w*|early", r"overdue|late|delayed"),
    (r"begin\w*|began|begun|start\w*|go(?:es)? ahead|brought forward", r"put off|postpon\w*|deferr\w*|delay\w*|cancell\w*|stopped|ended"),
    (r"above|exceed\w*", r"below|short of"),
    (r"cheaper|cost less", r"dearer|cost more"),
    (r"satisf\w*|pleased|content|thank\w*|prais\w*|welcom\w*",
     r"dissatisf\w*|disappoint\w*|concern(?:ed)?|inadequate|criticis\w*|regret\w*"),
    (r"lawful\w*|legal|within the council[’']s powers", r"unlawful\w*|illegal|beyond the council[’']s powers"),
    (r"permitted|allowed", r"prohibit\w*|banned|forbidden"),
    (r"met|achiev\w*|reached|hit", r"missed|short of"),
    (r"includ\w*", r"exclud\w*|except\w*|outside"),
    (r"present|attended", r"absent|apologies"),
    (r"all|every|everybody", r"none|nobody|no one"),
    (r"before", r"after"),
)  # fmt: skip
_AXES = tuple((re.compile(rf"\b(?:{one})\b", re.I), re.compile(rf"\b(?:{other})\b", re.I)) for one, other in _OPPOSITES)
OF_FIGURES = 1  # up to this axis, the one of over and under budget, a way is that of the figure beside it
UP_AND_DOWN = 0  # the axis of figures: what rose and what fell


@dataclass(frozen=True, slots=True)
class Name:
    """A name at [start, end): `Beech Hill` is two."""

    written: str
    start: int
    end: int


def telling(text: str) -> list[str]:
    """The stems that say something, each once, without figures and without the words that only frame.

    >>> telling("It was said that 12 pupils were excluded")
    ['pupil', 'exclud']
    """
    return [stem for stem in asked_stems(text) if stem not in _AROUND and not stem.isdigit() and not _is_negation(stem)]


def _is_negation(stem: str) -> bool:
    return stem in {"no", "not", "never", "none", "nor", "neither", "noth", "without"}


def names_of(text: str) -> tuple[Name, ...]:
    """Words with a capital that are names: those within a sentence, and one that begins it where a name goes on behind it."""
    found: list[Name] = []
    beginnings = {0, *(before.end() for before in _BEFORE_FIRST.finditer(text))}
    for match in _CAPITAL.finditer(text):
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "£.’'"):
            continue
        word = match[0]
        bare = re.sub(r"[’']s?$", "", word)
        if match.start() in beginnings and not _NAME_GOES_ON.match(text, match.end()):
            continue
        if any(map(str.isdigit, bare)) or bare.lower() in STOP_WORDS:
            continue
        if bare.lower() in _OFFICES or bare.lower() in _NOT_NAMES or len(bare) == 1 or not bare.isascii():
            continue
        found.append(Name(bare, match.start(), match.end()))
    return tuple(found)


def has_name(name: Name, text: str) -> bool:
    """Whether a text has a name, or, for an abbreviation, the words that it is short for: `PRU` and `Pupil Referral Unit`."""
    if re.search(rf"(?<!\w){re.escape(name.written)}(?:[’']?s)?(?!\w)", text, re.I):
        return True
    if set(stems(name.written)) <= set(stems(text)):
        return True
    letters = re.sub(r"s$", "", name.written)
    if not letters.isupper() or len(letters) < 3:
        return False
    initials = "".join(word[0] for word in _WORD.findall(text) if word.lower() not in {"and", "of", "the", "for"})
    return letters.lower() in initials.lower()


def is_negated(text: str) -> bool:
    return _NEGATION.search(_NO_NEGATION.sub(" ", text)) is not None


def denies(text: str) -> bool:
    """Whether a text says no, by a negation or by a word such as `rejected` or `outside`."""
    return is_negated(text) or _DENIAL.search(text) is not None


def denies_all(text: str) -> bool:
    """Whether a sentence says it of nobody and nothing: `none of the appeals`."""
    return _NOBODY.search(_NO_NEGATION.sub(" ", text)) is not None


def changes(text: str) -> bool:
    """Whether a sentence says that something rose or fell."""
    return _CHANGES.search(text) is not None


def refuses(text: str) -> bool:
    """Whether a sentence says by a verb that something was not done: `missed`, `rejected`."""
    return _REFUSAL.search(text) is not None


@dataclass(frozen=True, slots=True)
class Turn:
    """A word at `start` that goes one way of an axis: `rose` up, `fell` down."""

    axis: int
    way: bool
    start: int


@lru_cache(4096)
def turns_of(text: str) -> tuple[Turn, ...]:
    return tuple(
        Turn(axis, way, match.start())
        for axis, (one, other) in enumerate(_AXES)
        for way, pattern in ((True, one), (False, other))
        for match in pattern.finditer(text)
    )
