"""Files within PDFs: a portfolio, or minutes attached to an agenda. Each has a path as if its PDF were a folder: `pack.pdf/Finance.pdf`."""

import re
import tempfile
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import PaperUnreadable, brief
from corpus.text import inert_line, valid_text

if TYPE_CHECKING:
    from typing import Any, BinaryIO

    from pypdf import PdfReader

MOST = 200  # files within one PDF
_DEEPEST = 3  # PDFs within PDFs
_MOST_BYTES = 200 * 1024 * 1024
_LONGEST = 120  # characters of a name


def file_on_disk(path: Path) -> Path:
    """The file that a path is of: the path itself, or the PDF that it is attached to."""
    return next((above for above in path.parents if above.suffix.lower() == ".pdf" and above.is_file()), path)


def is_attached(path: Path) -> bool:
    return file_on_disk(path) != path


def names_attached(path: Path, file: "BinaryIO") -> list[str]:
    """The names of the files within the PDF that `path` names and `file` holds, each once. Raises what pypdf raises."""
    depth = sum(above.suffix.lower() == ".pdf" for above in (path, *path.parents))
    return list(_attached(file))[:MOST] if depth <= _DEEPEST else []


def open_attached(path: Path, carrier: "BinaryIO") -> BufferedReader:
    """A file within a PDF, opened to be read. Raises PaperUnreadable where there is none of this name, or it cannot be had."""
    try:
        stream = _attached(carrier).get(path.name)
        data = None if stream is None else stream.get_data()
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # pypdf raises KeyError, ValueError and many more on a broken file
        raise PaperUnreadable(f"{path.name}: it cannot be taken out of {path.parent.name} ({brief(error)[:_LONGEST]}).") from error
    if data is None:
        raise PaperUnreadable(f"{path.name}: it is no longer attached to {path.parent.name}.")
    if len(data) > _MOST_BYTES:
        raise PaperUnreadable(f"{path.name}: it is too large within {path.parent.name}. Save it by itself, with smaller pictures.")
    place = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 (whoever reads it closes it)
    place.write(data)
    place.seek(0)
    return BufferedReader(place)


def _attached(file: "BinaryIO") -> "dict[str, Any]":
    """The streams of the files within a PDF by their names, told apart where two have one name."""
    import pypdf

    reader = pypdf.PdfReader(file)
    if reader.is_encrypted:
        reader.decrypt("")
    found: dict[str, Any] = {}
    streams: set[int] = set()
    for specification in _specifications(reader):
        held = specification.get("/EF")
        stream = None if held is None else next((held[key].get_object() for key in ("/UF", "/F") if key in held), None)
        if stream is None or id(stream) in streams:
            continue
        streams.add(id(stream))
        found[_name(specification, found)] = stream
    return found


def _specifications(reader: "PdfReader") -> "Iterator[Any]":
    """The entries for files of the whole PDF, and of the paper clips on its pages."""
    names = reader.root_object.get("/Names")
    tree = None if names is None else names.get_object().get("/EmbeddedFiles")
    waiting, seen = [tree], 0
    while waiting and seen < 50 * MOST:
        node = waiting.pop(0)
        seen += 1
        if node is None:
            continue
        node = node.get_object()
        waiting += list(node.get("/Kids", ()))
        yield from (each.get_object() for each in list(node.get("/Names", ()))[1::2])
    for page in reader.pages:
        for annotation in page.get("/Annots") or ():
            read = annotation.get_object()
            if read and read.get("/Subtype") == "/FileAttachment" and "/FS" in read:
                yield read["/FS"].get_object()


def _name(specification: "Any", others: "dict[str, Any]") -> str:
    """A name of a file of its own: without folders, signs that act and more letters than a name has."""
    given = inert_line(valid_text(str(specification.get("/UF") or specification.get("/F") or "")))
    last = re.split(r"[\\/]", given)[-1].strip(". ")
    stem, dot, ending = last.rpartition(".")
    name = f"{stem[:_LONGEST]}{dot}{ending[:20]}" if stem else last[:_LONGEST] or "attachment"
    stem, dot, ending = name.rpartition(".")
    n = 1
    while name in others:
        n += 1
        name = f"{stem} ({n}).{ending}" if dot else f"{ending} ({n})"
    return name
