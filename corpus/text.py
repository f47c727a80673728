"""Valid text, and readable forms of it: a paper's text without markup, in sentences, without what would act on a screen; dates and
counts as people say them."""

import datetime
import json
import re
from collections.abc import Iterable, Sequence

# Words that say nothing about what is asked. Question words and polite phrases count among them.
STOP_WORDS = frozenset(
    """
    a an and any are as at be been being but by can could did do does doing for from get got had has have having he her
    here him his how i if in into is it its just me much my of off on or our out over please she so some such tell than
    that the their them then there these they this those to too us very was we were what when where which while who whom
    whose why will with would you your about many
    """.split()
)

# Markup that text conversions of papers carry: `<p>`, `<br/>`, `**bold**`, `## heading`, `[link](address)`.
_TAG = re.compile(r"</?(?:p|b|i|u|s|em|strong|sup|sub|br|span|div|ul|ol|li|td|tr|th|table|tbody|thead|h[1-6])\b[^<>]{0,200}/?>", re.I)
_LINK = re.compile(r"!?\[([^\]\n]{0,300}+)\]\([^()\s]{0,500}+\)")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<![\w*])\*(?=[^\s*])([^*\n]{1,200}?)(?<=\S)\*(?![\w*])")  # **bold**, *slanted*, but not 18,250*
_HEADING_MARK = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.M)
_TABLE_RULE = re.compile(r"^(?=.*--)[ \t|:+-]++$", re.M)

# A sentence ends at . ! or ? before a capital, a digit, a bracket or a quote mark, but not after `Cllr.` or `No.`.
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9£•])|\n\s*\n")
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Cllr|Cllrs|Revd|Rev|St|No|Nos|para|paras|p|pp|e\.g|i\.e|cf|vs|approx|Sec|Art)|\b[A-Z]|^\W*\d{1,3}|^\W*\(?[a-z]{1,3}\)?)\.$"
)

# What no text may hold: NUL, at which libraries in C end a text, and the code points that Unicode keeps for programs' own use,
# which XML, and so Word, refuses.
_ENDS_OF_PLANES = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_NO_LETTER = re.compile(f"[\0\ufdd0-\ufdef{_ENDS_OF_PLANES}]")

_NEAR = 40  # characters before a sentence's end that tell whether it is one

# What ends a line to one program and not to another: a carriage return lets what follows overwrite the line, U+2028 splits JSON Lines.
_LINE_END = re.compile(r"\r\n?|[\v\f\x1c-\x1f\x85\u2028\u2029]")
# Half of a character. No file, pipe or page can hold it.
_HALF = re.compile("[\ud800-\udfff]")
# What acts on a screen, or hides from the eye. What letters and emoji are joined and varied by (U+200C, U+200D, U+FE0F) stays: without
# it words of some languages are misspelt, and it acts on its neighbours alone.
_ACTS = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls: \x1b]0; names the window of a terminal, and so does \x9d0; in one sign less
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction: minutes\u202efdp.exe is seen as minutesexe.pdf
    "\u00ad\u200b\u2060-\u2065\ufeff"  # nothing to see, no letter needs them: two file names that look alike may differ by one
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and tags: text that no reader sees, and programs read
    "\ufffe\uffff"  # no characters; XML, and so Word, cannot hold them
    "]"
)


def unix_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def valid_text(text: str) -> str:
    r"""Text that databases, models, JSON and Word can take: what is no letter becomes U+FFFD, the sign for that.

    Halves of a letter beyond U+FFFF that stand together are that letter; one without the other is none.

    >>> valid_text("\ud83d\ude00 \ud83d \uffff")
    '😀 \ufffd \ufffd'
    """
    if text.isascii() and "\0" not in text:
        return text
    return _NO_LETTER.sub("\ufffd", text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def readable(text: str) -> str:
    """Text as a person would read it aloud: markup gone, cells parted by ` | `, white space single.

    >>> readable("<p>**Resolved:** to [note](http://x) it</p>")
    'Resolved: to note it'
    """
    text = _TABLE_RULE.sub(" ", text)
    text = _HEADING_MARK.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub(" ", text)
    text = re.sub(r"(?<=\w)\*\*(?=\w)", " ", text)  # 2017**Annual report**: two words
    text = _EMPHASIS.sub(lambda match: match[1] or "", text)
    text = re.sub(r"(?<! )(?:[ ]*+[\t|])+[ ]*", " | ", text) if "\t" in text or "|" in text else text
    return re.sub(r"\s+", " ", text).strip(" |")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of a text, in order, without the white space between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _NO_END.search(text[max(start, match.start() - _NEAR) : match.start()].rstrip("”’\"')]")):
            continue
        spans.append((start, match.start() + len(match.group().rstrip())))
        start = match.end()
    spans.append((start, len(text)))
    trimmed = ((a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in spans)
    return [(a, b) for a, b in trimmed if b > a]


def as_sentences(parts: Iterable[str]) -> str:
    """Parts one after another, each a sentence: `Stannick`, `Cost: £40` -> `Stannick. Cost: £40`."""
    said = ""
    for part in parts:
        if part:
            said += (" " if said.endswith((".", "?", "!", ":")) else ". " if said else "") + part
    return said


def squeezed(text: str) -> str:
    """Text with every run of white space made one blank: quotes are compared in this form."""
    return " ".join(text.split())


def is_question(text: str) -> bool:
    """Whether a text ends by asking, as a question of the public's does."""
    return text.rstrip(" ”\"')").endswith("?")


def is_unicode(text: str) -> bool:
    """Whether no half of a character stands in a text, as Python keeps one for a byte that it cannot decode."""
    return _HALF.search(text) is None


def inert(text: str) -> str:
    r"""Text that acts on nothing that shows it: letters, signs, tabs and line ends stay, what steers a screen or hides on it goes.

    Every edge takes it at which text of papers, questions or errors leaves for people's eyes.

    >>> inert("\x1b[2Jpaid\u202e to\r\nnobody")
    '[2Jpaid to\nnobody'
    """
    return _ACTS.sub("", _HALF.sub("\ufffd", _LINE_END.sub("\n", text)))


def inert_line(text: str) -> str:
    """Inert text on one line: a file name with a line end in it adds no line to a list, a log or an answer."""
    return inert(text).replace("\n", " ")


def inert_json(written: str) -> str:
    r"""JSON in which whatever would act is written as an escape: to those who read it as JSON it is verbatim, sign for sign.

    >>> inert_json('{"file": "a\u202efdp.exe"}')
    '{"file": "a\\u202efdp.exe"}'
    """
    for acts in (_LINE_END, _HALF, _ACTS):
        written = acts.sub(lambda found: json.dumps(found[0])[1:-1], written)
    return written


def spoken(day: datetime.date) -> str:
    """`7 July 2023`."""
    return f"{day.day} {day:%B %Y}"


def item_named(number: str | None, title: str) -> str:
    """`593 Home to school transport`; one of the two where there is no other."""
    return " ".join(part for part in (number, title) if part)


def counted(number: int, thing: str) -> str:
    """`1 paper`, `1,204 papers`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def named_pages(numbers: Sequence[int]) -> str:
    """`page 3`, `pages 1 to 4, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page {named}" if len(numbers) == 1 else f"pages {named}"
