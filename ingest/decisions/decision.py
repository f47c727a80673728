"""Passages -> the decisions they hold: resolutions, recommendations, agreed actions, information requests.

What words mean depends on where they stand: the record of a meeting tells what it decided; a paper prepared before
a meeting can only put recommendations to it, and a resolution printed there is a draft. A mere mention (`the
resolution of the last meeting`, `it had been agreed`) is no decision.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from corpus.dates import dates_in
from corpus.models import AgendaItem, Decision, DecisionKind, DecisionResult, Meeting
from corpus.text import readable, sentence_spans
from ingest.decisions.ballot_tables import ballot_table
from ingest.decisions.motions import (
    BLANK,
    ENDS_MOTION,
    MOVER_LINE,
    RESULT_LINE,
    SETTLED,
    TELLS_VOTE,
    movers_in,
    number_in,
    result_in,
    vote_in,
)
from ingest.decisions.wording import (
    ACTION,
    ACTION_TABLE,
    DECIDED,
    DEFERS,
    DRAFTS,
    FROM_THE_START,
    HEADS,
    INFORMATION_REQUEST,
    MENTION,
    OPERATIVE,
    PREAMBLE,
    PROPOSES,
    PUT,
    PUT_ENTRY,
    RECOMMENDED,
    RECOMMENDS,
    RESOLVES,
    RUNS_ON,
)


class Setting(Enum):
    """What sort of text a passage stands in."""

    RECORD = auto()  # minutes: what they say was decided was decided
    PREPARED = auto()  # an agenda, a pack, a report: written before the meeting
    NEITHER = auto()


@dataclass(frozen=True, slots=True)
class Stretch:
    """One passage as decisions are read from it: its text with the headings that it starts with, and its body without them.

    `opening` are the words that it goes on from: the opening sentence of a list, the header of a table. `meeting` and `item`
    are what it stands under. `continues`: it is a further part of the paragraph or the list before it. Of a row `cells` are its own,
    `headers` those of its table where they can be told, and `table` is the same for all rows of one.
    """

    text: str
    body: str
    heading: str | None
    setting: Setting
    meeting: Meeting
    item: AgendaItem | None
    opening: str = ""
    is_row: bool = False
    continues: bool = False
    cells: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """What a passage decides. Passages of one long resolution have the same `run`."""

    decision: Decision | None = None
    run: int | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    decision: Decision
    formal: bool  # begins with a number or a mover: its result may stand further down
    leads: bool  # begins with words such as RESOLVED: what runs on from it belongs to it


_ENTRY = re.compile(r"\n(?=\W{0,40}(?:\(?\w{1,3}[.)]|[•●▪*–-])\s)")  # a line that begins with the mark of an entry
_NEAR_VOTE = 2  # passages between a decision and the table of its vote
_FAR = 30  # passages in which the result of a long resolution is looked for


def decisions_of(stretches: Sequence[Stretch]) -> list[Marked]:
    """What each passage of a paper decides, in their order. A resolution that runs over several passages marks each of them."""
    readings = [_read(stretch) for stretch in stretches]
    marked = [Marked(reading.decision if reading else None) for reading in readings]
    for i, reading in enumerate(readings):
        if reading is None or marked[i].run is not None:
            continue
        last = _last(stretches, reading, i)
        if last == i:
            continue
        whole = reading.decision
        if not whole.draft and whole.kind is DecisionKind.RESOLUTION and reading.formal:
            text = "\n".join(stretch.text for stretch in stretches[i : last + 1])
            result = _result(text, whole.kind) or whole.result
            whole = replace(whole, vote=whole.vote or vote_in(stretches[last].text, result), result=result)
        preambles = {j for j in range(i, last + 1) if PREAMBLE.search(stretches[j].body) and not OPERATIVE.search(stretches[j].body)}
        for j in range(i, last + 1):
            marked[j] = Marked(None if j in preambles and len(preambles) <= last - i else whole, run=i)
    return _with_recorded_votes(stretches, marked)


def _with_recorded_votes(stretches: Sequence[Stretch], marked: Sequence[Marked]) -> list[Marked]:
    """What each passage decides, with the votes that a table beside it records: below the motion, or above its outcome."""
    mended = list(marked)
    rows = [n for n, stretch in enumerate(stretches) if stretch.table is not None and stretch.setting is Setting.RECORD]
    for _, group in itertools.groupby(rows, key=lambda n: stretches[n].table):
        at = list(group)
        headers = stretches[at[0]].headers
        vote = ballot_table([*([headers] if headers else []), *(stretches[n].cells for n in at)])
        n = _voted_on(stretches, marked, at[0], at[-1]) if vote else None
        if n is not None:
            mended = [
                replace(mark, decision=replace(mark.decision, vote=vote)) if mark.decision and mark.decision is marked[n].decision else mark
                for mark in mended
            ]
    return mended


def _voted_on(stretches: Sequence[Stretch], marked: Sequence[Marked], first: int, last: int) -> int | None:
    """The decision that the vote in rows [first, last] was on: right above them, or else right below; None where its vote is told."""
    above = range(first - 1, max(first - 1 - _NEAR_VOTE, -1), -1)
    below = range(last + 1, min(last + 1 + _NEAR_VOTE, len(stretches)))
    for n in (*above, *below):
        decision = marked[n].decision
        if decision is None or decision.kind not in (DecisionKind.RESOLUTION, DecisionKind.RECOMMENDATION):
            continue
        if stretches[n].table is None and _same_run(stretches[first], stretches[n]):
            return n if decision.vote is None or decision.vote.in_favour is None else None
    return None


def decision_in(stretch: Stretch) -> Decision | None:
    """The decision that a piece of text holds by itself."""
    reading = _read(stretch)
    return reading.decision if reading else None


def _last(stretches: Sequence[Stretch], reading: _Reading, i: int) -> int:
    """The last passage of the resolution that begins at i: where its result stands, else as far as it plainly runs on."""
    if reading.formal and not _ended(stretches[i].text) and result_in(stretches[i].text) is None:
        for j in range(i + 1, min(i + _FAR, len(stretches))):
            if not _same_run(stretches[i], stretches[j]) or _begins_anew(stretches[j]):
                break
            if _ended(stretches[j].text) or (TELLS_VOTE.match(stretches[j].body) and result_in(stretches[j].text)):
                return j
    last = i
    while (reading.leads or reading.formal) and last + 1 < len(stretches) and _same_run(stretches[i], stretches[last + 1]):
        below = stretches[last + 1]
        if below.is_row or _begins_anew(below) or _ended(stretches[last].text):
            break
        if not (below.continues or (RUNS_ON.search(stretches[last].text) and below.body[:1].islower()) or RESULT_LINE.match(below.text)):
            break
        last += 1
    return last


def _same_run(a: Stretch, b: Stretch) -> bool:
    """Whether a resolution may go on from one passage to another: not into the next numbered item, but past a page's heading."""
    same_item = b.item == a.item or (b.item is not None and b.item.number is None)
    return (a.meeting, a.setting) == (b.meeting, b.setting) and same_item


def _begins_anew(stretch: Stretch) -> bool:
    """Whether a passage is a resolution of its own: with a number or a mover of its own."""
    return number_in(_bare(stretch.text)) is not None or any(movers_in(_bare(stretch.body)))


def _ended(text: str) -> bool:
    return any(ENDS_MOTION.search(line) or RESULT_LINE.match(line) for line in text.strip().split("\n")[-3:])


def _bare(text: str) -> str:
    """Line by line without markup, one blank line between paragraphs: `**R2021-017**` -> `R2021-017`."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(readable(line.replace("\t", " ")) for line in text.split("\n")))


def _read(stretch: Stretch) -> _Reading | None:
    """The decision that one passage holds by itself."""
    match stretch.setting:
        case Setting.RECORD:
            return _recorded(stretch)
        case Setting.PREPARED:
            return _prepared(stretch)
        case Setting.NEITHER:
            text = _bare(stretch.text)
            return _form(text) if BLANK.search(text) and "_" in text else None


def _own(stretch: Stretch) -> str:
    """The words that decide, line by line without markup: the body with the opening that it goes on from.

    A heading is of them where it announces them (`The Panel RESOLVED that:`). The cells of a row are lines of their own.
    """
    if stretch.is_row:
        return _bare(re.sub(r"[\t|]+", "\n", stretch.body))
    announced = (stretch.heading or "").endswith(":")
    text = stretch.text if announced else stretch.body
    return _bare(f"{stretch.opening}\n{text}" if stretch.opening else text)


def _form(text: str) -> _Reading:
    """A resolution form prepared before a meeting. It decides nothing, so a vote or result printed on it is not taken."""
    mover, seconder = movers_in(text)
    return _Reading(Decision(DecisionKind.RESOLUTION, True, number_in(text), mover, seconder), formal=True, leads=True)


def _prepared(stretch: Stretch) -> _Reading | None:
    text, own = _bare(stretch.text), _own(stretch)
    if not stretch.is_row and (_is_form(text) or all(movers_in(own)) or DRAFTS.search(own)):
        return _form(text)
    if PUT.search(own) or PUT.search(" ".join(own.split())) or (not stretch.is_row and _headed(stretch) is DecisionKind.RECOMMENDATION):
        return _Reading(Decision(DecisionKind.RECOMMENDATION), formal=False, leads=True)
    return None


def _headed(stretch: Stretch) -> DecisionKind | None:
    """The kind of decision that the heading announces: of what stands right below it, or begins as what is put under such a heading."""
    kind = next((kind for kind, heads in HEADS.items() if stretch.heading and heads.match(stretch.heading)), None)
    above = readable(stretch.text[: len(stretch.text) - len(stretch.body)])
    body = readable(stretch.body)
    below = (above.endswith(stretch.heading or "") and PROPOSES.search(body)) or PUT_ENTRY.match(body)
    return kind if below else None


def _is_form(text: str) -> bool:
    """Whether a passage begins as the form of a resolution: with its number and words, or with a line for its mover."""
    lines = [line for line in text.split("\n") if line.strip()][:4]
    return any(MOVER_LINE.match(line) for line in lines) or (number_in(text) is not None and len(lines) > 1)


def _recorded(stretch: Stretch) -> _Reading | None:
    text, own = _bare(stretch.text), _own(stretch)
    formal = not stretch.is_row and _is_form(text)
    kind, words = _kind(stretch, own, formal)
    if kind is None:
        return None
    leads = formal or _leads(own)
    if kind in (DecisionKind.ACTION, DecisionKind.INFORMATION_REQUEST):
        return _Reading(Decision(kind), formal=False, leads=leads)
    about = own if leads or stretch.is_row else words
    mover, seconder = movers_in(text)
    result = _result(about, kind) or (None if formal and not _states(own) else DecisionResult.CARRIED)
    return _Reading(Decision(kind, False, number_in(text), mover, seconder, vote_in(about, result), result), formal, leads)


def _leads(own: str) -> bool:
    """Whether the words before any entries announce the decision: the entries, and what the text runs on to, belong to it."""
    head = _ENTRY.split(own, maxsplit=1)[0]
    return bool(RESOLVES.search(head) or RECOMMENDS.search(head) or ACTION.match(own) or INFORMATION_REQUEST.match(own))


def _states(text: str) -> bool:
    return any(pattern.search(text) for pattern in (RESOLVES, RECOMMENDS, SETTLED))


def _result(text: str, kind: DecisionKind) -> DecisionResult | None:
    """What came of it. To resolve that a matter be deferred defers it; to recommend that to another body does not."""
    found = result_in(text)
    if kind is DecisionKind.RESOLUTION and found in (None, DecisionResult.CARRIED) and DEFERS.search(" ".join(text.split())):
        return DecisionResult.DEFERRED
    return found


def _kind(stretch: Stretch, own: str, formal: bool) -> tuple[DecisionKind | None, str]:
    """The kind of decision that a passage of minutes holds, and the sentences that say so."""
    if stretch.is_row and stretch.opening and ACTION_TABLE.search(stretch.opening):
        return DecisionKind.ACTION, own
    if RECOMMENDS.search(own):
        return DecisionKind.RECOMMENDATION, own
    if formal or RESOLVES.search(own):
        return DecisionKind.RESOLUTION, own
    sentences = _sentences(own)
    for kind, patterns in (
        (DecisionKind.RECOMMENDATION, (RECOMMENDED,)),
        (DecisionKind.RESOLUTION, DECIDED),
        (DecisionKind.ACTION, (ACTION,)),
        (DecisionKind.INFORMATION_REQUEST, (INFORMATION_REQUEST,)),
    ):
        said = [sentence for sentence in sentences if any(_says(pattern, sentence) for pattern in patterns)]
        if said:
            return kind, " ".join(said)
    if any(RESULT_LINE.match(line) for line in own.split("\n")) or _motion_decided(own):
        return DecisionKind.RESOLUTION, own
    return _headed(stretch), own


def _motion_decided(text: str) -> bool:
    """Whether a motion that is told of was voted on: `The amendment was put and lost by five votes to one.`"""
    return any(
        (result_in(sentence) or (all(movers_in(sentence)) and (vote_in(sentence) or SETTLED.search(sentence))))
        and not MENTION.search(sentence)
        for sentence in _sentences(text)
    )


def _says(pattern: re.Pattern[str], sentence: str) -> bool:
    """Whether a sentence itself decides: what only tells of another decision, or of one on another day, does not."""
    found = pattern.search(sentence)
    if found is None:
        return False
    before = sentence[: found.end() if pattern in FROM_THE_START else found.start()]
    return not MENTION.search(before) and not dates_in(before)


def _sentences(text: str) -> list[str]:
    """The sentences of running text, and each line that begins anew."""
    blocks = [part for paragraph in re.split(r"\n\s*\n", text) for part in _ENTRY.split(paragraph)]
    flat = [" ".join(block.split()) for block in blocks]
    return [block[start:end] for block in flat for start, end in sentence_spans(block)]
