"""Answers beside llama-index's starter: the same questions, papers, machine and model, question by question in one process.

The starter is what its tutorial shows: SimpleDirectoryReader, the default SentenceSplitter, a VectorStoreIndex over Chroma. It has no
language model here, so its time is that of finding passages alone, while Minuted's is that of a whole answer with every quote
checked. Both times are warm and include the embedding of the question. The papers are text: for PDFs the starter's reader needs
packages that do not go with ours.
"""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import chromadb
from chromadb.config import Settings as ChromaSettings
from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.vector_stores.chroma import ChromaVectorStore
from rich.table import Table

from assistant.ask import ask
from assistant.models import Question
from corpus.embedding.embedder import Embedder
from corpus.store.store import Store
from eval.answers import Answered, GivenAnswer, GivenCitation
from eval.cases import Case
from eval.check import check
from eval.evaluators.every import OF_CASES
from eval.figures import shares, times
from eval.run import WARM_UP, asked
from eval.stores import files_in, papers_to_store
from eval.verdicts import Checked

_FOUND = 5  # passages that the starter gives; the figure of shared/design.md
_TOLD = ("evidence_any", "evidence_first")  # the measures that need no words of an answer


@dataclass(frozen=True, slots=True)
class Beside:
    """The results of both, in the order of the questions."""

    minuted: Sequence[Checked]
    starter: Sequence[Checked]


def answers(cases: Sequence[Case], papers: Sequence[Path], stores: Path) -> Beside:
    """Each question asked of one and then of the other, so that what else the machine does falls on both."""
    store = Store.open(papers_to_store(papers, stores))
    try:
        with tempfile.TemporaryDirectory(prefix="minuted-bench-") as scratch:
            retriever = _starter(papers, Path(scratch), store.embedder)
            ask(Question(text=WARM_UP), store)
            retriever.retrieve(WARM_UP)
            pairs = [(asked(case, store), _found(case, retriever)) for case in cases]
    finally:
        store.close()
    return Beside(*(check(given, None, cases, OF_CASES) for given in zip(*pairs, strict=True)))


def _starter(papers: Sequence[Path], folder: Path, embedder: Embedder) -> BaseRetriever:
    documents = SimpleDirectoryReader(input_files=files_in(papers)).load_data()
    client = chromadb.PersistentClient(path=str(folder), settings=ChromaSettings(anonymized_telemetry=False))
    collection = client.get_or_create_collection("starter")
    storage = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection))
    index = VectorStoreIndex.from_documents(documents, storage_context=storage, embed_model=embedder.model)
    return index.as_retriever(similarity_top_k=_FOUND)


def _found(case: Case, retriever: BaseRetriever) -> Answered:
    started = time.perf_counter()
    nodes = retriever.retrieve(case.question)
    seconds = time.perf_counter() - started
    citations = tuple(GivenCitation(node.get_content(), node.metadata["file_name"], None, None) for node in nodes)
    return Answered(case.id, GivenAnswer("", answered=True, citations=citations), seconds)


def answers_to_table(beside: Beside) -> Table:
    table = Table(title=f"Answers: {len(beside.minuted)} questions, warm, the question's embedding included")
    for column in ("", "ms p50", "ms p95", *_TOLD):
        table.add_column(column, justify="right" if column else "left")
    for name, results in (("Minuted, the whole answer", beside.minuted), ("llama-index's starter, finding alone", beside.starter)):
        found = shares(results)
        took = [f"{took.p50:.0f}", f"{took.p95:.0f}"] if (took := times(results)) else ["", ""]
        table.add_row(name, *took, *(f"{found[measure].value:.3f}" for measure in _TOLD))
    return table
