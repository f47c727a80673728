"""What the bench of ingestion runs, each in a process of its own: `python -m eval.bench.contenders minuted FOLDER FILE...`

    minuted    `minuted ingest`: Store.open_for_writing and ingest.folder.ingest
    embedding  the texts that minuted embedded, in the same calls, and nothing else
    starter    llama-index's starter: its default reader and splitter, the same model behind its defaults, Chroma

FOLDER is where each leaves its store and, as `NAME.json`, its `Run`. Seconds are those of the whole, loading the model included.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.embedding.embedder import Embedder
from corpus.embedding.late_interaction import Embedded
from corpus.embedding.packaged import packaged_model_folder


@dataclass(frozen=True, slots=True)
class TimedRun:
    """Seconds of the whole and of the embedding in it, and the texts that were embedded, call by call."""

    seconds: float
    embedding: float
    texts: Sequence[Sequence[str]]


class TimedEmbedder(Embedder):
    """Minuted's embedder, with the time that it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0
        self.texts: list[list[str]] = []

    def passages(self, texts: Sequence[str]) -> list[Embedded]:
        started = time.perf_counter()
        embedded = super().passages(texts)
        self.seconds += time.perf_counter() - started
        self.texts.append(list(texts))
        return embedded


def minuted(folder: Path, files: Sequence[Path]) -> TimedRun:
    started = time.perf_counter()
    from corpus.store.store import Store
    from ingest.folder import ingest

    embedder = TimedEmbedder()
    with Store.open_for_writing(folder / "minuted", embedder) as store:
        ingest(files, store)
    return TimedRun(time.perf_counter() - started, embedder.seconds, embedder.texts)


def embedding(folder: Path, _: Sequence[Path]) -> TimedRun:
    texts = json.loads((folder / "minuted.json").read_text(encoding="utf-8"))["texts"]
    embedder = TimedEmbedder()
    for call in texts:
        embedder.passages(call)
    return TimedRun(embedder.seconds, embedder.seconds, texts)


def starter(folder: Path, files: Sequence[Path]) -> TimedRun:
    """The papers that the starter's reader takes; what it cannot read, it leaves out by itself."""
    started = time.perf_counter()
    import chromadb
    from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.vector_stores.chroma import ChromaVectorStore

    seconds = 0.0
    texts: list[list[str]] = []

    class Timed(HuggingFaceEmbedding):
        def _get_text_embeddings(self, call: list[str]) -> list[list[float]]:
            nonlocal seconds
            begun = time.perf_counter()
            vectors: list[list[float]] = super()._get_text_embeddings(call)
            seconds += time.perf_counter() - begun
            texts.append(call)
            return vectors

    before = time.perf_counter()
    model = Timed(model_name=str(packaged_model_folder()))
    seconds += time.perf_counter() - before
    documents = SimpleDirectoryReader(input_files=list(files)).load_data()
    collection = chromadb.PersistentClient(path=str(folder / "starter")).get_or_create_collection("starter")
    storage = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection))
    VectorStoreIndex.from_documents(documents, storage_context=storage, embed_model=model)
    return TimedRun(time.perf_counter() - started, seconds, texts)


CONTENDERS: dict[str, Callable[[Path, Sequence[Path]], TimedRun]] = {"minuted": minuted, "embedding": embedding, "starter": starter}


def main() -> None:
    name, folder, *files = sys.argv[1:]
    run = CONTENDERS[name](Path(folder), [Path(file) for file in files])
    (Path(folder) / f"{name}.json").write_text(json.dumps(asdict(run)), encoding="utf-8")


if __name__ == "__main__":
    main()
