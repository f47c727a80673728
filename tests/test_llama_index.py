"""Minuted in llama-index's shapes: its users plug our reader, parser, retriever, order and answers in."""

import datetime
import re
import subprocess
import sys
from pathlib import Path

import pytest
from llama_index.core import SimpleDirectoryReader
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import Document, MetadataMode, NodeWithScore, TextNode

from assistant import PaperQueryEngine, PassageOrder, PassageRetriever, Question
from assistant.ask import ask
from corpus import Embedder, Store
from corpus.errors import PaperRefused
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


def test_the_lines_of_the_readme_run(tmp_path: Path) -> None:
    scripts = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    (script,) = (script for script in scripts if "PaperQueryEngine" in script)
    write_papers(tmp_path / "papers", {"may.txt": minutes_text()})
    run = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=300)
    assert "2021-05-04" in run.stdout


def test_public_names_load_nothing_until_they_are_used() -> None:
    script = "import sys, assistant, ingest, corpus; print('llama_index' in sys.modules, 'torch' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout == "False False\n"
