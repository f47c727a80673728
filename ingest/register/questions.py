"""The sentences under an item of questions -> each question, and where the paper answers it."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.register.sentences import Sentence

HEADING = re.compile(
    r"\bquestions?\b(?!\s+(?:and\s+answers|of\s+privilege))|\bpublic\s+(?:participation|session"
    r"|forum|speaking|open\s+session|time|comment)|\bopen\s+forum\b|\bdemocratic\s+(?:time|period)\b",
    re.I,
)  # Public questions ; Public participation
_PERSON = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Professor|Prof|Revd|Cllr|Councillor)s?\.?\s+(?:[A-Z]\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?"
_STARTS = re.compile(
    rf"^\W*(?:[A-Z]?\d[\d./]*[.)]?\s+)?(?:From\s+{_PERSON}|(?:Public\s+|Written\s+)?Question\s*(?:No\.?\s*)?\d*\b"
    rf"|[QW]\s?\d{{1,2}}\b[.:]?|\(?[a-z0-9]{{1,2}}[).]\s+{_PERSON}|{_PERSON}[^.:?]{{0,80}}?\b(?:asked"
    rf"|wished\s+to\s+know|wanted\s+to\s+know|enquired|queried|raised)\b"
    rf"|(?:A\s+(?:member\s+of\s+the\s+public|resident|parishioner))\b[^.]{{0,60}}\basked\b)"
)
_NAMED = re.compile(
    r"^\W*(?:\(?[a-z0-9.]{1,4}[).]?\s+)?(?!Cllr|Councillor|The\b|Reply|Answer|Response|Supplementary)[A-Z][\w’'.-]+\s[A-Z][\w’'-]+[^.:?]{0,50}:\s*[“\"'‘]?\w"
)  # Mrs Enid Cawood: why
_SUPPLEMENTARY = re.compile(r"^\W*Supplementary\b|\bsupplementary\s+question\b", re.I)
_ANSWERS = re.compile(
    rf"^\W*(?:(?:Written\s+|Officer\s+|The\s+)?(?:Reply|Answer|Response)\b|(?:The\s+)?(?:Chair\w*"
    rf"|Mayor|Leader|Clerk|Deputy\s+\w+|Cabinet\s+Member|[A-Z]\w+\s+(?:Officer|Director|Manager))\b[^.?]{{0,60}}?(?::"
    rf"|\b(?:replied|answered|said|responded|explained|advised|confirmed|told|thanked|agreed)\b)"
    rf"|{_PERSON}[^.?]{{0,60}}?(?::|\b(?:replied|answered|said|responded|explained|advised|confirmed|told|agreed)\b))"
)  # The Mayor replied that ; Councillor Velley:


def questions_of(sentences: Sequence[Sentence], asked_in: Sequence[bool]) -> Iterator[tuple[list[Sentence], list[Sentence]]]:
    """Each question with its answer; `asked_in`: whether each sentence stands in a part of questions."""
    under, headed, at = [], False, None
    for one, asked in zip(sentences, asked_in, strict=True):
        place = (one.meeting, one.item, one.passage.heading)
        if place != at:
            named = f"{one.item.title if one.item else ''}\n{one.passage.heading or ''}"
            headed, at = HEADING.search(named) is not None, place
        elif len(one.said.split()) <= _LINE and one.raw.isprintable() and not one.said.endswith((".", "?")):
            headed = HEADING.search(one.said) is not None or (headed and not one.said.isupper())
        under.append(asked or headed)
    for key, group in groupby(zip(sentences, under, strict=True), key=lambda pair: (pair[1], pair[0].meeting, pair[0].item)):
        if key[0]:
            yield from _of_item([one for one, _ in group if not one.heading or _STARTS.match(one.said)])


_LINE = 9  # words of a line that may be a heading


def _of_item(sentences: Sequence[Sentence]) -> Iterator[tuple[list[Sentence], list[Sentence]]]:
    question: list[Sentence] = []
    answer: list[Sentence] = []
    closed = False
    for sentence in sentences:
        said = sentence.said
        starts = _STARTS.match(said) or (_NAMED.match(said) and (not question or answer))
        if (
            starts
            and not _SUPPLEMENTARY.match(said)
            and not (question and not answer and _ANSWERS.match(said) and "?" not in said and " asked" not in said)
        ):
            if question and (answer or "?" in question[-1].said or len(question) == 1):
                yield question, answer
            question, answer, closed = [sentence], [], False
        elif question and _SUPPLEMENTARY.search(said):
            closed = True
        elif question and not closed and (answer or _ANSWERS.match(said) or "?" in question[-1].said):
            answer.append(sentence)
        elif question and not closed:
            question.append(sentence)
    if question and (answer or "?" in question[-1].said):
        yield question, answer
