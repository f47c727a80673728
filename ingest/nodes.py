"""Papers for llama-index: a reader of files and a parser of documents, in its shapes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from llama_index.core.node_parser import NodeParser
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import BaseNode, Document
from pydantic import PrivateAttr

from corpus.errors import PaperUnreadable
from corpus.nodes import passage_to_node
from corpus.read_paper import ReadPaper
from ingest.worker import Limits, Reading

_PATH = "file_path"  # the key by which llama-index's own readers say which file a document is of


class PaperDocument(Document):
    """One paper as a document: the text of its pages, and what was read of it for `PaperNodeParser`."""

    _read: ReadPaper | None = PrivateAttr(default=None)


class PaperReader(BaseReader):
    """A file of a paper -> one document. It is read in a process of its own, within limits of time and memory.

    >>> SimpleDirectoryReader("papers", file_extractor={".pdf": PaperReader(), ".docx": PaperReader()})
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def load_data(self, file: Path | str, extra_info: dict[str, Any] | None = None, **_: Any) -> list[Document]:
        """The paper's document; `extra_info` joins its metadata. Raises PaperRefused with the reason where it cannot be read."""
        read = Reading(Path(file), self._limits).result()
        text, metadata = "\n\n".join(page.text for page in read.pages), {_PATH: str(file), **(extra_info or {})}
        document = PaperDocument.model_validate({"id_": read.paper.id, "text": text, "metadata": metadata})
        document._read = read
        return [document]


class PaperNodeParser(NodeParser):
    """Documents of papers -> a node for each passage, with council, body, meeting date, item and page as metadata.

    A document that another reader made is read again from its file, which has to be named in its metadata as `file_path`; several
    documents of one file, such as its pages, are one paper.
    """

    include_metadata: bool = False  # of the document: a passage has its own, and those of a file would be embedded with it

    @classmethod
    def class_name(cls) -> str:
        return "PaperNodeParser"

    def _parse_nodes(self, nodes: Sequence[BaseNode], *_: Any, **__: Any) -> list[BaseNode]:
        """Raises PaperRefused with the reason where a paper cannot be read."""
        papers = {read.paper.id: read for read in map(_read_of, _one_for_each_file(nodes))}
        return [passage_to_node(passage, read.paper) for read in papers.values() for passage in read.passages]


def _one_for_each_file(nodes: Sequence[BaseNode]) -> list[BaseNode]:
    return list({node.metadata.get(_PATH, node.node_id): node for node in nodes}.values())


def _read_of(node: BaseNode) -> ReadPaper:
    if isinstance(node, PaperDocument) and node._read is not None:
        return node._read
    if _PATH not in node.metadata:
        raise PaperUnreadable(
            f"The document {node.node_id} does not say which file it is of. Give the file's path as {_PATH} in its metadata."
        )
    return Reading(Path(node.metadata[_PATH]), Limits()).result()
