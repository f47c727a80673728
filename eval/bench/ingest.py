"""Papers taken in by Minuted and by llama-index's starter: the same papers, machine and model, one after the other in one run.

The starter makes long passages of which the model reads only the beginning, Minuted short ones that it reads whole. So both are
counted in passages of equal length: 100 words that reached the model.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table
from tokenizers import Tokenizer

from corpus.embedding.packaged import packaged_model_folder
from eval.bench.contenders import CONTENDERS, TimedRun
from eval.bench.memory import Peak, environment, watched

_EQUAL = 100  # words in a passage of equal length

# The starter's default reader of PDFs wants an older pypdf than ours, so it is fetched beside it for this run.
_READER = ("llama-index-readers-file==0.7.0", "pypdf==6.21.4", "striprtf==0.0.26")


@dataclass(frozen=True, slots=True)
class Measured:
    """A run, its passages, the words of them that reached the model, and the memory that it took."""

    name: str
    run: TimedRun
    passages: int
    words: int
    peak: Peak

    @property
    def rate(self) -> float:
        """Passages of equal length a second."""
        return self.words / _EQUAL / self.run.seconds


def runs(files: Sequence[Path]) -> dict[str, Measured]:
    """Each contender, by name."""
    with tempfile.TemporaryDirectory(prefix="minuted-bench-") as scratch:
        folder, readers = Path(scratch), Path(scratch, "readers")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--quiet", "--no-deps", "--target", str(readers), *_READER]
        subprocess.run(pip, check=True)  # noqa: S603
        beside = {"starter": environment(PYTHONPATH=str(readers))}
        return {name: _measured(name, folder, files, beside.get(name) or environment()) for name in CONTENDERS}


def _measured(name: str, folder: Path, files: Sequence[Path], env: dict[str, str]) -> Measured:
    peak = watched([sys.executable, "-m", "eval.bench.contenders", name, str(folder), *map(str, files)], env)
    run = TimedRun(**json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
    texts = [text for call in run.texts for text in call]
    return Measured(name, run, len(texts), _words_read(texts), peak)


def _words_read(texts: Sequence[str]) -> int:
    """The words of these texts that reach the model: what is beyond its window is cut off."""
    folder = packaged_model_folder()
    window = json.loads((folder / "sentence_bert_config.json").read_text(encoding="utf-8"))["max_seq_length"]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(window)
    ends = (max(end for _, end in encoding.offsets) for encoding in tokenizer.encode_batch(list(texts)))
    return sum(len(text[:end].split()) for text, end in zip(texts, ends, strict=True))


def runs_to_table(measured: dict[str, Measured]) -> Table:
    ours, alone, starter = measured["minuted"], measured["embedding"], measured["starter"]
    table = Table(
        title="Taking papers in",
        caption=f"Whole against embedding alone: {ours.run.seconds / alone.run.seconds:.2f} (at most 1.25). "
        f"Against the starter: {ours.rate / starter.rate:.1f} times its passages of {_EQUAL} words a second (at least 2), "
        f"{ours.peak.together / max(starter.peak.together, 1):.2f} times its memory (at most 1).",
    )
    for column in ("", "Seconds", "Embedding", "Passages", "a second", f"of {_EQUAL} words", "a second", "MB itself", "MB with children"):
        table.add_column(column, justify="right" if column else "left")
    names = {"minuted": "Minuted", "embedding": "Minuted, embedding alone", "starter": "llama-index's starter"}
    for one in measured.values():
        table.add_row(
            names[one.name], f"{one.run.seconds:.1f}", f"{one.run.embedding / one.run.seconds:.0%}", f"{one.passages:,}",
            f"{one.passages / one.run.seconds:.1f}", f"{one.words / _EQUAL:,.0f}", f"{one.rate:.1f}",
            f"{one.peak.itself / 1024 / 1024:.0f}", f"{one.peak.together / 1024 / 1024:.0f}",
        )  # fmt: skip
    return table
