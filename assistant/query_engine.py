"""Minuted's retriever, order and answers in llama-index's shapes, over a store."""

import asyncio
from collections.abc import Sequence

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.postprocessor.types import BaseNodePostprocessor
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.ask import ask
from assistant.models import Citation, Filters, Question
from assistant.query.parse import question_to_query
from assistant.retrieval.order import ordered
from assistant.retrieval.reranker import OWN, Ranker
from assistant.retrieval.retriever import Candidate, retrieve
from assistant.retrieval.scoring import weigh
from assistant.snapshot import snapshot_of
from corpus.nodes import passage_to_node, place_to_metadata
from corpus.store.store import Store
from corpus.text import item_named


class PassageRetriever(BaseRetriever):
    """A question -> the passages that may answer it, found by dense score, BM25 and MaxSim, the best first."""

    def __init__(self, store: Store, filters: Filters | None = None) -> None:
        self._store, self._filters = store, filters or Filters()
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        with self._store.reading():
            return _ordered(Question(text=query_bundle.query_str, filters=self._filters), self._store, None)


class PassageOrder(BaseNodePostprocessor):
    """Nodes of passages -> the same in Minuted's order, by a cross-encoder where one is given.

    Nodes that are no passages of the store, from another retriever, follow in the order that they had.
    """

    _store: Store = PrivateAttr()
    _ranker: Ranker | None = PrivateAttr()

    def __init__(self, store: Store, ranker: Ranker | None = OWN) -> None:
        super().__init__()
        self._store, self._ranker = store, ranker

    @classmethod
    def class_name(cls) -> str:
        return "PassageOrder"

    def _postprocess_nodes(self, nodes: list[NodeWithScore], query_bundle: QueryBundle | None = None) -> list[NodeWithScore]:
        if query_bundle is None:
            return nodes
        with self._store.reading():
            ids = {node.node.node_id for node in nodes}
            ordered = _ordered(Question(text=query_bundle.query_str), self._store, self._ranker, ids)
        placed = {node.node.node_id for node in ordered}
        return [*ordered, *(node for node in nodes if node.node.node_id not in placed)]


class PaperQueryEngine(BaseQueryEngine):
    """A question -> Minuted's answer, every quote of it checked against its page.

    Each source node is the passage of a citation. Its metadata say where the quote stands: council, body, meeting_date (ISO), item,
    page (from 1), printed_page, file, quote. `response.metadata["answer"]` is the whole answer, as `minuted ask --json` prints it.
    Where the papers do not answer there are no source nodes, and the response says so.
    """

    def __init__(self, store: Store, filters: Filters | None = None, ranker: Ranker | None = OWN) -> None:
        super().__init__(callback_manager=None)
        self._store, self._filters, self._ranker = store, filters or Filters(), ranker

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _query(self, query_bundle: QueryBundle) -> Response:
        answer = ask(Question(text=query_bundle.query_str, filters=self._filters), self._store, self._ranker)
        return Response(
            answer.answer,
            source_nodes=[_citation_to_node(citation) for citation in answer.citations],
            metadata={"answer": answer.model_dump(mode="json")},
        )

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)


def _ordered(question: Question, store: Store, ranker: Ranker | None, ids: set[str] | None = None) -> list[NodeWithScore]:
    """The evidence for a question as nodes with scores, of the passages named or of all."""
    query, snapshot = question_to_query(question, store), snapshot_of(store)
    candidates: Sequence[Candidate] = retrieve(query, store)
    if ids is not None:
        candidates = [candidate for candidate in candidates if candidate.passage.id in ids]
    found = ordered(query, candidates, weigh(query, store.searchable_bm25), snapshot.versions)
    if ranker is not None:
        found = ranker.ordered(query.text, found)
    return [
        NodeWithScore(node=passage_to_node(one.passage, snapshot.papers[one.passage.paper_id]), score=one.score) for one in found.evidence
    ]


def _citation_to_node(citation: Citation) -> NodeWithScore:
    meeting, item = citation.meeting, citation.item
    metadata = place_to_metadata(
        council=meeting.council,
        body=meeting.body,
        date=meeting.date,
        item=item_named(item.number, item.title) if item else None,
        page=citation.page,
        printed_page=citation.printed_page,
        paper=citation.paper.title,
        file=citation.paper.file,
        quote=citation.quote,
    )
    return NodeWithScore(node=TextNode(id_=citation.passage_id, text=citation.passage, metadata=metadata), score=citation.score)
