"""Text -> its names, and whether a text has a name."""

import re
from functools import lru_cache

from corpus.store.bm25 import stems
from corpus.text import STOP_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_CAPITAL = re.compile(r"(?<![\w£.’'])[A-Z][\w’']*")
_GOES_ON = re.compile(r"\s[A-Z][a-z]")  # Beech Hill
_BEGINS = '.!?:;“"(•|'  # what a sentence or cell begins behind
# Bodies and offices are told by the citation's own record, or are those of the whole paper.
_NO_NAMES = STOP_WORDS | frozenset(
    "cabinet council panel committee board members member chair director officers officer leader minister table option "
    "cllr cllrs mr mrs ms miss dr revd i co".split()
)


def names_of(text: str) -> tuple[str, ...]:
    """Words with a capital that are names: those within a sentence, and one that begins it where a name goes on behind it.

    >>> names_of("Members heard that Beech Hill would close.")
    ('Beech', 'Hill')
    """
    found = []
    for match in _CAPITAL.finditer(text):
        name = re.sub(r"[’']s?$", "", match[0])
        before = text[: match.start()].rstrip()
        if (not before or before[-1] in _BEGINS) and not _GOES_ON.match(text, match.end()):
            continue
        if len(name) > 1 and name.isascii() and name.isalpha() and name.lower() not in _NO_NAMES:
            found.append(name)
    return tuple(found)


def has_name(name: str, text: str) -> bool:
    """Whether a text has a name, or, for an abbreviation, the words that it is short for: `PRUs` and `Pupil Referral Units`."""
    if _stems_of(name) <= _stems_of(text):
        return True
    letters = "".join(letter for letter in name if letter.isupper())
    if len(letters) < 3:
        return False
    initials = "".join(word[0] for word in _WORD.findall(text) if word.lower() not in {"and", "of", "the", "for"})
    return letters.lower() in initials.lower()


@lru_cache(4096)
def _stems_of(text: str) -> frozenset[str]:
    return frozenset(stems(text))
