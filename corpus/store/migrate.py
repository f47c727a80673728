"""A store of an earlier Minuted -> one of this, in place, with a copy of its catalogue kept beside it."""

import logging
import shutil
from pathlib import Path

from corpus.errors import StoreUnusable
from corpus.store.catalogue import Catalogue
from corpus.store.catalogue.schema import upgrade, version_at
from corpus.store.store import CATALOGUE

log = logging.getLogger(__name__)

_KEEPS_VECTORS = 3  # the first version that did


def bring_up_to_date(folder: Path) -> None:
    """Bring the catalogue of the store in `folder` up to date, for whoever holds its locks.

    As it was it is kept: `catalogue-version-2.sqlite`. Cut off at any moment, the store is as it was before. Passages of which it
    kept no vectors are to be embedded, and indexes to be looked at: the catalogue notes that, so that opening the store to write
    does it.
    Raises StoreUnusable where it cannot be written.
    """
    old, new = folder / CATALOGUE, folder / f"{CATALOGUE}.new"
    version = version_at(old)
    told = " Its passages are embedded again, which can take some minutes." if version < _KEEPS_VECTORS else ""
    log.warning("Bringing the store %s up to date.%s", folder, told)
    upgrade(old, new)
    try:
        kept = folder / f"catalogue-version-{version}.sqlite"
        shutil.copyfile(old, Path(f"{kept}.new")).replace(kept)
        catalogue = Catalogue(new)
        catalogue.set_facts(writing="a new version")
        catalogue.close()
        new.replace(old)
    except OSError as error:
        raise StoreUnusable(f"The store {folder} cannot be brought up to date ({error.strerror}). It is left as it was.") from error
