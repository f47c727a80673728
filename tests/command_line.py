"""`minuted` as a user runs it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def minuted(*words: str | Path, stdin: str = "", cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "assistant", *map(str, words)]
    variables = (
        {k: v for k, v in os.environ.items() if not k.startswith("MINUTED_")} | {"COLUMNS": "160", "PYTHONPATH": str(ROOT)} | environment
    )
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=cwd, env=variables, check=False)
