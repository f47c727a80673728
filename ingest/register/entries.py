"""A paper as read -> its entries of the register, in reading order, on one screen."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from corpus.models import AgendaItem, DecisionKind, Paper, Part, PartKind, Passage, PassageKind
from corpus.register import Entry, EntryKind, Stated
from corpus.text import readable
from ingest.decisions.decision import Setting
from ingest.register.apart import votes_apart, with_names
from ingest.register.business import Business, business_of, undertaken_in
from ingest.register.elsewhere import meeting_elsewhere
from ingest.register.fields import deadline_of, movers_of, number_of, owner_of, result_in_cell, result_of
from ingest.register.lines import lines_of
from ingest.register.questions import questions_of
from ingest.register.room import attendance_at, voters_of
from ingest.register.rows import OF_DECISIONS, Columns, columns_of, header_of, kind_of
from ingest.register.sentences import Sentence, sentences_of, settings_of
from ingest.register.votes import ballot_in_row, ballot_of, carried_by


def entries_of(paper: Paper, passages: Sequence[Passage], parts: Sequence[Part]) -> tuple[Entry, ...]:
    """What the passages of one paper decide, ask and report back on."""
    settings = settings_of(paper.kind, parts, passages)
    sentences = sentences_of(passages, settings)
    in_questions = {n for part in parts if part.kind in (PartKind.QUESTION, PartKind.QUESTIONS) for n in range(part.first, part.last)}
    asked = list(questions_of(sentences, [one.passage.position in in_questions for one in sentences]))
    taken = {id(sentence) for question, answer in asked for sentence in (*question, *answer)}
    found = [
        *(_decided(business, paper, parts, sentences) for business in business_of([one for one in sentences if id(one) not in taken])),
        *(_decided(business, paper, parts, sentences) for _, answer in asked for business in undertaken_in(answer)),
        *(_asked(question, answer) for question, answer in asked),
        *_under([*(_put(run) for run in _put_runs(passages)), *_in_tables(passages, settings), *_in_lines(passages)], sentences),
    ]
    found = with_names(found, list(votes_apart([one for one in sentences if one.setting is Setting.RECORD])))
    found.sort(key=lambda entry: (entry.words[0].page, entry.words[0].start))
    return tuple(replace(entry, position=n) for n, entry in enumerate(found))


def _decided(business: Business, paper: Paper, parts: Sequence[Part], sentences: Sequence[Sentence]) -> Entry:
    """What a meeting decided or asked for."""
    told = business.part_of or business.all
    mover, seconder = movers_of(told)
    recorded = told[0].setting is Setting.RECORD
    result = result_of(business.kind, business.part_of or business.sentences) if recorded else None
    lost = result is not None and result.value == "lost"
    ballot = ballot_of(told, lost=lost) if recorded else None
    if ballot and not lost:
        ballot = voters_of(ballot, told, _of_meeting(told[0], sentences), attendance_at(told[0], paper, parts))
    entry = _entry(business.kind, business.all)
    dated = business.part_of if business.kind is EntryKind.INFORMATION_REQUEST and business.part_of else business.sentences
    return replace(
        entry,
        number=number_of(business.all), mover=mover, seconder=seconder, result=result,
        ballot=ballot,
        owner=owner_of(business.sentences), deadline=deadline_of(business.kind, dated),
    )  # fmt: skip


def _of_meeting(sentence: Sentence, sentences: Sequence[Sentence]) -> list[Sentence]:
    return [one for one in sentences if (one.meeting, one.setting) == (sentence.meeting, sentence.setting)]


def _put_runs(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """The passages of what is put to a meeting by a report, or drafted for it: those of one list together.

    What an item's own recommendations say again is not told of its summary as well.
    """

    def is_put(passage: Passage) -> bool:
        decision = passage.decision
        return decision is not None and (decision.draft or (decision.kind is DecisionKind.RECOMMENDATION and decision.result is None))

    def of(passage: Passage) -> tuple[object, ...]:
        return is_put(passage), passage.decision, passage.item, passage.heading, passage.meeting

    runs = [list(run) for key, run in groupby(passages, key=of) if key[0]]
    headed = {run[0].item for run in runs if run[0].item and _HEADED.match(run[0].heading or "")}
    yield from (run for run in runs if run[0].item not in headed or _HEADED.match(run[0].heading or ""))


_HEADED = re.compile(r"\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:officers?[’']?\s+|staff\s+)?recommendations?\b", re.I)


def _put(run: Sequence[Passage]) -> Entry:
    decision = run[0].decision
    assert decision is not None
    return replace(_of_passages(EntryKind(decision.kind.value), run), draft=decision.draft)


def _asked(question: Sequence[Sentence], answer: Sequence[Sentence]) -> Entry:
    return replace(_entry(EntryKind.PUBLIC_QUESTION, question), answer=tuple(_pieces(answer)))


def _in_tables(passages: Sequence[Passage], settings: Sequence[Setting]) -> Iterator[Entry]:
    """The rows of tables of actions, requests, recommendations answered, votes, and of what became of them."""
    rows = [(one, setting) for one, setting in zip(passages, settings, strict=True) if one.kind is PassageKind.TABLE_ROW]
    after = {above.id: below for above, below in pairwise(passages)}
    for _, group in groupby(rows, key=lambda pair: pair[0].group or pair[0].id):
        table = list(group)
        header, about = header_of([row for row, _ in table])
        for row, setting in table:
            columns, titled = columns_of(row, header, about)
            kind = kind_of(columns, titled, about, recorded=setting is Setting.RECORD)
            if kind is not None:
                yield _row(kind, row, columns, after.get(row.id))


_REPLIES = re.compile(r"^(?:Response|Reply|Answer)\b", re.I)


def _in_lines(passages: Sequence[Passage]) -> Iterator[Entry]:
    """The rows of trackers that are set as plain text."""
    for line in lines_of(passages):
        row = _made(EntryKind.TRACKER_ROW, line.passage, line.passage.item, (line.words,), (line.passage.id,))
        yield replace(row, number=line.number, owner=line.owner, deadline=line.deadline, status=line.status)


def _under(entries: Iterable[Entry], sentences: Sequence[Sentence]) -> Iterator[Entry]:
    """What is read by passages under the minute, or the item of a pack, that is told above it."""
    places = [(one.page, one.start) for one in sentences]
    for entry in entries:
        n = bisect_left(places, (entry.words[0].page, entry.words[0].start)) - 1
        above = sentences[n] if n >= 0 else None
        told = above is not None and above.item is not None and above.meeting == entry.meeting
        told = told and above is not None and (above.setting is Setting.RECORD or entry.item is None or above.item != above.passage.item)
        placed = replace(entry, item=above.item) if above and told else entry
        if above is not None and not entry.draft and entry.ballot is None:
            title = above.item.title if above.item else ""
            over = [one for one in sentences[max(0, n - _OVER) : n + 1] if (one.item, one.meeting) == (above.item, entry.meeting)]
            words = [f"{title}. {one.said}" for one in over]
            moves = entry.kind is EntryKind.EXECUTIVE_RESPONSE or (
                entry.kind is EntryKind.RESOLUTION and any(OF_DECISIONS.search(said) for said in words)
            )
            other = next((found for said in words if moves and (found := meeting_elsewhere(said, entry.meeting))), None)
            placed = replace(placed, meeting=other or placed.meeting)
        yield placed


_OVER = 4  # sentences over a table, headers among them, that tell what it is


def _row(kind: EntryKind, row: Passage, columns: Columns, below: Passage | None) -> Entry:
    """The entry of a row. What answers a question may stand below it: a row of its own, or the text that goes on after the table."""
    reply = columns.get("response")
    if kind is EntryKind.PUBLIC_QUESTION and reply is None and below is not None and _REPLIES.match(readable(below.body)):
        reply = Stated(below.body, below.page, below.body_start, below.end)
    entry = replace(
        _of_passages(kind, [row]),
        number=columns.get("number"), owner=_owner(columns), deadline=columns.get("deadline"), status=_status(kind, columns),
        mover=columns.get("mover"), seconder=columns.get("seconder"),
        answer=(reply,) if kind is EntryKind.PUBLIC_QUESTION and reply else (),
    )  # fmt: skip
    if kind is not EntryKind.RESOLUTION:
        return entry
    outcome, ballot = columns.get("status"), ballot_in_row(columns)
    result = result_in_cell(outcome) if outcome else None
    return replace(entry, ballot=ballot, result=result or (carried_by(ballot) if ballot and "votes" in columns else None))


def _owner(columns: Columns) -> Stated[str] | None:
    """Who is to act. Of what was asked for, who it is asked of: whom it comes from where it goes to another."""
    asked = "request" in columns or "recommendation" in columns
    return columns.get("owner") or ((columns.get("asker") if "asker" in columns else columns["to"]) if asked and "to" in columns else None)


_LONGEST_STATUS = 20  # words: what is longer tells of progress, and names no state


def _status(kind: EntryKind, columns: Columns) -> Stated[str] | None:
    if kind is EntryKind.EXECUTIVE_RESPONSE:
        return columns.get("response")
    if kind is EntryKind.RECOMMENDATION:
        return columns.get("response")
    if kind is not EntryKind.TRACKER_ROW:
        return None
    found = next((columns[name] for name in ("state", "status", "response") if name in columns), None)
    return found if found and len(found.value.split()) <= _LONGEST_STATUS else columns.get("rag")


def _entry(kind: EntryKind, sentences: Sequence[Sentence]) -> Entry:
    """An entry of the words of some sentences, as they stand, without fields."""
    first = next((one for one in sentences if not one.heading), sentences[0])
    return _made(kind, first.passage, first.item, tuple(_pieces(sentences)), tuple(dict.fromkeys(one.passage.id for one in sentences)))


def _pieces(sentences: Sequence[Sentence]) -> Iterator[Stated[str]]:
    """Their words as they stand: a piece for each run of neighbours within a passage."""
    runs: list[list[Sentence]] = []
    for one in sentences:
        above = runs[-1][-1] if runs else None
        if (
            above is not None
            and above.passage is one.passage
            and not one.passage.text[above.end - one.passage.start : one.start - one.passage.start].strip(" \n\t*_")
        ):
            runs[-1].append(one)
        else:
            runs.append([one])
    for run in runs:
        passage, start, end = run[0].passage, run[0].start, run[-1].end
        yield Stated(passage.text[start - passage.start : end - passage.start], passage.page, start, end)


def _of_passages(kind: EntryKind, run: Sequence[Passage]) -> Entry:
    words = tuple(map(_body, run))
    return _made(kind, run[0], run[0].item, words, tuple(one.id for one in run))


def _body(passage: Passage) -> Stated[str]:
    """Its words; of a row without the marks that end it."""
    body = passage.body.rstrip(" |\t\n") if passage.kind is PassageKind.TABLE_ROW else passage.body
    return Stated(body, passage.page, passage.body_start, passage.body_start + len(body))


def _made(kind: EntryKind, first: Passage, item: AgendaItem | None, words: tuple[Stated[str], ...], passage_ids: tuple[str, ...]) -> Entry:
    place = f"{first.paper_id}:{kind}:{words[0].page}:{words[0].start}:{words[0].end}"
    return Entry(
        id=hashlib.sha256(place.encode()).hexdigest()[:20],
        paper_id=first.paper_id, position=0, kind=kind, draft=False, meeting=first.meeting, item=item,
        passage_ids=passage_ids, words=words, printed_page=first.printed_page,
    )  # fmt: skip
