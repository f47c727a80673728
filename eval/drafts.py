"""A store -> drafts of cases, for a person to complete: evidence and figures are there, the question is not."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

import yaml

from corpus.models import Paper, Passage, PassageKind
from corpus.store import Store
from corpus.text import inert_json, readable, sentence_spans
from eval.cases import CaseType
from eval.evaluators.citations import item_of
from eval.wording import as_printed

_FEWEST_WORDS = 8  # of a passage that there is something to ask of
_FIGURE = re.compile(r"£?\d+(?:[,.]\d+)*(?:%|m\b)?")  # £1.38m, 56.3%, 1,617
_TYPES = {
    PassageKind.RESOLUTION: CaseType.DECISION,
    PassageKind.TABLE_ROW: CaseType.TABLE,
    PassageKind.LIST: CaseType.LIST,
    PassageKind.PARAGRAPH: CaseType.FACT,
}
_TOP = """\
# Drafts of cases. Complete each, or take it out:
#   question      as somebody would ask it who has not read the paper, in other words than the paper's
#   answer        the right answer, in plain words
#   must_contain  what every right answer has to say; a list within the list gives several wordings, any of which will do
# Then run: minuted eval validate FILE --papers FOLDER
"""


def drafts_of(store: Store, number: int) -> list[dict[str, object]]:
    """So many drafts, spread over the papers held. The SHA-256 of their ids decides which passages: the same for the same store."""
    with store.reading():
        by_paper = [_drawn(paper, store.catalogue.passages_of(paper.id)) for paper in store.catalogue.papers()]
    in_turn = (draft for draft in chain.from_iterable(zip_longest(*by_paper)) if draft is not None)
    return [{"id": f"draft-{n:03}", **draft} for n, draft in zip(range(1, number + 1), in_turn, strict=False)]


def _drawn(paper: Paper, passages: Sequence[Passage]) -> Iterator[dict[str, object]]:
    drawn = sorted(passages, key=lambda passage: hashlib.sha256(passage.id.encode()).digest())
    return (_draft(paper, passage) for passage in drawn if len(readable(passage.body).split()) >= _FEWEST_WORDS)


def _draft(paper: Paper, passage: Passage) -> dict[str, object]:
    quote = _quote(passage)
    evidence: dict[str, object] = {
        "file": paper.file,
        "page": passage.page,
        "quote": quote,
        "meeting_date": passage.meeting.date.isoformat() if passage.meeting.date else None,
    }
    if item := item_of(passage):
        evidence["item"] = item
    figures = list(dict.fromkeys(_FIGURE.findall(quote)))
    return {"type": _TYPES[passage.kind].value, "question": "", "answer": "", "must_contain": figures[:2], "evidence": [evidence]}


def _quote(passage: Passage) -> str:
    """The sentence of a passage that has most figures, or the whole row of a table."""
    if passage.kind is PassageKind.TABLE_ROW:
        return as_printed(passage.body)
    sentences = [as_printed(passage.body[start:end]) for start, end in sentence_spans(passage.body)]
    return max(sentences, key=lambda sentence: (len(_FIGURE.findall(sentence)), len(sentence)))


def drafts_to_yaml(drafts: Sequence[dict[str, object]]) -> str:
    written: str = yaml.safe_dump(list(drafts), allow_unicode=True, sort_keys=False, width=120)
    return _TOP + written


def drafts_to_jsonl(drafts: Sequence[dict[str, object]]) -> str:
    return "".join(inert_json(json.dumps(draft, ensure_ascii=False)) + "\n" for draft in drafts)
