"""The words that the packaged embedding model was made with: common English words and names, without the model itself."""

from functools import cache
from importlib import metadata
from pathlib import Path

from corpus.embedding.packaged import FOLDER_IN_PACKAGE, PACKAGE


@cache
def common_words() -> frozenset[str]:
    """Some 24,000 words in small letters; none where the package is not installed, which whoever embeds is told."""
    try:
        files = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return frozenset()
    found = next((Path(str(file.locate())) for file in files if file.as_posix() == f"{FOLDER_IN_PACKAGE}/vocab.txt"), None)
    lines = found.read_text(encoding="utf-8").split("\n") if found is not None and found.is_file() else []
    return frozenset(word for word in lines if word.isalpha() and len(word) > 1)
