"""Questions of a council -> the same, each with its evidence in the first order, and which of it is right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.models import Evidence, Question
from assistant.query.parse import question_to_query
from assistant.retrieval.answerability import facts_of_question
from assistant.retrieval.order import known_evidence
from assistant.retrieval.retriever import retrieve
from assistant.retrieval.scoring import weigh
from assistant.snapshot import snapshot_of
from corpus.errors import QuestionInvalid
from corpus.models import Passage
from corpus.store.store import Store
from eval.cases import Case, CaseType, GoldEvidence, cases_of
from eval.stores import kept, papers_to_store
from eval.training.examples import TrainingUnusable
from eval.wording import says_all, says_any, says_quote

_FEW_WORDS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """A question with its evidence in the first order, a row of FEATURES for each, and what is known of the question itself.

    `right` is 1 for a right passage, 0 for a wrong one, and -1 for one that has all that a right answer says and may be right, too.
    """

    case: Case
    evidence: tuple[Evidence, ...]
    features: NDArray[np.float32]
    right: NDArray[np.int8]
    facts: dict[str, float]

    @property
    def answerable(self) -> bool:
        return self.case.type is not CaseType.UNANSWERABLE


def cases_to_labelled(file: Path, papers: Sequence[Path], more: Sequence[Case] = ()) -> Iterator[Labelled]:
    """The questions of a file, and more, as they are met over the papers of their council, which stand in a folder named as the file.

    Those for which nothing at all is found are left out. Raises TrainingUnusable where no folder has that name.
    """
    cases = [*cases_of(file), *more]
    folder = next((root / file.stem for root in papers if (root / file.stem).is_dir()), None)
    if folder is None:
        raise TrainingUnusable(f"{file}: there is no folder {file.stem} of papers in {', '.join(map(str, papers))}")
    with Store.open(papers_to_store([folder], kept())) as store, store.reading():
        for case in cases:
            if (labelled := _labelled(case, store)) is not None:
                yield labelled


def _labelled(case: Case, store: Store) -> Labelled | None:
    try:
        query = question_to_query(Question(text=case.question), store)
    except QuestionInvalid:
        return None
    known, asked = snapshot_of(store), weigh(query, store.searchable_bm25)
    evidence, rows = known_evidence(query, retrieve(query, store), asked, known.versions)
    if not evidence:
        return None
    files = {paper.id: paper.file for paper in known.papers.values()}
    right = [_is_right(one.passage, files[one.passage.paper_id], case) for one in evidence]
    return Labelled(case, tuple(evidence), rows, np.asarray(right, np.int8), facts_of_question(query, asked, store))


def _is_right(passage: Passage, file: str, case: Case) -> int:
    if any(_shows(passage, file, gold) for gold in case.evidence if gold.counts):
        return 1
    may_be = case.must_contain and all(says_any(passage.indexed, fact) for fact in case.must_contain)
    return -1 if may_be else 0


def _shows(passage: Passage, file: str, gold: GoldEvidence) -> bool:
    """Whether a passage is a piece of evidence. A few words stand in many papers, so they count in their own alone."""
    if gold.quote is None:
        return (file, passage.page) == (gold.file, gold.page) and says_all(passage.text, gold.marks)
    near_enough = file == gold.file or len(gold.quote.split()) > _FEW_WORDS
    return near_enough and says_quote(f"{passage.indexed}\n{passage.text}", gold.quote)  # a row as it is told, and as it is printed
