"""A stretch of text -> the language that it is in, told by its small words: papers of two languages set them side by side."""

import re
from collections.abc import Sequence

_SMALL_WORDS = {
    "English": "the of and to in that be was were is are for on by with at from it this as has have held not",
    "Welsh": "y yr yn ac ar gan wedi ei eu fod bod a'r o'r i'r a’r o’r i’r o am nos cyfarfod cyngor gyda nad oedd sydd hwn hon mae"
    " bydd cafodd cynghorwyr penderfynwyd",
    "French": "le la les des du de et à au aux une un est que qui pour par dans sur avec sont été conseil séance réunion résolu",
    "Gaelic": "agus na an ar ag le leis air aig gu gun do don den ina chun gur bhí tá faoi ón san sa comhairle cruinniú coinneamh chaidh",
}
_SMALL = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FEWEST = 3  # small words
_SHARE = 0.08  # of all words
_CLEARLY = 2  # times as many as of any other language


def language_of(texts: Sequence[str]) -> str | None:
    """`English`, `Welsh`, `French` or `Gaelic` (Irish or Scottish); None where it is not clear."""
    words = [word for text in texts for word in _WORD.findall(text.lower())]
    counts = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    first, second = sorted(counts, key=lambda language: -counts[language])[:2]
    clear = counts[first] >= max(_FEWEST, _SHARE * len(words)) and counts[first] >= _CLEARLY * counts[second]
    return first if clear else None


def in_two_languages(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two columns say the same in two languages: each is to be read by itself."""
    here, beside = language_of(left), language_of(right)
    return None not in (here, beside) and here != beside


def reading_order(left: Sequence[str], right: Sequence[str]) -> tuple[int, int]:
    """Which of two such columns comes first, 0 the left: the English one, whose headings and dates tell what the paper is."""
    return (1, 0) if language_of(right) == "English" and language_of(left) != "English" else (0, 1)
