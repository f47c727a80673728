"""Imports point one way and never in a circle, and each outside library lives in one place."""

import ast
import sys
import tomllib
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
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
    "numpy": ("assistant/retrieval/", "assistant/query/plans.py", "corpus/", "ingest/readers/pdf/ink.py", "eval/"),
    "transformers": ("corpus/embedding/embedder.py", "eval/training/adapter.py"),
    "torch": ("corpus/embedding/embedder.py", "corpus/embedding/packaged.py", "assistant/retrieval/", "eval/training/"),
    "safetensors": ("corpus/embedding/packaged.py", "assistant/retrieval/cross_encoder.py", "eval/training/cross_encoder.py"),
    "peft": "eval/training/adapter.py",
    "sentence_transformers": ("assistant/retrieval/reranker.py", "eval/training/adapter.py"),
    "threadpoolctl": "corpus/embedding/embedder.py",
    "huggingface_hub": "corpus/embedding/embedder.py",
    "watchfiles": "ingest/watch.py",
    "pypdf": ("corpus/attached.py", "ingest/readers/pdf/reader.py", "eval/bench/"),
    "pdfplumber": ("ingest/readers/pdf/ruled.py", "ingest/readers/pdf/unmapped.py"),
    "pdfminer": ("ingest/readers/pdf/ruled.py", "ingest/readers/pdf/unmapped.py"),
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
    "rapidfuzz": ("assistant/query/spelling.py", "eval/register.py"),
    "sklearn": "eval/training/plans/",
    "scipy": ("eval/training/plans/", "ingest/readers/pdf/ink.py", "eval/report/statistics.py", "eval/training/order.py"),
    "altair": ("assistant/web/papers/timeline.py", "assistant/web/history/drawn.py"),
    "pandas": ("assistant/web/papers/timeline.py", "assistant/web/history/drawn.py"),
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


NAMES = {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in modules()}


def parts_imported(node: ast.AST, *, in_functions: bool) -> Iterator[str]:
    """The modules of ours that a module imports when it is run; what it imports for its annotations alone is not run."""
    for inner in ast.iter_child_nodes(node):
        match inner:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                continue
            case ast.FunctionDef() | ast.AsyncFunctionDef() if not in_functions:
                continue
            case ast.Import():
                yield from (alias.name for alias in inner.names if alias.name in NAMES)
            case ast.ImportFrom(module=str(module)):
                for whole in (f"{module}.{alias.name}" for alias in inner.names):
                    yield from (name for name in (whole if whole in NAMES else module,) if name in NAMES)
        yield from parts_imported(inner, in_functions=in_functions)


def room(module: str) -> str:
    """`assistant.web.ask.page` -> `assistant/web`. What lies beside the rooms, as `assistant.models` does, is a room of its own."""
    parts = NAMES[module].parts
    return "/".join(parts[:2]) if len(parts) > 2 else module


def circle_in(imported: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def trees() -> Mapping[str, ast.Module]:
    return {name: ast.parse((ROOT / path).read_text(encoding="utf-8")) for name, path in NAMES.items()}


def test_no_modules_import_each_other_in_a_circle() -> None:
    imported = {name: set(parts_imported(tree, in_functions=False)) - {name} for name, tree in trees().items()}
    assert sum(map(len, imported.values())) > 500
    assert circle_in(imported) == []


def test_no_rooms_import_each_other_in_a_circle_though_it_be_within_functions() -> None:
    imported: dict[str, set[str]] = {room(name): set() for name in NAMES}
    for name, tree in trees().items():
        imported[room(name)] |= {room(other) for other in parts_imported(tree, in_functions=True)} - {room(name)}
    assert len(imported) > 30
    assert circle_in(imported) == []


def test_the_folders_of_the_tests_are_rooms() -> None:
    through_all = {"real_papers", "repository", "assistant/web/browser"}
    folders = {str(path.parent.relative_to(ROOT / "tests")) for path in (ROOT / "tests").rglob("test_*.py")} - {"."} - through_all
    assert {folder for folder in folders if not (ROOT / folder).is_dir()} == set()


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
        "sklearn": "scikit-learn",
        "docx": "python-docx",
        "yaml": "pyyaml",
        "pdfminer": "pdfminer-six",
        "pydantic-core": "pydantic",  # installs it, and documents it
    }
    outside = {name for path in modules() for name in imports(path)} - OURS - set(sys.stdlib_module_names)
    outside = {name.lower().replace("_", "-") for name in outside}
    assert {known.get(name, name) for name in outside} - declared == set()
