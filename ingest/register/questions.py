"""The sentences under an item of questions -> each question, and where the paper answers it."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.models import PassageKind
from ingest.register.sentences import Sentence

HEADING = re.compile(
    r"(?<!\bthe )\bquestions?\b(?!\s+(?:and\s+answers|of\s+privilege))|\bpublic\s+(?:participation|session"
    r"|forum|speaking|open\s+session|time|comment)|\bopen\s+forum\b|\bdemocratic\s+(?:time|period)\b",
    re.I,
)  # Public questions ; Public participation
_PERSON = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Professor|Prof|Revd|Cllr|Councillor)s?\.?\s+(?:[A-Z]\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?"
_STARTS = re.compile(
    rf"^\W*(?:[A-Z]?\d[\d./]*[.)]?\s+)?(?:From:?\s+{_PERSON}|From:\s+[A-Z]|(?:Public\s+|Written\s+)?Question\s*(?:No\.?\s*)?\d*\b"
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
    rf"|\b(?:replied|answered|said|responded|explained|advised|confirmed|told|thanked|agreed|gave|reported|stated|assured)\b)"
    rf"|{_PERSON}[^.?]{{0,60}}?(?::|\b(?:replied|answered|said|responded|explained|advised|confirmed|told|agreed|gave|reported|stated|assured)\b))"
)  # The Mayor replied that ; Councillor Velley:


def questions_of(sentences: Sequence[Sentence], asked_in: Sequence[bool]) -> Iterator[tuple[list[Sentence], list[Sentence]]]:
    """Each question with its answer; `asked_in`: whether each sentence stands in a part of questions."""
    under, headed, at = [], False, None
    for one, asked in zip(sentences, asked_in, strict=True):
        place = (one.meeting, one.item, one.passage.heading)
        if place != at:
            headed, at = HEADING.search(_title_over(one)) is not None, place
        if len(one.said.split()) <= _LINE and not _STARTS.match(one.said):
            numbered = _NUMBERED.match(one.said) is not None
            if HEADING.search(one.said) and (numbered or not one.said.endswith((".", "?"))):
                headed = True
            elif numbered or one.said.isupper():
                headed = False
        under.append(asked or headed)
    for key, group in groupby(zip(sentences, under, strict=True), key=lambda pair: (pair[1], pair[0].meeting, pair[0].item)):
        if key[0]:
            yield from _of_item(
                [one for one, _ in group if not one.heading or (_STARTS.match(one.said) and one.passage.kind is not PassageKind.TABLE_ROW)]
            )


_LINE = 14  # words of a line that may be a heading
_NUMBERED = re.compile(r"^\W*(?:Item\s+)?[A-Z]{0,4}\d[\d./]*[.)]?\s+[A-Z][^?:]*\.?$")  # 057/22 Minutes of 16 May 2022.
_NUMBER = re.compile(r"^\W*(?:Item\s+)?([A-Z]{0,4}\d[\d./]*)")


def _title_over(sentence: Sentence) -> str:
    """The titles that it stands under; not the heading of an earlier minute, where the minutes number themselves in running text."""
    heading, item = sentence.passage.heading or "", sentence.item
    number = _NUMBER.match(heading)
    if item and number and item != sentence.passage.item and number[1].rstrip(".") != item.number:
        heading = ""
    return f"{item.title if item else ''}\n{heading}"


def _of_item(sentences: Sequence[Sentence]) -> Iterator[tuple[list[Sentence], list[Sentence]]]:
    """The questions of one item. A supplementary one is told by itself where it has a line of its own, else it is neither."""
    question: list[Sentence] = []
    answer: list[Sentence] = []
    closed = False
    for sentence in sentences:
        said = sentence.said
        supplementary = _SUPPLEMENTARY.search(said)
        if (supplementary and _begins_line(sentence)) if supplementary else _starts(sentence, question, answer):
            if _is_whole(question, answer):
                yield question, answer
            question, answer, closed = [sentence], [], False
        elif question and supplementary:
            closed = True
        elif question and not closed and (answer or _ANSWERS.match(said) or _is_asked(question)):
            answer.append(sentence)
        elif question and not closed:
            question.append(sentence)
    if _is_whole(question, answer):
        yield question, answer


def _starts(sentence: Sentence, question: Sequence[Sentence], answer: Sequence[Sentence]) -> bool:
    """Whether a sentence begins another question, and does not answer the one before."""
    said = sentence.said
    if not (_STARTS.match(said) or (_NAMED.match(said) and (not question or answer))):
        return False
    return not (question and not answer and _ANSWERS.match(said) and "?" not in said and " asked" not in said)


def _is_whole(question: Sequence[Sentence], answer: Sequence[Sentence]) -> bool:
    return bool(question) and bool(answer or any("?" in one.said for one in question) or len(question) == 1)


def _is_asked(question: Sequence[Sentence]) -> bool:
    """Whether it ends there: with its mark, or with the quotation that it stands in."""
    said = question[-1].said
    return "?" in said or (said.endswith(("”", '"')) and any(re.search(r":\s*[“\"]", one.said) for one in question))


def _begins_line(sentence: Sentence) -> bool:
    before = sentence.passage.text[: sentence.start - sentence.passage.start].rstrip(" \t*_")
    return not before or before.endswith("\n")
