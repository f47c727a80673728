"""Text that is no words: from fonts that do not say which letters they draw, and from pictures read as text."""

from corpus.pdf.letters import MISSING

# Words that hardly any page of English prose is without.
_COMMON = frozenset(
    "the of and to in a for is on that by with be as at from was are this it or an has have were will not".split(),
)


def is_rubbish(text: str) -> bool:
    """Whether a page's characters are not words: `7KH URDGV ZHUH VZHSW` from a font without a character map.

    Pages of tables and forms have few common words; they pass because they have digits or plain short words.
    """
    letters = [c for c in text if c.isalpha()]
    if len(text.split()) < 40 or len(letters) < 150:
        return len(text.strip()) < 4
    vowels = sum(c in "aeiouAEIOU" for c in letters) / len(letters)
    common = sum(word.lower().strip(".,;:()") in _COMMON for word in text.split()) / len(text.split())
    return common < 0.01 and not 0.25 < vowels < 0.55


_FEW = 4  # signs
_NEARLY_ALL = 0.8
_NOISE = frozenset("._-–—=*•|…·")  # dotted and dashed lines are no letters, but no rubbish either


def is_rubbish_line(text: str) -> bool:
    """Whether a line is signs where words should be: `$ - #- - # $ >>- - +,+=`, or nearly all of its letters are missing."""
    signs = [c for c in text if not c.isspace()]
    if len(signs) >= _FEW and signs.count(MISSING) >= _NEARLY_ALL * len(signs):
        return True
    odd = [c for c in signs if not c.isalnum() and c not in _NOISE]
    return (
        len(signs) >= 8
        and len(set(odd)) >= 3
        and sum(c.isalpha() for c in signs) < 0.2 * len(signs)
        and sum(c.isalnum() for c in signs) < 0.5 * len(signs)
    )
