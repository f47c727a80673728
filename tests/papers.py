"""Papers that many tests look at, each read once: a scan takes half a minute."""

from functools import cache
from pathlib import Path

from corpus.errors import PaperRefused
from corpus.models import ReadPaper
from ingest.build import read_paper


def read_once(path: Path) -> ReadPaper:
    """A paper as `read_paper` gives it, or its refusal raised again."""
    read = _read_or_refused(path)
    if isinstance(read, PaperRefused):
        raise read
    return read


@cache
def _read_or_refused(path: Path) -> ReadPaper | PaperRefused:
    try:
        return read_paper(path)
    except PaperRefused as error:
        return error
