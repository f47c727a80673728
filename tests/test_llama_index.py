"""Minuted in llama-index's shapes: its users plug our reader, parser, retriever, order and answers in."""

import datetime
import re
import subprocess
import sys
from pathlib import Path

import pytest
from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import Document, MetadataMode, NodeWithScore, TextNode
from llama_index.core.vector_stores import MetadataFilter, MetadataFilters
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.vector_stores.chroma import ChromaVectorStore
from sklearn.feature_extraction.text import HashingVectorizer

from assistant import PaperQueryEngine, PassageOrder, PassageRetriever, Question
from assistant.ask import ask
from corpus import DenseEmbedder, Embedder, Store
from corpus.embedding.packaged import packaged_model_folder
from corpus.errors import ModelUnusable, PaperRefused, StoreModelMismatch
from corpus.nodes import passage_to_node
from ingest import PaperNodeParser, PaperReader, ingest
from tests.conftest import ROOT
from tests.factories import make_store, minutes_text, write_papers

ASKED = "How much was spent on potholes in Wenlow?"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_papers(
        tmp_path_factory.mktemp("papers"), {"may.txt": minutes_text(), "june.txt": minutes_text(day="Tuesday, 8 June 2021")}
    )


@pytest.fixture(scope="module")
def store(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("store")
    make_store(folder, [papers])
    with Store.open(folder) as opened:
        yield opened


def test_papers_go_through_a_pipeline_as_passages_with_their_place(papers: Path, store: Store) -> None:
    documents = SimpleDirectoryReader(str(papers), file_extractor={".txt": PaperReader()}).load_data()
    nodes = IngestionPipeline(transformations=[PaperNodeParser()]).run(documents=documents)
    held = {passage.id: passage for paper in store.catalogue.papers() for passage in store.catalogue.passages_of(paper.id)}
    assert {node.node_id for node in nodes} == set(held)
    for node in nodes:
        passage = held[node.node_id]
        assert node.get_content(MetadataMode.NONE) == passage.text
        assert (node.metadata["body"], node.metadata["page"]) == (passage.meeting.body, passage.page)
        assert datetime.date.fromisoformat(node.metadata["meeting_date"]) == passage.meeting.date
        assert node.get_content(MetadataMode.EMBED).startswith(passage.indexed.rpartition("\n")[0])


def test_documents_of_another_reader_are_read_from_their_file(papers: Path) -> None:
    pages = [Document(text="a page", metadata={"file_path": str(papers / "may.txt")}) for _ in range(2)]
    nodes = PaperNodeParser().get_nodes_from_documents(pages)
    assert len({node.node_id for node in nodes}) == len(nodes) > 2
    with pytest.raises(PaperRefused, match="file_path"):
        PaperNodeParser().get_nodes_from_documents([Document(text="of no file")])


def test_a_broken_paper_is_refused_by_the_reader(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(PaperRefused, match=r"broken\.pdf"):
        PaperReader().load_data(broken)


def test_the_retriever_finds_and_the_order_puts_the_same_first(store: Store) -> None:
    found = PassageRetriever(store).retrieve(ASKED)
    assert "potholes" in found[0].node.get_content(MetadataMode.NONE)
    foreign = NodeWithScore(node=TextNode(text="of another retriever"), score=0.9)
    ordered = PassageOrder(store).postprocess_nodes([foreign, *reversed(found)], query_str=ASKED)
    assert [node.node.node_id for node in ordered] == [*(node.node.node_id for node in found), foreign.node.node_id]


def test_the_query_engine_answers_as_minuted_does_with_its_quotes(store: Store) -> None:
    response, answer = PaperQueryEngine(store).query(ASKED), ask(Question(text=ASKED), store)
    assert str(response) == answer.answer
    assert [source.metadata["quote"] for source in response.source_nodes] == [citation.quote for citation in answer.citations]
    for source, citation in zip(response.source_nodes, answer.citations, strict=True):
        assert source.metadata["quote"] in source.node.get_content(MetadataMode.NONE)
        assert source.metadata["meeting_date"] == citation.meeting.date.isoformat()
    declined = PaperQueryEngine(store).query("What does Zanzibar Zoo charge for elephants?")
    assert declined.source_nodes == []
    assert "Not found" in str(declined)


def test_a_store_takes_papers_in_by_the_public_names(papers: Path, tmp_path: Path) -> None:
    with Store.open_for_writing(tmp_path / "store", Embedder()) as opened:
        outcomes = ingest([papers / "may.txt"], opened)
    assert [outcome.result.value for outcome in outcomes] == ["added"]


def test_others_read_the_collection_as_nodes_with_our_text_and_metadata(store: Store) -> None:
    vectors = ChromaVectorStore(chroma_collection=store.vectors.collection)
    papers = {paper.id: paper for paper in store.catalogue.papers()}
    held = [passage_to_node(passage, paper) for paper in papers.values() for passage in store.catalogue.passages_of(paper.id)]
    assert {node.node_id: node.to_dict() for node in vectors.get_nodes(None)} == {node.node_id: node.to_dict() for node in held}
    in_june = MetadataFilters(
        filters=[MetadataFilter(key="meeting_date", value="2021-06-08"), MetadataFilter(key="kind", value="resolution")]
    )
    index = VectorStoreIndex.from_vector_store(vectors, embed_model=store.embedder.model)
    (found,) = index.as_retriever(similarity_top_k=1, filters=in_june).retrieve(ASKED)
    assert "potholes" in found.text
    assert (found.metadata["file"], found.metadata["decision"]) == ("june.txt", "resolution")
    assert found.node.ref_doc_id in papers


def test_the_collection_is_read_with_chroma_alone(store: Store) -> None:
    found = store.vectors.collection.get(where={"meeting_date": "2021-06-08"}, include=["documents", "metadatas"])
    (june,) = (paper for paper in store.catalogue.papers() if paper.file == "june.txt")
    passages = {passage.id: passage for passage in store.catalogue.passages_of(june.id)}
    assert set(found["ids"]) == set(passages)
    for i, text, metadata in zip(found["ids"], found["documents"], found["metadatas"], strict=True):
        passage = passages[i]
        assert text == passage.text
        assert (metadata["page"], metadata["paper"], metadata["kind"]) == (passage.page, june.title, passage.kind.value)
        assert passage.item is None or passage.item.title in metadata["item"]


class HashedWords(BaseEmbedding):
    """An embedding of one's own: of length other than 1, without a model or a network."""

    dimensions: int = 512

    def _get_text_embedding(self, text: str) -> list[float]:
        words = HashingVectorizer(n_features=self.dimensions, alternate_sign=False, norm=None, stop_words="english")
        return (3 * words.transform([text]).toarray()[0]).tolist()

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


@pytest.mark.parametrize(
    "embedding", [HashedWords(), HuggingFaceEmbedding(str(packaged_model_folder()))], ids=lambda one: type(one).__name__
)
def test_any_embedding_of_llama_index_takes_papers_in_and_answers(papers: Path, tmp_path: Path, embedding: BaseEmbedding) -> None:
    with Store.open_for_writing(tmp_path, DenseEmbedder(embedding)) as opened:
        assert [outcome.result.value for outcome in ingest([papers / "may.txt", papers / "june.txt"], opened)] == ["added", "added"]
        lengths = [sum(number**2 for number in vector) for _, vector in opened.vectors.all()]
        assert lengths == pytest.approx([1.0] * len(lengths), abs=1e-5)
    with Store.open(tmp_path, DenseEmbedder(embedding)) as opened:
        response = PaperQueryEngine(opened).query(ASKED)
    assert "potholes in Wenlow" in response.source_nodes[0].metadata["quote"]


def test_a_store_of_an_embedding_is_opened_by_that_one_alone(papers: Path, tmp_path: Path) -> None:
    with Store.open_for_writing(tmp_path, DenseEmbedder(HashedWords(model_name="hashed"))) as opened:
        ingest([papers / "may.txt"], opened)
    for other in (None, Embedder("base"), DenseEmbedder(HashedWords(model_name="another"))):
        with pytest.raises(StoreModelMismatch, match="made with the embedding model HashedWords hashed"):
            Store.open(tmp_path, other)
    with pytest.raises(StoreModelMismatch, match="HashedWords hashed"):  # of the same name, with other vectors
        Store.open_for_writing(tmp_path, DenseEmbedder(HashedWords(model_name="hashed", dimensions=256)))
    with Store.open_for_writing(tmp_path, Embedder(), any_model=True) as opened:
        opened.reembed()
    with Store.open(tmp_path) as opened:
        assert PaperQueryEngine(opened).query(ASKED).source_nodes


class OfAService(HashedWords):
    answers: bool = True

    def _get_text_embedding(self, text: str) -> list[float]:
        if not self.answers:
            raise ValueError("the quota is used up")  # no OSError, as libraries of services raise
        return super()._get_text_embedding(text)


def test_an_embedding_that_fails_is_told_and_is_no_papers_fault(papers: Path, tmp_path: Path) -> None:
    embedding = OfAService()
    with Store.open_for_writing(tmp_path, DenseEmbedder(embedding)) as opened:
        embedding.answers = False
        with pytest.raises(ModelUnusable, match=r"OfAService unknown does not embed \(the quota is used up\)"):
            ingest([papers / "may.txt"], opened)
        assert opened.catalogue.refusals() == []
        embedding.answers = True
        assert [outcome.result.value for outcome in ingest([papers / "may.txt"], opened)] == ["added"]


@pytest.mark.parametrize(
    ("page", "names"),
    [("README.md", "PaperQueryEngine"), ("docs/extending.md", "DenseEmbedder"), ("docs/extending.md", "ChromaVectorStore")],
)
def test_the_lines_of_the_docs_run(tmp_path: Path, page: str, names: str) -> None:
    scripts = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.S)
    (script,) = (script for script in scripts if names in script)
    write_papers(tmp_path / "papers", {"may.txt": minutes_text()})
    (tmp_path / "my-model").symlink_to(packaged_model_folder())
    if names == "ChromaVectorStore":
        make_store(tmp_path / "store", [tmp_path / "papers"])
    run = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=300)
    assert "2021-05-04" in run.stdout


def test_public_names_load_nothing_until_they_are_used() -> None:
    script = "import sys, assistant, ingest, corpus; print('llama_index' in sys.modules, 'torch' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout == "False False\n"
