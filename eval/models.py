"""`minuted eval models QUESTIONS.jsonl`: what the adapter gives, to the vectors alone and to whole answers.

By nearness alone the passages stand in the order of their vectors' nearness to the question's, with nothing read into it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from assistant.snapshot import snapshot_of
from corpus.embedding.embedder import Embedder
from corpus.store.store import Store
from corpus.text import counted
from eval.ablations import passage_to_given
from eval.answers import GivenAnswer
from eval.cases import Case, CasesUnusable, CaseType
from eval.evaluators.reading import Reading
from eval.figures import Share, shares
from eval.run import run
from eval.verdicts import Checked

MODELS = {"published": "base", "trained": None}
"""What Embedder is to be given for each."""

_NEAREST = 30  # passages: more than a reader reads
_WHOLE = ("evidence_any", "evidence_first", "facts_in_text", "facts_in_text_or_quotes", "right", "answers_when_it_can")


@dataclass(frozen=True, slots=True)
class ModelRow:
    """What one model gives over one set of questions."""

    model: str
    nearest_any: Share
    nearest_first: Share
    whole: tuple[Checked, ...]


def models(cases: Sequence[Case], store_of: Callable[[str | None], Path]) -> Iterator[ModelRow]:
    """A row for each of MODELS; `store_of` gives the store made with a model. Raises CasesUnusable where no question has an answer."""
    answerable = [case for case in cases if case.type is not CaseType.UNANSWERABLE]
    if not answerable:
        raise CasesUnusable("None of the questions has an answer in the papers, so there is no right passage to find.")
    for name, model in MODELS.items():
        folder = store_of(model)
        with Store.open(folder, Embedder(model)) as store:
            read = [Reading(case, _nearest(case, store)) for case in answerable]
        found_any, found_first = sum(reading.has_any for reading in read), sum(reading.has_first for reading in read)
        yield ModelRow(name, Share(found_any, len(read)), Share(found_first, len(read)), run(cases, folder))


def _nearest(case: Case, store: Store) -> GivenAnswer:
    """An answer that cites the passages nearest to the question, nearest first."""
    papers = snapshot_of(store).papers
    [nearest] = store.nearest([store.embedder.question(case.question)], _NEAREST)
    found = store.catalogue.passages([passage_id for passage_id, _ in nearest])
    passages = (found[passage_id] for passage_id, _ in nearest)
    cited = (passage_to_given(passage, papers[passage.paper_id]) for passage in passages)
    return GivenAnswer("", answered=True, citations=tuple(cited))


def models_to_table(name: str, rows: Sequence[ModelRow]) -> Table:
    """The measures of each model, and below them by how many questions the taught one differs."""
    table = Table(
        title=f"{name}: {counted(len(rows[0].whole), 'question')}, {rows[0].nearest_any.of} that the papers can answer",
        caption="nearness: passages in the order of their vectors alone; the rest is of whole answers",
        title_justify="left",
        caption_justify="left",
    )
    for column in ("model", "nearness any", "first", *_WHOLE):
        table.add_column(column, justify="left" if column == "model" else "right", no_wrap=True)
    counts = [_shares(row) for row in rows]
    for row, measured in zip(rows, counts, strict=True):
        table.add_row(row.model, *(f"{share.value:.3f}" if share else "" for share in measured))
    published, *_, trained = counts
    differ = (f"{b.holds - a.holds:+d}" if a and b else "" for a, b in zip(published, trained, strict=True))
    table.add_row("questions", *differ)
    return table


def _shares(row: ModelRow) -> list[Share | None]:
    whole = shares(row.whole)
    return [row.nearest_any, row.nearest_first, *(whole.get(name) for name in _WHOLE)]
