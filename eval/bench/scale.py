"""Answers from small and large stores: 1,000, 10,000 and 100,000 passages, asked with and without filters.

The papers are the samples over and over, each time with other names, figures and dates. To embed 100,000 passages takes a quarter
of an hour and is not what is measured here, so the vectors are varied, too: those of the sample with noise from a fixed seed.
"""

import datetime
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import count
from pathlib import Path

import numpy as np
from rich.table import Table

from assistant.ask import ask
from assistant.models import Filters, Question
from corpus.embedding.embedder import Embedder
from corpus.embedding.late_interaction import Embedded
from corpus.models import Meeting, PaperKind, TableCell
from corpus.read_paper import ReadPaper
from corpus.store.catalogue import Catalogue
from corpus.store.store import CATALOGUE, Store
from eval.bench.memory import environment, most_held
from eval.cases import Case, cases_of
from eval.figures import percentile
from eval.run import WARM_UP
from eval.stores import papers_to_store

SIZES = (1_000, 10_000, 100_000)  # passages
_MOST_MS = 150  # at the 95th percentile, in the largest store
_NEAR = 0.05  # noise on each number of a vector of length 1: the cosine to the sample's is about 0.7
_FLIPPED = 0.03  # share of the bits that are turned
_ROUNDS = 3  # times that each question is asked
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Asked:
    """Milliseconds of warm answers to the questions asked in one way."""

    how: str
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Scale:
    """A store of so many passages: how long its papers took to go in, its bytes on disk, and how it answers.

    `first` is the seconds of the first answer in a new process, the model's loading included, `memory` that process's most bytes.
    """

    passages: int
    papers: int
    seconds: float
    size: int
    first: float
    memory: int
    asked: tuple[Asked, ...]


def scale(papers: Sequence[Path], questions: Path, stores: Path, sizes: Sequence[int] = SIZES) -> list[Scale]:
    """One store that grows: asked, each time it has a size, in a process of its own."""
    samples = _read_papers(papers_to_store(papers, stores))
    found = []
    with tempfile.TemporaryDirectory(prefix="minuted-bench-") as scratch:
        folder, varied, began = Path(scratch, "store"), _varied_papers(samples), time.perf_counter()
        for size in sizes:
            with Store.open_for_writing(folder) as store:
                held = store.catalogue.passage_count()
                while held < size:
                    read, embedded = next(varied)
                    read = _first_of(read, size - held)
                    store.put(read, embedded[: len(read.passages)])
                    held += len(read.passages)
            seconds = time.perf_counter() - began
            found.append(_asked_anew(folder, questions, seconds))
            began = time.perf_counter() - seconds  # the asking is not counted
    return found


def _read_papers(folder: Path) -> list[tuple[ReadPaper, list[Embedded]]]:
    """The papers of a store as they were put in, with what the model made of their passages."""
    catalogue, model = Catalogue(folder / CATALOGUE, to_write=False), Embedder().sha256
    found = []
    for paper in catalogue.papers():
        passages = tuple(catalogue.passages_of(paper.id))
        pages = tuple(page for n in range(1, paper.page_count + 1) if (page := catalogue.page(paper.id, n)))
        embedded = catalogue.vectors.of_texts([paper.id], model)
        parts, abbreviations = tuple(catalogue.parts_of(paper.id)), tuple(catalogue.abbreviations_of(paper.id))
        read = ReadPaper(paper, pages, passages, parts, abbreviations, tuple(catalogue.register(paper_id=paper.id)))
        found.append((read, [embedded[passage.indexed] for passage in passages]))
    catalogue.close()
    return found


def _first_of(read: ReadPaper, most: int) -> ReadPaper:
    """A paper cut to its first passages, where it has more."""
    passages = read.passages[:most]
    return replace(read, passages=passages, paper=replace(read.paper, passage_count=len(passages)))


def _varied_papers(samples: Sequence[tuple[ReadPaper, list[Embedded]]]) -> Iterator[tuple[ReadPaper, list[Embedded]]]:
    """The samples as they are, then again and again, each time varied."""
    noise = np.random.default_rng(0)
    for n in count():
        for read, embedded in samples:
            yield (_varied(read, n), [_moved(one, noise) for one in embedded]) if n else (read, embedded)


def _varied(read: ReadPaper, n: int) -> ReadPaper:
    """A paper with other names, figures and dates. Every text keeps its length, so spans stay true."""
    paper, key = read.paper, f"-{n}"
    passages = tuple(
        replace(
            passage, id=f"{passage.id}{key}", paper_id=f"{paper.id}{key}", text=_reworded(passage.text, n),
            context=tuple(_reworded(part, n) for part in passage.context), lead=_reworded(passage.lead, n),
            cells=tuple(_cell_reworded(cell, n) for cell in passage.cells), meeting=_later(passage.meeting, n),
            heading=_reworded(passage.heading, n) if passage.heading else None, group=f"{passage.group}{key}" if passage.group else None,
        )
        for passage in read.passages
    )  # fmt: skip
    return ReadPaper(
        replace(
            paper, id=f"{paper.id}{key}", sha256=f"{paper.sha256}{key}", path=f"{paper.path}{key}", file=f"{n}-{paper.file}",
            title=_reworded(paper.title, n), meeting=_later(paper.meeting, n), wording=f"{paper.wording}{key}",
        ),
        tuple(replace(page, text=_reworded(page.text, n)) for page in read.pages),
        passages,
        tuple(replace(part, meeting=_later(part.meeting, n)) for part in read.parts),
        read.abbreviations,
    )  # fmt: skip


def _cell_reworded(cell: TableCell, n: int) -> TableCell:
    return replace(cell, header=_reworded(cell.header, n), text=_reworded(cell.text, n), under=_reworded(cell.under, n))


def _later(meeting: Meeting, n: int) -> Meeting:
    return replace(meeting, date=meeting.date - datetime.timedelta(weeks=5 * n) if meeting.date else None)


def _reworded(text: str, n: int) -> str:
    """Other figures, and other vowels in the names: `Wenlow spent £1,402` -> `Winluw spent £2,513`. The length stays."""
    return "".join(_reworded_word(word, n) for word in re.findall(r"\w+|\W+", text))


def _reworded_word(word: str, n: int) -> str:
    if word.isdigit():
        return "".join(str((int(digit) - 1 + n) % 9 + 1) if digit != "0" else "0" for digit in word)
    if word[0].isupper() and word[1:].islower() and len(word) > 4:
        turned = _VOWELS[n % 5 :] + _VOWELS[: n % 5]
        return word[0] + word[1:].translate(str.maketrans(_VOWELS, turned))
    return word


def _moved(one: Embedded, noise: np.random.Generator) -> Embedded:
    vector = np.asarray(one.vector, np.float32)
    vector += noise.normal(0, _NEAR, vector.shape).astype(np.float32)
    bits = np.unpackbits(np.frombuffer(one.token_embeddings, np.uint8))
    turned = bits ^ (noise.random(bits.shape) < _FLIPPED).astype(np.uint8)
    return Embedded((vector / np.linalg.norm(vector)).tolist(), np.packbits(turned).tobytes())


def _asked_anew(folder: Path, questions: Path, seconds: float) -> Scale:
    command = [sys.executable, "-m", "eval.bench.scale", str(folder), str(questions)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment())  # noqa: S603
    told = json.loads(said.stdout)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Scale(seconds=seconds, size=size, **{**told, "asked": tuple(Asked(**one) for one in told["asked"])})


def asked(folder: Path, questions: Path) -> dict[str, object]:
    """Every question in every way, in one process."""
    began = time.perf_counter()
    with Store.open(folder) as store:
        ask(Question(text=WARM_UP), store)
        first = time.perf_counter() - began
        cases = cases_of(questions)
        ways = {how: _times(filters, cases, store) for how, filters in _ways(store).items()}
        found = [Asked(how, percentile(ms, 50), percentile(ms, 95)) for how, ms in ways.items()]
        counts = {"passages": store.catalogue.passage_count(), "papers": len(store.catalogue.papers())}
    return {**counts, "first": first, "memory": most_held(), "asked": [asdict(one) for one in found]}


def _ways(store: Store) -> dict[str, Filters]:
    """No filter, one that leaves most, and ones that leave less."""
    bodies = sorted({meeting.body for meeting in store.catalogue.meetings() if meeting.body})
    days = sorted(meeting.date for meeting in store.catalogue.meetings() if meeting.date)
    middle = days[len(days) // 2]
    return {
        "no filter": Filters(),
        "one body": Filters(bodies=(bodies[0],)),
        "minutes": Filters(kinds=(PaperKind.MINUTES,)),
        "the later half": Filters(date_from=middle),
        "minutes of one body, a year": Filters(
            bodies=(bodies[0],), kinds=(PaperKind.MINUTES,), date_from=middle, date_to=middle + datetime.timedelta(days=365)
        ),
    }


def _times(filters: Filters, cases: Sequence[Case], store: Store) -> list[float]:
    """Sorted milliseconds."""
    took = []
    for case in [*cases] * _ROUNDS:
        began = time.perf_counter()
        ask(Question(text=case.question, filters=filters), store)
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took)


def scale_to_table(found: Sequence[Scale]) -> Table:
    table = Table(title="Answers by size of the store, warm, the question's embedding included", caption=_verdict(found[-1]))
    for column in ("Passages", "Papers", "put in, s", "store, MB", "first answer, s", "memory, MB", "asked with", "ms p50", "ms p95"):
        table.add_column(column, justify="left" if column == "asked with" else "right")
    for one in found:
        first, memory = f"{one.first:.1f}", f"{one.memory / 1e6:.0f}"
        of_store = [f"{one.passages:,}", f"{one.papers:,}", f"{one.seconds:.0f}", f"{one.size / 1e6:.0f}", first, memory]
        for way in one.asked:
            table.add_row(*of_store, way.how, f"{way.p50:.0f}", f"{way.p95:.0f}")
            of_store = [""] * len(of_store)
        table.add_section()
    return table


def _verdict(largest: Scale) -> str:
    slowest = max(largest.asked, key=lambda one: one.p95)
    return f"Slowest of {largest.passages:,} passages at the 95th percentile: {slowest.p95:.0f} ms, {slowest.how} (at most {_MOST_MS})."


if __name__ == "__main__":
    print(json.dumps(asked(Path(sys.argv[1]), Path(sys.argv[2]))))
