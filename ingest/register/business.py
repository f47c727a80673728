"""The sentences of minutes and reports -> what was decided, asked and recommended in them, sentence by sentence.

A motion is told over several sentences: moved, perhaps amended, put, carried, resolved. They are one entry; an amendment is its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corpus.models import DecisionKind, DecisionResult
from corpus.register import EntryKind
from ingest.decisions.decision import Setting, Stretch, decision_in
from ingest.decisions.motions import movers_in, result_in
from ingest.decisions.wording import RECOMMENDS, RESOLVES
from ingest.register.sentences import Sentence
from ingest.register.votes import ballot_of

_LIMB = re.compile(r"\W*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|[•●▪–-]\s|(?:and\s+)?that\b|and\b|[a-z])")  # (2) That ; that ; and
_ENDS_OPEN = re.compile(r"(?::|,|\b(?:and|that|it\s+was|was|be))\W*$|\b(?:RESOLVED|RECOMMENDED|AGREED)\b[^:.]{0,120}$")
_AMENDMENT = re.compile(r"\bamend(?:ment|ing)\b", re.I)
_MOVES = re.compile(
    r"\b(?:mov(?:ed|ing)|propos(?:ed|ing)|nominat(?:ed|ing)|put\s+forward)\b|\b(?:motion|amendment|proposal)\s+(?:made\s+)?(?:by|of|from)\b|[’']s\s+(?:amendment|motion)\b", re.I
)
_BY = re.compile(
    r"(?P<verb>\b(?:amendment|motion|proposal)\s+(?:made\s+|moved\s+|proposed\s+)?(?:by|of|from)\s+)(?P<who>(?:(?:Cllr|Councill?or|Mrs?|Ms|Miss|Dr)\.?\s+)?(?:[A-Z][\w’'.-]+\s?){1,3})"
    r"|(?P<own>(?:Cllr|Councill?or|Mrs?|Ms|Miss|Dr)\.?\s+(?:[A-Z][\w’'-]*[\w]\s?){1,3}?)[’']s\s+(?:amendment|motion|proposal)\b"
    r"|(?P<nominates>(?:Cllr|Councill?or|Mrs?|Ms|Miss|Dr)\.?\s+(?:[A-Z][\w’'.-]+\s){1,3})nominated\b"
)
_SECONDED = re.compile(r"\bseconded\b|\bsecond(?:er)?\b", re.I)
_OUTCOME = re.compile(
    r"\b(?:LOST|CARRIED|WITHDRAWN|DEFEATED)\b|\b(?:was|were|being|be|and|is)\s+(?:\w+ly\s+|declared\s+|then\s+|therefore\s+)*(?:carried|lost|defeated|withdrawn|not\s+carried)\b"
    r"|\bfell\b(?=\s*(?:[.,;(]|by|for|$|\d))|\b(?:was|were)\s+not\s+seconded\b|\bno\s+seconder\b|\bwant\s+of\s+a\s+seconder\b|(?:^|[.;:]\s+)(?:Carried|Lost|Withdrawn|Defeated)\b|\b(?:amendment|motion)\s+(?:carried|passed|failed|lost)\b"
)
_SAYS_ALONE = re.compile(
    r"^(?:(?:The\s+)?(?:report|update|minutes|presentation|position|item|contents)\s+(?:was|were)\s+)?(?:NOTED|Noted|AGREED|Agreed|APPROVED|Approved|ACCEPTED|Accepted|DEFERRED|Deferred|WITHDRAWN|Withdrawn|RECEIVED|Received|CARRIED|Carried|LOST|Lost|REFUSED|Refused|GRANTED|Granted|Confirmed|CONFIRMED|ADOPTED|Adopted|REFERRED|Referred)\b"
    r"(?!\s+(?:by\s+\w+\s+on\b|on\s+\d|in\s+(?:19|20)\d\d))"
)
_VOTES_ONLY = re.compile(
    r"^\W*(?:\d{1,3}|on\s+(?:a|the|being)\b|for\b|the\s+vot(?:e|ing)|voting|vote|votes|recorded\s+vote|there\s+(?:were|voted)|(?:Cllr|Councill?or)s?\s+[^.;]{2,60}\b(?:vot(?:ed|ing)|abstain\w+|against|dissent\w*)|(?:proposed|moved|seconded|carried|unanimous|nem|ayes?|nays?|yeas?|against|abst\w+|roll|result|motion)\b)",
    re.I,
)
_SUBSTANTIVE = re.compile(r"\b(?:motion|substantive|proposition|resolution)\b", re.I)
_LAST_HEADING = re.compile(r"\b(?:agreed|approved|noted|accepted|deferred|confirmed|received|adopted)\b", re.I)
_KINDS = {kind: EntryKind(kind.value) for kind in DecisionKind}
_REQUEST_ANSWERED = re.compile(
    r"\b(?:undertook|promised|agreed|offered|would)\s+(?:to\s+)?(?:\w+\s+){0,2}?(?:reply|respond|answer|send|circulate|provide|write|supply|share|find\s+out|check)\b|\bto\s+be\s+(?:sent|circulated|provided|supplied)\b"
    r"|\b(?:reply|answer|figures?|note|written\s+(?:reply|answer))\s+(?:to|would|will)\s+(?:be\s+)?(?:sent|follow|circulated|given|provided)\b", re.I
)  # undertook to reply in writing
_ASKED_FOR = re.compile(
    r"\b(?:asked|requested|wanted)\s+(?:for\s+)?(?:an?|the|more|further|some|that\s+an?)\s+(?:[\w’'-]+\s+){0,3}?(?:report|note|briefing|breakdown|figures?|list|update|information|paper|analysis|details?|data|copy|table|comparison)\b"
    r"|\b(?:asked|requested)\s+for\s+(?:[\w’'-]+\s+){0,3}?(?:reports?|notes?|briefings?|figures|lists?|information|data|details)\b|^\W*INFORMATION\s+REQUEST", re.I
)  # The Chair asked for a note on


@dataclass
class Business:
    """The sentences of one entry in the making. `leads`: begins with RESOLVED or the like, so limbs that follow belong to it."""

    kind: EntryKind
    sentences: list[Sentence]
    leads: bool = False
    draft: bool = False
    moved: list[Sentence] = field(default_factory=list)  # its motion, where that stands further up

    @property
    def all(self) -> list[Sentence]:
        return [*self.moved, *self.sentences]


def business_of(sentences: Sequence[Sentence]) -> Iterator[Business]:
    """What the sentences of a paper decide, ask and recommend, in reading order; those in tables aside."""
    for _, group in groupby(sentences, key=lambda one: (one.setting, one.meeting, one.item)):
        of_item = list(group)
        if of_item[0].setting is Setting.RECORD:
            yield from _recorded(of_item)


@dataclass
class _Minute:
    """What one minute has told so far."""

    done: list[Business] = field(default_factory=list)
    motion: list[Sentence] | None = None  # moved, its outcome not yet told
    amendment: list[Sentence] | None = None
    put: Business | None = None  # a motion carried just now: what is RESOLVED next is its words


def _recorded(sentences: Sequence[Sentence]) -> Iterator[Business]:
    minute = _Minute()
    for n, sentence in enumerate(sentences):
        _take(minute, sentence, sentences[n - 1] if n else None)
    if minute.motion and (len(minute.motion) > 1 or _SECONDED.search(minute.motion[0].said)):
        minute.done.append(Business(EntryKind.RESOLUTION, minute.motion))
    yield from minute.done


def _take(minute: _Minute, sentence: Sentence, above: Sentence | None) -> None:
    """Take the next sentence of a minute: to what is told already, or as the first of something else."""
    said = sentence.said
    current = minute.done[-1] if minute.done else None
    follows = current is not None and current.sentences[-1] is above
    if sentence.heading and not _announces(sentence):
        return
    if current is not None and follows and current.leads and _LIMB.match(said) and not _OUTCOME.search(said):
        current.sentences.append(sentence)
        return
    if current is not None and follows and _VOTES_ONLY.match(said) and len(said.split()) < 60 and not RESOLVES.search(said) and (_tells_vote(sentence) or movers_in(said)[0]):
        if not _MOVES.search(said) or current.leads:
            current.sentences.append(sentence)
            return
    if _AMENDMENT.search(said) and _take_amendment(minute, sentence):
        return
    if RESOLVES.search(said) or RECOMMENDS.search(said):
        kind = EntryKind.RECOMMENDATION if RECOMMENDS.search(said) else EntryKind.RESOLUTION
        moved = minute.motion or (minute.put.all if minute.put else [])
        if minute.put is not None:
            minute.done.remove(minute.put)
        minute.motion = minute.amendment = minute.put = None
        minute.done.append(Business(kind, [sentence], leads=True, moved=moved))
        return
    if minute.amendment is not None and _OUTCOME.search(said) and not _SUBSTANTIVE.search(said):
        minute.done.append(Business(EntryKind.RESOLUTION, [*minute.amendment, sentence]))
        minute.amendment = None
        return
    if _MOVES.search(said) and (_movers(sentence)[0] or (_OUTCOME.search(said) and _SUBSTANTIVE.search(said))) and not _tells_of_old(sentence):
        minute.motion, minute.put = [sentence], None
        if _OUTCOME.search(said) or result_in(said):
            _settle(minute)
        return
    if minute.motion is not None and (_OUTCOME.search(said) or result_in(said) or _tells_vote(sentence) or _SECONDED.search(said)):
        minute.motion.append(sentence)
        if _OUTCOME.search(said) or result_in(said):
            _settle(minute)
        return
    _take_single(minute, sentence)


def _settle(minute: _Minute) -> None:
    motion = Business(EntryKind.RESOLUTION, minute.motion or [])
    minute.done.append(motion)
    minute.put, minute.motion = (motion if result_in(motion.sentences[-1].said) is not DecisionResult.LOST else None), None


def _take_amendment(minute: _Minute, sentence: Sentence) -> bool:
    """Whether the sentence tells of an amendment that is moved, or what came of one."""
    said = sentence.said
    accepted = re.search(r"\b(?:accepted|agreed)\s+by\s+the\s+(?:mover|proposer)\b", said)
    outcome = _OUTCOME.search(said)
    moves = _MOVES.search(said) and any(_movers(sentence))
    if accepted or RESOLVES.search(said):
        return False
    if outcome and moves:
        rest = re.split(r"(?<=[.;])\s+(?=[Tt]he\s+(?:substantive\s+)?motion\b)", said)
        minute.done.append(Business(EntryKind.RESOLUTION, [sentence]))
        return len(rest) == 1 or True
    if outcome and minute.amendment is not None:
        minute.done.append(Business(EntryKind.RESOLUTION, [*minute.amendment, sentence]))
        minute.amendment = None
        return True
    if moves:
        minute.amendment = [sentence]
        return True
    if outcome and not _tells_of_old(sentence):
        minute.done.append(Business(EntryKind.RESOLUTION, [sentence]))
        return True
    return False


def _take_single(minute: _Minute, sentence: Sentence) -> None:
    """A sentence that decides or asks by itself."""
    said = sentence.said
    first = not any(sentence.passage is one.passage and not one.heading for business in minute.done for one in business.sentences)
    if _SAYS_ALONE.match(said) and (first or len(said.split()) < 12 or said.split()[0].isupper()):
        minute.done.append(Business(EntryKind.RESOLUTION, [sentence], leads=said.rstrip().endswith(":")))
        return
    if sentence.heading:
        minute.done.append(Business(EntryKind.RESOLUTION, [sentence], leads=True))
        return
    stretch = Stretch(sentence.raw, sentence.raw, None, Setting.RECORD, sentence.meeting, sentence.item)
    decision = decision_in(stretch)
    if decision is not None:
        minute.done.append(Business(_KINDS[decision.kind], [sentence], leads=bool(re.search(r":\W*$", said))))
    elif _ASKED_FOR.search(said) and not _tells_of_old(sentence):
        minute.done.append(Business(EntryKind.INFORMATION_REQUEST, [sentence]))


def _announces(sentence: Sentence) -> bool:
    """Whether a heading is itself what was decided or announces it: `RESOLVED:`, `110. MINUTES of 20 June 2023: agreed and signed.`"""
    said = sentence.said
    return bool(RESOLVES.search(said) or RECOMMENDS.search(said)) or bool(re.search(r"[:.–-]\s+(?:were\s+)?(?:agreed|approved|noted|accepted|deferred|confirmed|received|adopted)\b", said, re.I))


def _tells_vote(sentence: Sentence) -> bool:
    return ballot_of([sentence]) is not None


def _movers(sentence: Sentence) -> tuple[str | None, str | None]:
    mover, seconder = movers_in(sentence.said)
    if mover is None and (by := _BY.search(sentence.said)):
        mover = (by["who"] or by["own"] or by["nominates"]).strip()
    return mover, seconder


def _tells_of_old(sentence: Sentence) -> bool:
    return bool(re.search(r"\b(?:had|previously|last\s+(?:year|month|meeting)|earlier\s+(?:this|in))\b", sentence.said))


movers_of = _movers
