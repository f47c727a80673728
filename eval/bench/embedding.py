"""`minuted bench embedding`: passages a second of the model as published and as taught, in turns in one run."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.table import Table

from corpus.embedding.embedder import Embedder
from corpus.store.store import Store
from eval.models import MODELS

_PASSAGES = 256
_ROUNDS = 7  # of each model, in turns: what else the machine does meanwhile slows both


@dataclass(frozen=True, slots=True)
class Speed:
    """Passages a second of one model: the middle of its rounds."""

    model: str
    rate: float


def embedding(store_folder: Path) -> tuple[Speed, ...]:
    """The speed of each of MODELS over the same passages of a store."""
    with Store.open(store_folder) as store:
        some = sorted(store.catalogue.all_passage_ids())[:_PASSAGES]
        texts = [text for found in store.catalogue.searched_texts(some).values() for _, text in found]
    embedders = {name: Embedder(model) for name, model in MODELS.items()}
    for embedder in embedders.values():
        embedder.passages(texts)  # loads the model
    rounds = [{name: _seconds(embedder, texts) for name, embedder in embedders.items()} for _ in range(_ROUNDS)]
    return tuple(Speed(name, len(texts) / median(seconds[name] for seconds in rounds)) for name in embedders)


def _seconds(embedder: Embedder, texts: Sequence[str]) -> float:
    started = time.perf_counter()
    embedder.passages(texts)
    return time.perf_counter() - started


def speeds_to_table(speeds: Sequence[Speed]) -> Table:
    published, taught = speeds
    table = Table(title="Embedding", caption=f"Taught against published: {taught.rate / published.rate:.3f} (at least 0.97).")
    table.add_column("Model")
    table.add_column("Passages a second", justify="right")
    for speed in speeds:
        table.add_row(speed.model, f"{speed.rate:.0f}")
    return table
