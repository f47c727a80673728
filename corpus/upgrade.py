"""A store of an earlier Minuted -> one of this, in place, with a copy of its catalogue kept beside it."""

import shutil
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.catalogue.schema import upgrade, version_at
from corpus.embed import Embedder
from corpus.errors import MinutedError, StoreUnusable

_CATALOGUE = "catalogue.sqlite"


def bring_up_to_date(folder: Path) -> None:
    """Bring the store in `folder` up to date, for whoever holds its locks. Its catalogue as it was is kept: `catalogue-version-2.sqlite`.

    The vectors that only Chroma held are taken into the catalogue; those that cannot be read from it are embedded when the store
    is next mended. Cut off at any moment, the store is as it was before. Raises StoreUnusable where it cannot be written.
    """
    old, new = folder / _CATALOGUE, folder / f"{_CATALOGUE}.new"
    version = version_at(old)
    upgrade(old, new)
    try:
        shutil.copyfile(old, folder / f"catalogue-version-{version}.sqlite")
        _take_vectors_in(folder, new)
        new.replace(old)
    except OSError as error:
        raise StoreUnusable(f"The store {folder} cannot be brought up to date ({error.strerror}). It is left as it was.") from error


def _take_vectors_in(folder: Path, catalogue_path: Path) -> None:
    from corpus.seal import seal
    from corpus.vectors import Vectors

    catalogue = Catalogue(catalogue_path)
    try:
        name = catalogue.fact("model")
        if name is None:
            return
        sha256 = Embedder(name).sha256
        seal(folder / "words")  # indexes of earlier versions were not sealed
        seal(folder / "vectors")
        held = catalogue.all_passage_ids()
        found = [(i, vector) for i, vector in Vectors(folder / "vectors").all() if i in held]
        with catalogue.transaction():
            catalogue.vectors.insert(sha256, [i for i, _ in found], [vector for _, vector in found])
        catalogue.set_facts(model_sha256=sha256, writing="to be checked")
    except MinutedError:  # the model or the index cannot be used: what lacks is made when the store is mended
        catalogue.set_facts(writing="to be checked")
    finally:
        catalogue.close()
