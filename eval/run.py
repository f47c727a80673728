"""Cases and a store -> answers: every question asked of Minuted in one process, timed, and checked."""

import json
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.ask import ask
from assistant.export.json import to_json
from assistant.models import Question
from assistant.retrieval.reranker import OWN, Ranker, ranker_of
from assistant.settings import Settings
from corpus.store.store import Store
from eval.adapters import json_to_answer
from eval.answers import Answered
from eval.cases import Case
from eval.check import check
from eval.evaluators.evaluator import Evaluator
from eval.papers import Papers
from eval.verdicts import Checked

WARM_UP = "What was decided?"  # loads the model and opens the indexes; its time is not counted


def run(
    cases: Sequence[Case], store_folder: Path, papers: Papers | None = None, times: int = 1, evaluators: Sequence[Evaluator] | None = None
) -> tuple[Checked, ...]:
    """Ask every case so many times, in order, in one opened store, and check the answers.

    MINUTED_RANKER chooses what reads the passages.
    """
    ranker = ranker_of(Settings().ranker)
    with Store.open(store_folder) as store:
        ask(Question(text=WARM_UP), store, ranker)
        answers = [asked(case, store, ranker) for _ in range(times) for case in cases]
    return check(answers, papers, cases, evaluators)


def asked(case: Case, store: Store, ranker: Ranker | None = OWN) -> Answered:
    """One case asked and timed. The first question asked of a store loads the model; its time says nothing."""
    started = time.perf_counter()
    answer = ask(Question(id=case.id, text=case.question), store, ranker)
    seconds = time.perf_counter() - started
    return Answered(case.id, json_to_answer(json.loads(to_json(answer))), seconds)
