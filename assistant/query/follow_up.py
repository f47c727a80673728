"""A question with the turns before it -> a question that can stand alone, with what was carried over. No language model: words alone.

Three ways in which people lean on what was said: they swap one thing (`and in 2021?`, `what about Stannick?`), they point
(`who said that?`, `what else did she say?`), or they ask in words that mean nothing alone (`was there a vote?`). Anything else is a new
topic and is left as it was typed.
"""

import re
from collections.abc import Sequence

from assistant.models import Question, Turn
from corpus.dates import times_in
from corpus.store.bm25 import asked_stems, stems
from corpus.text import readable, sentence_spans, spoken

_OPENING = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|now)\b[\s,]*)?(?:(?:what|how)\s+about\b|(?:the\s+)?same\s+(?:question\s+)?(?:for|in|of)\b)?\s*", re.I
)  # and what about ; how about ; same for
_LEADS = re.compile(r"^\s*(?:and|but|(?:(?:and|but|so|ok(?:ay)?|now)[\s,]+)?(?:what|how)\s+about|(?:the\s+)?same\s+for)\b", re.I)
_PREPOSITION = re.compile(r"^(?:(?:in|for|at|on|of|by|from|to|about|during|since|with)\s+)?(?:the\s+)?", re.I)  # in the
_BODY = re.compile(
    r"\b(?:the\s+)?(?:(?:[A-Z][\w’'-]{0,40}+|and|of|for)\s++){0,6}(?:[Pp]anel|[Cc]ommittee|[Cc]abinet|[Bb]oard|[Cc]ouncil|[Ff]orum|[Pp]artnership)\b"
)  # the Highways Scrutiny Panel ; Cabinet ; the board
_NAME = re.compile(r"(?<!^)(?<![.?!]\s)\b[A-Z][\w’'-]+(?:\s+(?:(?:of|on|the|and)\s+)*[A-Z][\w’'-]+)*")  # Stannick ; Castle Street
_CAPITALS = re.compile(r"\b[A-Z]{2,}s?\b")  # EHCPs
_SPEAKER = re.compile(
    r"\b(?:Cllr|Councillor|Dr|Mr|Mrs|Ms|Miss|Professor|Sir|Dame)\.?\s+(?:[A-Z][\w’'-]+\s*){1,3}"
)  # Cllr Ann Ode ; Dr Calloway
_THING = re.compile(
    r"\b(?:it|its|they|them|their|these|those)\b|\b(?:that|this)\b(?=\s*(?:[?.!,]|$|(?:and|or|mean|cost|happen|change|compare|go|get|come|take|work)\b))"
    r"|\b(?:was|is|did|does|has|about|for|after|before|of|on|with)\s+(?:that|this)\b(?!\s+[a-z]+\s+[a-z])|\bthe\s+same\b|\bthere\s*\?",
    re.I,
)  # how much did it cost ; who said that? ; why was that?
_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.I)  # what else did she say
_MEETING = re.compile(
    r"\b(?:that|this|the\s+same)\s+(?:meeting|day|date)\b|\b(?:at|by)\s+then\b|\bat\s+the\s+time\b", re.I
)  # who was at that meeting
_SAID = re.compile(
    r"\bwho\b.*\b(?:said|says|told|ask(?:ed)?|rais(?:ed|e)|mov(?:ed|e)|second(?:ed)?|propos(?:ed|e)|wrote|present(?:ed)?)\b", re.I
)  # who proposed it

# Words that say nothing without a topic: `Was there a vote?`, `Which page is it on?`
_EMPTY = frozenset(
    stems(
        "vote voted votes result results outcome cost costs price figure figures number numbers total totals date dates meeting meetings "
        "page pages paper papers minutes item said say says told tell ask asked agree agreed decide decided decision happen happened next "
        "then since else more most less change changed also again reason reasons detail details explain exactly mean means meant raise "
        "raised move moved second seconded propose proposed present vary up down year years month now still yet same other others anyone "
        "anybody anything everyone somebody someone recommend recommended approve approved carried lost against favour objection "
        "objections first last before after source sources council committee panel cabinet board know show give full whole text please "
        "compare compared case discuss discussed look looked consider considered review reviewed true right doing think thought view views"
    )
)
_FRAME = re.compile(
    r"^.*?\b(?:agree[ds]?|decided?|said|say|think|heard|hear|resolved?|discuss(?:ed)?|talk(?:ed)?|told|know|done)\s+"
    r"(?:about|on|regarding|of)\s+",
    re.I,
)  # What did the panel agree about
_QUESTION_WORDS = re.compile(
    r"^(?:(?:and|but|so)\s+)?(?:(?:how\s+(?:many|much|long|often|far|big)|what|which|who(?:se|m)?|when|where|why|how|did|do|does|is|are|was|were|has|have|"
    r"had|can|could|will|would|should|please|tell\s+me|we|the|there|a|an)\b\s*)+",
    re.I,
)  # How many were there
_SWAPPED = 2  # telling words of a thing that is swapped; more are a topic of their own
_SAID_WORDS = 25  # of what was quoted, carried into `who said that?`


def with_turns(question: Question, earlier: Sequence[Turn]) -> Question:
    """The question as it is to be understood after the turns before, the last of which counts most.

    A question that leans on nothing comes back as it is. Otherwise `text` stands alone, `asked` is what was typed and `carried_over` tells
    what was added. Filters stay the question's own.
    """
    typed = " ".join(question.text.split())
    last = next((turn for turn in reversed(earlier) if turn.answer is not None), None)
    if last is None or not typed:
        return question
    completed = _swapped(typed, last.question.text) or _pointed(typed, last)
    if completed is None:
        return question
    text, carried = completed
    return question.model_copy(update={"text": text, "asked": typed, "carried_over": carried})


def _swapped(typed: str, before: str) -> tuple[str, tuple[str, ...]] | None:
    """`and in 2021?` after a question on 2020 -> that question on 2021. None where it is no such fragment."""
    fragment = _OPENING.sub("", typed, count=1).strip(" ?.!")
    own = [stem for stem in asked_stems(_without(times_in(fragment), fragment)) if stem not in _EMPTY]
    dated = times_in(fragment)
    if dated and not own and not _points(typed):
        start, end = dated[0]
        return _with_date(before, fragment[start:end]), (_shortened(before),)
    thing = _PREPOSITION.sub("", fragment, count=1)
    if not _LEADS.match(typed) or not thing or _asks(fragment) or _points(typed):
        return None
    if _BODY.fullmatch(thing):
        return _with_named(before, thing, fragment, _BODY), (_shortened(before),)
    if not own or len(own) > _SWAPPED:
        return None
    if _NAME.search(f" {thing}"):
        return _with_named(before, thing, fragment, _NAME), (_shortened(before),)
    return f"{_shortened(before)}, {fragment}?", (_shortened(before),)


def _with_date(before: str, date: str) -> str:
    dates = times_in(before)
    if not dates:
        return f"{_shortened(before)} in {date}?"
    start, end = dates[-1]
    return f"{before[:start]}{date}{before[end:]}"


def _with_named(before: str, thing: str, fragment: str, pattern: re.Pattern[str]) -> str:
    """The name of its kind in the question before swapped for this one; put at its end where it names none."""
    others = [found.span() for other in (_BODY, _SPEAKER, _CAPITALS) for found in other.finditer(before)]
    taken = [] if pattern is _BODY else [*others, *times_in(before)]
    named = [found for found in pattern.finditer(before) if not any(a < found.end() and found.start() < b for a, b in taken)]
    if not named:
        return f"{_shortened(before)}, {fragment}?"
    old = named[-1]
    article = "the " if old[0].lower().startswith("the ") and not thing.lower().startswith("the ") and pattern is not _BODY else ""
    return f"{before[: old.start()]}{article}{thing}{before[old.end() :]}"


def _without(spans: Sequence[tuple[int, int]], text: str) -> str:
    """A text with a blank in place of each span."""
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text


def _asks(fragment: str) -> bool:
    """Whether a fragment asks by itself: `how many libraries are there`."""
    return re.match(r"(?:how|what|which|who|when|where|why|did|do|does|is|are|was|were|has|have|can|will)\b", fragment, re.I) is not None


def _points(typed: str) -> bool:
    return any(pattern.search(typed) for pattern in (_THING, _PERSON, _MEETING))


def _pointed(typed: str, last: Turn) -> tuple[str, tuple[str, ...]] | None:
    """`How much did it cost?` with the topic of the turn before; None for a question with a topic of its own."""
    own = [stem for stem in asked_stems(_without(times_in(typed), typed)) if stem not in _EMPTY]
    carried: list[str] = []
    if _PERSON.search(typed) and not _SPEAKER.search(typed) and (name := _speaker(last)):
        carried.append(name)
    if _MEETING.search(typed) and (meeting := _meeting(last)):
        carried.append(meeting)
    if not carried:
        if own and not (_THING.search(typed) and len(own) <= _SWAPPED and not _named_first(typed)):
            return None
        carried.append(_quoted(last) if _SAID.search(typed) and not own else _topic(last.question.text))
    elif not own:
        carried.append(_topic(last.question.text))
    told = tuple(dict.fromkeys(part for part in carried if part))
    return (f"{typed.rstrip(' ?.!')}: {'; '.join(told)}?", told) if told else None


def _named_first(typed: str) -> bool:
    """Whether what a pronoun stands for comes before it: `Has Stannick library reopened and what did it cost?`"""
    found = _THING.search(typed)
    return found is not None and any(stem not in _EMPTY for stem in asked_stems(typed[: found.start()]))


def _topic(before: str) -> str:
    """What a question is about, without the words that ask: `How much salt was used in Wenlow?` -> `salt was used in Wenlow`."""
    framed = _FRAME.sub("", before, count=1)
    return _QUESTION_WORDS.sub("", framed, count=1).strip(" ?.!") or before.strip(" ?.!")


def _quoted(last: Turn) -> str:
    """The first words that the answer before quoted; the topic of its question where it quoted none."""
    if last.answer is None or not last.answer.citations:
        return _topic(last.question.text)
    said = readable(last.answer.citations[0].quote)
    start, end = sentence_spans(said)[0] if said else (0, 0)
    return " ".join(said[start:end].split()[:_SAID_WORDS]).rstrip(" .") or _topic(last.question.text)


def _speaker(last: Turn) -> str:
    """The person whom the turn before named: in its question, else first in what was quoted."""
    quotes = [readable(citation.quote) for citation in last.answer.citations] if last.answer else []
    found = next((found for text in (last.question.text, *quotes) if (found := _SPEAKER.search(text))), None)
    return found[0].strip() if found else ""


def _meeting(last: Turn) -> str:
    """The meeting of the first passage quoted: `Highways Panel 4 May 2021`."""
    if last.answer is None or not last.answer.citations:
        return ""
    of = last.answer.citations[0].meeting
    return " ".join(part for part in (of.body or of.council, spoken(of.date) if of.date else None) if part)


def _shortened(before: str) -> str:
    return before.rstrip(" ?.!")
