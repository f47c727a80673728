"""The sentences of one entry -> its fields, each with the words that state it."""

import re
from collections.abc import Sequence

from corpus.models import DecisionResult
from corpus.register import EntryKind, Result, Stated
from ingest.decisions.motions import movers_in, number_in, result_in
from ingest.decisions.wording import DEFERS, RECOMMENDS, RESOLVES
from ingest.register.sentences import Sentence

_PERSON = (
    r"(?<!\w)(?:(?:Cllrs?|Councill?ors?|Mrs?|Ms|Miss|Dr|Mayor)\.?\s{1,9}){1,3}+"
    r"(?:[A-Z]\.\s{0,9}){0,3}[A-Z][\w’'-]{1,30}+(?:\s{1,9}[A-Z][\w’'-]{1,30}+){0,2}"
)  # Councillor Ann Ode
_PERSONS = (
    r"(?<!\w)(?:(?:Cllrs?|Councill?ors?|Mrs?|Ms|Miss|Dr|Mayor)\.?\s{1,9}){1,3}+"
    r"(?:[A-Z]\.\s{0,9}){0,3}[A-Z][\w-]{1,30}+(?:\s{1,9}[A-Z][\w-]{1,30}+){0,2}"
)  # the name in: Councillor Ode’s amendment
_MOVER = re.compile(
    rf"\b(?:[Aa]mendment|[Mm]otion|[Pp]roposal)(?:\s{{1,9}}to\s[^.;:,]{{2,60}},)?\s{{1,9}}(?:moved\s{{1,9}}|made\s{{1,9}}"
    rf"|proposed\s{{1,9}})?(?:by|of|from)\s{{1,9}}(?P<a>{_PERSON})|(?P<b>{_PERSONS})[’']s\s{{1,9}}(?:amendment|motion"
    rf"|proposal)\b"
    rf"|(?P<c>{_PERSON}|[Tt]he\s{{1,9}}(?:Leader|Chair\w*|Mayor))(?:\s{{1,9}}[a-z][^.;:,]{{2,60}}?\s{{1,9}}and)?\s{{1,9}}(?:moved|proposed|nominated|put\s{{1,9}}forward)\b"
    rf"|(?P<f>{_PERSON}),\s{{1,9}}seconded\s{{1,9}}by\s{{1,9}}{_PERSON},\s{{1,9}}(?:moved|proposed)\b"
    rf"|\b(?:[Mm]oved|[Pp]roposed)(?:\s{{1,9}}by)?:?\s{{1,9}}(?P<d>{_PERSON}|the\s{{1,9}}(?:Leader|Chair\w*|Mayor))"
    rf"|\bon\s{{1,9}}(?:a\s{{1,9}}|the\s{{1,9}})?motion\s{{1,9}}(?:by|of)\s{{1,9}}(?P<e>{_PERSON}|the\s{{1,9}}(?:Leader|Chair\w*|Mayor))"
)
_SECONDER = re.compile(
    rf"\b[Ss]econded(?:\s{{1,9}}by)?:?\s{{1,9}}(?P<a>{_PERSON}|the\s{{1,9}}(?:Leader|Chair\w*|Mayor))|(?P<b>{_PERSON}"
    rf"|the\s{{1,9}}(?:Leader|Chair\w*|Mayor))\s{{1,9}}(?:had\s{{1,9}})?seconded\b"
)
ACCEPTED = re.compile(
    r"\b(?:accepted|agreed)\s{1,9}by\s{1,9}the\s{1,9}(?:mover|proposer)\b|\b(?:mover|proposer)\s{1,9}accepted\b", re.I
)  # an amendment, which is then part of the motion

_RESULTS = (
    (Result.WITHDRAWN, re.compile(r"\b(?:WITHDRAWN|[Ww]ithdrawn|withdrew)\b")),
    (Result.LOST, re.compile(
        r"\b(?:LOST|[Ll]ost|DEFEATED|[Dd]efeated|fell|FELL|FAILED|failed|negatived|not\s{1,9}carried"

        r"|NOT\s{1,9}CARRIED|not\s{1,9}seconded|no\s{1,9}seconder|want\s{1,9}of\s{1,9}a\s{1,9}seconder)\b"
        r"|\bcasting\s{1,9}vote\b[^.;]{0,24}\bagainst\b"

)),
    (Result.DEFERRED, re.compile(r"\b(?:DEFER(?:RED)?|[Dd]eferred|[Dd]efer|[Pp]ostponed?|[Pp]ut\s{1,9}(?:off|back)|[Aa]djourned)\b")),
    (Result.REFERRED, re.compile(r"\b(?:REFERRED|[Rr]eferred|[Rr]efer)\b")),
    (Result.CARRIED, re.compile(
        r"\b(?:CARRIED|[Cc]arried|PASSED|passed|ADOPTED)\b|\bcasting\s{1,9}vote\b[^.;]{0,24}\b(?:for"
        r"|in\s{1,9}favou?r)\b"
)),
)  # fmt: skip
_DEFERRED = re.compile(
    r"\bbe\s{1,9}(?:\w+ly\s{1,9})?(?:deferred|put\s{1,9}(?:off|back)|postponed|adjourned)\b|\b(?:to|will)\s{1,9}(?:defer"
    r"|put\s{1,9}off|postpone)\b|\bdeferral\b|\bmatter\b[^.;]{0,40}\b(?:brought\s{1,9}(?:forward|back)"
    r"|considered\s{1,9}again)\s{1,9}(?:to|at|for)\b",
    re.I,
)
_AGREED = re.compile(
    r"\b(?:RESOLVED|[Rr]esolved|AGREED|[Aa]greed|APPROVED|[Aa]pproved|ACCEPTED|[Aa]ccepted|CONFIRMED"
    r"|[Cc]onfirmed|ADOPTED|[Aa]dopted|RECOMMENDED|[Rr]ecommend(?:ed|s)?|[Dd]ecided|DECIDED|[Ee]lected"
    r"|[Aa]ppointed|[Ee]ndorsed|[Rr]atified|[Gg]ranted|[Aa]uthori[sz]ed|[Ss]igned|[Aa]warded)\b"
)
VOTERS = re.compile(
    r"^\W*(?:for|against|in\s{1,9}favou?r|abst\w+|ayes?|yeas?|noes|nays?|absent|excused|recused|not\s{1,9}voting)\b[^.:\n]{0,30}:", re.I
)  # AYES: Ode, Lee ; Abstained: none
_NOTED = re.compile(r"\b(?:NOTED|[Nn]oted|[Nn]ote|RECEIVED|[Rr]eceived|[Rr]eceive)\b")
_NOTES = re.compile(
    r"^(?:that\s{1,9}|to\s{1,9})?(?:the\s{1,9}|it\s{1,9})?(?:[\w’'&,/()-]+\s{1,9}){0,14}?(?:be\s{1,9}(?:duly\s{1,9})?(?:received\s{1,9}and\s{1,9})?(?:noted"
    r"|received)|note|receive|noted|received)\b",
    re.I,
)
_ONLY_NOTES = re.compile(
    r"\b(?:and|but|subject|with|approve|agree|write|ask|request|report\s{1,9}back|be\s{1,9}(?:asked|approved|agreed))\b", re.I
)

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s{1,9})?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?:\s{1,9}(?:19"
    r"|20)\d\d\b)?"
)
_DEADLINE = re.compile(
    rf"\b(?:by|before|no(?:t)?\s{{1,9}}later\s{{1,9}}than|until|to\s{{1,9}}be\s{{1,9}}(?:\w+\s{{1,9}}){{1,3}}by)\s{{1,9}}(?:the\s{{1,9}}end\s{{1,9}}of\s{{1,9}}"
    rf"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s{{1,9}})?(?P<when>{_DAY}|the\s{{1,9}}next\s{{1,9}}meeting"
    rf"|(?:spring|summer|autumn|winter|early|mid|late|Spring|Summer|Autumn|Winter|Easter|Christmas|Q[1-4])\s{{1,9}}20\d\d)(?!(?<=[a-z])\s{{1,9}}[A-Z][a-z])"
    rf"|\b(?:deferred|put\s{{1,9}}off|postponed|adjourned|referred\s{{1,9}}back)\s{{1,9}}(?:to"
    rf"|until)\s{{1,9}}(?:the\s{{1,9}}(?:meeting\s{{1,9}}(?:of"
    rf"|on)\s{{1,9}})?)?(?P<then>{_DAY}|next\s{{1,9}}meeting)"
    rf"|\b(?:to|at|for|in)\s{{1,9}}(?P<next>the\s{{1,9}}(?:next|(?:January|February|March|April|May|June|July"
    rf"|August|September|October|November|December))\s{{1,9}}(?:\w+\s{{1,9}})?meeting)\b|\b(?:in|to|for|at\s{{1,9}}the"
    rf"|until|at\s{{1,9}}its)\s{{1,9}}(?P<month>(?:January|February|March|April|May|June|July|August|September"
    rf"|October|November|December)\s{{1,9}}20\d\d)\b|\bwithin\s{{1,9}}(?P<within>(?:\d+|\w+)\s{{1,9}}(?:working\s{{1,9}})?(?:days"
    rf"|weeks|months))\b|\b(?:report\s{{1,9}}back|return|come\s{{1,9}}back|attend|brought)\b[^.;]{{0,40}}?\b(?:to"
    rf"|at)\s{{1,9}}(?P<meeting>the\s{{1,9}}next\s{{1,9}}meeting)\b"
)
_DONE = re.compile(
    r"\b(?:had|has|have|was|were)\s{1,9}(?:(?:already|not|all)\s{1,9}){0,2}(?:been\s{1,9})?\w+(?:ed|en|t)\s{1,9}$"
)  # had been delivered by 3 March
_WHEN = re.compile(
    rf"\b(?:DEFER\w*|[Dd]efer\w*|[Pp]ut\s{{1,9}}(?:off|back)|[Pp]ostpone\w*)\b[^.;]{{0,60}}?\s(?:to|until)\s{{1,9}}(?P<then>{_DAY}"
    rf"|the\s{{1,9}}first\s{{1,9}}meeting\s{{1,9}}(?:after|in|of)\s{{1,9}}[\w\s]{{1,24}}\w)"
    rf"|\b(?:attend|report|reports|come|comes|go\s{{1,9}}to\s{{1,9}}(?:the\s{{1,9}})?[A-Z]\w+|return|meet|be\s{{1,9}}held|back|brought"
    rf"|presented|the\s{{1,9}}meeting)\b[^.;:]{{0,40}}?\son\s{{1,9}}(?P<on>{_DAY})"
    rf"|\b(?:attend|report|reports|come|comes|return|restart|meet|back|brought|presented)\b[^.;:]{{0,40}}?\sin\s{{1,9}}(?P<month>{_MONTH}(?:\s{{1,9}}20\d\d)?)"
    rf"|\b(?:forward|back|brought|come)\s{{1,9}}(?:to|at|for)\s{{1,9}}(?P<agenda>"
    rf"(?:the\s{{1,9}}next\s{{1,9}}agenda|a\s{{1,9}}future\s{{1,9}}meeting|the\s{{1,9}}first\s{{1,9}}meeting\s{{1,9}}in\s{{1,9}}20\d\d"
    rf"|the\s{{1,9}}meeting\s{{1,9}}in\s{{1,9}}{_MONTH}))"
    r"|\b(?:by|before|until)\s{1,9}(?P<feast>(?:the\s{1,9})?(?:Easter|Christmas|half[-\s]term|school\s{1,9}holidays)(?:\s{1,9}20\d\d)?)(?!\s{1,9}[A-Z])\b"
    rf"|\b(?:[Dd]ue|promised\s{{1,9}}(?:for|by))\s{{1,9}}(?P<due>{_DAY})"
)  # deferred to 7 March 2023 ; that the group report on 23 January 2024 ; officers attend in September
_IN_BRACKETS = re.compile(
    rf"\([^()]{{2,40}},\s{{1,9}}(?:by\s{{1,9}})?(?P<when>{_DAY}|the\s{{1,9}}{_MONTH}\s{{1,9}}meeting)\)"
)  # (Mr Marchbanks, 13 January)
_ASKED_OF = re.compile(
    rf"\((?P<who>[^(),]{{3,40}}),\s{{1,9}}(?:by\s{{1,9}})?(?:{_DAY}|the\s{{1,9}}\w{{3,9}}\s{{1,9}}meeting)\)"
)  # (Mr Marchbanks, 13 January)
_ROLE = (
    r"(?:(?:Executive|Corporate|Assistant|Deputy|Interim|Strategic|Service)\s{1,9})*(?:Director|Head"
    r"|Clerk|Chief\s{1,9}(?:Executive|Officer)|Monitoring\s{1,9}Officer|Town\s{1,9}Clerk|Cabinet\s{1,9}Member"
    r"|Executive\s{1,9}Member|Chair(?:man|woman|person)?|Leader|Mayor|[A-Z]\w+\s{1,9}(?:Officer|Manager))"
    r"(?:\s{1,9}(?:of|for)\s{1,9}(?:[A-Z][\w’'-]{1,30}+(?:,?\s{1,9}(?:and\s{1,9}|the\s{1,9})?(?=[A-Z]))?){1,8}+)?"
)
_OF_NAME = (
    r"(?!(?:is|are|was|were|be|did|do|not|to|its|has|have|had|will|would|should|which|that)\b)[\w’'-]{2,20}"  # a word of whoever is to act
)
_DOES = r"(?:ask|approach|arrange|bring|chase|check|circulate|contact|find|obtain|order|publish|raise|seek|send|write)"
_TO_ACT = re.compile(
    rf"\b[Tt]hat\s{{1,9}}(?P<a>(?:the\s{{1,9}})?{_ROLE})\s{{1,9}}(?:be\s{{1,9}}(?:asked|requested|instructed|directed"
    rf"|required|invited|authori[sz]ed|delegated)\b|should\b|will\b|write|attend|report|bring"
    rf"|prepare|provide|send|review|investigate)"
    rf"|\b(?P<b>[Tt]he\s{{1,9}}{_ROLE}|{_PERSON})\s{{1,9}}(?:was|were|is|are|be|to)\s{{1,9}}(?:then\s{{1,9}}|also\s{{1,9}})?(?:asked"
    rf"|requested|instructed|directed|tasked|to)\b|\b(?P<c>[Tt]he\s{{1,9}}{_ROLE}|{_PERSON})\s{{1,9}}(?:undertook"
    rf"|agreed|promised|offered|would|will)\s{{1,9}}(?:to\b|{_DOES}\b)"
    rf"|^\W*(?P<j>[Tt]he\s{{1,9}}{_ROLE}|{_PERSON})\s{{1,9}}to\s{{1,9}}{_DOES}\b"
    rf"|\b[Tt]hat\s{{1,9}}(?P<g>(?:the\s{{1,9}})?(?!the\b|(?:Committee|Council|Panel|Board|Forum)\s)(?:{_OF_NAME}\s{{1,9}}){{0,4}}?{_OF_NAME})"
    rf"\s{{1,9}}(?:bring|reply|prepare|attend|press|submit|write|provide|send|investigate|draft\s{{1,9}}them|would\s{{1,9}}consult|report\s{{1,9}}(?:back\b|in\b|to\b|on\s{{1,9}}\d))\b"
    rf"|^\W*\(?(?:[a-z]|\d|[ivx]{{1,4}})[.)]\s{{1,9}}(?:that\s{{1,9}})?(?P<h>[Tt]he\s{{1,9}}{_ROLE}|{_PERSON})"
    rf"\s{{1,9}}(?!(?:be|is|was|were|are|had|has|of|and|or|for|to|in|on|from|with|by|said|asked)\b)[a-z]"
    rf"|^\W*(?:ACTIONS?|Actions?)\s{{0,9}}[:–-]\s{{0,9}}(?P<i>(?:[A-Z]\.?\s{{1,9}})?[A-Z][\w’'-]{{1,30}}(?:\s{{1,9}}[A-Z][\w’'-]{{1,30}})?)(?=\s{{0,9}}(?:,|to\b|by\b))"
    rf"|^\W*(?:ACTIONS?|Actions?)(?:\s{{1,9}}(?:point|by|for))?\s{{0,9}}[:–-]\s{{0,9}}(?P<d>{_ROLE}"
    rf"|{_PERSON})(?=\s{{0,9}}(?:[:;,.(–-]|to\b|$))"
)


def number_of(sentences: Sequence[Sentence]) -> Stated[str] | None:
    for sentence in sentences[:2]:
        if number := number_in(sentence.said):
            return sentence.holds(number)
    return None


def mover_in(sentence: Sentence) -> Stated[str] | None:
    return _one_named([sentence], _MOVER, 0)


def movers_of(sentences: Sequence[Sentence]) -> tuple[Stated[str] | None, Stated[str] | None]:
    """Who moved and who seconded. Where the words name two movers, it is not said whose the decision is."""
    own = [one for one in sentences if not ACCEPTED.search(one.said)] or sentences
    return _one_named(own, _MOVER, 0), _one_named(own, _SECONDER, 1)


def _one_named(sentences: Sequence[Sentence], pattern: re.Pattern[str], which: int) -> Stated[str] | None:
    found: dict[str, Stated[str]] = {}
    for sentence in sentences:
        for match in pattern.finditer(sentence.raw):
            group = next(name for name, text in match.groupdict().items() if text)
            start, end = match.span(group)
            name = " ".join(sentence.raw[start:end].split())
            found.setdefault(name.split()[-1], sentence.states(name, start, end))
        told = movers_in(sentence.said)[which]
        if told and (stated := sentence.holds(told)):
            found.setdefault(stated.value.split()[-1], stated)
    return next(iter(found.values())) if len(found) == 1 else None


def result_of(kind: EntryKind, sentences: Sequence[Sentence]) -> Stated[Result] | None:
    """What became of it, and the word that says so. Nothing that was not put to a vote is carried."""
    if kind not in (EntryKind.RESOLUTION, EntryKind.RECOMMENDATION):
        return None
    lead = next((sentence for sentence in sentences if RESOLVES.search(sentence.said) or RECOMMENDS.search(sentence.said)), None)
    if lead is not None and kind is EntryKind.RESOLUTION:
        after = sentences[sentences.index(lead) :]
        words = " ".join(one.said for one in after)
        resolved = RESOLVES.search(words)
        limbs = _limbs(words[resolved.end() :] if resolved else words)
        if (len(limbs) == 1 and _DEFERRED.search(words)) or re.search(
            r"^\W*(?:that\s{1,9})?(?:to\s{1,9})?(?:defer\b|[^.;]{2,60}?\bbe\s{1,9}deferred\b)",
            limbs[0] if limbs else "",
            re.I,
        ):
            return _deferred(after)
        if limbs and all(_NOTES.match(limb) and not _ONLY_NOTES.search(_NOTES.sub("", limb, count=1)) for limb in limbs):
            return _stated(after, Result.NOTED, _NOTED)
        return _stated(after, Result.AGREED, _AGREED)
    words = " ".join(one.said for one in sentences)
    if _DEFERRED.search(words) and not any(_came_out(one, lost) for one in sentences for lost in (Result.LOST, Result.WITHDRAWN)):
        return _deferred(sentences)
    last = {id(one): one for one in (*sentences[-2:], *[one for one in sentences if not VOTERS.match(one.said)][-2:])}.values()
    for result, pattern in _RESULTS:
        if any(_came_out(one, result) for one in last if pattern.search(one.said)):
            return _stated(sentences[::-1], result, pattern)
    if kind is EntryKind.RESOLUTION and (noted := _NOTED.search(words)) and not _AGREED.search(words[: noted.start()]):
        return _stated(sentences, Result.NOTED, _NOTED)
    return _stated(sentences, Result.AGREED, _AGREED)


def _deferred(sentences: Sequence[Sentence]) -> Stated[Result] | None:
    return _stated(sentences, Result.DEFERRED, _RESULTS[2][1]) or _stated(sentences, Result.DEFERRED, _DEFERRED)


def result_in_cell(said: Stated[str]) -> Stated[Result] | None:
    """What a cell says came of a motion: `Carried`, `Lost, 15 to 19`."""
    for result, pattern in (*_RESULTS, (Result.AGREED, _AGREED), (Result.NOTED, _NOTED)):
        if pattern.match(said.value):
            return Stated(result, said.page, said.start, said.end)
    return None


def _came_out(sentence: Sentence, result: Result) -> bool:
    """Whether the sentence says that this came of it."""
    told = result_in(sentence.said)
    if result in (Result.LOST, Result.WITHDRAWN, Result.CARRIED):
        return told is DecisionResult(result.value) or bool(
            re.search(
                r"\b(?:LOST|CARRIED|WITHDRAWN|DEFEATED)\b|\bfell\b|\bnot\s{1,9}seconded\b|\bno\s{1,9}seconder\b"
                r"|\bwant\s{1,9}of\s{1,9}a\s{1,9}seconder\b"
                r"|\b(?:was|were)\s{1,9}(?:\w+ly\s{1,9})?(?:lost|carried|withdrawn|defeated)\b|(?:^|[.;:,]\s{1,9})(?:Carried"
                r"|Lost|Withdrawn)\b",
                sentence.said,
            )
        )
    if result is Result.REFERRED:
        return bool(
            re.search(
                r"\b(?:was|were|be)\s{1,9}(?:therefore\s{1,9})?referred\b|^\W*(?:REFERRED|Referred)\b|\bresolved\s{1,9}to\s{1,9}refer\b",
                sentence.said,
            )
        )
    return bool(
        DEFERS.search(sentence.said)
        or re.search(
            r"^\W*(?:DEFERRED|Deferred|Put\s{1,9}(?:off|back))\b|:\s{1,9}(?:put\s{1,9}off|deferred)\b"
            r"|\bwas\s{1,9}(?:deferred|put\s{1,9}off)\b",
            sentence.said,
        )
    )


def _limbs(words: str) -> list[str]:
    parts = re.split(r"(?:^|(?<=[\s:;,.]))\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s{1,9}(?:and\s{1,9})?", words)
    return [
        part
        for part in (re.sub(r"^\W+", "", part) for part in parts)
        if len(part) > 3 and not re.match(r"^(?:unanimously|by\b)[\w\s,]{0,40}$", part)
    ]


def _stated(sentences: Sequence[Sentence], result: Result, pattern: re.Pattern[str]) -> Stated[Result] | None:
    for sentence in sentences:
        if found := pattern.search(sentence.raw):
            return sentence.states(result, *found.span())
    return None


def deadline_of(kind: EntryKind, sentences: Sequence[Sentence]) -> Stated[str] | None:
    """Until when. A month that is past at the meeting is none, nor is the day of the meeting itself."""
    held = sentences[0].meeting.date
    patterns = (_DEADLINE, _WHEN, _IN_BRACKETS) if kind is EntryKind.INFORMATION_REQUEST else (_DEADLINE, _WHEN)
    for sentence in sentences:
        for found in sorted((match for pattern in patterns for match in pattern.finditer(sentence.raw)), key=lambda match: match.start()):
            group = next(name for name, text in found.groupdict().items() if text)
            stated = sentence.states(" ".join(found[group].split()), *found.span(group))
            if _DONE.search(sentence.raw[: found.start()]):
                continue
            year = re.search(r"\b20\d\d\b", stated.value)
            month = next((n for n, name in enumerate(_MONTHS, 1) if name in stated.value), 12)
            if not (held and year and (int(year[0]), month) < (held.year, held.month)):
                return stated
    return None


def owner_of(sentences: Sequence[Sentence]) -> Stated[str] | None:
    """Who is to act."""
    for sentence in sentences:
        if asked := _ASKED_OF.search(sentence.raw):
            return sentence.states(" ".join(asked["who"].split()), *asked.span("who"))
        for found in _TO_ACT.finditer(sentence.raw):
            group = next(name for name, text in found.groupdict().items() if text)
            return sentence.states(" ".join(found[group].split()), *found.span(group))
    return None
