"""Imports point one way, and each outside library lives in one place."""

import ast
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

OURS = {"assistant", "corpus", "eval", "ingest", "app", "tests"}
MAY_IMPORT = {
    "corpus": set(),
    "ingest": {"corpus"},
    "assistant": {"corpus"},
    "eval": {"assistant", "corpus"},
    "app.py": {"assistant"},
}
# What reads papers: the command line, the app's uploads, eval; and the benches, which measure the reading itself.
READ_PAPERS = {Path("assistant/cli.py"), Path("assistant/web/papers/intake.py"), Path("eval/stores.py"), Path("eval/papers.py")}
# The one module, or the one package, in which each library may be imported.
HOMES = {
    "chromadb": ("corpus/store/vectors.py", "eval/bench/"),
    "llama_index": ("corpus/", "ingest/nodes.py", "assistant/query_engine.py", "eval/bench/"),
    "tantivy": "corpus/store/bm25.py",
    "sqlite3": ("corpus/store/catalogue/", "corpus/store/vectors.py", "assistant/web/conversation_store.py"),
    "numpy": ("corpus/", "eval/"),
    "transformers": ("corpus/embedding/embedder.py", "eval/training/adapter.py"),
    "torch": ("corpus/embedding/embedder.py", "corpus/embedding/packaged.py", "assistant/retrieval/reranker.py", "eval/training/"),
    "safetensors": "corpus/embedding/packaged.py",
    "peft": "eval/training/adapter.py",
    "sentence_transformers": ("assistant/retrieval/reranker.py", "eval/training/adapter.py"),
    "threadpoolctl": "corpus/embedding/embedder.py",
    "huggingface_hub": "corpus/embedding/embedder.py",
    "watchfiles": "ingest/watch.py",
    "pypdf": ("ingest/readers/pdf/reader.py", "eval/bench/"),
    "pdfplumber": "ingest/readers/pdf/ruled.py",
    "pdfminer": "ingest/readers/pdf/ruled.py",
    "pypdfium2": ("ingest/readers/", "corpus/pdf/"),
    "docx": ("ingest/readers/word/reader.py", "assistant/export/"),
    "lxml": "ingest/readers/",
    "pebble": "ingest/worker.py",
    "typer": (
        "assistant/cli.py",
        "assistant/command_line.py",
        "eval/command.py",
        "eval/options.py",
        "eval/bench/command.py",
        "eval/training/command.py",
    ),
    "yaml": ("eval/cases.py", "eval/drafts.py"),
    "rich": ("assistant/export/", "eval/"),
    "pytesseract": "ingest/readers/scans/ocr.py",
    "PIL": ("ingest/readers/", "corpus/pdf/render.py", "corpus/papers/"),
    "pydantic_settings": "assistant/settings.py",
    "playwright": "eval/bench/",
    "streamlit": "assistant/web/",
    "starlette": "assistant/web/",
    "uvicorn": "assistant/web/server.py",
    "markupsafe": "assistant/web/html.py",
    "jinja2": "eval/report/html.py",
    "portalocker": ("corpus/store/locks.py", "corpus/scratch.py", "ingest/readers/scans/ocr.py"),
    "rapidfuzz": "assistant/query/spelling.py",
    "scipy": "eval/report/statistics.py",
    "altair": "assistant/web/papers/timeline.py",
    "pandas": "assistant/web/papers/timeline.py",
    "reportlab": "corpus/papers/",
}


def modules() -> list[Path]:
    return [
        path.relative_to(ROOT) for folder in ("assistant", "corpus", "eval", "ingest") for path in sorted((ROOT / folder).rglob("*.py"))
    ] + [Path("app.py")]


def imports(path: Path) -> set[str]:
    """The top-level names that a module imports, wherever in it, `eval` guarded against."""
    names: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", modules(), ids=str)
def test_imports_point_one_way(path: Path) -> None:
    room = path.parts[0]
    allowed = MAY_IMPORT[room] | {room}
    if path in READ_PAPERS or path.parts[:2] == ("eval", "bench"):
        allowed |= {"ingest"}
    assert imports(path) & OURS <= allowed


@pytest.mark.parametrize("path", modules(), ids=str)
def test_each_library_lives_in_its_place(path: Path) -> None:
    sample_builder = path.parts[:2] == ("corpus", "papers")
    for library in imports(path) & set(HOMES):
        at_home = str(path).startswith(HOMES[library]) or (library == "streamlit" and path == Path("app.py"))
        assert at_home or (sample_builder and library == "pypdfium2"), f"{library} belongs in {HOMES[library]}"


def test_every_library_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {
        Requirement(line).name.lower().replace("_", "-") for line in (*project["dependencies"], *project["optional-dependencies"]["dev"])
    }
    known = {
        "llama-index": "llama-index-core",
        "markdown-it": "markdown-it-py",
        "pil": "pillow",
        "docx": "python-docx",
        "yaml": "pyyaml",
        "pdfminer": "pdfminer-six",
        "pydantic-core": "pydantic",  # installs it, and documents it
    }
    outside = {name for path in modules() for name in imports(path)} - OURS - set(sys.stdlib_module_names)
    outside = {name.lower().replace("_", "-") for name in outside}
    assert {known.get(name, name) for name in outside} - declared == set()
