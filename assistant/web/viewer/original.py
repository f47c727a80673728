"""The file that a paper was read from, as long as it is still that file."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.attached import file_on_disk
from corpus.errors import PaperUnreadable
from corpus.files import file_sha256
from corpus.models import Paper


@dataclass(frozen=True, slots=True)
class Original:
    """The file, or why it cannot be shown."""

    file: Path | None
    problem: str = ""


def original_of(paper: Paper) -> Original:
    """The paper's own file; not one that took its place: its pages are other pages."""
    file = Path(paper.path)
    try:
        stat = file_on_disk(file).stat()
        same = _sha256(file, stat.st_mtime_ns, stat.st_size) == paper.sha256
    except (OSError, PaperUnreadable):
        return Original(
            None, f"The file {paper.file} is no longer where it was when it was taken in. The text shown is as it was read then."
        )
    if not same:
        return Original(
            None,
            f"The file {paper.file} has changed since it was taken in. The text shown is as it was read then. "
            "To see its pages, take it in again.",
        )
    return Original(file)


def is_pdf(paper: Paper) -> bool:
    return Path(paper.path).suffix.lower() == ".pdf"


@lru_cache(maxsize=256)
def _sha256(file: Path, mtime_ns: int, size: int) -> str:  # noqa: ARG001  # a file of another time or size is hashed anew
    return file_sha256(file)
