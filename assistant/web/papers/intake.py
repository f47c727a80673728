"""Papers taken into a store, or out of it, in a process of its own: the app stays quick and goes on, whatever a file does.

    python -m assistant.web.papers.intake add STORE FILE...
    python -m assistant.web.papers.intake remove STORE PAPER_ID...

It reads as the command line does, in workers with the same limits, and tells each step on standard output (steps.py).
What is uploaded is kept in STORE/uploads, in a folder named by its content, so that two files of one name stay two.
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from assistant.settings import Settings
from assistant.web.papers.steps import Done, Read, Stopped
from corpus.embed import Embedder
from corpus.errors import MinutedError, StoreLocked
from corpus.store import Store
from ingest.build import file_sha256
from ingest.folder import Outcome, Result, ingest

UPLOADS = "uploads"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m assistant.web.papers.intake")
    parser.add_argument("what", choices=["add", "remove"])
    parser.add_argument("store", type=Path)
    parser.add_argument("which", nargs="+")
    asked = parser.parse_args()
    try:
        with Store.open_for_writing(asked.store, Embedder(Settings().embed_model)) as store:
            if asked.what == "add":
                add([Path(file) for file in asked.which], store)
            else:
                remove(asked.which, store)
    except StoreLocked as error:
        _tell(Stopped(problem=str(error), busy=True))
    except MinutedError as error:
        _tell(Stopped(problem=str(error)))
    except KeyboardInterrupt:
        sys.exit(130)


def add(files: Sequence[Path], store: Store) -> None:
    """Keep the files and take their papers in. A file of which nothing is held is not kept."""
    uploads = store.folder.absolute() / UPLOADS
    _discard_unheld(uploads, store)  # what an upload left that was cut off
    kept = [_keep(file, uploads) for file in files]
    places = list(dict.fromkeys(kept))

    def tell(outcome: Outcome) -> None:
        told = _told(outcome)
        for n in [n for n, place in enumerate(kept) if place == outcome.path]:
            _tell(told.model_copy(update={"n": n}))
        if outcome.result in (Result.REFUSED, Result.DUPLICATE) and outcome.path in places:
            store.catalogue.forget_file(str(outcome.path))

    try:
        ingest(places, store, tell, on_read=lambda _: _tell(Read()))
    finally:
        _discard_unheld(uploads, store)


def remove(paper_ids: Sequence[str], store: Store) -> None:
    """Take papers out, with their copies, which would else come back with the next ingest. Uploaded files are deleted."""
    for n, paper_id in enumerate(paper_ids):
        paper = store.catalogue.paper(paper_id)
        before = set(store.catalogue.copies_left())
        store.remove(paper_id)
        for path in set(store.catalogue.copies_left()) - before:
            store.catalogue.forget_file(path)
        _tell(Done(n=n, taken=True, told=f"Removed: {paper.title}" if paper else "It was removed already"))
    _discard_unheld(store.folder.absolute() / UPLOADS, store)


def _keep(file: Path, uploads: Path) -> Path:
    """Move a file into the store's own folder; its name was made by the app (upload.py)."""
    place = uploads / file_sha256(file)[:16] / file.name
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(file, place)
    return place


def _discard_unheld(uploads: Path, store: Store) -> None:
    """Delete uploaded files of which the store holds nothing. Only who changes the store does, so nobody else's are under way.

    Files are told by their last two names: the folder of a store can be moved.
    """
    held = {Path(path).parts[-2:] for path in store.catalogue.paths()}
    for file in uploads.glob("*/*"):
        if file.parts[-2:] not in held:
            file.unlink()
            with suppress(OSError):  # another file of the same content is in there
                file.parent.rmdir()


def _told(outcome: Outcome) -> Done:
    """What the screen says of an outcome: `Added: Minutes of the Cabinet, 9 September 2021`."""
    title = outcome.paper.title if outcome.paper else ""
    warnings = outcome.paper.warnings if outcome.paper else ()
    match outcome.result:
        case Result.REFUSED:
            reason = outcome.refusal.reason.removeprefix(f"{outcome.path.name}: ") if outcome.refusal else ""
            return Done(n=0, taken=False, told=f"Not added: {reason}")
        case Result.UNCHANGED:
            return Done(n=0, taken=True, told=f"Held already: {title}")
        case Result.DUPLICATE:
            return Done(n=0, taken=True, told=f"Held already as {outcome.paper.file if outcome.paper else ''}: {title}")
        case _:
            return Done(n=0, taken=True, told=f"Added: {title}", warnings=warnings)


def _tell(step: Read | Done | Stopped) -> None:
    print(step.model_dump_json(), flush=True)


if __name__ == "__main__":
    main()
