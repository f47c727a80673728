"""The words that the packaged embedding model was made with: common English words and names, without the model itself."""

from functools import cache
from importlib import metadata

from corpus.embedding.packaged import packaged_file


@cache
def common_words() -> frozenset[str]:
    """Some 24,000 words in small letters; none where the package is not installed, which whoever embeds is told."""
    try:
        vocabulary = packaged_file("vocab.txt")
    except metadata.PackageNotFoundError:
        return frozenset()
    lines = vocabulary.read_text(encoding="utf-8").split("\n") if vocabulary is not None else []
    return frozenset(word for word in lines if word.isalpha() and len(word) > 1)
