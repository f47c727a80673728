"""A Word file's zip, looked at before anything in it is read: what is no Word file, or would not fit in memory, is refused."""

import zipfile
from pathlib import Path
from typing import BinaryIO

from corpus.errors import PaperCorrupt, PaperEncrypted, PaperMislabelled, PaperTooLarge, PaperUnsupported

_MEGABYTE = 1024 * 1024
_MOST_BYTES = 300 * _MEGABYTE  # all parts unpacked
_MOST_XML = 60 * _MEGABYTE  # one part of text unpacked; a pack of 1,000 pages has under 20
_SMALL = 20 * _MEGABYTE  # below this any share of empty space is harmless
_MOST_RATIO = 200  # unpacked to packed; text that was written packs at most 50 to 1
_OTHERS = {
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "mimetype": "an OpenDocument file",
    "META-INF/": "a Java archive",
}


def check_package(path: Path, file: BinaryIO) -> None:
    """Raises PaperRefused where the file is a zip of something else, locked, or unpacks to more than can be right.

    Raises whatever zipfile raises where it is no sound zip.
    """
    with zipfile.ZipFile(file) as package:
        _check_size(path, package.infolist())
        _check_kind(path, package)


def _check_size(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    """By the sizes that the zip declares. Unpacking stops at them, so a part that is larger than it says is damaged."""
    unpacked = sum(part.file_size for part in parts)
    packed = max(sum(part.compress_size for part in parts), 1)
    text = max((part.file_size for part in parts if part.filename.endswith(".xml")), default=0)
    if unpacked > _MOST_BYTES or text > _MOST_XML or (unpacked > _SMALL and unpacked / packed > _MOST_RATIO):
        raise PaperTooLarge(
            f"{path.name}: it unpacks to {unpacked / _MEGABYTE:,.0f} MB, more than a paper needs. "
            "Split it, save it with smaller pictures, or save it as PDF."
        )


def _check_kind(path: Path, package: zipfile.ZipFile) -> None:
    if any(part.flag_bits & 1 for part in package.infolist()):
        raise PaperEncrypted(f"{path.name}: it is protected with a password. Ask its owner for a copy without one.")
    names = package.namelist()
    if not any(name.startswith("word/") for name in names):
        other = next((kind for start, kind in _OTHERS.items() if any(name.startswith(start) for name in names)), "a zip of other files")
        if "[Content_Types].xml" in names and other == "a zip of other files":
            raise PaperCorrupt(
                f"{path.name}: the Word file has no text in it (its document part is missing). Save it again as .docx or PDF."
            )
        raise PaperMislabelled(f"{path.name}: it ends in .docx but is {other}. Rename it to what it is, or save it as .docx or PDF.")
    if "_rels/.rels" in names and b"purl.oclc.org/ooxml" in package.read("_rels/.rels"):
        raise PaperUnsupported(
            f"{path.name}: it is saved as a Strict Open XML document. Open it in Word and save it as Word Document (.docx) or as PDF."
        )
