"""Papers taken into a store, or out of it, for the app: read as on the command line, in workers with the same limits.

What is uploaded is kept in STORE/uploads, in a folder named by its content, so that two files of one name stay two.
"""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from assistant.web.papers.steps import Done, Read, Step
from corpus.files import file_sha256
from corpus.models import Still
from corpus.store.store import Store
from ingest.folder import Outcome, Result, ingest

UPLOADS = "uploads"


def add(files: Sequence[Path], store: Store, tell: Callable[[Step], None]) -> None:
    """Keep the files and take their papers in. A file of which nothing is held is not kept."""
    uploads = store.folder.absolute() / UPLOADS
    _discard_unheld(uploads, store)  # what an upload left that was cut off
    kept = [_keep(file, uploads) for file in files]

    def tell_of(outcome: Outcome) -> None:
        done = _done(outcome)
        if outcome.path in kept and store.catalogue.paper_at(str(outcome.path)) is None:
            store.catalogue.forget_file(str(outcome.path))
        for n, place in enumerate(kept):
            if place == outcome.path:
                tell(replace(done, n=n))

    try:
        ingest(list(dict.fromkeys(kept)), store, tell_of, on_read=lambda _: tell(Read()))
    finally:
        _discard_unheld(uploads, store)


def remove(paper_ids: Sequence[str], store: Store, tell: Callable[[Step], None]) -> None:
    """Take papers out, with their copies, which would else come back with the next ingest. Uploaded files are deleted."""
    for n, paper_id in enumerate(paper_ids):
        before = set(store.catalogue.copies_left())
        store.remove(paper_id)
        for path in set(store.catalogue.copies_left()) - before:
            store.catalogue.forget_file(path)
        tell(Done(n, held=False, told="Removed"))
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
    paths = map(Path, store.catalogue.paths())
    held = {place.parts[-2:] for path in paths for place in (path, *path.parents)}  # a PDF of which what is attached is held, too
    for file in uploads.glob("*/*"):
        if file.parts[-2:] not in held:
            file.unlink()
            with suppress(OSError):  # another file of the same content is in there
                file.parent.rmdir()


def _done(outcome: Outcome) -> Done:
    """What the screen says of an outcome: `Added: Minutes of the Cabinet, 9 September 2021`."""
    title, file = (outcome.paper.title, outcome.paper.file) if outcome.paper else ("", "")
    match outcome.result:
        case Result.REFUSED:
            reason = outcome.refusal.told.removeprefix(f"{outcome.path.name}: ") if outcome.refusal else ""
            held = outcome.refusal is not None and outcome.refusal.held is not Still.NOTHING
            return Done(0, held=held, told=f"Not added: {reason}")
        case Result.UNCHANGED:
            return Done(0, held=True, told=f"Held already: {title}")
        case Result.DUPLICATE:
            return Done(0, held=True, told=f"Held already as {file}: {title}")
        case _:
            return Done(0, held=True, told=f"Added: {title}", warnings=outcome.paper.warnings if outcome.paper else ())
