"""Minuted as it is installed: the wheel, in an environment that has the libraries and nothing of the source tree."""

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.browser import ROOT
from tests.sealed import sealed

ROOMS = ("assistant", "corpus", "eval", "ingest")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built of a copy: what earlier builds left in the tree is not in it."""
    base = tmp_path_factory.mktemp("wheel")
    for room in ROOMS:
        shutil.copytree(ROOT / room, base / "source" / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, base / "source")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(base)]
    subprocess.run([*build, str(base / "source")], check=True)
    return next(base.glob("minuted-*.whl"))


@pytest.fixture(scope="module")
def minuted(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an installed Minuted. The libraries are those of this environment, without what leads to the source tree."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True
    )
    (next(home.glob("lib/python*/site-packages")) / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    where = [str(python), "-c", "import assistant, eval; print(assistant.__file__, eval.__file__)"]
    assert subprocess.run(where, cwd=home, capture_output=True, text=True, check=True).stdout.count(str(home)) == 2
    return home / "bin" / "minuted"


def test_the_wheel_holds_every_module_and_every_file_that_they_read(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    modules = {str(path.relative_to(ROOT)) for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    assert modules - held == set()
    read = {
        "assistant/query/glossary.txt", "assistant/web/clicks.js", "corpus/embedding/adapter/adapter_model.safetensors",
        "corpus/embedding/adapter/adapter_config.json", "eval/cases.schema.json", "eval/report/page.css",
        "eval/report/page.html", "eval/report/page.js",
        "eval/support/pairs.jsonl", "eval/support/unseen.jsonl",
    }  # fmt: skip
    assert read - held == set()


def test_an_installed_minuted_works_in_an_empty_folder_listens_here_alone_and_sends_nothing(minuted: Path, tmp_path: Path) -> None:
    """In a network of its own, where each packet to another machine is counted, as is a listening socket. See tests/sealed.py."""
    try:
        walked = sealed([sys.executable, "-m", "tests.sealed", str(minuted), str(tmp_path)], cwd=ROOT)
    except OSError as error:
        pytest.skip(str(error))
    assert walked.returncode == 0, walked.stdout + walked.stderr
