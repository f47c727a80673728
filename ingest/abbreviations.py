"""Pages -> the abbreviations that a paper explains: `Education, Health and Care Plan (EHCP)`, glossaries.

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003): a
short form is looked for first, then the words beside it that spell it. Theirs takes any letters within the words; here
each capital must begin a word or follow the letter before it, and no word but `of` and the like may be left over, since
a wrong long form would put words into a council's mouth.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.abbreviations import long_form_key
from corpus.models import Abbreviation, Page
from corpus.text import readable

_SHORT = r"(?P<short>(?=(?:[a-z\d&]{0,8}[A-Z]){2}|[A-Z]{1,3}\d)[A-Za-z][A-Za-z\d&]{0,8}[A-Z\d])(?:[’']?s)?(?![\w&])"  # EHCPs, DfE, S106
_QUOTE = "[“”\"‘’']?"
_SAID = r"(?:(?:also|often|commonly)\s+)?(?:or|(?:known|referred\s+to|abbreviated)\s+(?:as|to)|hereafter|hereinafter|called)"

# … Care Plan (EHCP) ; … Grant (“the DSG”) ; … Board (ICB, the health partner)
_IN_BRACKETS = re.compile(rf"[(\[]\s*(?:{_SAID}\s+)?{_QUOTE}(?:the\s+)?{_QUOTE}{_SHORT}{_QUOTE}(?:\s*[)\]]|\s*[,;–][^()\[\]]{{1,80}}[)\]])")
_EXPLAINED = re.compile(
    rf"(?<![\w&]){_SHORT}{_QUOTE}\s*+[(\[]\s*+(?P<long>[^()\[\]]{{4,120}}?)\s*+[)\]]"
)  # SEND (Special Educational Needs …)
_SAID_TOO = re.compile(rf",?(?<!\s)\s++{_SAID}\s+(?:the\s+)?{_QUOTE}{_SHORT}")  # Dedicated Schools Grant, or DSG
_ENTRY = re.compile(rf"\W*+{_SHORT}(?:\s*+[|–—:=]|\s++-\s|\s{{2,}}+)\W*+(?P<long>\w.+)")  # DSG – Dedicated Schools Grant, which pays …
_ENTRY_TURNED = re.compile(rf"\W*+(?P<long>\w.+?)(?<!\s)(?:\s*+[|–—:=]|\s++-\s)\s*+{_SHORT}\W*+")  # Dedicated Schools Grant | DSG
_ALONE = re.compile(rf"\W*{_SHORT}\W*")  # DSG, with its long form on the next line

_ROMAN = re.compile(r"[IVX]+")  # (ii) in capitals is a number
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")  # Multi-Agency ; Children’s
_WITHIN = re.compile(r"[ ]?[“”\"‘’',&/]{0,2}[ ]?")  # what may stand between two words of one long form
_SMALL = frozenset("a an and as at by for from in into nhs of on or the to who with".split())
_LETTER = re.compile(r"\d+|.")  # S106 is spelt by `Section` and `106`
_MOST_WORDS = 14
_REACH = 200  # characters


def abbreviations_in(pages: Sequence[Page]) -> tuple[Abbreviation, ...]:
    """Each short form with the long form that the paper gives for it, once for every page that gives it, in reading order.

    A plural's `s` is left off the short form; the long form stands as the page writes it, its line ends made blanks.
    """
    found: dict[tuple[str, str, int], Abbreviation] = {}
    for page in pages:
        for short, long in _on_page(page.text):
            found.setdefault((short, long_form_key(long), page.number), Abbreviation(short, long, page.number))
    return tuple(found.values())


def _on_page(text: str) -> Iterator[tuple[str, str]]:
    for block in re.split(r"\n\s*\n", re.sub(r"(?<=\w)-\n(?=\w)", "-", text)):
        lines = [readable(line) for line in block.split("\n")]
        yield from _in_sentences(" ".join(lines))
        for line in lines:
            yield from _in_entry(line)
        for line, below in pairwise(lines):
            if alone := _ALONE.fullmatch(line):
                yield from _beginning(alone["short"], below[:_REACH])


def _in_sentences(text: str) -> Iterator[tuple[str, str]]:
    """Brackets and `or`, wherever in a text: the long form ends where the bracket opens, or fills it."""
    for pattern in (_IN_BRACKETS, _SAID_TOO):
        for match in pattern.finditer(text):
            yield from _ending(match["short"], text[max(match.start() - _REACH, 0) : match.start()])
    for match in _EXPLAINED.finditer(text):
        yield from _whole(match["short"], match["long"])


def _in_entry(line: str) -> Iterator[tuple[str, str]]:
    """A line of a glossary: the short form first, with perhaps more said after the long one; or the long form first."""
    if entry := _ENTRY.fullmatch(line):
        yield from _beginning(entry["short"], entry["long"][:_REACH])
    elif turned := _ENTRY_TURNED.fullmatch(line):
        yield from _whole(turned["short"], turned["long"][:_REACH])


def _ending(short: str, before: str) -> Iterator[tuple[str, str]]:
    """The words at the end of a text that spell the short form: the fewest of them, but rather more than `into` for an I."""
    words = _run(before, backwards=True)
    for small_count in (False, True):
        for first in range(len(words) - 1, -1, -1):
            if _spells(short, [word for _, word in words[first:]], small_count=small_count):
                yield short, _tidied(before[words[first][0] :])
                return


def _beginning(short: str, after: str) -> Iterator[tuple[str, str]]:
    """The words at the beginning of a text that spell the short form, up to a stop or the end of the text."""
    words = _run(after, backwards=False)
    for last in range(len(words), 0, -1):
        end = words[last - 1][0] + len(words[last - 1][1])
        if re.match(r"\s*(?:$|[,;:.(|–—]|-\s)", after[end:]) and _spells(short, [word for _, word in words[:last]]):
            yield short, _tidied(after[:end])
            return


def _whole(short: str, text: str) -> Iterator[tuple[str, str]]:
    words = _run(text, backwards=False)
    if words and not re.search(r"\w", text[words[-1][0] + len(words[-1][1]) :]) and _spells(short, [word for _, word in words]):
        yield short, _tidied(text)


def _run(text: str, *, backwards: bool) -> list[tuple[int, str]]:
    """The words at one end of a text, with their offsets, as far as nothing parts them: a stop, a bracket, a cell's end."""
    words = [(match.start(), match[0]) for match in _WORD.finditer(text)]
    if backwards:
        words.reverse()
        if not words or not re.fullmatch(r"\s*+[“”\"‘’',]{0,2}\s*+", text[words[0][0] + len(words[0][1]) :]):
            return []
    run = words[:1]
    for here, there in pairwise(words[:_MOST_WORDS]):
        left, right = sorted((here, there))
        if not _WITHIN.fullmatch(text[left[0] + len(left[1]) : right[0]]):
            break
        run.append(there)
    return sorted(run)


def _spells(short: str, words: Sequence[str], *, small_count: bool = True) -> bool:
    """Whether the words spell the short form: `DoLS`, `Deprivation of Liberty Safeguards`. One word alone never does.

    `small_count`: whether `of` and the like may stand for a capital, too.
    """
    if len(words) < 2 or _ROMAN.fullmatch(short) or short.lower() in (word.lower() for word in words):
        return False
    letters = [letter for letter in _LETTER.findall(short) if letter != "&"]
    parts = [part for word in words for part in re.findall("-?[^-]+", word.lower())]  # multi, -agency
    return _spelt(letters, parts, small_count, first=True)


def _spelt(letters: Sequence[str], words: Sequence[str], small_count: bool, *, first: bool = False) -> bool:
    """Each word gives its first letter, or its first few. Passed over may be, but not at the beginning, a small word and
    what follows a hyphen."""
    if not words:
        return not letters
    word = words[0].lstrip("-")
    small = word in _SMALL
    most = 0
    while (
        most < len(letters)
        and word.startswith("".join(letters[: most + 1]).lower())
        and (small_count or not small or letters[most].islower())
    ):
        most += 1
    if any(_spelt(letters[taken:], words[1:], small_count) for taken in range(1, most + 1)):
        return True
    return not first and (small or words[0].startswith("-")) and _spelt(letters, words[1:], small_count)


def _tidied(text: str) -> str:
    return text.strip(" \t“”\"‘’',;:–-|")
