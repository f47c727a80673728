"""An entry and what follows it -> what became of it, as far as the papers prove it."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.register.held import HeldRegister
from assistant.register.limbs import Limb, decisive, limbs_of
from assistant.register.link import STATUS, Follow, Link, LinkKind, Sure, approves_minutes, defers, follows_up, result_of
from assistant.register.links import follows
from assistant.register.references import numbers_in
from corpus.models import PaperKind, Passage, PassageKind
from corpus.numbers import figures_in
from corpus.register import Entry, EntryKind, Result
from corpus.status import Standing, standing
from corpus.text import readable, sentence_spans


class Outcome(StrEnum):
    """What became of a decision, a recommendation, a request or an action."""

    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    REJECTED = "rejected"
    DECIDED = "decided"  # decided on, whether as was recommended cannot be told
    TAKEN = "taken"  # deferred, and taken since
    DEFERRED = "deferred"
    UPHELD = "upheld"  # called in, and left as it was
    CHANGED = "changed"  # called in or looked at again, and changed
    REFERRED_BACK = "referred_back"
    ANSWERED = "answered"  # members were told what they had asked for
    CAME_BACK = "came_back"
    DONE = "done"
    OPEN = "open"
    PROPOSED_TO_CLOSE = "proposed_to_close"
    AGREED = "agreed"
    NOTED = "noted"
    REFERRED = "referred"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    NOTHING_SAID = "nothing_said"

    @property
    def is_over(self) -> bool:
        """Whether nothing is to be waited for any more."""
        return self not in (
            Outcome.OPEN,
            Outcome.PROPOSED_TO_CLOSE,
            Outcome.DEFERRED,
            Outcome.REFERRED_BACK,
            Outcome.CAME_BACK,
            Outcome.NOTHING_SAID,
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """Words that prove something: characters [start, end) of a page of a paper, in a passage."""

    passage: Passage
    start: int
    end: int

    @property
    def day(self) -> datetime.date | None:
        return self.passage.meeting.date


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a limb of an entry: the outcome, the words that state it, the links that lead there, and what is probable besides.

    `told` are the words of the paper that say it best, such as a row's update or the limb of the answer; `status` is a row's own.
    `figures` are those that were asked for and those that were agreed in their place.
    """

    entry: Entry
    limb: Limb
    outcome: Outcome
    proof: tuple[Proof, ...]
    links: tuple[Link, ...] = ()
    told: str = ""
    status: str = ""
    figures: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    body: str | None = None
    day: datetime.date | None = None
    probable: tuple[Link, ...] = ()
    explicit: bool = False  # the papers say in so many words whether it was accepted
    dealt: Link | None = None  # where an executive dealt with it, if other papers tell how


_NOT = r"\b(?:not|never|neither|nor|un|no\s+longer)\b[\s\w]{0,20}"
_IN_PART = re.compile(
    r"\b(?:in\s+part|part(?:ly|ially)?\s+(?:accepted|agreed|implemented|supported|approved|adopted)|(?:accepted|agreed|adopted|approved)[\s,]+(?:in\s+part|partly|partially|with\s+(?:amendments?|modifications?|changes)|subject\s+to\s+amendment)|in\s+principle)\b",
    re.I,
)
_REJECTED = re.compile(
    rf"\b(?:rejected|declined|refused|dismissed|turned\s+down)\b|{_NOT}(?:be\s+)?(?:accept(?:ed)?|agree(?:d)?|support(?:ed)?|approve(?:d)?|adopt(?:ed)?|endorse(?:d)?|take(?:n)?\s+forward)\b",
    re.I,
)
_ACCEPTED = re.compile(r"\b(?:accept(?:ed|s)?|agreed|adopted|approved|supported|endorsed)\b", re.I)
_UPHELD = re.compile(
    r"\b(?:upheld|confirmed|reaffirmed|re-affirmed|stands?|no\s+(?:objection|further\s+action|action)|not\s+(?:be\s+)?(?:referred|sent)\s+back|takes?\s+effect|dismissed)\b",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?:not\s+(?:be\s+)?(?:confirmed|upheld|proceed)|changed|amended|varied|rescinded|revoked|withdrawn|replaced|set\s+aside|superseded|overturned|reversed)\b",
    re.I,
)
_CALL_IN_UPHELD = re.compile(
    r"\bcall[\s-]?ins?\b[^.;]{0,40}\b(?:be|been|is|are|was|were)\s+(?:upheld|confirmed|supported|accepted|agreed)\b|\buph(?:e|o)ld\w*\s+the\s+call[\s-]?in\b",
    re.I,
)  # the call-in be upheld: the decision is not
_BACK = re.compile(r"\brefer(?:red|s)?\b[\s\w,]{0,60}\bback\b|\breconsider", re.I)
_AGREED = frozenset({Result.AGREED, Result.CARRIED, Result.NOTED, Result.REFERRED})
_AS_ASKED = 0.55  # of the weight of what was recommended that stands in what was agreed


def became(entry: Entry, limb: Limb, register: HeldRegister) -> Became:
    """What became of an entry, or of one limb of it, told from proven links alone."""
    links = [link for link in follows(entry, register) if _is_of(link, limb, entry)]
    proven = tuple(link for link in links if link.sure is Sure.PROVEN)
    probable = tuple(link for link in links if link.sure is Sure.PROBABLE)
    nothing = Became(entry, limb, Outcome.NOTHING_SAID, (limb_as_proof(entry, limb, register),), proven, probable=probable)
    for told in (_called_in, _answered_by_executive, _taken, _row_of_itself, _tracked, _reply, _came_back):
        if (found := told(nothing, register)) is not None:
            return replace(
                found,
                proof=(limb_as_proof(entry, limb, register), *(one for one in found.proof if one != limb_as_proof(entry, limb, register))),
            )
    return nothing


def at_its_meeting(entry: Entry, limb: Limb) -> Outcome | None:
    """What became of it at its own meeting, where that ended it."""
    if defers(entry, limb):
        return Outcome.DEFERRED
    match result_of(entry):
        case Result.LOST:
            return Outcome.LOST
        case Result.WITHDRAWN:
            return Outcome.WITHDRAWN
        case Result.DEFERRED:
            return Outcome.DEFERRED
        case Result.AGREED | Result.CARRIED:
            return Outcome.AGREED
        case Result.NOTED:
            return Outcome.NOTED
        case Result.REFERRED:
            return Outcome.REFERRED
        case None:
            return None


def _is_of(link: Link, limb: Limb, entry: Entry) -> bool:
    """Whether a link is of this limb. An item that deals with a recommendation or a call-in deals with all of it; a row, or a line that
    names a number, with one thing.
    """
    if link.limb == limb or len(limbs_of(entry)) == 1:
        return True
    of_all = (LinkKind.RESPONSE_TO, LinkKind.CALL_IN_OF, LinkKind.RECONSIDERS, LinkKind.TAKEN_AFTER_DEFERRAL)
    of_one = link.later.passage.kind is PassageKind.TABLE_ROW or bool(numbers_in(link.limb.text) & numbers_in(link.later.text))
    return link.kind in of_all and not of_one


def limb_as_proof(entry: Entry, limb: Limb, register: HeldRegister) -> Proof:
    """The limb as proof, in the passage that it stands in."""
    held = register.passages(entry.passage_ids)
    holder = next((one for one in held.values() if one.page == limb.page and one.start <= limb.start < one.end), held[entry.passage_ids[0]])
    return Proof(holder, limb.start, limb.end)


def words_as_proof(entry: Entry, register: HeldRegister) -> Proof:
    """All words of an entry in its last passage: what was decided stands at the end."""
    held = register.passages(entry.passage_ids)
    words, holder = entry.words[-1], held[entry.passage_ids[-1]]
    return Proof(holder, words.start, words.end)


# --- what a recommendation was answered ---


def _answered_by_executive(of: Became, register: HeldRegister) -> Became | None:
    """The executive's own words first; where they do not say whether it was accepted, what later papers tell of them."""
    if of.entry.kind is not EntryKind.RECOMMENDATION:
        return None
    answers = [link for link in of.links if link.kind is LinkKind.RESPONSE_TO and link.later.passage.meeting.body != of.entry.meeting.body]
    dealt = [link for link in answers if link.later.entry is not None and result_of(link.later.entry) is not Result.DEFERRED]
    told: list[Became] = []
    for link in [*dealt, *(one for one in answers if one not in dealt)]:
        told += _says(of, link, register)
    explicit = [one for one in told if one.explicit]
    if not explicit:
        explicit = [one for link in reversed(of.links) if link not in answers for one in _says_in_row(of, link)]
    best = next(iter(explicit or told), None)
    if best is None or best.body is not None:
        return best
    before = [link for link in dealt if best.day is None or link.later.day <= best.day]
    return replace(best, dealt=before[-1]) if before else best


def _says(of: Became, link: Link, register: HeldRegister) -> Iterator[Became]:
    """What the item of an answer says of the limb."""
    later = link.later
    own = later.entry
    if own is not None and (own.draft or register.is_report(own)):
        return  # an officer's draft, or what a report puts to the meeting, decides nothing
    base = replace(of, body=later.passage.meeting.body, day=later.passage.meeting.date)
    numbered = bool(numbers_in(of.limb.text) & numbers_in(later.text)) and _answer_in(later.text) is not None
    is_row = later.passage.kind is PassageKind.TABLE_ROW
    if own is None or own.kind in (EntryKind.TRACKER_ROW, EntryKind.EXECUTIVE_RESPONSE) or is_row or numbered:
        said = _beside(later)
        if not is_row and own is None:
            said = "" if _of_report(later.passage, register) else said_of_recommendation(said)
        if (outcome := _answer_in(said)) is not None:
            yield replace(base, explicit=True, outcome=outcome, told=_beside(later), proof=(Proof(later.passage, later.start, later.end),))
        return
    passages = register.passages(own.passage_ids)
    limb, share = _best_limb(of, own, register)
    holder = next((one for one in passages.values() if one.page == limb.page and one.start <= limb.start < one.end), later.passage)
    proof = Proof(holder, limb.start, limb.end)
    if (outcome := _answer_in(said_of_recommendation(limb.text))) is not None:
        yield replace(base, explicit=True, outcome=outcome, told=limb.text, proof=(proof,), figures=_figures(of.limb.text, limb.text))
        return
    for sentence in _of_recommendations(later.passage, of, register):
        text = sentence.passage.text[sentence.start - sentence.passage.start : sentence.end - sentence.passage.start]
        if (outcome := _answer_in(text)) is not None:
            yield replace(
                base,
                explicit=True,
                outcome=outcome,
                told=limb.text if share >= 0.3 else text,
                proof=(proof, sentence) if share >= 0.3 else (sentence,),
                figures=_figures(of.limb.text, limb.text),
            )
            return
    if defers(own, limb):
        yield replace(base, outcome=Outcome.DEFERRED, told=limb.text, proof=(proof,))
        return
    asked, agreed = _figures(of.limb.text, limb.text)
    if share >= 0.3 and asked and agreed and result_of(own) in _AGREED:
        yield replace(base, outcome=Outcome.ACCEPTED_IN_PART, told=limb.text, proof=(proof,), figures=(asked, agreed))
    elif share >= _AS_ASKED and result_of(own) in _AGREED and not _REJECTED.search(limb.text):
        yield replace(base, outcome=Outcome.ACCEPTED, told=limb.text, proof=(proof,))
    elif share >= 0.25 and result_of(own) is not None:
        yield replace(base, outcome=Outcome.DECIDED, told=limb.text, proof=(proof,))


def _of_report(passage: Passage, register: HeldRegister) -> bool:
    """Whether a passage is of a report put to its meeting, and not of minutes held or bound in."""
    paper = register.known.papers[passage.paper_id]
    return paper.kind is not PaperKind.MINUTES and passage.meeting.date == paper.meeting.date


_ANSWER = r"(?:accept|agree|adopt|approve|support|endorse|reject|decline|refuse|dismiss)"
_OF_RECOMMENDATION = re.compile(
    rf"\brecommendations?\b(?:(?!\b(?:that|to|whether|if)\b)[^.;\n]){{0,80}}?(?:\b(?:be|been|is|are|was|were)\s+|[:–-]\s*)(?:\w+\s+){{0,2}}?{_ANSWER}(?:e?d)\b"
    rf"|\b{_ANSWER}(?:e?d|s)?\b(?:\s+(?:in\s+part|in\s+principle|to|with|partly))?\s+(?:(?:the|this|that|its|their|all|both|each|of|\w+[’']s?)\s+){{0,4}}(?:\w+\s+)?recommendations?\b",
    re.I,
)  # the panel's recommendation of £400 was accepted in part ; Cabinet did not agree to the recommendation


def said_of_recommendation(text: str) -> str:
    """The sentences of a text whose verb of answering governs `recommendation`; empty where none does.

    A recommendation said again, `recommended that the grant be approved`, is no answer to it.
    """
    return " ".join(
        text[start:end]
        for start, end in sentence_spans(text)
        if _OF_RECOMMENDATION.search(text[start:end]) and not _YET.search(text[start:end])
    )


_YET = re.compile(
    r"\b(?:will|would|should|could|may|might|if|whether|asked\s+to|invited\s+to)\b", re.I
)  # whether the recommendation be accepted


def _best_limb(of: Became, own: Entry, register: HeldRegister) -> tuple[Limb, float]:
    """The limb of an answer that speaks of a limb of a recommendation, by its letter or its subject, with the share of its weight."""
    asked = register.stems_of(of.limb.text)
    whole = register.weight(asked) or 1.0

    def fit(limb: Limb) -> float:
        return register.weight(asked & register.stems_of(limb.text)) / whole

    limbs = limbs_of(own)
    if of.limb.mark:
        named = re.compile(rf"\brecommendations?\s+\(?{re.escape(of.limb.mark)}\b\)?", re.I)
        if (lettered := next((limb for limb in limbs if named.search(limb.text)), None)) is not None:
            return lettered, 1.0
    numbers = numbers_in(of.limb.text)
    if (numbered := next((limb for limb in limbs if numbers_in(limb.text) & numbers), None)) is not None:
        return numbered, 1.0
    best = max(limbs, key=fit)
    return best, fit(best)


def _of_recommendations(passage: Passage, of: Became, register: HeldRegister) -> Iterator[Proof]:
    """The sentences of an item that say what was done with a recommendation: `The panel's recommendation of £400 was accepted in part.`"""
    figures = set(figures_in(of.limb.text))
    for one in register.item_of(passage):
        for start, end in sentence_spans(one.text):
            said = one.text[start:end]
            if not re.search(r"\brecommendations?\b", said, re.I) or not (
                _IN_PART.search(said) or _ACCEPTED.search(said) or _REJECTED.search(said)
            ):
                continue
            about = figures & set(figures_in(said)) or re.search(
                r"\b(?:both|all|each)\b[\s\w]{0,20}\brecommendations\b|\bthe\s+recommendation\s+(?:was|be|is)\b", said, re.I
            )
            if about:
                yield Proof(one, one.start + start, one.start + end)


def _says_in_row(of: Became, link: Link) -> Iterator[Became]:
    """What a tracker's row, or a later text, tells of an answer: `Cabinet agreed £1,800 on 15 December 2022`."""
    later = link.later
    rest = _beside(later)
    if (outcome := _answer_in(rest)) is None:
        return
    asked, agreed = _figures(of.limb.text, rest)
    if outcome is Outcome.ACCEPTED and asked and agreed:
        outcome = Outcome.ACCEPTED_IN_PART
    yield replace(
        of,
        explicit=True,
        outcome=outcome,
        told=rest,
        status=_status(later),
        figures=(asked, agreed),
        proof=(Proof(later.passage, later.start, later.end),),
        body=None,
    )


def _beside(later: Follow) -> str:
    """The cells of a row but those that say what was asked, and when; of any other text all."""
    if later.passage.kind is not PassageKind.TABLE_ROW:
        return readable(later.text)
    cells = [readable(cell) for cell in later.text.split("\t")]
    return "; ".join(cell for cell in update_cells(later) if cell) or "; ".join(cells)


def update_cells(later: Follow) -> list[str]:
    """The cells of a tracker's row that report back: those after what was asked, without owner, reference, date and status."""
    cells = [cell for cell in later.passage.cells if cell.in_row]
    named = [
        cell
        for cell in cells
        if re.search(
            r"\b(?:update|progress|position|answer|response|outcome|comments?|reply|result|notes?|action\s+taken|latest|next\s+step)\b",
            cell.header,
            re.I,
        )
    ]
    if named:
        return [readable(cell.text) for cell in named]
    status = _status(later)
    return [readable(cell.text) for cell in cells[2:] if readable(cell.text) != status]


def _answer_in(text: str) -> Outcome | None:
    if _REJECTED.search(text):
        return Outcome.REJECTED
    if _IN_PART.search(text):
        return Outcome.ACCEPTED_IN_PART
    return Outcome.ACCEPTED if _ACCEPTED.search(text) else None


def _figures(asked: str, agreed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The figures of money, shares and hours that were asked for and not agreed, and those agreed in their place."""
    wanted, given = _sums(asked), _sums(agreed)
    lost = tuple(figure for figure in wanted if figure not in given)
    new = tuple(figure for figure in given if figure not in wanted)
    return (lost, new) if lost and new else ((), ())


_SUM = re.compile(
    r"£\d[\d,]{0,14}+(?:\.\d{1,4})?(?:\s?(?:m|bn|million|p)\b)?|(?<![\d,.])\d[\d,.]{0,14}+(?:%|p\b|\s?mph\b|\s(?:per\s+cent|visits|years|days|hours|months|posts)\b)|\b\d{1,2}\.\d\d\s?[ap]\.?m\b\.?",
    re.I,
)


def _sums(text: str) -> list[str]:
    return list(dict.fromkeys(match[0].strip() for match in _SUM.finditer(readable(text))))


# --- what was deferred, called in ---


def _taken(of: Became, register: HeldRegister) -> Became | None:
    if not defers(of.entry, of.limb):
        return None
    for link in of.links:
        own = link.later.entry
        if own is None or own.kind not in (EntryKind.RESOLUTION, EntryKind.RECOMMENDATION) or own.draft:
            continue
        if (
            any(defers(own, one) for one in limbs_of(own))
            or result_of(own) in (Result.LOST, Result.WITHDRAWN)
            or follows_up(own, link.later.passage)
        ):
            continue
        if own.meeting.body != of.entry.meeting.body:
            continue
        words = own.words[0]
        holder = register.passages(own.passage_ids).get(own.passage_ids[0], link.later.passage)
        proof = (Proof(link.later.passage, link.later.start, link.later.end), Proof(holder, words.start, words.end))
        return replace(
            of, outcome=Outcome.TAKEN, told=decisive(own.words[-1].value), body=own.meeting.body, day=own.meeting.date, proof=proof
        )
    again = [
        link
        for link in of.links
        if link.later.entry is not None and any(defers(link.later.entry, one) for one in limbs_of(link.later.entry))
    ]
    last = again[-1].later if again else None
    day = last.day if last else of.entry.meeting.date
    body = last.passage.meeting.body if last else of.entry.meeting.body
    return replace(of, outcome=Outcome.DEFERRED, body=body, day=day, proof=(Proof(last.passage, last.start, last.end),) if last else ())


def _called_in(of: Became, register: HeldRegister) -> Became | None:
    """What came of a call-in: left as it was, sent back, and what was decided then."""
    called = [link for link in of.links if link.kind is LinkKind.CALL_IN_OF]
    again = [link for link in of.links if link.kind is LinkKind.RECONSIDERS and link.later.passage.meeting.body == of.entry.meeting.body]
    for link in [*reversed(again), *reversed(called)]:
        item = [
            entry
            for entry in register.entries_at(link.later.passage)
            if result_of(entry) in _AGREED and not entry.draft and not register.is_report(entry) and not approves_minutes(entry.said)
        ]
        for own in item:
            outcome = _of_call_in(own, is_again=link in again)
            if outcome is None:
                continue
            words = own.words[0]
            holder = register.passages(own.passage_ids).get(own.passage_ids[0], link.later.passage)
            proof = [Proof(one.later.passage, one.later.start, one.later.end) for one in called[:1]]
            return replace(
                of,
                outcome=outcome,
                told=decisive(own.words[-1].value),
                body=own.meeting.body,
                day=own.meeting.date,
                proof=(*proof, Proof(holder, words.start, words.end)),
            )
    return None


def _of_call_in(own: Entry, *, is_again: bool) -> Outcome | None:
    return call_in_told(readable(own.said), is_again=is_again)


def call_in_told(said: str, *, is_again: bool) -> Outcome | None:
    """What the words of a decision say of one that was called in; `is_again` where the body that took it looked at it again."""
    if is_again and _CHANGED.search(said):
        return Outcome.CHANGED
    if not is_again and _BACK.search(said) and not re.search(r"\bnot\s+(?:be\s+)?refer", said, re.I):
        return Outcome.REFERRED_BACK
    if _CALL_IN_UPHELD.search(said):
        return None
    left = any(not _NEGATED.search(said[: match.start()]) for match in _UPHELD.finditer(said))
    return Outcome.UPHELD if left else None


_NEGATED = re.compile(r"\b(?:not|never|nor|no\s+longer)\s+(?:\w+\s+){0,2}$", re.I)  # not be upheld ; does not now stand


# --- what trackers and later papers tell of requests and actions ---


def _status(later: Follow) -> str:
    """The status that a row gives in a column of that name, else what the register takes for it."""
    named = [cell.text for cell in later.passage.cells if cell.in_row and STATUS.search(cell.header)]
    return named[-1].strip() if named else later.entry.status.value if later.entry is not None and later.entry.status is not None else ""


def of_status(status: str) -> Outcome | None:
    """What a tracker's own word says: `Propose to close` is not closed, and `Not complete` not complete."""
    match standing(status):
        case None:
            return None
        case Standing.DECIDED:
            return _answer_in(status) or Outcome.DECIDED
        case Standing.GIVEN_UP:
            return Outcome.WITHDRAWN
        case Standing.DONE:
            return Outcome.DONE
        case Standing.PROPOSED_TO_CLOSE:
            return Outcome.PROPOSED_TO_CLOSE
        case Standing.OPEN:
            return Outcome.OPEN


def _row_of_itself(of: Became, register: HeldRegister) -> Became | None:
    """A tracker's row says its own status, whether what it follows up is held or not; a later row of the same comes before it."""
    holder = register.passages(of.entry.passage_ids).get(of.entry.passage_ids[0])
    if holder is None or not follows_up(of.entry, holder):
        return None
    if (tracked := _tracked(of, register)) is not None:
        return tracked
    follow = Follow(holder, of.entry, of.entry.words[0].start, of.entry.words[0].end, of.entry.words[0].value)
    return _by_row(of, follow)


def _tracked(of: Became, _register: HeldRegister) -> Became | None:
    for link in sorted(of.links, key=lambda link: link.later.day, reverse=True):
        if follows_up(link.later.entry, link.later.passage) and (found := _by_row(of, link.later)) is not None:
            return found
    return None


def _by_row(of: Became, later: Follow) -> Became | None:
    status = _status(later)
    outcome = of_status(status)
    if outcome is None:
        return None
    if outcome is Outcome.DONE and of.entry.kind is EntryKind.INFORMATION_REQUEST:
        outcome = Outcome.ANSWERED
    update = "; ".join(cell for cell in update_cells(later) if cell)
    return replace(
        of,
        outcome=outcome,
        told=update,
        status=status,
        proof=(Proof(later.passage, later.start, later.end),),
        body=later.passage.meeting.body,
        day=later.day,
    )


def _told_by(link: Link, of: Became, outcome: Outcome) -> Became:
    """What became of it, as the later end of a link tells."""
    later = link.later
    proof = (Proof(later.passage, later.start, later.end),)
    return replace(of, outcome=outcome, told=later.text, proof=proof, body=later.passage.meeting.body, day=later.day)


def _reply(of: Became, _register: HeldRegister) -> Became | None:
    if of.entry.kind is not EntryKind.INFORMATION_REQUEST:
        return None
    for link in of.links:
        if link.kind is LinkKind.REPLIES_TO and not _NO_REPLY.search(link.later.text):
            return _told_by(link, of, Outcome.ANSWERED)
    return None


_NO_REPLY = re.compile(
    r"\b(?:repeat\w*|not\s+yet|outstanding|still\s+(?:waiting|awaited)|awaited|no\s+(?:answer|reply)"
    r"|(?:will|would|shall|to|can|could|should)\s+be|(?:will|would|shall)\s+(?:provide|send|circulate|report|reply|write|follow|bring)"
    r"|(?:has|have|had|was|were|is|are|did|does|do)\s+(?:not|never)|(?:has|have|had|was|were|is|are|did|does|do)n[’']t)\b",
    re.I,
)  # will be provided in September ; the lights have not been mended ; asked for again


def _came_back(of: Became, _register: HeldRegister) -> Became | None:
    for link in of.links:
        if link.kind in (LinkKind.FOLLOWS, LinkKind.REPLIES_TO, LinkKind.RESPONSE_TO, LinkKind.RECONSIDERS):
            return _told_by(link, of, Outcome.CAME_BACK)
    return None
