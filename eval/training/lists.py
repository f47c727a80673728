"""Questions -> lists to train the cross-encoder on: each question with the best passages of its retriever, and where in them the answer is.

Questions over councils come with the evidence that a store gives. Questions over passages without papers are met in memory by what a
store's first order is mostly made of: MaxSim, BM25 and dense score.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.retrieval.cross_encoder import passage_to_text
from assistant.retrieval.retriever import piece_weights
from assistant.retrieval.scoring import USED
from corpus.embedding.embedder import Embedder
from corpus.embedding.late_interaction import max_sim
from corpus.store.bm25 import BM25Index, stems
from eval.training.examples import Example, TrainingPassage, examples_of, passages_of
from eval.training.labelled import Labelled, cases_to_labelled
from eval.wording import WORD, plain, says_quote

_DEPTH = 60  # passages taken by words and by dense score
_LISTED = 40
_LONG = 8  # words: a quote as long stands elsewhere only where it says the same
_SAME = 0.95  # cosine similarity to the right passage at which another may say the same

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """A passage of a list: its text as the cross-encoder reads it, and its score in the first order.

    `right` is 1, 0 for a wrong one, and -1 for one that may be right, which nothing is learnt from. `answers` are the characters
    [start, end) of a right one's text that are the answer; none where they are not known.
    """

    text: str
    score: float
    right: int
    answers: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionList:
    """A question with its best passages, in the first order; one that is not answerable has none that is right."""

    question: str
    answerable: bool
    passages: tuple[Listed, ...]

    @property
    def teaches(self) -> bool:
        """Whether there is anything to tell apart."""
        rights = {listed.right for listed in self.passages}
        return 0 in rights and (1 in rights or not self.answerable)


def lists_of(
    councils: Sequence[Path],
    papers: Sequence[Path],
    questions: Sequence[Path],
    passages: Sequence[Path],
    while_asked: Callable[[Iterable[Path], str], Iterable[Path]],
) -> list[QuestionList]:
    """A list for each question over councils' papers, then for each of those over passages, file by file.

    `while_asked` is given the files to go through and what is done with them, for whoever shows how far it is.
    """
    lists = [
        labelled_to_list(labelled)
        for file in while_asked(councils, "Asking questions over papers")
        for labelled in cases_to_labelled(file, papers)
    ]
    of_file = {file: passages_of([file]) for file in passages}
    examples, embedder = examples_of(questions, passages_of(passages)), Embedder()
    for file in while_asked(passages, "Asking questions over passages"):
        given = of_file[file]
        lists += examples_to_lists([one for one in examples if one.passage.id in given], list(given.values()), embedder)
    return lists


def labelled_to_list(labelled: Labelled) -> QuestionList:
    case = labelled.case
    quotes = [gold.quote for gold in case.evidence if gold.counts and gold.quote]
    facts = [wording for fact in case.must_contain for wording in fact]
    listed = []
    for one, right in zip(labelled.evidence, labelled.right, strict=True):
        text = passage_to_text(one.passage).text
        listed.append(Listed(text, one.score, int(right), answer_spans(text, quotes, facts) if right == 1 else ()))
    return QuestionList(case.question, labelled.answerable, tuple(listed))


def examples_to_lists(examples: Iterable[Example], passages: Sequence[TrainingPassage], embedder: Embedder) -> Iterator[QuestionList]:
    """The questions in order, over all of the passages together."""
    texts, at = [passage.indexed for passage in passages], {passage.id: row for row, passage in enumerate(passages)}
    words = BM25Index(None)
    by_paper = itertools.groupby(sorted(passages, key=lambda passage: passage.paper), key=lambda passage: passage.paper)
    words.replace([], {paper: [(passage.id, passage.indexed) for passage in of_paper] for paper, of_paper in by_paper})
    embedded = embedder.passages(texts)
    vectors = np.asarray([one.vector for one in embedded], np.float32)
    for example in examples:
        (asked,) = embedder.questions([example.question])
        dense, right = vectors @ np.asarray(asked.vector, np.float32), at[example.passage.id]
        worded = {at[i]: score for i, score in words.best(stems(example.question), _DEPTH, None, [])}
        rows = list(dict.fromkeys([*worded, *map(int, np.argsort(-dense, kind="stable")[:_DEPTH]), right]))
        met = max_sim(asked, piece_weights(asked, example.question, words), [embedded[row].token_embeddings for row in rows])
        most = max(worded.values(), default=0.0) or 1.0
        scores = [
            USED.maxsim * sim + USED.bm25 * worded.get(row, 0.0) / most + USED.dense_score * max(float(dense[row]), 0.0)
            for row, sim in zip(rows, met, strict=True)
        ]
        best = sorted(range(len(rows)), key=lambda n: -scores[n])
        listed = []
        for n in [*best[:_LISTED], *(n for n in best[_LISTED:] if rows[n] == right)]:
            alike = float(vectors[rows[n]] @ vectors[right]) > _SAME
            label = _label(example, texts[rows[n]], is_own=rows[n] == right, alike=alike)
            answers = answer_spans(texts[rows[n]], [example.span], []) if label == 1 else ()
            listed.append(Listed(texts[rows[n]], round(scores[n], 4), label, answers))
        yield QuestionList(example.question, example.answers, tuple(listed))


def _label(example: Example, text: str, *, is_own: bool, alike: bool) -> int:
    if not example.answers:
        return 0
    if is_own:
        return 1
    if says_quote(text, example.span):
        return 1 if len(example.span.split()) >= _LONG else -1
    return -1 if alike else 0


def answer_spans(text: str, quotes: Sequence[str], facts: Sequence[str]) -> tuple[Span, ...]:
    """The words of a text that are the facts of an answer, within its quotes; all words of the quotes where no fact stands in them.

    Of a quote that does not stand there whole the runs of three words that do.
    """
    words = [(match.start(), match.end(), match[0]) for match in WORD.finditer(text.lower())]
    said = [word for _, _, word in words]
    quoted: set[int] = set()
    for quote in quotes:
        asked = WORD.findall(plain(quote))
        starts = _found(asked, said)[:1]
        length = len(asked) if starts else 3
        starts = starts or [start for n in range(len(asked) - 2) for start in _found(asked[n : n + 3], said)]
        quoted.update(n for start in starts for n in range(start, start + length))
    given = {
        n
        for fact in facts
        if (asked := WORD.findall(plain(fact)))
        for start in _found(asked, said)
        for n in range(start, start + len(asked))
        if n in quoted
    }
    return tuple((words[n][0], words[n][1]) for n in sorted(given or quoted))


def _found(asked: list[str], said: list[str]) -> list[int]:
    """Where words begin in others."""
    length = len(asked)
    return [n for n in range(len(said) - length + 1) if said[n : n + length] == asked] if length else []
