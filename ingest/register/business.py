"""The sentences of minutes and reports -> what was decided, asked and recommended in them, sentence by sentence.

A motion is told over several sentences: moved, perhaps amended, put, carried, resolved. They are one entry; an amendment is its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from corpus.models import DecisionKind, Passage
from corpus.register import EntryKind
from ingest.decisions.decision import Setting, Stretch, decision_in
from ingest.decisions.motions import result_in
from ingest.decisions.wording import RECOMMENDS, RESOLVES
from ingest.register.fields import ACCEPTED, VOTERS, mover_in
from ingest.register.sentences import Sentence
from ingest.register.votes import ballot_of

_LIMB = re.compile(r"\W*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|[•●▪–-]\s|(?:and\s+)?that\b|and\b|[a-z])")  # (2) That ; that ; and
_AMENDMENT = re.compile(r"\bamend(?:ment|ing)\b", re.I)
_MOVES = re.compile(
    r"\b(?:mov(?:ed|ing)|propos(?:ed|ing)|nominat(?:ed|ing)|put\s+forward)\b|\b(?:motion|amendment"
    r"|proposal)\b[^.;:]{0,60}?\b(?:by|of|from)\b|[’']s\s+(?:amendment|motion|proposal)\b",
    re.I,
)
_SECONDED = re.compile(r"\bseconded\b|\bsecond(?:er)?\b", re.I)
_OUTCOME = re.compile(
    r"\b(?:LOST|CARRIED|WITHDRAWN|DEFEATED)\b|\bmotion\s+was\s+(?:DEFERRED|deferred)\b|\b(?:was|were|being|be|and|is)\s+(?:\w+ly\s+|declared\s+"
    r"|then\s+|therefore\s+)*(?:carried|lost|defeated|withdrawn|not\s+carried)\b"
    r"|\bfell\b(?=\s*(?:[.,;(]|by|for|$|\d))|\b(?:was|were)\s+not\s+seconded\b|\bno\s+seconder\b"
    r"|\bwant\s+of\s+a\s+seconder\b|(?:^|[.;:]\s+)(?:Carried|Lost|Withdrawn|Defeated)\b|\b(?:amendment"
    r"|motion)\s+(?:carried|passed|failed|lost)\b"
)
_SAYS_ALONE = re.compile(
    r"^(?:(?:The\s+)?(?:report|update|minutes|presentation|position|item|contents)\s+(?:was|were)\s+)?(?:NOTED"
    r"|Noted|AGREED|Agreed|APPROVED|Approved|ACCEPTED|Accepted|DEFERRED|Deferred|WITHDRAWN|Withdrawn"
    r"|RECEIVED|Received|CARRIED|Carried|LOST|Lost|REFUSED|Refused|GRANTED|Granted|Confirmed"
    r"|CONFIRMED|ADOPTED|Adopted|REFERRED|Referred)\b"
    r"(?!\s+(?:by\s+\w+\s+on\b|on\s+\d|in\s+(?:19|20)\d\d))"
)
_VOTES_ONLY = re.compile(
    r"^\W*(?:\d{1,3}|on\s+(?:a|the|being)\b|for\b|the\s+vot(?:e|ing)|voting|vote|votes|recorded\s+vote"
    r"|there\s+(?:were|voted)|(?:Cllrs?|Councill?ors?|Mrs?|Ms|Miss|Dr)\.?\s+[^.;]{2,60}\b(?:vot(?:ed|ing)|moved|seconded|abstain\w+"
    r"|against|dissent\w*)|[A-Z]\w+\s+[A-Z]\w+\s+(?:asked|requested|wished)\s+that\s+(?:his|her|their)\s+vote\b"
    r"|(?:proposed|moved|seconded|carried|unanimous|nem|ayes?|nays?|yeas?"
    r"|against|abst\w+|roll|result|motion)\b)",
    re.I,
)
_NAMES_FOLLOW = re.compile(
    r"^\W*(?:The\s+|A\s+)?(?:recorded\s+)?(?:names|votes?|voting|roll[-\s]call|division)\b(?:[^.:]{0,80}:|[^.:]{0,80}\b(?:recorded|as\s+follows|were|was)\b[^.:]{0,80}\.?$)",
    re.I,
)  # The names were recorded at the request of Cllr Ode: ; Voting:
_SUBSTANTIVE = re.compile(r"\b(?:motion|substantive|proposition|resolution)\b", re.I)
_LOSES = re.compile(r"\b(?:LOST|lost|DEFEATED|defeated|fell|FELL|withdrawn|WITHDRAWN|no\s+seconder|not\s+seconded|deferred|DEFERRED)\b")
_RECOMMENDS_ON = re.compile(
    r"\b(?:be|is)\s+recommended\b|\b(?:to|that)\s+recommend\b|\brecommend(?:ed)?\s+to\s+(?:the\s+)?(?:Cabinet"
    r"|Council|Full|Executive|Board)\b|\b[Tt]hat\s+(?:the\s+)?(?:Cabinet|Executive|Full\s+Council)\s+be\s+(?:asked"
    r"|urged|invited)\b"
)  # (2) That Cabinet be recommended to
_OLD = re.compile(
    r"\b(?:had|previously|last\s+(?:year|month|meeting)|earlier\s+(?:this|in))\b|^\W*(?:On|In"
    r"|At\s+its\s+meeting)\s[^,.;]{0,40}\b(?:19|20)\d\d\b"
)
_MOVED_OF_OLD = re.compile(
    r"\bhad\s+(?:\w+\s+)?(?:moved|proposed|nominated|put|deferred|refused|agreed)\b|\b(?:previously|last\s+(?:year|month|meeting))\b"
    r"|^\W*(?:On|In|At\s+its\s+meeting)\s[^,.;]{0,40}\b(?:19|20)\d\d\b"
)
_ENDS_DECIDED = re.compile(
    r"[:.–-]\s+(?:agreed|approved|noted|accepted|deferred|confirmed|received|adopted|signed|put\s+(?:off"
    r"|back)|NOTED|AGREED|APPROVED|DEFERRED|withdrawn)\b"
    r"|\b(?:was|were)\s+(?:\w+ly\s+)?(?:agreed|approved|noted|deferred|adopted|put\s+off|NOTED"
    r"|AGREED|APPROVED|DEFERRED)(?!\s+(?:that|by|with|in|to|at|on)\b)"
    r"|\b(?i:minutes|those\s+of|report|update|notes|presentation)\b[^.;]{0,80}?\b(?:was|were"
    r"|being)\s+(?:\w+ly\s+)?(?:accepted|confirmed|received|signed|agreed|approved|noted)\b(?!\s+(?:by"
    r"|from|that)\b)"
    r"|\b(?:approved|agreed|accepted),?\s+(?:unanimously|\d{1,2}\s?[–-]\s?\d|nem)"
    r"|^\W*(?:[A-Z]?\d[\d.]*\s+)?(?:[Tt]he\s+)?(?:Board|Cabinet|Council|Committee|Panel|Forum"
    r"|Authority|Executive|Members)\s+(?:NOTED|noted(?!\s+(?:in\b|[\w’']+[’']s\s+observation\b|that\s+(?:\S+\s+){28})))\b|\bwas\s+(?:duly\s+)?appointed\s+unopposed\b",
)  # Minutes of 20 June: agreed and signed. ; The minutes were signed
_WANTS_TO_KNOW = re.compile(r"\b(?:asked|wished\s+to\s+know|wanted\s+to\s+know|requested|queried|enquired)\b", re.I)
_PUTS = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:Officers?[’']?\s+|Staff\s+)?(?:RECOMMENDATIONS?|Recommendations?"
    r"|RECOMMENDED|Recommended)(?:\s*\(s\))?\s*[:.]\s*(?:\S|$)"
    r"|\b[Ii]t\s+is\s+(?:therefore\s+)?(?:recommended|RECOMMENDED)\s+(?:that|to)\b"
    r"|\b(?:Committee|Panel|Cabinet|Council|Board|Forum|Authority|Partnership|Trustees|Governors|Members|members)\s+(?:is|are)\s+(?:asked"
    r"|recommended|invited|requested)\s+to\b"
)  # 6. Recommendations: that the Panel
_REASONS = re.compile(r"^\W*(?:AND\s+)?(?:WHEREAS|Whereas)\b")
_REQUESTS = re.compile(r"\binformation\s+requests?\b|\brequests?\s+for\s+information\b", re.I)
_FIRST_LIMB = re.compile(r"\s\((?:1|a|i)\)\s")
_TO_ANOTHER = re.compile(
    r"\b(?:to\s+(?:the\s+)?(?:Cabinet|Council|Full\s+Council|Executive|Board)|(?:Cabinet|Council|Executive|Board)\s+be\s+(?:recommended|asked|urged))\b[^.;]{0,12}$"
)  # RESOLVED: To recommend to Cabinet: what each limb asks for may be answered by itself
_UNDERTAKES = re.compile(
    r"^\W*(?:[Tt]he\s+)?(?:Clerk|Chair(?:man|woman|person)?|Officers|(?:Cllr|Councillor|Mrs?|Ms|Miss|Dr)\s+(?:[A-Z]\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?)"
    r"\s+(?:will|would|to|undertook\s+to)\s+(?:ask|approach|arrange|bring|chase|check|circulate|contact|enquire|find\s+out|look\s+into|obtain|order|publish|raise"
    r"|remind|report\s+back|seek|send|speak\s+to|write)\b[^.;]{0,90}\.?$"
)  # The Clerk would send it to the county.
_TO_BE_TOLD = re.compile(
    r"\b(?:Members|members|the\s+(?:Panel|Committee|Board|Council|Forum))\s+be\s+(?:told|sent|given|provided|informed)\b"
)
_SHORT = 60  # words of a sentence that only tells a vote
_ALONE = 3  # words: NOTED. ; Information requests:
_TOLD_OF = 3  # sentences before such a word
_REQUEST_ANSWERED = re.compile(
    r"\b(?:undertook|promised|agreed|offered|would)\s+(?:to\s+)?(?:\w+\s+){0,2}?(?:reply|respond"
    r"|answer|send|circulate|provide|write|supply|share|find\s+out|check)\b|\bto\s+be\s+(?:sent"
    r"|circulated|provided|supplied)\b"
    r"|\bnot\s+to\s+hand\b|\b(?:answer|reply|figures?)\s+(?:was|were)\s+promised\b"
    r"|\b(?:reply|answer|figures?|note|written\s+(?:reply|answer))\s+(?:to|would|will)\s+(?:be\s+)?(?:sent"
    r"|follow|circulated|given|provided)\b",
    re.I,
)  # undertook to reply in writing
_ASKED_FOR = re.compile(
    r"\b(?:asked|requested|wanted)\s+(?:for\s+)?(?:an?|the|more|further|some|that\s+an?)\s+(?:[\w’'-]+\s+){0,3}?(?:report"
    r"|note|briefing|breakdown|figures?|list|update|information|paper|analysis|details?|data"
    r"|copy|table|comparison)\b"
    r"|\b(?:asked|requested)\s+for\s+(?:[\w’'-]+\s+){0,3}?(?:reports?|notes?|briefings?|figures"
    r"|lists?|information|data|details)\b|^\W*INFORMATION\s+REQUEST"
    r"|\b(?:asked|requested)\s+to\s+(?:see|be\s+(?:told|sent|given|shown)|have|receive)\b"
    r"|\basked\s+for\s+(?:[\w’'-]+\s+){0,4}?(?:numbers?|names|costs?|rates?|results?|counts?|complaints|dates)\b(?:\s+(?:of|by|for|in)\b|\.?$)"
    r"|\basked\s+for\s+more\s+on\b|\basked\s+that\s+(?:the\s+)?(?:next\s+|future\s+)?(?:reports?|figures|papers?|updates?)\s+(?:show|include|give|set\s+out)\b",
    re.I,
)  # The Chair asked for a note on


@dataclass
class Business:
    """The sentences of one entry in the making. `leads`: begins with RESOLVED or the like, so limbs that follow belong to it."""

    kind: EntryKind
    sentences: list[Sentence]
    leads: bool = False
    draft: bool = False
    moved: list[Sentence] = field(default_factory=list)  # its motion, where that stands further up
    part_of: list[Sentence] = field(default_factory=list)  # the resolution that it is a limb of: moved and voted on with it

    @property
    def all(self) -> list[Sentence]:
        return [*self.moved, *self.sentences]


def business_of(sentences: Sequence[Sentence]) -> Iterator[Business]:
    """What the sentences of a paper decide, ask and recommend, in reading order; those in tables aside."""
    for _, group in groupby(sentences, key=lambda one: (one.setting, one.meeting, one.item)):
        of_item = list(group)
        if of_item[0].setting is not Setting.RECORD:
            yield from _put(of_item)
        elif of_item[0].item is not None and _REQUESTS.search(of_item[0].item.title):
            yield from _requested([one for one in of_item if not RESOLVES.search(one.said)])
            yield from _recorded([one for one in of_item if RESOLVES.search(one.said)])
        else:
            yield from _minuted(of_item)


def _minuted(sentences: Sequence[Sentence]) -> Iterator[Business]:
    """What one minute decides. The reasons before a resolution that is set out formally are a part of it."""
    runs = [(run, list(group)) for run, group in groupby(sentences, key=lambda one: _formal_run(one.passage))]
    reasons: list[Sentence] = []
    for (run, told), below in zip(runs, [*(run for run, _ in runs[1:]), None], strict=True):
        if run is not None:
            yield Business(EntryKind.RESOLUTION, [*reasons, *told])
            reasons = []
            continue
        first = next((n for n, one in enumerate(told) if below is not None and _REASONS.match(one.said)), len(told))
        first -= bool(0 < first < len(told) and told[first - 1].heading)
        yield from _recorded(told[:first])
        reasons = told[first:]


def _formal_run(passage: Passage) -> str | None:
    """What a passage is a part of where it is set out as a resolution with its number, its mover, its words and what came of it."""
    decision = passage.decision
    formal = decision is not None and decision.kind is DecisionKind.RESOLUTION and not decision.draft and decision.number is not None
    return (passage.group or passage.id) if formal else None


def _put(sentences: Sequence[Sentence]) -> Iterator[Business]:
    """What a report recommends in a sentence that is not marked as put to a meeting: `3.5 RECOMMENDED: (a) that …; (b) that …`."""
    for _, group in groupby(sentences, key=lambda one: one.passage.id):
        told = [one for one in group if not one.heading]
        if not told or told[0].passage.decision is not None:
            continue
        first = next((n for n, one in enumerate(told) if _PUTS.search(one.said)), None)
        if first is not None:
            last = next((n for n in range(first + 1, len(told)) if not _LIMB.match(told[n].said)), len(told))
            yield Business(EntryKind.RECOMMENDATION, told[first:last])


def _requested(sentences: Sequence[Sentence]) -> Iterator[Business]:
    """The information requests listed under an item of them, each by itself; what is said of all of them holds for each."""
    of_all = [one for one in sentences if _DUE.match(one.said)]
    for one in sentences:
        if one.heading or one in of_all or not re.search(r"[A-Za-z]{3}", one.said):
            continue
        if _LIMB.match(one.said) or _WANTS_TO_KNOW.search(one.said) or re.match(r"^(?:Cllr|Councillor|Mrs?|Ms|Dr)\b[^.:]{2,40}:", one.said):
            yield Business(EntryKind.INFORMATION_REQUEST, [one], part_of=[one, *of_all])


_DUE = re.compile(r"^\W*(?:All\s+|These\s+)?(?:(?:are\s+)?[Dd]ue|Repl(?:y|ies)|Answers?|Responses?)\b[^.]{0,60}\d")  # Due 31 July.


@dataclass
class _Minute:
    """What one minute has told so far."""

    done: list[Business] = field(default_factory=list)
    motion: list[Sentence] | None = None  # moved, its outcome not yet told
    amendment: list[Sentence] | None = None
    put: Business | None = None  # a motion carried just now: what is RESOLVED next is its words

    def settle(self) -> None:
        """The motion, with what came of it, is done."""
        motion = Business(EntryKind.RESOLUTION, self.motion or [])
        self.done.append(motion)
        self.put, self.motion = None if _LOSES.search(motion.sentences[-1].said) else motion, None


def _recorded(sentences: Sequence[Sentence]) -> Iterator[Business]:
    minute = _Minute()
    for n, sentence in enumerate(sentences):
        _take(minute, sentence, sentences[n - 1] if n else None)
    if minute.motion and (len(minute.motion) > 1 or _SECONDED.search(minute.motion[0].said)):
        minute.done.append(Business(EntryKind.RESOLUTION, minute.motion))
    for business in minute.done:
        yield from _parted(business, sentences)


def _take(minute: _Minute, sentence: Sentence, above: Sentence | None) -> None:
    """Take the next sentence of a minute: to what is told already, or as the first of something else."""
    said = sentence.said
    if sentence.heading and not _announces(sentence):
        return
    current = minute.done[-1] if minute.done else None
    if current is not None and current.sentences[-1] is above and _goes_on(current, sentence):
        current.sentences.append(sentence)
        return
    outcome = _OUTCOME.search(said) or (result_in(said) is not None and not _tells_of_old(sentence))
    if _AMENDMENT.search(said) and _take_amendment(minute, sentence):
        return
    if RESOLVES.search(said) or RECOMMENDS.search(said):
        minute.done.append(_resolved(minute, sentence))
        return
    if minute.amendment is not None and not _SUBSTANTIVE.search(said) and (outcome or _tells_vote(sentence)):
        minute.amendment.append(sentence)
        if outcome:
            minute.done.append(Business(EntryKind.RESOLUTION, minute.amendment))
            minute.amendment = None
        return
    moves = _MOVES.search(said) and mover_in(sentence) is not None and not _MOVED_OF_OLD.search(said)
    if (
        minute.motion is not None
        and not moves
        and (outcome or VOTERS.match(said) or _tells_vote(sentence) or _SECONDED.search(said) or ACCEPTED.search(said))
    ):
        minute.motion.append(sentence)
        if outcome:
            minute.settle()
        return
    if moves:
        minute.motion, minute.put = [sentence], None
        if outcome:
            minute.settle()
        return
    _take_single(minute, sentence, above)


def _goes_on(current: Business, sentence: Sentence) -> bool:
    """Whether the next sentence is a limb of what was resolved, or tells its vote or its movers."""
    said = sentence.said
    if current.leads and _LIMB.match(said) and not _OUTCOME.search(said):
        return True
    if VOTERS.match(said) or _NAMES_FOLLOW.match(said):
        return True
    if RESOLVES.search(said) or len(said.split()) > _SHORT or not _VOTES_ONLY.match(said):
        return False
    if _AMENDMENT.search(" ".join(one.said for one in current.sentences)) and _SUBSTANTIVE.search(said):
        return False
    moved = mover_in(sentence) is not None or _SECONDED.search(said) is not None
    return (moved and current.leads and not current.moved) or (not moved and _tells_vote(sentence))


def _resolved(minute: _Minute, sentence: Sentence) -> Business:
    """What is RESOLVED, with the motion that it is the words of."""
    said = sentence.said
    moved = minute.motion or (minute.put.all if minute.put else [])
    if minute.put is not None and minute.put in minute.done:
        minute.done.remove(minute.put)
    minute.motion = minute.amendment = minute.put = None
    recommends = RECOMMENDS.search(said) or _RECOMMENDS_ON.search(_after_number(said))
    return Business(EntryKind.RECOMMENDATION if recommends else EntryKind.RESOLUTION, [sentence], leads=True, moved=moved)


def _after_number(said: str) -> str:
    """What is resolved, unless it is one limb of several."""
    return "" if re.search(r"\((?:1|a|i)\)", said) and not re.search(r"\brecommended\W*\((?:1|a|i)\)", said) else said


def _parted(business: Business, sentences: Sequence[Sentence]) -> Iterator[Business]:
    """A list of information requests as one each; what one limb of several recommends to another body, too, by itself.

    A word that stands alone is told with what it is said of.
    """
    limbs = business.sentences[1:]
    if business.kind is EntryKind.INFORMATION_REQUEST and limbs and business.leads:
        if len(business.sentences[0].said.split()) > _ALONE:
            yield Business(business.kind, business.sentences[:1])
        yield from (Business(business.kind, [limb]) for limb in limbs)
        return
    if business.kind is EntryKind.RECOMMENDATION and business.leads and limbs:
        lead = _FIRST_LIMB.split(business.sentences[0].said, maxsplit=1)
        own = limbs if len(lead) > 1 else limbs[1:]
        if own and _TO_ANOTHER.search(lead[0]):
            yield Business(business.kind, business.sentences[: 1 if len(lead) > 1 else 2], part_of=business.all)
            yield from (Business(business.kind, [limb], part_of=business.all) for limb in own if _LIMB.match(limb.said))
            return
    if business.kind is EntryKind.RESOLUTION and len(business.all) == 1 and len(business.sentences[0].said.split()) <= _ALONE:
        alone = business.sentences[0]
        before = [one for one in sentences if one.passage is alone.passage and one.start < alone.start and not one.heading]
        business = replace(business, moved=before[-_TOLD_OF:])
    yield business
    if business.kind is EntryKind.RESOLUTION and business.leads:
        told = [one for one in business.sentences if _TO_BE_TOLD.search(one.said)]
        yield from (Business(EntryKind.INFORMATION_REQUEST, [one], part_of=[one]) for one in told)
    if business.kind is EntryKind.RESOLUTION and limbs:
        yield from (
            Business(EntryKind.RECOMMENDATION, [one], part_of=business.all) for one in business.sentences if _RECOMMENDS_ON.search(one.said)
        )


def _take_amendment(minute: _Minute, sentence: Sentence) -> bool:
    """Whether the sentence tells of an amendment that is moved, or what came of one."""
    said = sentence.said
    if ACCEPTED.search(said) or RESOLVES.search(said) or _MOVED_OF_OLD.search(said):
        return False
    outcome, moves = _OUTCOME.search(said), _MOVES.search(said) and mover_in(sentence) is not None
    if outcome:
        told = [sentence] if moves else [*(minute.amendment or ()), sentence]
        minute.done.append(Business(EntryKind.RESOLUTION, told))
        minute.amendment = None
        return True
    if moves or minute.amendment is not None:
        minute.amendment = [*(minute.amendment or ()), sentence] if not moves else [sentence]
        return True
    return False


def _take_single(minute: _Minute, sentence: Sentence, above: Sentence | None) -> None:
    """A sentence that decides or asks by itself."""
    said = sentence.said
    if _SAYS_ALONE.match(said):
        minute.done.append(Business(EntryKind.RESOLUTION, [sentence], leads=said.rstrip().endswith(":")))
    elif sentence.heading:
        minute.done.append(Business(EntryKind.RESOLUTION, [sentence], leads=True))
    elif (
        _REQUEST_ANSWERED.search(said)
        and above is not None
        and _WANTS_TO_KNOW.search(f"{above.said} {said}")
        and not _tells_of_old(sentence)
    ):
        asked = [above] if _WANTS_TO_KNOW.search(above.said) and above.passage is sentence.passage else []
        minute.done.append(Business(EntryKind.INFORMATION_REQUEST, [*asked, sentence]))
    elif decision := decision_in(Stretch(sentence.raw, sentence.raw, None, Setting.RECORD, sentence.meeting, sentence.item)):
        kind = EntryKind(decision.kind.value)
        minute.done.append(
            Business(
                kind, [sentence], leads=bool(re.search(r"[:.]\W*$", said)) and (kind is EntryKind.INFORMATION_REQUEST or said.endswith(":"))
            )
        )
    elif (wanted := _ASKED_FOR.search(said)) and not _OLD.search(said[: wanted.start()]):
        minute.done.append(Business(EntryKind.INFORMATION_REQUEST, [sentence], leads=len(said.split()) <= _ALONE))
    elif _UNDERTAKES.search(said):
        minute.done.append(Business(EntryKind.ACTION, [sentence]))
    elif (ends := _ENDS_DECIDED.search(said)) and (not _tells_of_old(sentence) or ends.start() < 60):
        minute.done.append(Business(EntryKind.RESOLUTION, [sentence]))


def undertaken_in(answers: Sequence[Sentence]) -> Iterator[Business]:
    """What somebody undertakes to do where they answer a question."""
    yield from (Business(EntryKind.ACTION, [one]) for one in answers if one.setting is Setting.RECORD and _UNDERTAKES.search(one.said))


def _announces(sentence: Sentence) -> bool:
    """Whether a heading is itself what was decided or announces it: `RESOLVED:`, `110. MINUTES of 20 June 2023: agreed and signed.`"""
    said = sentence.said
    return bool(RESOLVES.search(said) or RECOMMENDS.search(said) or _ENDS_DECIDED.search(said))


def _tells_vote(sentence: Sentence) -> bool:
    return ballot_of([sentence]) is not None


def _tells_of_old(sentence: Sentence) -> bool:
    """Whether it tells of what was done before: `Cabinet had deferred the closure`."""
    return bool(_OLD.search(sentence.said))
