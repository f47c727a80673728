"""Libraries that import each other in a circle are loaded by one thread at a time, whichever begins; their threads do not spin."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.factories import WordVectors, make_store, minutes_text, write_papers
from tests.repository.test_layout import modules

# The model is loaded in one thread. As soon as that comes to a module, it rests there while this one takes a paper out, for which the
# vectors are opened.
SCRIPT = """
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from threading import Event, Thread, current_thread
from time import sleep

from corpus.embedding.embedder import Embedder
from corpus.store.store import Store

at, came, execute = sys.argv[2], Event(), SourceFileLoader.exec_module

def slowly(loader, module):
    if current_thread().name == "load-model" and module.__name__ == at:
        came.set()
        sleep(1.5)
    execute(loader, module)

SourceFileLoader.exec_module = slowly
with Store.open_for_writing(Path(sys.argv[1]), Embedder()) as store:
    thread = Thread(target=store.embedder.load, name="load-model")
    thread.start()
    assert came.wait(60)
    [paper] = store.catalogue.papers()
    store.remove(paper.id)
    thread.join()
    print(len(store.embedder.question("salt")), store.vectors.count())
"""


@pytest.mark.parametrize("at", ["llama_index.core.base.embeddings.base", "llama_index.core.indices.query.embedding_utils"])
def test_the_model_and_the_vectors_are_loaded_at_once_by_two_threads(at: str, tmp_path: Path) -> None:
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"may.txt": minutes_text()})], WordVectors())
    run = subprocess.run([sys.executable, "-c", SCRIPT, tmp_path / "store", at], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (run.stdout, run.stderr) == ("384 0\n", "")


@pytest.mark.parametrize(
    "load", ["corpus.embedding.embedder import Embedder; Embedder().load()", "assistant.retrieval.reranker import Ranker; import torch"]
)
def test_the_threads_of_the_model_wait_without_spinning(load: str) -> None:
    env = {name: value for name, value in os.environ.items() if name != "OMP_WAIT_POLICY"} | {"OMP_DISPLAY_ENV": "verbose"}
    run = subprocess.run([sys.executable, "-c", f"from {load}"], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    turns = re.findall(r"GOMP_SPINCOUNT = '(\d+)'", run.stderr)
    if not turns:
        pytest.skip("this torch has another OpenMP than GNU's")
    assert set(turns) == {"0"}


IN_CIRCLES = {"llama_index", "transformers", "sentence_transformers", "chromadb", "corpus.store.vectors"}
ALONE = {Path("corpus/store/doctor.py")}  # imports corpus.store.vectors in a process that has no other thread


class Imports(ast.NodeVisitor):
    """What is imported within functions of a module without holding `loading`."""

    def __init__(self) -> None:
        self.within, self.found = 0, set[str]()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        held = any(isinstance(one, ast.Name) and one.id == "loaded_once" for one in node.decorator_list)
        self.within += 1
        if not held:
            self.generic_visit(node)
        self.within -= 1

    def visit_With(self, node: ast.With) -> None:
        if not any(isinstance(item.context_expr, ast.Name) and item.context_expr.id == "loading" for item in node.items):
            self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        if not (isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        if self.within:
            self.found.update(alias.name for alias in node.names)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if self.within and node.module:
            self.found.add(node.module)


@pytest.mark.parametrize("path", [one for one in modules() if one.parts[0] not in ("eval", "training") and one not in ALONE], ids=str)
def test_whoever_imports_them_within_a_function_holds_the_lock(path: Path) -> None:
    found = Imports()
    found.visit(ast.parse((ROOT / path).read_text(encoding="utf-8")))
    assert not [name for name in found.found if name in IN_CIRCLES or name.split(".")[0] in IN_CIRCLES]
